package site

import "time"

// All bounds of the package, each with its reason.
const (
	// maxCases and maxDocuments keep a page builder's memory in hand: an office
	// has 10 to 500 cases a year, and a release some tens of documents.
	maxCases     = 20000
	maxDocuments = 1000

	// maxEvents bounds the history of one case, as package law does.
	maxEvents = 1000

	// maxTopics bounds the vocabulary of topics: a reader chooses from a list.
	maxTopics = 200

	// maxLedger bounds the ledger of addresses in bytes, maxLostShown how many lost
	// ones an error names.
	maxLedger    = 256 << 20
	maxLostShown = 20

	// maxListDepth bounds how deep lists are nested: Word knows nine levels.
	maxListDepth = 9

	// maxPart bounds the text and images of one page of a document, in bytes of
	// HTML as weight.go estimates them: with the page's frame and the style sheet
	// it stays below 50 KB, which an old phone loads over a slow line. maxImages
	// is how many page images a reader scrolls through.
	maxPart   = 16 << 10
	maxImages = 20

	// maxContents bounds the contents of a long document in bytes of HTML: they
	// stand on its first page, beside the text.
	maxContents = 4 << 10

	// maxCards is how many documents have a card with an excerpt and downloads on
	// the case's page, maxExcerpt how many characters an excerpt has.
	maxCards   = 20
	maxExcerpt = 200

	// Bounds of a logo: bytes of the file, pixels of a side, depth of elements. It
	// is on every page.
	maxLogo      = 128 << 10
	maxLogoSide  = 1024
	maxLogoDepth = 20

	// maxAuditRecord bounds audit.json in bytes: seven checks and some numbers.
	maxAuditRecord = 64 << 10

	// maxOverride bounds one file of the office's overrides, which is held in memory.
	maxOverride = 16 << 20

	// batchPages is how many pages Hugo renders at a time, each in all languages: it
	// holds what it renders in memory.
	batchPages = 1000

	// applyShare is which part of the files may be new for them to be put into the
	// present folder one by one: a quarter. Beyond it, a swap is as fast.
	applyShare = 4

	// maxState bounds one file of what is kept between two builds, which is held
	// in memory: some hundred bytes for each public file.
	maxState = 1 << 30

	// maxSearchIndex bounds the index of one year in bytes, which is held in memory:
	// some kilobytes for each page. Times of the program that writes it: for an
	// index, to say its version, and for its output to end after it was ended;
	// and how many bytes of what it says are kept.
	maxSearchIndex   = 1 << 30
	pagefindDeadline = 10 * time.Minute
	pagefindAsk      = 20 * time.Second
	pagefindEnd      = 5 * time.Second
	pagefindSays     = 4 << 10

	// maxPublicFile bounds one file that is published (a release with scans).
	maxPublicFile = 4 << 30

	// Timeouts of the loopback server.
	readTimeout     = 10 * time.Second
	writeTimeout    = 60 * time.Second
	shutdownTimeout = 3 * time.Second
	maxHeader       = 16 << 10

	// While a Build puts the new folder in the place of the former, a server finds
	// none for a moment, and tries again.
	swapTries = 100
	swapWait  = 10 * time.Millisecond

	// maxServedPage bounds a page that is read to send its policy as a header, and
	// maxHead where in it the policy is looked for.
	maxServedPage = 64 << 20
	maxHead       = 4 << 10

	// A preview looks for changes once in watchInterval, and at most a tenth of the
	// time; maxWatched bounds what it looks at: 20,000 cases and their releases.
	watchInterval = 500 * time.Millisecond
	watchShare    = 9
	maxWatched    = 200_000

	// maxShownError bounds the error that a preview shows in place of a page.
	maxShownError = 16 << 10
)
