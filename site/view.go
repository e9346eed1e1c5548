package site

// The view types are the data of a case's pages as the theme sees them: their
// parameters, in JSON front matter. Paths are those of the public folder, without
// a leading slash.

type caseView struct {
	ID        string         `json:"id"`
	Lang      string         `json:"lang"`
	Received  string         `json:"received"`
	Answered  string         `json:"answered"`
	Due       string         `json:"due"`
	Topics    []string       `json:"topics"` // codes
	State     string         `json:"state"`
	Events    []eventView    `json:"events"`
	Told      bool           `json:"told"` // one of the events is the answer
	Question  []string       `json:"question"`
	Grounds   []groundView   `json:"grounds"`
	Documents []documentView `json:"documents"`
	Release   *releaseView   `json:"release"`
	Older     []releaseView  `json:"older"`
	Brief     bool           `json:"brief"` // many documents: their cards show no more than what they are
}

type groundView struct {
	Code      string            `json:"code"`
	Label     map[string]string `json:"label"`
	Paragraph string            `json:"paragraph"`
	Link      string            `json:"link"`
}

// documentView is a document as the case's page shows it. What is shown on the
// document's own pages alone is not among the parameters of the case's.
type documentView struct {
	ID        string         `json:"id"`   // in the release
	Seal      string         `json:"seal"` // on which it draws
	Slug      string         `json:"slug"`
	Address   string         `json:"address"` // of its first page, below the language's root
	Number    int            `json:"number"`  // in the release, from 1: names one without a title
	Title     string         `json:"title"`
	Kind      string         `json:"kind"`
	Lang      string         `json:"lang"`
	Withheld  bool           `json:"withheld"`
	Ground    int            `json:"ground"` // number in the case's list of grounds; 0: none
	HasText   bool           `json:"hastext"`
	Excerpt   []spanView     `json:"excerpt"` // a piece of the text in one line
	PageCount int            `json:"pagecount"`
	Images    int            `json:"images"` // pages that are shown as images
	Hidden    int            `json:"hidden"` // black areas on them that a reader sees
	Facsimile *facsimileView `json:"facsimile"`
	Whole     *wholeView     `json:"whole"`
	Fields    []fieldView    `json:"-"`
	Text      []elementView  `json:"-"`
	Pages     []imageView    `json:"-"`
	NoImage   string         `json:"-"` // numbers of the pages without an image, "2, 4–6"; "*": all
}

// fieldView is one metadata field; Key names its translation.
type fieldView struct {
	Key   string `json:"key"`
	Name  string `json:"name"`
	Value string `json:"value"`
}

// elementView is one element of the text edition: "paragraph", "heading",
// "list" or "table".
type elementView struct {
	ID     int          `json:"id"` // from 1, in order, of what is shown: #p-1
	Kind   string       `json:"kind"`
	Level  int          `json:"level"` // of a heading, as in HTML
	Spans  []spanView   `json:"spans"`
	List   *listView    `json:"list"`
	Number int          `json:"number"` // of a table, from 1, among those of the document
	Rows   [][]cellView `json:"rows"`
	More   bool         `json:"more"` // goes on from the element before, which was cut
	Stop   bool         `json:"stop"` // its number can be reached with the keyboard
}

type listView struct {
	Marked bool       `json:"marked"` // the items bring their own markers
	Items  []itemView `json:"items"`
}

type itemView struct {
	Spans []spanView `json:"spans"`
	List  *listView  `json:"list"`
	More  bool       `json:"more"` // goes on from the item before, which was cut
}

type cellView struct {
	Columns int        `json:"columns"`
	Gap     bool       `json:"gap"` // goes on with what the cell before hides
	Spans   []spanView `json:"spans"`
}

type spanView struct {
	Text   string `json:"text"`
	Break  bool   `json:"break"`
	Ground int    `json:"ground"` // not 0: a redaction with this ground
	Label  string `json:"label"`  // in the document's language
}

type imageView struct {
	Path    string `json:"path"`
	Number  int    `json:"number"`
	Width   int    `json:"width"`
	Height  int    `json:"height"`
	Grounds []int  `json:"grounds"`
	Hidden  int    `json:"hidden"`
}

type facsimileView struct {
	Path   string `json:"path"`
	Size   int64  `json:"size"`
	Growth string `json:"growth"`
	Reason string `json:"reason"`
}

type wholeView struct {
	Path string `json:"path"`
	Type string `json:"type"`
	Size int64  `json:"size"`
}

type releaseView struct {
	ID        string         `json:"id"`
	Date      string         `json:"date"` // RFC 3339, UTC
	Path      string         `json:"path"`
	Size      int64          `json:"size"`
	SHA256    string         `json:"sha256"`
	Root      string         `json:"root"`
	LogIndex  int64          `json:"logindex"`
	Seals     []sealView     `json:"seals"`
	ReviewBy  string         `json:"reviewby"`
	Approvals []approvalView `json:"approvals"`
	Audit     *auditView     `json:"audit"`
	Changes   *changesView   `json:"changes"`
	Takedown  *takedownView  `json:"takedown"`  // of older releases by this one
	TakenDown *takenDownView `json:"takendown"` // of this one by a newer release
}

type approvalView struct {
	Name   string `json:"name"`
	Person string `json:"person"`
	Time   string `json:"time"` // RFC 3339, UTC; empty: not confirmed
}

type auditView struct {
	Files      int `json:"files"`
	Redactions int `json:"redactions"`
}

type takedownView struct {
	Releases []string `json:"releases"`
	Reason   string   `json:"reason"`
}

type takenDownView struct {
	By     string `json:"by"`
	Date   string `json:"date"` // RFC 3339, UTC
	Reason string `json:"reason"`
	SHA256 string `json:"sha256"` // of the release that takes it down
}

type sealView struct {
	ID       string     `json:"id"`
	Path     string     `json:"path"`
	LogIndex int64      `json:"logindex"`
	Times    []timeView `json:"times"`
	OwnOnly  bool       `json:"ownonly"`
}

type timeView struct {
	Name string `json:"name"`
	Own  bool   `json:"own"`
	Time string `json:"time"` // RFC 3339, UTC
}

// changesView is Changes for the theme.
type changesView struct {
	Added    int `json:"added"`
	Opened   int `json:"opened"`
	Withheld int `json:"withheld"`
	Redacted int `json:"redacted"`
	Removed  int `json:"removed"`
}
