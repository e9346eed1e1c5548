package content

import (
	"bytes"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/bundles/bundlestest"
	"github.com/akta-foi/akta/content/audit"
	"github.com/akta-foi/akta/content/law"
)

const janaAsks = "Žádost\n\nŽádá Jana Vymyšlená, bytem Smyšlená 12, 123 45 Lhotka, tel. 601 234 567.\n\nKolik stojí oprava cesty? S Janou Vymyšlenou jednal úřad v březnu.\n"

// forgetOffice is an office whose case "a" was asked by jana, released and
// answered on 20 March 2026.
func forgetOffice(t *testing.T, files ...string) *testOffice {
	t.Helper()
	o := newTestOffice(t, files...)
	if _, err := o.SetRequester("a", func(r *Requester) { *r = jana }); err != nil {
		t.Fatal(err)
	}
	if _, _, err := o.Decide(t.Context(), o.reader, "a", Decisions{Redactions: []Redaction{
		{Text: "Jana Vymyšlená", Ground: "§ 8a", Note: "Paní Jana Vymyšlená chce zůstat neznámá."},
	}}); err != nil {
		t.Fatal(err)
	}
	if _, _, err := o.HideKnown(t.Context(), o.reader, "a", Accepted, Decisions{}); err != nil {
		t.Fatal(err)
	}
	o.release(t)
	answer := Event{Event: law.Event{Code: "answer", Date: day(t, "2026-03-20"), Document: "d1", Reason: "Jana Vymyšlená byla na úřadě."}}
	if _, _, err := o.AddEvent("a", answer); err != nil {
		t.Fatal(err)
	}
	return o
}

// hiddenLeaves are the leaves of d1 that a release hides.
func hiddenLeaves(t *testing.T, r *bundles.Released) []int {
	t.Helper()
	leaves, err := r.Text("s1", "d1")
	if err != nil {
		t.Fatal(err)
	}
	var out []int
	for i, l := range leaves {
		if l == nil {
			out = append(out, i)
		}
	}
	return out
}

// refused tells whether the leak audit of the case refuses a public text.
func refused(t *testing.T, o *testOffice, text string) bool {
	t.Helper()
	secrets, err := o.Secrets("a")
	if err != nil {
		t.Fatal(err)
	}
	var opt audit.Options
	for _, s := range secrets {
		opt.Terms = append(opt.Terms, s.Audit())
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "index.html"), []byte("<!doctype html><title>x</title><p>"+text+"</p>"), 0o600); err != nil {
		t.Fatal(err)
	}
	report, err := audit.Folder(t.Context(), dir, opt)
	return err != nil && len(report.Hits) > 0 && report.Hits[0].Check == audit.CheckTerms
}

