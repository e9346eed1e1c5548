package site

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/content"
	"github.com/akta-foi/akta/content/audit"
	"github.com/akta-foi/akta/content/law"
	"github.com/akta-foi/akta/content/read"
)

// heldOffice is an office with a public case "p" and a case "h" that is answered and
// released, too, and held back until 1 December 2026. All words are invented.
func heldOffice(t *testing.T) *content.Office {
	t.Helper()
	t.Setenv(content.PasswordVariable, "")
	o, err := content.Init(filepath.Join(t.TempDir(), "office"), content.Settings{
		Authority: "Obec Lhotka", Law: "cz-106-1999", Language: "cs", Domain: "lhotka.example",
		Portal: &content.Portal{URL: "https://lhotka.example/odpovedi/", Email: "podatelna@lhotka.example"},
	}, nil, time.Now())
	fatal(t, err)
	o.Day = parseDay(t, "2026-11-26")
	k, err := o.OpenKeys(nil)
	fatal(t, err)
	r := read.NewReader(read.Options{})
	t.Cleanup(func() { r.Close() })
	for _, c := range []struct{ id, title, question, answer, answered, file, text, document string }{
		{"p", "Veřejný dotaz", "Kolik stojí lavička?", "Lavička stojí 4 200 Kč.", "2026-11-19", "cena.txt", "Cena lavičky je uvedena v ceníku.", "Ceník laviček"},
		{"h", "Dotaz na pozemek", "Komu se prodá pozemek?", "Pozemek se prodá kupci Zlatohlávkovi.", "2026-11-20", "podklad-77.txt", "Kupní smlouva zavazuje obec k vyklizení chrastiny.", "Kupní smlouva"},
	} {
		_, err = o.OpenCase(content.Case{ID: c.id, Title: c.title, Question: c.question, Received: "2026-11-02"})
		fatal(t, err)
		file := filepath.Join(t.TempDir(), c.file)
		writeFile(t, file, []byte(c.text))
		_, err = o.Add(t.Context(), r, c.id, []string{file}, content.AddOptions{Title: c.document})
		fatal(t, err)
		_, err = o.Seal(t.Context(), r, k, c.id, content.SealOptions{Created: time.Now()})
		fatal(t, err)
		_, _, err = o.Release(t.Context(), k, c.id, content.ReleaseOptions{Created: time.Now()})
		fatal(t, err)
		of, _, err := o.AddEvent(c.id, content.Event{Event: law.Event{Code: "extend", Date: parseDay(t, "2026-11-05"), Grounds: []string{o.Law.Extensions[0].Code}}})
		fatal(t, err)
		of.Answer = c.answer
		fatal(t, o.SaveCase(of))
		_, _, err = o.AddEvent(c.id, content.Event{Event: law.Event{Code: "answer", Date: parseDay(t, c.answered), Document: "d1"}})
		fatal(t, err)
	}
	_, err = o.SetEmbargo("h", parseDay(t, "2026-12-01"), "Nejdřív ji dostane, kdo se ptal.")
	fatal(t, err)
	return o
}

func parseDay(t *testing.T, s string) law.Date {
	t.Helper()
	d, err := law.ParseDate(s)
	fatal(t, err)
	return d
}

// heldSigns are what tells of the answer that is held back.
func heldSigns(t *testing.T, o *content.Office) map[string]string {
	t.Helper()
	files, err := o.ReleaseFiles("h")
	fatal(t, err)
	size, sum, err := digestFile(files[0])
	fatal(t, err)
	r, err := bundles.OpenReleased(files[0])
	fatal(t, err)
	defer r.Close()
	statement, err := r.Bag().Read("release.json", 1<<20)
	fatal(t, err)
	raw, err := hex.DecodeString(sum)
	fatal(t, err)
	of := sha256.Sum256(statement)
	return map[string]string{
		"the release's name": "h-r1", "its size": fmt.Sprint(size), "its digest": sum, "its digest in base64": base64.StdEncoding.EncodeToString(raw),
		"the digest of its statement": hex.EncodeToString(of[:]), "the title of a document": "Kupní smlouva", "the name of its file": "podklad-77",
		"the answer": "Zlatohlávk", "the text of a document": "chrastin", "the day of the answer": "2026-11-20", "the embargo": "2026-12-01", "its reason": "Nejdřív",
	}
}

