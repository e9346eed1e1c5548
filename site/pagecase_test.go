package site

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// has demands that files of the public folder hold texts; a text that begins
// with "!" must not be there.
func has(t *testing.T, out string, wants [][2]string) {
	t.Helper()
	for _, w := range wants {
		data, err := os.ReadFile(filepath.Join(out, w[0]))
		if err != nil {
			t.Error(err)
			continue
		}
		want, not := strings.CutPrefix(w[1], "!")
		if strings.Contains(string(data), want) == not {
			t.Errorf("%s: %q: there: %v", w[0], want, not)
		}
	}
}

// TestCaseCards: what the page of a case says of its documents, where it leads,
// and how the case is cited.
func TestCaseCards(t *testing.T) {
	p := testPortal(t)
	p.BaseURL = "https://ukazka.example/informace"
	p.Law.Link = "https://www.e-sbirka.cz/sb/1999/106"
	p.Topics = []Topic{{Code: "roads", Label: map[string]string{"cs": "Silnice & mosty", "hu": "Utak", "en": "Roads"}}}
	p.Cases[0].Topics = []string{"roads"}
	p.Cases[1].Due = "2026-07-16"
	out, _ := build(t, p)
	has(t, out, [][2]string{
		{"cases/2026-001/index.html", `<h3 id="title-d1" lang="cs">Smlouva o dílo</h3>`},
		{"cases/2026-001/index.html", `<p class="meta">Dopis · čeština · 5 stran · 3 skryté části na obrázcích stránek</p>`},
		{"hu/cases/2026-001/index.html", `<p class="meta">Levél · cseh · 5 oldal · 3 kitakart rész az oldalképeken</p>`},
		{"en/cases/2026-001/index.html", `<p class="meta">Letter · Czech · 5 pages · 3 parts hidden on the page images</p>`},
		{"cases/2026-001/index.html", `<a class="open" href="../../cases/2026-001/d1/index.html">Text a podoba stránek<span class="hidden" lang="cs">: Smlouva o dílo</span></a>`},
		{"hu/cases/2026-001/index.html", `href="../../../hu/cases/2026-001/d1/index.html">Szöveg és oldalképek<`},
		{"en/cases/2026-001/index.html", `>About the document<span class="hidden">: Document 2</span></a>`},
		{"en/cases/2026-001/index.html", `download>Download the page images<span class="hidden" lang="cs">: Smlouva o dílo</span></a> <span class="meta">PDF, 18 B</span>`},
		{"cases/2026-001/index.html", `<p class="excerpt" lang="cs">Objednatel: Obec Ukázka Zastoupená: <a class="redaction"`},
		{"cases/2026-001/index.html", `<a href="../../register/topic-roads/index.html">Silnice &amp; mosty</a>`},
		{"hu/cases/2026-001/index.html", `<a href="../../../hu/register/topic-roads/index.html">Utak</a>`},
		{"cases/2026-001/index.html", `Zde je zobrazeno vydání r2. Dřívější vydání: r1 (nahrazeno novějším). <a href="#history">`},
		{"hu/cases/2026-001/index.html", `Az itt látható kiadás: r2. Korábbi kiadások: r1 (`},
		{"en/cases/2026-002/index.html", `<li><strong>Answer due</strong> <time datetime="2026-07-16">16 July 2026</time> <span class="meta">(<a href="https://www.e-sbirka.cz/sb/1999/106">Act No. 106/1999 Coll.</a>)</span></li>`},
		{"cases/2026-002/index.html", `<strong>Lhůta pro odpověď</strong>`},
		{"hu/cases/2026-002/index.html", `<strong>A válasz határideje</strong>`},
		{"cases/2026-001/index.html", "!Lhůta pro odpověď"},
		{"cases/2026-001/index.html", `<strong>Zodpovězeno</strong> <time datetime="2026-07-03">3. července 2026</time> <span class="state state-partly-refused">`},
		{"en/cases/2026-001/index.html", `Obec Ukázka: <cite lang="cs">Oprava mostu přes Lhotecký potok</cite>. Case 2026-001, Release r2, <time datetime="2026-07-03">3 July 2026</time>. https://ukazka.example/informace/en/cases/2026-001/ SHA-256 <code class="digest">` + p.Cases[0].Releases[1].SHA256},
		{"cases/2026-002/index.html", `!id="cite"`},
		// the text is on the page of the document, but for its beginning
		{"cases/2026-001/index.html", `!class="text"`},
		{"cases/2026-001/index.html", `!<img`},
	})
}

