package law

// Bounds on what a profile, an override and a history may hold.
const (
	maxProfile   = 1 << 20 // bytes of one profile or override
	maxList      = 400     // entries of one list: grounds, events, holidays
	maxText      = 2_000   // bytes of one text for people
	maxSource    = 500     // bytes of one source note
	maxDays      = 1_000   // days (or months) of one deadline
	maxMonths    = 120     // months of one deadline
	maxRetention = 100     // years
	maxHistory   = 1_000   // events of one case
	maxGrounds   = 50      // grounds of one event
	maxEasterBy  = 200     // days from Easter Sunday to a movable feast

	minYear = 1990 // of any date; no profile is of an older law
	maxYear = 2199

	minWorkingDays = 100 // working days each year must have, so that every count ends
)