// signsIn lists which of the signs stand in the public folder: raw, in its names, or
// where the audit finds them (members, streams, the search index).
func signsIn(t *testing.T, dir string, signs map[string]string) []string {
	t.Helper()
	var found []string
	fatal(t, filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		data, err := os.ReadFile(path)
		rel, _ := filepath.Rel(dir, path)
		for what, sign := range signs {
			if what == "its size" { // as a number of its own: digits stand in digests by chance
				if regexp.MustCompile(`(^|[^0-9A-Za-z+/=-])` + sign + `($|[^0-9A-Za-z+/=-])`).Match(data) {
					found = addOnce(found, what)
				}
				continue
			}
			if bytes.Contains(data, []byte(sign)) || strings.Contains(rel, sign) {
				found = addOnce(found, what)
			}
		}
		return err
	}))
	for what, sign := range signs {
		if what == "its size" { // digits stand in compressed data by chance
			continue
		}
		_, err := audit.Folder(t.Context(), dir, audit.Options{Own: OwnFiles(), Terms: []audit.Term{{Case: "h", Class: "held", Text: sign}}})
		var hit *audit.Error
		if errors.As(err, &hit) && slices.ContainsFunc(hit.Report.Hits, func(h audit.Hit) bool { return h.Check == audit.CheckTerms }) {
			found = addOnce(found, what)
		}
	}
	slices.Sort(found)
	return found
}

// TestEmbargo builds the site the day before, and on the day, into the same folder.
func TestEmbargo(t *testing.T) {
	o := heldOffice(t)
	signs := heldSigns(t, o)
	out := filepath.Join(t.TempDir(), "public")
	build := func(day string) Report {
		o.Day = parseDay(t, day)
		p, options, err := FromOffice(t.Context(), o, t.TempDir(), nil)
		fatal(t, err)
		report, err := Build(t.Context(), p, Options{Out: out, Audit: options, State: o.SiteStateDir(), Ledger: o.AddressesFile()})
		fatal(t, err)
		return report
	}
	build("2026-11-30")
	if found := signsIn(t, out, signs); len(found) != 0 {
		t.Errorf("the day before, the public files hold %q", found)
	}
	page := string(readFile(t, out, "cases/h/index.html"))
	data := string(readFile(t, out, "cases/h/case.json"))
	if !strings.Contains(page, "Komu se prodá pozemek?") || !strings.Contains(data, `"state": "open"`) || !strings.Contains(data, `"releases": []`) ||
		strings.Contains(page+data, "2026-11-20") || strings.Contains(data, `"due"`) {
		t.Errorf("the case, the day before: %s", data)
	}
	if _, err := o.SetEmbargo("p", parseDay(t, "2026-12-24"), "Pozdě."); err == nil || !strings.Contains(err.Error(), "releases/p-r1.zip is public already") {
		t.Errorf("what is public was held back: %v", err)
	}

	first := build("2026-11-30")
	if len(first.Changed)+len(first.Removed) != 0 {
		t.Errorf("built again, the same day: %q changed, %q removed", first.Changed, first.Removed)
	}
	report := build("2026-12-01")
	want := []string{"its digest", "its size", "the answer", "the day of the answer", "the digest of its statement", "the release's name", "the text of a document", "the title of a document"}
	if found := signsIn(t, out, signs); !slices.Equal(found, want) {
		t.Errorf("on the day, the public files hold %q, want %q", found, want)
	}
	if len(report.Removed) != 0 || !slices.Contains(report.Changed, "releases/h-r1.zip") || !slices.Contains(report.Changed, "cases/h/index.html") || slices.Contains(report.Changed, "releases/p-r1.zip") {
		t.Errorf("on the day: %q changed, %q removed", report.Changed, report.Removed)
	}
	if data := string(readFile(t, out, "cases/h/case.json")); !strings.Contains(data, `"answered": "2026-11-20"`) {
		t.Errorf("the case, on the day: %s", data)
	}
}

// TestEmbargoAudit: were something of a release that is held back to get into the
// site all the same, the audit would refuse it.
func TestEmbargoAudit(t *testing.T) {
	o := heldOffice(t)
	signs := heldSigns(t, o)
	options, err := AuditOptions(o)
	fatal(t, err)
	for _, what := range []string{"its digest", "the digest of its statement"} {
		dir := t.TempDir()
		writeFile(t, filepath.Join(dir, "data.json"), []byte(`{"sha256":"`+signs[what]+`"}`+"\n"))
		_, err := audit.Folder(t.Context(), dir, options)
		var hit *audit.Error
		if !errors.As(err, &hit) || !slices.ContainsFunc(hit.Report.Hits, func(h audit.Hit) bool { return h.Check == audit.CheckDigests && h.Case == "h" }) {
			t.Errorf("%s passes the audit: %v", what, err)
		}
	}
}
