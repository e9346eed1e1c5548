package bundles

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// Status is what a check found out. There is no "ok by default": the zero
// value is Unconfirmed.
type Status int

// The statuses, from the one that proves least to the one that refutes.
const (
	Unconfirmed Status = iota // nothing false was seen, and not enough was shown
	Holds                     // checked, and true
	False                     // checked, and not true
)

var statusNames = [...]string{"unconfirmed", "holds", "false"}

// String returns the word used in the verdict's JSON.
func (s Status) String() string {
	if s < 0 || int(s) >= len(statusNames) {
		return fmt.Sprintf("Status(%d)", int(s))
	}
	return statusNames[s]
}

// MarshalJSON writes the status as its word.
func (s Status) MarshalJSON() ([]byte, error) { return json.Marshal(s.String()) }

// Answer is one of the five answers of a verdict: a status and the facts it
// rests on, in plain words, each a sentence without a full stop.
type Answer struct {
	Status Status   `json:"status"`
	Facts  []string `json:"facts"`
}

// Say records a fact and lowers the answer if s is worse than what is known:
// False beats Unconfirmed, Unconfirmed beats Holds. The first Say sets it.
func (a *Answer) Say(s Status, format string, args ...any) {
	switch {
	case len(a.Facts) == 0:
		a.Status = s
	case s == False, s == Unconfirmed && a.Status == Holds:
		a.Status = s
	}
	a.Facts = append(a.Facts, fmt.Sprintf(format, args...))
}

// Note records a fact without changing the status.
func (a *Answer) Note(format string, args ...any) {
	a.Facts = append(a.Facts, fmt.Sprintf(format, args...))
}

// Merge says everything b says.
func (a *Answer) Merge(prefix string, b Answer) {
	for i, f := range b.Facts {
		if i == 0 {
			a.Say(b.Status, "%s%s", prefix, f)
		} else {
			a.Note("%s%s", prefix, f)
		}
	}
}

// Verdict is the five answers about one bundle, kept apart (SPEC 9).
type Verdict struct {
	Kind      string `json:"kind"` // "seal", "release" or "log"
	Authority string `json:"authority,omitempty"`
	Case      string `json:"case,omitempty"`
	Name      string `json:"name,omitempty"` // "s1", "r2", or the log's origin

	Integrity    Answer `json:"integrity"`    // every byte is the one that was signed
	Signer       Answer `json:"signer"`       // who signed
	Time         Answer `json:"time"`         // when it existed at the latest
	Log          Answer `json:"log"`          // it stands in the authority's log
	Completeness Answer `json:"completeness"` // nothing but the marked parts is missing

	Code int `json:"code"` // the exit code, see ExitCode
}

// Exit codes of a verdict (SPEC 9.2).
const (
	CodeHolds       = 0 // all that the policy asks holds
	CodeFalse       = 1 // something is false
	CodeUnusable    = 2 // unusable input or wrong usage: no verdict was reached
	CodeUnconfirmed = 3 // nothing false, but something required could not be confirmed
)

type namedAnswer struct {
	name   string
	answer *Answer
}

func (v *Verdict) answers() []namedAnswer {
	return []namedAnswer{
		{"integrity", &v.Integrity}, {"signer", &v.Signer}, {"time", &v.Time},
		{"log", &v.Log}, {"completeness", &v.Completeness},
	}
}

// ExitCode derives the exit code from the five answers: False anywhere is 1,
// else Unconfirmed anywhere is 3, else 0. An answer nobody gave is Unconfirmed.
func (v *Verdict) ExitCode() int {
	code := CodeHolds
	for _, a := range v.answers() {
		switch a.answer.Status {
		case False:
			return CodeFalse
		case Holds:
		default:
			code = CodeUnconfirmed
		}
	}
	return code
}

// Err is nil if everything the policy asks holds, else an error that says all
// that the verdict says.
func (v *Verdict) Err() error {
	if v.ExitCode() == CodeHolds {
		return nil
	}
	return errors.New(v.text())
}

// WriteText prints the verdict for people: one line per answer, then its facts.
func (v *Verdict) WriteText(w io.Writer) error {
	_, err := io.WriteString(w, v.text())
	return err
}

func (v *Verdict) text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s", v.Kind, v.Name)
	if v.Case != "" {
		fmt.Fprintf(&b, " of case %s", v.Case)
	}
	if v.Authority != "" {
		fmt.Fprintf(&b, ", %s", v.Authority)
	}
	b.WriteString("\n")
	for _, a := range v.answers() {
		fmt.Fprintf(&b, "  %-13s %s\n", a.name, a.answer.Status)
		for _, f := range a.answer.Facts {
			fmt.Fprintf(&b, "                - %s\n", f)
		}
	}
	fmt.Fprintf(&b, "verdict: %s\n", [...]string{
		CodeHolds:       "everything the policy asks holds (0)",
		CodeFalse:       "something is false (1)",
		CodeUnusable:    "no verdict (2)",
		CodeUnconfirmed: "nothing is false, but something required could not be confirmed (3)",
	}[v.ExitCode()])
	return b.String()
}
