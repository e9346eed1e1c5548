package journal

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/akta-foi/akta/bundles"
)

var day1 = time.Date(2026, 12, 30, 9, 30, 0, 0, time.UTC)

// newJournal has two lines of each of four days, the last two of 2027.
func newJournal(t *testing.T) *Journal {
	t.Helper()
	dir := t.TempDir()
	j := Open(filepath.Join(dir, "journal"), filepath.Join(dir, "lock"))
	for n := range 8 {
		add(t, j, day1.AddDate(0, 0, n/2), "seal", fmt.Sprint("s", n+1))
	}
	return j
}

func add(t *testing.T, j *Journal, at time.Time, action, name string) {
	t.Helper()
	e := Entry{Time: bundles.At(at), Actor: "Žofie Úřední", Action: action, Case: "2026-001", Objects: []Object{Digest(name, sha256.Sum256([]byte(name))), {Name: "d1"}}}
	if err := j.Append(e); err != nil {
		t.Fatal(err)
	}
}

// stampFake is an authority whose token is the time and the digest of what it stamps.
type stampFake struct {
	at   time.Time
	fail bool
}

func (stampFake) URI() string { return "urn:test" }
func (s stampFake) Timestamp(_ context.Context, data []byte) ([]byte, error) {
	if s.fail {
		return nil, errors.New("does not answer")
	}
	return fmt.Appendf(nil, "%s %x", s.at.Format(time.RFC3339), sha256.Sum256(data)), nil
}

func checkFake(token, data []byte) (bundles.StatedTime, error) {
	at, sum, _ := strings.Cut(string(token), " ")
	when, err := time.Parse(time.RFC3339, at)
	if err != nil || sum != fmt.Sprintf("%x", sha256.Sum256(data)) {
		return bundles.StatedTime{}, errors.New("made for something else")
	}
	return bundles.StatedTime{Name: "Clock", Time: when}, nil
}

func verify(t *testing.T, j *Journal) *Report {
	t.Helper()
	r, err := j.Verify(checkFake)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestAppendVerify(t *testing.T) {
	j := newJournal(t)
	r := verify(t, j)
	if !r.OK() || r.Entries != 8 || r.Days != 4 || len(r.Unstamped) != 3 {
		t.Fatalf("%+v", r)
	}
	names, err := j.years()
	if err != nil || !slices.Equal(names, []string{"2026.jsonl", "2027.jsonl"}) {
		t.Fatalf("%q, %v", names, err)
	}
	first, err := os.ReadFile(filepath.Join(j.dir, names[1]))
	if err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(filepath.Join(j.dir, names[0]))
	if err != nil {
		t.Fatal(err)
	}
	lines := bytes.SplitAfter(before, []byte("\n"))
	e, err := Parse(first[:bytes.IndexByte(first, '\n')+1])
	if err != nil || e.Previous != sha256.Sum256(lines[len(lines)-2]) {
		t.Errorf("a new year does not continue the old one: %v", err)
	}
	// A clock that was set back does not open an older year, and is told.
	add(t, j, day1, "add", "d9")
	if r := verify(t, j); !r.OK() || r.Entries != 9 || len(r.Notes) != 1 || !strings.Contains(r.Notes[0], "2027.jsonl, line 5: the clock went back") {
		t.Errorf("%+v", r)
	}
}

// TestStamp: a day is stamped once, on the first day after it, by the first
// authority that answers; a day that nobody stamped is covered by the next.
func TestStamp(t *testing.T) {
	j := newJournal(t)
	now := day1.AddDate(0, 0, 3).Add(time.Hour)
	if err := j.Stamp(t.Context(), now, []bundles.Timestamper{stampFake{now, true}}); err == nil || !strings.Contains(err.Error(), "timestamp of 2027-01-01") {
		t.Fatalf("nobody answered: %v", err)
	}
	for range 2 {
		if err := j.Stamp(t.Context(), now, []bundles.Timestamper{stampFake{now, true}, stampFake{now, false}}); err != nil {
			t.Fatal(err)
		}
	}
	r := verify(t, j)
	if !r.OK() || len(r.Stamps) != 1 || r.Stamps[0].Day != "2027-01-01" || !slices.Equal(r.Unstamped, []string{"2026-12-30", "2026-12-31"}) {
		t.Fatalf("%+v", r)
	}
	token := filepath.Join(j.dir, "2027-01-01.tsr")
	for _, c := range []struct{ what, token, want string }{
		{"of other bytes", now.Format(time.RFC3339) + " 00", "2027-01-01.tsr: not a timestamp of a line of that day: made for something else"},
		{"before the line", string(stampOf(t, j, "2027.jsonl", 1, day1)), "2027-01-01.tsr: made at 2026-12-30T09:30:00Z, before the line that it is of"},
		{"of the day's first line", string(stampOf(t, j, "2027.jsonl", 0, now)), ""},
	} {
		if err := os.WriteFile(token, []byte(c.token), 0o600); err != nil {
			t.Fatal(err)
		}
		r := verify(t, j)
		if c.want == "" {
			if !r.OK() || len(r.Notes) != 1 {
				t.Errorf("%s: %+v", c.what, r)
			}
			continue
		}
		if len(r.Problems) != 1 || !strings.Contains(r.Problems[0].String(), c.want) {
			t.Errorf("%s: %v, want %q", c.what, r.Problems, c.want)
		}
	}
	if err := os.Rename(token, filepath.Join(j.dir, "2027-02-01.tsr")); err != nil {
		t.Fatal(err)
	}
	if r := verify(t, j); len(r.Problems) != 1 || r.Problems[0].Text != "a timestamp of a day without lines: they are missing" {
		t.Errorf("%+v", r)
	}
}

func stampOf(t *testing.T, j *Journal, file string, line int, at time.Time) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(j.dir, file))
	if err != nil {
		t.Fatal(err)
	}
	token, err := stampFake{at: at}.Timestamp(t.Context(), bytes.SplitAfter(data, []byte("\n"))[line])
	if err != nil {
		t.Fatal(err)
	}
	return token
}

