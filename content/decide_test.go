package content

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/akta-foi/akta/content/law"
)

// requestMail is a request that came as an e-mail.
const requestMail = "From: =?utf-8?q?Jana_Vymy=C5=A1len=C3=A1?= <jana@posta.example>\r\nTo: urad@lhotka.example\r\nSubject: request\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" +
	"Dobrý den, žádám o kopii smlouvy.\r\n\r\nJana Vymyšlená\r\n"

const answerText = "Sdělujeme paní Janě Vymyšlené, že smlouva není.\n\nPaní Vymyšlená se může odvolat.\n"

// mailOffice is an office with an e-mail as request and an answer.
func mailOffice(t *testing.T) *testOffice {
	t.Helper()
	o := newTestOffice(t, writeText(t, "zadost.eml", requestMail), writeText(t, "odpoved.txt", answerText))
	return o
}

// asRequest makes d1 the request.
func (o *testOffice) asRequest(t *testing.T) {
	t.Helper()
	if err := o.changePlan("a", func(p *Plan) error { p.Documents[0].Kind = kindRequest; return nil }); err != nil {
		t.Fatal(err)
	}
}

func (o *testOffice) releaseError(t *testing.T) string {
	t.Helper()
	_, _, err := o.Release(t.Context(), o.keys, "a", ReleaseOptions{Created: time.Now()})
	if err == nil {
		return ""
	}
	return err.Error()
}

// TestRequestMail: the sender of the request stops the release until the name
// is hidden in all its forms; then the name is a term of the audit.
func TestRequestMail(t *testing.T) {
	o := mailOffice(t)
	o.asRequest(t)
	got := o.releaseError(t)
	for _, want := range []string{"3 findings nobody has decided about", "d1, word 7  the requester's name", "d2, word 3  the requester's name", "d2, word 9  the requester's surname"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in %q", want, got)
		}
	}
	if strings.Contains(got, "Vymyšlen") || strings.Contains(got, "jana@") {
		t.Errorf("the message holds the name: %s", got)
	}
	added, unsealed, err := o.HideKnown(t.Context(), o.reader, "a", Undecided, Decisions{By: "Božena Úřední", At: time.Now()})
	if err != nil || len(added) != 3 || len(unsealed) > 0 {
		t.Fatalf("%d added, unsealed %v, %v", len(added), unsealed, err)
	}
	for _, x := range added {
		if x.State != Undecided || x.Source != SourceRequester || x.Ground != groundPersonal || x.By != "" {
			t.Errorf("%+v", x)
		}
	}
	if got := o.releaseError(t); strings.Count(got, "proposed by requester") != 3 || strings.Contains(got, "the requester's") {
		t.Errorf("with proposals: %s", got)
	}
	if again, _, err := o.HideKnown(t.Context(), o.reader, "a", Undecided, Decisions{}); err != nil || len(again) > 0 {
		t.Errorf("proposed again: %+v, %v", again, err)
	}
	if taken, _, err := o.HideKnown(t.Context(), o.reader, "a", Accepted, Decisions{}); err != nil || len(taken) != 3 {
		t.Errorf("accepted: %+v, %v", taken, err)
	}
	r := o.release(t)
	for _, id := range []string{"d1", "d2"} {
		leaves, err := r.Text("s1", id)
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range leaves {
			if l != nil && strings.Contains(*l, "Vymyšlen") {
				t.Errorf("%s shows %q", id, *l)
			}
		}
	}
	terms := secretTerms(t, o)
	for _, want := range []string{"jana@posta.example", "Jana Vymyšlená", "J. Vymyšlen"} {
		if !slices.ContainsFunc(terms, func(s string) bool { return strings.HasPrefix(s, want) }) {
			t.Errorf("no term begins %q: %q", want, terms)
		}
	}
}

func secretTerms(t *testing.T, o *testOffice) []string {
	t.Helper()
	list, err := o.Secrets("a")
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, s := range list {
		out = append(out, s.Term)
	}
	return out
}

