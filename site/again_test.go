package site

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/akta-foi/akta/content/audit"
)

// again is a site that is built again and again, as an office does it.
type again struct {
	generator
	out, own, state string
}

func newAgain(t testing.TB) *again {
	dir := t.TempDir()
	return &again{generator: generator{dir: filepath.Join(dir, "releases")}, out: filepath.Join(dir, "site/public"), own: filepath.Join(dir, "own"), state: filepath.Join(dir, "state")}
}

func (a *again) try(t testing.TB, p *Portal, change ...func(*Options)) (Report, error) {
	t.Helper()
	o := Options{Out: a.out, Overrides: a.own, State: a.state, Audit: audit.Options{Terms: a.terms}}
	for _, c := range change {
		c(&o)
	}
	return Build(t.Context(), p, o)
}

func (a *again) build(t testing.TB, p *Portal, change ...func(*Options)) Report {
	t.Helper()
	report, err := a.try(t, p, change...)
	if err != nil {
		t.Fatal(err)
	}
	if left, _ := os.ReadDir(filepath.Dir(a.out)); len(left) != 1 {
		t.Errorf("beside the site: %v", left)
	}
	return report
}

// fileMark is what tells a file that was not touched.
type fileMark struct {
	info fs.FileInfo
	time time.Time
}

func marks(t testing.TB, dir string) map[string]fileMark {
	t.Helper()
	files, err := listFiles(dir)
	if err != nil {
		t.Fatal(err)
	}
	m := map[string]fileMark{}
	for _, f := range files {
		info, err := os.Stat(filepath.Join(dir, f.name))
		if err != nil {
			t.Fatal(err)
		}
		m[f.name] = fileMark{info, info.ModTime()}
	}
	return m
}

// touched lists the files that are new, or not the ones they were on the disk.
func touched(before, after map[string]fileMark) []string {
	var list []string
	for name, now := range after {
		if was, there := before[name]; !there || !os.SameFile(was.info, now.info) || !was.time.Equal(now.time) {
			list = append(list, name)
		}
	}
	slices.Sort(list)
	return list
}

// inThree is a page in all languages.
func inThree(names ...string) []string {
	var list []string
	for _, name := range names {
		list = append(list, name, "en/"+name, "hu/"+name)
	}
	return list
}

// speaksOfAll says whether a public file may tell of every case: home, lists,
// statistics, the examples of verify and cite, and open data that is not one case's.
func speaksOfAll(name string) bool {
	name = strings.TrimPrefix(strings.TrimPrefix(name, "hu/"), "en/")
	switch name {
	case "index.html", "cases/index.html", "verify/index.html", "cite/index.html", "grounds/index.html", "topics/index.html", "log/index.html", "sitemap.xml":
		return true
	}
	first, rest, _ := strings.Cut(name, "/")
	return slices.Contains([]string{"register", "statistics", "feeds"}, first) || first == "data" && filepath.Ext(rest) != ".html"
}

// A new case touches its own pages and release, and the pages that speak of it.
// What comes out is, to the byte, what a Build from nothing makes, and so is what
// the audit reports.
func TestNewCaseTouchesOnlyItsPages(t *testing.T) {
	a := newAgain(t)
	first := a.build(t, a.portal(t, 6), func(o *Options) { o.batch = 3 })
	if first.Rendered != first.Pages || len(first.Changed) != first.Files {
		t.Errorf("first build: %d of %d pages rendered, %d of %d files new", first.Rendered, first.Pages, len(first.Changed), first.Files)
	}
	before := marks(t, a.out)
	same := a.build(t, a.portal(t, 6))
	if same.Rendered != 0 || len(same.Changed) != 0 || len(touched(before, marks(t, a.out))) != 0 {
		t.Errorf("nothing new: %d pages rendered, %q", same.Rendered, same.Changed)
	}
	p := a.portal(t, 7)
	report := a.build(t, p)
	id := p.Cases[6].ID
	own := append(inThree("cases/"+id+"/index.html", "cases/"+id+"/d1/index.html"), "cases/"+id+"/case.json", "cases/"+id+"/case.jsonld", "releases/"+id+"-r1.zip")
	slices.Sort(own)
	got := touched(before, marks(t, a.out))
	if !reflect.DeepEqual(report.Changed, got) {
		t.Errorf("touched %q, reported %q", got, report.Changed)
	}
	for _, name := range slices.Concat(own, inThree("index.html", "cases/index.html", "register/year-2005/index.html"), []string{"data/register.csv", "sitemap.xml"}) {
		if !slices.Contains(got, name) {
			t.Errorf("%s was not touched", name)
		}
	}
	for _, name := range got {
		if !slices.Contains(own, name) && !speaksOfAll(name) {
			t.Errorf("%s was touched", name)
		}
	}
	whole := newAgain(t)
	whole.dir = a.dir
	full := whole.build(t, whole.portal(t, 7))
	sameTree(t, tree(t, whole.out), tree(t, a.out))
	if !reflect.DeepEqual(full.Audit, report.Audit) {
		t.Errorf("the audit reports\n%+v\nand of a build from nothing\n%+v", report.Audit, full.Audit)
	}

	gone := a.build(t, a.portal(t, 6))
	if !reflect.DeepEqual(gone.Removed, own) {
		t.Errorf("removed %q, want %q", gone.Removed, own)
	}
	if _, err := os.Stat(filepath.Join(a.out, "releases/"+id+"-r1.zip")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a release that is gone: %v", err)
	}
}

