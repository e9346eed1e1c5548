package site

import (
	"testing"
	"time"

	"github.com/akta-foi/akta/bundles"
)

func TestAreas(t *testing.T) {
	for _, c := range []struct {
		what  string
		boxes []bundles.TileBlock
		want  int
	}{
		{"none", nil, 0},
		{"one", []bundles.TileBlock{{1, 1, 2, 1}}, 1},
		{"words side by side", []bundles.TileBlock{{0, 0, 2, 1}, {2, 0, 1, 1}, {3, 0, 4, 1}}, 1},
		{"one over the other", []bundles.TileBlock{{0, 0, 3, 3}, {1, 1, 1, 1}}, 1},
		{"lines that touch", []bundles.TileBlock{{0, 0, 3, 1}, {0, 1, 5, 1}}, 1},
		{"corners that touch", []bundles.TileBlock{{0, 0, 1, 1}, {1, 1, 1, 1}}, 1},
		{"apart", []bundles.TileBlock{{0, 0, 1, 1}, {2, 0, 1, 1}, {0, 2, 1, 1}}, 3},
		{"the end of a row does not touch the start of the next", []bundles.TileBlock{{9, 0, 1, 1}, {0, 1, 1, 1}}, 2},
		{"beyond the page", []bundles.TileBlock{{8, 8, 100, 100}}, 1},
	} {
		if got := areas(c.boxes, 160, 150); got != c.want {
			t.Errorf("%s: %d, want %d", c.what, got, c.want)
		}
	}
}

func TestParseAudit(t *testing.T) {
	const good = `{"format":"https://github.com/akta-foi/akta/audit/v1","akta":"v","files":41,"bytes":7,"redactions":12,"checks":[{"name":"terms","done":41,"hits":0},{"name":"ink","done":3,"hits":2}]}` + "\n"
	a, err := parseAudit([]byte(good))
	if err != nil || *a != (Audit{Files: 41, Redactions: 12, Hits: 2}) {
		t.Errorf("%+v, %v", a, err)
	}
	for _, bad := range []string{
		``, `{}`, good + `{}`, good + `x`, `[]`, `{"files":1,"checks":[]}`,
		`{"files":1,"terms":5,"checks":[{"name":"terms"}]}`, // how many terms there were is not published
		`{"files":1,"checks":[{"name":"terms","hits":-1}]}`,
	} {
		if _, err := parseAudit([]byte(bad)); err == nil {
			t.Errorf("%s: accepted", bad)
		}
	}
}

func TestChanges(t *testing.T) {
	leaves := func(from, n int) []bundles.Redaction {
		return []bundles.Redaction{{View: bundles.ViewText, Leaves: &bundles.Range{from, n}, Ground: "a"}}
	}
	before := &bundles.Release{Documents: []bundles.ReleasedDocument{
		{Seal: "s1", ID: "d1", Redactions: leaves(1, 2)}, {Seal: "s1", ID: "d2", Redactions: leaves(1, 2)}, {Seal: "s1", ID: "d3", Withheld: "a"},
		{Seal: "s1", ID: "d4"}, {Seal: "s1", ID: "d5"}, {Seal: "s1", ID: "d6"},
	}}
	now := &bundles.Release{Documents: []bundles.ReleasedDocument{
		{Seal: "s1", ID: "d1", Redactions: leaves(1, 2)}, {Seal: "s1", ID: "d2", Redactions: leaves(1, 1)}, {Seal: "s1", ID: "d3"},
		{Seal: "s1", ID: "d4", Withheld: "a"}, {Seal: "s2", ID: "d5"}, {Seal: "s2", ID: "d7"}, {Seal: "s2", ID: "d8"},
	}}
	if got, want := *changes(before, now), (Changes{Added: 2, Opened: 1, Withheld: 1, Redacted: 2, Removed: 1}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
}

// approvalList is what a release's approvals look like.
type approvalList []bundles.SignatureCheck

func (a approvalList) Approvals(*bundles.Trust) ([]bundles.SignatureCheck, error) { return a, nil }

func TestApprovals(t *testing.T) {
	early, late := time.Date(2026, 7, 9, 8, 0, 0, 0, time.UTC), time.Date(2026, 7, 9, 9, 0, 0, 0, time.UTC)
	check := func(key string, integrity, signer bundles.Status, times ...time.Time) bundles.SignatureCheck {
		c := bundles.SignatureCheck{KeyID: key, Integrity: bundles.Answer{Status: integrity}, Signer: bundles.Answer{Status: signer}}
		for _, at := range times {
			c.Times = append(c.Times, bundles.StatedTime{Time: at})
		}
		return c
	}
	got, err := approvals(approvalList{
		check("a", bundles.Holds, bundles.Holds, late, early), check("a", bundles.Holds, bundles.Holds, late),
		check("b", bundles.False, bundles.Holds, late), check("c", bundles.Holds, bundles.Unconfirmed, late),
		check("redactor", bundles.Holds, bundles.Holds, late), check("d", bundles.Holds, bundles.Holds),
	}, bundles.NewTrust("Obec"), "redactor")
	if err != nil || len(got) != 2 || got[0] != (Approval{Name: "a", Time: early}) || got[1] != (Approval{Name: "d"}) {
		t.Errorf("%+v, %v", got, err)
	}
}

// FuzzParseAudit: what is accepted is a record that can be shown, and a byte
// after it is refused.
func FuzzParseAudit(f *testing.F) {
	f.Add([]byte(`{"format":"https://github.com/akta-foi/akta/audit/v1","akta":"v","files":41,"bytes":7,"redactions":12,"checks":[{"name":"terms","done":41,"hits":0}]}` + "\n"))
	f.Add([]byte(`{"files":1,"checks":[{"hits":9223372036854775807},{"hits":1}]}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		a, err := parseAudit(raw)
		if err != nil {
			return
		}
		if a.Files < 1 || a.Redactions < 0 || a.Hits < 0 {
			t.Errorf("%q gives %+v", raw, *a)
		}
		if _, err := parseAudit(append(raw[:len(raw):len(raw)], 'x')); err == nil {
			t.Errorf("%q is accepted with a byte more", raw)
		}
	})
}
