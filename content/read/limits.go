package read

import "time"

// Every bound on what is read, in one place, each with its reason.
const (
	maxPDFSize   = 2 << 30   // bytes: pdfium counts file positions in 32 bits, signed
	maxTextSize  = 64 << 20  // bytes of a text file: far above any letter, read into memory
	maxImageSize = 256 << 20 // bytes of one image file, read into memory
	maxEmailSize = 256 << 20 // bytes of one message with its attachments

	maxPages        = 5_000      // pages of one document, as in bundles
	maxPagePixels   = 40_000_000 // pixels of one page image: A4 at 500 DPI
	maxPageSide     = 60_000     // pixels of one side: keeps int32 arithmetic in pdfium safe
	maxTokens       = 4_000_000  // words of one document, below maxTextLeaves of bundles
	maxTokenBytes   = 1 << 10    // bytes of one word; longer runs (base64) are cut into pieces
	maxPageChars    = 1_000_000  // characters pdfium may report for one page
	maxFields       = 64         // metadata fields of one document
	maxNameBytes    = 200        // bytes of an attachment's name: below every file system's 255
	maxFieldBytes   = 4 << 10    // bytes of one field's value, maxStringField of bundles
	maxWarnings     = 100        // warnings of one document
	maxHidden       = 1_000      // hidden items of one document that are named one by one
	maxExcerptBytes = 160        // bytes of a hidden item's excerpt: enough to know it by

	maxAttachments     = 500       // attachments of one message
	maxAttachmentBytes = 64 << 20  // bytes of one attachment, decoded
	maxAttachmentTotal = 256 << 20 // bytes of all attachments of one message
	maxMIMEDepth       = 16        // multiparts inside multiparts
	maxMIMEParts       = 5_000     // parts of one message, nested ones included
	maxHeaderBytes     = 256 << 10 // bytes of one header block
	maxHeaderFields    = 5_000     // lines of one header block
	maxHeaderName      = 200       // bytes of a header's name
	maxHeaderValues    = 20        // values of one header that nobody sees which are kept
	maxQuoteLine       = 1_000     // bytes of a line that may begin a quoted message
	maxMAPIProps       = 10_000    // properties of one Outlook message or attachment
	maxOLEEntries      = 100_000   // storages and streams of one compound file
	maxNameSections    = 64        // numbered pieces of one attachment name (RFC 2231)

	maxContainerFile    = 1 << 30    // bytes of one office file or archive
	maxContainerMembers = 5_000      // members of one container
	maxMemberBytes      = 128 << 20  // bytes of one member, unpacked
	maxContainerBytes   = 512 << 20  // bytes of all members that are read, unpacked
	maxMemberRatio      = 1_100      // unpacked to packed, above deflate's own limit of about 1,032
	maxNameSample       = 1 << 20    // bytes of member names by which their character set is guessed
	maxSignatures       = 100        // XML signatures of one signature file
	maxCertificateText  = 64 << 10   // bytes of one certificate in base64
	maxXMLDepth         = 256        // elements inside elements
	maxXMLElements      = 20_000_000 // elements of one part

	maxStyles       = 100_000    // styles, lists, changes of one OpenDocument part that are looked up
	maxMasters      = 1_000      // page styles of one document
	maxStyleDepth   = 32         // styles that inherit from styles
	maxListNumber   = 1_000_000  // number a list may begin with
	maxBlanks       = 1_000      // blanks that one element or word stands for
	maxOpenSpans    = 64         // links and inserted passages inside each other
	maxSheetColumns = 16_384     // columns of a sheet, as spreadsheet programs have
	maxSheetRows    = 1 << 20    // rows of a sheet
	maxRepeats      = 1_000      // equal cells or rows in a row that are set, each
	maxTableCells   = 2_000_000  // cells of all tables of one document
	maxSheets       = 1_000      // sheets of one workbook
	maxFormatBytes  = 1 << 10    // bytes of one number format; programs allow 255 characters
	maxFieldDepth   = 64         // fields inside fields of one text
	maxFlowBlocks   = 1_000_000  // paragraphs, tables and pictures of one office document: about 20,000 pages
	maxFlowPixels   = 80_000_000 // pixels of all pictures of one office document, decoded: about 320 MB

	maxRelationships = 100_000 // from part to part of one office file

	maxRTFSize  = 256 << 20 // bytes of one RTF file, read into memory; pictures take two bytes for one
	maxRTFDepth = 1_000     // groups inside groups: the deepest seen in real files is below 50
	maxRTFWord  = 32        // letters of a control word (RTF 1.9.1, "control word")
	maxRTFRun   = 16 << 10  // bytes of text that are decoded at a time

	maxCorrectionsFile = 4 << 20 // bytes of a file of corrections
	maxCorrections     = 50_000  // in one file: more than that is another reading
	maxCorrectionBytes = 4 << 10 // bytes of the words on one side of its arrow
	maxRegionPieces    = 4_096   // rectangles that corrected words may leave of an unread region

	sofficeDeadline = 120 * time.Second // for soffice to print one document
	sofficeEnd      = 5 * time.Second   // for its output to end after it was killed
	sofficeSays     = 4 << 10           // bytes kept of what it says

	maxHTMLDepth = 512     // open elements that are remembered; deeper ones have no effect of their own
	maxHTMLAttrs = 256     // attributes of one element, declarations of one style
	maxHTMLRules = 2_000   // rules of style sheets that may hide something
	maxHTMLStyle = 1 << 20 // bytes of style sheets that are looked at

	readDeadline = 110 * time.Second // for one document, OCR aside, and for each page that OCR reads

	maxPageRegions = 200     // unread regions of one page that are named one by one
	maxInkPixels   = 8 << 20 // pixels of the reduced page on which they are looked for
	maxTextChunk   = 1 << 20 // bytes of one text of a PNG file, unpacked: only its beginning is shown
	maxTIFFSpans   = 1 << 20 // pieces of a TIFF file: strips, tiles, values
	maxEXIFEntries = 1_000   // entries of the first directory of an EXIF block
	sniffBytes     = 4 << 10 // bytes looked at to tell formats apart

	pdfTailBytes   = 4 << 10 // bytes at a PDF's end in which its %%EOF is looked for
	maxPageObjects = 100_000 // objects of a page that are looked at for pictures
	maxFormDepth   = 16      // forms inside forms that are looked at for pictures
	pictureShare   = 0.1     // of a page that a picture covers: smaller ones are logos

	pdfDPI          = 200              // dots per inch of a rendered page
	minDPI          = 36               // below this a page is no longer legible
	pageDeadline    = 60 * time.Second // for opening a PDF, and for each page of it
	pdfMemoryPages  = 8_192            // 64 KiB each: 512 MiB for one sandbox; there is one for each core
	pagesInFlight   = 2                // pages of one PDF for each core that are read and not yet handed on: 4 to 8 MB each
	pdfInstanceWait = 30 * time.Second // for a fresh sandbox

	maxPDFObjects       = 1_000_000  // objects of one PDF: 5,000 pages have some 100,000
	maxPDFObjectBytes   = 16 << 20   // bytes of one object, the data of its stream aside
	maxPDFPackedBytes   = 128 << 20  // bytes of all object streams, unpacked: kept in memory
	maxPDFDepth         = 64         // objects inside objects
	maxPDFSections      = 1_000      // saves of one file
	maxPDFWork          = 3 << 30    // bytes looked at to open a PDF, or to go through its objects: the file once, and half of it again
	maxPDFPageWork      = 256 << 20  // bytes looked at for one page
	maxPDFContent       = 64 << 20   // bytes of one content stream, character map or XMP packet, unpacked
	maxPDFOperators     = 10_000_000 // operators of one page with all its forms
	maxPDFForms         = 12         // forms drawn inside forms
	maxPDFTreeNodes     = 200_000    // nodes of one tree: pages, names, fields, structure, bookmarks
	maxPDFOfOneKind     = 200        // hidden things of one kind named one by one, so that none crowds out the rest
	maxPDFCopy          = 512 << 20  // bytes of the readable copy of an encrypted PDF, kept in memory
	maxPDFActions       = 32         // actions that follow one another
	maxPDFSignature     = 1 << 20    // bytes of one signature
	maxPDFGapExcerpt    = 4 << 10    // bytes looked at of what lies between objects
	maxRevisionsRead    = 5          // earlier revisions whose text is compared, the newest ones
	maxRevisionPages    = 100        // pages of a revision whose text is compared: some seconds
	maxPDFDecodedText   = 64 << 10   // bytes of text kept of one page for excerpts and comparison
	maxPDFCharacterMaps = 200_000    // entries of one font's map to Unicode
)