// A public file that somebody changed, removed or replaced by a link is made
// anew, and others are not.
func TestRepairsChangedFiles(t *testing.T) {
	a := newAgain(t)
	p := a.portal(t, 4)
	a.build(t, p)
	want, before := tree(t, a.out), marks(t, a.out)
	in := func(name string) string { return filepath.Join(a.out, name) }
	page := "hu/cases/" + p.Cases[1].ID + "/d1/index.html"
	changed := strings.Replace(want[page], "osobní", "hosobní", 1)
	if changed == want[page] {
		t.Fatalf("%s: shows no label", page)
	}
	release := "releases/" + p.Cases[2].ID + "-r1.zip"
	for _, err := range []error{
		os.WriteFile(in(page), []byte(changed), 0o644),
		os.Remove(in("verify/index.html")),
		os.WriteFile(in(release), []byte(strings.ToUpper(want[release])), 0o644),
		os.Remove(in("akta.css")), os.Symlink("/etc/passwd", in("akta.css")),
		os.WriteFile(in("stray.html"), []byte("mine"), 0o644),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	report := a.build(t, p)
	sameTree(t, want, tree(t, a.out))
	repaired := []string{"akta.css", page, release, "verify/index.html"}
	if got := touched(before, marks(t, a.out)); !reflect.DeepEqual(report.Changed, repaired) || !slices.Contains(got, page) {
		t.Errorf("reported %q, touched %q, want %q", report.Changed, got, repaired)
	}
	if !reflect.DeepEqual(report.Removed, []string{"stray.html"}) {
		t.Errorf("removed %q", report.Removed)
	}
}

// The state only saves time: without it, with another's, or with half of it, the
// same site comes out, and all of it is made.
func TestStateIsOnlyAHint(t *testing.T) {
	a := newAgain(t)
	p := a.portal(t, 4)
	first := a.build(t, p)
	want := tree(t, a.out)
	for _, name := range []string{pagesFile, auditFile} {
		info, err := os.Stat(filepath.Join(a.state, name))
		if err != nil || info.Mode().Perm() != 0o600 {
			t.Fatalf("%s: %v, %v", name, info, err)
		}
		data, err := os.ReadFile(filepath.Join(a.state, name))
		if err != nil || strings.Contains(string(data), "Vendel") || strings.Contains(string(data), "601") && strings.Contains(string(data), "+420") {
			t.Errorf("%s names a term (%v)", name, err)
		}
	}
	for name, harm := range map[string]func() error{
		"lost":      func() error { return os.RemoveAll(a.state) },
		"empty":     func() error { return os.WriteFile(filepath.Join(a.state, pagesFile), nil, 0o600) },
		"cut off":   func() error { return os.Truncate(filepath.Join(a.state, pagesFile), 200) },
		"bit flips": func() error { return flip(filepath.Join(a.state, pagesFile)) },
		"anew":      func() error { return nil },
	} {
		if err := harm(); err != nil {
			t.Fatal(err)
		}
		report := a.build(t, p, func(o *Options) { o.Anew = name == "anew" })
		if report.Rendered != first.Pages {
			t.Errorf("%s: %d pages rendered", name, report.Rendered)
		}
		sameTree(t, want, tree(t, a.out))
		if !reflect.DeepEqual(first.Audit, report.Audit) {
			t.Errorf("%s: the audit reports %+v", name, report.Audit)
		}
		if report = a.build(t, p); report.Rendered != 0 {
			t.Errorf("%s: the build after it renders %d pages", name, report.Rendered)
		}
	}
}

// flip changes one bit in the middle of a file.
func flip(name string) error {
	data, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	data[len(data)/2] ^= 1
	return os.WriteFile(name, data, 0o600)
}

// What all pages have in common is part of what each is made from.
func TestOverrideRendersAll(t *testing.T) {
	a := newAgain(t)
	p := a.portal(t, 3)
	a.build(t, p)
	writeFile(t, filepath.Join(a.own, "layouts/_partials/footer.html"), []byte("<footer>Naše patička</footer>\n"))
	report := a.build(t, p)
	if report.Rendered != report.Pages || len(report.Changed) != report.Pages {
		t.Errorf("%d of %d pages rendered, %d changed", report.Rendered, report.Pages, len(report.Changed))
	}
	for name, data := range tree(t, a.out) {
		if strings.HasSuffix(name, ".html") && !strings.Contains(data, "Naše patička") {
			t.Errorf("%s has the former footer", name)
		}
	}
	p.Contact.Email = "urad@ukazka.example"
	if report = a.build(t, p); report.Rendered != report.Pages {
		t.Errorf("new settings: %d of %d pages rendered", report.Rendered, report.Pages)
	}
}

// An office's layout that lists pages sees all of them, and one that writes files
// of its own has them in every Build.
func TestOverridesThatNeedAllPages(t *testing.T) {
	for name, layout := range map[string]string{ // the layout of a file may be met in one batch only
		"list":  `<footer>{{ len site.RegularPages }} pages</footer>`,
		"extra": `<footer>{{ with resources.FromString "list.txt" "of the office" }}<a href="{{ .RelPermalink }}">list</a>{{ end }}</footer>`,
	} {
		a := newAgain(t)
		writeFile(t, filepath.Join(a.own, "layouts/_partials/footer.html"), []byte(layout))
		var report Report
		batch := map[string]int{"list": 10, "extra": 100}[name]
		for n := 2; n <= 3; n++ {
			report = a.build(t, a.portal(t, n), func(o *Options) { o.batch = batch })
			if report.Rendered != report.Pages {
				t.Errorf("%s: %d of %d pages rendered", name, report.Rendered, report.Pages)
			}
		}
		files := tree(t, a.out)
		if all := fmt.Sprintf("<footer>%d pages</footer>", report.Pages/len(Languages())); name == "list" && !strings.Contains(files["index.html"], all) {
			t.Errorf("the list does not count all pages of a language: want %s", all)
		}
		if name == "extra" && files["list.txt"] != "of the office" {
			t.Errorf("list.txt: %q", files["list.txt"])
		}
	}
}

// A text that is hidden since is found in a page that did not change, and the
// site stays as it was.
func TestNewTermIsFoundInOldPages(t *testing.T) {
	a := newAgain(t)
	p := a.portal(t, 3)
	a.build(t, p)
	want := tree(t, a.out)
	a.terms = append(a.terms, audit.Term{Case: "2006-00009", Class: "personal-data", Text: p.Cases[0].Title})
	_, err := a.try(t, p)
	var leak *audit.Error
	if !errors.As(err, &leak) || len(leak.Report.Hits) < 3 {
		t.Fatalf("error: %v", err)
	}
	sameTree(t, want, tree(t, a.out))
	if _, err = a.try(t, p); !errors.As(err, &leak) {
		t.Errorf("the second time: %v", err)
	}
}

// A Build that is stopped at any point leaves the former site as it was, to the
// file, and the next one finds nothing of it.
func TestStoppedBuildLeavesTheSite(t *testing.T) {
	a := newAgain(t)
	a.build(t, a.portal(t, 4))
	before := marks(t, a.out)
	p := a.portal(t, 5)
	for _, stage := range []string{StageCollect, StageRender, StageCopy, StageCheck} {
		ctx, stop := context.WithCancel(t.Context())
		o := Options{Out: a.out, State: a.state, Audit: audit.Options{Terms: a.terms}, Progress: func(e Event) {
			if e.Stage == stage {
				stop()
			}
		}}
		if _, err := Build(ctx, p, o); !errors.Is(err, context.Canceled) {
			t.Errorf("stopped at %s: %v", stage, err)
		}
		stop()
		if after := marks(t, a.out); len(touched(before, after)) != 0 || len(after) != len(before) {
			t.Errorf("stopped at %s: touched %q", stage, touched(before, after))
		}
	}
	// A process that was killed leaves a folder of links. What it names is the
	// site's own; removing it must not change the site.
	half := filepath.Join(filepath.Dir(a.out), ".public"+freshSuffix+"77")
	if err := os.MkdirAll(half, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Link(filepath.Join(a.out, "index.html"), filepath.Join(half, "index.html")); err != nil {
		t.Skipf("no links here: %v", err)
	}
	want := tree(t, a.out)
	a.build(t, a.portal(t, 4))
	sameTree(t, want, tree(t, a.out))
	if got := touched(before, marks(t, a.out)); len(got) != 0 {
		t.Errorf("after a kill: touched %q", got)
	}
}

// Where the file system has no links, a file is copied with its time, and only if
// it has the digest that it is taken over for.
func TestCopyInsteadOfLink(t *testing.T) {
	dir := t.TempDir()
	from, to := filepath.Join(dir, "a"), filepath.Join(dir, "b")
	writeFile(t, from, []byte("same"))
	then := time.Date(2026, 7, 3, 9, 0, 0, 0, time.UTC)
	if err := os.Chtimes(from, then, then); err != nil {
		t.Fatal(err)
	}
	if err := copyAs(from, to, sha256.Sum256([]byte("same"))); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(to); err != nil || !info.ModTime().Equal(then) {
		t.Errorf("copy: %v, %v", info, err)
	}
	if err := copyAs(from, to, sha256.Sum256([]byte("same"))); !errors.Is(err, fs.ErrExist) {
		t.Errorf("over another file: %v", err)
	}
	if err := copyAs(from, to+"2", sha256.Sum256([]byte("other"))); err == nil {
		t.Error("other bytes are taken over")
	}
}
