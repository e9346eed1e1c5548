package site

import "fmt"

// thing is an object of linked data. Its keys are written in order of the
// alphabet, empty values not at all.
type thing map[string]any

// set adds a value that is not empty.
func (t thing) set(key string, value any) {
	switch v := value.(type) {
	case string:
		if v == "" {
			return
		}
	case []thing:
		if len(v) == 0 {
			return
		}
	case []string:
		if len(v) == 0 {
			return
		}
	}
	t[key] = value
}

// planCaseLinks writes the case.jsonld of every case: the case in the words of
// schema.org. It is a file to which the page links and no script within the
// page, which the content security policy would not let in.
func (pl *plan) planCaseLinks() error {
	return pl.publishOfCases("case.jsonld", func(c *plannedCase) any { return pl.caseLinks(c) })
}

func (pl *plan) caseLinks(c *plannedCase) thing {
	v, name := &c.view, c.address()+"case.jsonld"
	page := pl.link(name, c.address())
	first, last := c.dates()
	office := pl.organisation()
	t := thing{
		"@context": "https://schema.org", "@id": page, "@type": "CreativeWork", "url": page, "name": c.src.Title, "identifier": v.ID,
		"inLanguage": v.Lang, "publisher": office, "mainEntity": pl.questionAndAnswer(c, page, office),
	}
	t["creativeWorkStatus"] = v.State
	t.set("datePublished", first)
	t.set("dateModified", last)
	var topics []thing
	for _, topic := range pl.topicData(v.Topics) {
		topics = append(topics, thing{"@type": "DefinedTerm", "termCode": topic.Code, "name": topic.Label[pl.portal.Language]})
	}
	t.set("about", topics)
	if l := pl.portal.Law; l.Name[pl.portal.Language] != "" {
		law := thing{"@type": "Legislation", "name": l.Name[pl.portal.Language]}
		law.set("@id", l.Link)
		t["mentions"] = law
	}
	var releases []thing
	for _, r := range c.releases() {
		if r.Path != "" {
			address := pl.link(name, r.Path)
			releases = append(releases, thing{
				"@id": address, "@type": "MediaObject", "name": v.ID + "-" + r.ID, "contentUrl": address, "contentSize": fmt.Sprintf("%d B", r.Size),
				"encodingFormat": mediaTypeOf(r.Path), "sha256": r.SHA256, "uploadDate": r.Date,
			})
		}
	}
	t.set("associatedMedia", releases)
	if r := v.Release; r != nil && r.Path != "" {
		t["isBasedOn"] = pl.link(name, r.Path) // the page shows what is in it
	}
	t.set("hasPart", pl.documentLinks(name, c))
	return t
}

// questionAndAnswer is the request and, where there is one, its answer.
func (pl *plan) questionAndAnswer(c *plannedCase, page string, office thing) thing {
	v := &c.view
	text := ""
	for i, p := range v.Question {
		if i > 0 {
			text += "\n\n"
		}
		text += p
	}
	q := thing{"@id": page + "#question", "@type": "Question", "name": c.src.Title, "inLanguage": v.Lang, "dateCreated": v.Received, "answerCount": 0}
	q.set("text", text)
	if c.src.AnswerMarkdown == "" {
		return q
	}
	a := thing{"@type": "Answer", "text": c.src.AnswerMarkdown, "inLanguage": v.Lang, "author": office}
	a.set("dateCreated", v.Answered)
	q["acceptedAnswer"], q["answerCount"] = a, 1
	return q
}

// documentLinks are the documents of which something is released.
func (pl *plan) documentLinks(from string, c *plannedCase) []thing {
	var list []thing
	digests := pl.facsimileDigests(c)
	for i := range c.view.Documents {
		d := pl.documentData(from, &c.view.Documents[i], c.view.Grounds, digests)
		if d.Withheld {
			continue
		}
		t := thing{"@type": "DigitalDocument", "identifier": d.ID, "inLanguage": d.Language}
		t.set("name", d.Title)
		t.set("genre", d.Kind)
		var files []thing
		for _, f := range d.Files {
			if f.Role == "page" {
				continue
			}
			m := thing{"@type": "MediaObject", "contentUrl": f.Address, "encodingFormat": f.MediaType, "contentSize": fmt.Sprintf("%d B", f.Size)}
			m.set("sha256", f.SHA256)
			files = append(files, m)
		}
		t.set("encoding", files)
		list = append(list, t)
	}
	return list
}

// organisation is the authority.
func (pl *plan) organisation() thing {
	p := pl.portal
	t := thing{"@type": "GovernmentOrganization", "name": p.Authority}
	t.set("identifier", p.Contact.CompanyID)
	t.set("url", p.Contact.Web)
	return t
}
