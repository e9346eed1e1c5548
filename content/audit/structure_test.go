package audit

import (
	"strings"
	"testing"
)

// TestClean: a site as the builder writes it gives no hit, and every check has
// looked at something.
func TestClean(t *testing.T) {
	x, hits := inspectAll(t, newTestSite().files(), Options{})
	for _, h := range hits {
		t.Errorf("%s: %s: %s", h.Check, h.File, h.What)
	}
	for _, c := range []string{CheckStructure, CheckWords, CheckInk, CheckBoxes} {
		if x.done[c] == 0 {
			t.Errorf("check %q looked at nothing", c)
		}
	}
	if x.notes[CheckPictures] == "" {
		t.Error("no note that pictures were not recognised")
	}
	t.Log(x.done)
}

// TestOpenData: lists and feeds of a site, and a description that speaks of data,
// give no hit.
func TestOpenData(t *testing.T) {
	s := newTestSite()
	for name, text := range map[string]string{
		"data/register.csv": "id,title\r\n2026-001,\"Lavičky, houpačky\"\r\n", "data/register.jsonl": "{\"id\":1}\n{\"id\":2}\n",
		"catalog.jsonld": "{}\n", "feeds/all.atom": "<?xml version=\"1.0\"?><feed xmlns=\"http://www.w3.org/2005/Atom\"/>", ".well-known/security.txt": "Contact: mailto:a@b.example\n",
		"x.html": "<!doctype html>\n<html><head><title>a</title><meta name=\"description\" content=\"Data: jejich seznam\"><meta property=\"og:description\" content=\"tato data: seznam\"></head><body></body></html>",
	} {
		public(name, text)(s)
	}
	_, hits := inspectAll(t, s.files(), Options{})
	for _, h := range hits {
		t.Errorf("%s: %s: %s", h.Check, h.File, h.What)
	}
}

// siteDefect is one thing that is not as it has to be, and the check that says so.
type siteDefect struct {
	name  string
	check string
	make  func(s *testSite)
}

func public(name, data string) func(*testSite) {
	return func(s *testSite) { s.public[name] = []byte(data) }
}

const anyPage = "<!doctype html>\n<html lang=\"cs\"><head><title>Obec</title></head><body>"

