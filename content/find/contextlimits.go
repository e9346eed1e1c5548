package find

// Bounds of what the detectors of contextDetectors read at one place, so that
// their cost stays linear.
const (
	maxMailPart = 64      // characters before @ (RFC 5321, 4.5.3.1.1)
	maxDomain   = 255     // of a host name (RFC 1035, 2.3.4)
	maxURL      = 2048    // of an address of the web
	maxIPv6     = 45      // of an IPv6 address with an IPv4 part
	maxSecret   = 512     // of a password, a key in one piece
	maxPEM      = 1 << 16 // of a PEM block
	maxKnown    = 1 << 16 // words whose labels are remembered
	fullLine    = 45      // a line that is shorter was not broken because it was full
	maxLine     = 200     // of a line around a marking
	maxSpaced   = 40      // letters of a marking with blanks between them
	maxValue    = 60      // between a label and what it speaks of
	maxAddress  = 16      // words of an address
	nearPerson  = 60      // between a health word and a person
)