// TestRequesterRejected: what an officer leaves on purpose does not stop the
// release, and may stand in the document where that was decided.
func TestRequesterRejected(t *testing.T) {
	o := mailOffice(t)
	o.asRequest(t)
	added, _, err := o.HideKnown(t.Context(), o.reader, "a", Undecided, Decisions{})
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, x := range added {
		ids = append(ids, x.ID)
	}
	if _, _, err := o.Decide(t.Context(), o.reader, "a", Decisions{Reject: ids, Note: "agreed to be named", By: "Božena Úřední", At: time.Now()}); err != nil {
		t.Fatal(err)
	}
	if got := o.releaseError(t); got != "" {
		t.Fatal(got)
	}
	allowed, err := o.Allowances()
	if err != nil {
		t.Fatal(err)
	}
	if len(allowed) != 2 { // the surname by itself is no term
		t.Fatalf("%+v", allowed)
	}
	for _, a := range allowed {
		if a.Case != "a" || a.Document == "" || !strings.Contains(a.Reason, "agreed to be named") || a.By != "Božena Úřední" {
			t.Errorf("%+v", a)
		}
	}
}

// TestWholeMail: the own bytes of the request hold its headers.
func TestWholeMail(t *testing.T) {
	o := mailOffice(t)
	o.asRequest(t)
	if _, _, err := o.HideKnown(t.Context(), o.reader, "a", Undecided, Decisions{}); err != nil {
		t.Fatal(err)
	}
	if _, _, err := o.Decide(t.Context(), o.reader, "a", Decisions{Reject: []string{"x1", "x2", "x3"}, Whole: []string{"d1"}, Reviewed: []string{"d1"}}); err != nil {
		t.Fatal(err)
	}
	got := o.releaseError(t)
	if !strings.Contains(got, "the file of d1, to be released as its own bytes (source-from), holds the requester's name: release it redacted") {
		t.Error(got)
	}
	if _, _, err := o.Decide(t.Context(), o.reader, "a", Decisions{Redactions: []Redaction{{Document: "d1", Field: "source-from", Ground: groundPersonal, State: Rejected}}}); err != nil {
		t.Fatal(err)
	}
	if got := o.releaseError(t); got != "" {
		t.Errorf("with the field left as it is: %s", got)
	}
}

// TestRequesterBeforeRelease: what case.md says of the requester is a term of
// a case without releases.
func TestRequesterBeforeRelease(t *testing.T) {
	o := newTestOffice(t, writeText(t, "dopis.txt", "Vymyšlený dopis."))
	c, err := o.Case("a")
	if err != nil {
		t.Fatal(err)
	}
	c.Requester = Requester{Name: "Jana Vymyšlená", Phone: "601 234 567"}
	if err := o.SaveCase(c); err != nil {
		t.Fatal(err)
	}
	terms := secretTerms(t, o)
	if !slices.Contains(terms, "Jana Vymyšlená") || !slices.Contains(terms, "601 234 567") || slices.Contains(terms, "Vymyšlená") {
		t.Errorf("terms %q", terms)
	}
}

