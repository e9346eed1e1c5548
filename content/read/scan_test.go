package read

import (
	"bytes"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/akta-foi/akta/content/read/ocr"
	"github.com/akta-foi/akta/content/read/readtest"
)

func scanPNG(t testing.TB, s readtest.Scan) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, s.Draw()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestReadScan reads an image file from its bytes to tokens.
func TestReadScan(t *testing.T) {
	r := NewReader(Options{OCR: engine(t), Languages: []string{"hu"}})
	defer r.Close()
	doc, _ := readBack(t, r, "sken.png", scanPNG(t, readtest.Scan{Language: "hu", DPI: 200, Signature: true}))
	checkTokens(t, doc.Tokens)
	if !doc.MachineRead || len(doc.UnreadPages) > 0 || len(doc.Warnings) > 0 {
		t.Errorf("machine-read %v, unread %v, warnings %q", doc.MachineRead, doc.UnreadPages, doc.Warnings)
	}
	if w := inOrder(doc.Text(), "Közterület használatának engedélyezése Ügyintéző: Tűzkövesi Ágnes"); w != "" {
		t.Errorf("the text lacks %q:\n%s", w, doc.Text())
	}
	if !strings.Contains(doc.Text(), "engedélyezése\n\nFelsőkökényes") {
		t.Errorf("no paragraph where there is one:\n%s", doc.Text())
	}
	if len(doc.Hidden) == 0 || doc.Hidden[0].Kind != HiddenUnreadRegion || doc.Hidden[0].Box == nil {
		t.Errorf("the signature is not among %v", doc.Hidden)
	}
}

// TestReadScanWithoutOCR: a person has to look, and nothing else is said.
func TestReadScanWithoutOCR(t *testing.T) {
	r := NewReader(Options{})
	defer r.Close()
	doc, _ := readBack(t, r, "sken.png", scanPNG(t, readtest.Scan{Language: "cs", DPI: 100}))
	if doc.MachineRead || len(doc.UnreadPages) != 1 || len(doc.Tokens)+len(doc.Hidden)+len(doc.Warnings) > 0 {
		t.Errorf("%+v", doc)
	}
}

// TestReadScanDust: an empty sheet with dust, ruled lines and the shadow of the
// lid is read, and there is nothing on it.
func TestReadScanDust(t *testing.T) {
	page := Page{Number: 1, Width: 1654, Height: 2339, DPI: 200}
	gray := bytes.Repeat([]byte{250}, page.Width*page.Height)
	for y := range page.Height {
		for x := range 20 {
			gray[y*page.Width+x] = 60
		}
	}
	for x := 200; x < 1400; x++ {
		gray[900*page.Width+x], gray[901*page.Width+x] = 30, 30
	}
	for i := 0; i < len(gray); i += 9973 {
		gray[i] = 0
	}
	if r := inkRegions(page, gray, nil); len(r) > 0 {
		t.Errorf("regions %v on an empty sheet", r)
	}
	for y := 500; y < 524; y++ { // a letter
		for x := 500; x < 508; x++ {
			gray[y*page.Width+x] = 0
		}
	}
	if r := inkRegions(page, gray, nil); len(r) != 1 || !r[0].box.overlaps(Box{500, 500, 8, 24}) {
		t.Errorf("regions %v, one letter drawn", r)
	}
}

// TestReadScanFails: a program that crashes costs the words of a page, and the
// document says so.
func TestReadScanFails(t *testing.T) {
	folder := t.TempDir()
	script := "#!/bin/sh\ncase $1 in\n--version) echo 'tesseract 5.3.0';;\n--list-langs) printf 'List\\nces\\n';;\n*) echo broken >&2; exit 3;;\nesac\n"
	if err := os.WriteFile(filepath.Join(folder, "tesseract"), []byte(script), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", folder+string(os.PathListSeparator)+os.Getenv("PATH"))
	e, err := ocr.Find(t.Context())
	if err != nil {
		t.Skip(err) // no shell scripts here
	}
	r := NewReader(Options{OCR: e, Languages: []string{"cs", "hu"}})
	defer r.Close()
	doc, _ := readBack(t, r, "sken.png", blackPNG(t))
	if doc.MachineRead || len(doc.UnreadPages) != 1 || len(doc.Hidden) != 1 || doc.Hidden[0].Box.W != 40 {
		t.Errorf("%+v", doc)
	}
	if all := strings.Join(doc.Warnings, "\n"); len(doc.Warnings) != 2 || !strings.Contains(all, "broken") || !strings.Contains(all, `"hu"`) {
		t.Errorf("warnings %q", doc.Warnings)
	}
}

func TestDensity(t *testing.T) {
	for _, tt := range []struct {
		d    density
		w, h int
		want int
	}{
		{density{}, 1654, 2339, 200},
		{density{300, 300}, 2480, 3508, 300},
		{perMetre(11811, 11811), 2480, 3508, 300},
		{perCentimetre(118.11, 118.11), 2480, 3508, 300},
		{density{72, 72}, 595, 842, 72},
		{density{72, 72}, 4000, 3000, 200},
		{density{204, 98}, 1728, 1100, 200},
		{density{9999, 9999}, 100, 100, 200},
	} {
		if got := tt.d.believed(tt.w, tt.h); got != tt.want {
			t.Errorf("%v of %d x %d: %d, want %d", tt.d, tt.w, tt.h, got, tt.want)
		}
	}
}

// TestTransparentGround: one colour under what is cut out is no picture.
func TestTransparentGround(t *testing.T) {
	r := NewReader(Options{})
	defer r.Close()
	m := cutOut()
	if doc, _ := readBack(t, r, "a.png", pngOf(t, m)); len(doc.Hidden) > 0 {
		t.Errorf("%v", doc.Hidden)
	}
}
