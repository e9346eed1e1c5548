package bundles_test

import (
	"bytes"
	"image"
	"image/png"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/bundles/bundlestest"
)

// TestPDFOffsets reads the table of a PDF: each offset is where its object
// begins, each length that of its stream, and every byte between belongs to one.
func TestPDFOffsets(t *testing.T) {
	c := newFacsimileCase(t, []*bundles.Page{bundlestest.InventedPage(320, 160, 1, "one"), bundlestest.InventedPage(33, 17, 3, "two")}, inventedWords(1))
	pdf := facsimilePDF(t, c.release(t, "r1", c.decision(func(string, int) bool { return false }, nil)))
	start := regexp.MustCompile(`startxref\n(\d+)\n%%EOF\n$`).FindSubmatch(pdf)
	if start == nil {
		t.Fatal("no startxref at the end")
	}
	table, _ := strconv.Atoi(string(start[1]))
	entries := regexp.MustCompile(`(\d{10}) 00000 n \n`).FindAllSubmatch(pdf[table:], -1)
	if want := 2 + 6 + 2*3; len(entries) != want {
		t.Fatalf("%d objects, want %d", len(entries), want)
	}
	at := len("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	for i, e := range entries {
		offset, _ := strconv.Atoi(string(e[1]))
		if offset != at {
			t.Fatalf("object %d at %d, want %d", i+1, offset, at)
		}
		rest, ok := bytes.CutPrefix(pdf[at:], []byte(strconv.Itoa(i+1)+" 0 obj\n"))
		if !ok {
			t.Fatalf("no object %d at %d", i+1, at)
		}
		head, after, _ := bytes.Cut(rest, []byte("\n"))
		if n := regexp.MustCompile(`/Length (\d+) >>$`).FindSubmatch(head); n != nil {
			length, _ := strconv.Atoi(string(n[1]))
			after = after[len("stream\n")+length:]
			if after, ok = bytes.CutPrefix(after, []byte("\nendstream\n")); !ok {
				t.Fatalf("object %d: its stream ends elsewhere", i+1)
			}
		}
		if after, ok = bytes.CutPrefix(after, []byte("endobj\n")); !ok {
			t.Fatalf("object %d: goes on", i+1)
		}
		at = len(pdf) - len(after)
	}
	if at != table {
		t.Errorf("the table is at %d, the objects end at %d", table, at)
	}
}

// TestPDFWithoutWords: no font where nothing is written, and a language that
// is none is left out.
func TestPDFWithoutWords(t *testing.T) {
	c := newFacsimileCase(t, []*bundles.Page{bundlestest.InventedPage(17, 16, 1, "one")})
	d := c.decision(func(string, int) bool { return false }, nil)
	d.Language = "cs) /Evil (x"
	pdf := string(facsimilePDF(t, c.release(t, "r1", d)))
	for _, no := range []string{"/Font", "/Lang", "Evil", " Tj"} {
		if strings.Contains(pdf, no) {
			t.Errorf("%q is in the PDF", no)
		}
	}
	if !strings.Contains(pdf, "<< /Type /Catalog /Pages 2 0 R >>") || !strings.Contains(pdf, "/MediaBox [0 0 6.119999 5.759999]") {
		t.Errorf("catalog or page: %s", pdf[:400])
	}
}

