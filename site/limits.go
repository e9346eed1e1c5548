package site

import "time"

// All bounds of the package, each with its reason.
const (
	// maxCases and maxDocuments keep a page builder's memory in hand: an office
	// has 10 to 500 cases a year, and a release some tens of documents.
	maxCases     = 20000
	maxDocuments = 1000

	// maxListDepth bounds how deep lists are nested: Word knows nine levels.
	maxListDepth = 9

	// maxAuditRecord bounds audit.json in bytes: seven checks and some numbers.
	maxAuditRecord = 64 << 10

	// maxOverride bounds one file of the office's overrides, which is held in memory.
	maxOverride = 16 << 20

	// maxPublicFile bounds one file that is published (a release with scans).
	maxPublicFile = 4 << 30

	// Timeouts of the loopback server.
	readTimeout     = 10 * time.Second
	writeTimeout    = 60 * time.Second
	shutdownTimeout = 3 * time.Second
	maxHeader       = 16 << 10
)