var siteDefects = []siteDefect{
	{"unknown type", CheckStructure, public("files/2026-001/r1/d1.docx", "PK\x03\x04")},
	{"file without a type", CheckStructure, public("backup", "text")},
	{"picture of another type", CheckStructure, public("logo.jpg", "\xff\xd8\xff")},
	{"private key", CheckStructure, public("akta.pem", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n")},
	{"text around PEM", CheckStructure, public("akta.pem", "Bag Attributes\n-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n")},
	{"bytes after a timestamp", CheckStructure, public("a.tsr", "\x30\x01\x00x")},
	{"two JSON values", CheckStructure, public("trust.json", "{}{}")},
	{"text that is binary", CheckStructure, public("robots.txt", "a\x00b")},
	{"cut WebAssembly", CheckStructure, public("akta.wasm", "\x00asm\x01\x00\x00\x00\x01\x05ab")},
	{"tile of the log with more in it", CheckStructure, public("log/tile/0/000.p/1", string(make([]byte, 64)))},
	{"other file in the log", CheckStructure, public("log/tile/notes", "x")},
	{"ZIP that is no release", CheckStructure, public("site.zip", string(zipOf(map[string][]byte{"a.txt": []byte("a")})))},
	{"bytes after a ZIP", CheckStructure, func(s *testSite) { s.public[testZIP] = append(s.files()[testZIP], "x"...) }},
	{"bytes before a ZIP", CheckStructure, func(s *testSite) { s.public[testZIP] = append([]byte("x"), s.files()[testZIP]...) }},
	{"member of a release that does not belong there", CheckStructure, func(s *testSite) { s.members["data/secret.bin"] = []byte("x") }},
	{"original of a redacted document", CheckStructure, func(s *testSite) { s.members["data/s1/d1/original.pdf"] = []byte("%PDF-1.4") }},
	{"original of no document", CheckStructure, func(s *testSite) { s.members["data/s1/d3/original.txt"] = []byte("text") }},
	{"copy that is not the original", CheckStructure, public("files/2026-001/r1/d2.docx", "PK\x03\x04 something else")},

	{"comment in HTML", CheckStructure, public("x.html", anyPage+"<p>a<!-- b --></p></body></html>")},
	{"comment in a script of HTML", CheckStructure, public("x.html", anyPage+"<script src=\"a.js\"><!-- b --></script></body></html>")},
	{"text in a script that ends itself", CheckStructure, public("x.html", anyPage+"<script src=\"a.js\"/>a</script></body></html>")},
	{"element in noscript", CheckStructure, public("x.html", anyPage+"<noscript><iframe src=\"a\"></iframe></noscript></body></html>")},
	{"reference in a chart", CheckStructure, public("x.html", anyPage+"<svg><path xlink:href=\"a\"/></svg></body></html>")},
	{"inline script", CheckStructure, public("x.html", anyPage+"<script>a()</script></body></html>")},
	{"event handler", CheckStructure, public("x.html", anyPage+"<p onclick=\"a()\">a</p></body></html>")},
	{"inline style", CheckStructure, public("x.html", anyPage+"<p style=\"width:3em\">a</p></body></html>")},
	{"data address", CheckStructure, public("x.html", anyPage+"<img src=\" DATA:image/png;base64,AA\" alt=\"\"></body></html>")},
	{"frame", CheckStructure, public("x.html", anyPage+"<iframe src=\"a\"></iframe></body></html>")},
	{"script in a chart", CheckStructure, public("x.html", anyPage+"<svg><script src=\"a.js\"></script></svg></body></html>")},
	{"foreign object in a chart", CheckStructure, public("x.html", anyPage+"<svg><foreignObject><p>a</p></foreignObject></svg></body></html>")},
	{"picture in a chart", CheckStructure, public("x.html", anyPage+"<svg><image href=\"a.png\"/></svg></body></html>")},
	{"reference in a chart", CheckStructure, public("x.html", anyPage+"<svg><g href=\"a.svg#b\"></g></svg></body></html>")},
	{"HTML in a chart's title", CheckStructure, public("x.html", anyPage+"<svg><desc><template>a</template></desc></svg></body></html>")},
	{"template", CheckStructure, public("x.html", anyPage+"<template><p>a</p></template></body></html>")},
	{"doctype with more in it", CheckStructure, public("x.html", "<!doctype html SYSTEM \"a\">\n<html></html>")},
	{"import in a style sheet", CheckStructure, public("akta.css", "@import 'a.css';")},
	{"data in a style sheet", CheckStructure, public("akta.css", "a{background:url(data:image/png;base64,AA)}")},
	{"source map", CheckStructure, public("a.js", "a()\n//# sourceMappingURL=a.map\n")},
	{"script in SVG", CheckStructure, public("akta.svg", `<svg xmlns="http://www.w3.org/2000/svg"><script>a()</script></svg>`)},
	{"foreign object in SVG", CheckStructure, public("akta.svg", `<svg xmlns="http://www.w3.org/2000/svg"><foreignObject/></svg>`)},
	{"image in SVG", CheckStructure, public("akta.svg", `<svg xmlns="http://www.w3.org/2000/svg"><image href="data:image/png;base64,AA"/></svg>`)},
	{"comment in SVG", CheckStructure, public("akta.svg", `<svg xmlns="http://www.w3.org/2000/svg"><!-- a --></svg>`)},
	{"SVG among the files of a case", CheckStructure, public("files/2026-001/r1/d1-002.svg", `<svg xmlns="http://www.w3.org/2000/svg"></svg>`)},
	{"comment in a feed with its own name", CheckStructure, public("feeds/all.atom", `<?xml version="1.0"?><feed><!-- a --></feed>`)},
	{"line that is cut off", CheckStructure, public("data/register.jsonl", "{}\n{\"a\":")},
	{"two values on a line", CheckStructure, public("data/register.jsonl", "{}{}\n")},
	{"open quotation mark in a table", CheckStructure, public("data/register.csv", "a,b\r\nc,\"d\r\n")},
	{"row with more in it", CheckStructure, public("data/register.csv", "a,b\r\nc,d,e\r\n")},
	{"two linked-data values", CheckStructure, public("catalog.jsonld", "{}{}")},
	{"table in the folder of the documents", CheckStructure, public("files/2026-001/r1/d1.csv", "a,b\r\n")},
	{"address of data in a picture's meta", CheckStructure, public("x.html", "<!doctype html>\n<html><head><title>a</title><meta property=\"og:image\" content=\"data:image/png;base64,AA\"></head><body></body></html>")},
	{"refresh that calls itself a description", CheckStructure, public("x.html", "<!doctype html>\n<html><head><title>a</title><meta name=\"description\" http-equiv=\"refresh\" content=\"0;data:text/html,a\"></head><body></body></html>")},
	{"comment in a feed", CheckStructure, public("feed.xml", `<?xml version="1.0"?><feed><!-- a --></feed>`)},
	{"entity in a feed", CheckStructure, public("feed.xml", `<?xml version="1.0"?><!DOCTYPE f [<!ENTITY a "b">]><feed/>`)},

	{"hidden tile that is not black", CheckBoxes, func(s *testSite) {
		for i, h := range s.page.hidden {
			if h {
				s.page.fill(i, 255)
				return
			}
		}
	}},
	{"one grey pixel in a hidden tile", CheckBoxes, func(s *testSite) {
		t := s.tiles[len(s.tiles)-1]
		s.page.grey[(16*t[1]+15)*s.page.width+16*t[0]+15] = 85
	}},
	{"box in the proof that is not listed", CheckBoxes, func(s *testSite) { s.tiles = s.tiles[1:] }},
	{"listed box that is not in the proof", CheckBoxes, func(s *testSite) { s.tiles = append(s.tiles, [4]int{0, 0, 1, 1}) }},
	{"box outside the page", CheckBoxes, func(s *testSite) { s.tiles = append(s.tiles, [4]int{40, 0, 2, 1}) }},
	{"page image on the site that is not the release's", CheckBoxes, func(s *testSite) {
		s.public["files/2026-001/r1/d1-001.png"] = newTestPage(testWidth, testHeight, "něco jiného").png()
	}},
	{"page image of no page", CheckBoxes, func(s *testSite) { s.public["files/2026-001/r1/d1-002.png"] = s.page.png() }},
	{"page of another document", CheckBoxes, func(s *testSite) { s.members["data/s1/d2/page-0001.png"] = s.page.png() }},
	{"PDF with another image", CheckBoxes, func(s *testSite) {
		other := newTestPage(testWidth, testHeight, "Obec Horní Lhotka odpovídá", "Věc vyřizuje Ludvík Kalousek zde", "tel. 500 111 222")
		s.pdf.pages = []*testPage{other}
		s.pdf.words = func(_ int, w []testWord) []testWord { return append(w[:6:6], w[8:]...) }
	}},
	{"PDF with a page too many", CheckBoxes, func(s *testSite) { s.pdf.pages = append(s.pdf.pages, newTestPage(testWidth, testHeight)) }},
	{"place of a hidden word", CheckBoxes, func(s *testSite) {
		s.places = append(s.places, [6]int{s.gaps[0][0], 1, 1, 1, 10, 10})
	}},
	{"place under a box", CheckBoxes, func(s *testSite) {
		t := s.tiles[0]
		s.places = append(s.places, [6]int{1, 1, 16*t[0] - 10, 16 * t[1], 10, 10})
	}},
	{"place outside the page", CheckBoxes, func(s *testSite) { s.places[0][2] = testWidth }},
	{"place on a page that is not there", CheckBoxes, func(s *testSite) { s.places[0][1] = 2 }},

	{"label with the hidden word's length", CheckBoxes, func(s *testSite) {
		s.members["data/s1/d1/text.txt"] = []byte("Obec Horní Lhotka odpovídá Věc vyřizuje [osobní údaj] [osobní údaj] zde tel. 500 111 222 ")
	}},
	{"gap without a redaction", CheckBoxes, func(s *testSite) { s.gaps = s.gaps[1:] }},
	{"no text edition", CheckBoxes, func(s *testSite) { s.members["data/s1/d1/text.txt"] = []byte("") }},
	{"label of HTML that is no ground's", CheckBoxes, public("cases/2026-001/index.html", anyPage+`<span class="redaction">[Ludvík]</span></body></html>`)},
	{"label of HTML filled up", CheckBoxes, public("cases/2026-001/index.html", anyPage+`<span class="redaction">[osobní údaj -----------]</span></body></html>`)},
	{"label of HTML with blocks", CheckBoxes, public("cases/2026-001/index.html", anyPage+`<span class="redaction">[osobní údaj] ██</span></body></html>`)},
	{"labels of HTML that differ", CheckBoxes, public("cases/2026-001/index.html", anyPage+`<span class="redaction">[osobní údaj]</span> <span class="redaction a7">[osobní údaj]</span></body></html>`)},
	{"label of HTML with a number", CheckStructure, public("cases/2026-001/index.html", anyPage+`<span class="redaction" data-words="2">[osobní údaj]</span></body></html>`)},

	{"word of a PDF that is not shown", CheckWords, func(s *testSite) {
		s.pdf.words = func(_ int, w []testWord) []testWord { w[0].text = "Kalousek"; return w }
	}},
	{"word of a PDF that is there twice", CheckWords, func(s *testSite) {
		s.pdf.words = func(_ int, w []testWord) []testWord { w[0].text = "Lhotka"; return w }
	}},
	{"PDF of no document", CheckWords, func(s *testSite) { s.public["files/2026-001/r1/d7.pdf"] = s.pdf.bytes() }},
	{"PDF of no release", CheckWords, func(s *testSite) { s.public["files/2026-001/r2/d1.pdf"] = s.pdf.bytes() }},
	{"hidden word under its box", CheckInk, func(s *testSite) {
		s.pdf.words = func(_ int, w []testWord) []testWord { return append(w, s.hidden()[1]) }
	}},
	{"shown word under a box", CheckInk, func(s *testSite) {
		s.pdf.words = func(_ int, w []testWord) []testWord {
			w[2].x, w[2].y = s.hidden()[0].x, s.hidden()[0].y
			return w
		}
	}},
	{"word on white paper", CheckInk, func(s *testSite) {
		s.pdf.words = func(_ int, w []testWord) []testWord { w[2].y = testHeight - w[2].h - 20; return w }
	}},
	{"word outside the page", CheckInk, func(s *testSite) {
		s.pdf.words = func(_ int, w []testWord) []testWord { w[2].y = -300; return w }
	}},
}

// hidden are the words under the boxes.
func (s *testSite) hidden() (out []testWord) {
	for _, w := range s.page.words {
		if w.hidden {
			out = append(out, w)
		}
	}
	return out
}

// TestDefects: each single defect is found by the check that is there for it.
func TestDefects(t *testing.T) {
	for _, d := range siteDefects {
		t.Run(d.name, func(t *testing.T) {
			s := newTestSite()
			d.make(s)
			if (d.check == CheckStructure || d.check == CheckBoxes) && !strings.Contains(d.name, "PDF") {
				s.public["files/2026-001/r1/d1.pdf"] = nil // no second reader is needed
			}
			_, hits := inspectAll(t, s.files(), Options{})
			found := false
			for _, h := range hits {
				t.Logf("%s: %s: %s", h.Check, h.File, h.What)
				found = found || h.Check == d.check
				if h.What == "" || h.File == "" {
					t.Errorf("a hit that does not say what and where: %+v", h)
				}
			}
			if !found {
				t.Errorf("check %q found nothing", d.check)
			}
		})
	}
}
