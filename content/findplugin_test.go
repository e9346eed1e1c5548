package content

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/akta-foi/akta/bundles/bundlestest"
	"github.com/akta-foi/akta/content/find"
	"github.com/akta-foi/akta/content/law"
)

const goodSpan = `{"document": "d1", "first": 2, "count": 1, "type": "person", "score": 80, "reason": "a title", "ground": "§ 8a"}`

var spanWords = map[string]int{"d1": 3}

func czechOffice(t testing.TB) *Office {
	t.Helper()
	l, err := law.Load("cz-106-1999")
	if err != nil {
		t.Fatal(err)
	}
	return &Office{Dir: t.TempDir(), Law: l}
}

func TestPluginSpan(t *testing.T) {
	o := czechOffice(t)
	f, err := o.span([]byte(goodSpan), spanWords)
	if err != nil || f.Document != "d1" || f.First != 2 || f.Count != 1 || f.Type != find.TypePerson || f.Score != 80 || len(f.Reasons) != 1 || f.Ground != "§ 8a" {
		t.Fatalf("%+v, %v", f, err)
	}
	bad := 0
	for _, c := range []struct{ what, old, new, want string }{
		{"no reason", `, "reason": "a title"`, "", ""},
		{"no ground", `, "ground": "§ 8a"`, "", ""},
		{"no first", `"first": 2, `, "", "first and count"},
		{"behind the end", `"first": 2`, `"first": 3`, "which has 3"},
		{"over the end", `"count": 1`, `"count": 2`, "which has 3"},
		{"so many that it overflows", `"count": 1`, `"count": 9223372036854775807`, "which has 3"},
		{"no words", `"count": 1`, `"count": 0`, "which has 3"},
		{"before the beginning", `"first": 2`, `"first": -1`, "which has 3"},
		{"another document", `"d1"`, `"d2"`, "none of those it was given"},
		{"a type in capitals", `"person"`, `"PER"`, "type: want"},
		{"no type", `"type": "person", `, "", "type: want"},
		{"no score", `"score": 80, `, "", "score 0"},
		{"a score that is too high", `80`, `101`, "score 101"},
		{"a fraction", `80`, `0.8`, "each once"},
		{"a reason of two lines", `a title`, `a\ntitle`, "reason: want one line"},
		{"an unknown ground", `§ 8a`, `§ 99`, "not in law"},
		{"an unknown field", `"score"`, `"text": "Jan", "score"`, "each once"},
		{"a field twice", `"score"`, `"count": 1, "score"`, "each once"},
		{"null", `"a title"`, `null`, "each once"},
		{"two objects", goodSpan, goodSpan + goodSpan, "each once"},
		{"a list", goodSpan, "[" + goodSpan + "]", "each once"},
		{"nothing of JSON", goodSpan, "Jan Vymyšlený", "each once"},
	} {
		line := strings.Replace(goodSpan, c.old, c.new, 1)
		if line == goodSpan {
			t.Fatalf("%s: nothing replaced", c.what)
		}
		_, err := o.span([]byte(line), spanWords)
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%s: %v, want %q", c.what, err, c.want)
		}
		if err != nil {
			bad++
			if strings.Contains(err.Error(), "Jan") || strings.Contains(err.Error(), "a title") {
				t.Errorf("%s: the error quotes the line: %v", c.what, err)
			}
		}
	}
	if bad < 19 {
		t.Errorf("%d bad lines", bad)
	}
}

// FuzzPluginSpan: whatever a plug-in writes, a finding lies in its document and
// can be recorded; and what is taken, is taken again when it is written anew.
func FuzzPluginSpan(f *testing.F) {
	f.Add(goodSpan)
	f.Add(`{"document":"d1","first":0,"count":3,"type":"x","score":1}`)
	f.Add(`{"document":"d1","first":0,"count":1e0,"type":"x","score":1}`)
	o := czechOffice(f)
	rec := &recorder{review: &Review{office: o}}
	plan := &Plan{Documents: []Document{{ID: "d1"}}}
	f.Fuzz(func(t *testing.T, line string) {
		got, err := o.span([]byte(line), spanWords)
		if err != nil {
			return
		}
		if got.First < 0 || got.Count < 1 || got.First+got.Count > spanWords[got.Document] {
			t.Fatalf("%+v", got)
		}
		got.Source = SourcePlugin + "own"
		x := rec.redaction(&searched{Document: Document{ID: "d1"}}, got)
		x.Seal = "s1"
		if err := plan.checkRedaction(x); err != nil {
			t.Fatalf("%+v: %v", x, err)
		}
		span := pluginSpan{Document: got.Document, First: &got.First, Count: got.Count, Type: string(got.Type), Score: got.Score, Ground: got.Ground}
		if len(got.Reasons) > 0 {
			span.Reason = got.Reasons[0]
		}
		raw, err := json.Marshal(span)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := o.span(raw, spanWords); err != nil {
			t.Fatalf("%s: %v", raw, err)
		}
	})
}