// TestSecretsByState: only what is in force is a term.
func TestSecretsByState(t *testing.T) {
	o := newTestOffice(t, writeText(t, "dopis.txt", "Jana Vymyšlená a Petr Smyšlený a Eva Zdánlivá."))
	if _, _, err := o.Decide(t.Context(), o.reader, "a", Decisions{Redactions: []Redaction{
		{Text: "Jana Vymyšlená", Ground: "§ 8a"},
		{Text: "Petr Smyšlený", Ground: "security", State: Rejected},
		{Text: "Eva Zdánlivá", Ground: "security", State: Undecided},
		{Document: "d1", Field: "file", Ground: "internal"},
	}}); err != nil {
		t.Fatal(err)
	}
	if _, _, err := o.Decide(t.Context(), o.reader, "a", Decisions{Reject: []string{"x3"}}); err != nil {
		t.Fatal(err)
	}
	o.release(t)
	list, err := o.Secrets("a")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, s := range list {
		got = append(got, s.Class+": "+s.Term)
	}
	if want := []string{"personal-data: Jana Vymyšlená", "internal: dopis.txt"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestWordsOfOlderReading: numbers of words count in the seal they were made
// for. A document that was read again stops the release.
func TestWordsOfOlderReading(t *testing.T) {
	o := newTestOffice(t, writeText(t, "dopis.txt", "Píše Jana Vymyšlená."))
	x := Redaction{Document: "d1", Seal: "s1", Words: &[2]int{2, 2}, Ground: "personal-data"}
	if _, _, err := o.Decide(t.Context(), o.reader, "a", Decisions{Redactions: []Redaction{x}}); err != nil {
		t.Fatal(err)
	}
	if _, err := o.Seal(t.Context(), o.reader, o.keys, "a", SealOptions{Again: []string{"d1"}, Created: time.Now()}); err != nil {
		t.Fatal(err)
	}
	if got := o.releaseError(t); !strings.Contains(got, "redaction x1: document d1: its words are numbered in seal s1, and it was read again for seal s2") {
		t.Fatal(got)
	}
	x.Seal = "s2"
	if _, _, err := o.Decide(t.Context(), o.reader, "a", Decisions{Reject: []string{"x1"}, Redactions: []Redaction{x}}); err != nil {
		t.Fatal(err)
	}
	if got := o.releaseError(t); got != "" {
		t.Error(got)
	}
}

// TestLawful: grounds of plans written by hand are codes or paragraphs of the
// law, in every profile.
func TestLawful(t *testing.T) {
	for code, paragraph := range map[string]string{"cz-106-1999": "§8a", "hu-infotv": "27. § (1)", "generic": "personal-data"} {
		profile, err := law.Load(code)
		if err != nil {
			t.Fatal(err)
		}
		o := &Office{Law: profile}
		if g, err := profile.Ground(paragraph); err != nil {
			t.Errorf("%s: %v", code, err)
		} else {
			p := &Plan{Documents: []Document{{ID: "d1", Decision: Withheld, Ground: paragraph}}, Redactions: []Redaction{{ID: "x1", Text: "x", Ground: paragraph}}}
			if err := o.lawful(p); err != nil || p.Redactions[0].Ground != g.Code || p.Documents[0].Ground != g.Code {
				t.Errorf("%s: %+v, %v", code, p, err)
			}
		}
		for _, p := range []*Plan{
			{Redactions: []Redaction{{ID: "x7", Text: "x", Ground: "because"}}},
			{Documents: []Document{{ID: "d7", Decision: Withheld, Ground: "because"}}},
		} {
			err := o.lawful(p)
			if err == nil || !strings.Contains(err.Error(), "7: ground \"because\": not in law "+code) || !strings.Contains(err.Error(), "known are: ") || !strings.Contains(err.Error(), "personal-data") {
				t.Errorf("%s: %v", code, err)
			}
		}
	}
}

// TestOpenedFields: a field is opened only where nothing hides it.
func TestOpenedFields(t *testing.T) {
	o := newTestOffice(t, writeText(t, "jana.txt", "Píše Jana Vymyšlená."))
	doc := o.sealed(t, "d1")
	for _, c := range []struct {
		what string
		x    []Redaction
		open []string
		want string
	}{
		{"nothing hidden", nil, []string{"kind", "language"}, ""},
		{"no such field", nil, []string{"shoe-size"}, "there is none"},
		{"hidden", []Redaction{{ID: "x1", Field: "language", Ground: "x"}}, []string{"language"}, "hidden by redaction x1"},
		{"hidden elsewhere", []Redaction{{ID: "x1", Document: "d2", Field: "language", Ground: "x"}}, []string{"language"}, ""},
		{"rejected", []Redaction{{ID: "x1", Field: "language", Ground: "x", State: Rejected}}, []string{"language"}, ""},
		{"holds a hidden text", []Redaction{{ID: "x1", Text: "Jana", Ground: "x"}}, []string{"file"}, "holds the text that redaction x1 hides"},
		{"the whole document is hidden", []Redaction{{ID: "x1", Text: "Píše", Unit: UnitDocument, Ground: "x"}}, []string{"kind"}, "hides the whole document"},
	} {
		d := Document{ID: "d1", Fields: c.open}
		got, err := d.openedFields(doc, &Plan{Redactions: c.x})
		if c.want == "" && (err != nil || !slices.Equal(got, c.open)) || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%s: %v, %v, want %q", c.what, got, err, c.want)
		}
	}
}

// TestEverywhere: the text of a redaction of one place is offered, and hidden,
// in the rest of the case.
func TestEverywhere(t *testing.T) {
	o := newTestOffice(t, writeText(t, "a.txt", "Píše Jana Vymyšlená, Lhotka."), writeText(t, "b.txt", "Jana Vymyšlená a Jana Vymyšlená."))
	words := []Redaction{{Document: "d1", Seal: "s1", Words: &[2]int{2, 2}, Ground: "personal-data"}}
	if _, _, err := o.Decide(t.Context(), o.reader, "a", Decisions{Redactions: words}); err != nil {
		t.Fatal(err)
	}
	offered, err := o.Elsewhere(t.Context(), o.reader, "a", words)
	if err != nil || len(offered) != 1 || offered[0].Text != "Jana Vymyšlená" || !slices.Equal(offered[0].Found, []Found{{"d2", 2}}) {
		t.Fatalf("%+v, %v", offered, err)
	}
	if _, _, err := o.Decide(t.Context(), o.reader, "a", Decisions{Redactions: words, Everywhere: true}); err != nil {
		t.Fatal(err)
	}
	p, err := o.Plan("a")
	if err != nil || len(p.Redactions) != 2 || p.Redactions[1].Text != "Jana Vymyšlená" || p.Redactions[1].Document != "" || p.Redactions[1].Ground != "personal-data" {
		t.Fatalf("%+v, %v", p, err)
	}
	if offered, err = o.Elsewhere(t.Context(), o.reader, "a", words); err != nil || len(offered) != 0 {
		t.Errorf("still offered: %+v, %v", offered, err)
	}
}

// TestRequesterBrokenLines: a name that line ends break is hidden as well.
func TestRequesterBrokenLines(t *testing.T) {
	o := newTestOffice(t, writeText(t, "a.txt", "Sdělujeme paní Ja-\nně Vymyš-\nlené, že JANA\nVYMYŠLENÁ a Janu\u00a0Vymyšlenou, J.Vymyšlená."))
	c, err := o.Case("a")
	if err != nil {
		t.Fatal(err)
	}
	c.Requester.Name = "Jana Vymyšlená"
	if err := o.SaveCase(c); err != nil {
		t.Fatal(err)
	}
	if got := o.releaseError(t); !strings.Contains(got, "4 findings") {
		t.Errorf("before: %s", got)
	}
	added, unsealed, err := o.HideKnown(t.Context(), o.reader, "a", Accepted, Decisions{})
	if err != nil || len(added) != 4 || len(unsealed) > 0 {
		t.Fatalf("%+v, %v, %v", added, unsealed, err)
	}
	leaves, err := o.release(t).Text("s1", "d1")
	if err != nil {
		t.Fatal(err)
	}
	var shown []string
	for _, l := range leaves {
		if l != nil && strings.TrimSpace(*l) != "" {
			shown = append(shown, strings.TrimSpace(*l))
		}
	}
	if got := strings.Join(shown, " "); got != "Sdělujeme paní že a" {
		t.Errorf("shown: %q", got)
	}
}
