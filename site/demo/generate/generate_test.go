package main

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/akta-foi/akta/content/read"
	"github.com/akta-foi/akta/site/demo"
)

func TestFixturesAreWhatTheGeneratorWrites(t *testing.T) {
	dir := t.TempDir()
	if err := generate(dir); err != nil {
		t.Fatal(err)
	}
	committed, err := demo.Fixtures()
	if err != nil {
		t.Fatal(err)
	}
	total := 0
	err = fs.WalkDir(committed, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		want, err := fs.ReadFile(committed, name)
		if err != nil {
			return err
		}
		total += len(want)
		got, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Errorf("%s: nothing generates it", name)
			return nil
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s: generated %d bytes that differ from the %d committed: run go generate ./site/demo", name, len(got), len(want))
		}
		return os.Remove(filepath.Join(dir, name))
	})
	if err != nil {
		t.Fatal(err)
	}
	if left, _ := os.ReadDir(dir); len(left) > 0 {
		t.Errorf("%q is generated and not committed: run go generate ./site/demo", left[0].Name())
	}
	if total > 3<<20 {
		t.Errorf("%d bytes of fixtures, at most 3 MB", total)
	}
}

// paper is one document of a case as the readers see it.
type paper struct {
	name  string
	doc   *read.Document
	pages []read.Page
}

// papers reads the files of a case; attachments follow their e-mail.
func papers(t *testing.T, r *read.Reader, fixtures fs.FS, files []demo.File) (out []paper) {
	t.Helper()
	for _, f := range files {
		data, err := fs.ReadFile(fixtures, f.Name)
		if err != nil {
			t.Fatal(err)
		}
		p := onePaper(t, r, f.Name, data)
		out = append(out, p)
		for _, a := range p.doc.Attachments {
			out = append(out, onePaper(t, r, a.Name, a.Data))
		}
	}
	return out
}

