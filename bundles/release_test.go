package bundles_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/bundles/bundlestest"
)

func TestReleaseRoundTrip(t *testing.T) {
	o := bundlestest.NewOffice(t)
	s := bundlestest.NewSample(t, o, "2026-1")
	s.WriteRelease(t, "r3")
	for name, facts := range map[string][]string{
		"r1": {"3 documents proven", "2 gaps in the text, 3 boxes on pages", "1 document withheld whole", "stated by the authority, not proven"},
		"r2": {"4 documents proven", "1 gap in the text, 3 boxes on pages", "1 document withheld whole"},
		"r3": {"4 documents proven", "2 gaps in the text", "takes down r2: it shows a telephone number by mistake; whoever kept r2 still has it"},
	} {
		v := bothVerdicts(t, s.Path(name), bundles.VerifyOptions{Trust: o.Trust, Case: "2026-1", Name: name})
		allHold(t, v)
		for _, fact := range facts {
			says(t, v.Completeness, fact)
		}
		says(t, v.Completeness, "what is a heading, a list or a table")
		says(t, v.Completeness, "searched by the publisher before release: see audit.json")
		says(t, v.Completeness, "the redactions are to be looked at again by 2027-03-31")
		says(t, v.Integrity, "listed and signed")
		says(t, v.Integrity, "approval 1: release.json is what was signed")
		says(t, v.Signer, "approval 1: signed by Bohumila Schvalující for "+o.Authority)
		says(t, v.Integrity, "seal s1: commitment.json is what was signed")
		says(t, v.Signer, "seal s1: signed by "+o.Authority)
		says(t, v.Time, "seal s1: signed by 2026-03-02T09:30:00Z")
		says(t, v.Log, "seal s1: entry 0 of the log")
		own := bothVerdicts(t, s.Path(name), bundles.VerifyOptions{})
		if own.Code != bundles.CodeUnconfirmed || own.Completeness.Status != bundles.Holds || own.Integrity.Status != bundles.Holds {
			t.Errorf("%s under its own trust: code %d, completeness %s, integrity %s", name, own.Code, own.Completeness.Status, own.Integrity.Status)
		}
		says(t, own.Signer, "give --trust")
	}
	r2 := bothVerdicts(t, s.Path("r2"), bundles.VerifyOptions{Trust: o.Trust})
	says(t, r2.Signer, "seal s2: signed by")
}

// TestReleaseShowsAndHides: the words and pixels that are decided on are gone,
// the others are there, and a later release shows more.
func TestReleaseShowsAndHides(t *testing.T) {
	o := bundlestest.NewOffice(t)
	s := bundlestest.NewSample(t, o, "2026-1")
	s.WriteRelease(t, "r3")
	for name, hidden := range map[string][]string{
		"r1": {"Neexistující", "Vendelín", "555 ", "invented internal"},
		"r2": {"Neexistující", "Vendelín", "invented internal"},
		"r3": {"Neexistující", "Vendelín", "555 ", "invented internal"},
	} {
		f := readFiles(t, s.Path(name))
		for _, n := range f.names() {
			for _, word := range append(hidden, "stiznost", "source-author", "secret.json") {
				if strings.Contains(string(f[n]), word) || strings.Contains(n, word) {
					t.Errorf("%s: %s holds %q", name, n, word)
				}
			}
			if strings.HasPrefix(n, "data/s1/d4") || strings.Contains(n, "header") {
				t.Errorf("%s: member %s", name, n)
			}
			if strings.Contains(n, "places") {
				checkPlacesShown(t, f, n, readFiles(t, s.Path("s1")))
			}
		}
		text := string(f["data/s1/d1/text.txt"])
		if !strings.Contains(text, "Podepsán [osobní údaj] telefon ") || !strings.Contains(text, "schválil.\n\nS pozdravem") {
			t.Errorf("%s: the text edition is %q", name, text)
		}
		if strings.Contains(text, "555 000 111") != (name == "r2") {
			t.Errorf("%s: the text edition is %q", name, text)
		}
	}
	r1, r2 := readFiles(t, s.Path("r1")), readFiles(t, s.Path("r2"))
	if r1["data/s1/d3/original.gz"] == nil || r2["data/s2/d5/original.txt"] == nil || r1["data/s1/d1/original.txt"] != nil {
		t.Errorf("whole files: r1 %q, r2 %q", r1.names(), r2.names())
	}
}

