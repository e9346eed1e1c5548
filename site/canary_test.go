package site

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/akta-foi/akta/content"
	"github.com/akta-foi/akta/content/audit"
	"github.com/akta-foi/akta/content/read"
	"github.com/akta-foi/akta/content/read/readtest"
)

var updateLeaks = flag.Bool("update-leaks", false, "write content/audit/LEAKS.md")

// leaksDoc is where the table of leak classes stands.
const leaksDoc = "../content/audit/LEAKS.md"

// leakSecret is an invented name that stands on the pages of a demo document.
const leakSecret = "Jarmila Příkladná"

// planted are the canaries of the classes, by the fixture's name.
func planted(t *testing.T) (files []string, canaries map[string]string) {
	t.Helper()
	all := map[string]readtest.Fixture{}
	for _, f := range readtest.All() {
		all[f.Name] = f
	}
	dir, canaries := t.TempDir(), map[string]string{}
	for _, c := range leakClasses {
		for _, name := range c.fixtures {
			f, ok := all[name]
			if !ok {
				t.Fatalf("%s: no fixture %q", c.name, name)
			}
			if _, twice := canaries[name]; twice {
				continue
			}
			canaries[name] = f.Canary
			file := filepath.Join(dir, name)
			writeFile(t, file, f.Data)
			files = append(files, file)
		}
	}
	return files, canaries
}

// leakOffice is an office with one case of these documents, which is released;
// of the pages of the first, d1, a name is hidden.
func leakOffice(t *testing.T, files ...string) *content.Office {
	t.Helper()
	t.Setenv(content.PasswordVariable, "")
	o, err := content.Init(filepath.Join(t.TempDir(), "office"), content.Settings{
		Authority: "Obec Lhotka", Law: "cz-106-1999", Language: "cs", Domain: "lhotka.example",
	}, nil, time.Now())
	fatal(t, err)
	k, err := o.OpenKeys(nil)
	fatal(t, err)
	r := read.NewReader(read.Options{})
	t.Cleanup(func() { r.Close() })
	_, err = o.OpenCase(content.Case{ID: stageCase, Title: "Spis", Received: "2026-03-02", State: "answered", Answered: "2026-03-10"})
	fatal(t, err)
	added, err := o.Add(t.Context(), r, stageCase, files, content.AddOptions{})
	fatal(t, err)
	_, err = o.Seal(t.Context(), r, k, stageCase, content.SealOptions{Created: time.Now()})
	fatal(t, err)
	d := content.Decisions{Ground: "internal", Redactions: []content.Redaction{{Text: leakSecret, Ground: "personal-data"}}}
	for _, a := range added {
		if a.Words == 0 && a.Pages == 0 {
			d.Withhold = append(d.Withhold, a.ID)
		} else {
			d.Reviewed = append(d.Reviewed, a.ID)
		}
	}
	_, _, err = o.Decide(t.Context(), r, stageCase, d)
	fatal(t, err)
	_, _, err = o.Release(t.Context(), k, stageCase, content.ReleaseOptions{Created: time.Now()})
	fatal(t, err)
	return o
}

// publish builds an office's site.
func publish(t *testing.T, o *content.Office) (dir string, options audit.Options) {
	t.Helper()
	p, options, err := FromOffice(t.Context(), o, t.TempDir(), nil)
	fatal(t, err)
	dir = filepath.Join(t.TempDir(), "public")
	_, err = Build(t.Context(), p, Options{Out: dir, Audit: options})
	fatal(t, err)
	return dir, options
}

