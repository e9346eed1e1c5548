package letter

import (
	"fmt"
	"slices"
	"strings"

	"github.com/akta-foi/akta/content/law"
)

// fill is what a template sees: every text of it is escaped for Markdown, and
// empty where nothing is known.
type fill struct {
	f     *Facts
	kind  *Kind
	lang  string
	event law.Event
	clock *law.Deadline // of the answer, as it stands with this letter
	was   law.Date      // when it was due before this letter extended it
	added int           // days by which it is extended, or can be
}

// answerDeadline is the code of the deadline of the answer, in every law.
const answerDeadline = "answer"

func newFill(f *Facts, k *Kind, lang string) (*fill, error) {
	x := &fill{f: f, kind: k, lang: lang}
	var at int
	var err error
	x.event, at = f.event(k)
	if k.Code == "extension" {
		return x, x.extend(at)
	}
	if rule := f.Law.Event("extend"); rule != nil {
		x.added = rule.Days
	}
	x.clock, err = f.deadline(answerDeadline, f.History, f.Date)
	return x, err
}

// extend counts the deadline before and after the extension. One that was not
// written down yet is taken to happen on the letter's day, and is refused as
// the law refuses it.
func (x *fill) extend(at int) error {
	var before, after []law.Event
	on := x.f.Date
	if at >= 0 {
		before, after, on = x.f.History[:at], x.f.History[:at+1], x.event.Date
	} else {
		before = x.f.History
		e := law.Event{Code: x.kind.Events[0], Date: on}
		if len(x.f.Law.Extensions) > 0 { // any: the clock asks for one, the letter leaves it open
			e.Grounds = []string{x.f.Law.Extensions[0].Code}
		}
		if _, err := x.f.Law.Apply(before, e); err != nil {
			return err
		}
		after = append(slices.Clone(before), e)
	}
	was, err := x.f.deadline(answerDeadline, before, on)
	if err != nil {
		return err
	}
	if x.clock, err = x.f.deadline(answerDeadline, after, on); err != nil {
		return err
	}
	if was != nil {
		x.was = was.Due
	}
	rule := x.f.Law.Event(x.kind.Events[0])
	if x.added = rule.Days; x.event.Days != 0 {
		x.added = x.event.Days
	}
	return nil
}

// Authority is the office's name.
func (x *fill) Authority() string { return plain(x.f.Authority.Name) }

// AuthorityAddress is the office's postal address, line by line, without its name,
// which stands above it.
func (x *fill) AuthorityAddress() []string {
	lines := x.f.Authority.Address
	if len(lines) > 0 && lines[0] == x.f.Authority.Name {
		lines = lines[1:]
	}
	return plainAll(lines)
}

// Email is the office's.
func (x *fill) Email() string { return inline(x.f.Authority.Email) }

// Phone is the office's.
func (x *fill) Phone() string { return plain(x.f.Authority.Phone) }

// DataBox is the office's data box.
func (x *fill) DataBox() string { return plain(x.f.Authority.DataBox) }

// CompanyID is the office's number: IČO, törzsszám.
func (x *fill) CompanyID() string { return plain(x.f.Authority.CompanyID) }

// Web is the address of the office's own site.
func (x *fill) Web() string { return inline(x.f.Authority.Web) }

// Name is the requester's.
func (x *fill) Name() string { return plain(x.f.Requester.Name) }

// Address is the requester's, the parts between commas as lines.
func (x *fill) Address() []string { return plainAll(strings.Split(x.f.Requester.Address, ",")) }

// AddressLine is the requester's address in one line.
func (x *fill) AddressLine() string { return plain(x.f.Requester.Address) }

// RequesterEmail is the requester's e-mail address.
func (x *fill) RequesterEmail() string { return plain(x.f.Requester.Email) }

// RequesterDataBox is the requester's data box.
func (x *fill) RequesterDataBox() string { return plain(x.f.Requester.DataBox) }

// Born is the requester's date of birth, in words.
func (x *fill) Born() string { return x.f.Requester.Born.Words(x.lang) }

// Case is the case's id.
func (x *fill) Case() string { return plain(x.f.Case) }

// Title is what the request is about.
func (x *fill) Title() string { return plain(x.f.Title) }

// Page is where the answer is published.
func (x *fill) Page() string { return inline(x.f.Page) }

