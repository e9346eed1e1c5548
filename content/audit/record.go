package audit

import (
	"bytes"
	"encoding/json"
	"fmt"
	"runtime/debug"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// recordFormat names the form of a record and its version.
const recordFormat = "https://github.com/akta-foi/akta/audit/v1"

// Marshal writes the record in the one spelling that ParseRecord accepts: compact,
// fields in order, a line feed at the end.
func (r *Record) Marshal() []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(r); err != nil {
		panic(fmt.Sprintf("audit: a record cannot be written as JSON: %v", err)) // strings and numbers only
	}
	return b.Bytes()
}

// ParseRecord reads a record. It refuses every spelling but the one Marshal
// writes, unknown checks, and checks out of order.
func ParseRecord(data []byte) (*Record, error) {
	if len(data) > maxRecord {
		return nil, fmt.Errorf("audit record: %d bytes, more than the %d allowed", len(data), maxRecord)
	}
	r := &Record{}
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(r); err != nil {
		return nil, fmt.Errorf("audit record: %w", err)
	}
	if err := r.check(); err != nil {
		return nil, fmt.Errorf("audit record: %w", err)
	}
	if !bytes.Equal(r.Marshal(), data) {
		return nil, fmt.Errorf("audit record: not in canonical form (another spelling, a repeated field, or bytes after the end)")
	}
	return r, nil
}

func (r *Record) check() error {
	if r.Format != recordFormat {
		return fmt.Errorf("format %q: want %q", r.Format, recordFormat)
	}
	if err := checkLine("akta", r.Akta); err != nil {
		return err
	}
	if r.Files < 0 || r.Bytes < 0 || r.Redactions < 0 {
		return fmt.Errorf("a count is negative")
	}
	if len(r.Checks) == 0 {
		return fmt.Errorf("no checks")
	}
	last := -1
	for _, c := range r.Checks {
		i := slices.Index(checkNames(), c.Name)
		if i <= last {
			return fmt.Errorf("check %q: not known, out of order, or there twice", c.Name)
		}
		last = i
		if c.Done < 0 || c.Hits < 0 {
			return fmt.Errorf("check %q: a count is negative", c.Name)
		}
		if c.Note != "" {
			if err := checkLine("note of check "+c.Name, c.Note); err != nil {
				return err
			}
		}
	}
	return nil
}

// checkLine accepts one line of text.
func checkLine(what, s string) error {
	if s == "" || len(s) > 1000 || !utf8.ValidString(s) || strings.ContainsFunc(s, unicode.IsControl) {
		return fmt.Errorf("%s: want one line of text, of 1 to 1000 bytes", what)
	}
	return nil
}

// version is that of the program, as its build tells.
func version() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(devel)"
}