func fatal(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

const leakDocument = "demo/fixtures/cs-posta-hlaseni.pdf"

// TestCanaries plants a string in every place where redacted documents have
// given something away, publishes the documents, and searches every public byte
// for it. Then it takes each protection away, and the audit has to see it.
func TestCanaries(t *testing.T) {
	if len(leakClasses) < minClasses {
		t.Fatalf("%d classes of leaks, want at least %d", len(leakClasses), minClasses)
	}
	files, canaries := planted(t)
	out, options := publish(t, leakOffice(t, append([]string{leakDocument}, files...)...))
	search := audit.Options{Own: OwnFiles(), Terms: []audit.Term{{Case: stageCase, Class: "secret", Text: leakSecret}}}
	for name, canary := range canaries {
		if canary != "" {
			search.Terms = append(search.Terms, audit.Term{Case: stageCase, Class: name, Text: canary})
		}
	}
	if _, err := audit.Folder(t.Context(), out, search); err != nil {
		t.Error(err)
	}
	small, own := publish(t, leakOffice(t, leakDocument))
	own.Private = append(own.Private, options.Private...) // the fixtures' digests
	spare := filepath.Join(t.TempDir(), "public")         // as takeAway audits most classes
	fatal(t, os.CopyFS(spare, os.DirFS(small)))
	fatal(t, os.Remove(filepath.Join(spare, stageFile+".pdf")))
	if _, err := audit.Folder(t.Context(), spare, own); err != nil {
		t.Errorf("nothing is put back: %v", err)
	}
	rows := make([][]string, len(leakClasses))
	t.Run("put back", func(t *testing.T) { // ends when all of them have
		for i, c := range leakClasses {
			t.Run(c.name, func(t *testing.T) {
				t.Parallel()
				rows[i] = takeAway(t, small, own, c)
			})
		}
	})
	if !t.Failed() {
		checkLeaksDoc(t, rows)
	}
}

// takeAway audits the site without one protection, and returns the row of the
// table: which checks have seen it.
func takeAway(t *testing.T, site string, options audit.Options, c leakClass) []string {
	dir := filepath.Join(t.TempDir(), "public")
	fatal(t, os.CopyFS(dir, os.DirFS(site)))
	const canary = "Xaverie Nezvaná" // invented, and unknown to the audit
	s := &stage{t, dir, leakSecret, canary}
	untouched := s.read(stageFile + ".pdf")
	c.off(s)
	if bytes.Equal(s.read(stageFile+".pdf"), untouched) { // it takes the audit longest, and TestCanaries has audited it
		fatal(t, os.Remove(s.path(stageFile+".pdf")))
	}
	_, err := audit.Folder(t.Context(), dir, options)
	var found *audit.Error
	if !errors.As(err, &found) {
		t.Fatalf("not caught: %v", err)
	}
	for _, text := range []string{leakSecret, "Příkladná", canary, "KANAREK", "KANÁREK"} {
		if strings.Contains(err.Error(), text) {
			t.Errorf("the report tells %q: %v", text, err)
		}
	}
	var caught []string
	for _, h := range found.Report.Hits {
		if !slices.Contains(caught, h.Check) {
			caught = append(caught, h.Check)
		}
	}
	slices.Sort(caught)
	for _, want := range c.caught {
		if !slices.Contains(caught, want) {
			t.Errorf("caught by %v, want %s too", caught, want)
		}
	}
	return []string{c.name, c.keeps, strings.Join(caught, ", ")}
}

// checkLeaksDoc holds the table in the docs against what was seen.
func checkLeaksDoc(t *testing.T, rows [][]string) {
	t.Helper()
	var b bytes.Buffer
	b.WriteString(`# Ways out, and what watches them

Each row is a way in which hidden text has got out of redacted documents. A test (TestCanaries in package site) plants a string there, publishes the document, and
finds it in no public byte. Then it puts into the built site what would be there without the protection, and audits it: the last column lists the checks that have seen
it. This file is written by that test: ` + "`go test ./site -run TestCanaries -update-leaks`" + `.

| where it hid | what keeps it in | without that, caught by |
|---|---|---|
`)
	for _, r := range rows {
		fmt.Fprintf(&b, "| %s |\n", strings.Join(r, " | "))
		t.Log(strings.Join(r, " | "))
	}
	if *updateLeaks {
		fatal(t, os.WriteFile(leaksDoc, b.Bytes(), 0o644))
	}
	have, err := os.ReadFile(leaksDoc)
	if err != nil || !bytes.Equal(have, b.Bytes()) {
		t.Errorf("%s is not what this test has seen; write it anew with -update-leaks (%v)", leaksDoc, err)
	}
}
