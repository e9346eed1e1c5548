package journal

import (
	"cmp"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/akta-foi/akta/bundles"
)

// Report says what Verify saw.
type Report struct {
	Entries   int          `json:"entries"`
	From      bundles.Time `json:"from"`      // of the first line
	Until     bundles.Time `json:"until"`     // of the last line
	Head      bundles.Hash `json:"head"`      // SHA-256 of the last line
	Days      int          `json:"days"`      // with lines
	Stamps    []Stamped    `json:"stamps"`    // timestamps that verify
	Unstamped []string     `json:"unstamped"` // days without one: the next day that has one covers them
	Problems  []Problem    `json:"problems"`
	Notes     []string     `json:"notes"`
}

// Stamped is a verified timestamp of a day.
type Stamped struct {
	Day  string       `json:"day"`
	Time bundles.Time `json:"time"`
	By   string       `json:"by"`
	Own  bool         `json:"own_clock"` // the office's own
}

// Problem is something that does not hold.
type Problem struct {
	File   string `json:"file"`
	Line   int    `json:"line,omitempty"` // from 1; 0: of the file as a whole
	Text   string `json:"problem"`
	Mode   bool   `json:"-"` // only its mode is wrong
	Torn   bool   `json:"-"` // a line was torn off: the next append puts it aside
	Absent bool   `json:"-"` // there is no journal
}

// String names the place, then what is wrong.
func (p Problem) String() string {
	if p.Line == 0 {
		return p.File + ": " + p.Text
	}
	return fmt.Sprintf("%s, line %d: %s", p.File, p.Line, p.Text)
}

// OK tells whether everything holds.
func (r *Report) OK() bool { return len(r.Problems) == 0 }

// CheckTime verifies a timestamp of some bytes, and tells who made it, and
// when. It is a method of bundles.Trust.
type CheckTime func(token, data []byte) (bundles.StatedTime, error)

// clockSlack is how far an authority's clock and the office's may differ.
const clockSlack = 10 * time.Minute

// Verify recomputes the chain, checks every timestamp and the modes of the
// files. It changes nothing. The error is one of reading.
func (j *Journal) Verify(check CheckTime) (*Report, error) {
	v := &verifying{journal: j, byDay: map[string][]dayLine{}, report: &Report{Stamps: []Stamped{}, Unstamped: []string{}, Problems: []Problem{}, Notes: []string{}}}
	if err := v.files(); err != nil {
		return nil, fmt.Errorf("journal: %w", err)
	}
	if err := j.lines(v.line); err != nil && !errors.Is(err, errLongLine) {
		return nil, fmt.Errorf("journal: %w", err)
	} else if err != nil {
		v.problem(Problem{File: v.file, Line: v.at + 1, Text: err.Error()})
	}
	if v.report.Entries == 0 && v.report.OK() {
		v.problem(Problem{File: filepath.Base(j.dir), Text: "no journal, or nothing in it", Absent: true})
	}
	for _, name := range v.tokens {
		if err := v.token(name, check); err != nil {
			return nil, fmt.Errorf("journal: %w", err)
		}
	}
	v.days()
	return v.report, nil
}

type verifying struct {
	journal *Journal
	report  *Report
	tokens  []string
	file    string
	at      int
	broken  bool // the line before
	byDay   map[string][]dayLine
	lastDay string
}

// dayLine is a line of a day that a timestamp may be of.
type dayLine struct {
	entry *Entry
	raw   []byte
}

func (v *verifying) problem(p Problem) {
	switch n := len(v.report.Problems); {
	case n < maxProblems:
		v.report.Problems = append(v.report.Problems, p)
	case n == maxProblems:
		v.report.Problems = append(v.report.Problems, Problem{File: p.File, Text: "and more"})
	}
}

func (v *verifying) note(format string, args ...any) {
	if len(v.report.Notes) < maxProblems {
		v.report.Notes = append(v.report.Notes, fmt.Sprintf(format, args...))
	}
}

// files looks at the folder and at every name in it.
func (v *verifying) files() error {
	dir := v.journal.dir
	info, err := os.Lstat(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	v.mode(filepath.Base(dir), info)
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		info, err := e.Info()
		if err != nil {
			return err
		}
		switch name := e.Name(); {
		case !info.Mode().IsRegular():
			v.problem(Problem{File: name, Text: "not a plain file: it does not belong here"})
			continue
		case tokenFile.MatchString(name):
			v.tokens = append(v.tokens, name)
		case strings.HasSuffix(name, tornExt):
			v.note("%s: %d bytes of a line that a crash cut off, kept aside", name, info.Size())
		case !yearFile.MatchString(name):
			v.note("%s: not of the journal", name)
		}
		v.mode(e.Name(), info)
	}
	return nil
}

