package read

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"

	"github.com/akta-foi/akta/content/read/readtest"
)

func pngOf(t testing.TB, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestImageLevels(t *testing.T) {
	r := NewReader(Options{})
	defer r.Close()
	m := image.NewNRGBA(image.Rect(3, 5, 9, 6))
	for i, c := range []color.NRGBA{{0, 0, 0, 255}, {100, 100, 100, 255}, {180, 180, 180, 255}, {255, 255, 140, 255}, {0, 0, 0, 0}, {0, 0, 0, 128}} {
		m.SetNRGBA(3+i, 5, c)
	}
	doc, pages := readBack(t, r, "a.png", pngOf(t, m))
	if want := []byte{0, 85, 170, 255, 255, 85}; !bytes.Equal(pages[0].Gray, want) {
		t.Errorf("levels %v, want %v", pages[0].Gray, want)
	}
	if doc.MediaType != "image/png" || doc.MachineRead || len(doc.UnreadPages) != 1 || pages[0].Width != 6 || pages[0].Height != 1 {
		t.Errorf("%+v", doc)
	}
	for v := range 256 {
		if l := int(level(uint8(v))); l%85 != 0 || l-v > 43 || v-l > 43 {
			t.Fatalf("level of %d is %d", v, l)
		}
	}
}

// withOrientation puts an EXIF block with one entry behind the start of a JPEG.
func withOrientation(data []byte, order binary.AppendByteOrder, mark string, value uint16) []byte {
	tiff := []byte(mark)
	tiff = order.AppendUint16(tiff, 42)
	tiff = order.AppendUint32(tiff, 8)
	tiff = order.AppendUint16(tiff, 1)
	tiff = order.AppendUint16(tiff, 0x0112)
	tiff = order.AppendUint16(tiff, 3)
	tiff = order.AppendUint32(tiff, 1)
	tiff = order.AppendUint16(tiff, value)
	tiff = order.AppendUint16(tiff, 0)
	body := append([]byte("Exif\x00\x00"), tiff...)
	out := append([]byte{0xFF, 0xD8, 0xFF, 0xE1}, byte((len(body)+2)>>8), byte(len(body)+2))
	return append(append(out, body...), data[2:]...)
}

func TestImageOrientation(t *testing.T) {
	r := NewReader(Options{})
	defer r.Close()
	m := image.NewGray(image.Rect(0, 0, 64, 32)) // white, black in the upper left corner
	for i := range m.Pix {
		m.Pix[i] = 255
	}
	for y := range 16 {
		clear(m.Pix[y*64 : y*64+16])
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: 100}); err != nil {
		t.Fatal(err)
	}
	// Where the black corner is once upright: EXIF's definition of 1 to 8.
	corners := []string{"", "top left", "top right", "bottom right", "bottom left", "top left", "top right", "bottom right", "bottom left"}
	for value := 1; value <= 8; value++ {
		for _, data := range [][]byte{withOrientation(b.Bytes(), binary.LittleEndian, "II", uint16(value)), withOrientation(b.Bytes(), binary.BigEndian, "MM", uint16(value))} {
			_, pages := readBack(t, r, "a.jpg", data)
			p := pages[0]
			if (p.Width == 64) != (value < 5) || p.Width*p.Height != 64*32 {
				t.Fatalf("orientation %d: %dx%d", value, p.Width, p.Height)
			}
			at := map[string]byte{"top left": p.Gray[0], "top right": p.Gray[p.Width-1], "bottom left": p.Gray[p.Width*(p.Height-1)], "bottom right": p.Gray[p.Width*p.Height-1]}
			for corner, v := range at {
				if (v == 0) != (corner == corners[value]) {
					t.Errorf("orientation %d: %s is %d", value, corner, v)
				}
			}
		}
	}
}

// hugePNG claims a size without having the pixels.
func hugePNG(w, h uint32) []byte {
	ihdr := []byte("IHDR")
	ihdr = binary.BigEndian.AppendUint32(ihdr, w)
	ihdr = binary.BigEndian.AppendUint32(ihdr, h)
	ihdr = append(ihdr, 8, 0, 0, 0, 0)
	out := append([]byte("\x89PNG\r\n\x1a\n"), 0, 0, 0, 13)
	out = append(out, ihdr...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(ihdr))
}

func TestImageRefused(t *testing.T) {
	r := NewReader(Options{})
	defer r.Close()
	whole := pngOf(t, image.NewGray(image.Rect(0, 0, 50, 50)))
	for _, tt := range []struct {
		name, want string
		data       []byte
	}{
		{"huge", "1000000 x 1000000 pixels", hugePNG(1_000_000, 1_000_000)},
		{"long", "2147483647 x 1 pixels", hugePNG(1<<31-1, 1)},
		{"many", "7000 x 7000 pixels", hugePNG(7000, 7000)},
		{"square", "50000 x 50000 pixels", hugePNG(50_000, 50_000)},
		{"truncated", "damaged", whole[:len(whole)-20]},
		{"text", "damaged or not a PNG", []byte("není obrázek")},
		{"empty", "0 bytes", nil},
	} {
		doc, err := r.Read(t.Context(), Source{Name: "a.png", Data: bytes.NewReader(tt.data), Size: int64(len(tt.data))}, func(Page) error { t.Error("a page"); return nil })
		if doc != nil || err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v, %v", tt.name, doc, err)
		}
	}
}

func FuzzImage(f *testing.F) {
	m := image.NewGray(image.Rect(0, 0, 9, 7))
	f.Add(pngOf(f, m))
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, nil); err != nil {
		f.Fatal(err)
	}
	f.Add(withOrientation(b.Bytes(), binary.BigEndian, "MM", 6))
	f.Add(hugePNG(1<<30, 1<<30))
	for _, s := range readtest.All() {
		if s.Format == "image" {
			f.Add(s.Data)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 1<<16 {
			return
		}
		pages := 0
		doc := &Document{}
		err := readImage(&job{ctx: t.Context(), reader: NewReader(Options{}), src: Source{Name: "a", Data: bytes.NewReader(data), Size: int64(len(data))}, doc: doc, sink: func(p Page) error {
			pages++
			if len(p.Gray) != p.Width*p.Height || checkPixels(p.Width, p.Height) != nil {
				t.Fatalf("%d bytes for %dx%d", len(p.Gray), p.Width, p.Height)
			}
			for _, v := range p.Gray {
				if v%85 != 0 {
					t.Fatalf("level %d", v)
				}
			}
			return nil
		}})
		if err == nil && (pages != 1 || doc.Pages != 1) {
			t.Fatalf("%d pages", pages)
		}
	})
}

func blackPNG(t testing.TB) []byte { return pngOf(t, image.NewGray(image.Rect(0, 0, 40, 40))) }

// cutOut is a black square on a transparent ground.
func cutOut() image.Image {
	m := image.NewNRGBA(image.Rect(0, 0, 50, 50))
	for y := 10; y < 30; y++ {
		for x := 10; x < 30; x++ {
			m.SetNRGBA(x, y, color.NRGBA{A: 255})
		}
	}
	return m
}
