package journal

const (
	maxLine     = 1 << 20   // bytes of one line: 2,000 documents of one action and some to spare
	maxFile     = 256 << 20 // bytes of one year: a million lines
	maxToken    = 64 << 10  // bytes of a timestamp, as in package bundles
	maxObjects  = 4_000     // objects of one action: a case has at most 2,000 documents and 1,000 events
	maxName     = 200       // bytes of the name of an object or a case
	maxActor    = 200       // bytes of who did it
	maxProblems = 100       // problems told one by one
	tailBlock   = 4 << 10   // bytes read at once from the end of a file
)
