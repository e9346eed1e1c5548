package bundles_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/bundles/bundlestest"
)

// onDisk writes the facsimile of d1 into a file.
func onDisk(t *testing.T, c *facsimileCase, r *bundles.Released) string {
	t.Helper()
	name := filepath.Join(c.dir, "d1.pdf")
	if err := os.WriteFile(name, facsimilePDF(t, r), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// TestFacsimileIsSound: qpdf finds nothing wrong, and nothing but pages, their
// images and a font.
func TestFacsimileIsSound(t *testing.T) {
	qpdf := bundlestest.Tool(t, "qpdf")
	c, r := mixedCase(t)
	name := onDisk(t, c, r)
	if out := bundlestest.Run(t, qpdf, "--check", name); !strings.Contains(out, "No syntax or stream encoding errors found") || strings.Contains(out, "WARNING") {
		t.Error(out)
	}
	known := strings.Fields("Type Pages Lang Kids Count Parent MediaBox Resources XObject Font I F Contents Subtype Width Height ColorSpace BitsPerComponent " +
		"Filter DecodeParms Predictor Colors Columns Length Length1 BaseFont Encoding DescendantFonts ToUnicode CIDSystemInfo Registry Ordering Supplement " +
		"FontDescriptor DW CIDToGIDMap FontName Flags FontBBox ItalicAngle Ascent Descent CapHeight StemV FontFile2 Size Root")
	out := bundlestest.Run(t, qpdf, "--json=2", "--json-key=qpdf", name)
	keys := regexp.MustCompile(`"/([^"]*)":`).FindAllStringSubmatch(out, -1)
	if len(keys) < 100 {
		t.Fatalf("%d keys in %q", len(keys), out)
	}
	for _, k := range keys {
		if !slices.Contains(known, k[1]) {
			t.Errorf("the PDF has a key /%s", k[1])
		}
	}
}

// TestFacsimileWords: other readers find exactly the words that are placed, in
// their order, and none that is hidden.
func TestFacsimileWords(t *testing.T) {
	c, r := mixedCase(t)
	name := onDisk(t, c, r)
	words := placed(t, r)
	text, err := r.Text("s1", "d1")
	if err != nil {
		t.Fatal(err)
	}
	hidden := map[string]bool{}
	for i, leaf := range text {
		if word := strings.TrimSpace(c.doc.Text[i]); leaf == nil && word != "" {
			hidden[word] = true
		}
	}
	if len(hidden) < 10 || len(words[1]) < 100 || len(words[4]) != 0 {
		t.Fatalf("%d words hidden, %d placed: the test would prove little", len(hidden), len(words[1]))
	}
	readers := map[string]func(t *testing.T, page string) string{
		"pdftotext": func(t *testing.T, page string) string {
			return bundlestest.Run(t, bundlestest.Tool(t, "pdftotext"), "-raw", "-f", page, "-l", page, name, "-")
		},
		"pdftotext by place": func(t *testing.T, page string) string {
			return bundlestest.Run(t, bundlestest.Tool(t, "pdftotext"), "-layout", "-f", page, "-l", page, name, "-")
		},
		"mutool": func(t *testing.T, page string) string {
			out := filepath.Join(t.TempDir(), "out.txt")
			bundlestest.Run(t, bundlestest.Tool(t, "mutool"), "draw", "-q", "-F", "text", "-o", out, name, page)
			data, err := os.ReadFile(out)
			if err != nil {
				t.Fatal(err)
			}
			return string(data)
		},
	}
	for reader, read := range readers {
		t.Run(reader, func(t *testing.T) {
			for page := 1; page <= 4; page++ {
				// Some readers take a ligature apart.
				got := strings.Fields(strings.ReplaceAll(read(t, fmt.Sprint(page)), "ﬁ", "fi"))
				want := strings.Fields(strings.ReplaceAll(strings.Join(words[page], " "), "ﬁ", "fi"))
				if !slices.Equal(got, want) {
					t.Errorf("page %d: %d words %q\nwant %d %q", page, len(got), got, len(want), want)
				}
				for _, w := range got {
					if page == 1 && hidden[w] {
						t.Errorf("page 1: the hidden word %q", w)
					}
				}
			}
		})
	}
}

// TestFacsimileTellsNothingMore: no title, author, date, program or id.
func TestFacsimileTellsNothingMore(t *testing.T) {
	c, r := mixedCase(t)
	name := onDisk(t, c, r)
	t.Run("pdfinfo", func(t *testing.T) {
		out := bundlestest.Run(t, bundlestest.Tool(t, "pdfinfo"), name)
		for _, key := range []string{"Title", "Subject", "Keywords", "Author", "Creator", "Producer", "CreationDate", "ModDate"} {
			if strings.Contains(out, key+":") {
				t.Errorf("%s is told: %s", key, out)
			}
		}
		for _, want := range []string{`Metadata Stream: +no`, `Custom Metadata: +no`, `JavaScript: +no`, `Form: +none`, `Pages: +4`, `Page size: +595\.44 x 842\.04 pts`} {
			if !regexp.MustCompile(want).MatchString(out) {
				t.Errorf("want %q: %s", want, out)
			}
		}
	})
	t.Run("mutool", func(t *testing.T) {
		out := bundlestest.Run(t, bundlestest.Tool(t, "mutool"), "show", name, "trailer")
		if got := regexp.MustCompile(`/\w+`).FindAllString(out, -1); !slices.Equal(got, []string{"/Size", "/Root"}) {
			t.Errorf("the trailer has %q", got)
		}
	})
	t.Run("exiftool", func(t *testing.T) {
		known := map[string]string{
			"pdf": "SourceFile ExifToolVersion FileName Directory FileSize FileModifyDate FileAccessDate FileInodeChangeDate FilePermissions FileType FileTypeExtension MIMEType " +
				"PDFVersion Linearized PageCount Language",
			"png": "SourceFile ExifToolVersion FileName Directory FileSize FileModifyDate FileAccessDate FileInodeChangeDate FilePermissions FileType FileTypeExtension MIMEType " +
				"ImageWidth ImageHeight BitDepth ColorType Compression Filter Interlace Palette ImageSize Megapixels",
		}
		images, err := filepath.Glob(filepath.Join(c.dir, "r1/data/s1/d1/*.png"))
		if err != nil || len(images) != 4 {
			t.Fatalf("images %q, %v", images, err)
		}
		out := bundlestest.Run(t, bundlestest.Tool(t, "exiftool"), append(images, "-j", name)...)
		var files []map[string]any
		if err := json.Unmarshal([]byte(out[strings.IndexByte(out, '['):strings.LastIndexByte(out, ']')+1]), &files); err != nil || len(files) != 5 {
			t.Fatalf("%v: %s", err, out)
		}
		for _, f := range files {
			for key, value := range f {
				if !slices.Contains(strings.Fields(known[fmt.Sprint(f["FileTypeExtension"])]), key) {
					t.Errorf("%v tells %s: %v", f["SourceFile"], key, value)
				}
			}
		}
	})
}

// TestFacsimileRenders: a page rendered at its resolution is the released
// image, pixel by pixel, and no word is painted over it.
func TestFacsimileRenders(t *testing.T) {
	pdftoppm, mutool := bundlestest.Tool(t, "pdftoppm"), bundlestest.Tool(t, "mutool")
	c, r := mixedCase(t)
	name := onDisk(t, c, r)
	for i, p := range c.pages {
		n := fmt.Sprint(i + 1)
		dpi := p.DPI
		if dpi == 0 {
			dpi = 200
		}
		out := filepath.Join(t.TempDir(), "page")
		bundlestest.Run(t, pdftoppm, "-r", fmt.Sprint(dpi), "-f", n, "-l", n, "-singlefile", name, out)
		data, err := os.ReadFile(out + ".ppm")
		if err != nil {
			t.Fatal(err)
		}
		bundlestest.Run(t, mutool, "draw", "-q", "-r", fmt.Sprint(dpi), "-o", out+".mutool.ppm", name, n)
		if other, err := os.ReadFile(out + ".mutool.ppm"); err != nil || !bytes.Equal(other, data) {
			t.Errorf("page %s: mutool renders something else than pdftoppm, %v", n, err)
		}
		member, _ := r.PageFile("s1", "d1", i+1)
		png, err := r.Bag().Read(member, 1<<28)
		if err != nil {
			t.Fatal(err)
		}
		want, err := bundles.DecodePNG(png, r.Header("s1", "d1").Page(i+1))
		if err != nil {
			t.Fatal(err)
		}
		head := fmt.Sprintf("P6\n%d %d\n255\n", p.Width, p.Height)
		rest, ok := bytes.CutPrefix(data, []byte(head))
		if !ok || len(rest) != 3*p.Width*p.Height {
			t.Errorf("page %s: begins %q, want %q", n, data[:min(len(data), 20)], head)
			continue
		}
		for at := range rest {
			if rest[at] != want.Samples[at*want.Channels/3] && (want.Channels == 1 || rest[at] != want.Samples[at]) {
				t.Errorf("page %s: sample %d,%d is %d", n, at/3%p.Width, at/3/p.Width, rest[at])
				break
			}
		}
	}
}
