package site

import (
	"bytes"
	"compress/gzip"
	"crypto/md5"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"image"
	"image/color"
	"image/png"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"github.com/akta-foi/akta/content/read/readtest"
)

// stage is a site that is built and not yet audited, and what the tests put
// back into it. secret is a text that the release hides, canary one that the
// audit has never heard of.
type stage struct {
	t              testing.TB
	dir            string
	secret, canary string
}

const (
	stageCase = "2026-001"
	stageFile = "files/" + stageCase + "/r1/d1" // of the document with the secret
)

func (s *stage) path(name string) string { return filepath.Join(s.dir, filepath.FromSlash(name)) }

func (s *stage) read(name string) []byte {
	s.t.Helper()
	data, err := os.ReadFile(s.path(name))
	if err != nil {
		s.t.Fatal(err)
	}
	return data
}

func (s *stage) write(name string, data []byte) { writeFile(s.t, s.path(name), data) }

// fill puts the texts into what is planted, spelled as the place asks.
func (s *stage) fill(text string) string {
	asJSON, err := json.Marshal(s.secret)
	if err != nil {
		s.t.Fatal(err)
	}
	slug := strings.ReplaceAll(strings.ToLower(bare(s.secret)), " ", "-")
	return strings.NewReplacer("{secret}", s.secret, "{canary}", s.canary, "{secret:json}", string(asJSON), "{secret:slug}", slug,
		"{secret:url}", url.QueryEscape(s.secret), "{secret:entities}", strings.ReplaceAll(html.EscapeString(s.secret), "í", "&#237;")).Replace(text)
}

// bare is a text without diacritics.
func bare(text string) string {
	return strings.Map(func(r rune) rune {
		if r >= 0x300 && r < 0x370 {
			return -1
		}
		return r
	}, norm.NFD.String(text))
}

// The protections, taken away one at a time.

func editPDF(edit func(s *stage, f *pdfFile)) func(*stage) {
	return func(s *stage) {
		f := parsePDF(s.t, s.read(stageFile+".pdf"))
		edit(s, f)
		s.write(stageFile+".pdf", f.bytes())
	}
}

func dictEntry(mark, entry string) func(*stage) {
	return editPDF(func(s *stage, f *pdfFile) { f.put(mark, s.fill(entry)) })
}

func catalogEntry(entry string) func(*stage) { return dictEntry("/Type /Catalog", entry) }
func pageEntry(entry string) func(*stage)    { return dictEntry("/MediaBox", entry) }
func imageEntry(entry string) func(*stage)   { return dictEntry("/Subtype /Image", entry) }
func fontEntry(entry string) func(*stage)    { return dictEntry("/Type /FontDescriptor", entry) }

func catalogStream(key, dict, data string) func(*stage) {
	return editPDF(func(s *stage, f *pdfFile) {
		n := f.stream(dict, s.fill(data))
		f.put("/Type /Catalog", key+fmt.Sprintf(" %d 0 R", n))
	})
}

func infoEntry(s *stage) {
	editPDF(func(s *stage, f *pdfFile) {
		n := f.add(s.fill("<< /Author ({canary}) >>"))
		f.root += fmt.Sprintf(" /Info %d 0 R", n)
	})(s)
}

func pageContent(operators string) func(*stage) {
	return editPDF(func(s *stage, f *pdfFile) {
		f.content(func(old string) string { return old + "\n" + s.fill(operators) })
	})
}

// incremental saves the file once more, so that both states are in it.
// layerText puts the hidden text into the text layer: under its box, or where
// the page is white.
func layerText(under bool) func(*stage) {
	return func(s *stage) {
		img := s.decode()
		x, y := 24, 24
		for ty := 0; under && ty+16 <= img.Bounds().Dy(); ty += 16 {
			for tx := 0; tx+160 <= img.Bounds().Dx(); tx += 16 {
				if allBlack(img, tx, ty) && allBlack(img, tx+144, ty) {
					x, y = tx, img.Bounds().Dy()-ty-14
				}
			}
		}
		if under && x == 24 {
			s.t.Fatal("no box on the page")
		}
		s.layer(x, y)
	}
}

func layerAway(s *stage) { s.layer(-5000, 100) }

// layer writes the hidden text into the text layer of the first page, x and y
// pixels from its lower left corner.
func (s *stage) layer(x, y int) {
	editPDF(func(s *stage, f *pdfFile) {
		codes := f.codes()
		var hex strings.Builder
		for _, c := range s.secret {
			code, ok := codes[c]
			if !ok {
				s.t.Fatalf("the font has no %q", c)
			}
			hex.WriteString(code)
		}
		f.content(func(old string) string {
			return strings.Replace(old, "\nET\n", fmt.Sprintf("\n/F 14 Tf\n1 0 0 1 %d %d Tm 100 Tz <%s> Tj\nET\n", x, y, hex.String()), 1)
		})
	})(s)
}

func incremental(s *stage) {
	old := s.read(stageFile + ".pdf")
	f := parsePDF(s.t, old)
	s.write(stageFile+".pdf", append(old, f.bytes()[len(f.head):]...))
}

func appendToPDF(s *stage) {
	s.write(stageFile+".pdf", append(s.read(stageFile+".pdf"), s.fill("% {canary}\n")...))
}

