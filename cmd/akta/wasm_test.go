package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/bundles/bundlestest"
)

// checkJob is one release for testdata/check.js: a ZIP or a folder.
type checkJob struct {
	Zip    string      `json:"zip,omitempty"`
	Folder string      `json:"folder,omitempty"`
	Trust  string      `json:"trust,omitempty"`
	Pages  []pageInput `json:"pages,omitempty"`
}

// checkInput is what testdata/check.js is given, checkOutput what it prints.
type checkInput struct {
	Public string     `json:"public"`
	Verify []checkJob `json:"verify,omitempty"`
	Pages  []checkJob `json:"pages,omitempty"`
}

type checkOutput struct {
	Verify []json.RawMessage `json:"verify"`
	Pages  []pageOutput      `json:"pages"`
}

// runCheck runs the verifier that a website publishes, under node.
func runCheck(t *testing.T, in checkInput) checkOutput {
	t.Helper()
	data, err := json.Marshal(in)
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command(bundlestest.Tool(t, "node"), filepath.Join("testdata", "check.js"))
	c.Stdin = bytes.NewReader(data)
	var stderr bytes.Buffer
	c.Stderr = &stderr
	printed, err := c.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, stderr.Bytes())
	}
	var out checkOutput
	if err := json.Unmarshal(printed, &out); err != nil || len(out.Verify) != len(in.Verify) || len(out.Pages) != len(in.Pages) {
		t.Fatalf("%d verdicts of %d, %d pages of %d: %v", len(out.Verify), len(in.Verify), len(out.Pages), len(in.Pages), err)
	}
	return out
}

// TestWASMAgrees: the verifier for the browser gives the same verdicts as the
// one here, on good and on changed releases, ZIP and folder, with the office's
// trust, another's and none.
func TestWASMAgrees(t *testing.T) {
	offices := demoOnce(t).offices
	o, dir := offices[0], t.TempDir()
	trust := filepath.Join(o.Dir, "bundles", "trust.json")
	foreign := filepath.Join(offices[1].Dir, "bundles", "trust.json")
	var jobs []checkJob
	for _, r := range o.Releases {
		jobs = append(jobs, checkJob{Zip: r, Trust: trust})
	}
	smallest := smallestFile(t, o.Releases)
	jobs = append(jobs, checkJob{Zip: smallest, Trust: foreign}, checkJob{Zip: smallest})
	for i, bad := range changedFiles(t, smallest) {
		name := filepath.Join(dir, fmt.Sprintf("bad%d.zip", i))
		if err := os.WriteFile(name, bad, 0o600); err != nil {
			t.Fatal(err)
		}
		jobs = append(jobs, checkJob{Zip: name, Trust: trust})
	}
	folder := filepath.Join(dir, "bag")
	if err := bundles.Unpack(smallest, folder); err != nil {
		t.Fatal(err)
	}
	changed := filepath.Join(dir, "changed")
	if err := bundles.Unpack(smallest, changed); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(changed, "data", "added.txt"), []byte("added\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	jobs = append(jobs, checkJob{Folder: folder, Trust: trust}, checkJob{Folder: folder}, checkJob{Folder: changed, Trust: trust})

	codes := map[int]int{}
	for i, got := range runCheck(t, checkInput{Public: o.Public, Verify: jobs}).Verify {
		job := jobs[i]
		var options bundles.VerifyOptions
		if job.Trust != "" {
			var err error
			if options.Trust, err = readTrust(job.Trust); err != nil {
				t.Fatal(err)
			}
		}
		v, err := bundles.Verify(t.Context(), job.Zip+job.Folder, options)
		if err != nil {
			codes[bundles.CodeUnusable]++
			if !strings.Contains(string(got), `"error"`) {
				t.Errorf("%+v: here %v, in the browser %s", job, err, got)
			}
			continue
		}
		codes[v.Code]++
		want, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		if !jsonEqual(t, want, got) {
			t.Errorf("%+v: here %s, in the browser %s", job, want, got)
		}
	}
	for code := range 4 {
		if codes[code] == 0 {
			t.Errorf("no release with code %d: %v", code, codes)
		}
	}
}

// changedFiles are copies of a file with one bit changed here and there, cut off,
// and with a byte added.
func changedFiles(t *testing.T, name string) [][]byte {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	list := [][]byte{data[:len(data)/2], append(bytes.Clone(data), 0), {}}
	const places = 16
	for i := range places {
		bad := bytes.Clone(data)
		bad[len(data)*i/places+40] ^= 1
		list = append(list, bad)
	}
	return list
}

func smallestFile(t *testing.T, names []string) string {
	t.Helper()
	best, size := "", int64(0)
	for _, n := range names {
		info, err := os.Stat(n)
		if err != nil {
			t.Fatal(err)
		}
		if best == "" || info.Size() < size {
			best, size = n, info.Size()
		}
	}
	return best
}

func jsonEqual(t *testing.T, a, b []byte) bool {
	t.Helper()
	var x, y any
	if err := json.Unmarshal(a, &x); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, &y); err != nil {
		t.Fatal(err)
	}
	ja, errA := json.Marshal(x)
	jb, errB := json.Marshal(y)
	return errA == nil && errB == nil && string(ja) == string(jb)
}