// Date is the letter's date, in words, as all dates are.
func (x *fill) Date() string { return x.f.Date.Words(x.lang) }

// Received is when the request was received.
func (x *fill) Received() string { return x.f.History[0].Date.Words(x.lang) }

// Due is when the answer is due; with an extension: when it is due now.
func (x *fill) Due() string {
	if x.clock == nil {
		return ""
	}
	return x.clock.Due.Words(x.lang)
}

// Was is when the answer was due before this letter extended the deadline.
func (x *fill) Was() string { return x.was.Words(x.lang) }

// Clock explains how the deadline of the answer was counted.
func (x *fill) Clock() string {
	if x.clock == nil || x.clock.Due == 0 {
		return ""
	}
	return inline(x.clock.Explain(x.lang))
}

// Added is by how much the deadline is extended, or in other letters can be at
// most: "10 calendar days".
func (x *fill) Added() string {
	d := x.f.Law.Deadline(answerDeadline)
	if x.added == 0 || d == nil {
		return ""
	}
	return (&law.DeadlineRule{Days: x.added, Count: d.Count}).Length(x.lang)
}

// Days is how long a deadline of the law is: "30 calendar days".
func (x *fill) Days(code string) string {
	if d := x.f.Law.Deadline(code); d != nil {
		return d.Length(x.lang)
	}
	return ""
}

// Law is the law's name.
func (x *fill) Law() string { return inline(x.f.Law.Name[x.lang]) }

// Reason is what the event says why.
func (x *fill) Reason() string { return plain(x.event.Reason) }

// Body is the body the request went to.
func (x *fill) Body() string { return plain(x.event.Body) }

// Answer is the office's own text, which is Markdown already.
func (x *fill) Answer() string { return strings.TrimSpace(x.f.Answer) }

// ground is one ground as a template sees it.
type ground struct{ Label, Paragraph string }

// Grounds are those of the event, else those of what is hidden or withheld.
func (x *fill) Grounds() ([]ground, error) {
	find, names := x.f.Law.Refusal, x.event.Grounds
	switch x.kind.Code {
	case "extension":
		find = x.f.Law.Extension
	case "refusal", "refusal-part", "answer":
		if len(names) == 0 {
			names = x.f.Grounds
		}
	}
	var out []ground
	for _, n := range names {
		g, err := find(n)
		if err != nil {
			return nil, err
		}
		if made := (ground{inline(g.Label[x.lang]), inline(g.Paragraph)}); !slices.Contains(out, made) {
			out = append(out, made)
		}
	}
	return out, nil
}

// document is one document as a template sees it.
type document struct {
	Title    string
	Redacted bool
	Ground   ground // of one that is withheld
}

// Documents are those that are provided.
func (x *fill) Documents() (out []document) {
	for _, d := range x.f.Documents {
		if d.Withheld == "" {
			out = append(out, document{Title: plain(d.Title), Redacted: d.Redacted})
		}
	}
	return out
}

// Withheld are those that are not provided. Their titles go to the requester
// only where the office names them in words of its own.
func (x *fill) Withheld() (out []document, err error) {
	for _, d := range x.f.Documents {
		if d.Withheld == "" {
			continue
		}
		g, err := x.f.Law.Refusal(d.Withheld)
		if err != nil {
			return nil, fmt.Errorf("document %s: %w", d.ID, err)
		}
		out = append(out, document{Ground: ground{inline(g.Label[x.lang]), inline(g.Paragraph)}})
	}
	return out, nil
}

// remedy is what the requester can do, as a template sees it.
type remedy struct{ Text, Paragraph string }

// Remedies are those the law tells with such a letter.
func (x *fill) Remedies() []remedy { return x.RemediesFor(x.kind.State) }

// RemediesFor are those the law tells in a public state, in the letter's
// language: those it has in no such language are left out.
func (x *fill) RemediesFor(state string) (out []remedy) {
	for _, r := range x.f.Law.Remedies {
		if text := r.Text[x.lang]; text != "" && slices.Contains(r.For, state) {
			out = append(out, remedy{inline(text), inline(r.Paragraph)})
		}
	}
	return out
}

// plainAll escapes lines, and leaves the empty ones out.
func plainAll(lines []string) (out []string) {
	for _, l := range lines {
		if l = plain(l); l != "" {
			out = append(out, l)
		}
	}
	return out
}
