package main

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/akta-foi/akta/content"
	"github.com/akta-foi/akta/content/law"
	"github.com/akta-foi/akta/content/read"
)

const (
	killedActions    = 20  // runs of one action that are killed
	killedActionsAll = 200 // with AKTA_CRASH=all
	killsAnOffice    = 20  // then a new one: fsck verifies every bundle of it
)

// mixed are the actions of the mix.
var mixed = []string{"open", "add", "event", "redact", "seal", "release", "build"}

// oneAction is a program of the tests: it does one action in a case, and prints
// "begin" before it and "done NAME" after it.
func oneAction() {
	if err := doOne(os.Args[1], os.Args[2], os.Args[3]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func doOne(dir, caseID, action string) error {
	ctx := context.Background()
	o, err := content.OpenOffice(dir)
	if err != nil {
		return err
	}
	k, err := o.OpenKeys(nil)
	if err != nil {
		return err
	}
	if action == "seal" || action == "release" || action == "build" { // decrypts the keys, which takes longest
		if err := k.Check(); err != nil {
			return err
		}
	}
	r := read.NewReader(read.Options{})
	defer r.Close()
	private := filepath.Join(dir, "..", "private.txt")
	fmt.Println("begin")
	name := ""
	switch action {
	case "open":
		var c *content.Case
		if c, err = o.OpenCase(content.Case{Title: "Opened", Received: "2026-01-05"}); err == nil {
			name = "case " + c.ID
		}
	case "add":
		var added []content.Added
		if added, err = o.Add(ctx, r, caseID, []string{private, private}, content.AddOptions{}); err == nil {
			name = added[1].ID
		}
	case "event":
		received, parseErr := law.ParseDate("2026-01-05")
		if parseErr != nil {
			return parseErr
		}
		_, _, err = o.AddEvent(caseID, content.Event{Event: law.Event{Code: "extend", Date: received, Grounds: []string{"large-amount"}, Reason: "x"}})
		name = "extend:2026-01-05"
	case "redact":
		_, _, err = o.Decide(ctx, r, caseID, content.Decisions{Reviewed: []string{"d1"}, By: "x", At: time.Now()})
	case "seal":
		opt := content.SealOptions{Created: time.Now(), Again: []string{"d1"}}
		c, sealErr := o.Seal(ctx, r, k, caseID, opt)
		if err = sealErr; err == nil {
			name = c.Seal
		}
	case "release":
		rel, _, releaseErr := o.Release(ctx, k, caseID, content.ReleaseOptions{Created: time.Now()})
		if err = releaseErr; err == nil {
			name = rel.Release
		}
	case "build":
		_, err = buildSite(ctx, o, buildOptions{out: o.PublicDir()}, nil)
	}
	if err != nil {
		return err
	}
	fmt.Println("done " + name)
	return nil
}

// mixOffice makes an office with a case "c" that has a seal and a release, a
// case "grows" to which documents are added that nobody seals, and a site.
func mixOffice(t *testing.T) string {
	t.Helper()
	dir := crashOffice(t)
	if err := os.WriteFile(filepath.Join(dir, "..", "private.txt"), []byte("Another invented letter, which is released nowhere.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{
		{"case", "open", "Grows", "--id", "grows", "--received", "2026-01-05"},
		{"case", "open", "Loop", "--id", "c", "--received", "2026-01-05"}, {"add", "c", filepath.Join(dir, "..", "letter.txt")},
		{"seal", "c"}, {"release", "c"}, {"build"},
	} {
		mustRun(t, append([]string{"-C", dir}, args...)...)
	}
	return dir
}

// TestKillMix kills one action after the other at a random moment. After each,
// fsck finds the office whole, or names only what --repair mends; and whatever
// was reported as done is in the journal.
func TestKillMix(t *testing.T) {
	t.Parallel()
	random := seeded(t)
	runs := killedActions
	if os.Getenv("AKTA_CRASH") == "all" {
		runs = killedActionsAll
	}
	m := &mix{takes: map[string]time.Duration{}, killed: map[string]int{}, faults: map[string]int{}}
	dir := ""
	for n := range runs {
		if n%killsAnOffice == 0 {
			if dir != "" {
				m.end(t, dir)
			}
			dir = mixOffice(t)
			m.takePassword(t, dir)
		}
		m.run(t, dir, mixed[n%len(mixed)], random)
	}
	m.end(t, dir)
	dead := 0
	for _, n := range m.killed {
		dead += n
	}
	if dead < runs/4 {
		t.Errorf("%d of %d runs died: the moments are badly drawn", dead, runs)
	}
	t.Logf("%d of %d runs killed in the middle of an action: %v; repaired: %v", dead, runs, m.killed, m.faults)
}

// mix is what a series of kills has seen.
type mix struct {
	password string                   // of the office: taken from beside the keys, so that fsck does not try them each time
	takes    map[string]time.Duration // an action that was not killed
	killed   map[string]int
	faults   map[string]int
}

func (m *mix) takePassword(t *testing.T, dir string) {
	t.Helper()
	file := filepath.Join(dir, ".akta", "password")
	raw, err := os.ReadFile(file)
	if err == nil {
		err = os.Remove(file)
	}
	if err != nil {
		t.Fatal(err)
	}
	m.password = strings.TrimSpace(string(raw))
}

// run does one action and kills it somewhere between its begin and its end.
func (m *mix) run(t *testing.T, dir, action string, random *rand.Rand) {
	t.Helper()
	window := m.takes[action]
	if window == 0 {
		window = 150 * time.Millisecond
	}
	done, dead := kill(t, dir, action, time.Duration(random.Int64N(int64(window))), m)
	if dead {
		m.killed[action]++
	}
	o, err := content.OpenOffice(dir)
	if err != nil {
		t.Fatal(err)
	}
	if done != "" && !recorded(t, o, done) {
		t.Errorf("%s: %q was reported as done, and is not in the journal", action, done)
	}
	m.fsck(t, dir, action)
}

// fsck wants a whole office, or one that is mended.
func (m *mix) fsck(t *testing.T, dir, action string) {
	t.Helper()
	c, err := content.Fsck(t.Context(), dir, content.FsckOptions{Repair: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range c.Faults {
		if !f.Repaired {
			t.Errorf("after a killed %s: %s: %s", action, f.Where, f.Problem)
		}
		m.faults[strings.Split(f.Problem, ":")[0]]++
	}
	if len(c.Faults) == 0 {
		return
	}
	if c, err = content.Fsck(t.Context(), dir, content.FsckOptions{}); err != nil || len(c.Faults) > 0 {
		t.Fatalf("after a killed %s and a repair: %v, %+v", action, err, c.Faults)
	}
}

// end does each action to its end in an office that has seen crashes.
func (m *mix) end(t *testing.T, dir string) {
	t.Helper()
	for _, action := range mixed {
		if action == "event" {
			continue // the law takes one extension
		}
		if done, _ := kill(t, dir, action, time.Hour, m); done == "" {
			t.Fatalf("%s after the crashes was not done", action)
		}
	}
	c, err := content.Fsck(t.Context(), dir, content.FsckOptions{})
	if err != nil || len(c.Faults) > 0 {
		t.Fatalf("after actions that nobody killed: %v, %+v", err, c.Faults)
	}
	if left := temporary(t, dir); len(left) > 0 {
		t.Errorf("left after all: %q", left)
	}
}

// kill starts an action, kills it some time after it began, and returns what
// it said it had done.
func kill(t *testing.T, dir, action string, after time.Duration, m *mix) (done string, dead bool) {
	t.Helper()
	caseID := "c"
	if action == "add" {
		caseID = "grows"
	}
	cmd := exec.Command("aktaone", dir, caseID, action)
	cmd.Env = append(cmd.Environ(), content.PasswordVariable+"="+m.password)
	var problems strings.Builder
	cmd.Stderr = &problems
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var begun time.Time
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if lines.Text() == "begin" {
			begun = time.Now()
			timer := time.AfterFunc(after, func() { cmd.Process.Kill() })
			defer timer.Stop()
			continue
		}
		m.takes[action] = time.Since(begun)
		done = strings.TrimPrefix(lines.Text(), "done ")
		if done == "" {
			done = action
		}
	}
	if err := cmd.Wait(); killed(err) {
		return done, done == ""
	} else if err != nil && !(action == "event" && strings.Contains(problems.String(), "extend")) {
		t.Fatalf("%s ended by itself: %v\n%s", action, err, problems.String())
	}
	return done, false
}

// recorded tells whether the journal names what was done.
func recorded(t *testing.T, o *content.Office, done string) bool {
	t.Helper()
	entries, err := o.JournalEntries(content.JournalOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if e.Found && done != "redact" { // the plan may be as it has to be already
			continue
		}
		switch {
		case e.Action == "open" && done == "case "+e.Case, e.Action == "decide" && done == "redact", e.Action == "publish" && done == "build":
			return true
		}
		for _, x := range e.Objects {
			if x.Name == done {
				return true
			}
		}
	}
	return false
}

// TestTwoAtOnce runs two commands at a time in one office: each waits for the
// other, nothing is lost, and the office is whole.
func TestTwoAtOnce(t *testing.T) {
	t.Parallel()
	dir := crashOffice(t)
	letter := filepath.Join(dir, "..", "letter.txt")
	for _, id := range []string{"a", "b"} {
		mustRun(t, "-C", dir, "case", "open", "Case", "--id", id, "--received", "2026-01-05")
		mustRun(t, "-C", dir, "add", id, letter)
	}
	for _, pair := range [][2][]string{
		{{"seal", "a"}, {"case", "open", "Third", "--received", "2026-01-05"}},
		{{"seal", "b"}, {"case", "open", "Fourth", "--received", "2026-01-05"}},
		{{"case", "open", "Fifth", "--received", "2026-01-05"}, {"case", "open", "Sixth", "--received", "2026-01-05"}},
		{{"release", "a"}, {"release", "b"}},
		{{"seal", "a", "--again", "d1"}, {"seal", "b", "--again", "d1"}},
		{{"release", "a"}, {"release", "a"}},
		{{"build"}, {"release", "b"}},
		{{"add", "a", letter}, {"redact", "a", "--reviewed", "d1"}},
		{{"build"}, {"build"}},
		{{"fsck"}, {"seal", "a"}},
	} {
		var both sync.WaitGroup
		for _, args := range pair {
			both.Go(func() {
				out, err := exec.Command("akta", append([]string{"-C", dir}, args...)...).CombinedOutput()
				if err != nil {
					t.Errorf("akta %s beside akta %s: %v\n%s", strings.Join(args, " "), pair, err, out)
				}
			})
		}
		both.Wait()
	}
	want := []string{"bundles/a/r1.zip", "bundles/a/r2.zip", "bundles/a/r3.zip", "bundles/a/s1", "bundles/a/s2", "bundles/a/s3",
		"bundles/b/r1.zip", "bundles/b/r2.zip", "bundles/b/s1", "bundles/b/s2"}
	made := bundleFiles(t, dir)
	if slices.Sort(made); !slices.Equal(made, want) {
		t.Errorf("%q were made, want %q", made, want)
	}
	c, err := content.Fsck(t.Context(), dir, content.FsckOptions{})
	if err != nil || len(c.Faults) > 0 || c.Cases != 6 || c.Documents != 3 || c.Seals != 5 || c.Releases != 5 {
		t.Errorf("%v, %+v", err, c)
	}
}
