package site

// The view types are the data of the pages as the theme sees them: the
// parameters of a case page, in JSON front matter. Paths are those of the public
// folder, without a leading slash.

type caseView struct {
	ID        string         `json:"id"`
	Lang      string         `json:"lang"`
	Received  string         `json:"received"`
	Answered  string         `json:"answered"`
	State     string         `json:"state"`
	Question  []string       `json:"question"`
	Latest    int            `json:"latest"` // rank among the answered cases, 1 is the newest; 0: not answered
	Grounds   []groundView   `json:"grounds"`
	Documents []documentView `json:"documents"`
	Release   *releaseView   `json:"release"`
	Older     []releaseView  `json:"older"`
}

type groundView struct {
	Code      string            `json:"code"`
	Label     map[string]string `json:"label"`
	Paragraph string            `json:"paragraph"`
	Link      string            `json:"link"`
}

type documentView struct {
	Slug     string       `json:"slug"`
	Title    string       `json:"title"`
	Kind     string       `json:"kind"`
	Lang     string       `json:"lang"`
	Withheld bool         `json:"withheld"`
	Ground   int          `json:"ground"` // number in the case's list of grounds; 0: none
	Blocks   [][]spanView `json:"blocks"`
	Pages    []imageView  `json:"pages"`
	Whole    *wholeView   `json:"whole"`
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
}

type wholeView struct {
	Path string `json:"path"`
	Type string `json:"type"`
	Size int64  `json:"size"`
}

type releaseView struct {
	ID       string     `json:"id"`
	Date     string     `json:"date"` // RFC 3339, UTC
	Path     string     `json:"path"`
	Size     int64      `json:"size"`
	SHA256   string     `json:"sha256"`
	Root     string     `json:"root"`
	LogIndex int64      `json:"logindex"`
	Seals    []sealView `json:"seals"`
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
