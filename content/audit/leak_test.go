package audit

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

func secrets() Options {
	return Options{Terms: []Term{{Case: "2026-001", Document: "d1", Class: "personal-data", Text: secretName}}}
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
		_, err := folder(t.Context(), dir, secrets(), nil)
		var leak *Error
		if !errors.As(err, &leak) {
			t.Errorf("%s: not found: %v", name, err)
			continue
		}
		if strings.Contains(strings.ToLower(err.Error()), "vendel") || strings.Contains(err.Error(), "řeš") {
			t.Errorf("%s: the report tells the secret: %v", name, err)
		}
		for _, want := range []string{"leak audit: ", "terms: hidden text (personal-data)", "2026-001", "d1", "a/file.bin", `akta redact --allow`} {
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
		var leak *Error
		if _, err := folder(t.Context(), dir, secrets(), nil); !errors.As(err, &leak) {
			t.Errorf("%s: not found: %v", name, err)
		}
	}
}

// A term that is cut by the tags of an office document, and one that is typeset
// in pieces.
func TestLeakInPieces(t *testing.T) {
	docx := pack(t, "word/document.xml", []byte(`<?xml version="1.0"?><w:r><w:t>Vende</w:t></w:r><w:proofErr w:type="x"/><w:r><w:t xml:space="preserve">lín T</w:t></w:r><w:r><w:t>řešňák</w:t></w:r>`))
	for name, data := range map[string][]byte{
		"docx":      docx,
		"pdf array": pdfWith(t, "", deflate(t, []byte("BT [(Vende) -20 (l\\355n) 3 <20>] TJ [(T\\370e\\232) (\\362\\341k)] TJ ET"))),
		"pdf lines": pdfWith(t, "", deflate(t, []byte("BT (Vendel\\\n\\355n) Tj T* (T\\370e\\232\\362\\341k) Tj ET"))),
		"pdf title": pdfWith(t, "/Title (\\376\\377\\000V\\000e\\000n\\000d\\000e\\000l\\000\\355\\000n) /Author <FEFF 0054 0159 0065 0161 0148 00E1 006B>", nil),
	} {
		if hits, err := findIn(t, secrets(), "f", data); err != nil || len(hits) == 0 {
			t.Errorf("%s: %v, %v", name, hits, err)
		}
	}
}

func TestLeakInFileName(t *testing.T) {
	dir := t.TempDir()
	writeFile(t, filepath.Join(dir, "a", "vendelin-tresnak.pdf"), []byte(secretName))
	_, err := folder(t.Context(), dir, secrets(), nil)
	var leak *Error
	if !errors.As(err, &leak) || len(leak.Report.Hits) < 2 {
		t.Fatalf("error: %v", err)
	}
	if leak.Report.Hits[0].Offset != -1 || strings.Contains(err.Error(), "tresnak") || !strings.Contains(err.Error(), "file no. 1") {
		t.Errorf("report: %v", err)
	}
}

func TestLeakOffset(t *testing.T) {
	dir := t.TempDir()
	for name, lead := range map[string]int{"small": 17, "second window": scanWindow + 12345} {
		file := filepath.Join(dir, name)
		writeFile(t, file, []byte(strings.Repeat("é ", lead/3)+secretName))
		_, err := folder(t.Context(), dir, secrets(), nil)
		var leak *Error
		if !errors.As(err, &leak) || leak.Report.Hits[0].Offset != int64(lead/3*3) {
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
	list := Options{Terms: append(secrets().Terms, Term{Text: "Jan", Class: "c"}, Term{Text: "Eva", Class: "c"}, Term{Text: "a.", Class: "c"}, Term{Text: " 1 2 ", Class: "c"})}
	report, err := folder(t.Context(), dir, list, nil)
	if err != nil {
		t.Fatal(err)
	}
	if report.Record.Files != 2 || report.Terms != 3 || report.WholeWords != 2 || len(report.TooShort) != 2 || report.TooShort[0].Text != "" {
		t.Errorf("report: %+v", report)
	}
	writeFile(t, filepath.Join(dir, "b.txt"), []byte("viz Jan."))
	var leak *Error
	if _, err := folder(t.Context(), dir, list, nil); !errors.As(err, &leak) || len(leak.Report.Hits) != 1 {
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
		_, err := folder(t.Context(), dir, secrets(), nil)
		var leak *Error
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
	if _, err := folder(t.Context(), dir, secrets(), nil); err == nil || !strings.Contains(err.Error(), "deep") {
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
	var leak *Error
	if _, err := folder(t.Context(), dir, Options{Terms: []Term{{Text: long, Class: "c"}}}, nil); !errors.As(err, &leak) {
		t.Errorf("half of a passage: %v", err)
	}
}
