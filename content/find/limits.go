package find

import "errors"

// Bounds of what is read.
const (
	maxText        = 1 << 30 // bytes of one document: offsets are kept in 32 bits
	maxDigits      = 34      // of the longest number, an IBAN with room for damage
	maxGroups      = 12      // groups of digits that may make one number: an IBAN in pairs, read badly
	maxGap         = 4       // characters between two groups of one number
	maxNameBlock   = 1 << 14 // words looked at together for names
	maxNameLine    = 1 << 10 // more of them until a line ends
	maxNameWords   = 5       // words of one name
	maxNameLabel   = 5       // words before a name that may be its label
	maxWordList    = 1 << 20 // bytes of an embedded list of words, unpacked
	maxNameLetters = 40      // of a word that is looked for misread
	maxNameInfos   = 1 << 18 // words remembered with what they may be
	maxPeople      = 20_000  // persons told apart in one case
	maxNamesakes   = 64      // persons compared with one name
	maxReasons     = 12      // kept of a finding and of those it took in
	maxLabel       = 32      // letters of a label
	labelReach     = 40      // characters before a number in which its label stands
	plateAfter     = 26      // bytes behind a plate in which a word about a vehicle is looked for
	labelSuffix    = 4       // letters that may follow a label in its word: "čísla", "számának"
)

var errTooLong = errors.New("longer than 1 GiB: split the document")
