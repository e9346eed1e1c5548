package read

import (
	"bytes"
	"encoding/binary"
	"strings"
	"testing"

	"github.com/akta-foi/akta/content/read/readtest"
)

func TestTIFFPages(t *testing.T) {
	r := NewReader(Options{})
	defer r.Close()
	doc, pages := readBack(t, r, "a.tif", readtest.TIFF(readtest.TIFFPage{DPI: 300}, readtest.TIFFPage{Orientation: 6}, readtest.TIFFPage{DPI: 9}))
	if len(pages) != 3 || doc.MediaType != "image/tiff" || doc.MachineRead || len(doc.UnreadPages) != 3 {
		t.Fatalf("%d pages, %+v", len(pages), doc)
	}
	if pages[0].DPI != 300 || pages[1].DPI != 200 || pages[2].DPI != 200 {
		t.Errorf("resolutions %d %d %d", pages[0].DPI, pages[1].DPI, pages[2].DPI)
	}
	if pages[0].Width != 120 || pages[1].Width != 80 || pages[1].Height != 120 {
		t.Errorf("page 2, to be turned: %d x %d", pages[1].Width, pages[1].Height)
	}
	if !bytes.Equal(pages[0].Gray, pages[2].Gray) || pages[0].Gray[40*120] != 0 || pages[0].Gray[0] != 255 {
		t.Error("not the picture")
	}
}

// faxTIFF is a page of 64 x 32 in Group 4: white, black, white in every row.
func faxTIFF() []byte {
	bits := "001" + "101010" + "000001101010" + "1" + strings.Repeat("111", 31) + "000000000001000000000001"
	var data []byte
	for bits += strings.Repeat("0", 8); len(bits) >= 8; bits = bits[8:] {
		var b byte
		for _, c := range bits[:8] {
			b = b<<1 | byte(c-'0')
		}
		data = append(data, b)
	}
	le := binary.LittleEndian
	out := []byte("II*\x00\x08\x00\x00\x00")
	entries := [][3]uint32{{0x0100, 3, 64}, {0x0101, 3, 32}, {0x0102, 3, 1}, {0x0103, 3, 4}, {0x0106, 3, 0}, {0x0111, 4, 0}, {0x0116, 3, 32}, {0x0117, 4, uint32(len(data))}}
	entries[5][2] = uint32(8 + 2 + 12*len(entries) + 4)
	out = le.AppendUint16(out, uint16(len(entries)))
	for _, e := range entries {
		out = le.AppendUint16(le.AppendUint16(out, uint16(e[0])), uint16(e[1]))
		out = le.AppendUint32(le.AppendUint32(out, 1), e[2])
	}
	return append(le.AppendUint32(out, 0), data...)
}

func TestTIFFFax(t *testing.T) {
	r := NewReader(Options{})
	defer r.Close()
	doc, pages := readBack(t, r, "fax.tif", faxTIFF())
	for y := range 32 {
		for x := range 64 {
			if black := pages[0].Gray[y*64+x] == 0; black != (x >= 16 && x < 48) {
				t.Fatalf("pixel %d, %d is %d", x, y, pages[0].Gray[y*64+x])
			}
		}
	}
	if len(doc.Hidden) > 0 || len(doc.Warnings) > 0 {
		t.Errorf("a clean page: %v %q", doc.Hidden, doc.Warnings)
	}
}

func TestTIFFRefused(t *testing.T) {
	r := NewReader(Options{})
	defer r.Close()
	circle := readtest.TIFF(readtest.TIFFPage{})
	at := 8 + 2 + 12*int(binary.LittleEndian.Uint16(circle[8:]))
	binary.LittleEndian.PutUint32(circle[at:], 8)
	for _, tt := range []struct {
		name, want string
		data       []byte
	}{
		{"JPEG", "page 2 is compressed as JPEG inside TIFF", readtest.TIFF(readtest.TIFFPage{}, readtest.TIFFPage{Compression: 7})},
		{"unknown", "the compression 34712", readtest.TIFF(readtest.TIFFPage{Compression: 34712})},
		{"huge", "50000 x 50000 pixels", readtest.TIFF(readtest.TIFFPage{Side: 50_000})},
		{"pixels missing", "damaged", readtest.TIFF(readtest.TIFFPage{Side: 500})},
		{"circle", "round in a circle", circle},
		{"cut", "cut off", circle[:20]},
		{"BigTIFF", "BigTIFF", []byte("II+\x00\x08\x00\x00\x00\x10\x00\x00\x00\x00\x00\x00\x00")},
		{"no page", "no page", readtest.TIFF(readtest.TIFFPage{Small: true})},
	} {
		doc, err := r.Read(t.Context(), Source{Name: "a.tif", Data: bytes.NewReader(tt.data), Size: int64(len(tt.data))}, nil)
		if doc != nil || err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v, %v", tt.name, doc, err)
		}
	}
}

func FuzzTIFF(f *testing.F) {
	f.Add(readtest.TIFF(readtest.TIFFPage{}, readtest.TIFFPage{Author: "Jana", Small: true}))
	f.Add(readtest.TIFF(readtest.TIFFPage{DPI: 300, Orientation: 7}))
	f.Add(faxTIFF())
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 1<<16 {
			return
		}
		t2, first, ok := openTIFF(data)
		if entries, _, read := t2.directory(first); ok && read {
			for _, e := range entries {
				n := t2.numbers(e, 1)
				if (e.tag == 0x0100 || e.tag == 0x0101) && len(n) > 0 && n[0] > 2000 {
					return // slow, not wrong
				}
			}
		}
		before := bytes.Clone(data)
		doc, err := NewReader(Options{}).Read(t.Context(), Source{Name: "a.tif", Data: bytes.NewReader(data), Size: int64(len(data))}, func(p Page) error {
			if len(p.Gray) != p.Width*p.Height || checkPixels(p.Width, p.Height) != nil || p.DPI < 72 || p.DPI > 1200 {
				t.Fatalf("%d bytes for %dx%d at %d", len(p.Gray), p.Width, p.Height, p.DPI)
			}
			return nil
		})
		if (doc == nil) == (err == nil) || !bytes.Equal(before, data) {
			t.Fatalf("%v, %v", doc, err)
		}
		if doc != nil {
			checkTokens(t, doc.Tokens)
			if len(doc.Hidden) > maxHidden+20 {
				t.Fatalf("%d hidden items", len(doc.Hidden))
			}
		}
	})
}
