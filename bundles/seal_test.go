package bundles_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/bundles/bundlestest"
)

// says holds that one of an answer's facts contains a phrase.
func says(t *testing.T, a bundles.Answer, phrase string) {
	t.Helper()
	if !strings.Contains(strings.Join(a.Facts, "\n"), phrase) {
		t.Errorf("the facts %q do not say %q", a.Facts, phrase)
	}
}

// bothVerdicts verifies a bundle as a folder and as the ZIP Pack makes of it,
// which must give the same answers.
func bothVerdicts(t *testing.T, dir string, o bundles.VerifyOptions) *bundles.Verdict {
	t.Helper()
	v, err := bundles.Verify(t.Context(), dir, o)
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "bundle.zip")
	if err := bundles.Pack(dir, name); err != nil {
		t.Fatal(err)
	}
	z, err := bundles.Verify(t.Context(), name, o)
	if err != nil {
		t.Fatal(err)
	}
	if a, b := bundles.MarshalCanonical(v), bundles.MarshalCanonical(z); !bytes.Equal(a, b) {
		t.Errorf("the folder's verdict is %s, the ZIP's %s", a, b)
	}
	return v
}

func allHold(t *testing.T, v *bundles.Verdict) {
	t.Helper()
	for name, a := range map[string]bundles.Answer{"integrity": v.Integrity, "signer": v.Signer, "time": v.Time, "log": v.Log, "completeness": v.Completeness} {
		if a.Status != bundles.Holds {
			t.Errorf("%s %s: %s is %s: %q", v.Kind, v.Name, name, a.Status, a.Facts)
		}
	}
	if v.Code != bundles.CodeHolds {
		t.Errorf("%s %s: code %d, want 0", v.Kind, v.Name, v.Code)
	}
}

func TestSealRoundTrip(t *testing.T) {
	o := bundlestest.NewOffice(t)
	s := bundlestest.NewSample(t, o, "2026-1")
	for name, documents := range map[string]string{"s1": "4 documents whole", "s2": "2 documents whole"} {
		v := bothVerdicts(t, s.Path(name), bundles.VerifyOptions{Trust: o.Trust, Case: "2026-1", Name: name})
		allHold(t, v)
		if v.Kind != "seal" || v.Name != name || v.Case != "2026-1" || v.Authority != o.Authority {
			t.Errorf("the verdict is on %s %s of %s, %s", v.Kind, v.Name, v.Case, v.Authority)
		}
		says(t, v.Completeness, documents)
		says(t, v.Integrity, "every file is the one that was sealed")
		says(t, v.Signer, o.Trust.Keys[0].KeyID)
		says(t, v.Time, "2026-03-02T09:30:00Z")
		says(t, v.Time, "publisher's own clock")
		says(t, v.Log, o.Origin)
		says(t, v.Log, "not witnessed")
	}
}

func TestSealedViews(t *testing.T) {
	o := bundlestest.NewOffice(t)
	s := bundlestest.NewSample(t, o, "2026-1")
	sealed, err := bundles.OpenSealed(s.Path("s1"))
	if err != nil {
		t.Fatal(err)
	}
	defer sealed.Close()
	d1, err := sealed.Document("d1")
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Join(d1.Text, "")
	if !strings.HasPrefix(text, "Vážený úřade, ") || !strings.HasSuffix(text, "schválil.\n\nS pozdravem odesílatel") {
		t.Errorf("the text is %q", text)
	}
	if d1.Header.Pages() != 2 || d1.Header.Page(2).Leaves != 16 {
		t.Errorf("d1 has %d pages, page 2 %d tiles; want 2 and 16", d1.Header.Pages(), d1.Header.Page(2).Leaves)
	}
	if len(d1.Meta) != 16 || !slices.Contains(d1.Meta, "title: Stížnost na hluk") {
		t.Errorf("meta leaves %q", d1.Meta)
	}
	pages := map[int]int{}
	d1.Places(func(leaf, page int, box bundles.Box) {
		pages[page]++
		if d1.Text[leaf] == "" || box.W != 8 {
			t.Errorf("leaf %d (%q) stands at %v", leaf, d1.Text[leaf], box)
		}
	})
	if pages[1] == 0 || pages[2] == 0 {
		t.Errorf("words on the pages: %v", pages)
	}
	page, err := d1.Page(2)
	if err != nil || !bytes.Equal(page.Samples, bundlestest.InventedPage(64, 64, 1, "2026-12").Samples) {
		t.Errorf("page 2 is not the one that was sealed (%v)", err)
	}
	d2, err := sealed.Document("d2")
	if err != nil {
		t.Fatal(err)
	}
	colour, err := d2.Page(1)
	if err != nil || !bytes.Equal(colour.Samples, bundlestest.InventedPage(40, 39, 3, "s1").Samples) {
		t.Errorf("d2's page is not the one that was sealed (%v)", err)
	}
	d3, err := sealed.Document("d3")
	if err != nil || d3.Header.Pages() != 0 || len(d3.Text) != 0 {
		t.Errorf("d3, bytes only: %v, %d pages, %d words", err, d3.Header.Pages(), len(d3.Text))
	}
	if _, err := sealed.Document("d9"); err == nil {
		t.Error("a document that was not sealed is opened")
	}
}

