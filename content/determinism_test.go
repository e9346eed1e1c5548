package content

import (
	"encoding/json"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strconv"
	"testing"
	"time"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/bundles/bundlestest"
	"github.com/akta-foi/akta/content/read"
	"github.com/akta-foi/akta/content/read/readtest"
)

const rootsVariable = "AKTA_TEST_ROOTS" // file the second process writes its roots to

// TestRootsInTwoProcesses seals one file of every format in two processes with
// the same salts: the roots are the same, so the views are, to the last pixel.
func TestRootsInTwoProcesses(t *testing.T) {
	mine := formatRoots(t)
	if name := os.Getenv(rootsVariable); name != "" {
		raw, err := json.Marshal(mine)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, raw, 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	name := filepath.Join(t.TempDir(), "roots.json")
	again := exec.Command(os.Args[0], "-test.run=^TestRootsInTwoProcesses$")
	again.Env = append(os.Environ(), rootsVariable+"="+name)
	if out, err := again.CombinedOutput(); err != nil {
		t.Fatalf("the second process: %v\n%s", err, out)
	}
	raw, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var theirs map[string]string
	if err := json.Unmarshal(raw, &theirs); err != nil {
		t.Fatal(err)
	}
	if len(mine) < 10 || !reflect.DeepEqual(mine, theirs) {
		t.Errorf("here %v\nthere %v", mine, theirs)
	}
}

// formatRoots is the root of one document of every format, sealed with salts
// that are the same on every call.
func formatRoots(t *testing.T) map[string]string {
	t.Helper()
	o := bundlestest.NewOffice(t)
	r := read.NewReader(read.Options{})
	defer r.Close()
	office := &Office{Dir: t.TempDir()}
	dir := filepath.Join(office.caseDir("2026-1"), documentsDir)
	if err := mkdirs(dir); err != nil {
		t.Fatal(err)
	}
	var names []string
	in := bundles.SealInput{Authority: o.Authority, Case: "2026-1", Seal: "s1", Created: time.Unix(1_800_000_000, 0), Random: fixedSalts()}
	seen := map[string]bool{}
	for _, f := range readtest.All() {
		if seen[f.Format] {
			continue
		}
		seen[f.Format] = true
		if err := os.WriteFile(filepath.Join(dir, f.Name), f.Data, 0o600); err != nil {
			t.Fatal(err)
		}
		d := Document{ID: "d" + strconv.Itoa(len(names)+1), File: f.Name, Kind: "annex", Title: "Příloha", Language: "cs", Decision: Redacted}
		names = append(names, f.Format)
		in.Documents = append(in.Documents, office.documentInput(r, "2026-1", d, ""))
	}
	c, err := bundles.WriteSeal(t.Context(), filepath.Join(t.TempDir(), "s1"), in, o.Evidence())
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for i, d := range c.Documents {
		root, err := d.Root.MarshalText()
		if err != nil {
			t.Fatal(err)
		}
		out[names[i]] = string(root)
	}
	return out
}

// fixedSalts is the same stream on every call.
func fixedSalts() *rand.ChaCha8 { return rand.NewChaCha8([32]byte{1, 2, 3}) }