func (v *verifying) mode(name string, info fs.FileInfo) {
	if m := info.Mode().Perm(); m&0o077 != 0 && runtime.GOOS != "windows" { // which has no such bits
		v.problem(Problem{File: name, Text: fmt.Sprintf("open to others (mode %04o)", m), Mode: true})
	}
}

// line holds one line against the one before.
func (v *verifying) line(l Line) error {
	v.file, v.at = l.File, l.At
	where := func(format string, args ...any) {
		v.problem(Problem{File: l.File, Line: l.At, Text: fmt.Sprintf(format, args...)})
	}
	if l.Torn() {
		v.problem(Problem{File: l.File, Line: l.At, Torn: true, Text: fmt.Sprintf("a crash cut it off after %d bytes: the next action puts it aside", len(l.Raw))})
		return nil
	}
	e, err := Parse(l.Raw)
	sum := bundles.Hash(sha256.Sum256(l.Raw))
	switch {
	case err != nil:
		where("%v", err)
	case v.report.Entries == 0 && e.Previous != bundles.Hash{}:
		where("is not the first line of a journal: those before it are missing")
	case e.Previous != v.report.Head && !v.broken: // a broken line was told already
		where("does not continue the line before it: lines are missing, or were moved or made anew")
	}
	if v.report.Entries == 0 && err == nil {
		v.report.From = e.Time
	}
	v.report.Entries++
	v.report.Head, v.broken = sum, err != nil
	if err != nil {
		return nil
	}
	if year, _ := strconv.Atoi(l.File[:4]); e.Time.Year() > year {
		where("is of %d, in the file of another year", e.Time.Year())
	}
	if e.Time.Before(v.report.Until.Time) {
		v.note("%s, line %d: the clock went back, from %s to %s", l.File, l.At, v.report.Until.Format(time.RFC3339), e.Time.Format(time.RFC3339))
	}
	v.report.Until = e.Time
	v.lastDay = e.day()
	v.keep(e, l.Raw)
	return nil
}

// keep keeps the lines of days that have a timestamp.
func (v *verifying) keep(e *Entry, raw []byte) {
	day := e.day()
	if !slices.Contains(v.tokens, day+tokenExt) {
		raw = nil
	}
	if raw == nil && len(v.byDay[day]) > 0 {
		return
	}
	v.byDay[day] = append(v.byDay[day], dayLine{e, raw})
}

// token verifies the timestamp of a day: it is of the day's last line, or, if
// the clock was set back to that day later, of one before.
func (v *verifying) token(name string, check CheckTime) error {
	day := strings.TrimSuffix(name, tokenExt)
	lines := v.byDay[day]
	if len(lines) == 0 {
		v.problem(Problem{File: name, Text: "a timestamp of a day without lines: they are missing"})
		return nil
	}
	token, err := readBounded(filepath.Join(v.journal.dir, name), maxToken)
	if err != nil {
		return err
	}
	var why error // of the day's last line, which it should be of
	for i := len(lines) - 1; i >= 0; i-- {
		stated, err := check(token, lines[i].raw)
		if err != nil {
			why = cmp.Or(why, err)
			continue
		}
		if i < len(lines)-1 {
			v.note("%s: is of line %d of that day's %d: the clock was set back to that day later", name, i+1, len(lines))
		}
		if at := lines[i].entry.Time; at.After(stated.Time.Add(clockSlack)) {
			v.problem(Problem{File: name, Text: fmt.Sprintf("made at %s, before the line that it is of (%s): the office's clock was wrong, or the line was made anew", bundles.At(stated.Time).Format(time.RFC3339), at.Format(time.RFC3339))})
			return nil
		}
		v.report.Stamps = append(v.report.Stamps, Stamped{day, bundles.At(stated.Time), stated.Name, stated.Own})
		return nil
	}
	v.problem(Problem{File: name, Text: fmt.Sprintf("not a timestamp of a line of that day: %v", why)})
	return nil
}

// days counts the days, and lists those that have no timestamp. The last one
// gets its own on a day to come.
func (v *verifying) days() {
	v.report.Days = len(v.byDay)
	for _, day := range slices.Sorted(maps.Keys(v.byDay)) {
		if day != v.lastDay && !slices.Contains(v.tokens, day+tokenExt) {
			v.report.Unstamped = append(v.report.Unstamped, day)
		}
	}
}

func readBounded(name string, limit int64) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err == nil && int64(len(data)) > limit {
		err = fmt.Errorf("%s: more than the %d bytes allowed", filepath.Base(name), limit)
	}
	return data, err
}