// TestNamesStayPrivate: no source name and nobody's words in a name of a
// member or in what becomes public of a seal.
func TestNamesStayPrivate(t *testing.T) {
	o := bundlestest.NewOffice(t)
	s := bundlestest.NewSmallSample(t, o, "2026-1")
	f := readFiles(t, s.Path("s1"))
	for _, n := range f.names() {
		if strings.Contains(n, "stiznost") {
			t.Errorf("member %q bears the file's name", n)
		}
		if strings.HasPrefix(n, "seal.") || n == "commitment.json" {
			if bytes.Contains(f[n], []byte("stiznost")) || bytes.Contains(f[n], []byte("Neexistující")) {
				t.Errorf("%s says what the document holds", n)
			}
		}
	}
	if f["data/d1/original.txt"] == nil {
		t.Errorf("the original keeps its extension in lower case: %q", f.names())
	}
}

func TestSealIsNeverOverwrittenAndNeverHalf(t *testing.T) {
	o := bundlestest.NewOffice(t)
	s := bundlestest.NewSmallSample(t, o, "2026-1")
	before := readFiles(t, s.Path("s1"))
	in := bundles.SealInput{Authority: o.Authority, Case: "2026-1", Seal: "s1", Created: o.Now, Documents: []bundles.DocumentInput{brokenDocument(nil, nil)}}
	if _, err := bundles.WriteSeal(t.Context(), s.Path("s1"), in, o.Evidence()); !errors.Is(err, bundles.ErrExists) {
		t.Errorf("sealing s1 again: %v, want ErrExists", err)
	}
	after := readFiles(t, s.Path("s1"))
	for _, n := range before.names() {
		if !bytes.Equal(before[n], after[n]) {
			t.Errorf("%s was changed", n)
		}
	}
	broken := errors.New("the disk is on fire")
	for what, d := range map[string]bundles.DocumentInput{
		"reader fails": brokenDocument(nil, broken), "file fails": brokenDocument(broken, nil),
	} {
		dir := filepath.Join(t.TempDir(), "s1")
		in.Documents = []bundles.DocumentInput{d}
		if _, err := bundles.WriteSeal(t.Context(), dir, in, o.Evidence()); !errors.Is(err, broken) {
			t.Errorf("%s: %v", what, err)
		}
		onlyEntry(t, filepath.Dir(dir), "")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	dir := filepath.Join(t.TempDir(), "s1")
	in.Documents = []bundles.DocumentInput{brokenDocument(nil, nil)}
	if _, err := bundles.WriteSeal(ctx, dir, in, o.Evidence()); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	if _, err := os.Lstat(dir); err == nil {
		t.Error("a cancelled seal is there")
	}
}

// brokenDocument fails on opening or on reading, if asked to.
func brokenDocument(open, read error) bundles.DocumentInput {
	return bundles.DocumentInput{ID: "d1", Name: "x",
		Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader("x")), open },
		Read: func(context.Context, func(*bundles.Page) error) (*bundles.Views, error) {
			return &bundles.Views{}, read
		}}
}

