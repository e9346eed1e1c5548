package read

import "time"

// Every bound on what is read, in one place, each with its reason.
const (
	maxPDFSize   = 2 << 30   // bytes: pdfium counts file positions in 32 bits, signed
	maxTextSize  = 64 << 20  // bytes of a text file: far above any letter, read into memory
	maxImageSize = 256 << 20 // bytes of one image file, read into memory
	maxEmailSize = 256 << 20 // bytes of one message with its attachments

	maxPages      = 5_000      // pages of one document, as in bundles
	maxPagePixels = 40_000_000 // pixels of one page image: A4 at 500 DPI
	maxPageSide   = 60_000     // pixels of one side: keeps int32 arithmetic in pdfium safe
	maxTokens     = 4_000_000  // words of one document, below maxTextLeaves of bundles
	maxTokenBytes = 1 << 10    // bytes of one word; longer runs (base64) are cut into pieces
	maxPageChars  = 1_000_000  // characters pdfium may report for one page
	maxFields     = 64         // metadata fields of one document
	maxNameBytes  = 200        // bytes of an attachment's name: below every file system's 255
	maxFieldBytes = 4 << 10    // bytes of one field's value, maxStringField of bundles
	maxWarnings   = 100        // warnings of one document

	maxAttachments     = 500       // attachments of one message
	maxAttachmentBytes = 64 << 20  // bytes of one attachment, decoded
	maxAttachmentTotal = 256 << 20 // bytes of all attachments of one message
	maxMIMEDepth       = 16        // multiparts inside multiparts
	maxMIMEParts       = 5_000     // parts of one message, nested ones included
	maxHeaderBytes     = 256 << 10 // bytes of one header block
	maxNameSections    = 64        // numbered pieces of one attachment name (RFC 2231)

	maxEXIFEntries = 1_000   // entries of the first directory of an EXIF block
	sniffBytes     = 4 << 10 // bytes looked at to tell formats apart

	pdfDPI          = 200              // dots per inch of a rendered page
	minDPI          = 36               // below this a page is no longer legible
	pageDeadline    = 60 * time.Second // for opening a PDF, and for each page of it
	pdfMemoryPages  = 16_384           // 64 KiB each: 1 GiB for one PDF in the sandbox
	pdfInstanceWait = 30 * time.Second // for a fresh sandbox
)