// TestPluginReads: a plug-in gets each document as one line, and no secret of
// akta's surroundings; what it writes without end is cut off.
func TestPluginReads(t *testing.T) {
	sh := bundlestest.Tool(t, "sh")
	o := czechOffice(t)
	t.Setenv("AKTA_PASSWORD", "tajné")
	texts := []find.Text{{Document: "d1", Language: "cs", Words: []string{"Vážený ", "<pane>"}}, {Document: "d2", Language: "hu", Words: []string{"Tisztelt "}}}
	take := func(find.Finding) error { return nil }
	run := func(script string) error {
		return o.runPlugin(t.Context(), Plugin{Name: "own", Command: []string{sh, "-c", script}, Timeout: 20}, texts, take)
	}
	if err := run("cat >seen; env >environment"); err != nil {
		t.Fatal(err)
	}
	want := `{"document":"d1","language":"cs","words":["Vážený ","<pane>"]}` + "\n" + `{"document":"d2","language":"hu","words":["Tisztelt "]}` + "\n"
	if got := readText(t, filepath.Join(o.Dir, "seen")); got != want {
		t.Errorf("it read %s", got)
	}
	if got := readText(t, filepath.Join(o.Dir, "environment")); strings.Contains(got, "AKTA_") || !strings.Contains(got, "PATH=") {
		t.Errorf("environment %s", got)
	}
	for _, c := range []struct{ script, want string }{
		{"yes ''", "line "},
		{"head -c 100000 /dev/zero | tr '\\0' x", "line 1 of its output: bufio.Scanner: token too long"},
		{"exec 0<&-; exit 0", ""}, // it need not read
		{"echo 'first'; echo 'x' >&2; exit 1", "line 1 of its output"},
		{"printf '\\033[2Jgone' >&2; exit 1", `it says "[2Jgone"`},
	} {
		err := run(c.script)
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%s: %v, want %q", c.script, err, c.want)
		}
	}
	if err := o.runPlugin(t.Context(), Plugin{Name: "own", Command: []string{"./none"}}, texts, take); err == nil || !strings.Contains(err.Error(), `plug-in "own"`) {
		t.Errorf("a program that is not there: %v", err)
	}
}

func readText(t *testing.T, name string) string {
	t.Helper()
	raw, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// TestFindSettings: public facts and plug-ins of akta.toml.
func TestFindSettings(t *testing.T) {
	const head = "authority = \"Obec Lhotka\"\nlaw = \"cz-106-1999\"\nlanguage = \"cs\"\ndomain = \"lhotka.example\"\n"
	for _, c := range []struct{ what, toml, want string }{
		{"all", "[facts]\nnumbers = [\"00177041\"]\naddresses = [\"Náves 1\"]\nofficials = [\"Božena Úřední\"]\n[[plugins]]\nname = \"own\"\ncommand = [\"find\", \"--strict\"]\ntimeout = 5\n", ""},
		{"an empty fact", "[facts]\nnumbers = [\" \"]\n", "facts, numbers"},
		{"a fact of two lines", "[facts]\naddresses = [\"a\\nb\"]\n", "facts, addresses"},
		{"an unknown kind", "[facts]\nstreets = [\"a\"]\n", "strict mode"},
		{"a plug-in without a command", "[[plugins]]\nname = \"own\"\n", "command: want the program"},
		{"a plug-in without a name", "[[plugins]]\ncommand = [\"x\"]\n", `plug-in ""`},
		{"a plug-in twice", "[[plugins]]\nname = \"own\"\ncommand = [\"x\"]\n[[plugins]]\nname = \"own\"\ncommand = [\"x\"]\n", "each once"},
		{"a deadline that is none", "[[plugins]]\nname = \"own\"\ncommand = [\"x\"]\ntimeout = -1\n", "timeout -1"},
	} {
		_, err := parseSettings([]byte(head + c.toml))
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%s: %v, want %q", c.what, err, c.want)
		}
	}
}
