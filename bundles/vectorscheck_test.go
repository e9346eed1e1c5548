package bundles_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/bundles/bundlestest"
)

const vectorFolder = "testdata/vectors"

// vectorPaths are the vectors: those that hold, or those that are refused.
func vectorPaths(t *testing.T, refused bool) []string {
	t.Helper()
	all, err := filepath.Glob(filepath.Join(vectorFolder, "*.json"))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, p := range all {
		if strings.HasPrefix(filepath.Base(p), "refused-") == refused {
			out = append(out, p)
		}
	}
	if len(out) < 5 {
		t.Fatalf("%d vectors", len(out))
	}
	return out
}

// TestCheckJS has a second implementation judge every vector.
func TestCheckJS(t *testing.T) {
	node := bundlestest.Tool(t, "node")
	out := bundlestest.Run(t, node, filepath.Join(vectorFolder, "check.js"))
	want := len(vectorPaths(t, false)) + len(vectorPaths(t, true))
	if !strings.HasPrefix(out, fmt.Sprintf("%d vectors, ", want)) || strings.Contains(out, " 0 ") {
		t.Errorf("%s", out)
	}
	t.Log(out)
	empty, err := exec.Command(node, filepath.Join(vectorFolder, "check.js"), filepath.Join(t.TempDir(), "none.json")).CombinedOutput()
	if err == nil {
		t.Errorf("a vector that is not there: %s", empty)
	}
}

// mutants collects spoilt vectors, each in a folder of its own.
type mutants struct {
	dir   string
	paths []string
	what  map[string]string
}

func (m *mutants) add(t *testing.T, name, what string, data []byte) {
	t.Helper()
	dir := filepath.Join(m.dir, fmt.Sprint(len(m.paths)))
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	m.paths, m.what[path] = append(m.paths, path), what
}

// freeText is what no rule speaks of: names of releases and reasons.
var freeText = regexp.MustCompile(`"(name|why)": "(\\.|[^"\\])*"`)

// flips adds copies of a vector with one bit changed, at so many places.
func (m *mutants) flips(t *testing.T, path string, most int) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	free := make([]bool, len(data))
	for _, at := range freeText.FindAllIndex(data, -1) {
		for i := at[0]; i < at[1]; i++ {
			free[i] = true
		}
	}
	for i, step := 0, max(1, len(data)/most); i < len(data); i += step {
		if !free[i] {
			m.add(t, filepath.Base(path), fmt.Sprintf("byte %d (%q)", i, data[max(0, i-20):min(len(data), i+20)]), flipped(data, i, 1))
		}
	}
}

var (
	expected  = regexp.MustCompile(`"expect": "refused",\n {3}"step": "([a-z]+)"`)
	otherStep = map[string]string{"json": "root", "commitment": "header", "header": "ranges", "ranges": "root", "content": "root", "items": "root", "root": "content"}
)

// verdicts adds copies of a vector that claim another verdict, or another step.
func (m *mutants) verdicts(t *testing.T, path string) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, at := range expected.FindAllSubmatchIndex(data, -1) {
		step := string(data[at[2]:at[3]])
		other := otherStep[step]
		if other == "" {
			t.Fatalf("%s: step %q", path, step)
		}
		put := func(s string) []byte { return bytes.Join([][]byte{data[:at[0]], []byte(s), data[at[1]:]}, nil) }
		m.add(t, filepath.Base(path), "another step", put(strings.Replace(string(data[at[0]:at[1]]), step, other, 1)))
		m.add(t, filepath.Base(path), "another verdict", put(`"expect": "holds"`))
	}
}

