package content

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/content/law"
)

// plainOffice is an office without keys, with cases of these ids.
func plainOffice(t testing.TB, lawCode string, ids ...string) *Office {
	t.Helper()
	profile, err := law.Load(lawCode)
	if err != nil {
		t.Fatal(err)
	}
	o := &Office{Dir: t.TempDir(), Law: profile, Settings: Settings{Authority: "Obec Lhotka", Law: lawCode, Language: "cs", Domain: "lhotka.example"}}
	for _, id := range ids {
		if _, err := o.OpenCase(Case{ID: id, Title: "Případ " + id, Received: "2026-03-02"}); err != nil {
			t.Fatal(err)
		}
	}
	return o
}

// later is when no file of a test is young.
func later() time.Time { return time.Now().Add(time.Hour) }

// indexed reads the index, and tells how many cases were read for it.
func indexedAt(t *testing.T, o *Office, now time.Time) ([]IndexEntry, int) {
	t.Helper()
	var read atomic.Int64
	index, err := o.indexAt(t.Context(), func(bundles.Event) { read.Add(1) }, now)
	if err != nil {
		t.Fatal(err)
	}
	return index, int(read.Load())
}

// anew is what the index says where there was none.
func anew(t *testing.T, o *Office) []IndexEntry {
	t.Helper()
	held := o.indexFile() + ".held"
	if err := os.Rename(o.indexFile(), held); err != nil {
		t.Fatal(err)
	}
	index, _ := indexedAt(t, o, later())
	if err := os.Rename(held, o.indexFile()); err != nil {
		t.Fatal(err)
	}
	return index
}

