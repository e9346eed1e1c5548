package bundles

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"time"
)

// marshalJSON writes v in the one spelling this package accepts (SPEC 2.2):
// compact, struct order, no HTML escapes, one newline at the end.
func marshalJSON(v any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic(fmt.Sprintf("bundles: %T cannot be written as JSON: %v", v, err)) // only our own types reach this
	}
	return b.Bytes()
}

// rawJSON is marshalJSON without the newline, to stand inside other JSON.
func rawJSON(v any) json.RawMessage { return bytes.TrimSuffix(marshalJSON(v), []byte("\n")) }

// parseJSON reads data into a new T and refuses every spelling but the one
// marshalJSON writes: unknown or repeated fields, other orders, white space.
// name is used in errors.
func parseJSON[T any](name string, data []byte, limit int) (*T, error) {
	if len(data) > limit {
		return nil, fmt.Errorf("%s: %d bytes, more than the %d allowed", name, len(data), limit)
	}
	v := new(T)
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(v); err != nil {
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if !bytes.Equal(marshalJSON(v), data) {
		return nil, fmt.Errorf("%s: not in canonical form (another spelling, a repeated field, or bytes after the end)", name)
	}
	return v, nil
}

// Bytes is a byte string, written as base64 with padding.
type Bytes []byte

// MarshalText writes base64.
func (b Bytes) MarshalText() ([]byte, error) {
	return []byte(base64.StdEncoding.EncodeToString(b)), nil
}

// UnmarshalText reads base64, refusing line breaks and unused bits.
func (b *Bytes) UnmarshalText(text []byte) error {
	if bytes.ContainsAny(text, "\r\n") {
		return fmt.Errorf("base64 with a line break")
	}
	out, err := base64.StdEncoding.Strict().DecodeString(string(text))
	if err != nil {
		return err
	}
	*b = out
	return nil
}

// Hash is a SHA-256 value, written as 64 lower-case hexadecimal digits.
type Hash [32]byte

// String returns the hexadecimal digits.
func (h Hash) String() string { return hex.EncodeToString(h[:]) }

// MarshalText writes hexadecimal digits.
func (h Hash) MarshalText() ([]byte, error) { return []byte(h.String()), nil }

// UnmarshalText reads exactly 64 lower-case hexadecimal digits.
func (h *Hash) UnmarshalText(text []byte) error {
	if len(text) != 64 {
		return fmt.Errorf("digest of %d digits, want 64", len(text))
	}
	for _, c := range text {
		if (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return fmt.Errorf("digest %q: not lower-case hexadecimal", text)
		}
	}
	_, err := hex.Decode(h[:], text)
	return err
}

// Time is a moment in UTC to the second, written as 2006-01-02T15:04:05Z.
type Time struct{ time.Time }

const timeLayout = "2006-01-02T15:04:05Z"

// At returns t in UTC, cut to the second.
func At(t time.Time) Time { return Time{t.UTC().Truncate(time.Second)} }

// MarshalText writes the moment.
func (t Time) MarshalText() ([]byte, error) { return []byte(t.UTC().Format(timeLayout)), nil }

// UnmarshalText reads the moment.
func (t *Time) UnmarshalText(text []byte) error {
	v, err := time.Parse(timeLayout, string(text))
	if err != nil {
		return fmt.Errorf("time %q: want the form %s", text, timeLayout)
	}
	t.Time = v.UTC()
	return nil
}

// MarshalJSON writes the moment as a string; time.Time's own method would
// otherwise be promoted.
func (t Time) MarshalJSON() ([]byte, error) {
	b, err := t.MarshalText()
	return []byte(`"` + string(b) + `"`), err
}

// UnmarshalJSON reads a string.
func (t *Time) UnmarshalJSON(data []byte) error {
	var s string
	if err := json.Unmarshal(data, &s); err != nil {
		return err
	}
	return t.UnmarshalText([]byte(s))
}
