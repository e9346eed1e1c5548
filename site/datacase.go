package site

import (
	"maps"
	"slices"
)

// caseData is cases/<case>/case.json: all that the page of a case says, for
// programs. data/case.schema.json describes it.
type caseData struct {
	Schema    string            `json:"$schema"`
	ID        string            `json:"id"`
	Title     string            `json:"title"`
	Language  string            `json:"language"` // of title, question, answer and takedowns
	Address   string            `json:"address"`  // of the page
	State     string            `json:"state"`
	Received  string            `json:"received"`           // ISO date
	Answered  string            `json:"answered,omitempty"` // ISO date
	Due       string            `json:"due,omitempty"`      // ISO date
	Events    []eventView       `json:"events"`             // in order; none: they were not written down
	Authority authorityData     `json:"authority"`
	Law       lawData           `json:"law"`
	Topics    []topicData       `json:"topics"`
	Question  []string          `json:"question"` // paragraphs
	Answer    string            `json:"answer"`   // CommonMark with tables
	Grounds   []groundView      `json:"grounds"`  // on which something is hidden
	Documents []documentData    `json:"documents"`
	Releases  []releaseData     `json:"releases"` // newest first
	Evidence  *evidenceDataView `json:"evidence,omitempty"`
}

type authorityData struct {
	Name      string `json:"name"`
	Domain    string `json:"domain,omitempty"`
	CompanyID string `json:"company_id,omitempty"`
}

type lawData struct {
	Code string            `json:"code"`
	Name map[string]string `json:"name"`
	Link string            `json:"link,omitempty"`
}

type topicData struct {
	Code  string            `json:"code"`
	Label map[string]string `json:"label"`
}

// documentData is a document of the newest release.
type documentData struct {
	ID        string       `json:"id"`
	Title     string       `json:"title,omitempty"`
	Kind      string       `json:"kind,omitempty"`
	Language  string       `json:"language"`
	Withheld  bool         `json:"withheld"`
	Ground    *groundRef   `json:"ground,omitempty"` // of a withheld document
	Grounds   []groundRef  `json:"grounds"`          // on which parts of it are hidden
	PageCount int          `json:"page_count"`
	Fields    []fieldData  `json:"fields"`
	Text      []blockData  `json:"text"`
	Files     []publicData `json:"files"`
}

// groundRef names one of the case's grounds.
type groundRef struct {
	Code      string `json:"code"`
	Paragraph string `json:"paragraph,omitempty"`
}

type fieldData struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// publicData is a public file of a document.
type publicData struct {
	// Role is "original" for the document's own unchanged bytes, "facsimile" for
	// the page images as one PDF, "page" for one of them.
	Role      string `json:"role"`
	Address   string `json:"address"`
	MediaType string `json:"media_type"`
	Size      int64  `json:"size,omitempty"` // bytes
	SHA256    string `json:"sha256,omitempty"`
	Page      int    `json:"page,omitempty"` // from 1
}

// evidenceDataView is what a verifier of the case's releases starts from.
type evidenceDataView struct {
	KeyID string `json:"key_id,omitempty"` // fingerprint of the signing key
	Trust string `json:"trust,omitempty"`  // address of trust.json
	Log   string `json:"log,omitempty"`    // name of the log
	// Checkpoint is the address of the log's newest signed head.
	Checkpoint string `json:"checkpoint,omitempty"`
}

// planCaseData writes the case.json of every case.
func (pl *plan) planCaseData() error {
	return pl.publishOfCases("case.json", func(c *plannedCase) any { return pl.caseData(c) })
}

