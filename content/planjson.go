package content

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"
)

// checkPlanJSON refuses what encoding/json lets pass and what would lose a
// redaction without a word: a repeated name (the last list would win), a name
// in another letter case, null, a box or words with a number too many or too
// few, bytes that are not UTF-8 (a text that is found nowhere), and anything
// after the plan. Plans are edited by hand and merged.
func checkPlanJSON(raw []byte) error {
	if !utf8.Valid(raw) {
		return errors.New("not UTF-8 text")
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	if err := checkNames(d, "plan"); err != nil {
		return err
	}
	if _, err := d.Token(); err != io.EOF {
		return errors.New("something follows the plan")
	}
	return nil
}

// numbersIn is how many numbers a list has to have.
var numbersIn = map[string]int{"box": 4, "words": 2}

// checkNames reads one value, the one called name.
func checkNames(d *json.Decoder, name string) error {
	t, err := d.Token()
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	if err != nil {
		return err
	}
	if t == nil {
		return fmt.Errorf("field %q: null: leave it out", name)
	}
	open, ok := t.(json.Delim)
	if !ok {
		return nil
	}
	seen := map[string]bool{}
	values := 0
	for d.More() {
		inner := ""
		if open == '{' {
			if inner, err = checkName(d, seen); err != nil {
				return err
			}
		}
		if err := checkNames(d, inner); err != nil {
			return err
		}
		values++
	}
	if want := numbersIn[name]; want > 0 && values != want {
		return fmt.Errorf("field %q: %d values, want %d", name, values, want)
	}
	_, err = d.Token()
	return err
}

// checkName reads a name.
func checkName(d *json.Decoder, seen map[string]bool) (string, error) {
	t, err := d.Token()
	if err != nil {
		return "", err
	}
	name, ok := t.(string)
	if !ok || name == "" {
		return "", fmt.Errorf("name %q: want one of a-z", fmt.Sprint(t))
	}
	for _, c := range []byte(name) {
		if c < 'a' || c > 'z' {
			return "", fmt.Errorf("unknown field %q", name)
		}
	}
	if seen[name] {
		return "", fmt.Errorf("field %q: there twice", name)
	}
	seen[name] = true
	return name, nil
}