func TestSealRefusesBadInput(t *testing.T) {
	o := bundlestest.NewOffice(t)
	good := bundles.SealInput{Authority: o.Authority, Case: "2026-1", Seal: "s1", Created: o.Now, Documents: []bundles.DocumentInput{brokenDocument(nil, nil)}}
	page := func(p bundles.Page) func(*bundles.SealInput) {
		return func(in *bundles.SealInput) {
			in.Documents[0].Read = func(_ context.Context, give func(*bundles.Page) error) (*bundles.Views, error) {
				return &bundles.Views{}, give(&p)
			}
		}
	}
	views := func(v bundles.Views) func(*bundles.SealInput) {
		return func(in *bundles.SealInput) {
			in.Documents[0].Read = func(context.Context, func(*bundles.Page) error) (*bundles.Views, error) { return &v, nil }
		}
	}
	for what, edit := range map[string]func(*bundles.SealInput){
		"no document":               func(in *bundles.SealInput) { in.Documents = nil },
		"document twice":            func(in *bundles.SealInput) { in.Documents = append(in.Documents, in.Documents[0]) },
		"document name":             func(in *bundles.SealInput) { in.Documents[0].ID = "../d1" },
		"seal name":                 func(in *bundles.SealInput) { in.Seal = "r1" },
		"case name":                 func(in *bundles.SealInput) { in.Case = "a/b" },
		"authority of two lines":    func(in *bundles.SealInput) { in.Authority = "a\nb" },
		"replaces itself":           func(in *bundles.SealInput) { in.Documents[0].Replaces = "s1" },
		"no random":                 func(in *bundles.SealInput) { in.Random = strings.NewReader("too short") },
		"page of no size":           page(bundles.Page{Width: 0, Height: 1, Channels: 1}),
		"page with alpha":           page(bundles.Page{Width: 1, Height: 1, Channels: 4, Samples: make([]byte, 4)}),
		"page with a row too few":   page(bundles.Page{Width: 2, Height: 2, Channels: 1, Samples: make([]byte, 2)}),
		"empty word":                views(bundles.Views{Text: []bundles.Word{{Text: ""}}}),
		"word that is not UTF-8":    views(bundles.Views{Text: []bundles.Word{{Text: "\xff"}}}),
		"word on a missing page":    views(bundles.Views{Text: []bundles.Word{{Text: "a", Page: 1}}}),
		"field with a space":        views(bundles.Views{Meta: []bundles.Field{{Name: "a b", Value: "c"}}}),
		"a reading that is no JSON": views(bundles.Views{Reading: []byte("{")}),
		"paragraph without a word":  views(bundles.Views{Text: []bundles.Word{{Text: "\n\n"}}}),
	} {
		in := good
		in.Documents = append([]bundles.DocumentInput{}, good.Documents...)
		edit(&in)
		dir := filepath.Join(t.TempDir(), "s1")
		if _, err := bundles.WriteSeal(t.Context(), dir, in, o.Evidence()); err == nil {
			t.Errorf("%s: sealed", what)
		}
		onlyEntry(t, filepath.Dir(dir), "")
	}
	if _, err := bundles.WriteSeal(t.Context(), filepath.Join(t.TempDir(), "s1"), good, o.Evidence()); err != nil {
		t.Errorf("good input: %v", err)
	}
}

func TestSeedsDifferBetweenSealsAndDocuments(t *testing.T) {
	o := bundlestest.NewOffice(t)
	seen := map[string]string{}
	for _, name := range []string{"s1", "s2"} {
		dir := filepath.Join(t.TempDir(), name)
		in := bundles.SealInput{Authority: o.Authority, Case: "2026-1", Seal: name, Created: o.Now,
			Documents: []bundles.DocumentInput{brokenDocument(nil, nil), brokenDocument(nil, nil)}}
		in.Documents[1].ID = "d2"
		if _, err := bundles.WriteSeal(t.Context(), dir, in, o.Evidence()); err != nil {
			t.Fatal(err)
		}
		for _, field := range strings.Split(string(readFiles(t, dir)["data/secret.json"]), `"`) {
			if len(field) == 64 {
				if seen[field] != "" {
					t.Errorf("a secret of %s is one of %s too", name, seen[field])
				}
				seen[field] = name
			}
		}
	}
	if len(seen) != 6 {
		t.Errorf("%d secrets in two seals of two documents, want 6", len(seen))
	}
}
