package audit

// All bounds of the search, each with its reason.
const (
	// maxFiles bounds the list of files, which is held in memory: 20,000 cases
	// with tens of files each, and the tiles of the log.
	maxFiles = 4 << 20

	// maxMembers bounds the members of one ZIP.
	maxMembers = 1 << 20

	// maxInflated bounds what is inflated from one public file, all levels
	// together; maxDepth bounds containers within containers. More is an error,
	// never a file that was not searched.
	maxInflated = 8 << 30
	maxDepth    = 4

	// maxWhole bounds what is held in memory as a whole: an HTML page, a PDF, a
	// container within a container.
	maxWhole = 256 << 20

	// maxChunk bounds one chunk of a PNG other than pixels, and what follows its end.
	maxChunk = 64 << 20

	// maxMember bounds one member that is shown to the other checks.
	maxMember = 4 << 30

	// A file is searched in windows that overlap by more than the longest pattern.
	// A file of more than splitSize is shared out in parts.
	scanWindow  = 1 << 20
	scanOverlap = 64 << 10
	splitSize   = 8 << 20

	// maxTerm bounds one term in bytes: its longest form (JSON escapes in
	// UTF-16) stays below scanOverlap. A longer term is searched for in pieces.
	maxTerm = 2048

	// maxBase64Line bounds a line of wrapped base64: an e-mail has 76 characters.
	maxBase64Line = 1000

	// maxTag bounds one tag, which may hold a picture in its address.
	maxTag = 256 << 10

	// maxPDFString bounds one string of a PDF: what is longer is none.
	maxPDFString = 32 << 10

	// maxLevels is how often escapes within escapes are undone.
	maxLevels = 3

	// minTerm is the least number of letters and digits that is searched for at
	// all; below wholeWord a term must stand as a word of its own, and up to
	// wholeWord it is not searched for in binary data.
	minTerm   = 3
	wholeWord = 5

	// minJoined is the least number of letters and digits for the search that
	// ignores what stands between letters; shorter terms would match across words.
	minJoined = 8

	// A number of minNumber digits is searched for with any separators; up to
	// loneNumber digits, only where no other digit or letter touches it. Of a term
	// that is not only a number, numbers of minInner digits are searched for:
	// dates have fewer.
	minNumber  = 6
	loneNumber = 8
	minInner   = 9

	// minEncoded is the least number of bytes for the search of encoded forms;
	// minPacked that in compressed data, of which there is so much that shorter
	// ones occur by chance.
	minEncoded = 5
	minPacked  = 7

	// minProse is the least number of bytes of text between binary data that
	// counts as text for short terms.
	minProse = 64

	// digestBytes of a digest show that it was published, so that shortened ones
	// are found.
	digestBytes = 8

	// maxTaskHits bounds what one part of a file adds to the list before it is
	// sorted and cut to MaxHits.
	maxTaskHits = 1000

	// maxRecord bounds a record that is parsed; maxReleaseJSON a release.json of
	// which the redactions are counted.
	maxRecord      = 64 << 10
	maxReleaseJSON = 64 << 20

	// maxMemory bounds a memory that is parsed: some hundred bytes a file.
	maxMemory = 1 << 30
	// maxGramFiles bounds the files of filters of a memory: each audit adds one.
	// Files of which the filter is in the shortest ones are forgotten.
	maxGramFiles = 1024
)
