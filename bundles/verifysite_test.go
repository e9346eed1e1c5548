package bundles_test

import (
	"bytes"
	"crypto/sha256"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/bundles/bundlestest"
)

// signedSite is a small site with one release, signed and complete.
func signedSite(t *testing.T) (o *bundlestest.Office, dir string) {
	t.Helper()
	o = bundlestest.NewOffice(t)
	s := bundlestest.NewSmallSample(t, o, "2026-001")
	dir = t.TempDir()
	put := func(name string, data []byte) {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	put("index.html", []byte("<!doctype html><title>Horní Planá</title>\n"))
	put("log/index.html", []byte("<!doctype html><title>log</title>\n"))
	put("static/leták úřadu.txt", []byte("Úřední hodiny.\n"))
	put(".akta-site", []byte("mark\n"))
	put("trust.json", o.Trust.Marshal())
	if err := os.Mkdir(filepath.Join(dir, "releases"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := bundles.Pack(s.Path("r1"), filepath.Join(dir, "releases", "2026-001-r1.zip")); err != nil {
		t.Fatal(err)
	}
	m := bundles.SiteManifest{Authority: o.Authority, Domain: "horniplana.example", Created: bundles.At(o.Now), Files: siteFiles(t, dir)}
	files, err := bundles.SignSite(t.Context(), m, o.Evidence())
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range files {
		put(name, data)
	}
	if err := os.CopyFS(filepath.Join(dir, "log"), os.DirFS(o.LogDir)); err != nil {
		t.Fatal(err)
	}
	return o, dir
}

// siteFiles lists what a manifest of a folder lists.
func siteFiles(t *testing.T, dir string) []bundles.SiteFile {
	t.Helper()
	var list []bundles.SiteFile
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !bundles.SiteListed(name) {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, name))
		list = append(list, bundles.SiteFile{Name: name, Size: int64(len(data)), SHA256: sha256.Sum256(data)})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func verifySite(t *testing.T, dir string, trust *bundles.Trust) *bundles.Verdict {
	t.Helper()
	v, err := bundles.VerifySite(t.Context(), dir, bundles.VerifyOptions{Trust: trust})
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestVerifySite(t *testing.T) {
	o, dir := signedSite(t)
	v := verifySite(t, dir, o.Trust)
	if v.Code != bundles.CodeHolds || v.Kind != "site" || v.Name != "horniplana.example" {
		t.Fatalf("%s %s: %v", v.Kind, v.Name, v.Err())
	}
	if facts := strings.Join(v.Completeness.Facts, "\n"); !strings.Contains(facts, "1 of 1 release verified") {
		t.Errorf("completeness: %s", facts)
	}
	if v := verifySite(t, dir, nil); v.Code != bundles.CodeUnconfirmed {
		t.Errorf("without a trust of one's own: code %d", v.Code)
	}
	other := bundlestest.NewNamedOffice(t, "Jiná obec", "log.jina.example")
	if v := verifySite(t, dir, other.Trust); v.Signer.Status != bundles.False {
		t.Errorf("another authority's trust: signer %s", v.Signer.Status)
	}
}

// Every file of a site, changed by one bit, taken away or added to, is told.
func TestSiteTamper(t *testing.T) {
	o, dir := signedSite(t)
	var names []string
	if err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && name != ".akta-site" {
			names = append(names, name)
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if len(names) < 12 {
		t.Fatalf("only %q", names)
	}
	checkpoint, err := os.ReadFile(filepath.Join(dir, "log", "checkpoint"))
	if err != nil {
		t.Fatal(err)
	}
	needed, err := bundles.LogFiles(checkpoint) // partial tiles of older heads are not
	if err != nil {
		t.Fatal(err)
	}
	bad := func(what, name string) {
		t.Helper()
		v, err := bundles.VerifySite(t.Context(), dir, bundles.VerifyOptions{Trust: o.Trust})
		if err == nil && v.Code == bundles.CodeHolds {
			t.Errorf("%s: %s: everything holds", name, what)
		}
	}
	for _, name := range names {
		file := filepath.Join(dir, filepath.FromSlash(name))
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, at := range slices.Compact([]int{0, len(data) / 2, len(data) - 1}) {
			changed := bytes.Clone(data)
			changed[at] ^= 1
			if err := os.WriteFile(file, changed, 0o644); err != nil {
				t.Fatal(err)
			}
			bad("a bit changed", name)
		}
		if err := os.Remove(file); err != nil {
			t.Fatal(err)
		}
		if rest, isLog := strings.CutPrefix(name, "log/tile/"); !isLog || slices.Contains(needed, "tile/"+rest) {
			bad("taken away", name)
		}
		if err := os.WriteFile(file, append(bytes.Clone(data), '\n'), 0o644); err != nil {
			t.Fatal(err)
		}
		bad("a line more", name)
		if err := os.WriteFile(file, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"extra.html", "manifest/extra.txt", "manifest/site.extra", "releases/x.zip", "log/extra.html"} {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.WriteFile(file, []byte("x"), 0o644); err != nil {
			t.Fatal(err)
		}
		bad("added", name)
		if err := os.Remove(file); err != nil {
			t.Fatal(err)
		}
	}
	if v := verifySite(t, dir, o.Trust); v.Code != bundles.CodeHolds {
		t.Fatalf("put back: %v", v.Err())
	}
}

// A manifest of before stands in the log that has grown since; in another log
// it does not.
func TestSiteLogGrows(t *testing.T) {
	o, dir := signedSite(t)
	logDir := filepath.Join(dir, "log")
	page, err := os.ReadFile(filepath.Join(logDir, "index.html"))
	if err != nil {
		t.Fatal(err)
	}
	replace := func(from string) {
		t.Helper()
		if err := os.RemoveAll(logDir); err != nil {
			t.Fatal(err)
		}
		if err := os.CopyFS(logDir, os.DirFS(from)); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(logDir, "index.html"), page, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	bundlestest.NewSmallSample(t, o, "2026-002")
	replace(o.LogDir)
	if v := verifySite(t, dir, o.Trust); v.Code != bundles.CodeHolds {
		t.Errorf("a log that has grown: %v", v.Err())
	}
	fork := bundlestest.NewOffice(t) // the same name, and a log of its own
	for _, id := range []string{"2026-003", "2026-004", "2026-005", "2026-006"} {
		bundlestest.NewSmallSample(t, fork, id)
	}
	replace(fork.LogDir)
	if v := verifySite(t, dir, o.Trust); v.Log.Status != bundles.False {
		t.Errorf("another log: log %s", v.Log.Status)
	}
}

func TestLogFiles(t *testing.T) {
	o, _ := signedSite(t)
	checkpoint, err := os.ReadFile(filepath.Join(o.LogDir, "checkpoint"))
	if err != nil {
		t.Fatal(err)
	}
	names, err := bundles.LogFiles(checkpoint)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for _, n := range names {
		data, err := os.ReadFile(filepath.Join(o.LogDir, filepath.FromSlash(n)))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, n)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, n), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	v, err := bundles.VerifyLogFolder(dir, o.Trust)
	if err != nil || v.Code != bundles.CodeHolds {
		t.Errorf("a log copied by its list: %v, %v", v, err)
	}
}

func FuzzParseSiteManifest(f *testing.F) {
	sum := strings.Repeat("0a", 32)
	f.Add([]byte(sum + "  index.html\n" + sum + "  log/index.html\n"))
	f.Add([]byte(sum + "  a\\b\n"))
	f.Add([]byte(sum + "  ../a\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		files, err := bundles.ParseSiteManifest(data)
		if err != nil {
			return
		}
		var again bytes.Buffer
		for _, file := range files {
			again.WriteString(file.SHA256.String() + "  " + file.Name + "\n")
			if !fs.ValidPath(file.Name) || !bundles.SiteListed(file.Name) {
				t.Errorf("%q", file.Name)
			}
		}
		if !bytes.Equal(again.Bytes(), data) {
			t.Errorf("%q was read, and is written %q", data, again.Bytes())
		}
	})
}
