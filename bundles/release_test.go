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
	for name, facts := range map[string][]string{
		"r1": {"3 documents proven", "2 gaps in the text, 3 boxes on pages", "1 document withheld whole", "stated by the authority, not proven"},
		"r2": {"4 documents proven", "1 gap in the text, 3 boxes on pages", "1 document withheld whole"},
	} {
		v := bothVerdicts(t, s.Path(name), bundles.VerifyOptions{Trust: o.Trust, Case: "2026-1", Name: name})
		allHold(t, v)
		for _, fact := range facts {
			says(t, v.Completeness, fact)
		}
		says(t, v.Integrity, "listed and signed")
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
	for name, hidden := range map[string][]string{"r1": {"Neexistující", "Vendelín", "555 ", "invented internal"}, "r2": {"Neexistující", "Vendelín", "invented internal"}} {
		f := readFiles(t, s.Path(name))
		for _, n := range f.names() {
			for _, word := range append(hidden, "stiznost", "Stížnost na hluk", "secret.json") {
				if strings.Contains(string(f[n]), word) || strings.Contains(n, word) {
					t.Errorf("%s: %s holds %q", name, n, word)
				}
			}
			if strings.HasPrefix(n, "data/s1/d4") || strings.Contains(n, "places") || strings.Contains(n, "header") {
				t.Errorf("%s: member %s", name, n)
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
		"document left out":  func(in *bundles.ReleaseInput) { in.Documents = in.Documents[1:] },
		"document twice":     func(in *bundles.ReleaseInput) { in.Documents = append(in.Documents, in.Documents[0]) },
		"ground not listed":  func(in *bundles.ReleaseInput) { in.Grounds = in.Grounds[:1] },
		"whole and redacted": func(in *bundles.ReleaseInput) { in.Documents[0].Whole = true },
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
		in.Release = "r3"
		edit(&in)
		_, err := bundles.WriteRelease(t.Context(), s.Path("r3"), in, o.Evidence())
		done()
		if err == nil {
			t.Errorf("%s: released", what)
			os.RemoveAll(s.Path("r3"))
		}
	}
	if o.Log.Size() != entries {
		t.Errorf("refused releases left %d entries in the log", o.Log.Size()-entries)
	}
	if left, err := filepath.Glob(filepath.Join(s.Dir, ".*")); err != nil || len(left) != 0 {
		t.Errorf("refused releases left %q, %v", left, err)
	}
	s.WriteReleaseAs(t, "r2", "r3") // unchanged, it is fine
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