func copyFixture(name, ext string) func(*stage) {
	return func(s *stage) {
		for _, f := range readtest.All() {
			if f.Name == name {
				s.write(stageFile+"-original"+ext, f.Data)
				return
			}
		}
		s.t.Fatalf("no fixture %q", name)
	}
}

func pngChunk(kind, text string) func(*stage) {
	return func(s *stage) {
		const ihdr = 8 + 12 + 13
		page := s.read(stageFile + "-001.png")
		with := pngWith(s.t, kind, []byte(s.fill(text))) // of another picture: only the chunk is of interest
		chunk := with[ihdr : ihdr+12+len(s.fill(text))]
		s.write(stageFile+"-001.png", bytes.Join([][]byte{page[:ihdr], chunk, page[ihdr:]}, nil))
	}
}

func pngTail(s *stage) {
	s.write(stageFile+"-001.png", append(s.read(stageFile+"-001.png"), s.fill("{canary}")...))
}

// pngColour writes a page with one faint yellow dot, as colour printers do.
func pngColour(s *stage) {
	img := s.decode()
	out := image.NewRGBA(img.Bounds())
	for y := range img.Bounds().Dy() {
		for x := range img.Bounds().Dx() {
			out.Set(x, y, img.At(x, y))
		}
	}
	out.Set(5, 5, color.RGBA{255, 255, 230, 255})
	s.encode(out)
}

// openBox leaves a bit of ink under a box: one pixel of the hidden word.
func openBox(s *stage) {
	img, ok := s.decode().(*image.Paletted)
	if !ok {
		s.t.Fatal("the page is not a picture of four greys")
	}
	for y := 8; y < img.Rect.Dy(); y += 16 {
		for x := 8; x < img.Rect.Dx(); x += 16 {
			if r, _, _, _ := img.At(x, y).RGBA(); r == 0 && allBlack(img, x-8, y-8) {
				img.Set(x, y, color.White)
				s.encode(img)
				return
			}
		}
	}
	s.t.Fatal("no box on the page")
}

// allBlack tells whether the tile at x, y is a box.
func allBlack(img image.Image, x0, y0 int) bool {
	for y := y0; y < y0+16; y++ {
		for x := x0; x < x0+16; x++ {
			if r, _, _, _ := img.At(x, y).RGBA(); r != 0 {
				return false
			}
		}
	}
	return true
}

func (s *stage) decode() image.Image {
	img, err := png.Decode(bytes.NewReader(s.read(stageFile + "-001.png")))
	if err != nil {
		s.t.Fatal(err)
	}
	return img
}

func (s *stage) encode(img image.Image) {
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		s.t.Fatal(err)
	}
	s.write(stageFile+"-001.png", b.Bytes())
}

func newFile(name, text string) func(*stage) {
	return func(s *stage) { s.write(s.fill(name), []byte(s.fill(text))) }
}

// searchFragmentOf writes the text of the case's page into a full-text index.
func searchFragmentOf(text string) func(*stage) {
	return func(s *stage) {
		asJSON, err := json.Marshal(s.fill(text))
		if err != nil {
			s.t.Fatal(err)
		}
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		_, err = fmt.Fprintf(z, `pagefind_dcd{"url":"/cases/%s/index.html","content":%s,"word_count":3,"filters":{},"meta":{},"anchors":[]}`, stageCase, asJSON)
		if err := errors.Join(err, z.Close()); err != nil {
			s.t.Fatal(err)
		}
		s.write("pagefind/2026/fragment/unknown_0000000.pf_fragment", b.Bytes())
	}
}

func fileName(s *stage) { newFile("files/"+stageCase+"/r1/{secret:slug}.txt", "x")(s) }

// casePage is the page of the case in the portal's own language.
func (s *stage) casePage() string {
	s.t.Helper()
	for _, name := range []string{"cases/" + stageCase + "/index.html", "cs/cases/" + stageCase + "/index.html"} {
		if _, err := os.Stat(s.path(name)); err == nil {
			return name
		}
	}
	s.t.Fatal("no page of the case")
	return ""
}

func editPage(old, instead string) func(*stage) {
	return func(s *stage) {
		page := string(s.read(s.casePage()))
		if !strings.Contains(page, old) {
			s.t.Fatalf("the page has no %q", old)
		}
		s.write(s.casePage(), []byte(strings.Replace(page, old, s.fill(instead), 1)))
	}
}

// longLabel gives one redaction's label, on the page of the document with the
// secret, the length of what it hides.
func longLabel(s *stage) {
	name := strings.Replace(s.casePage(), "/index.html", "/d1/index.html", 1)
	const label = "osobní údaj]"
	page := string(s.read(name))
	if !strings.Contains(page, label) {
		s.t.Fatalf("%s has no %q", name, label)
	}
	s.write(name, []byte(strings.Replace(page, label, "osobní údaj"+strings.Repeat("█", len(s.secret))+"]", 1)))
}

func fileDigest(s *stage) {
	for _, f := range readtest.All() {
		if f.Name == "docx-comment.docx" {
			sum := sha256.Sum256(f.Data)
			s.write("files/sums.txt", []byte(hex.EncodeToString(sum[:])+"  comment.docx\n"))
			return
		}
	}
}

func termDigest(s *stage) {
	sum := md5.Sum([]byte(s.secret))
	s.write("etag.json", []byte(`{"etag":"`+base64.StdEncoding.EncodeToString(sum[:])+`"}`))
}