// TestDocumentPages: what the pages of short, withheld and unread documents say.
func TestDocumentPages(t *testing.T) {
	p := testPortal(t)
	docs := p.Cases[0].Releases[1].Documents
	scan := docs[0]
	scan.ID, scan.Blocks, scan.Fields, scan.Title, scan.Kind = "d4", nil, nil, "", "annex"
	scan.Pages = nil
	for i := range 25 {
		page := docs[0].Pages[1]
		page.Number = i + 1
		scan.Pages = append(scan.Pages, page)
	}
	scan.PageCount, scan.Facsimile = 25, nil
	p.Cases[0].Releases[1].Documents = append(docs, scan)
	out, _ := build(t, p, unsearched)
	has(t, out, [][2]string{
		{"en/cases/2026-001/d1/index.html", `<a href="../../../../en/cases/2026-001/index.html" lang="cs">Oprava mostu přes Lhotecký potok</a>`},
		{"en/cases/2026-001/d1/index.html", `<a href="../../../../en/cases/2026-001/index.html#evidence">Check this document</a>`},
		{"cases/2026-001/d1/index.html", `<a href="../../../cases/2026-001/index.html#evidence">Ověřit tento dokument</a>`},
		{"hu/cases/2026-001/d1/index.html", `<a href="../../../../hu/cases/2026-001/index.html#documents">Az ügy összes irata</a>`},
		{"en/cases/2026-001/d1/index.html", `<div class="both">`},
		{"en/cases/2026-001/d1/index.html", `The document is in its original language`},
		{"cases/2026-001/d1/index.html", `!Dokument je v původním jazyce`},
		{"en/cases/2026-001/d1/index.html", `<figure id="page-2">`},
		{"en/cases/2026-001/d1/index.html", `<figcaption><a href="#page-1">Page 1</a>, hidden here: <a href="#ground-1">personal data, § 8a</a>, <a href="#ground-2">security, § 11</a></figcaption>`},
		{"en/cases/2026-001/d1/index.html", `!<nav class="parts"`},
		// only the grounds that the document names, by the numbers of the case
		{"en/cases/2026-001/d2/index.html", `<ol class="grounds">` + "\n" + `<li id="ground-2" value="2" data-ground="security">`},
		{"en/cases/2026-001/d2/index.html", `!id="ground-1"`},
		{"cases/2026-001/d2/index.html", `Tento dokument se neposkytuje. Důvod: <a href="#ground-2">bezpečnost, § 11</a>`},
		{"hu/cases/2026-001/d3/index.html", `download>A teljes irat letöltése változatlanul</a> <span class="meta">text/plain, `},
		// page images without a text begin on the first page
		{"en/cases/2026-001/d4/index.html", `<h1>Annex</h1>`},
		{"en/cases/2026-001/d4/index.html", `<title>Annex, Page images 1/2 | Obec Ukázka</title>`},
		{"en/cases/2026-001/d4/index.html", `<figure id="page-20">`},
		{"en/cases/2026-001/d4/index.html", `!<figure id="page-21">`},
		{"en/cases/2026-001/d4/index.html", `This document is published as page images only`},
		{"en/cases/2026-001/d4/index.html", `<a href="../../../../en/cases/2026-001/d4/pages/2/index.html" aria-label="Pages 21–25">21–25</a>`},
		{"hu/cases/2026-001/d4/pages/2/index.html", `<figure id="page-25">`},
		{"cases/2026-001/d4/pages/2/index.html", `<a href="../../../../../cases/2026-001/d4/index.html" aria-label="Strany 1–20">1–20</a>`},
	})
	if _, err := os.Stat(filepath.Join(out, "cases/2026-001/d4/pages/index.html")); err == nil {
		t.Error("the first part of the images has two addresses")
	}
}

// TestExcerpt: it is short, ends at a word, and is the same however much is hidden.
func TestExcerpt(t *testing.T) {
	for _, c := range []struct{ what, text, want string }{
		{"all of a short text", "h1 a\np b # c", "a b [A] c"},
		{"nothing of a table", "p a\n|b|c", "a"},
		{"the first sentence and not the letterhead", "p Obec\np " + strings.Repeat("slovo ", 12) + "# konec\np x", strings.Repeat("slovo ", 12) + "[A] konec x"},
		{"cut at a word", "p " + strings.Repeat("slovo ", 50), strings.Repeat("slovo ", 32) + "slovo …"},
		{"many hidden words", "p a # # # # b", "a [A] b"},
	} {
		list, err := blocks(readText(c.text))
		if err != nil {
			t.Fatal(err)
		}
		view, err := (&plan{portal: &Portal{Language: "en"}}).text(list, "en", &caseView{})
		if err != nil {
			t.Fatal(err)
		}
		if got := showView([]elementView{{Spans: excerpt(view)}}); got != c.want {
			t.Errorf("%s: %q, want %q", c.what, got, c.want)
		}
	}
}
