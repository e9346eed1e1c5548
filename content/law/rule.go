package law

// Basis is what a rule rests on.
type Basis struct {
	Paragraph string `toml:"paragraph,omitempty"` // as the law cites itself: "§ 14 odst. 7", "s.10(1)"
	Link      string `toml:"link,omitempty"`      // to the paragraph, or to the act
	Source    string `toml:"source"`              // where it was read, or why it is taken
	Status    string `toml:"status"`              // StatusRead or StatusDefault
}

// The two states of a rule's source.
const (
	StatusRead    = "read"    // read in a published source
	StatusDefault = "default" // taken as usual; the office checks it, and can change it
)

// Units that a deadline is counted in.
const (
	CountCalendar = "calendar"
	CountWorking  = "working"
	CountMonths   = "months"
)

// Those who have to act, or may.
const (
	WhoOffice    = "office"
	WhoRequester = "requester"
	WhoReviewer  = "reviewer" // a superior body, a commissioner, a court
)

// Public states of a case, as the website shows them.
const (
	PublicOpen          = "open"
	PublicAnswered      = "answered"
	PublicPartlyRefused = "partly-refused"
	PublicRefused       = "refused"
	PublicWithdrawn     = "withdrawn"
	PublicTransferred   = "transferred"
	PublicClosed        = "closed"

	publicSame = "same" // of a State: what the case showed before
)

// Counting says how deadlines are counted. The day of the event that starts
// one never counts, and no day of a suspension does, its first and last
// included.
type Counting struct {
	Basis
	Roll bool `toml:"roll"` // a deadline that ends on a day off ends on the next working day
}

// DeadlineRule is one deadline of the law.
type DeadlineRule struct {
	Basis
	Code   string            `toml:"code"` // such as "answer"
	Name   map[string]string `toml:"name"`
	Days   int               `toml:"days"`  // or months
	Count  string            `toml:"count"` // CountCalendar, CountWorking or CountMonths
	Who    string            `toml:"who"`   // WhoOffice, WhoRequester or WhoReviewer
	Window bool              `toml:"window,omitempty"`
	// Window: a right that lapses when the deadline ends; else a duty that is overdue then.
}

// State is one state of a case, in the law's own words.
type State struct {
	Code   string            `toml:"code"`
	Name   map[string]string `toml:"name"`
	Public string            `toml:"public"` // one of the public states, or "same": what was shown before
}

// EventRule is what may happen to a case.
type EventRule struct {
	Basis
	Code string            `toml:"code"`           // such as "extend"
	Name map[string]string `toml:"name"`           // "extension of the deadline"
	Done map[string]string `toml:"done"`           // "extended", as in "extended on 10 July 2026"
	Also []string          `toml:"also,omitempty"` // other codes people know it by, as "transfer" for not-competent

	First bool     `toml:"first,omitempty"` // begins a case
	From  []string `toml:"from,omitempty"`  // the states it can happen in
	To    string   `toml:"to,omitempty"`    // the state it leads to; empty: the state stays
	Back  bool     `toml:"back,omitempty"`  // leads to the state before the present one

	Starts   []string `toml:"starts,omitempty"`   // deadlines; one that runs already starts anew
	Meets    []string `toml:"meets,omitempty"`    // what they asked for is done
	Ends     []string `toml:"ends,omitempty"`     // they no longer apply
	Suspends []string `toml:"suspends,omitempty"` // they stop on this day
	Resumes  []string `toml:"resumes,omitempty"`  // they run again from the day after
	Extends  string   `toml:"extends,omitempty"`  // the deadline made longer
	Days     int      `toml:"days,omitempty"`     // by how many days of its unit at most
	Times    int      `toml:"times,omitempty"`    // how often at most in one run of it; 0: any number

	While  string   `toml:"while,omitempty"`  // possible only while this deadline runs or is suspended
	Before string   `toml:"before,omitempty"` // refused when this deadline has ended
	After  []string `toml:"after,omitempty"`  // refused while one of these still runs

	Needs   []string `toml:"needs,omitempty"`   // NeedReason, ...
	Grounds string   `toml:"grounds,omitempty"` // which list its grounds are of: GroundsRefusal or GroundsExtension
}

// What an event can need.
const (
	NeedReason   = "reason"   // a reason in words
	NeedGround   = "ground"   // one ground or more of the law
	NeedDocument = "document" // a document of the case that records it
	NeedBody     = "body"     // the body it went to
	NeedDays     = "days"     // how many days the deadlines it starts have, at most those of the rule
)

// The lists that an event's grounds can be of.
const (
	GroundsRefusal   = "refusal"   // Grounds and Refusals
	GroundsExtension = "extension" // Extensions
)

// Remedy is what a requester can do against an answer.
type Remedy struct {
	Basis
	Code string            `toml:"code"`
	For  []string          `toml:"for"`  // public states it is told in
	Text map[string]string `toml:"text"` // in the law's language and English at least
}

// Publication is the duty to publish what was provided.
type Publication struct {
	Basis
	Duty     bool              `toml:"duty"`
	Deadline string            `toml:"deadline,omitempty"` // its deadline's code
	Text     map[string]string `toml:"text"`
}

// Report is a report or register the law asks for.
type Report struct {
	Basis
	Code  string            `toml:"code"`
	Name  map[string]string `toml:"name"`
	Due   string            `toml:"due,omitempty"` // "03-01": that day of each year, for the year before; empty: kept all the time
	Items []ReportItem      `toml:"items"`
}

// ReportItem is one thing a report tells.
type ReportItem struct {
	Basis
	Code string            `toml:"code"`
	Kind string            `toml:"kind"` // count, days, money, text, list or address
	Name map[string]string `toml:"name"`
}

// Retention is how long an office keeps who asked.
type Retention struct {
	Basis
	Years int `toml:"years"` // from the day on which the case was closed
}

// Ends is the first day on which who asked in a case that was closed on a day is
// kept no longer: the day after as many years. 29 February is closed on the 28th
// of a year without it.
func (r Retention) Ends(closed Date) Date { return closed.addMonths(12*r.Years) + 1 }

// Length is how long the deadline is, in words: "15 calendar days".
func (d *DeadlineRule) Length(lang string) string { return lengthWords(d.Days, d.Count, lang) }