func rewrite(t *testing.T, name, old, with string) {
	t.Helper()
	raw, err := os.ReadFile(name)
	if err == nil && bytes.Count(raw, []byte(old)) != 1 {
		err = fmt.Errorf("%s: no %q, or more than one", name, old)
	}
	if err == nil {
		err = os.WriteFile(name, bytes.Replace(raw, []byte(old), []byte(with), 1), 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// TestIndexChanges: after each kind of change the index says what one made anew
// says, and reads no other case for it.
func TestIndexChanges(t *testing.T) {
	o := newTestOffice(t, fixtures+"/cs-cesta-zadost.txt")
	for _, id := range []string{"b", "c"} {
		if _, err := o.OpenCase(Case{ID: id, Title: "Druhý případ", Received: "2026-03-02"}); err != nil {
			t.Fatal(err)
		}
	}
	md := func(id string) string { return filepath.Join(o.caseDir(id), caseFile) }
	e := Event{Event: law.Event{Code: "extend", Date: day(t, "2026-03-10"), Grounds: []string{o.Law.Extensions[0].Code}}}
	for i, c := range []struct {
		what   string
		change func()
		read   int
		holds  func(index []IndexEntry) bool
	}{
		{"nothing kept yet", func() {}, 3, func(x []IndexEntry) bool { return len(x) == 3 && x[0].Documents == 1 && x[0].Seals == 1 }},
		{"no change", func() {}, 0, func(x []IndexEntry) bool { return len(x) == 3 }},
		{"an event", func() { _, _, err := o.AddEvent("b", e); okay(t, err) }, 1, func(x []IndexEntry) bool { return len(x[1].Case.Events) == 2 }},
		{"case.md by hand", func() { rewrite(t, md("c"), "Druhý", "Třetí") }, 1, func(x []IndexEntry) bool { return x[2].Case.Title == "Třetí případ" }},
		{"case.md by hand, same size and time of writing", func() {
			info, err := os.Stat(md("c"))
			okay(t, err)
			rewrite(t, md("c"), "Třetí", "Pátýý")
			okay(t, os.Chtimes(md("c"), info.ModTime(), info.ModTime()))
		}, 1, func(x []IndexEntry) bool { return x[2].Case.Title == "Pátýý případ" }},
		{"a release", func() { o.release(t) }, 1, func(x []IndexEntry) bool { return x[0].Releases == 1 && x[0].Newest == "r1" && x[0].Released != "" }},
		{"a release to be reviewed", func() {
			_, _, err := o.Release(t.Context(), o.keys, "a", ReleaseOptions{Created: time.Now(), ReviewBy: "2099-11-30"})
			okay(t, err)
		}, 1, func(x []IndexEntry) bool {
			return x[0].Releases == 2 && x[0].Newest == "r2" && x[0].ReviewBy == "2099-11-30"
		}},
		{"a release gone", func() { okay(t, os.Remove(filepath.Join(o.bundlesDir("a"), "r2.zip"))) }, 1, func(x []IndexEntry) bool { return x[0].Newest == "r1" }},
		{"the plan", func() {
			plan, err := o.Plan("b")
			okay(t, err)
			plan.Redactions = []Redaction{{ID: "x1", Text: "Novák", Ground: "§ 8a", Source: SourceOfficer}}
			okay(t, o.writePlan("b", plan))
		}, 1, func(x []IndexEntry) bool { return reflect.DeepEqual(x[1].Grounds, []string{"personal-data"}) }},
		{"a case gone", func() { okay(t, os.RemoveAll(o.caseDir("b"))) }, 0, func(x []IndexEntry) bool { return len(x) == 2 && x[1].Case.ID == "c" }},
		{"its case.md gone", func() { okay(t, os.Remove(md("c"))) }, 0, func(x []IndexEntry) bool { return len(x) == 1 }},
	} {
		c.change()
		index, read := indexedAt(t, o.Office, later())
		if read != c.read {
			t.Errorf("%d, %s: %d cases read, want %d", i, c.what, read, c.read)
		}
		if !c.holds(index) {
			t.Errorf("%d, %s: %+v", i, c.what, index)
		}
		if want := anew(t, o.Office); !reflect.DeepEqual(index, want) {
			t.Errorf("%d, %s:\n%+v\nread anew:\n%+v", i, c.what, index, want)
		}
		if _, read := indexedAt(t, o.Office, later()); read != 0 {
			t.Errorf("%d, %s: %d cases read again", i, c.what, read)
		}
	}
}

func okay(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// TestIndexYoung: what was written less than two seconds before it was read is
// read again, until it is older.
func TestIndexYoung(t *testing.T) {
	o := plainOffice(t, "cz-106-1999", "a", "b")
	okay(t, os.WriteFile(filepath.Join(o.Dir, "stamp"), nil, 0o600))
	mark, err := markFile(filepath.Join(o.Dir, "stamp"))
	okay(t, err)
	written := time.Unix(0, mark.Written)
	for i, c := range []struct {
		now  time.Time
		read int
	}{{written, 2}, {written.Add(time.Second), 2}, {written.Add(markAge + time.Second), 2}, {written.Add(markAge + time.Second), 0}} {
		if _, read := indexedAt(t, o, c.now); read != c.read {
			t.Errorf("%d: %d cases read, want %d", i, read, c.read)
		}
	}
}

// TestIndexPrivate: the index is private, and keeps neither who asked nor the answer.
func TestIndexPrivate(t *testing.T) {
	o := plainOffice(t, "cz-106-1999", "a")
	c, err := o.Case("a")
	okay(t, err)
	c.Requester, c.Answer = Requester{Name: "Bohumil Zkušební", Email: "bohumil@posta.example"}, "Vymyšlená odpověď."
	okay(t, o.SaveCase(c))
	index, _ := indexedAt(t, o, later())
	if !index[0].HasRequester || index[0].Case.Requester != (Requester{}) || index[0].Case.Answer != "" {
		t.Errorf("%+v", index[0])
	}
	raw, err := os.ReadFile(o.indexFile())
	okay(t, err)
	for _, s := range []string{"Bohumil", "Zkušební", "posta.example", "Vymyšlená"} {
		if bytes.Contains(raw, []byte(s)) {
			t.Errorf("the index holds %q", s)
		}
	}
	info, err := os.Stat(o.indexFile())
	if okay(t, err); info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v", info.Mode())
	}
}

// TestIndexBroken: an index cut at any byte, or with any byte changed, is none.
func TestIndexBroken(t *testing.T) {
	o := plainOffice(t, "cz-106-1999", "a", "b")
	want, _ := indexedAt(t, o, later())
	whole, err := os.ReadFile(o.indexFile())
	okay(t, err)
	if len(parseIndex(whole)) != 2 {
		t.Fatal("the index is not read")
	}
	for i := range whole {
		if parseIndex(whole[:i]) != nil {
			t.Fatalf("cut at %d: read", i)
		}
		broken := bytes.Clone(whole)
		broken[i] ^= 1
		if parseIndex(broken) != nil {
			t.Fatalf("byte %d changed: read", i)
		}
	}
	for i, raw := range [][]byte{nil, whole[:len(whole)/2], append(bytes.Clone(whole), 0), []byte("garbage"), bytes.Replace(whole, []byte("index 1"), []byte("index 2"), 1)} {
		okay(t, os.WriteFile(o.indexFile(), raw, 0o600))
		index, read := indexedAt(t, o, later())
		if read != 2 || !reflect.DeepEqual(index, want) {
			t.Errorf("%d: %d cases read, %+v", i, read, index)
		}
		if now, err := os.ReadFile(o.indexFile()); err != nil || !bytes.Equal(now, whole) {
			t.Errorf("%d: not made anew (%v)", i, err)
		}
	}
}

// TestIndexNotWritable: where the index cannot be kept, the cases are told all
// the same.
func TestIndexNotWritable(t *testing.T) {
	o := plainOffice(t, "cz-106-1999", "a")
	okay(t, os.MkdirAll(o.indexFile(), 0o700))
	for range 2 {
		if index, read := indexedAt(t, o, later()); len(index) != 1 || read != 1 {
			t.Errorf("%d cases, %d read", len(index), read)
		}
	}
}

// TestIndexBrokenCase: a case that cannot be read is named, and hides no other.
func TestIndexBrokenCase(t *testing.T) {
	o := plainOffice(t, "cz-106-1999", "a", "b", "c")
	rewrite(t, filepath.Join(o.caseDir("b"), caseFile), "state: open", "state: shut")
	okay(t, os.Remove(filepath.Join(o.caseDir("c"), planFile)))
	for range 2 {
		index, err := o.Index()
		if len(index) != 1 || index[0].Case.ID != "a" || err == nil {
			t.Fatalf("%+v, %v", index, err)
		}
		for _, s := range []string{`case "b": case.md: state "shut"`, `case "c": there is none, or it has no plan.json`} {
			if !strings.Contains(err.Error(), s) {
				t.Errorf("%v: no %q", err, s)
			}
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := o.IndexShowing(ctx, nil); err == nil {
		t.Error("cancelled, and no error")
	}
}

// TestIndexTogether: several read and write the index while cases change; none
// sees a case half, and at the end it is right.
func TestIndexTogether(t *testing.T) {
	var ids []string
	for i := range 40 {
		ids = append(ids, fmt.Sprintf("c-%02d", i))
	}
	o := plainOffice(t, "cz-106-1999", ids...)
	e := Event{Event: law.Event{Code: "extend", Date: day(t, "2026-03-10"), Grounds: []string{o.Law.Extensions[0].Code}}}
	var all sync.WaitGroup
	for range 3 {
		all.Go(func() {
			for range 20 {
				if index, err := o.Index(); err != nil || len(index) != len(ids) {
					t.Errorf("%d cases, %v", len(index), err)
				}
			}
		})
	}
	for _, id := range ids[:20] {
		if _, _, err := o.AddEvent(id, e); err != nil {
			t.Error(err)
		}
	}
	all.Wait()
	index, _ := indexedAt(t, o, later())
	for i := range index {
		if n := len(index[i].Case.Events); (n == 2) != (i < 20) {
			t.Errorf("%s: %d events", ids[i], n)
		}
	}
}

// FuzzIndex: whatever is read was written so, and what is read is written again.
func FuzzIndex(f *testing.F) {
	o := plainOffice(f, "cz-106-1999", "a")
	if _, err := o.Index(); err != nil {
		f.Fatal(err)
	}
	whole, err := os.ReadFile(o.indexFile())
	if err != nil {
		f.Fatal(err)
	}
	f.Add(whole)
	f.Add(whole[:len(whole)-1])
	f.Add([]byte(indexFormat))
	f.Fuzz(func(t *testing.T, raw []byte) {
		if entries := parseIndex(raw); entries != nil {
			again, err := marshalIndex(entries)
			if err != nil || !reflect.DeepEqual(parseIndex(again), entries) {
				t.Errorf("%v: not as it was read", err)
			}
		}
	})
}

// TestShape: another field, or another type of one, is another shape.
func TestShape(t *testing.T) {
	type one struct{ A int }
	type two struct{ A, B int }
	type three struct{ A string }
	type four struct {
		A    *one
		More []four
		By   map[string][2]one
	}
	seen := map[string]bool{}
	for _, v := range []any{one{}, two{}, three{}, four{}, []one{}, [2]one{}, &one{}} {
		s := shapeOf(reflect.TypeOf(v), nil)
		if seen[s] {
			t.Errorf("%T has the shape %q, as another", v, s)
		}
		seen[s] = true
	}
	if s := shapeOf(reflect.TypeFor[keptEntry](), nil); !strings.Contains(s, "ReviewBy string") || !strings.Contains(s, "Received string") {
		t.Errorf("shape %q", s)
	}
}
