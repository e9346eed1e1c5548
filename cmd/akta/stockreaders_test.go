package main

import (
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/akta-foi/akta/bundles/bundlestest"
	"github.com/akta-foi/akta/content"
	"github.com/akta-foi/akta/site"

	"golang.org/x/text/unicode/norm"
)

// publicFiles lists the files of a site with that suffix.
func publicFiles(t *testing.T, dir, suffix string) []string {
	t.Helper()
	var out []string
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(p, suffix) {
			out = append(out, p)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// letters is a text as a stranger would search it: without diacritics, case,
// spaces and punctuation.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, norm.NFD.String(s))
}

// TestOtherReaders has other programs read every PDF and picture of the demo's
// sites: they find no hidden text, and nothing but format facts beside it.
func TestOtherReaders(t *testing.T) {
	qpdf, pdftotext, pdfinfo := bundlestest.Tool(t, "qpdf"), bundlestest.Tool(t, "pdftotext"), bundlestest.Tool(t, "pdfinfo")
	mutool, exiftool := bundlestest.Tool(t, "mutool"), bundlestest.Tool(t, "exiftool")
	pdfs, words := 0, 0
	for _, d := range demoOnce(t).offices {
		o, err := content.OpenOffice(d.Dir)
		if err != nil {
			t.Fatal(err)
		}
		options, err := site.AuditOptions(o)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range publicFiles(t, d.Public, ".pdf") {
			if strings.Contains(name, "-original") {
				continue // its own bytes, which hide nothing
			}
			pdfs++
			if out := bundlestest.Run(t, qpdf, "--check", name); strings.Contains(out, "WARNING") {
				t.Errorf("%s: qpdf: %s", name, out)
			}
			info := bundlestest.Run(t, pdfinfo, name)
			for _, key := range []string{"Title:", "Author:", "Creator:", "Producer:", "CreationDate:", "ModDate:", "Subject:", "Keywords:"} {
				if strings.Contains(info, key) {
					t.Errorf("%s: pdfinfo prints %s", name, key)
				}
			}
			for reader, text := range map[string]string{
				"pdftotext": bundlestest.Run(t, pdftotext, name, "-"),
				"mutool":    bundlestest.Run(t, mutool, "draw", "-q", "-F", "text", name),
			} {
				words += len(strings.Fields(text))
				all := letters(text)
				for _, term := range options.Terms {
					if l := letters(term.Text); len(l) >= 6 && strings.Contains(all, l) {
						t.Errorf("%s: %s finds a hidden text (%s of case %s, %s)", name, reader, term.Class, term.Case, term.Document)
					}
				}
			}
		}
		pictures := publicFiles(t, d.Public, ".png")
		tags := regexp.MustCompile(`(?m)^\[(\w+)\] +(\w+) *:`).FindAllStringSubmatch(bundlestest.Run(t, exiftool, append([]string{"-s", "-G"}, pictures...)...), -1)
		if len(tags) < 10*len(pictures) || len(pictures) < 5 {
			t.Fatalf("exiftool: %d facts of %d pictures: the test would prove little", len(tags), len(pictures))
		}
		known := []string{"ImageWidth", "ImageHeight", "BitDepth", "ColorType", "Compression", "Filter", "Interlace", "Palette"}
		for _, tag := range tags {
			if group := tag[1]; group == "PNG" && !slices.Contains(known, tag[2]) || !slices.Contains([]string{"PNG", "File", "ExifTool", "Composite"}, group) {
				t.Errorf("exiftool finds %s %s", group, tag[2])
			}
		}
	}
	if pdfs < 10 || words < 2000 {
		t.Errorf("%d PDFs with %d words: the test would prove little", pdfs, words)
	}
}
