package site

// releaseData is one release, with the evidence of when it was made.
type releaseData struct {
	ID      string `json:"id"`
	Date    string `json:"date"`              // RFC 3339, UTC
	Address string `json:"address,omitempty"` // of the ZIP; none: it was taken down
	Size    int64  `json:"size"`              // bytes
	SHA256  string `json:"sha256"`
	// LogIndex is the place of the release's statement in the log, from 0; none:
	// it is not logged.
	LogIndex  *int64         `json:"log_index,omitempty"`
	Seals     []sealData     `json:"seals"` // on which it draws
	ReviewBy  string         `json:"review_by,omitempty"`
	Approvals []approvalData `json:"approvals"`
	Audit     *auditData     `json:"audit,omitempty"`
	Changes   *changesView   `json:"changes,omitempty"`
	// Takedown says which older releases this one takes down, TakenDown that a
	// newer one takes this one down.
	Takedown  *takedownView  `json:"takedown,omitempty"`
	TakenDown *takenDownView `json:"taken_down,omitempty"`
}

type sealData struct {
	ID       string     `json:"id"`
	LogIndex *int64     `json:"log_index,omitempty"`
	Times    []timeData `json:"times"`
}

// timeData is a timestamp. Own says that the authority's own clock stated it.
type timeData struct {
	Time string `json:"time"` // RFC 3339, UTC
	Name string `json:"name"` // of the timestamp authority
	Own  bool   `json:"own"`
}

type approvalData struct {
	KeyID  string `json:"key_id"`
	Person string `json:"person,omitempty"`
	Time   string `json:"time,omitempty"` // RFC 3339, UTC; none: not confirmed
}

// auditData sums up the leak audit of a release, which had no hit.
type auditData struct {
	Files      int `json:"files"`
	Redactions int `json:"redactions"`
}

func (pl *plan) releaseData(from string, v releaseView) releaseData {
	d := releaseData{
		ID: v.ID, Date: v.Date, Size: v.Size, SHA256: v.SHA256, LogIndex: logIndex(v.LogIndex), Seals: []sealData{}, ReviewBy: v.ReviewBy,
		Approvals: []approvalData{}, Audit: (*auditData)(v.Audit), Changes: v.Changes, Takedown: v.Takedown, TakenDown: v.TakenDown,
	}
	if v.Path != "" {
		d.Address = pl.link(from, v.Path)
	}
	for _, s := range v.Seals {
		seal := sealData{ID: s.ID, LogIndex: logIndex(s.LogIndex), Times: []timeData{}}
		for _, t := range s.Times {
			seal.Times = append(seal.Times, timeData{t.Time, t.Name, t.Own})
		}
		d.Seals = append(d.Seals, seal)
	}
	for _, a := range v.Approvals {
		d.Approvals = append(d.Approvals, approvalData{a.Name, a.Person, a.Time})
	}
	return d
}

func logIndex(n int64) *int64 {
	if n < 0 {
		return nil
	}
	return &n
}

// releaseList is data/releases.json: every release there ever was, those that
// were taken down among them. data/releases.schema.json describes it.
type releaseList struct {
	Schema    string            `json:"$schema"`
	Authority authorityData     `json:"authority"`
	Evidence  *evidenceDataView `json:"evidence"`
	// Releases are in the order of the register, those of a case newest first.
	Releases []listedRelease `json:"releases"`
}

type listedRelease struct {
	Case string `json:"case"`
	Page string `json:"page"` // address
	releaseData
}

// takedownList is data/takedowns.json. data/takedowns.schema.json describes it.
type takedownList struct {
	Schema    string           `json:"$schema"`
	Authority authorityData    `json:"authority"`
	Takedowns []listedTakedown `json:"takedowns"` // in the order of releases.json
}

// listedTakedown is a release that was taken down.
type listedTakedown struct {
	Case     string `json:"case"`
	Page     string `json:"page"` // address
	Language string `json:"language"`
	Release  string `json:"release"`
	Released string `json:"released"` // RFC 3339, UTC
	Size     int64  `json:"size"`     // bytes
	SHA256   string `json:"sha256"`   // of the release that is gone
	LogIndex *int64 `json:"log_index,omitempty"`
	Date     string `json:"date"` // of the takedown, RFC 3339, UTC
	Reason   string `json:"reason"`
	By       string `json:"by"`        // release that takes it down
	BySHA256 string `json:"by_sha256"` // of that release
}

const (
	releasesFile  = "data/releases.json"
	takedownsFile = "data/takedowns.json"
)

func (pl *plan) planReleaseLists() error {
	releases := releaseList{
		Schema: pl.link(releasesFile, "data/releases.schema.json"), Authority: pl.authorityData(), Evidence: pl.evidenceData(releasesFile), Releases: []listedRelease{},
	}
	takedowns := takedownList{Schema: pl.link(takedownsFile, "data/takedowns.schema.json"), Authority: pl.authorityData(), Takedowns: []listedTakedown{}}
	for i := range pl.cases {
		c := &pl.cases[i]
		for _, r := range c.releases() {
			releases.Releases = append(releases.Releases, listedRelease{c.view.ID, pl.link(releasesFile, c.address()), pl.releaseData(releasesFile, r)})
			if t := r.TakenDown; t != nil {
				takedowns.Takedowns = append(takedowns.Takedowns, listedTakedown{
					Case: c.view.ID, Page: pl.link(takedownsFile, c.address()), Language: c.view.Lang, Release: r.ID, Released: r.Date, Size: r.Size, SHA256: r.SHA256,
					LogIndex: logIndex(r.LogIndex), Date: t.Date, Reason: t.Reason, By: t.By, BySHA256: t.SHA256,
				})
			}
		}
	}
	if err := pl.publishJSON(releasesFile, releases); err != nil {
		return err
	}
	return pl.publishJSON(takedownsFile, takedowns)
}
