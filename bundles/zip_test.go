package bundles_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/akta-foi/akta/bundles"
)

func smallBag() bagFiles {
	return bagFiles{"bagit.txt": []byte("BagIt-Version: 1.0\n"), "data/a": []byte("a"), "data/b/c.txt": bytes.Repeat([]byte("long "), 20_000), "empty": {}}
}

func TestWriteZIPIsDeterministicAndReadable(t *testing.T) {
	f := smallBag()
	data := f.zip(t)
	if !bytes.Equal(data, f.zip(t)) {
		t.Error("the same bag gives two ZIPs")
	}
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	if len(r.File) != len(f) {
		t.Errorf("archive/zip finds %d members, want %d", len(r.File), len(f))
	}
	for _, z := range r.File {
		rc, err := z.Open()
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(rc)
		if err != nil || !bytes.Equal(got, f[z.Name]) {
			t.Errorf("archive/zip reads %q as %.40q, %v", z.Name, got, err)
		}
		if z.Mode() != 0o644 {
			t.Errorf("%q has mode %s, want 0644", z.Name, z.Mode())
		}
	}
	b, err := bundles.OpenZIP(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range f.names() {
		if got, err := b.Read(n, 1<<20); err != nil || !bytes.Equal(got, f[n]) {
			t.Errorf("OpenZIP reads %q as %.40q, %v", n, got, err)
		}
	}
}

// libraryZIP is a ZIP that archive/zip writes.
func libraryZIP(t testing.TB, method uint16, edit func(h *zip.FileHeader), members ...zipMember) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, m := range members {
		h := &zip.FileHeader{Name: m.name, Method: method}
		if edit != nil {
			edit(h)
		}
		f, err := w.CreateHeader(h)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write(m.data); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestForeignZIPsAreRefused(t *testing.T) {
	declared := zipMember{"bagit.txt", []byte("BagIt-Version: 1.0\n")}
	good := handmadeZIP([]zipMember{declared})
	commented := bytes.Clone(good)
	commented[len(commented)-2] = 4
	for _, c := range []struct {
		what, says string
		data       []byte
	}{
		{"deflated", "compressed", libraryZIP(t, zip.Deflate, nil, declared)},
		{"bomb", "compressed", libraryZIP(t, zip.Deflate, nil, declared, zipMember{"data/bomb", make([]byte, 100<<20)})},
		{"data descriptors", "header is not the one", libraryZIP(t, zip.Store, nil, declared)},
		{"extra field", "header is not the one", libraryZIP(t, zip.Store, func(h *zip.FileHeader) { h.Extra = []byte("xx\x00\x00") }, declared)},
		{"step up", "../x", handmadeZIP([]zipMember{{"../x", nil}, declared})},
		{"step up inside", "dot segment", handmadeZIP([]zipMember{declared, {"data/../../x", nil}})},
		{"absolute", "absolute", handmadeZIP([]zipMember{{"/abs", nil}, declared})},
		{"drive letter", "character", handmadeZIP([]zipMember{{"C:x", nil}, declared})},
		{"backslash", "character", handmadeZIP([]zipMember{declared, {`data\x`, nil}})},
		{"hidden", "hidden", handmadeZIP([]zipMember{{".htaccess", nil}, declared})},
		{"folder entry", "empty", handmadeZIP([]zipMember{declared, {"data/", nil}})},
		{"duplicate", "there twice", handmadeZIP([]zipMember{declared, declared})},
		{"out of order", "out of order", handmadeZIP([]zipMember{{"data/b", nil}, {"data/a", nil}})},
		{"no bag", "bagit.txt", handmadeZIP([]zipMember{{"data/a", nil}})},
		{"comment", "ZIP directory", append(commented, "note"...)},
		{"bytes before", "no ZIP member", append([]byte("MZ.............................."), good...)},
		{"bytes after", "ZIP directory", append(bytes.Clone(good), 0)},
		{"cut off", "cut off", good[:len(good)-1]},
		{"empty", "not a ZIP", nil},
		{"text", "not a ZIP", []byte(strings.Repeat("not a ZIP file ", 10))},
		{"member longer than the file", "has 0 left", handmadeZIP([]zipMember{declared})[:30+len(declared.name)]},
	} {
		b, err := bundles.OpenZIP(bytes.NewReader(c.data), int64(len(c.data)))
		if err == nil {
			t.Errorf("%s: opened, with members %q", c.what, b.Names())
		} else if !strings.Contains(err.Error(), c.says) && c.what != "member longer than the file" {
			t.Errorf("%s: %v, want it to say %q", c.what, err, c.says)
		}
	}
}

func TestZIPContentIsChecked(t *testing.T) {
	data := smallBag().zip(t)
	at := bytes.Index(data, []byte("long long"))
	data[at] ^= 1
	b, err := bundles.OpenZIP(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.Read("data/b/c.txt", 1<<20); err == nil || !strings.Contains(err.Error(), "CRC-32") {
		t.Errorf("a changed member is read with %v, want a CRC-32 error", err)
	}
}

// FuzzZIP: what OpenZIP accepts is what WriteZIP writes, byte for byte.
func FuzzZIP(f *testing.F) {
	good := smallBag().with("data/b/c.txt", []byte("short")).zip(f)
	f.Add(good)
	f.Add(good[:len(good)-1])
	f.Add(libraryZIP(f, zip.Store, nil, zipMember{"bagit.txt", nil}))
	for i := range 3 {
		f.Add(handmadeZIP([]zipMember{{"bagit.txt", fmt.Append(nil, i)}, {"data/x", nil}}))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		b, err := bundles.OpenZIP(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			return
		}
		var out bytes.Buffer
		if err := b.WriteZIP(&out); err != nil {
			if !strings.Contains(err.Error(), "CRC-32") {
				t.Fatal(err)
			}
			return
		}
		if !bytes.Equal(out.Bytes(), data) {
			t.Errorf("accepted %d bytes, and WriteZIP writes %d others", len(data), out.Len())
		}
	})
}
