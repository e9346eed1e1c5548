package intake

// Bounds on what is read from outside, each with its reason.
const (
	maxInputs     = 1_000     // files of one import
	maxInputTotal = 512 << 20 // bytes of them, all held in memory
	maxJSON       = 64 << 20  // bytes of one JSON file: a list of some thousand requests
	maxPage       = 32 << 20  // bytes of one saved page
	maxTable      = 64 << 20  // bytes of one table: Canada's, of all bodies, has about 20

	maxRequests  = 20_000 // requests of one import: ten years of a large city
	maxEvents    = 5_000  // events of one request; the longest seen have some hundred
	maxMessages  = 2_000  // messages of one request: each is a document
	maxFiles     = 2_000  // files of one request, as documents in a case
	maxNotes     = 1_000  // notes of one request or batch that are told one by one
	maxLine      = 1_000  // bytes of a title, a name, an id: on one line
	maxQuestion  = 20_000 // bytes of what was asked
	maxWord      = 80     // bytes of a word for a state
	maxHeader    = 256 << 10
	maxReference = 200 // message ids that one message refers to

	maxMembers     = 5_000     // members of one archive
	maxMemberBytes = 64 << 20  // bytes of one member, unpacked
	maxZIPBytes    = 256 << 20 // bytes of all members, unpacked
	maxZIPRatio    = 1_100     // unpacked to packed, above deflate's own limit of about 1,032
	maxNameBytes   = 200       // bytes of a file's name, below every file system's 255
)
