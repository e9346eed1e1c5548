package audit

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// searchFileOf packs a file of the full-text index.
func searchFileOf(t testing.TB, body []byte) []byte {
	t.Helper()
	return gz(t, append(slices.Clone(searchMark), body...))
}

func fragmentOf(t testing.TB, url, content string) []byte {
	t.Helper()
	data, err := json.Marshal(searchFragment{URL: url, Content: content, WordCount: 3, Filters: map[string][]string{"state": {"open"}}, Meta: map[string]string{"title": "Lavičky"}, Anchors: []json.RawMessage{}})
	if err != nil {
		t.Fatal(err)
	}
	return searchFileOf(t, data)
}

// wordListOf is an index chunk with some words, each on page 0 at place -25.
func wordListOf(t testing.TB, list ...string) []byte {
	t.Helper()
	body := []byte{0x81, 0x80 | byte(len(list))}
	for _, word := range list {
		body = append(body, 0x83, 0x60|byte(len(word)))
		body = append(body, word...)
		body = append(body, 0x81, 0x83, 0x00, 0x81, 0x38, 0x18, 0x80, 0x80)
	}
	return searchFileOf(t, body)
}

func searchFolder(t testing.TB, o Options, name string, data []byte) (*Report, error) {
	t.Helper()
	dir := t.TempDir()
	writeFile(t, filepath.Join(dir, filepath.FromSlash(name)), data)
	return Folder(t.Context(), dir, o)
}

// TestSearchIndex: the audit reads a full-text index as a search does, and finds
// in it what is hidden.
func TestSearchIndex(t *testing.T) {
	term := func(text string) Options {
		return Options{Terms: []Term{{Case: "2026-001", Document: "d1", Class: "personal-data", Text: text}}}
	}
	allowed := func(text, in string) Options {
		o := term(text)
		o.Allowed = []Allowance{{Text: text, Case: in, Reason: "starostka"}}
		return o
	}
	const url = "/cases/2026-002/d1/index.html"
	fragment := fragmentOf(t, url, "Zapsal Vendelín Třešňák dne 3. 7.")
	for _, c := range []struct {
		name, file string
		data       []byte
		o          Options
		want       int // hits
	}{
		{"a fragment", "pagefind/2026/fragment/unknown_1.pf_fragment", fragment, term("Vendelín Třešňák"), 1},
		{"a fragment without it", "pagefind/2026/fragment/unknown_1.pf_fragment", fragment, term("Matouš Hrabě"), 0},
		{"allowed in the case of the page", "pagefind/2026/fragment/unknown_1.pf_fragment", fragment, allowed("Vendelín Třešňák", "2026-002"), 0},
		{"allowed in another case", "pagefind/2026/fragment/unknown_1.pf_fragment", fragment, allowed("Vendelín Třešňák", "2026-003"), 1},
		{"a word", "pagefind/2026/index/unknown_1.pf_index", wordListOf(t, "trava", "tresnak", "vrba"), term("Třešňák"), 1},
		{"a short word", "pagefind/2026/index/unknown_1.pf_index", wordListOf(t, "eva"), term("Eva"), 1},
		{"a part of a word", "pagefind/2026/index/unknown_1.pf_index", wordListOf(t, "evangelium"), term("Eva"), 0},
		{"neighbours in the list", "pagefind/2026/index/unknown_1.pf_index", wordListOf(t, "jana", "janova"), term("Jana Janová"), 0},
		{"a word that may stand somewhere", "pagefind/2026/index/unknown_1.pf_index", wordListOf(t, "tresnak"), allowed("Třešňák", "2026-002"), 0},
		{"a value", "pagefind/2026/filter/unknown_1.pf_filter", wordListOf(t, "Vendelín Třešňák"), term("Vendelín Třešňák"), 1},
	} {
		_, err := searchFolder(t, c.o, c.file, c.data)
		var leak *Error
		got := 0
		if errors.As(err, &leak) {
			for _, h := range leak.Report.Hits {
				if h.Check != CheckTerms {
					t.Errorf("%s: %s: %s", c.name, h.Check, h.What)
				}
			}
			got = len(leak.Report.Hits)
		} else if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if (got > 0) != (c.want > 0) {
			t.Errorf("%s: %d hits, want %d", c.name, got, c.want)
		}
	}
}