// TestForget: when its time is over, who asked is gone from the working papers;
// seals and releases verify as before, what is hidden stays hidden, and the audit
// refuses the name as before.
func TestForget(t *testing.T) {
	o := forgetOffice(t, writeText(t, "zadost.txt", janaAsks))
	verifySeals(t, o)
	seal := treeOf(t, o.bundlesDir("a"))
	first, err := bundles.OpenReleased(filepath.Join(o.bundlesDir("a"), "r1.zip"))
	if err != nil {
		t.Fatal(err)
	}
	defer first.Close()
	hidden := hiddenLeaves(t, first)
	if len(hidden) < 8 || !refused(t, o, "Píše Janě Vymyšlené.") || !refused(t, o, "jana@posta.example") {
		t.Fatalf("before: %d leaves hidden", len(hidden))
	}
	if _, err := o.Forget("a", ForgetOptions{Date: day(t, "2031-03-20")}); err == nil || !strings.Contains(err.Error(), "is kept until 2031-03-20: 5 years after the case was closed on 2026-03-20") {
		t.Fatalf("a day too early: %v", err)
	}

	got, err := o.Forget("a", ForgetOptions{Date: day(t, "2031-03-21"), By: "Zdánlivá úřednice"})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(got.Lost, []string{"email", "data-box", "born"}) || got.Date != "2031-03-21" || len(got.Stays) != 2 {
		t.Errorf("%+v", got)
	}
	for _, want := range []string{"requester.json", "plan.json: the texts of", "plan.json: the name in 1 notes", "case.md: the name in 1 reasons"} {
		if !strings.Contains(strings.Join(got.Erased, "\n"), want) {
			t.Errorf("not told as erased: %q of %q", want, got.Erased)
		}
	}
	for name, data := range treeOf(t, o.Dir) {
		if strings.HasPrefix(name, "/bundles/a/") || strings.Contains(name, "/documents/") || name == "/akta.toml" {
			continue
		}
		for _, word := range []string{"Jana", "Janou", "Vymyšlenou", "601 234", "601234", "Smyšlená", "jana@", "ab3c4de", "1985-04"} {
			if strings.Contains(data, word) {
				t.Errorf("%s holds %q", name, word)
			}
		}
	}
	c, err := o.Case("a")
	if err != nil || c.Forgotten != "2031-03-21" || c.Requester != (Requester{}) || c.Events[1].Reason != got.Pseudonym+" byla na úřadě." {
		t.Errorf("%+v, %v", c, err)
	}

	verifySeals(t, o)
	if now := treeOf(t, o.bundlesDir("a")); !maps.Equal(now, seal) {
		t.Error("a seal or a release was changed")
	}
	trust, err := o.Trust()
	if err != nil {
		t.Fatal(err)
	}
	v, err := bundles.Verify(t.Context(), filepath.Join(o.bundlesDir("a"), "r1.zip"), bundles.VerifyOptions{Trust: trust, Case: "a"})
	if err != nil || v.Code != bundles.CodeHolds {
		t.Errorf("the release: %+v, %v", v, err)
	}

	// The next release hides what the one before hid, and cannot show the person anew.
	if now := hiddenLeaves(t, o.release(t)); !slices.Equal(now, hidden) {
		t.Errorf("hidden now %v, before %v", now, hidden)
	}
	for _, text := range []string{"Píše Jana Vymyšlená.", "odpověď Janě Vymyšlené", "VYMYSLENA, Jana", "Smyšlená 12", "+420 601 234 567"} {
		if !refused(t, o, text) {
			t.Errorf("%q is not refused any more", text)
		}
	}
	if refused(t, o, "jana@posta.example") {
		t.Error("an e-mail address that is lost is still refused: where does it stand?")
	}
	c.Answer = "Vážená paní Vymyšlená, Jano Vymyšlená, posíláme."
	if err := o.SaveCase(c); err != nil {
		t.Fatal(err)
	}
	if got := o.releaseError(t); !strings.Contains(got, "the case's answer holds the requester's name") {
		t.Errorf("a release with the name in its answer: %q", got)
	}
	if _, err := o.SetRequester("a", func(r *Requester) { *r = jana }); err == nil || !strings.Contains(err.Error(), "was forgotten on 2031-03-21") {
		t.Errorf("written down again: %v", err)
	}
}

// TestForgetAgain: a run that was stopped is continued, and what a search brings
// back is erased again; nothing else changes.
func TestForgetAgain(t *testing.T) {
	o := forgetOffice(t, writeText(t, "zadost.txt", janaAsks))
	opt := ForgetOptions{Date: day(t, "2031-03-21")}
	first, err := o.Forget("a", opt)
	if err != nil {
		t.Fatal(err)
	}
	done := treeOf(t, o.caseDir("a"))

	// Stopped before its last step.
	raw, err := MarshalRequester(jana)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(o.caseDir("a"), requesterFile), raw, 0o600); err != nil {
		t.Fatal(err)
	}
	if again, err := o.Forget("a", opt); err != nil || !slices.Equal(again.Lost, first.Lost) || !maps.Equal(treeOf(t, o.caseDir("a")), done) {
		t.Errorf("continued: %+v, %v", again, err)
	}
	if again, err := o.Forget("a", opt); err != nil || len(again.Erased) != 0 || !maps.Equal(treeOf(t, o.caseDir("a")), done) {
		t.Errorf("again: %+v, %v", again, err)
	}

	// A text that an officer types again.
	if _, _, err := o.Decide(t.Context(), o.reader, "a", Decisions{Redactions: []Redaction{{Text: "Janou Vymyšlenou", Ground: "security"}}}); err != nil {
		t.Fatal(err)
	}
	if again, err := o.Forget("a", opt); err != nil || len(again.Erased) != 1 || strings.Contains(readFile(t, filepath.Join(o.caseDir("a"), planFile)), "Janou") {
		t.Errorf("typed again: %+v, %v", again, err)
	}
}