func onePaper(t *testing.T, r *read.Reader, name string, data []byte) paper {
	t.Helper()
	p := paper{name: name}
	doc, err := r.Read(t.Context(), read.Source{Name: name, Data: bytes.NewReader(data), Size: int64(len(data))}, func(page read.Page) error {
		p.pages = append(p.pages, page)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	p.doc = doc
	return p
}

// squeeze makes every run of white space one blank.
func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }

func TestCasesFitTheirFiles(t *testing.T) {
	fixtures, err := demo.Fixtures()
	if err != nil {
		t.Fatal(err)
	}
	r := read.NewReader(read.Options{})
	defer r.Close()
	kinds, formats := map[string]bool{}, map[string]bool{}
	across, cases := 0, 0
	for _, office := range demo.Offices() {
		for _, c := range office.Cases {
			cases++
			all := slices.Concat(c.Files, c.LateFiles)
			docs := papers(t, r, fixtures, all)
			for _, f := range all {
				kinds[f.Kind] = true
			}
			for i, p := range docs {
				formats[p.doc.Format] = true
				if p.doc.MachineRead == slices.Contains(c.Reviewed, i+1) {
					t.Errorf("%s, document %d (%s): machine read %v, reviewed by a person %v", c.ID, i+1, p.name, p.doc.MachineRead, !p.doc.MachineRead)
				}
				if len(p.doc.Warnings) > 0 {
					t.Errorf("%s, %s: %q", c.ID, p.name, p.doc.Warnings)
				}
				container := p.doc.Format == "zip" || p.doc.Format == "asic" // their text only counts their files
				if p.doc.MachineRead && !container && !strings.Contains(p.doc.Text(), "smyšlené.") && !strings.Contains(p.doc.Text(), "kitaláltak.") {
					t.Errorf("%s does not say that it is a demonstration", p.name)
				}
			}
			for _, w := range c.Withhold {
				if w.Document < 1 || w.Document > len(docs) {
					t.Errorf("%s withholds document %d of %d", c.ID, w.Document, len(docs))
				}
			}
			for _, redaction := range slices.Concat(c.Redactions, c.SecondRelease) {
				if redaction.Text == "" {
					continue
				}
				public := squeeze(c.Title + " " + c.Question + " " + c.Answer)
				if strings.Contains(public, redaction.Text) {
					t.Errorf("%s: the public page says %q", c.ID, redaction.Text)
				}
				found := 0
				for i, p := range docs {
					if redaction.Document == 0 || redaction.Document == i+1 {
						found += strings.Count(squeeze(p.doc.Text()), redaction.Text)
						across += strings.Count(squeeze(p.doc.Text()), redaction.Text) - strings.Count(p.doc.Text(), redaction.Text)
					}
				}
				if found == 0 {
					t.Errorf("%s: %q occurs nowhere", c.ID, redaction.Text)
				}
			}
		}
	}
	if cases < 6 || across < 3 || len(kinds) != 7 || len(formats) < 5 {
		t.Errorf("%d cases, %d redactions across line breaks, kinds %v, formats %v", cases, across, kinds, formats)
	}
}

func TestBoxesCoverTheMarkedWords(t *testing.T) {
	fixtures, err := demo.Fixtures()
	if err != nil {
		t.Fatal(err)
	}
	r := read.NewReader(read.Options{})
	defer r.Close()
	marksOf := map[string]func() ([]mark, error){
		"cs-cesta-dopis.pdf":  func() ([]mark, error) { _, m, err := czechScan.draw(); return m, err },
		"hu-zaj-panasz.pdf":   func() ([]mark, error) { _, m, err := hungarianScan.draw(); return m, err },
		"cs-web-protokol.tif": func() ([]mark, error) { _, m, err := czechWebProtocol.draw(); return m, err },
		"cs-web-snimek.png":   func() ([]mark, error) { _, m, err := czechWebScreen.draw(); return m, err },
		"cs-park-tabule.jpg":  func() ([]mark, error) { _, m, err := czechBoard.draw(); return m, err },
	}
	seen := 0
	for _, office := range demo.Offices() {
		for _, c := range office.Cases {
			docs := papers(t, r, fixtures, c.Files)
			for i, p := range docs {
				var boxes [][4]float64
				for _, redaction := range c.Redactions {
					if redaction.Text == "" && redaction.Document == i+1 && redaction.Page == 1 {
						boxes = append(boxes, redaction.Box)
					}
				}
				if marksOf[p.name] == nil {
					if len(boxes) > 0 {
						t.Errorf("%s has boxes and no marks", p.name)
					}
					continue
				}
				marks, err := marksOf[p.name]()
				if err != nil {
					t.Fatal(err)
				}
				if len(boxes) != len(marks) {
					t.Errorf("%s: %d boxes for %d marks", p.name, len(boxes), len(marks))
				}
				for _, m := range marks {
					seen++
					if !slices.ContainsFunc(boxes, func(b [4]float64) bool {
						return b[0] <= m.x && b[1] <= m.y && b[0]+b[2] >= m.x+m.w && b[1]+b[3] >= m.y+m.h
					}) {
						t.Errorf("%s: %q at %.4f,%.4f %.4fx%.4f is in no box", p.name, m.text, m.x, m.y, m.w, m.h)
					}
					if ink := inkShare(p.pages[0], m); ink < 0.01 || ink > 0.6 {
						t.Errorf("%s: %.3f of the place of %q is ink", p.name, ink, m.text)
					}
				}
			}
		}
	}
	if seen < 10 {
		t.Errorf("only %d marks were looked at", seen)
	}
}

// inkShare is the share of pixels of a mark that are not white.
func inkShare(p read.Page, m mark) float64 {
	ink, all := 0, 0
	for y := int(m.y * float64(p.Height)); y < int((m.y+m.h)*float64(p.Height)); y++ {
		for x := int(m.x * float64(p.Width)); x < int((m.x+m.w)*float64(p.Width)); x++ {
			all++
			if p.Gray[y*p.Width+x] != 255 {
				ink++
			}
		}
	}
	return float64(ink) / float64(all)
}
