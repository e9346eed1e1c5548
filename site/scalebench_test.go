package site

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"github.com/spf13/afero"

	"github.com/akta-foi/akta/content/audit"
)

// scaleRun is one run of the benchmark, in a process of its own, so that its time
// and memory are its own.
type scaleRun struct {
	Task  string `json:"task"` // "plain": Hugo with an empty theme; "build"
	Cases int    `json:"cases"`
	Dir   string `json:"dir"`

	Wall     float64            `json:"wall"` // seconds
	CPU      float64            `json:"cpu"`  // of all processors, user and system
	RSS      int64              `json:"rss"`  // bytes, at its highest
	Stages   map[string]float64 `json:"stages"`
	Pages    int                `json:"pages"`
	Rendered int                `json:"rendered"`
	Changed  int                `json:"changed"`
}

const scaleRunEnv = "AKTA_SCALE_RUN"

// BenchmarkScale builds the site of many cases from nothing, and again after one
// new case, beside plain Hugo, which renders as many pages from as many files
// with a theme that only writes the body. Machine and input are the same; the
// input is that of generate_test.go. "x-hugo" is the ratio of processor time.
//
//	go test ./site -run xxx -bench Scale -benchtime 1x -timeout 60m
func BenchmarkScale(b *testing.B) {
	for _, n := range []int{1000, 10000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				dir := b.TempDir()
				plain := runScale(b, scaleRun{Task: "plain", Cases: n, Dir: dir})
				first := runScale(b, scaleRun{Task: "build", Cases: n, Dir: dir})
				again := runScale(b, scaleRun{Task: "build", Cases: n + 1, Dir: dir})
				b.ReportMetric(plain.CPU, "hugo-cpu-s")
				b.ReportMetric(first.CPU, "first-cpu-s")
				b.ReportMetric(first.CPU/plain.CPU, "x-hugo")
				b.ReportMetric(again.CPU, "again-cpu-s")
				b.ReportMetric(again.Wall, "again-wall-s")
				b.ReportMetric(float64(first.RSS)/1e6, "first-MB")
				b.ReportMetric(float64(again.RSS)/1e6, "again-MB")
				b.ReportMetric(float64(again.Changed), "changed-files")
				for _, r := range []scaleRun{plain, first, again} {
					b.Logf("%-5s of %d cases, %d pages, %d rendered, %d files changed: %.1f s, %.1f s of processor, %d MB, %v (%s, %d processors)", r.Task, r.Cases, r.Pages, r.Rendered,
						r.Changed, r.Wall, r.CPU, r.RSS/1e6, r.Stages, runtime.GOARCH, runtime.GOMAXPROCS(0))
				}
				if again.RSS > 2e9 || first.RSS > 2e9 {
					b.Errorf("more than 2 GB of memory")
				}
			}
		})
	}
}

func runScale(b *testing.B, r scaleRun) scaleRun {
	b.Helper()
	task, err := json.Marshal(r)
	if err != nil {
		b.Fatal(err)
	}
	result := filepath.Join(r.Dir, "result.json")
	c := exec.Command(os.Args[0], "-test.run", "^TestScaleRun$", "-test.timeout", "60m")
	c.Env = append(os.Environ(), scaleRunEnv+"="+string(task))
	if out, err := c.CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	data, err := os.ReadFile(result)
	if err == nil {
		err = json.Unmarshal(data, &r)
	}
	if err != nil {
		b.Fatal(err)
	}
	return r
}

// TestScaleRun is what the benchmark runs in another process.
func TestScaleRun(t *testing.T) {
	task := os.Getenv(scaleRunEnv)
	if task == "" {
		t.Skip("only for BenchmarkScale")
	}
	var r scaleRun
	if err := json.Unmarshal([]byte(task), &r); err != nil {
		t.Fatal(err)
	}
	g := &generator{dir: filepath.Join(r.Dir, "releases")}
	p := g.portal(t, r.Cases)
	runtime.GC()
	started, cpu := time.Now(), processorTime()
	switch r.Task {
	case "plain":
		r.Pages = plainHugo(t, p, filepath.Join(r.Dir, "plain"))
	case "build":
		r.Stages = map[string]float64{}
		stage, since := "plan", started
		report, err := Build(t.Context(), p, Options{
			Out: filepath.Join(r.Dir, "public"), State: filepath.Join(r.Dir, "state"), Audit: audit.Options{Terms: g.terms},
			Progress: func(e Event) {
				if e.Stage != stage {
					r.Stages[stage], stage, since = time.Since(since).Seconds(), e.Stage, time.Now()
				}
			},
		})
		if err != nil {
			t.Fatal(err)
		}
		r.Stages[stage] = time.Since(since).Seconds()
		r.Pages, r.Rendered, r.Changed = report.Pages, report.Rendered, len(report.Changed)
	}
	r.Wall, r.CPU, r.RSS = time.Since(started).Seconds(), processorTime()-cpu, peakMemory()
	data, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	writeFile(t, filepath.Join(r.Dir, "result.json"), data)
}

// plainHugo renders the pages of a portal with an empty theme, one content file a
// page and language, all at once, and writes them to a folder.
func plainHugo(t *testing.T, p *Portal, out string) (written int) {
	pl, err := newPlan(p)
	if err != nil {
		t.Fatal(err)
	}
	pages, err := pl.pages()
	if err != nil {
		t.Fatal(err)
	}
	w := &workspace{files: map[string][]byte{"themes/akta/layouts/page.html": []byte("{{ .Content }}"), "themes/akta/layouts/all.html": []byte("{{ .Content }}")}}
	for i, page := range pages {
		source, err := page.source()
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range Languages() {
			w.files[fmt.Sprintf("content/%s/p%06d.html", l, i)] = source
		}
	}
	config := hugoConfig(pl)
	delete(config, "module")
	for code, l := range config["languages"].(map[string]any) {
		l.(map[string]any)["contentDir"] = "content/" + code
	}
	settings, err := json.Marshal(config)
	if err != nil {
		t.Fatal(err)
	}
	published, _, err := w.render(t.Context(), settings, nil)
	if err != nil {
		t.Fatal(err)
	}
	err = afero.Walk(published, "/", func(name string, info fs.FileInfo, err error) error {
		if err != nil || info.IsDir() {
			return err
		}
		written++
		data, err := afero.ReadFile(published, name)
		return errors.Join(err, os.MkdirAll(filepath.Dir(out+name), 0o755), os.WriteFile(out+name, data, 0o644))
	})
	if err != nil || written != len(pages)*len(Languages()) {
		t.Fatalf("%d pages of %d: %v", written, len(pages)*len(Languages()), err)
	}
	return written
}