// TestForgetThenFind: a search of the sealed documents finds the person again, and
// writes down where and not who, whatever a plug-in says of it.
func TestForgetThenFind(t *testing.T) {
	o := newTestOffice(t, writeText(t, "zadost.txt", janaAsks))
	o.Settings.Plugins = []Plugin{{Name: "own", Command: []string{bundlestest.Tool(t, "sh"), "-c",
		`echo '{"document": "d1", "first": 12, "count": 1, "type": "person", "score": 80, "reason": "something of Jana Vymyšlená, Smyšlená 12"}'`}}}
	if _, err := o.SetRequester("a", func(r *Requester) { *r = jana }); err != nil {
		t.Fatal(err)
	}
	if _, _, err := o.AddEvent("a", Event{Event: law.Event{Code: "answer", Date: day(t, "2026-03-20"), Document: "d1"}}); err != nil {
		t.Fatal(err)
	}
	find := func() (*FindReport, string) {
		t.Helper()
		r, v, err := o.Find(t.Context(), o.reader, "a", FindOptions{})
		if err != nil {
			t.Fatal(err)
		}
		defer v.Close()
		return r, readFile(t, filepath.Join(o.caseDir("a"), planFile))
	}
	f, err := o.Forget("a", ForgetOptions{Date: day(t, "2031-03-21")})
	if err != nil {
		t.Fatal(err)
	}
	r, plan := find()
	if r.Added < 3 || !strings.Contains(plan, `"something of `+f.Pseudonym) {
		t.Fatalf("found %+v, %s", r, plan)
	}
	for _, word := range []string{"Jana", "Janou", "Vymyšlen", "vymyšlen", "Smyšlená", "601 234 567", "601234567"} {
		if strings.Contains(plan, word) {
			t.Errorf("the plan holds %q", word)
		}
	}
	if r, again := find(); r.Added != 0 || again != plan {
		t.Errorf("a second search: %+v, and another plan", r)
	}
}

// TestForgetHidesByPlace: what is hidden of a forgotten person in a new document
// does not bring the name back into the plan.
func TestForgetHidesByPlace(t *testing.T) {
	o := forgetOffice(t, writeText(t, "zadost.txt", janaAsks))
	if _, err := o.Forget("a", ForgetOptions{Date: day(t, "2031-03-21")}); err != nil {
		t.Fatal(err)
	}
	if _, err := o.Add(t.Context(), o.reader, "a", []string{writeText(t, "dodatek.txt", "Volala Jana Vymyšlená.")}, AddOptions{}); err != nil {
		t.Fatal(err)
	}
	if _, unsealed, err := o.HideKnown(t.Context(), o.reader, "a", Accepted, Decisions{}); err != nil || !slices.Equal(unsealed, []string{"d2"}) {
		t.Errorf("not sealed yet: %v, %v", unsealed, err)
	}
	if _, err := o.Seal(t.Context(), o.reader, o.keys, "a", SealOptions{Created: time.Now()}); err != nil {
		t.Fatal(err)
	}
	added, _, err := o.HideKnown(t.Context(), o.reader, "a", Accepted, Decisions{})
	if err != nil || len(added) != 1 || added[0].Document != "d2" || added[0].Words == nil || added[0].Text != "" {
		t.Errorf("%+v, %v", added, err)
	}
}

