package content

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"
	"unicode/utf8"
)

// fileDecision is one line of a file of decisions.
type fileDecision struct {
	ID       string `json:"id"`       // of one redaction; or
	Group    string `json:"group"`    // all undecided ones of that group
	Decision string `json:"decision"` // "accept" or "reject"
	Ground   string `json:"ground"`
	Note     string `json:"note"`
}

// DecisionsFrom reads decisions, one JSON object a line:
//
//	{"id": "x12", "decision": "accept", "ground": "§ 8a", "note": "..."}
//	{"group": "...", "decision": "reject"}
//
// with the id of a redaction, or the group as it stands in plan.json, of which
// what is undecided is meant. An error names the line; then nothing counts.
func (v *Review) DecisionsFrom(r io.Reader, by string, at time.Time) ([]Judgement, error) {
	var out []Judgement
	seen := map[string]int{}
	s := bufio.NewScanner(io.LimitReader(r, maxDecisionFile+1))
	s.Buffer(nil, maxPluginLine)
	total := 0
	for n := 1; s.Scan(); n++ {
		if total += len(s.Bytes()) + 1; total > maxDecisionFile {
			return nil, fmt.Errorf("more than the %d bytes allowed", maxDecisionFile)
		}
		if len(bytes.TrimSpace(s.Bytes())) == 0 {
			continue
		}
		j, err := v.fileDecision(s.Bytes())
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		for _, id := range j.IDs {
			if seen[id] > 0 {
				return nil, fmt.Errorf("line %d: redaction %s: decided in line %d already", n, id, seen[id])
			}
			seen[id] = n
		}
		j.By, j.At = by, at
		out = append(out, j)
	}
	if err := s.Err(); err != nil {
		return nil, fmt.Errorf("after line %d: %w", len(out), err)
	}
	return out, nil
}

func (v *Review) fileDecision(line []byte) (Judgement, error) {
	var d fileDecision
	if err := strictLine(line, &d); err != nil {
		return Judgement{}, err
	}
	j := Judgement{Ground: d.Ground, Note: d.Note}
	switch d.Decision {
	case "accept":
		j.State = Accepted
	case "reject":
		j.State = Rejected
	default:
		return j, fmt.Errorf("decision %q: want accept or reject", d.Decision)
	}
	if d.Ground != "" {
		if _, err := v.office.Law.Ground(d.Ground); err != nil {
			return j, err
		}
	}
	if err := checkNote(d.Note); err != nil {
		return j, err
	}
	if (d.ID == "") == (d.Group == "") {
		return j, errors.New("want one of id and group")
	}
	if d.ID != "" {
		if _, ok := v.at[d.ID]; !ok {
			return j, fmt.Errorf("redaction %q: not in the plan", d.ID)
		}
		j.IDs = []string{d.ID}
		return j, nil
	}
	known := false
	for _, x := range v.plan.Redactions {
		if x.Group == d.Group {
			known = true
			if x.State == Undecided {
				j.IDs = append(j.IDs, x.ID)
			}
		}
	}
	if !known {
		return j, errors.New("group: none of that name in the plan") // the name is private
	}
	slices.Sort(j.IDs)
	return j, nil
}

// strictLine decodes one line of JSON: one object, no unknown and no repeated
// name, no null, in UTF-8.
func strictLine(line []byte, v any) error {
	if !utf8.Valid(line) {
		return errors.New("not UTF-8 text")
	}
	d := json.NewDecoder(bytes.NewReader(line))
	d.DisallowUnknownFields()
	if err := d.Decode(v); err != nil {
		return fmt.Errorf("not the JSON that is wanted: %w", err)
	}
	if _, err := d.Token(); err != io.EOF {
		return errors.New("something follows the object")
	}
	return checkNames(json.NewDecoder(bytes.NewReader(line)), "")
}
