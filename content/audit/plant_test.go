package audit

import (
	"bytes"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/ascii85"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"math/rand/v2"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// form is one way to write a term.
type form struct {
	name  string
	write func(string) []byte
}

func utf16be(s string) []byte {
	var b []byte
	for _, u := range utf16.Encode([]rune(s)) {
		b = append(b, byte(u>>8), byte(u))
	}
	return b
}

// asciiJSON escapes every character that is not ASCII.
func asciiJSON(s string) string {
	quoted, err := json.Marshal(s)
	if err != nil {
		panic(err)
	}
	var b strings.Builder
	for _, r := range string(quoted[1 : len(quoted)-1]) {
		if r < 128 {
			b.WriteRune(r)
			continue
		}
		for _, u := range utf16.Encode([]rune{r}) {
			fmt.Fprintf(&b, `\u%04x`, u)
		}
	}
	return b.String()
}

// wrap cuts a text into lines of n characters.
func wrap(s string, n int) string {
	var lines []string
	for ; len(s) > n; s = s[n:] {
		lines = append(lines, s[:n])
	}
	return strings.Join(append(lines, s), "\r\n")
}

func octal(data []byte) []byte {
	var b bytes.Buffer
	b.WriteByte('(')
	for _, c := range data {
		fmt.Fprintf(&b, `\%03o`, c)
	}
	b.WriteByte(')')
	return b.Bytes()
}

func forms() []form {
	text := func(f func(string) string) func(string) []byte { return func(s string) []byte { return []byte(f(s)) } }
	entities := func(s string) string {
		var b strings.Builder
		for _, r := range s {
			fmt.Fprintf(&b, "&#%d;", r)
		}
		return b.String()
	}
	backslashes := func(s string) string { return strings.ReplaceAll(s, `\`, `\\`) }
	return []form{
		{"raw", text(func(s string) string { return s })},
		{"nfc", text(norm.NFC.String)}, {"nfd", text(norm.NFD.String)},
		{"upper", text(strings.ToUpper)}, {"lower", text(strings.ToLower)},
		{"no diacritics", text(withoutMarks)},
		{"no spaces", text(func(s string) string { return strings.ReplaceAll(s, " ", "") })},
		{"utf-16 le", utf16le}, {"utf-16 be", utf16be},
		{"hex", text(func(s string) string { return hex.EncodeToString([]byte(s)) })},
		{"HEX", text(func(s string) string { return strings.ToUpper(hex.EncodeToString([]byte(s))) })},
		{"hex in lines", text(func(s string) string {
			return strings.Join(strings.SplitAfter(hex.EncodeToString([]byte(s)), "5"), "\n ")
		})},
		{"base64", text(func(s string) string { return base64.StdEncoding.EncodeToString([]byte(s + "  ")) })},
		{"base64 +1", text(func(s string) string { return base64.StdEncoding.EncodeToString([]byte("x" + s + "  ")) })},
		{"base64url +2", text(func(s string) string { return base64.RawURLEncoding.EncodeToString([]byte("xy" + s + "  ")) })},
		{"base64 in lines", text(func(s string) string {
			return "\r\n" + wrap(base64.StdEncoding.EncodeToString([]byte("lorem ipsum dolor sit "+s+" amet lorem ipsum")), 12) + "\r\n"
		})},
		{"percent", text(url.QueryEscape)}, {"path", text(url.PathEscape)},
		{"entities", text(entities)}, {"entities twice", text(func(s string) string { return html.EscapeString(entities(s)) })},
		{"json", text(asciiJSON)}, {"json twice", text(func(s string) string { return backslashes(asciiJSON(s)) })},
		{"json thrice", text(func(s string) string { return backslashes(backslashes(asciiJSON(s))) })},
		{"pdf octal, utf-16", func(s string) []byte { return octal(append([]byte{0xfe, 0xff}, utf16be(s)...)) }},
		{"pdf hex, utf-16", text(func(s string) string { return "<FEFF" + strings.ToUpper(hex.EncodeToString(utf16be(s))) + ">" })},
	}
}

// legacyForms need a term that Windows-1250 and ISO 8859-2 can write.
func legacyForms() []form {
	code := func(cs *charmap.Charmap) func(string) []byte {
		return func(s string) []byte {
			b, err := cs.NewEncoder().Bytes([]byte(s))
			if err != nil {
				panic(err)
			}
			return b
		}
	}
	return []form{
		{"windows-1250", code(charmap.Windows1250)},
		{"iso-8859-2", code(charmap.ISO8859_2)},
		{"pdf octal, windows-1250", func(s string) []byte { return octal(code(charmap.Windows1250)(s)) }},
	}
}

// box is one way to pack what holds a term.
type box struct {
	name, file string
	pack       func(t testing.TB, data []byte) []byte
}

func pdfWith(t testing.TB, dictionary string, stream []byte) []byte {
	t.Helper()
	return slicesOf("%PDF-1.7\n1 0 obj\n<< ", dictionary, " >>\nstream\n", string(stream), "\nendstream\nendobj\nstartxref\n0\n%%EOF\n")
}

func slicesOf(parts ...string) []byte { return []byte(strings.Join(parts, "")) }

func boxes() []box {
	same := func(_ testing.TB, data []byte) []byte { return data }
	return []box{
		{"text", "f.txt", same}, {"page", "f.html", same}, {"unknown", "f", same},
		{"script", "f.js", func(_ testing.TB, d []byte) []byte { return slicesOf("var x='", string(d), "';") }},
		{"drawing", "f.svg", func(_ testing.TB, d []byte) []byte { return slicesOf("<svg><text>", string(d), "</text></svg>") }},
		{"binary", "f.bin", func(_ testing.TB, d []byte) []byte {
			return slicesOf("\x00\x01\xfe\xff\x00", string(d), "\x00\x00\xff")
		}},
		{"zip", "f.zip", func(t testing.TB, d []byte) []byte { return pack(t, "a.txt", d) }},
		{"zip in zip", "f.zip", func(t testing.TB, d []byte) []byte { return pack(t, "b.zip", pack(t, "a.txt", d)) }},
		{"between members", "f.zip", zipWithGap},
		{"gzip", "f.gz", gz},
		{"pdf stream", "f.pdf", func(t testing.TB, d []byte) []byte { return pdfWith(t, "/Filter /FlateDecode", deflate(t, d)) }},
		{"pdf itself", "f.pdf", func(t testing.TB, d []byte) []byte { return pdfWith(t, string(d), deflate(t, []byte("q Q"))) }},
		{"pdf ascii85", "f.pdf", func(t testing.TB, d []byte) []byte {
			packed := deflate(t, d)
			out := make([]byte, ascii85.MaxEncodedLen(len(packed)))
			return pdfWith(t, "", append(out[:ascii85.Encode(out, packed)], "~>"...))
		}},
		{"png text", "f.png", func(t testing.TB, d []byte) []byte { return pngWith(t, "tEXt", append([]byte("Comment\x00"), d...)) }},
		{"png packed text", "f.png", func(t testing.TB, d []byte) []byte {
			return pngWith(t, "zTXt", append([]byte("Comment\x00\x00"), deflate(t, d)...))
		}},
		{"after a png", "f.png", func(t testing.TB, d []byte) []byte { return append(testPNG(t), d...) }},
	}
}

// zipWithGap puts data between the members of a ZIP and its directory's end.
func zipWithGap(t testing.TB, d []byte) []byte {
	whole := pack(t, "a.txt", []byte("nothing"))
	at := bytes.Index(whole, []byte("PK\x01\x02"))
	moved := append(append(bytes.Clone(whole[:at]), d...), whole[at:]...)
	end := bytes.LastIndex(moved, []byte("PK\x05\x06"))
	offset := uint32(at + len(d))
	for i := range 4 {
		moved[end+16+i] = byte(offset >> (8 * i))
	}
	return moved
}

func findIn(t testing.TB, o Options, name string, data []byte) ([]Hit, error) {
	t.Helper()
	dir := t.TempDir()
	writeFile(t, filepath.Join(dir, name), data)
	_, err := folder(t.Context(), dir, o, nil)
	var found *Error
	if errors.As(err, &found) {
		if !searchesAgain(t, dir, o) {
			t.Errorf("%s: an audit that remembers would not look for it", name)
		}
		return found.Report.Hits, nil
	}
	return nil, err
}

// Every form in every container, and nothing where the term is not.
func TestFormsInContainers(t *testing.T) {
	o := secrets()
	for _, f := range append(forms(), legacyForms()...) {
		for _, b := range boxes() {
			data := slicesOf("Vážený pane, ", string(f.write(secretName)), " odpověď na žádost")
			if hits, err := findIn(t, o, b.file, b.pack(t, data)); err != nil || len(hits) == 0 {
				t.Errorf("%s in %s: not found (%v)", f.name, b.name, err)
			}
		}
	}
	for _, b := range boxes() {
		if hits, err := findIn(t, o, b.file, b.pack(t, []byte("Vážený pane, Vendelín odpověděl Třešňákové"))); err != nil || len(hits) > 0 {
			t.Errorf("nothing in %s: %v, %v", b.name, hits, err)
		}
	}
}

// Both orders of a name, numbers with any separators, names of two encodings.
func TestSpellings(t *testing.T) {
	for _, c := range []struct {
		term, text string
		want       bool
	}{
		{secretName, "Třešňák Vendelín", true},
		{secretName, "TŘEŠŇÁK, Vendelín", true},
		{"Jan Vít Mokrý", "Mokrý Jan Vít", true},
		{"Jan Vít Mokrý", "Vít Mokrý, Jan", true},
		{"710319/2745", "r. č. 710319 2745", true},
		{"710319/2745", "71-03-19-27.45", true},
		{"710319/2745", `["710319","2745"]`, true},
		{"+420 601 234 567", "volejte 601/234/567", true},
		{"nar. 1. 2., č. 710319/2745, Lhotka", "7103192745", true},
		{"123 456", "kód 12-34-56.", true},
		{"123 456", "kód 123456", true},
		{"123 456", "kód 1234567", false},
		{"123 456", "[12,\"34\",{\"56\":1}]", false},
		{"dne 12. 3. 2025", "12.3.2025", false}, // a date is no number of its own
		{"Jan Mik", "paní Jan\n  Mik zde", true},
		{"Jan Mik", "jan.mik@lhotka.example", true},
		{"Jan Mik", "login janmik", true},
		{"Jan Mik", "janmikov", false},
		{"Jan Mik", "<td>Jan</td><td>Mik</td>", true},
		{"Novák", "No<b>vák</b>ová", true},
		{"Novák", "ano vák", false},
		{"Eva", "<b>Eva</b>", true},
		{"Eva", "Evangelium, Ševa, E va", false},
		{"Łucja Đorđević", "lucja dordevic", true},
		{"Weißová Straße", "WEISSOVA STRASSE", true},
	} {
		o := Options{Terms: []Term{{Case: "a", Class: "c", Text: c.term}}}
		hits, err := findIn(t, o, "f.txt", []byte("začátek; "+c.text+" ; konec"))
		if err != nil || (len(hits) > 0) != c.want {
			t.Errorf("%q in %q: %v, %v; want found %v", c.term, c.text, hits, err, c.want)
		}
	}
}

func TestDigests(t *testing.T) {
	file := []byte("soukromý dopis")
	m, s1, s2, s5 := md5.Sum(file), sha1.Sum(file), sha256.Sum256(file), sha512.Sum512(file)
	o := Options{Private: []Private{{Case: "2026-001", Document: "d2", What: "original file", Sums: [][]byte{m[:], s1[:], s2[:], s5[:]}}}}
	for name, sum := range map[string][]byte{"MD5": m[:], "SHA-1": s1[:], "SHA-256": s2[:], "SHA-512": s5[:]} {
		for form, data := range map[string][]byte{
			"raw": sum, "hex": []byte(hex.EncodeToString(sum)), "HEX": []byte(strings.ToUpper(hex.EncodeToString(sum))),
			"base64": []byte(base64.StdEncoding.EncodeToString(sum)), "base64url": []byte(base64.RawURLEncoding.EncodeToString(sum)),
			"base64 +1": []byte(base64.StdEncoding.EncodeToString(append([]byte("x"), sum...))),
			"base64 +2": []byte(base64.StdEncoding.EncodeToString(append([]byte("xy"), sum...))),
			"shortened": []byte(hex.EncodeToString(sum[:9])),
		} {
			hits, err := findIn(t, o, "f.json", slicesOf(`{"x":"`, string(data), `"}`))
			if err != nil || len(hits) == 0 || hits[0].Check != CheckDigests || hits[0].What != name+" of original file" || hits[0].Document != "d2" {
				t.Errorf("%s, %s: %v, %v", name, form, hits, err)
			}
		}
		if hits, err := findIn(t, o, "f.json", []byte(hex.EncodeToString(sum[8:]))); err != nil || len(hits) > 0 {
			t.Errorf("%s: its end alone: %v, %v", name, hits, err)
		}
	}
}

// A planted term is always found, and without it nothing is.
func FuzzPlanted(f *testing.F) {
	f.Add("Třešňák Vendelín", "před ", " po", uint64(1))
	f.Add("710319/2745", "&lt;", `\u00e1`, uint64(77))
	f.Add("a&amp;b\\nc+d%41", "(", "<", uint64(12345))
	all, containers := forms(), boxes()
	f.Fuzz(func(t *testing.T, term, before, after string, choice uint64) {
		term = norm.NFC.String(strings.Join(strings.Fields(term), " "))
		if !utf8.ValidString(term) || strings.ContainsRune(term, utf8.RuneError) || len(term) > maxTerm || !plain(term) {
			t.Skip()
		}
		term = "Qzxw " + term + " Wxzq"
		r := rand.New(rand.NewPCG(choice, 1))
		form, b := all[r.IntN(len(all))], containers[r.IntN(len(containers))]
		clean := strings.NewReplacer("q", "", "Q", "", "\\", "", "%", "", "&", "", "<", "", "(", "", ")", "").Replace(before + " ; " + after)
		o := Options{Terms: []Term{{Class: "c", Text: term}}}
		if hits, err := findIn(t, o, b.file, b.pack(t, []byte(clean))); err != nil || len(hits) > 0 {
			t.Fatalf("%q in %s, which is not there: %v, %v", term, b.name, hits, err)
		}
		data := slicesOf(clean, " ", string(form.write(term)), " ", clean)
		if hits, err := findIn(t, o, b.file, b.pack(t, data)); err != nil || len(hits) == 0 {
			t.Fatalf("%q as %s in %s: not found: %v\n%q", term, form.name, b.name, err, data)
		}
	})
}

// plain tells terms that are text: every form of the test can write them so that
// a reader reads them back, with both cases of every letter.
func plain(s string) bool {
	for _, r := range s {
		if r < ' ' || r >= 0x250 || r >= 0x7f && r < 0xa1 || r == 0xad || !strings.EqualFold(strings.ToUpper(string(r)), string(r)) {
			return false
		}
	}
	return !strings.ContainsAny(s, "<>()[]")
}
