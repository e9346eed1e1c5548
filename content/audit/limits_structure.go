package audit

import "time"

// Bounds of the checks that look inside files, each with its reason. What is
// beyond them is an error or a hit, never a file that was not looked at.
const (
	maxStructuredFile = 256 << 20 // bytes of a JSON, XML or text file, read whole: a view's text with its pads
	maxMarkupFile     = 64 << 20  // bytes of an HTML, SVG or CSS file, read whole
	maxSearchFile     = 64 << 20  // bytes of a file of the full-text index, packed and inflated: a year's list of pages
	maxSearchDepth    = 8         // lists within lists there
	maxImagePixels    = 100 << 20 // pixels of one page image, as the release's writer allows
	maxImageSide      = 60_000    // pixels of one side
	maxPNGChunks      = 100_000   // chunks of one PNG: 100 million pixels in pieces of 32 KiB
	maxSmallChunk     = 1 << 10   // bytes of a PNG chunk that is not pixels

	maxPDFFile        = 2 << 30 // bytes of a facsimile: pdfium counts positions in 32 bits, signed
	maxPDFObjects     = 50_000  // objects of a facsimile: 5,000 pages of page, content, image and some more
	maxPDFDictionary  = 64 << 10
	maxPDFPageList    = 512 << 10 // bytes of the one dictionary that lists all pages
	maxPDFContent     = 16 << 20  // bytes of a page's content stream, or of a character map
	maxPDFFontProgram = 2 << 10   // bytes of a font that draws nothing
	maxPDFDepth       = 6         // arrays and dictionaries within one another
	maxPDFBlank       = 1         // white space characters in a row: more could say something
	maxPDFPages       = 5_000     // pages of one document, as in a release
	maxPageChars      = 1_000_000 // characters pdfium may report for one page

	pdfStep         = 60 * time.Second // for opening a PDF, and for each page of it
	pdfInstanceWait = 30 * time.Second // for a fresh sandbox
	pdfMemoryPages  = 8_192            // 64 KiB each: 512 MiB for one sandbox
	pagesEachWorker = 4                // pages that are worth another sandbox

	pageTolerance = 0.1 // points by which an image may miss its page's edge: less than half a pixel
	renderedApart = 48  // levels by which a second reader may paint a pixel beyond those around it: it moves an image by parts of a pixel

	inkSpan       = 20 // levels between the darkest and the lightest pixel where something is printed
	inkRun        = 3  // letters or digits judged together
	inkMargin     = 1  // pixels around a character
	minCharHeight = 2  // pixels
	solidShare    = 96 // per cent of black pixels from which a place is a box and not a word
	maxOfOne      = 20 // hits of one kind reported of one file
	maxWordJoin   = 4  // words of a release that a reader may take for one, or the other way round

	maxGaps       = 100_000 // redactions of one release
	maxTextLeaves = 20 << 20
	maxLabels     = 100_000 // redaction labels of one page
	maxLabelText  = 400     // bytes of what stands for a redaction, with its ground
)