func (pl *plan) caseData(c *plannedCase) *caseData {
	v, name := &c.view, c.address()+"case.json"
	d := &caseData{
		Schema: pl.link(name, "data/case.schema.json"), ID: v.ID, Title: c.src.Title, Language: v.Lang, Address: pl.link(name, c.address()),
		State: v.State, Received: v.Received, Answered: v.Answered, Due: v.Due, Events: v.Events, Authority: pl.authorityData(), Law: pl.lawData(),
		Topics: pl.topicData(v.Topics), Question: v.Question, Answer: c.src.AnswerMarkdown, Grounds: v.Grounds,
		Documents: []documentData{}, Releases: []releaseData{}, Evidence: pl.evidenceData(name),
	}
	digests := pl.facsimileDigests(c)
	for i := range v.Documents {
		d.Documents = append(d.Documents, pl.documentData(name, &v.Documents[i], v.Grounds, digests))
	}
	for _, r := range c.releases() {
		d.Releases = append(d.Releases, pl.releaseData(name, r))
	}
	return d
}

func (pl *plan) authorityData() authorityData {
	return authorityData{Name: pl.portal.Authority, Domain: pl.portal.Domain, CompanyID: pl.portal.Contact.CompanyID}
}

func (pl *plan) lawData() lawData {
	d := lawData{Code: pl.portal.Law.Code, Name: map[string]string{}, Link: pl.portal.Law.Link}
	maps.Copy(d.Name, pl.portal.Law.Name)
	return d
}

func (pl *plan) topicData(codes []string) []topicData {
	list, labels := []topicData{}, pl.topics()
	for _, c := range codes {
		list = append(list, topicData{c, labels[c]})
	}
	return list
}

func (pl *plan) evidenceData(from string) *evidenceDataView {
	p := pl.portal
	e := &evidenceDataView{KeyID: p.KeyID, Log: p.LogOrigin}
	if p.Trust != nil {
		e.Trust = pl.link(from, "trust.json")
	}
	if p.LogDir != "" {
		e.Checkpoint = pl.link(from, "log/checkpoint")
	}
	return e
}

// facsimileDigests are those of the shown release's PDFs, by document.
func (pl *plan) facsimileDigests(c *plannedCase) map[string]string {
	digests := map[string]string{}
	i := slices.IndexFunc(c.src.Releases, func(r Release) bool { return c.view.Release != nil && r.ID == c.view.Release.ID })
	if i < 0 {
		return digests
	}
	for j, d := range c.src.Releases[i].Documents {
		if d.Facsimile != nil {
			digests[c.view.Documents[j].Slug] = d.Facsimile.SHA256
		}
	}
	return digests
}

func (pl *plan) documentData(from string, v *documentView, grounds []groundView, digests map[string]string) documentData {
	d := documentData{
		ID: v.Slug, Title: v.Title, Kind: v.Kind, Language: v.Lang, Withheld: v.Withheld, Grounds: []groundRef{},
		PageCount: v.PageCount, Fields: []fieldData{}, Files: []publicData{},
	}
	if !v.Withheld { // its own ground is told below
		for _, n := range v.grounds() {
			d.Grounds = append(d.Grounds, refOf(grounds, n))
		}
	}
	if v.Ground > 0 {
		g := refOf(grounds, v.Ground)
		d.Ground = &g
	}
	for _, f := range v.Fields {
		d.Fields = append(d.Fields, fieldData{f.Name, f.Value})
	}
	d.Text = blocksOf(v.Text, grounds)
	if w := v.Whole; w != nil {
		d.Files = append(d.Files, publicData{Role: "original", Address: pl.link(from, w.Path), MediaType: w.Type, Size: w.Size})
	}
	if f := v.Facsimile; f != nil {
		d.Files = append(d.Files, publicData{Role: "facsimile", Address: pl.link(from, f.Path), MediaType: mediaTypeOf(f.Path), Size: f.Size, SHA256: digests[v.Slug]})
	}
	for _, p := range v.Pages {
		d.Files = append(d.Files, publicData{Role: "page", Address: pl.link(from, p.Path), MediaType: mediaTypeOf(p.Path), Page: p.Number})
	}
	return d
}

func refOf(grounds []groundView, n int) groundRef {
	return groundRef{grounds[n-1].Code, grounds[n-1].Paragraph}
}
