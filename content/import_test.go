package content

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/akta-foi/akta/content/law"
	"github.com/akta-foi/akta/content/read"
)

const intakeFixtures = "intake/testdata"

// importOffice is an office without cases, and what it reads with.
func importOffice(t *testing.T) (*Office, *read.Reader) {
	t.Helper()
	t.Setenv(PasswordVariable, "")
	o := emptyOffice(t)
	r := read.NewReader(read.Options{})
	t.Cleanup(func() { r.Close() })
	return o, r
}

func (opt ImportOptions) on(day string) ImportOptions {
	d, err := law.ParseDate(day)
	if err != nil {
		panic(err)
	}
	opt.Today = d
	return opt
}

func mustImport(t *testing.T, o *Office, r *read.Reader, opt ImportOptions, source string, files ...string) *Import {
	t.Helper()
	for i, f := range files {
		if !filepath.IsAbs(f) {
			files[i] = filepath.Join(intakeFixtures, f)
		}
	}
	got, err := o.Import(t.Context(), r, source, files, opt.on("2026-11-26"))
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// alaveteliZIP is a request's ZIP, with members name, text, name, text, ...
func alaveteliZIP(t *testing.T, parts ...string) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		f, err := w.Create(parts[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(parts[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "request.zip")
	if err := os.WriteFile(name, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// treeOf is every file below dir with its mode and bytes, the lock aside.
func treeOf(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.Name() == "lock" {
			return err
		}
		info, err := d.Info()
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(p)
		out[strings.TrimPrefix(p, dir)] = info.Mode().String() + " " + string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestImport(t *testing.T) {
	o, r := importOffice(t)
	archive := alaveteliZIP(t, "correspondence.txt", "Vymyšlená korespondence.\n", "1_2_upřesnění.txt", "Upřesněte.\n", "2_2_přehled.csv", "a;b\n", "../../../2_3_zlo.txt", "x\n", "2_4_broken.pdf", "%PDF-1.7\nbroken")
	before := treeOf(t, o.Dir)
	dry := mustImport(t, o, r, ImportOptions{DryRun: true}, "alaveteli", "alaveteli.json", archive)
	if got := treeOf(t, o.Dir); !reflect.DeepEqual(got, before) {
		t.Error("a dry run has written something")
	}
	got := mustImport(t, o, r, ImportOptions{}, "alaveteli", "alaveteli.json", archive)
	c := got.Cases[0]
	if c.Case != "2024-001" || c.Status != ImportNew || len(c.Documents) != 5 || !c.Requester {
		t.Fatalf("%+v", c)
	}
	if d := dry.Cases[0]; d.Case != "" || d.Status != ImportNew || len(d.Documents) != 5 || len(d.Events) != len(c.Events) || d.Title != c.Title {
		t.Errorf("dry run: %+v, done: %+v", d, c)
	}
	saved, err := o.Case("2024-001")
	if err != nil {
		t.Fatal(err)
	}
	want := Case{ID: "2024-001", Title: "Náklady na provoz osvětlení (vymyšlený příklad)", Language: "cs", Received: "2024-03-04", Answered: "2024-03-20", State: "partly-refused", Requester: Requester{Name: "Dobromila Smyšlená"}}
	events := saved.History()
	if want.Events = saved.Events; !reflect.DeepEqual(*saved, want) {
		t.Errorf("%+v, want %+v", *saved, want)
	}
	for file, text := range map[string]string{"1_2_upřesnění.txt": "Upřesněte.\n", "2_3_zlo.txt": "x\n", "2_4_broken.pdf": "%PDF-1.7\nbroken"} {
		path := filepath.Join(o.caseDir("2024-001"), documentsDir, file)
		if data, err := os.ReadFile(path); err != nil || string(data) != text {
			t.Errorf("%s: %q, %v", file, data, err)
		}
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v %v", file, info, err)
		}
	}
	plan, err := o.Plan("2024-001")
	if err != nil {
		t.Fatal(err)
	}
	if plan.Document("d5").Unreadable == "" {
		t.Error("a broken PDF is not marked as unreadable")
	}
	if len(events) != 3 || events[1].Document != "d2" || events[1].Reason != "alaveteli: waiting_clarification" {
		t.Errorf("events %+v", events)
	}
	if s, behind, err := o.Standing(saved); err != nil || !behind || s.State.Code != "open" {
		t.Errorf("the case stands at %+v, %v, %v", s, behind, err)
	}
	// Who asked stands in requester.json alone.
	out, err := json.Marshal(got)
	if err != nil || bytes.Contains(out, []byte("Dobromila")) {
		t.Errorf("the report names who asked: %s %v", out, err)
	}
	for name, data := range treeOf(t, o.Dir) {
		if strings.Contains(data, "Dobromila") && !strings.HasSuffix(name, requesterFile) {
			t.Errorf("%s names who asked", name)
		}
	}
}

// TestImportAgain: the same import changes nothing; a changed source adds what
// is new; what an officer wrote stays; what a killed import left is taken up.
func TestImportAgain(t *testing.T) {
	o, r := importOffice(t)
	parts := []string{"correspondence.txt", "Vymyšlená korespondence.\n", "1_2_a.txt", "První.\n"}
	mustImport(t, o, r, ImportOptions{}, "alaveteli", "alaveteli.json", alaveteliZIP(t, parts...))
	before := treeOf(t, o.Dir)
	got := mustImport(t, o, r, ImportOptions{}, "alaveteli", "alaveteli.json", alaveteliZIP(t, parts...))
	if c := got.Cases[0]; c.Status != ImportUnchanged || len(c.Documents) != 0 || !reflect.DeepEqual(treeOf(t, o.Dir), before) {
		t.Errorf("again: %+v", c)
	}

	c, err := o.Case("2024-001")
	if err != nil {
		t.Fatal(err)
	}
	c.Title, c.State, c.Requester = "Osvětlení obce", "refused", Requester{Name: "Jiná Osoba"}
	if err := o.SaveCase(c); err != nil {
		t.Fatal(err)
	}
	parts[1] += "A další zpráva.\n"
	raw, err := os.ReadFile(filepath.Join(intakeFixtures, "alaveteli.json"))
	if err != nil {
		t.Fatal(err)
	}
	changed := filepath.Join(t.TempDir(), "alaveteli.json")
	if err := os.WriteFile(changed, bytes.Replace(raw, []byte(`"described_state": "partially_successful",
  "display`), []byte(`"described_state": "successful",
  "display`), 1), 0o600); err != nil {
		t.Fatal(err)
	}
	got = mustImport(t, o, r, ImportOptions{}, "alaveteli", changed, alaveteliZIP(t, append(parts, "2_2_b.txt", "Druhá.\n")...))
	x := got.Cases[0]
	if x.Status != ImportAdded || len(x.Documents) != 2 || x.Documents[0].Document != "d3" || x.Documents[0].File != "correspondence-2.txt" {
		t.Errorf("changed: %+v", x)
	}
	for _, want := range []string{"has changed at the source since it became d1", `the source says "successful" now`} {
		if !strings.Contains(noteText(x), want) {
			t.Errorf("no note %q: %s", want, noteText(x))
		}
	}
	if now, err := o.Case("2024-001"); err != nil || !reflect.DeepEqual(now, c) {
		t.Errorf("case.md was changed: %+v %v", now, err)
	}

	// Killed after plan.json and before imported.json.
	if err := os.Remove(filepath.Join(o.caseDir("2024-001"), importedFile)); err != nil {
		t.Fatal(err)
	}
	got = mustImport(t, o, r, ImportOptions{Case: "2024-001"}, "alaveteli", "alaveteli.json", alaveteliZIP(t, append(parts, "2_2_b.txt", "Druhá.\n")...))
	if x := got.Cases[0]; len(x.Documents) != 0 || x.Status != ImportAdded {
		t.Errorf("taken up: %+v", x)
	}
	// Killed before case.md: the folder is no case, and is used again.
	for _, name := range []string{caseFile, requesterFile} {
		if err := os.Remove(filepath.Join(o.caseDir("2024-001"), name)); err != nil {
			t.Fatal(err)
		}
	}
	got = mustImport(t, o, r, ImportOptions{}, "alaveteli", "alaveteli.json", alaveteliZIP(t, parts...))
	if x := got.Cases[0]; x.Case != "2024-001" || x.Status != ImportNew || len(x.Documents) != 2 {
		t.Errorf("begun again: %+v", x)
	}
}

func noteText(c ImportedCase) string {
	var b strings.Builder
	for _, n := range c.Notes {
		b.WriteString(string(n.Kind) + ": " + n.Text + "\n")
	}
	return b.String()
}

// TestImportMail: an answer that comes later joins its thread's case, though the
// mailbox begins elsewhere.
func TestImportMail(t *testing.T) {
	o, r := importOffice(t)
	got := mustImport(t, o, r, ImportOptions{}, "mail", "thread.mbox")
	if len(got.Cases) != 2 || got.Cases[0].Case != "2024-001" || len(got.Cases[0].Documents) != 3 || got.Cases[0].Documents[2].Parent != "d2" {
		t.Fatalf("%+v", got.Cases)
	}
	if c, err := o.Case("2024-001"); err != nil || c.Requester.Email != "dobromila@posta.example" || c.Question != "" || c.Title != "Žádost" {
		t.Errorf("%+v %v", c, err)
	}
	if want := `"Žádost o informace o lavičkách" did not become the title`; !strings.Contains(noteText(got.Cases[0]), want) {
		t.Errorf("no note %q: %s", want, noteText(got.Cases[0]))
	}
	late := filepath.Join(t.TempDir(), "late.eml")
	raw, err := os.ReadFile(filepath.Join(intakeFixtures, "thread.mbox"))
	if err != nil {
		t.Fatal(err)
	}
	next := "From x@y.example Fri Mar 15 10:00:00 2024\nFrom: dobromila@posta.example\nTo: podatelna@lhotka.example\nDate: Fri, 15 Mar 2024 10:00:00 +0100\nSubject: Dik\nMessage-ID: <m4@posta.example>\nReferences: <m1@posta.example>\n <m2@lhotka.example>\n\nVymyslene podekovani.\n"
	cut := bytes.Index(raw, []byte("From podatelna"))
	if err := os.WriteFile(late, append(raw[cut:], "\n"+next...), 0o600); err != nil {
		t.Fatal(err)
	}
	got = mustImport(t, o, r, ImportOptions{}, "mail", late)
	if c := got.Cases[0]; c.Case != "2024-001" || c.Status != ImportAdded || len(c.Documents) != 1 || c.Documents[0].Document != "d4" {
		t.Errorf("%+v", c)
	}
	if c := got.Cases[1]; c.Status != ImportUnchanged {
		t.Errorf("%+v", c)
	}
}

// TestImportPublicWords: what names who asked gets into nothing that is public.
func TestImportPublicWords(t *testing.T) {
	for _, c := range []struct {
		text string
		who  Requester
		want bool
	}{
		{"Náklady obce", Requester{Name: "Dobromila Smyšlená"}, false},
		{"Žádost, SMYSLENA Dobromila", Requester{Name: "Dobromila Smyšlená"}, true},
		{"Za obec Smyšlená", Requester{Name: "Dobromila Smyšlená"}, true},
		{"piste na ota@posta.example", Requester{Email: "ota@posta.example"}, true},
		{"Náklady", Requester{}, false},
	} {
		if got := named(c.text, c.who); got != c.want {
			t.Errorf("%q names %+v: %v", c.text, c.who, got)
		}
	}
	o, r := importOffice(t)
	raw, err := os.ReadFile(filepath.Join(intakeFixtures, "alaveteli.json"))
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "a.json")
	if err := os.WriteFile(file, bytes.Replace(raw, []byte("(vymyšlený příklad)"), []byte("pro Dobromilu Smyšlenou i dobromila"), 1), 0o600); err != nil {
		t.Fatal(err)
	}
	got := mustImport(t, o, r, ImportOptions{}, "alaveteli", file).Cases[0]
	if got.Title != "Žádost" || !strings.Contains(noteText(got), "the title names who asked") {
		t.Errorf("%+v", got)
	}
}

func TestImportRefuses(t *testing.T) {
	o, r := importOffice(t)
	mustImport(t, o, r, ImportOptions{Case: "a"}, "froide", "froide.json")
	if _, err := o.OpenCase(Case{ID: "b", Title: "B", Received: "2024-01-01"}); err != nil {
		t.Fatal(err)
	}
	before := treeOf(t, o.Dir)
	for _, c := range []struct {
		what, id, source, file, want string
	}{
		{"another case", "b", "froide", "froide.json", `was imported as case "a" before, not "b"`},
		{"several requests for one case", "c", "muckrock", "muckrock.csv", "the files hold 4 requests, want one"},
		{"a wrong id", "../x", "froide", "froide_logged_in.json", `case id "../x"`},
		{"the log's name", "log", "froide", "froide_logged_in.json", `case "log"`},
		{"another source", "", "alaveteli", "froide.json", "not the JSON of a request"},
		{"a folder", "", "mail", ".", "not a file"},
		{"a missing file", "", "mail", "none", "no such file"},
	} {
		got, err := o.Import(t.Context(), r, c.source, []string{filepath.Join(intakeFixtures, c.file)}, ImportOptions{Case: c.id}.on("2026-11-26"))
		if got != nil || err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v; want %q", c.what, err, c.want)
		}
	}
	if !reflect.DeepEqual(treeOf(t, o.Dir), before) {
		t.Error("a refused import has written something")
	}
}

// FuzzParseImported: what parses is written and parses to the same.
func FuzzParseImported(f *testing.F) {
	f.Add([]byte(`{"format":"` + formatImported + `","origins":[{"source":"mail","id":"a@b","state":"","items":[{"key":"message:a@b","sha256":"` + strings.Repeat("0a", 32) + `","document":"d1"}],"events":[{"event":"receive","date":"2024-03-04","document":"d1"}]}]}`))
	f.Add([]byte(`{}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		m, err := parseImported(raw)
		if err != nil {
			if m != nil {
				t.Fatal("a record and an error")
			}
			return
		}
		out, err := m.marshal()
		if err != nil {
			t.Fatal(err)
		}
		again, err := parseImported(out)
		if err != nil {
			t.Fatalf("written and not read: %v\n%s", err, out)
		}
		if twice, err := again.marshal(); err != nil || !bytes.Equal(twice, out) {
			t.Fatalf("%v\n%s\n%s", err, out, twice)
		}
	})
}
