package journal

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/akta-foi/akta/bundles"
)

// Entry is one line: one action.
type Entry struct {
	Previous bundles.Hash  `json:"previous"` // SHA-256 of the line before, zeros of the first
	Time     bundles.Time  `json:"time"`     // by the office's clock
	Actor    string        `json:"actor"`    // who did it: a person's login, or what they call themselves
	Action   string        `json:"action"`   // a code, such as "seal"
	Case     string        `json:"case,omitempty"`
	Objects  []Object      `json:"objects,omitempty"`
	Plan     *bundles.Hash `json:"plan,omitempty"`  // SHA-256 of the case's plan.json after it
	Found    bool          `json:"found,omitempty"` // not written down when it was done, but found later
}

// Object is what an action made or changed.
type Object struct {
	Name   string        `json:"name"`             // an id or a code: "d1", "s1", "r1", "extend:2026-03-05"
	Digest *bundles.Hash `json:"sha256,omitempty"` // of a document's file, a seal's commitment.json, a release's ZIP
}

// Digest is an object with its SHA-256.
func Digest(name string, sum bundles.Hash) Object { return Object{name, &sum} }

var (
	actionCode = regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`)
	objectName = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._:/+=-]*$`)
)

// check holds what an entry may say. Names are ids and codes: a person's name
// or a text does not pass as one by mistake.
func (e *Entry) check() error {
	if y := e.Time.Year(); y < 1970 || y > 9999 {
		return fmt.Errorf("time in the year %d: the clock is wrong", y)
	}
	if e.Actor == "" || e.Actor != strings.TrimSpace(e.Actor) || len(e.Actor) > maxActor || !utf8.ValidString(e.Actor) || strings.ContainsFunc(e.Actor, unicode.IsControl) {
		return fmt.Errorf("actor %q: want a name on one line, at most %d bytes", e.Actor, maxActor)
	}
	if !actionCode.MatchString(e.Action) || len(e.Action) > maxName {
		return fmt.Errorf("action %q: want a code of a-z and \"-\"", e.Action)
	}
	if e.Case != "" && !isName(e.Case) {
		return fmt.Errorf("case %q: want an id", e.Case)
	}
	if len(e.Objects) > maxObjects {
		return fmt.Errorf("%d objects, more than the %d allowed", len(e.Objects), maxObjects)
	}
	for _, o := range e.Objects {
		if !isName(o.Name) {
			return fmt.Errorf("object %q: want an id or a code, without spaces", o.Name)
		}
	}
	return nil
}

func isName(s string) bool { return len(s) <= maxName && objectName.MatchString(s) }

const sumMark = `,"sum":"`

// Marshal writes the one spelling of a line, its newline included.
func (e *Entry) Marshal() ([]byte, error) {
	if err := e.check(); err != nil {
		return nil, err
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(e); err != nil {
		return nil, err
	}
	line := bytes.TrimSuffix(b.Bytes(), []byte("}\n"))
	sum := bundles.Hash(sha256.Sum256(line))
	line = append(line, sumMark+sum.String()+"\"}\n"...)
	if len(line) > maxLine {
		return nil, fmt.Errorf("a line of %d bytes, more than the %d allowed", len(line), maxLine)
	}
	return line, nil
}

// Parse reads a line with its newline, in its one spelling.
func Parse(line []byte) (*Entry, error) {
	if len(line) > maxLine {
		return nil, fmt.Errorf("a line of %d bytes, more than the %d allowed", len(line), maxLine)
	}
	at := bytes.LastIndex(line, []byte(sumMark))
	if at < 0 {
		return nil, errors.New("not a line of a journal: it has no sum")
	}
	e := new(Entry)
	d := json.NewDecoder(io.MultiReader(bytes.NewReader(line[:at]), strings.NewReader("}")))
	d.DisallowUnknownFields()
	if err := d.Decode(e); err != nil {
		return nil, fmt.Errorf("not a line of a journal: %w", err)
	}
	again, err := e.Marshal()
	if err != nil {
		return nil, err
	}
	if !bytes.Equal(again, line) {
		if bytes.Equal(again[:min(at, len(again))], line[:at]) {
			return nil, errors.New("its sum does not fit: the line was changed")
		}
		return nil, errors.New("not in the one spelling of a line")
	}
	return e, nil
}

// day is the day of an entry, in UTC.
func (e *Entry) day() string { return e.Time.Format("2006-01-02") }
