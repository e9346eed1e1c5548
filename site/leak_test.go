package site

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"html"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// An invented name.
const secretName = "Vendelín Třešňák"

func secrets() []Secret {
	return []Secret{{Case: "2026-001", Document: "d1", Class: "personal-data", Term: secretName}}
}

func utf16le(s string) []byte {
	var b []byte
	for _, u := range utf16.Encode([]rune(s)) {
		b = binary.LittleEndian.AppendUint16(b, u)
	}
	return b
}

func pack(t testing.TB, name string, data []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func gz(t testing.TB, data []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
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

func deflate(t testing.TB, data []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	if _, err := z.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// planted is every form in which the secret has to be found.
func planted(t testing.TB) map[string][]byte {
	t.Helper()
	asJSON, err := json.Marshal(secretName)
	if err != nil {
		t.Fatal(err)
	}
	ascii := strings.NewReplacer("í", `\u00ed`, "ř", `\u0159`, "š", `\u0161`, "ň", `\u0148`, "á", `\u00E1`).Replace(string(asJSON))
	entities := strings.NewReplacer("í", "&iacute;", "ř", "&#345;", "š", "&scaron;", "ň", "&#x148;", "á", "&aacute;").Replace(secretName)
	w1250, err := charmap.Windows1250.NewEncoder().String(secretName)
	if err != nil {
		t.Fatal(err)
	}
	forms := map[string][]byte{
		"raw":            []byte("x " + secretName + " y"),
		"nfc":            []byte(norm.NFC.String(secretName)),
		"nfd":            []byte(norm.NFD.String(secretName)),
		"upper":          []byte(strings.ToUpper(secretName)),
		"lower":          []byte(strings.ToLower(secretName)),
		"bare":           []byte("Vendelin Tresnak"),
		"joined":         []byte("vendelintresnak"),
		"spaced":         []byte("V e n d e l í n  T ř e š ň á k"),
		"login":          []byte("vendelin.tresnak"),
		"lines":          []byte("Vendelín \r\n\t Třešňák"),
		"nbsp":           []byte("Vendelín\u00a0Třešňák"),
		"soft hyphen":    []byte("Ven\u00addelín Třeš\u200bňák"),
		"longer word":    []byte("Vendelín Třešňáková"),
		"json":           []byte(ascii),
		"json twice":     []byte(strings.ReplaceAll(ascii, `\`, `\\`)),
		"entities":       []byte(entities),
		"escaped twice":  []byte(html.EscapeString(entities)),
		"query":          []byte("?q=" + url.QueryEscape(secretName)),
		"path":           []byte("/" + url.PathEscape(secretName)),
		"utf-16 le":      append([]byte("\xff\xfe"), utf16le(secretName)...),
		"windows-1250":   []byte("x " + w1250),
		"hex":            []byte(hex.EncodeToString([]byte(secretName))),
		"HEX":            []byte(strings.ToUpper(hex.EncodeToString([]byte(secretName)))),
		"zip":            pack(t, "a.txt", []byte(secretName)),
		"zip name":       pack(t, secretName+".txt", []byte("x")),
		"zip in zip":     pack(t, "b.zip", pack(t, "a.txt", []byte(secretName))),
		"page in zip":    pack(t, "a.html", []byte("<p>Vende<b>lín</b> Třešňák")),
		"gzip":           gz(t, []byte(secretName)),
		"gzip in zip":    pack(t, "a.gz", gz(t, []byte(secretName))),
		"png tEXt":       pngWith(t, "tEXt", []byte("Author\x00"+secretName)),
		"png zTXt":       pngWith(t, "zTXt", append([]byte("Author\x00\x00"), deflate(t, []byte(secretName))...)),
		"png iTXt":       pngWith(t, "iTXt", append([]byte("Author\x00\x01\x00cs\x00Autor\x00"), deflate(t, []byte(secretName))...)),
		"png tail":       append(testPNG(t), strings.ToUpper(secretName)...),
		"far into":       append(bytes.Repeat([]byte("lorem ipsum "), 2*scanWindow/12), secretName...),
		"window edge":    append(bytes.Repeat([]byte("x"), scanWindow-4), secretName+strings.Repeat(" y", 99)...),
		"binary, folded": append([]byte{0, 1, 2, 0xfe}, strings.ToUpper(secretName)...),
	}
	for i := range 3 {
		data := append(bytes.Repeat([]byte{'x'}, i), secretName+" y"...)
		forms[fmt.Sprintf("base64 +%d", i)] = []byte(base64.StdEncoding.EncodeToString(data))
		forms[fmt.Sprintf("base64url +%d", i)] = []byte(base64.RawURLEncoding.EncodeToString(data))
	}
	return forms
}

func TestLeakForms(t *testing.T) {
	for name, data := range planted(t) {
		dir := t.TempDir()
		writeFile(t, filepath.Join(dir, "a/file.bin"), data)
		_, err := CheckLeaks(t.Context(), dir, secrets(), nil)
		var leak *LeakError
		if !errors.As(err, &leak) {
			t.Errorf("%s: not found: %v", name, err)
			continue
		}
		if strings.Contains(strings.ToLower(err.Error()), "vendel") || strings.Contains(err.Error(), "řeš") {
			t.Errorf("%s: the report tells the secret: %v", name, err)
		}
		for _, want := range []string{"personal-data", "2026-001", "d1", "a/file.bin"} {
			if !strings.Contains(err.Error(), want) {
				t.Errorf("%s: the report does not say %q", name, want)
			}
		}
	}
}

func TestLeakInPage(t *testing.T) {
	for name, page := range map[string]string{
		"tag inside":  "<p>Vende<b>lín</b> Třešňák</p>",
		"cells":       "<tr><td>Vendelín</td><td>Třešňák</td></tr>",
		"attribute":   `<img alt="Vendel&iacute;n T&#345;e&scaron;ň&aacute;k">`,
		"comment":     "<!-- Vendelín Třešňák -->",
		"script data": `<script type="application/json">"Vendel\u00edn T\u0159e\u0161\u0148\u00e1k"</script>`,
		"title":       "<title>Vendelín Třešňák</title>",
	} {
		dir := t.TempDir()
		writeFile(t, filepath.Join(dir, "index.html"), []byte("<!doctype html>"+page))
		var leak *LeakError
		if _, err := CheckLeaks(t.Context(), dir, secrets(), nil); !errors.As(err, &leak) {
			t.Errorf("%s: not found: %v", name, err)
		}
	}
}

func TestLeakInFileName(t *testing.T) {
	dir := t.TempDir()
	writeFile(t, filepath.Join(dir, "a", "vendelin-tresnak.pdf"), []byte(secretName))
	_, err := CheckLeaks(t.Context(), dir, secrets(), nil)
	var leak *LeakError
	if !errors.As(err, &leak) || len(leak.Hits) < 2 {
		t.Fatalf("error: %v", err)
	}
	if leak.Hits[0].Offset != -1 || strings.Contains(err.Error(), "tresnak") || !strings.Contains(err.Error(), "file no. 1") {
		t.Errorf("report: %v", err)
	}
}

func TestLeakOffset(t *testing.T) {
	dir := t.TempDir()
	for name, lead := range map[string]int{"small": 17, "second window": scanWindow + 12345} {
		file := filepath.Join(dir, name)
		writeFile(t, file, []byte(strings.Repeat("é ", lead/3)+secretName))
		_, err := CheckLeaks(t.Context(), dir, secrets(), nil)
		var leak *LeakError
		if !errors.As(err, &leak) || leak.Hits[0].Offset != int64(lead/3*3) {
			t.Errorf("%s: want byte %d: %v", name, lead/3*3, err)
		}
		if err := os.Remove(file); err != nil {
			t.Fatal(err)
		}
	}
}

func TestNoFalseHits(t *testing.T) {
	dir := t.TempDir()
	writeFile(t, filepath.Join(dir, "a.txt"), []byte("Vendelín přišel. Třešňák odešel. January, Evangelium; 12,345"))
	writeFile(t, filepath.Join(dir, "a.png"), testPNG(t))
	list := append(secrets(), Secret{Term: "Jan", Class: "c"}, Secret{Term: "Eva", Class: "c"}, Secret{Term: "a.", Class: "c"}, Secret{Term: " 1 2 ", Class: "c"})
	report, err := CheckLeaks(t.Context(), dir, list, nil)
	if err != nil {
		t.Fatal(err)
	}
	if report.Files != 2 || report.Terms != 3 || report.WholeWords != 2 || len(report.TooShort) != 2 || report.TooShort[0].Term != "" {
		t.Errorf("report: %+v", report)
	}
	writeFile(t, filepath.Join(dir, "b.txt"), []byte("viz Jan."))
	var leak *LeakError
	if _, err := CheckLeaks(t.Context(), dir, list, nil); !errors.As(err, &leak) || len(leak.Hits) != 1 {
		t.Errorf("a short term as a word: %v", err)
	}
}

// A container that cannot be read to its end was not searched: an error.
func TestUnsearchable(t *testing.T) {
	whole := pack(t, "a.txt", bytes.Repeat([]byte("some text "), 100))
	for name, data := range map[string][]byte{
		"cut zip":  whole[:len(whole)-8],
		"cut gzip": gz(t, []byte("some text"))[:14],
		"cut png":  testPNG(t)[:60],
	} {
		dir := t.TempDir()
		writeFile(t, filepath.Join(dir, "f"), data)
		_, err := CheckLeaks(t.Context(), dir, secrets(), nil)
		var leak *LeakError
		if err == nil || errors.As(err, &leak) {
			t.Errorf("%s: %v", name, err)
		}
	}
	deep := []byte("x")
	for range maxDepth + 2 {
		deep = pack(t, "a.zip", deep)
	}
	dir := t.TempDir()
	writeFile(t, filepath.Join(dir, "f"), deep)
	if _, err := CheckLeaks(t.Context(), dir, secrets(), nil); err == nil || !strings.Contains(err.Error(), "deep") {
		t.Errorf("deep: %v", err)
	}
}

// Any piece of a long hidden passage is a leak.
func TestLongTerm(t *testing.T) {
	long := ""
	for i := range 900 {
		long += fmt.Sprintf("slovo%d ", i*i)
	}
	dir := t.TempDir()
	writeFile(t, filepath.Join(dir, "f.txt"), []byte(long[len(long)/2:]))
	var leak *LeakError
	if _, err := CheckLeaks(t.Context(), dir, []Secret{{Term: long, Class: "c"}}, nil); !errors.As(err, &leak) {
		t.Errorf("half of a passage: %v", err)
	}
}

// A leak planted in any part of a Portal stops the build and leaves the former
// site as it was.
func TestLeakStopsBuild(t *testing.T) {
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
		out, _ := build(t, testPortal(t))
		want := tree(t, out)
		p := testPortal(t)
		plant(p)
		_, err := Build(t.Context(), p, Options{Out: out, Secrets: secrets()})
		var leak *LeakError
		if !errors.As(err, &leak) {
			t.Errorf("%s: %v", name, err)
		}
		sameTree(t, want, tree(t, out))
		if left, _ := os.ReadDir(filepath.Dir(out)); len(left) != 1 {
			t.Errorf("%s: left behind: %v", name, left)
		}
	}
	if _, report := build(t, testPortal(t), func(o *Options) { o.Secrets = secrets() }); report.Leak.Files < 30 || report.Leak.Terms != 1 {
		t.Errorf("report: %+v", report.Leak)
	}
}

// A word of the theme that is also a secret is a hit all the same.
func TestThemeWordIsAHit(t *testing.T) {
	_, err := Build(t.Context(), testPortal(t), Options{Out: filepath.Join(t.TempDir(), "public"),
		Secrets: []Secret{{Case: "c", Class: "personal-data", Term: "Fingerprint"}}})
	var leak *LeakError
	if !errors.As(err, &leak) {
		t.Errorf("error: %v", err)
	}
}

func FuzzLeak(f *testing.F) {
	f.Add("Třešňák Vendelín", "před ", " po")
	f.Add("710319/2745", "&lt;", `\u00e1`)
	f.Fuzz(func(t *testing.T, term, before, after string) {
		if countLetters(term) < wholeWord+1 || strings.Contains(term, "\ufffd") {
			t.Skip()
		}
		s, err := newScanner([]Secret{{Term: term, Class: "c"}})
		if err != nil {
			t.Skip()
		}
		for _, text := range []string{term, strings.ToUpper(term), norm.NFD.String(term), html.EscapeString(term), url.QueryEscape(term)} {
			if text == strings.ToUpper(term) && !strings.EqualFold(text, term) {
				continue // a letter whose upper case is another letter
			}
			s.hits, s.seen = nil, map[Hit]bool{}
			data := []byte(before + " " + text + " " + after)
			s.data(data, window{place: "f", first: true, last: true, text: true})
			if len(s.hits) == 0 {
				t.Errorf("%q in %q: not found", term, data)
			}
		}
	})
}

func BenchmarkLeak(b *testing.B) {
	dir := b.TempDir()
	writeFile(b, filepath.Join(dir, "a.txt"), bytes.Repeat([]byte("Žluťoučký kůň úpěl ďábelské ódy. The quick brown fox. "), 1<<17))
	var list []Secret
	for i := range 500 {
		list = append(list, Secret{Term: fmt.Sprintf("Vendelín Třešňák %d", i*7919), Class: "c"})
	}
	info, err := os.Stat(filepath.Join(dir, "a.txt"))
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(info.Size())
	for b.Loop() {
		if _, err := CheckLeaks(b.Context(), dir, list, nil); err != nil {
			b.Fatal(err)
		}
	}
}