// TestPDFImageKinds: the three kinds of images that bags are written with, and
// no other.
func TestPDFImageKinds(t *testing.T) {
	const width, height = 33, 20
	grey := bundlestest.InventedPage(width, height, 1, "grey")
	grey.Samples[0] = 1
	for want, p := range map[string]*bundles.Page{
		"/ColorSpace /DeviceGray /BitsPerComponent 2": bundlestest.InventedPage(width, height, 1, "four greys"),
		"/ColorSpace /DeviceGray /BitsPerComponent 8": grey,
		"/ColorSpace /DeviceRGB /BitsPerComponent 8":  bundlestest.InventedPage(width, height, 3, "colour"),
	} {
		data := bundles.EncodePNG(p)
		h := bundles.ViewHeader{Width: width, Height: height, Channels: p.Channels}
		if got, err := bundles.PDFImageOf(data, h); err != nil || !strings.Contains(got, want) {
			t.Errorf("%q, %v; want %q", got, err, want)
		}
		const depth, colour, interlace = 24, 25, 28 // bytes of a PNG
		for at, value := range map[int]byte{depth: 4, colour: 6, interlace: 1, 26: 1, 27: 1, 19: width + 1, 23: height + 1} {
			other := bytes.Clone(data)
			other[at] = value
			if _, err := bundles.PDFImageOf(other, h); err == nil {
				t.Errorf("%s: byte %d as %d: accepted", want, at, value)
			}
		}
		h.Channels = 4 - h.Channels
		if _, err := bundles.PDFImageOf(data, h); err == nil {
			t.Errorf("%s: accepted for %d channels", want, h.Channels)
		}
		twice := append(bytes.Clone(data[:33]), data[8:]...)
		h.Channels = p.Channels
		if _, err := bundles.PDFImageOf(twice, h); err == nil || !strings.Contains(err.Error(), "want one IHDR") {
			t.Errorf("%s: header twice: %v", want, err)
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray16(image.Rect(0, 0, width, height))); err != nil {
		t.Fatal(err)
	}
	if _, err := bundles.PDFImageOf(b.Bytes(), bundles.ViewHeader{Width: width, Height: height, Channels: 1}); err == nil {
		t.Error("16 bits: accepted")
	}
}

// TestFacsimileOfAnotherImage: the same pixels in another kind of PNG are
// proven, but make another PDF than the one that was signed.
func TestFacsimileOfAnotherImage(t *testing.T) {
	p := bundlestest.InventedPage(64, 48, 1, "one")
	c := newFacsimileCase(t, []*bundles.Page{p})
	c.release(t, "r1", c.decision(func(string, int) bool { return false }, nil))
	var b bytes.Buffer
	if err := png.Encode(&b, &image.Gray{Pix: p.Samples, Stride: p.Width, Rect: image.Rect(0, 0, p.Width, p.Height)}); err != nil {
		t.Fatal(err)
	}
	f := readFiles(t, c.dir+"/r1").with("data/s1/d1/page-0001.png", b.Bytes())
	v, err := resigned(t, c.office, f, nil).verdict(t, bundles.VerifyOptions{Trust: c.office.Trust})
	if err != nil {
		t.Fatal(err)
	}
	says(t, v.Completeness, "facsimile: the PDF made of the release is not the one that was signed")
}

// TestPDFOfManyCharacters: a font has codes of two bytes for the first characters, in their
// order; what is beyond stands as the one that means "unknown".
func TestPDFOfManyCharacters(t *testing.T) {
	chars := map[rune]bool{}
	for c := rune(1); c < 0x13000; c++ {
		if c < 0xd800 || c > 0xdfff {
			chars[c] = true
		}
	}
	code, toUnicode := bundles.PDFCodes(chars)
	for c, want := range map[rune]int{1: 1, 0x41: 0x41, 0xd7ff: 0xd7ff, 0xe000: 0xd800, 0xfffd: 0xf7fd, 0x12fff: 0xf7fd, 0x12ffe: 0xf7fd} {
		if got := code(c); got != want {
			t.Errorf("character %#x has code %#x, want %#x", c, got, want)
		}
	}
	last := strings.LastIndex(toUnicode, "<FFFE> <")
	if last < 0 || strings.Contains(toUnicode, "<FFFF> <") || strings.Count(toUnicode, "beginbfchar") != 656 {
		t.Errorf("the map ends %q", toUnicode[len(toUnicode)-200:])
	}
	code, toUnicode = bundles.PDFCodes(map[rune]bool{'b': true, 'a': true, '\U0001F600': true})
	if code('a') != 1 || code('b') != 2 || !strings.Contains(toUnicode, "3 beginbfchar\n<0001> <0061>\n<0002> <0062>\n<0003> <D83DDE00>\nendbfchar\n") {
		t.Errorf("codes %d, %d; %s", code('a'), code('b'), toUnicode)
	}
}

// FuzzFacsimileWord: whatever a word holds, its PDF is made, and gives it back.
func FuzzFacsimileWord(f *testing.F) {
	f.Add("Vážený", 30, 20)
	f.Add("a\tb\x01 😀)(", 1, 1)
	f.Add("\u202eאבג\u00ad", 1000000, 3)
	f.Fuzz(func(t *testing.T, word string, w, h int) {
		var b bytes.Buffer
		chars, err := bundles.WordFacsimile(&b, word, w, h)
		if err != nil {
			return // no word that can be sealed
		}
		pdf := b.Bytes()
		codes := map[string]string{}
		for _, m := range regexp.MustCompile(`(?m)^<([0-9A-F]{4})> <([0-9A-F]+)>$`).FindAllSubmatch(pdf, -1) {
			codes[string(m[1])] = string(m[2])
		}
		shown := regexp.MustCompile(`Tz <([0-9A-F]*)> Tj\n`).FindAllSubmatch(pdf, -1)
		if chars == "" {
			if shown != nil {
				t.Fatalf("%q is drawn", word)
			}
			return
		}
		if len(shown) != 1 {
			t.Fatalf("%d words drawn", len(shown))
		}
		var got []byte
		for text := shown[0][1]; len(text) > 0; text = text[4:] {
			got = append(got, codes[string(text[:4])]...)
		}
		if want := hexUTF16(chars + " "); string(got) != want {
			t.Fatalf("%q is read as %s, want %s", word, got, want)
		}
	})
}

// hexUTF16 is text as UTF-16 in hexadecimal digits.
func hexUTF16(text string) string {
	var b strings.Builder
	for _, c := range text {
		units := []uint16{uint16(c)}
		if c > 0xffff {
			units = []uint16{0xd800 + uint16((c-0x10000)>>10), 0xdc00 + uint16(c&0x3ff)}
		}
		for _, u := range units {
			b.WriteString(strings.ToUpper(strconv.FormatUint(1<<16|uint64(u), 16)[1:]))
		}
	}
	return b.String()
}

// TestPDFToMemoryAndNowhere: an error of the writer is told.
func TestPDFToMemoryAndNowhere(t *testing.T) {
	c := newFacsimileCase(t, []*bundles.Page{bundlestest.InventedPage(320, 160, 1, "one")}, inventedWords(1))
	r := c.release(t, "r1", c.decision(func(string, int) bool { return false }, nil))
	for _, room := range []int{0, 100, 1000} {
		if err := r.WriteFacsimile(&full{room}, "s1", "d1"); err != io.ErrShortWrite {
			t.Errorf("room for %d bytes: %v", room, err)
		}
	}
}

// full has room for so many bytes.
type full struct{ room int }

func (f *full) Write(data []byte) (int, error) {
	if len(data) > f.room {
		return f.room, io.ErrShortWrite
	}
	f.room -= len(data)
	return len(data), nil
}
