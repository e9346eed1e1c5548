package read

import (
	"bytes"
	"encoding/binary"
	"slices"
	"strings"
	"testing"

	"github.com/akta-foi/akta/content/read/readtest"
)

func TestTNEF(t *testing.T) {
	r := NewReader(Options{})
	defer r.Close()
	data := readtest.Winmail("")
	doc, _ := readBack(t, r, "winmail.dat", data)
	if got := attachmentNames(doc); !slices.Equal(got, []string{"Tabulka žaluzií.txt"}) || doc.Field("subject") != "Tabulka" {
		t.Errorf("%q %v", got, doc.Fields)
	}
	doc, _ = readBack(t, r, "winmail.dat", data[:len(data)-20])
	if len(doc.Warnings) != 1 || !strings.Contains(doc.Warnings[0], "ends early") || !strings.Contains(doc.Text(), "Posílám") {
		t.Errorf("cut: %q %q", doc.Warnings, doc.Text())
	}
}

// TestUnpackRTF: the example of [MS-OXRTFCP] 3.1.1 and hostile ones.
func TestUnpackRTF(t *testing.T) {
	if len(rtfDictionary) != 207 {
		t.Fatalf("the dictionary has %d bytes, the specification's 207", len(rtfDictionary))
	}
	packed := []byte("\x2d\x00\x00\x00\x2b\x00\x00\x00LZFu\xf1\xc5\xc7\xa7\x03\x00\x0a\x00rcpg125\x42\x32\x0a\xf3\x20hel\x09\x00\x20bw\x05\xb0ld}\x0a\x80\x0f\xa0")
	out, err := unpackRTF(packed)
	if err != nil || string(out) != "{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n" {
		t.Errorf("%q, %v", out, err)
	}
	for _, tt := range []struct{ in, want string }{
		{"\x2d", "cut off"},
		{"\x2d\x00\x00\x00\xFF\xFF\xFF\xFFLZFu\x00\x00\x00\x00aa", "claims 4294967295 bytes"},
		{"\x2d\x00\x00\x00\xFF\xFF\x00\x00LZFu\x00\x00\x00\x00\xFF\xFF", "ends early"},
		{"\x2d\x00\x00\x00\xFF\xFF\x00\x00abcd\x00\x00\x00\x00\xFF\xFF", "unknown way"},
	} {
		if _, err := unpackRTF([]byte(tt.in)); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%q: %v, want %q", tt.in, err, tt.want)
		}
	}
}

// FuzzMail: any bytes, under any name these readers answer to, end in a
// document or in an error, in bounds, and the same twice.
func FuzzMail(f *testing.F) {
	names := []string{"a.eml", "a.mbox", "winmail.dat", "a.msg", "a.zip", "a.asice", "a.zfo", "a.p7m"}
	for _, x := range readtest.All() {
		if i := slices.IndexFunc(names, func(n string) bool { return strings.HasSuffix(x.Name, n[len(n)-4:]) }); i >= 0 && len(x.Data) < 1<<14 {
			f.Add(i, x.Data)
		}
	}
	readers := []func(*job) error{readEmail, readMbox, readTNEF, readOLE, readZIP, readASiC, readZFO, readCMS}
	r := NewReader(Options{})
	f.Fuzz(func(t *testing.T, which int, data []byte) {
		if which < 0 || which >= len(names) || len(data) == 0 || len(data) > 1<<16 {
			return
		}
		before := bytes.Clone(data)
		doc := &Document{}
		err := readers[which](&job{ctx: t.Context(), reader: r, src: Source{Name: names[which], Data: bytes.NewReader(data), Size: int64(len(data))}, doc: doc})
		if !bytes.Equal(before, data) {
			t.Fatal("the original's bytes were changed")
		}
		if err != nil {
			if err.Error() == "" || err.Error() != strings.ToValidUTF8(err.Error(), "") {
				t.Fatalf("error %q", err)
			}
			return
		}
		checkTokens(t, doc.Tokens)
		for _, a := range doc.Attachments {
			if a.Name == "" || len(a.Name) > maxNameBytes || strings.ContainsAny(a.Name, "/\\\x00\n") {
				t.Fatalf("attachment name %q", a.Name)
			}
		}
		for _, h := range doc.Hidden {
			if h.Count < 1 || h.Where == "" || len(h.Excerpt) > maxExcerptBytes {
				t.Fatalf("hidden %+v", h)
			}
		}
	})
}

// TestOLERings: chains and trees that bite their tails end.
func TestOLERings(t *testing.T) {
	r := NewReader(Options{})
	defer r.Close()
	for at := range []int{0, 1} {
		for word := range 512 {
			data := readtest.OutlookMessage("KANAREK1")
			place := len(data) - 512*(at+1) + 4*(word%128)
			binary.LittleEndian.PutUint32(data[place:], uint32(word/128))
			doc, err := r.Read(t.Context(), Source{Name: "a.msg", Data: bytes.NewReader(data), Size: int64(len(data))}, nil)
			if (doc == nil) == (err == nil) {
				t.Fatalf("%v, %v", doc, err)
			}
		}
	}
}
