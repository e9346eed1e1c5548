package read

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"

	"github.com/akta-foi/akta/content/read/readtest"
)

// zipped packs members as a ZIP file.
func zipped(t testing.TB, members ...[2]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, m := range members {
		w, err := z.Create(m[0])
		if err == nil {
			_, err = w.Write([]byte(m[1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func attachmentNames(doc *Document) (out []string) {
	for _, a := range doc.Attachments {
		out = append(out, a.Name)
	}
	return out
}

func TestArchiveNames(t *testing.T) {
	dos, _ := charmap.CodePage852.NewEncoder().String("žádost Šťastný.txt")
	win, _ := charmap.Windows1250.NewEncoder().String("žádost Šťastný.txt")
	r := NewReader(Options{})
	defer r.Close()
	for _, tt := range []struct {
		name    string
		members []string
		want    []string
		hidden  int
	}{
		{"two of one name", []string{"a/x.txt", "b/x.txt", "b/y.txt"}, []string{"a_x.txt", "b_x.txt", "y.txt"}, 0},
		{"twice", []string{"x.txt", "x.txt"}, []string{"x.txt", "x.txt"}, 1},
		{"leads out", []string{"/etc/x", `..\y`, `C:\z`}, []string{"x", "y", "z"}, 3},
		{"systems", []string{"__MACOSX/._a", ".DS_Store", "s/Thumbs.db", "a"}, []string{"a"}, 3},
		{"CP852", []string{dos}, []string{"žádost Šťastný.txt"}, 0},
		{"Windows-1250", []string{win}, []string{"žádost Šťastný.txt"}, 0},
	} {
		var members [][2]string
		for _, m := range tt.members {
			members = append(members, [2]string{m, "obsah"})
		}
		doc, _ := readBack(t, r, "a.zip", zipped(t, members...))
		if got := attachmentNames(doc); !slices.Equal(got, tt.want) || len(doc.Hidden) != tt.hidden {
			t.Errorf("%s: %q %v, want %q", tt.name, got, doc.Hidden, tt.want)
		}
	}
}

func TestArchiveRefused(t *testing.T) {
	many := make([][2]string, 10_000)
	for i := range many {
		many[i][0] = fmt.Sprint(i)
	}
	some := make([][2]string, 600)
	for i := range some {
		some[i] = [2]string{fmt.Sprint(i), "x"}
	}
	locked := zipped(t, [2]string{"tajné.txt", "x"})
	directory := bytes.Index(locked, []byte("PK\x01\x02"))
	locked[directory+8] |= 1
	claims := zipped(t, [2]string{"a.txt", "x"})
	binary.LittleEndian.PutUint32(claims[bytes.Index(claims, []byte("PK\x01\x02"))+24:], 100<<20)
	ratio := zipped(t, [2]string{"a.txt", "x"})
	binary.LittleEndian.PutUint32(ratio[bytes.Index(ratio, []byte("PK\x01\x02"))+24:], 1<<20)
	// It unpacks to more than its directory says.
	lies := zipped(t, [2]string{"a.txt", strings.Repeat("x", 1<<20)})
	binary.LittleEndian.PutUint32(lies[bytes.Index(lies, []byte("PK\x01\x02"))+24:], 10)
	r := NewReader(Options{})
	defer r.Close()
	for _, tt := range []struct {
		name string
		in   []byte
		want string
	}{
		{"members", zipped(t, many...), "at most 5000"},
		{"attachments", zipped(t, some...), "more than 500 attachments"},
		{"password", locked, "ask for a copy without a password"},
		{"claims", claims, "at most 67108864 are read"},
		{"ratio", ratio, "made to harm"},
		{"lies", lies, "damaged"},
		{"cut", zipped(t, [2]string{"a", "b"})[:30], "damaged or not a ZIP file"},
	} {
		doc, err := r.Read(t.Context(), Source{Name: "a.zip", Data: bytes.NewReader(tt.in), Size: int64(len(tt.in))}, nil)
		if doc != nil || err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v, want %q", tt.name, err, tt.want)
		}
	}
}

// TestArchiveOfOtherPrograms: data descriptors without signatures and folders
// are no gaps.
func TestArchiveQuiet(t *testing.T) {
	data := zipped(t, [2]string{"a.txt", "jedna"}, [2]string{"složka/", ""}, [2]string{"složka/b.txt", strings.Repeat("dvě ", 1000)})
	var none []byte
	for rest := data; ; {
		i := bytes.Index(rest, []byte("PK\x07\x08"))
		if i < 0 {
			break
		}
		none = append(none, rest[:i+4]...)
		rest = rest[i+4:]
	}
	if len(none) == 0 {
		t.Fatal("the archive has no data descriptors to look at")
	}
	r := NewReader(Options{})
	defer r.Close()
	doc, _ := readBack(t, r, "a.zip", data)
	if len(doc.Hidden) > 0 || len(doc.Warnings) > 0 || len(doc.Attachments) != 2 {
		t.Errorf("%v %q %q", doc.Hidden, doc.Warnings, attachmentNames(doc))
	}
}

func TestOLE(t *testing.T) {
	r := NewReader(Options{})
	defer r.Close()
	doc, _ := readBack(t, r, "starý.doc", readtest.OldWord())
	if doc.Format != "bytes" || len(doc.Warnings) != 1 || !strings.Contains(doc.Warnings[0], "save it as .docx") {
		t.Errorf("%+v", doc)
	}
	data := readtest.EncryptedOffice()
	_, err := r.Read(t.Context(), Source{Name: "a.docx", Data: bytes.NewReader(data), Size: int64(len(data))}, nil)
	if err == nil || !strings.Contains(err.Error(), "password protected: ask for a copy without a password") {
		t.Error(err)
	}
	doc, _ = readBack(t, r, "a.msg", readtest.OutlookMessage(""))
	if got := attachmentNames(doc); !slices.Equal(got, []string{"táblázat.txt"}) || doc.Field("from") != "Szűcs Ödön" || doc.Field("subject") != "Közérdekű adatigénylés" {
		t.Errorf("%q %v", got, doc.Fields)
	}
}

func TestZFOOther(t *testing.T) {
	r := NewReader(Options{})
	defer r.Close()
	for _, in := range []string{"602XML\x00\x01form", `<?xml version="1.0"?><form xmlns="http://www.602.cz/"/>`, "\x30\x84\xFF\xFF\xFF\xFF", string(readtest.SignedMessage("A", []byte("žádné XML"), false))} {
		doc, _ := readBack(t, r, "formulář.zfo", []byte(in))
		if doc.Format != "bytes" || len(doc.Warnings) != 1 || !strings.Contains(doc.Warnings[0], "save it as PDF") {
			t.Errorf("%q: %+v", in, doc)
		}
	}
	doc, _ := readBack(t, r, "a.zfo", readtest.SignedMessage("A", []byte(`<a xmlns="http://isds.czechpoint.cz/v20"><dmID>1</dmID></a>`), true))
	if doc.Format != "zfo" || doc.Field("message-id") != "1" {
		t.Errorf("%+v", doc)
	}
}
