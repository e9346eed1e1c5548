package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/bundles/bundlestest"
	"github.com/akta-foi/akta/content"
	"github.com/akta-foi/akta/content/read"
)

// killedLoops is how many runs of a loop of appends to the log are killed.
func killedLoops() int { return bundlestest.Samples(8, 24) }

// killedSeals is how many runs of "akta seal" are killed.
func killedSeals() int { return bundlestest.Samples(6, 16) }

// sealForEver is a program of the tests: it seals and releases a case again
// and again, and prints each name when the bundle has it.
func sealForEver() {
	if err := sealLoop(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func sealLoop(dir, caseID string) error {
	ctx := context.Background()
	o, err := content.OpenOffice(dir)
	if err != nil {
		return err
	}
	k, err := o.OpenKeys(nil)
	if err != nil {
		return err
	}
	if err := k.Check(); err != nil { // decrypts them, which takes longest
		return err
	}
	r := read.NewReader(read.Options{})
	defer r.Close()
	if _, err := o.OpenCase(content.Case{ID: caseID, Title: "Loop", Received: "2026-01-05"}); err != nil {
		return err
	}
	if _, err := o.Add(ctx, r, caseID, []string{filepath.Join(dir, "..", "letter.txt")}, content.AddOptions{}); err != nil {
		return err
	}
	opt := content.SealOptions{}
	fmt.Println("begin")
	for n := 0; ; n++ {
		opt.Created = time.Now()
		c, err := o.Seal(ctx, r, k, caseID, opt)
		if err != nil {
			return err
		}
		fmt.Println(c.Seal)
		opt.Again = []string{"d1"}
		if n%3 != 0 {
			continue
		}
		rel, _, err := o.Release(ctx, k, caseID, content.ReleaseOptions{Created: time.Now()})
		if err != nil {
			return err
		}
		fmt.Println(rel.Release + ".zip")
	}
}

// crashOffice makes an office for one test.
func crashOffice(t *testing.T) string {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("windows has no SIGKILL")
	}
	dir := filepath.Join(t.TempDir(), "office")
	mustRun(t, "init", dir, "--name", "Obec Lhotka", "--law", "cz-106-1999", "--lang", "cs", "--domain", "lhotka.example")
	if err := os.WriteFile(filepath.Join(dir, "..", "letter.txt"), []byte("An invented letter of a few words.\n\nAnd a second paragraph.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	return dir
}

func mustRun(t *testing.T, args ...string) {
	t.Helper()
	var out strings.Builder
	if code := run(t.Context(), args, &out, &out); code != 0 {
		t.Fatalf("akta %s: exit code %d\n%s", strings.Join(args, " "), code, out.String())
	}
}

func seeded(t *testing.T) *rand.Rand {
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	return rand.New(rand.NewPCG(seed, 0))
}

// bundleFiles lists every bundle that has its name, as "case/name".
func bundleFiles(t *testing.T, dir string) []string {
	t.Helper()
	var out []string
	for _, pattern := range []string{"bundles/*/s[1-9]*", "bundles/*/r[1-9]*"} {
		names, err := fs.Glob(os.DirFS(dir), pattern)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, names...)
	}
	return out
}

// wholeOffice checks what must hold after any crash: every bundle that has its
// name verifies, and so does the log.
func wholeOffice(t *testing.T, dir string, checked map[string]bool) {
	t.Helper()
	o, err := content.OpenOffice(dir)
	if err != nil {
		t.Fatal(err)
	}
	trust, err := o.Trust()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range bundleFiles(t, dir) {
		if checked[name] {
			continue
		}
		checked[name] = true
		v, err := bundles.Verify(t.Context(), filepath.Join(dir, name), bundles.VerifyOptions{Trust: trust})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if v.Code != bundles.CodeHolds {
			var b strings.Builder
			_ = v.WriteText(&b) // a Builder does not fail
			t.Fatalf("%s has its name and does not verify:\n%s", name, b.String())
		}
	}
	v, _, err := o.VerifyLog()
	if err != nil || v.Code != bundles.CodeHolds {
		t.Fatalf("log: %v, %+v", err, v)
	}
	if _, err := o.Summaries(); err != nil {
		t.Fatal(err)
	}
}

// temporary lists what is not whole.
func temporary(t *testing.T, dir string) []string {
	t.Helper()
	var out []string
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err == nil && strings.HasPrefix(d.Name(), ".") && strings.HasSuffix(d.Name(), ".tmp") {
			out = append(out, p)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func killed(err error) bool {
	var exit *exec.ExitError
	if !errors.As(err, &exit) {
		return false
	}
	status, ok := exit.Sys().(syscall.WaitStatus)
	return ok && status.Signaled() && status.Signal() == syscall.SIGKILL
}

// TestKillDuringAppends kills a process that seals, releases and appends to
// the log without a pause.
func TestKillDuringAppends(t *testing.T) {
	t.Parallel()
	dir := crashOffice(t)
	random := seeded(t)
	checked := map[string]bool{}
	made, leftovers := 0, 0
	within := 120 * time.Millisecond // of its begin a loop is killed
	for n := 1; n <= killedLoops(); n++ {
		caseID := fmt.Sprintf("2026-%03d", n)
		for _, name := range killLoop(t, dir, caseID, time.Duration(random.Int64N(int64(within)))) {
			if _, err := os.Lstat(filepath.Join(dir, "bundles", caseID, name)); err != nil {
				t.Fatalf("%s of case %s was reported as made, and is lost: %v", name, caseID, err)
			}
			made++
		}
		if made == 0 { // a busy machine takes longer to make one
			within *= 2
		}
		leftovers += len(temporary(t, dir))
		wholeOffice(t, dir, checked)
	}
	if made == 0 {
		t.Error("no loop made anything: every kill came too early to tell anything")
	}
	mustRun(t, "-C", dir, "case", "open", "After", "--id", "after")
	mustRun(t, "-C", dir, "add", "after", filepath.Join(dir, "..", "letter.txt"))
	mustRun(t, "-C", dir, "seal", "after")
	mustRun(t, "-C", dir, "release", "after")
	wholeOffice(t, dir, map[string]bool{})
	if left := temporary(t, dir); len(left) > 0 {
		t.Errorf("left after the next run: %q", left)
	}
	t.Logf("%d runs killed, %d bundles made, %d leftovers seen", killedLoops(), made, leftovers)
}

// killLoop starts a loop, kills it some time after it began, and returns what
// it said it had made.
func killLoop(t *testing.T, dir, caseID string, after time.Duration) []string {
	t.Helper()
	cmd := exec.Command("aktaloop", dir, caseID)
	var problems strings.Builder
	cmd.Stderr = &problems
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var names []string
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if lines.Text() == "begin" {
			time.AfterFunc(after, func() { cmd.Process.Kill() })
			continue
		}
		names = append(names, lines.Text())
	}
	if err := cmd.Wait(); !killed(err) {
		t.Fatalf("the loop ended by itself: %v\n%s", err, problems.String())
	}
	return names
}

// TestKillDuringSeal kills "akta seal" of a case with documents of several
// formats, at any moment from its start to its end.
func TestKillDuringSeal(t *testing.T) {
	t.Parallel()
	dir := crashOffice(t)
	random := seeded(t)
	mustRun(t, "-C", dir, "case", "open", "Outage", "--id", "2026-001")
	for _, f := range []string{"cs-posta-zadost.txt", "cs-posta-hlaseni.pdf", "cs-cesta-dopis.pdf", "cs-posta-spravce.eml"} {
		mustRun(t, "-C", dir, "add", "2026-001", filepath.Join("..", "..", "site", "demo", "fixtures", f))
	}
	start := time.Now()
	mustRun(t, "-C", dir, "seal", "2026-001")
	whole := time.Since(start)
	checked := map[string]bool{}
	wholeOffice(t, dir, checked)
	dead := 0
	for range killedSeals() {
		cmd := exec.Command("akta", "-C", dir, "seal", "2026-001", "--again", "d1,d2,d3,d4")
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(random.Int64N(int64(whole))))
		cmd.Process.Kill()
		if err := cmd.Wait(); killed(err) {
			dead++
		} else if err != nil {
			t.Fatal(err)
		}
		wholeOffice(t, dir, checked)
	}
	if dead < killedSeals()/4 {
		t.Errorf("%d of %d runs died: the moments are badly drawn", dead, killedSeals())
	}
	before := len(bundleFiles(t, dir))
	mustRun(t, "-C", dir, "seal", "2026-001", "--again", "d2")
	if after := bundleFiles(t, dir); len(after) != before+1 || slices.ContainsFunc(after, func(s string) bool { return strings.Contains(s, ".tmp") }) {
		t.Errorf("the seal after the crashes: %d bundles, then %q", before, after)
	}
	wholeOffice(t, dir, map[string]bool{})
	if left := temporary(t, dir); len(left) > 0 {
		t.Errorf("left after the next run: %q", left)
	}
	t.Logf("%d of %d runs of up to %v killed", dead, killedSeals(), whole)
}
