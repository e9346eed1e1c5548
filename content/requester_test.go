package content

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"github.com/akta-foi/akta/bundles"
)

// jana is an invented requester.
var jana = Requester{Name: "Jana Vymyšlená", Address: "Smyšlená 12, 123 45 Lhotka", Email: "jana@posta.example", Phone: "+420 601 234 567", DataBox: "ab3c4de", Born: "1985-04-12"}

// TestRequesterMoves: who asked is read from case.md of former times, moves to
// requester.json the next time the case is written, and is never lost.
func TestRequesterMoves(t *testing.T) {
	o := newTestOffice(t, writeText(t, "dopis.txt", "Vymyšlený dopis."))
	file := func(name string) string { return filepath.Join(o.caseDir("a"), name) }
	raw := readFile(t, file(caseFile))
	if err := os.WriteFile(file(caseFile), []byte(strings.Replace(raw, "title:", "requester:\n    name: Jana Vymyšlená\n    email: jana@posta.example\ntitle:", 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	old := readFile(t, file(caseFile))
	want := Requester{Name: "Jana Vymyšlená", Email: "jana@posta.example"}
	c, err := o.Case("a")
	if err != nil || c.Requester != want {
		t.Fatalf("%+v, %v", c, err)
	}
	c.Question = "Kolik?"
	if err := o.SaveCase(c); err != nil {
		t.Fatal(err)
	}
	if now := readFile(t, file(caseFile)); strings.Contains(now, "Jana") || strings.Contains(now, "requester") || !strings.Contains(now, "Kolik?") {
		t.Errorf("case.md:\n%s", now)
	}
	if info, err := os.Stat(file(requesterFile)); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info, err)
	}
	if c, err = o.Case("a"); err != nil || c.Requester != want || c.Question != "Kolik?" {
		t.Fatalf("moved: %+v, %v", c, err)
	}

	// A run that was killed between the two writes leaves both.
	if err := os.WriteFile(file(caseFile), []byte(old), 0o600); err != nil {
		t.Fatal(err)
	}
	if c, err = o.Case("a"); err != nil || c.Requester != want {
		t.Fatalf("both: %+v, %v", c, err)
	}
	if err := os.WriteFile(file(caseFile), []byte(strings.Replace(old, "Jana", "Jiná", 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err = o.Case("a"); err == nil || !strings.Contains(err.Error(), "take out of case.md what is below") || strings.Contains(err.Error(), "Vymyšlená") {
		t.Errorf("two that differ: %v", err)
	}
}

// TestRequesterOfLostCase: a new case does not inherit who asked in one whose
// case.md was lost.
func TestRequesterOfLostCase(t *testing.T) {
	o := newTestOffice(t, writeText(t, "dopis.txt", "Vymyšlený dopis."))
	if _, err := o.OpenCase(Case{ID: "b", Title: "Druhý", Received: "2026-03-02", Requester: jana}); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(o.caseDir("b"), caseFile)); err != nil {
		t.Fatal(err)
	}
	if _, err := o.OpenCase(Case{ID: "b", Title: "Jiný", Received: "2026-03-02"}); err == nil || !strings.Contains(err.Error(), "has a requester.json already, but no case.md") {
		t.Errorf("%v", err)
	}
	if got, err := o.keptRequester("b"); err != nil || got != jana {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestSetRequester(t *testing.T) {
	o := newTestOffice(t, writeText(t, "dopis.txt", "Vymyšlený dopis."))
	if _, err := o.SetRequester("a", func(r *Requester) { *r = jana }); err != nil {
		t.Fatal(err)
	}
	if got, err := o.SetRequester("a", func(r *Requester) { r.Phone = "" }); err != nil || got.Phone != "" || got.Name != jana.Name {
		t.Errorf("%+v, %v", got, err)
	}
	if _, err := o.SetRequester("a", func(r *Requester) { r.Born = "12. 4. 1985" }); err == nil {
		t.Error("a date that is none was taken")
	}
	if terms := secretTerms(t, o); !strings.Contains(strings.Join(terms, "|"), "jana@posta.example") {
		t.Errorf("terms %q", terms)
	}
	if p, err := o.PrivateDigests("a", nil); err != nil || digestsOf(p, []byte(readFile(t, filepath.Join(o.caseDir("a"), requesterFile)))) == nil {
		t.Errorf("requester.json has no digests: %v", err)
	}
	if _, err := o.SetRequester("a", func(r *Requester) { *r = Requester{} }); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(o.caseDir("a"), requesterFile)); !os.IsNotExist(err) {
		t.Errorf("taken out: %v", err)
	}
}

func TestParseRequesterRefuses(t *testing.T) {
	good, err := MarshalRequester(jana)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ what, old, new, want string }{
		{"another format", "requester/v1", "requester/v2", "format"},
		{"an unknown field", `"name"`, `"nick"`, "unknown field"},
		{"another letter case", `"name"`, `"Name"`, "not as akta writes it"},
		{"a field twice", `"email"`, `"name": "Jiná",` + "\n" + `  "email"`, "not as akta writes it"},
		{"two lines", "Smyšlená 12,", `Smyšlená 12\n`, "want one line"},
		{"a wrong date", "1985-04-12", "12. 4. 1985", "born"},
		{"something behind", "}\n", "}\n{}", "not as akta writes it"},
	} {
		bad := strings.Replace(string(good), c.old, c.new, 1)
		if got, err := ParseRequester([]byte(bad)); err == nil || !strings.Contains(err.Error(), c.want) || got != (Requester{}) {
			t.Errorf("%s: %+v, %v", c.what, got, err)
		}
	}
	if _, err := ParseRequester(bytes.Repeat([]byte(" "), maxRequesterFile+1)); err == nil || !strings.Contains(err.Error(), "more than") {
		t.Errorf("too long: %v", err)
	}
}

// FuzzParseRequester: what is accepted is written as the same bytes.
func FuzzParseRequester(f *testing.F) {
	good, err := MarshalRequester(jana)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(good)
	f.Add([]byte(`{"format":"https://github.com/akta-foi/akta/requester/v1"}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		r, err := ParseRequester(raw)
		if err != nil {
			return
		}
		if again, err := MarshalRequester(r); err != nil || !bytes.Equal(again, raw) {
			t.Errorf("%q, %v", again, err)
		}
	})
}

// TestPseudonym: it is the case's and not the person's, and another office has
// another one.
func TestPseudonym(t *testing.T) {
	o, other := newTestOffice(t, writeText(t, "a.txt", "Dopis.")), newTestOffice(t, writeText(t, "a.txt", "Dopis."))
	of := func(o *testOffice, id string) string {
		p, err := o.Pseudonym(id)
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	first := of(o, "a")
	if !regexp.MustCompile(`^P-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$`).MatchString(first) {
		t.Errorf("pseudonym %q", first)
	}
	if _, err := o.SetRequester("a", func(r *Requester) { *r = jana }); err != nil {
		t.Fatal(err)
	}
	again, err := OpenOffice(o.Dir)
	if err != nil {
		t.Fatal(err)
	}
	if p, err := again.Pseudonym("a"); err != nil || p != first {
		t.Errorf("with a name: %q, %v, before %q", p, err, first)
	}
	if of(o, "b") == first || of(other, "a") == first {
		t.Error("the pseudonym of another case or office is the same")
	}
	name := filepath.Join(o.Dir, stateDir, secretFile)
	if err := os.WriteFile(name, []byte("short"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := o.Pseudonym("a"); err == nil || !strings.Contains(err.Error(), "restore it from a backup") {
		t.Errorf("a damaged secret: %v", err)
	}
}

// verifySeals is an error unless every seal of case "a" is as it was sealed.
func verifySeals(t *testing.T, o *testOffice) {
	t.Helper()
	dirs, err := o.SealDirs("a")
	if err != nil || len(dirs) == 0 {
		t.Fatalf("%d seals, %v", len(dirs), err)
	}
	trust, err := o.Trust()
	if err != nil {
		t.Fatal(err)
	}
	for _, dir := range dirs {
		v, err := bundles.Verify(t.Context(), dir, bundles.VerifyOptions{Trust: trust, Case: "a"})
		if err != nil || v.Code != bundles.CodeHolds {
			t.Errorf("%s: %+v, %v", filepath.Base(dir), v, err)
		}
	}
}

func readFile(t *testing.T, name string) string {
	t.Helper()
	raw, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}
