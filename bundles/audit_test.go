package bundles_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/bundles/bundlestest"
)

// TestAuditSeesEverything: the search is over all that is signed.
func TestAuditSeesEverything(t *testing.T) {
	o := bundlestest.NewOffice(t)
	s := bundlestest.NewSample(t, o, "2026-1")
	in, done := s.ReleaseInput(t, "r1")
	defer done()
	var seen bagFiles
	in.Audit = func(_ context.Context, dir string) ([]byte, error) {
		seen = readFiles(t, dir)
		return []byte("{\"hits\": 0}"), nil
	}
	dir := filepath.Join(t.TempDir(), "r1")
	r, err := bundles.WriteRelease(t.Context(), dir, in, o.Evidence())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range r.Files {
		if seen[f.Name] == nil && f.Name != "audit.json" {
			t.Errorf("%s is signed and was not searched", f.Name)
		}
	}
	// Also what release.json will say of the documents, so that boxes and labels
	// can be held against it; the record itself comes after.
	if len(seen) != len(r.Files) || seen["release.json"] == nil {
		t.Errorf("%d files searched, %d signed", len(seen), len(r.Files))
	}
	if f := readFiles(t, dir); string(f["audit.json"]) != "{\"hits\": 0}" {
		t.Errorf("the record is %q", f["audit.json"])
	}
}

// TestAuditStopsTheRelease: nothing is signed, logged or left.
func TestAuditStopsTheRelease(t *testing.T) {
	o := bundlestest.NewOffice(t)
	s := bundlestest.NewSmallSample(t, o, "2026-1")
	entries := o.Log.Size()
	dir := t.TempDir()
	for fact, record := range map[string]string{
		"a name in page 1": "", "not a JSON object": "null", "cannot unmarshal array": "[]", "unexpected end": "{", "invalid character": "{}{}",
		"more than the 65536 allowed": `{"x":"` + strings.Repeat("x", 64<<10) + `"}`, "in UTF-8": "{\"x\":\"\xff\"}",
	} {
		in, done := s.ReleaseInput(t, "r1")
		in.Audit = func(context.Context, string) ([]byte, error) {
			if record == "" {
				return nil, errors.New("a name in page 1")
			}
			return []byte(record), nil
		}
		_, err := bundles.WriteRelease(t.Context(), filepath.Join(dir, "r1"), in, o.Evidence())
		done()
		if err == nil || !strings.Contains(err.Error(), fact) {
			t.Errorf("%.20q: %v, want %q", record, err, fact)
		}
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != 0 {
		t.Errorf("%v is left, %v", left, err)
	}
	if o.Log.Size() != entries {
		t.Errorf("refused releases left %d entries in the log", o.Log.Size()-entries)
	}
}

// TestReleaseWithoutExtras: what is optional leaves no member.
func TestReleaseWithoutExtras(t *testing.T) {
	o := bundlestest.NewOffice(t)
	s := bundlestest.NewSmallSample(t, o, "2026-1")
	in, done := s.ReleaseInput(t, "r1")
	defer done()
	in.Audit, in.ReviewBy = nil, ""
	in.Documents[0].Fields, in.Documents[0].Layout = nil, nil
	dir := filepath.Join(t.TempDir(), "r1")
	if _, err := bundles.WriteRelease(t.Context(), dir, in, o.Evidence()); err != nil {
		t.Fatal(err)
	}
	v := bothVerdicts(t, dir, bundles.VerifyOptions{Trust: o.Trust})
	if v.Completeness.Status != bundles.Holds || strings.Contains(strings.Join(v.Completeness.Facts, ""), "searched by") {
		t.Errorf("completeness %+v", v.Completeness)
	}
	for n := range readFiles(t, dir) {
		if strings.HasSuffix(n, "meta.json") || strings.HasSuffix(n, "layout.json") || n == "audit.json" {
			t.Errorf("member %s", n)
		}
	}
	r, err := bundles.OpenReleased(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	layout, err := r.Layout("s1", "d1")
	if err != nil || layout != nil {
		t.Errorf("layout %v, %v", layout, err)
	}
	if fields, err := r.Fields("s1", "d1"); err != nil || fields != nil {
		t.Errorf("fields %v, %v", fields, err)
	}
}

// TestReleasedLayoutAndFields: what is hidden has no block and no field.
func TestReleasedLayoutAndFields(t *testing.T) {
	o := bundlestest.NewOffice(t)
	s := bundlestest.NewSample(t, o, "2026-1")
	for i, r := range openAll(t, s, "r1", "r2") {
		blocks, err := r.Layout("s1", "d1")
		if err != nil {
			t.Fatal(err)
		}
		var kinds []string
		for _, b := range blocks {
			kinds = append(kinds, b.Kind)
		}
		want := []string{"heading paragraph paragraph cell cell", "heading paragraph item paragraph cell cell"}[i]
		if got := strings.Join(kinds, " "); got != want {
			t.Errorf("%s: layout %q, want %q", r.Release.Release, got, want)
		}
		fields, err := r.Fields("s1", "d1")
		if err != nil || len(fields) != 1 || fields[0] != (bundles.Field{Name: "title", Value: "Stížnost na hluk"}) {
			t.Errorf("%s: fields %v, %v", r.Release.Release, fields, err)
		}
		if blocks, err := r.Layout("s1", "d9"); err != nil || blocks != nil {
			t.Errorf("layout of a document that is not there: %v, %v", blocks, err)
		}
		if fields, err := r.Fields("s1", "d4"); err != nil || fields != nil {
			t.Errorf("fields of a withheld document: %v, %v", fields, err)
		}
	}
}
