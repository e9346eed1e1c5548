package site

import "time"

// All bounds of the package, each with its reason.
const (
	// maxCases and maxDocuments keep a page builder's memory in hand: an office
	// has 10 to 500 cases a year, and a release some tens of documents.
	maxCases     = 20000
	maxDocuments = 1000

	// maxOverride bounds one file of the office's overrides, which is held in memory.
	maxOverride = 16 << 20

	// maxPublicFile bounds one file that is published (a release with scans).
	maxPublicFile = 4 << 30

	// maxPageFile bounds an HTML, JSON or other text file of the leak check that is read as a whole.
	maxPageFile = 64 << 20

	// maxInflated bounds what the leak check inflates from one file, all levels
	// together; maxDepth bounds containers within containers. More is an error,
	// never a file that was not searched.
	maxInflated = 8 << 30
	maxDepth    = 4

	// maxMember bounds one inflated member, which is held in memory.
	maxMember = 256 << 20

	// scanWindow and scanOverlap: a file is searched in windows that overlap by
	// more than the longest pattern.
	scanWindow  = 1 << 20
	scanOverlap = 64 << 10

	// maxTerm bounds one secret in bytes: its longest form (JSON escapes in
	// UTF-16) stays below scanOverlap.
	maxTerm = 2048

	// minTerm is the least number of letters and digits that is searched for at
	// all; below wholeWord a term must stand as a word of its own,
	// and up to wholeWord it is not searched for, folded, in binary data.
	minTerm   = 3
	wholeWord = 5

	// minSpaceless is the least number of letters and digits for the search that
	// ignores all white space of a file; shorter terms would match across words.
	minSpaceless = 8

	// minEncoded is the least number of bytes for the search in binary data and
	// in base64 and hex, where shorter terms occur by chance.
	minEncoded = 5

	// Timeouts of the loopback server.
	readTimeout     = 10 * time.Second
	writeTimeout    = 60 * time.Second
	shutdownTimeout = 3 * time.Second
	maxHeader       = 16 << 10
)