// TestTorn cuts the last line at every byte: it is told, put aside by the next
// action, and nothing is lost.
func TestTorn(t *testing.T) {
	whole := newJournal(t)
	data, err := os.ReadFile(filepath.Join(whole.dir, "2026.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	start := bytes.LastIndexByte(data[:len(data)-1], '\n') + 1
	for cut := start + 1; cut < len(data); cut += 7 {
		dir := t.TempDir()
		j := Open(dir, filepath.Join(dir, "..", "lock"))
		if err := os.Chmod(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, "2026.jsonl"), data[:cut], 0o600); err != nil {
			t.Fatal(err)
		}
		if r := verify(t, j); len(r.Problems) != 1 || !r.Problems[0].Torn || r.Problems[0].Line != 4 || r.Entries != 3 {
			t.Fatalf("cut at %d: %+v", cut, r)
		}
		add(t, j, day1.AddDate(0, 0, 1), "seal", "s4")
		r := verify(t, j)
		if !r.OK() || r.Entries != 4 || len(r.Notes) != 1 {
			t.Fatalf("cut at %d: %+v", cut, r)
		}
		aside, err := filepath.Glob(filepath.Join(dir, "*.torn"))
		if err != nil || len(aside) != 1 {
			t.Fatalf("%q, %v", aside, err)
		}
		if torn, err := os.ReadFile(aside[0]); err != nil || !bytes.Equal(torn, data[start:cut]) {
			t.Fatalf("cut at %d: %q was kept, %v", cut, torn, err)
		}
	}
}

// TestEveryChange changes, removes, doubles and moves lines.
func TestEveryChange(t *testing.T) {
	j := newJournal(t)
	names, err := j.years()
	if err != nil {
		t.Fatal(err)
	}
	tried := 0
	for _, name := range names {
		path := filepath.Join(j.dir, name)
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		lines := bytes.SplitAfter(data, []byte("\n"))
		lines = lines[:len(lines)-1]
		try := func(what string, changed []byte) {
			t.Helper()
			tried++
			if err := os.WriteFile(path, changed, 0o600); err != nil {
				t.Fatal(err)
			}
			if verify(t, j).OK() {
				t.Errorf("%s: %s: not noticed", name, what)
			}
		}
		for i := range data {
			changed := bytes.Clone(data)
			changed[i] ^= 1 << (i % 8)
			try(fmt.Sprintf("byte %d changed", i), changed)
		}
		for i := range lines {
			if name != names[len(names)-1] || i < len(lines)-1 { // the last line of all is missed by fsck
				try(fmt.Sprintf("line %d gone", i+1), slices.Concat(slices.Concat(lines[:i]...), slices.Concat(lines[i+1:]...)))
			}
			try(fmt.Sprintf("line %d doubled", i+1), slices.Concat(slices.Concat(lines[:i+1]...), slices.Concat(lines[i:]...)))
			if i > 0 {
				try(fmt.Sprintf("line %d moved", i+1), slices.Concat(slices.Concat(lines[:i-1]...), lines[i], lines[i-1], slices.Concat(lines[i+1:]...)))
			}
		}
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Remove(filepath.Join(j.dir, names[0])); err != nil {
		t.Fatal(err)
	}
	if r := verify(t, j); len(r.Problems) == 0 || !strings.Contains(r.Problems[0].String(), "2027.jsonl, line 1: is not the first line of a journal") {
		t.Errorf("a year gone: %+v", r.Problems)
	}
	if tried < 1000 {
		t.Errorf("%d changes tried, want at least 1000", tried)
	}
}

// TestDamagedLastLine: work goes on, and the damage stays named.
func TestDamagedLastLine(t *testing.T) {
	j := newJournal(t)
	path := filepath.Join(j.dir, "2027.jsonl")
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	data[len(data)-100] ^= 1
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	add(t, j, day1.AddDate(0, 0, 3), "seal", "s9")
	if r := verify(t, j); len(r.Problems) != 1 || r.Problems[0].Line != 4 || r.Entries != 9 {
		t.Errorf("%+v", r)
	}
	if err := os.Chmod(path, 0o644); err != nil {
		t.Fatal(err)
	}
	if r := verify(t, j); len(r.Problems) != 2 || !r.Problems[0].Mode {
		t.Errorf("%+v", r)
	}
}

// TestManyAtOnce appends from several sides.
func TestManyAtOnce(t *testing.T) {
	dir := t.TempDir()
	j := Open(filepath.Join(dir, "journal"), filepath.Join(dir, "lock"))
	const writers, each = 6, 20
	var all sync.WaitGroup
	for w := range writers {
		all.Go(func() {
			for n := range each {
				e := Entry{Time: bundles.At(day1), Actor: "x", Action: "add", Objects: []Object{{Name: fmt.Sprintf("d%d.%d", w, n)}}}
				if err := Open(j.dir, j.lock).Append(e); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	seen := map[string]bool{}
	if err := j.Entries(func(e Entry) error { seen[e.Objects[0].Name] = true; return nil }); err != nil {
		t.Fatal(err)
	}
	if r := verify(t, j); !r.OK() || r.Entries != writers*each || len(seen) != writers*each {
		t.Errorf("%+v, %d lines", r, len(seen))
	}
}

func TestRefuses(t *testing.T) {
	j := newJournal(t)
	good := Entry{Time: bundles.At(day1), Actor: "x", Action: "add", Objects: []Object{{Name: "d1"}}}
	for _, c := range []struct {
		what, want string
		change     func(*Entry)
	}{
		{"a person's name as an object", `object "Jan Novák"`, func(e *Entry) { e.Objects[0].Name = "Jan Novák" }},
		{"no actor", `actor ""`, func(e *Entry) { e.Actor = "" }},
		{"two lines", `actor "a\nb"`, func(e *Entry) { e.Actor = "a\nb" }},
		{"an action in words", `action "was added"`, func(e *Entry) { e.Action = "was added" }},
		{"a path as a case", `case "../x"`, func(e *Entry) { e.Case = "../x" }},
		{"no time", "the clock is wrong", func(e *Entry) { e.Time = bundles.Time{} }},
		{"too many objects", "more than the 4000 allowed", func(e *Entry) { e.Objects = slices.Repeat(e.Objects, maxObjects+1) }},
	} {
		e := good
		e.Objects = slices.Clone(good.Objects)
		c.change(&e)
		if err := j.Append(e); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.what, err, c.want)
		}
	}
	if r := verify(t, j); !r.OK() || r.Entries != 8 {
		t.Errorf("something was written: %+v", r)
	}
}

// FuzzParse: what is read is written again byte for byte, and a line that was
// changed anywhere is refused.
func FuzzParse(f *testing.F) {
	sum := bundles.Hash(sha256.Sum256(nil))
	for _, e := range []Entry{
		{Time: bundles.At(day1), Actor: "x", Action: "init"},
		{Previous: sum, Time: bundles.At(day1), Actor: "Žofie <Úřední> \u2028 \"x\"", Action: "seal", Case: "2026-001", Objects: []Object{Digest("s1", sum), {Name: "d1"}}, Plan: &sum, Found: true},
	} {
		line, err := e.Marshal()
		if err != nil {
			f.Fatal(err)
		}
		f.Add(line, 7, byte(1))
		f.Add(line[:len(line)-1], 0, byte(0))
		f.Add(bytes.Replace(line, []byte(`"actor"`), []byte(`"Actor"`), 1), 60, byte(32))
	}
	f.Fuzz(func(t *testing.T, line []byte, at int, flip byte) {
		e, err := Parse(line)
		if err != nil {
			return
		}
		again, err := e.Marshal()
		if err != nil || !bytes.Equal(again, line) {
			t.Fatalf("read %q, and wrote %q (%v)", line, again, err)
		}
		if flip == 0 || at < 0 {
			return
		}
		changed := bytes.Clone(line)
		changed[at%len(line)] ^= flip
		if _, err := Parse(changed); err == nil {
			t.Fatalf("%q was changed to %q, and is taken", line, changed)
		}
	})
}
