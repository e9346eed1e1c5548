package bundles

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
)

func TestExitCodeIsTheWorstAnswer(t *testing.T) {
	for a := range 3 {
		for place := range 5 {
			v := &Verdict{}
			for i, n := range v.answers() {
				n.answer.Say(Holds, "fact %d", i)
			}
			if v.ExitCode() != CodeHolds {
				t.Fatal("five answers hold, and the code is not 0")
			}
			v.answers()[place].answer.Say(Status(a), "another")
			if want := [...]int{CodeUnconfirmed, CodeHolds, CodeFalse}[a]; v.ExitCode() != want {
				t.Errorf("answer %d is %s: code %d, want %d", place, Status(a), v.ExitCode(), want)
			}
			*v.answers()[place].answer = Answer{}
			if v.ExitCode() != CodeUnconfirmed {
				t.Errorf("answer %d was not given: code %d, want 3", place, v.ExitCode())
			}
		}
	}
	both := &Verdict{}
	both.Time.Say(False, "x")
	if both.ExitCode() != CodeFalse {
		t.Error("false and unconfirmed: want 1")
	}
	odd := &Verdict{}
	for _, n := range odd.answers() {
		n.answer.Status = Status(7)
	}
	if odd.ExitCode() == CodeHolds {
		t.Error("a status nobody knows holds")
	}
}

func TestSayNeverImproves(t *testing.T) {
	for _, first := range []Status{Unconfirmed, Holds, False} {
		for _, second := range []Status{Unconfirmed, Holds, False} {
			var a Answer
			a.Say(first, "1")
			a.Say(second, "2")
			want := max(first, second) // False is the largest
			if want != False && (first == Unconfirmed || second == Unconfirmed) {
				want = Unconfirmed
			}
			if a.Status != want || len(a.Facts) != 2 {
				t.Errorf("%s, then %s: %s with %q, want %s", first, second, a.Status, a.Facts, want)
			}
			var m Answer
			m.Merge("seal: ", a)
			if m.Status != a.Status || m.Facts[0] != "seal: 1" || m.Facts[1] != "seal: 2" {
				t.Errorf("merged: %s %q", m.Status, m.Facts)
			}
		}
	}
	var noted Answer
	noted.Note("a note")
	if noted.Status != Unconfirmed {
		t.Error("a note confirms")
	}
}

func TestVerdictText(t *testing.T) {
	v := &Verdict{Kind: "release", Name: "r1", Case: "2026-1", Authority: "Testov"}
	v.Integrity.Say(False, "a byte differs")
	var b bytes.Buffer
	if err := v.WriteText(&b); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"release r1 of case 2026-1, Testov\n", "integrity     false\n", "- a byte differs\n", "signer        unconfirmed\n", "something is false (1)"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%q is not in\n%s", want, b.String())
		}
	}
	data, err := json.Marshal(v)
	if err != nil || !strings.Contains(string(data), `"integrity":{"status":"false","facts":["a byte differs"]}`) {
		t.Errorf("JSON %s, %v", data, err)
	}
}