// TestSearchIndexStructure: only what a search index is made of, to the last byte.
func TestSearchIndexStructure(t *testing.T) {
	good := wordListOf(t, "lavice")
	named := &bytes.Buffer{}
	z := gzip.NewWriter(named)
	z.Name = "jan"
	if _, err := z.Write(append(slices.Clone(searchMark), 0x80)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	script := []byte("export const search = 1;\n")
	own := Options{Own: []Own{{Size: int64(len(script)), SHA256: sha256.Sum256(script)}}}
	for _, c := range []struct {
		name, file string
		data       []byte
		o          Options
		hit        string // in the message; "": none
	}{
		{"words", "pagefind/2026/index/unknown_1.pf_index", good, Options{}, ""},
		{"an empty list", "pagefind/pagefind.unknown_0.pf_meta", searchFileOf(t, []byte{0x80}), Options{}, ""},
		{"a page", "pagefind/2026/fragment/unknown_1.pf_fragment", fragmentOf(t, "/a.html", "b"), Options{}, ""},
		{"elsewhere", "index/unknown_1.pf_index", good, Options{}, "type of file"},
		{"bytes after the end", "pagefind/2026/index/unknown_1.pf_index", append(slices.Clone(good), 0), Options{}, "unexpected EOF"},
		{"two members", "pagefind/2026/index/unknown_1.pf_index", append(slices.Clone(good), good...), Options{}, "after the end"},
		{"more in the list", "pagefind/2026/index/unknown_1.pf_index", searchFileOf(t, []byte{0x80, 0x80}), Options{}, "list of words"},
		{"bytes in the list", "pagefind/2026/index/unknown_1.pf_index", searchFileOf(t, []byte{0x41, 0x61}), Options{}, "list of words"},
		{"a cut list", "pagefind/2026/index/unknown_1.pf_index", searchFileOf(t, []byte{0x82, 0x80}), Options{}, "list of words"},
		{"a number in a long form", "pagefind/2026/index/unknown_1.pf_index", searchFileOf(t, []byte{0x18, 0x01}), Options{}, "list of words"},
		{"a list of a length that is not told", "pagefind/2026/index/unknown_1.pf_index", searchFileOf(t, []byte{0x9f, 0xff}), Options{}, "list of words"},
		{"a name in the head", "pagefind/2026/index/unknown_1.pf_index", named.Bytes(), Options{}, "in its head"},
		{"no mark", "pagefind/2026/index/unknown_1.pf_index", gz(t, []byte{0x80}), Options{}, "mark"},
		{"another field", "pagefind/2026/fragment/unknown_1.pf_fragment", searchFileOf(t, []byte(`{"url":"/a","note":"x"}`)), Options{}, "text of one page"},
		{"another website", "pagefind/2026/fragment/unknown_1.pf_fragment", searchFileOf(t, []byte(`{"url":"https://a.example/"}`)), Options{}, "text of one page"},
		{"the program's own script", "pagefind/pagefind.js", script, own, ""},
		{"another script", "pagefind/pagefind.js", script, Options{}, "another version"},
		{"another module", "pagefind/wasm.unknown.pagefind", searchFileOf(t, []byte("\x00asm\x01\x00\x00\x00")), own, "another version"},
		{"a script that is not used", "pagefind/pagefind-ui.js", script, Options{}, "another version"},
	} {
		_, err := searchFolder(t, c.o, c.file, c.data)
		if c.hit == "" && err != nil || c.hit != "" && (err == nil || !strings.Contains(err.Error(), c.hit)) {
			t.Errorf("%s: error %v, want %q", c.name, err, c.hit)
		}
	}
}

// FuzzWords: a list of any bytes comes to an end, and every text that it holds is
// one that stands in it, in order.
func FuzzWords(f *testing.F) {
	f.Add([]byte{0x81, 0x82, 0x61, 'a', 0x38, 0x18})
	f.Add([]byte{0x9f, 0xff})
	f.Add(bytes.Repeat([]byte{0x81}, 2*maxSearchDepth))
	f.Fuzz(func(t *testing.T, data []byte) {
		end := 0
		err := words(data, func(at int, text []byte) {
			if at < end || !bytes.HasPrefix(data[at:], text) {
				t.Errorf("text at %d, after %d", at, end)
			}
			end = at + len(text)
		})
		x := newInspection(Options{})
		packed := searchFileOf(t, data)
		if e := x.file(context.Background(), "pagefind/a.pf_index", bytes.NewReader(packed), int64(len(packed))); e != nil {
			t.Fatal(e)
		}
		if (err != nil) != (len(x.hits) > 0) {
			t.Errorf("error %v, %d hits", err, len(x.hits))
		}
	})
}
