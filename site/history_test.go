package site

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/akta-foi/akta/bundles"
)

// takedownPortal is testPortal with a third release that takes down the first.
func takedownPortal(t *testing.T) *Portal {
	p := testPortal(t)
	c := &p.Cases[0]
	third := c.Releases[1]
	third.ID, third.Date = "r3", time.Date(2026, 7, 9, 8, 0, 0, 0, time.UTC)
	third.File = testZip(t, filepath.Join(t.TempDir(), "r3.zip"), "Opravený obsah")
	third.Size, third.SHA256 = digest(t, third.File)
	third.Takedown = &Takedown{Releases: []string{"r1"}, Reason: "Vydání ukazovalo <jméno> svědka."}
	third.Changes = &Changes{Added: 2, Redacted: 1}
	third.ReviewBy = "2027-07-09"
	third.Audit = &Audit{Files: 41, Redactions: 12}
	third.Approvals = []Approval{{Name: "SHA256:abc", Time: third.Date.Add(time.Hour)}, {Name: "SHA256:def"}}
	c.Releases[1].Changes = &Changes{}
	c.Releases = append(c.Releases, third)
	return p
}

func TestTakedown(t *testing.T) {
	p := takedownPortal(t)
	out, _ := build(t, p)
	if _, err := os.Stat(filepath.Join(out, "releases/2026-001-r1.zip")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the release that was taken down is published: %v", err)
	}
	for _, r := range []string{"r2", "r3"} {
		if _, err := os.Stat(filepath.Join(out, "releases/2026-001-"+r+".zip")); err != nil {
			t.Error(err)
		}
	}
	first, third := p.Cases[0].Releases[0].SHA256, p.Cases[0].Releases[2].SHA256
	pages := readSite(t, out)
	for name, wants := range map[string][]string{
		"cases/2026-001/index.html": {
			"Vydání r1 2. července 2026 (staženo)", "Staženo 9. července 2026, nahrazuje ho vydání r3. Důvod: Vydání ukazovalo <jméno> svědka.",
			"SHA-256 staženého vydání r1 " + first, "SHA-256 vydání r3 " + third,
			"Změny oproti předchozímu vydání: přibyly 2 dokumenty; 1 dokument má jiné skryté části.",
			"Změny oproti předchozímu vydání: dokumenty jsou stejné.",
			"Před zveřejněním byl v 41 souborech hledán každý text skrytý za 12 začerněními: 0 nálezů.",
			"Skryté části budou znovu posouzeny do 9. července 2027",
		},
		"hu/cases/2026-001/index.html": {
			"Visszavonás napja: 2026. július 9., helyébe lépett: r3. Indok: Vydání", "A visszavont r1 kiadás SHA-256 lenyomata " + first,
			"A közzététel előtt 41 fájlban kerestünk minden szöveget, amelyet 12 kitakarás rejt: 0 találat.",
		},
		"en/cases/2026-001/index.html": {
			"This release takes down the earlier release r1. Reason: Vydání ukazovalo <jméno> svědka.",
			"Taken down on 9 July 2026, replaced by release r3.", "SHA-256 of the taken-down release r1 " + first, "SHA-256 of release r3 " + third,
			"Changes from the release before: 2 documents added; 1 document has other redactions.",
			"Before publication, 41 files were searched for every text hidden by 12 redactions: 0 hits.",
			"Approved by the key SHA256:abc, 9 July 2026, 09:00:00 UTC", "Approved by the key SHA256:def no timestamp",
			"The redactions will be looked at again by 9 July 2027",
		},
	} {
		text := strings.Join(strings.Fields(pages[name].text), " ")
		for _, want := range wants {
			if !strings.Contains(text, want) {
				t.Errorf("%s: %q is missing", name, want)
			}
		}
		for _, link := range pages[name].links {
			if strings.Contains(link, "r1.zip") {
				t.Errorf("%s: links to %q", name, link)
			}
		}
	}
}

func TestPlanIsRefused(t *testing.T) {
	for what, change := range map[string]func(*Case){
		"a takedown of a release that is not there": func(c *Case) { c.Releases[2].Takedown.Releases = []string{"r7"} },
		"a takedown of itself":                      func(c *Case) { c.Releases[2].Takedown.Releases = []string{"r3"} },
		"a takedown of a newer release":             func(c *Case) { c.Releases[1].Takedown = &Takedown{Releases: []string{"r3"}, Reason: "x"} },
		"a takedown of nothing":                     func(c *Case) { c.Releases[2].Takedown.Releases = nil },
		"a takedown without a reason":               func(c *Case) { c.Releases[2].Takedown.Reason = " " },
		"a leak audit with a hit":                   func(c *Case) { c.Releases[2].Audit.Hits = 1 },
		"a leak audit of nothing":                   func(c *Case) { c.Releases[2].Audit.Files = 0 },
		"a review on no date":                       func(c *Case) { c.Releases[2].ReviewBy = "soon" },
		"an approval by nobody":                     func(c *Case) { c.Releases[2].Approvals[0].Name = "" },
		"a page beyond the last":                    func(c *Case) { c.Releases[2].Documents[0].PageCount = 1 },
		"a page twice":                              func(c *Case) { c.Releases[2].Documents[0].Pages[1].Number = 1 },
		"a black area without a ground":             func(c *Case) { c.Releases[2].Documents[0].Pages[1].Hidden = 1 },
		"exact boxes without a reason":              func(c *Case) { c.Releases[2].Documents[0].Facsimile.Growth = bundles.GrowthExact },
		"an unknown growth":                         func(c *Case) { c.Releases[2].Documents[0].Facsimile.Growth = "wide" },
		"a withheld document with a field":          func(c *Case) { c.Releases[2].Documents[1].Fields = []Field{{"a", "b"}} },
	} {
		p := takedownPortal(t)
		if _, err := newPlan(p); err != nil {
			t.Fatal(err)
		}
		change(&p.Cases[0])
		if _, err := newPlan(p); err == nil {
			t.Errorf("%s: accepted", what)
		}
	}
}

// A document that is shown both as page images and as its own PDF has two files.
func TestFacsimileAndWhole(t *testing.T) {
	p := testPortal(t)
	d := &p.Cases[0].Releases[1].Documents[0]
	d.Facsimile.Growth, d.Facsimile.Reason = bundles.GrowthExact, "Obrázek potřebuje soud."
	d.Whole = &WholeFile{File: d.Facsimile.File, MediaType: "application/pdf", Size: d.Facsimile.Size}
	out, _ := build(t, p)
	for _, name := range []string{"d1.pdf", "d1-original.pdf"} {
		if _, err := os.Stat(filepath.Join(out, "files/2026-001/r2", name)); err != nil {
			t.Error(err)
		}
	}
	if text := readPage(t, out, "en/cases/2026-001/d1/index.html").text; !strings.Contains(text, "so that their width can be seen. Reason: Obrázek potřebuje soud.") {
		t.Error("the reason for exact boxes is missing")
	}
	d.Facsimile.SHA256 = strings.Repeat("0", 64)
	if _, err := Build(t.Context(), p, Options{Out: filepath.Join(t.TempDir(), "public")}); err == nil {
		t.Error("a PDF of another digest was published")
	}
}
