package report

// Bounds on what a report takes and holds.
const (
	maxCases = 100_000 // cases of an office; an office of the size meant has 500 a year
	maxText  = 100_000 // bytes of one stated text: the essence of a year's judgments
	maxCount = 1 << 30 // a stated number

	// MaxShownCases is how many cases a page for people lists of one number; the
	// files for programs list all.
	MaxShownCases = 200
)

// MaxText is how long a stated text may be, in bytes.
const MaxText = maxText
