package bundles

// Every bound on what is read from outside, in one place, each with its
// reason. Parsers and verifier use the same numbers (SPEC 10).
const (
	// Bags and ZIP files.
	maxMembers     = 20_000    // files in one bag: 5,000 pages with text, far above any case seen
	maxNameLength  = 512       // bytes of one member name
	maxMemberSize  = 16 << 30  // bytes of one file: the largest original we accept
	maxBagSize     = 64 << 30  // bytes of all files of a bag
	maxZIPRatio    = 1_100     // unpacked to packed, above deflate's own limit of about 1,032
	maxManifest    = 8 << 20   // bytes of a manifest: maxMembers lines
	maxDocuments   = 2_000     // documents in one seal
	maxPages       = 5_000     // pages in one document
	maxLeaves      = 1 << 26   // leaves in one view: 400 million pixels of one page
	maxPagePixels  = 100 << 20 // pixels of one page image
	maxTextLeaves  = 20 << 20  // text leaves of one document, pads included
	maxMetaFields  = 256       // metadata fields of one document
	maxJSON        = 256 << 20 // bytes of a view's JSON file (text with pads)
	maxSmallJSON   = 16 << 20  // bytes of commitment.json, release.json, header
	maxPlaces      = 64 << 20  // bytes of places.json of a released document: two million words
	maxProof       = 64 << 20  // bytes of proof.json
	maxRedactions  = 100_000   // redactions in one release
	maxSealsInUse  = 500       // seals one release draws on
	maxStringField = 4 << 10   // bytes of one name, title or label
	minDPI, maxDPI = 36, 4_800 // of a page in a PDF; of others we take usualDPI, because the paper would be of no use
	maxPDFSize     = 1e10 - 1  // bytes: offsets in a PDF's table have ten digits (ISO 32000-1, 7.5.4)
	maxPDFChars    = 1<<16 - 1 // different characters in one PDF: codes of two bytes, without 0

	// Releases: what is stated beside the proof.
	maxLayout       = 64 << 20 // bytes of layout.json: a million blocks
	maxHeadingLevel = 6        // HTML has no more
	maxItemDepth    = 32       // lists in lists
	maxTableSide    = 1 << 20  // tables in a document, rows or columns of one: the rows of a spreadsheet
	maxMetaJSON     = 8 << 20  // bytes of meta.json: 256 fields of the largest, escaped
	maxTakenDown    = 1_000    // releases one takedown names
	maxAudit        = 64 << 10 // bytes of audit.json: counts, no findings
	maxApprovals    = 16       // approvals of one release

	// Sites.
	maxSiteFiles    = 2_000_000 // files of a site: 100,000 cases
	maxSiteManifest = 512 << 20 // bytes of the list of them
	maxNamedFiles   = 20        // files that are missing, changed or not listed and are named one by one

	// Evidence: signature, time, log, trust.
	maxSignatureBundle = 1 << 20   // bytes of a .sigstore.json
	maxTimestamp       = 256 << 10 // bytes of one TimeStampResp
	maxTimestamps      = 32        // sigstore-go's own limit
	maxStatement       = 64 << 10  // bytes of an in-toto statement
	maxCheckpoint      = 64 << 10  // bytes of a checkpoint note with cosignatures
	maxProofHashes     = 63        // hashes in an inclusion proof of an int64-sized tree
	maxLogEntry        = 1<<16 - 1 // C2SP tlog-tiles: uint16 length
	maxLogSize         = 1 << 40   // entries
	maxTrust           = 1 << 20   // bytes of trust.json
	maxTLogProof       = 72 << 10  // bytes of a tlog-proof: a checkpoint and 63 hash lines
	maxEntryBundle     = 256 << 16 // bytes of a tile's entries: 256 of the largest
	maxTileLevel       = 4         // levels of tiles in a tree of maxLogSize
	maxTrustedKeys     = 100       // keys, authorities or logs in trust.json, old ones included
	maxCertificates    = 10        // certificates in one chain
)