func TestReleasedPageIsBlackWhereHidden(t *testing.T) {
	o := bundlestest.NewOffice(t)
	s := bundlestest.NewSample(t, o, "2026-1")
	r, err := bundles.OpenReleased(s.Path("r1"))
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	name, ok := r.PageFile("s1", "d1", 1)
	if !ok {
		t.Fatal("no page")
	}
	data, err := r.Bag().Read(name, 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	page, err := bundles.DecodePNG(data, r.Header("s1", "d1").Page(1))
	if err != nil {
		t.Fatal(err)
	}
	original := bundlestest.InventedPage(64, 64, 1, "2026-11")
	for i, got := range page.Samples {
		want := original.Samples[i]
		if x, y := i%64, i/64; x >= 16 && x < 48 && y < 16 {
			want = 0
		}
		if got != want {
			t.Fatalf("pixel %d,%d is %d, want %d", i%64, i/64, got, want)
		}
	}
	if hidden, ok := r.Hidden("s1", "d1", "page/1"); !ok || len(hidden) != 1 || hidden[0] != (bundles.Range{1, 2}) {
		t.Errorf("hidden tiles %v, %t", hidden, ok)
	}
	if _, ok := r.Hidden("s1", "d4", "text"); ok || r.Header("s1", "d4") != nil {
		t.Error("a withheld document's header is open")
	}
}

func TestLedger(t *testing.T) {
	o := bundlestest.NewOffice(t)
	s := bundlestest.NewSample(t, o, "2026-1")
	entries := o.Log.Size()
	for what, edit := range map[string]func(in *bundles.ReleaseInput){
		"new gap in the text": func(in *bundles.ReleaseInput) {
			in.Documents[0].Redactions = append(in.Documents[0].Redactions, bundles.Redaction{View: "text", Leaves: &bundles.Range{0, 3}, Ground: "internal"})
		},
		"new box": func(in *bundles.ReleaseInput) {
			in.Documents[0].Redactions = append(in.Documents[0].Redactions, bundles.Redaction{View: "page/2", Tiles: &bundles.TileBlock{0, 3, 1, 1}, Ground: "internal"})
		},
		"shown document withheld": func(in *bundles.ReleaseInput) {
			in.Documents[0].ReleasedDocument = bundles.ReleasedDocument{Seal: "s1", ID: "d1", Withheld: "internal"}
		},
		"shown field hidden":      func(in *bundles.ReleaseInput) { in.Documents[0].Fields = nil },
		"field that is not there": func(in *bundles.ReleaseInput) { in.Documents[0].Fields = []string{"title", "subject"} },
		"field named twice":       func(in *bundles.ReleaseInput) { in.Documents[0].Fields = []string{"title", "title"} },
		"pad named as a field":    func(in *bundles.ReleaseInput) { in.Documents[0].Fields = []string{"title", ""} },
		"layout outside the text": func(in *bundles.ReleaseInput) { in.Documents[0].Layout[5].Leaf = 1 << 20 },
		"layout out of order": func(in *bundles.ReleaseInput) {
			in.Documents[0].Layout[0], in.Documents[0].Layout[1] = in.Documents[0].Layout[1], in.Documents[0].Layout[0]
		},
		"growth of pages, and a box shown": func(in *bundles.ReleaseInput) {
			in.Documents[0].Facsimile = &bundles.Facsimile{Growth: bundles.GrowthPage}
		},
		"exact without a reason": func(in *bundles.ReleaseInput) {
			in.Documents[0].Facsimile = &bundles.Facsimile{Growth: bundles.GrowthExact}
		},
		"reason without exact": func(in *bundles.ReleaseInput) {
			in.Documents[0].Facsimile = &bundles.Facsimile{Growth: bundles.GrowthLine, Reason: "none"}
		},
		"unknown growth": func(in *bundles.ReleaseInput) {
			in.Documents[0].Facsimile = &bundles.Facsimile{Growth: "word"}
		},
		"review on the day itself": func(in *bundles.ReleaseInput) { in.ReviewBy = "2026-03-02" },
		"review on no day":         func(in *bundles.ReleaseInput) { in.ReviewBy = "2027-02-30" },
		"review at an hour":        func(in *bundles.ReleaseInput) { in.ReviewBy = "2027-02-28T00:00:00Z" },
		"document left out":        func(in *bundles.ReleaseInput) { in.Documents = in.Documents[1:] },
		"document twice":           func(in *bundles.ReleaseInput) { in.Documents = append(in.Documents, in.Documents[0]) },
		"ground not listed":        func(in *bundles.ReleaseInput) { in.Grounds = in.Grounds[:1] },
		"whole and redacted":       func(in *bundles.ReleaseInput) { in.Documents[0].Whole = true },
		"tiles outside": func(in *bundles.ReleaseInput) {
			in.Documents[0].Redactions = append(in.Documents[0].Redactions, bundles.Redaction{View: "page/1", Tiles: &bundles.TileBlock{3, 0, 2, 1}, Ground: "internal"})
		},
		"leaves redacted twice": func(in *bundles.ReleaseInput) {
			in.Documents[0].Redactions = append(in.Documents[0].Redactions, in.Documents[0].Redactions[0])
		},
		"old reading of a replaced document": func(in *bundles.ReleaseInput) {
			in.Documents[1].ReleasedDocument.Seal = "s1"
		},
		"seal of another case": func(in *bundles.ReleaseInput) { in.Case = "2026-9" },
	} {
		in, done := s.ReleaseInput(t, "r2")
		in.Release = "r4"
		edit(&in)
		_, err := bundles.WriteRelease(t.Context(), s.Path("r4"), in, o.Evidence())
		done()
		if err == nil || errors.Is(err, bundles.ErrExists) {
			t.Errorf("%s: %v", what, err)
			os.RemoveAll(s.Path("r4"))
		}
	}
	if o.Log.Size() != entries {
		t.Errorf("refused releases left %d entries in the log", o.Log.Size()-entries)
	}
	if left, err := filepath.Glob(filepath.Join(s.Dir, ".*")); err != nil || len(left) != 0 {
		t.Errorf("refused releases left %q, %v", left, err)
	}
	s.WriteReleaseAs(t, "r2", "r4") // unchanged, it is fine
}

func TestReleaseIsNeverOverwritten(t *testing.T) {
	o := bundlestest.NewOffice(t)
	s := bundlestest.NewSmallSample(t, o, "2026-1")
	in, done := s.ReleaseInput(t, "r1")
	defer done()
	if _, err := bundles.WriteRelease(t.Context(), s.Path("r1"), in, o.Evidence()); !errors.Is(err, bundles.ErrExists) {
		t.Errorf("r1 again: %v, want ErrExists", err)
	}
	name := filepath.Join(t.TempDir(), "r1.zip")
	if err := bundles.Pack(s.Path("r1"), name); err != nil {
		t.Fatal(err)
	}
	if err := bundles.Pack(s.Path("r1"), name); !errors.Is(err, bundles.ErrExists) {
		t.Errorf("r1.zip again: %v, want ErrExists", err)
	}
}