// TestForgetRefuses: what is not to be done is not begun.
func TestForgetRefuses(t *testing.T) {
	o := forgetOffice(t, writeText(t, "zadost.txt", janaAsks))
	late := day(t, "2031-03-21")
	open := forgetCase(t, o, "b", func(c *Case) { c.State, c.Answered, c.Events = law.PublicOpen, "", nil })
	named := forgetCase(t, o, "c", func(c *Case) { c.Question = "Píše Jana Vymyšlená." })
	for _, c := range []struct {
		what, id string
		opt      ForgetOptions
		want     string
	}{
		{"early without a reason", "a", ForgetOptions{Date: day(t, "2026-04-01"), Early: true}, "needs a reason"},
		{"a reason in time", "a", ForgetOptions{Date: late, Reason: "x"}, "a reason is for what is done early"},
		{"before it was closed", "a", ForgetOptions{Date: day(t, "2026-03-19"), Early: true, Reason: "x"}, "before the case was closed"},
		{"an open case", open, ForgetOptions{Date: late}, "still to be answered"},
		{"a public text with the name", named, ForgetOptions{Date: late}, "the question, which is public, names who asked"},
	} {
		before := treeOf(t, o.caseDir(c.id))
		if _, err := o.Forget(c.id, c.opt); err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "Vymyšlen") {
			t.Errorf("%s: %v", c.what, err)
		}
		if !maps.Equal(treeOf(t, o.caseDir(c.id)), before) {
			t.Errorf("%s: the case was changed", c.what)
		}
	}
	if got, err := o.Forget("a", ForgetOptions{Date: day(t, "2026-04-01"), Early: true, Reason: "Žádost o výmaz."}); err != nil || got.Date != "2026-04-01" {
		t.Errorf("early, with a reason: %+v, %v", got, err)
	}
}

// forgetCase is a closed case without documents, as change has it.
func forgetCase(t *testing.T, o *testOffice, id string, change func(*Case)) string {
	t.Helper()
	c := Case{ID: id, Title: "Případ", Received: "2026-03-02", Answered: "2026-03-20", State: law.PublicAnswered, Requester: jana}
	change(&c)
	if _, err := o.OpenCase(c); err != nil {
		t.Fatal(err)
	}
	return id
}

// FuzzParseForgotten: what is accepted is written as the same bytes.
func FuzzParseForgotten(f *testing.F) {
	record := &forgotten{Format: formatForgotten, Date: "2031-03-21", By: "Vymyšlená úřednice", Reason: "Žádost o výmaz.",
		Places: []forgottenPlace{{"name", "s1", "d1", [2]int{2, 2}}}, Lost: []string{"email"}}
	good, err := record.marshal()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(good)
	f.Add(bytes.Replace(good, []byte("2,"), []byte("0,"), 1))
	f.Add(bytes.Replace(good, []byte(`"places"`), []byte(`"Places"`), 1))
	f.Fuzz(func(t *testing.T, raw []byte) {
		r, err := parseForgotten(raw)
		if err != nil {
			return
		}
		if again, err := r.marshal(); err != nil || !bytes.Equal(again, raw) {
			t.Errorf("%q, %v", again, err)
		}
	})
}

// TestForgetSender: whoever sent the request by e-mail is still known from its
// sealed headers, whatever the text of it says.
func TestForgetSender(t *testing.T) {
	mail := "From: =?utf-8?q?Jana_Vymy=C5=A1len=C3=A1?= <jana@posta.example>\nTo: podatelna@lhotka.example\nDate: Mon, 2 Mar 2026 09:00:00 +0100\nSubject: Dotaz\nContent-Type: text/plain; charset=utf-8\n\nKolik stojí lavička?\n"
	o := newTestOffice(t, writeText(t, "zadost.eml", mail))
	o.asRequest(t)
	if _, err := o.SetRequester("a", func(r *Requester) { *r = Requester{Name: jana.Name, Email: jana.Email, Phone: jana.Phone} }); err != nil {
		t.Fatal(err)
	}
	c, err := o.Case("a")
	if err != nil {
		t.Fatal(err)
	}
	c.State, c.Answered, c.Events = law.PublicAnswered, "2026-03-20", nil
	if err := o.SaveCase(c); err != nil {
		t.Fatal(err)
	}
	got, err := o.Forget("a", ForgetOptions{Date: day(t, "2031-03-21")})
	if err != nil || !slices.Equal(got.Lost, []string{"phone"}) {
		t.Fatalf("%+v, %v", got, err)
	}
	if !refused(t, o, "Píše Janě Vymyšlené.") || !refused(t, o, "jana@posta.example") || refused(t, o, "601 234 567") {
		t.Error("what is refused is not what the report says")
	}
	verifySeals(t, o)
}
