package main

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/transparency-dev/merkle/rfc6962"
	"github.com/transparency-dev/tessera/api"
	"github.com/transparency-dev/tessera/client"
	"github.com/transparency-dev/tessera/fsck"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/bundles/bundlestest"
)

// demoRun is what the demo did, once for all tests.
type demoRun struct {
	offices []demoOffice
}

var runDemoOnce = sync.OnceValues(func() (*demoRun, error) {
	dir := os.Getenv(sharedDirVariable)
	r := new(demoRun)
	var text, stderr bytes.Buffer
	if code := run(context.Background(), []string{"demo", filepath.Join(dir, "offices"), "--no-serve", "--json"}, &text, &stderr); code != 0 {
		return nil, fmt.Errorf("akta demo: exit code %d: %s", code, stderr.String())
	}
	return r, json.Unmarshal(text.Bytes(), &r.offices)
})

func demoOnce(t *testing.T) *demoRun {
	t.Helper()
	r, err := runDemoOnce()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestDemoDoesTheWholeJob(t *testing.T) {
	r := demoOnce(t)
	cases, kinds := 0, map[string]bool{}
	for _, o := range r.offices {
		cases += o.Cases
		for _, name := range o.Releases {
			released, err := bundles.OpenReleased(name)
			if err != nil {
				t.Fatal(err)
			}
			for _, d := range released.Release.Documents {
				kinds[d.Kind] = true
			}
			released.Close()
		}
		if _, err := os.Stat(filepath.Join(o.Public, "index.html")); err != nil {
			t.Error(err)
		}
		if o.Hidden == 0 || o.Terms == 0 || o.Searched < 50 {
			t.Errorf("%s: %d redactions, %d terms searched for in %d files", o.Name, o.Hidden, o.Terms, o.Searched)
		}
	}
	if len(r.offices) != 2 || cases < 6 {
		t.Errorf("%d offices with %d cases, want 2 with at least 6", len(r.offices), cases)
	}
	for _, k := range []string{"request", "incident-report", "letter", "regulation", "decision", "answer", "annex"} {
		if !kinds[k] {
			t.Errorf("no release shows a document of kind %q", k)
		}
	}
}

// unzip unpacks with another program's code than ours.
func unzip(t *testing.T, name, dir string) {
	t.Helper()
	z, err := zip.OpenReader(name)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	if err := os.CopyFS(dir, &z.Reader); err != nil {
		t.Fatal(err)
	}
}

// TestStockTools runs cosign, openssl, sha256sum and ssh-keygen on every
// release of the demo, in a network namespace with nothing in it.
func TestStockTools(t *testing.T) {
	path := os.Getenv("PATH")
	for _, tool := range []string{"sh", "cosign", "openssl", "sha256sum", "ssh-keygen"} {
		path += string(os.PathListSeparator) + filepath.Dir(bundlestest.Tool(t, tool))
	}
	alone := []string{"unshare", "--map-root-user", "--net"}
	if out, err := exec.Command(alone[0], append(alone[1:], "true")...).CombinedOutput(); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("no network namespace: %v: %s", err, out)
		}
		t.Logf("no network namespace (%v): the tools run with the network in reach", err)
		alone = []string{"env"}
	}
	script, err := filepath.Abs("testdata/stock-tools.sh")
	if err != nil {
		t.Fatal(err)
	}
	checked := 0
	for _, o := range demoOnce(t).offices {
		keyID := officeKeyID(t, o.Dir)
		for _, name := range o.Releases {
			dir := filepath.Join(t.TempDir(), "release")
			unzip(t, name, dir)
			check := exec.Command(alone[0], append(alone[1:], "sh", script, dir)...)
			check.Env = append(check.Environ(), "PATH="+path)
			out, err := check.CombinedOutput()
			text := string(out)
			if err != nil {
				t.Fatalf("%s: %v\n%s", name, err, text)
			}
			if n := strings.Count(text, "Verified OK"); n < 4 {
				t.Errorf("%s: cosign verified %d signatures, want at least 4\n%s", name, n, text)
			}
			if !strings.Contains(text, keyID) {
				t.Errorf("%s: ssh-keygen does not print %s\n%s", name, keyID, text)
			}
			checked++
		}
	}
	if checked < 6 {
		t.Errorf("%d releases checked", checked)
	}
}

func officeKeyID(t *testing.T, dir string) string {
	t.Helper()
	trust, err := readTrust(filepath.Join(dir, "bundles", "trust.json"))
	if err != nil {
		t.Fatal(err)
	}
	return trust.Keys[0].KeyID
}

// TestDemoLog has Tessera's fsck look at the logs, and akta at every copy with
// one flipped byte.
func TestDemoLog(t *testing.T) {
	flipped := 0
	for _, o := range demoOnce(t).offices {
		trust, err := readTrust(filepath.Join(o.Dir, "bundles", "trust.json"))
		if err != nil {
			t.Fatal(err)
		}
		log := filepath.Join(o.Public, "log")
		origin := trust.Logs[0].Origin
		verifiers, err := trust.LogVerifiers(origin)
		if err != nil {
			t.Fatal(err)
		}
		check := fsck.New(origin, verifiers[0], client.FileFetcher{Root: log}, leafHashes, fsck.Opts{N: 2})
		if err := check.Check(t.Context()); err != nil {
			t.Errorf("%s: fsck: %v", origin, err)
		}
		err = filepath.WalkDir(log, func(p string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || d.Name() == "index.html" { // the page about the log
				return err
			}
			data, err := os.ReadFile(p)
			if err != nil {
				return err
			}
			for _, at := range []int{0, len(data) / 2, len(data) - 1} {
				bad := bytes.Clone(data)
				bad[at] ^= 1
				if err := os.WriteFile(p, bad, 0o644); err != nil {
					return err
				}
				if v, err := bundles.VerifyLogFolder(log, trust); err == nil && v.Code != bundles.CodeFalse {
					t.Errorf("%s: byte %d flipped: verdict %d", p, at, v.Code)
				}
				flipped++
			}
			return os.WriteFile(p, data, 0o644)
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if flipped < 12 {
		t.Errorf("%d bytes flipped", flipped)
	}
}

func leafHashes(bundle []byte) ([][]byte, error) {
	var b api.EntryBundle
	if err := b.UnmarshalText(bundle); err != nil {
		return nil, err
	}
	var out [][]byte
	for _, e := range b.Entries {
		out = append(out, rfc6962.DefaultHasher.HashLeaf(e))
	}
	return out, nil
}

// TestDemoLeaksNothing holds every seal of the demo against everything that is
// public of its office: no seed, salt or digest of what is hidden can be had.
func TestDemoLeaksNothing(t *testing.T) {
	for _, o := range demoOnce(t).offices {
		seals, err := filepath.Glob(filepath.Join(o.Dir, "bundles", "*", "s[1-9]*"))
		if err != nil || len(seals) != o.Seals {
			t.Fatalf("%d seals found (%v), want %d", len(seals), err, o.Seals)
		}
		public := map[string][]byte{}
		err = filepath.WalkDir(o.Public, func(p string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			rel, err := filepath.Rel(o.Public, p)
			if err != nil {
				return err
			}
			public[filepath.ToSlash(rel)], err = os.ReadFile(p)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		bundlestest.CheckNoLeak(t, seals, public)
	}
}
