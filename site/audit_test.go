package site

import (
	"context"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/akta-foi/akta/content/audit"
)

// An invented name.
const secretName = "Vendelín Třešňák"

func secrets() audit.Options {
	return audit.Options{Terms: []audit.Term{{Case: "2026-001", Document: "d1", Class: "personal-data", Text: secretName}}}
}

// termsOnly is the audit without the checks of structure: the portals of these
// tests hold page images and archives that no release made.
func termsOnly(ctx context.Context, dir string, o audit.Options) (*audit.Report, error) {
	report, err := audit.Folder(ctx, dir, o)
	var found *audit.Error
	if !errors.As(err, &found) {
		return report, err
	}
	report.Hits = slices.DeleteFunc(report.Hits, func(h audit.Hit) bool {
		return h.Check != audit.CheckTerms && h.Check != audit.CheckDigests
	})
	if len(report.Hits) == 0 && report.More == 0 {
		return report, nil
	}
	return report, &audit.Error{Report: report}
}

// pngWith puts a chunk after the header of a PNG.
func pngWith(t testing.TB, kind string, data []byte) []byte {
	t.Helper()
	body := append([]byte(kind), data...)
	chunk := binary.BigEndian.AppendUint32(nil, uint32(len(data)))
	chunk = append(chunk, body...)
	chunk = binary.BigEndian.AppendUint32(chunk, crc32.ChecksumIEEE(body))
	img := testPNG(t)
	return append(append(append([]byte(nil), img[:33]...), chunk...), img[33:]...)
}

// A leak planted in any part of a Portal stops the build and leaves the former
// site as it was.
func TestLeakStopsBuild(t *testing.T) {
	out, _ := build(t, testPortal(t))
	want := tree(t, out)
	for name, plant := range map[string]func(p *Portal){
		"title":    func(p *Portal) { p.Cases[0].Title += " " + secretName },
		"question": func(p *Portal) { p.Cases[0].Question += " " + secretName },
		"answer":   func(p *Portal) { p.Cases[0].AnswerMarkdown += " Vendelín **Třešňák**" },
		"document": func(p *Portal) { p.Cases[0].Releases[1].Documents[1].Title = secretName },
		"split spans": func(p *Portal) {
			p.Cases[0].Releases[1].Documents[0].Blocks = []Block{{Spans: []Span{{Text: "Vendelín "}, {Break: true}, {Text: "Třešňák"}}}}
		},
		"release": func(p *Portal) {
			r := &p.Cases[0].Releases[1]
			r.File = testZip(t, filepath.Join(t.TempDir(), "r.zip"), secretName)
			r.Size, r.SHA256 = digest(t, r.File)
		},
		"page image": func(p *Portal) {
			file := filepath.Join(t.TempDir(), "p.png")
			writeFile(t, file, pngWith(t, "tEXt", []byte("Comment\x00"+secretName)))
			p.Cases[0].Releases[1].Documents[0].Pages[1].File = file
		},
		"log":     func(p *Portal) { writeFile(t, filepath.Join(p.LogDir, "note"), []byte(secretName)) },
		"case id": func(p *Portal) { p.Cases[0].ID = "vendelin-tresnak" },
		"trust": func(p *Portal) {
			p.Trust = []byte(`{"x":"` + base64.StdEncoding.EncodeToString([]byte(secretName)) + `"}`)
		},
		"authority": func(p *Portal) { p.Authority = secretName },
	} {
		p := testPortal(t)
		plant(p)
		_, err := Build(t.Context(), p, Options{Out: out, Audit: secrets(), search: termsOnly})
		var leak *audit.Error
		if !errors.As(err, &leak) {
			t.Errorf("%s: %v", name, err)
		}
		sameTree(t, want, tree(t, out))
		if left, _ := os.ReadDir(filepath.Dir(out)); len(left) != 1 {
			t.Errorf("%s: left behind: %v", name, left)
		}
	}
	if _, report := build(t, testPortal(t), func(o *Options) { o.Audit = secrets() }); report.Audit.Record.Files < 30 || report.Audit.Terms != 1 {
		t.Errorf("report: %+v", report.Audit)
	}
}

// A word of the theme that is also a secret is a hit all the same.
func TestThemeWordIsAHit(t *testing.T) {
	_, err := Build(t.Context(), testPortal(t), Options{Out: filepath.Join(t.TempDir(), "public"), search: termsOnly,
		Audit: audit.Options{Terms: []audit.Term{{Case: "c", Class: "personal-data", Text: "Fingerprint"}}}})
	var leak *audit.Error
	if !errors.As(err, &leak) {
		t.Errorf("error: %v", err)
	}
}