// TestCheckJSFindsMutants holds that check.js fails on every copy of a vector
// in which a bit differs, or another verdict is claimed. With AKTA_TAMPER=all
// the bits are changed at four times as many places.
func TestCheckJSFindsMutants(t *testing.T) {
	node := bundlestest.Tool(t, "node")
	m := &mutants{dir: t.TempDir(), what: map[string]string{}}
	for _, p := range vectorPaths(t, false) {
		most := sampled(15, 60)
		if strings.HasSuffix(p, "text-1000.json") {
			most = sampled(3, 10) // each takes as long as all the others' leaves
		}
		m.flips(t, p, most)
	}
	for _, p := range vectorPaths(t, true) {
		m.verdicts(t, p)
	}
	if len(m.paths) < sampled(300, 800) {
		t.Fatalf("%d mutants", len(m.paths))
	}
	out, err := exec.Command(node, append([]string{filepath.Join(vectorFolder, "check.js"), "--all"}, m.paths...)...).CombinedOutput()
	if err == nil {
		t.Error("check.js ends with exit code 0")
	}
	failed := strings.Count("\n"+string(out), "\nFAIL ")
	for line := range strings.Lines(string(out)) {
		if path, ok := strings.CutPrefix(strings.TrimSuffix(line, "\n"), "ok   "); ok {
			t.Errorf("%s: %s is accepted", filepath.Base(path), m.what[path])
		}
	}
	if failed != len(m.paths) {
		t.Errorf("%d of %d mutants fail\n%.2000s", failed, len(m.paths), out)
	}
	t.Logf("%d mutants, all found", failed)
}

// TestVectorsNeedEveryCheck takes each check out of check.js, one at a time:
// some vector must then be judged wrongly, or the check has no vector.
func TestVectorsNeedEveryCheck(t *testing.T) {
	if testing.Short() {
		t.Skip("runs check.js some fifty times")
	}
	node := bundlestest.Tool(t, "node")
	source, err := os.ReadFile(filepath.Join(vectorFolder, "check.js"))
	if err != nil {
		t.Fatal(err)
	}
	checks := regexp.MustCompile(`hold\("([a-z]+)"`).FindAllSubmatchIndex(source, -1)
	if len(checks) < 20 {
		t.Fatalf("%d checks", len(checks))
	}
	paths := append(vectorPaths(t, true), filepath.Join(vectorFolder, "document.json"))
	for _, at := range checks {
		line := bytes.Count(source[:at[0]], []byte("\n")) + 1
		weak := bytes.Join([][]byte{source[:at[0]], []byte("(() => {})"), source[at[0]+len("hold"):]}, nil)
		script := filepath.Join(t.TempDir(), "check.js")
		if err := os.WriteFile(script, weak, 0o644); err != nil {
			t.Fatal(err)
		}
		if out, err := exec.Command(node, append([]string{script}, paths...)...).CombinedOutput(); err == nil {
			t.Errorf("check.js:%d: without this check for %q no vector fails\n%s", line, source[at[2]:at[3]], out)
		}
	}
}

// TestCheckJSJudgesReleases has the second implementation judge what the
// package really writes, and what a dishonest office could sign.
func TestCheckJSJudgesReleases(t *testing.T) {
	node := bundlestest.Tool(t, "node")
	s := bundlestest.NewSample(t, bundlestest.NewOffice(t), "2026-1")
	dir := t.TempDir()
	check := func(f bagFiles, name string) (string, error) {
		b, err := bundles.NewMemoryBag(f)
		if err != nil {
			t.Fatal(err)
		}
		r, err := bundles.NewReleased(b)
		if err != nil {
			t.Fatal(err)
		}
		v, err := bundles.ReleaseVector(r, name)
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(dir, name+".json")
		if err := os.WriteFile(path, v, 0o600); err != nil {
			t.Fatal(err)
		}
		out, err := exec.Command(node, filepath.Join(vectorFolder, "check.js"), path).CombinedOutput()
		return string(out), err
	}
	for name, want := range map[string]int{"r1": 3, "r2": 4} {
		out, err := check(readFiles(t, s.Path(name)), name)
		if err != nil || !strings.HasPrefix(out, fmt.Sprintf("1 vectors, %d releases hold", want)) {
			t.Errorf("%s: %v, %s", name, err, out)
		}
	}
	f := readFiles(t, s.Path("r1"))
	text := bytes.Replace(f["data/s1/d1/text.json"], []byte("hluk "), []byte("klid "), 1)
	if out, err := check(f.with("data/s1/d1/text.json", text), "lie"); err == nil || !strings.Contains(out, "another root") {
		t.Errorf("another word: %v, %s", err, out)
	}
}
