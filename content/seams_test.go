package content

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/akta-foi/akta/content/journal"
	"github.com/akta-foi/akta/content/law"
)

// actions are what the journal tells of case "a", each as "action: objects".
func actions(t *testing.T, o *Office) (out []string) {
	t.Helper()
	err := o.Journal().Entries(func(e journal.Entry) error {
		if e.Case == "a" {
			out = append(out, strings.TrimSpace(e.Action+" "+namesOf(e.Objects)))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// An event that is undone stays in case.md with the reason, and its state does not.
func TestUndoneIsKept(t *testing.T) {
	o := newTestOffice(t, fixtures+"/cs-cesta-zadost.txt")
	if _, _, err := o.AddEvent("a", Event{Event: law.Event{Code: "withdraw", Date: day(t, "2026-03-09"), Document: "d1"}, Actor: "Vymyšlená úřednice"}); err != nil {
		t.Fatal(err)
	}
	c, undone, err := o.UndoEvent("a", "Patří do jiné věci.", "Zdánlivý úředník")
	if err != nil || undone.Code != "withdraw" || c.State != law.PublicOpen {
		t.Fatalf("%v, %+v", err, c)
	}
	if c, err = o.Case("a"); err != nil || len(c.Events) != 1 || len(c.Undone) != 1 {
		t.Fatalf("%v, %+v", err, c)
	}
	if u := c.Undone[0]; u.Code != "withdraw" || u.Actor != "Vymyšlená úřednice" || u.Undone != "Patří do jiné věci." || u.UndoneBy != "Zdánlivý úředník" {
		t.Errorf("%+v", u)
	}
	if p, err := o.PublicCase(c); err != nil || p.Undone != nil {
		t.Errorf("public: %+v, %v", p, err)
	}
	if got := actions(t, o.Office); !slices.Equal(got[len(got)-2:], []string{"event withdraw:2026-03-09", "undo withdraw:2026-03-09"}) {
		t.Errorf("%q", got)
	}
}

// What is done about who asked, an embargo and a letter is in the journal, without
// a name. Forgetting removes the drafts of letters and the index.
func TestPrivateActionsAreRecorded(t *testing.T) {
	o := forgetOffice(t, writeText(t, "zadost.txt", janaAsks))
	if _, err := o.SetEmbargo("a", day(t, "2199-01-01"), "Čeká se na tisk."); err != nil {
		t.Fatal(err)
	}
	if _, err := o.SetEmbargo("a", 0, ""); err != nil {
		t.Fatal(err)
	}
	d, err := o.Letter("acknowledgement", "a", LetterOptions{Format: "md", Date: day(t, "2026-03-03")})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := o.Index(); err != nil {
		t.Fatal(err)
	}
	got, err := o.Forget("a", ForgetOptions{Date: day(t, "2031-03-21"), By: "Zdánlivá úřednice"})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Contains(got.Erased, "letters/: 1 drafts") {
		t.Errorf("erased: %q", got.Erased)
	}
	for _, gone := range []string{d.File, filepath.Dir(d.File), o.indexFile()} {
		if _, err := os.Stat(gone); !os.IsNotExist(err) {
			t.Errorf("%s: %v", gone, err)
		}
	}
	all := actions(t, o.Office)
	for _, want := range []string{"requester", "embargo", "letter acknowledgement", "forget"} {
		if !slices.Contains(all, want) {
			t.Errorf("the journal does not tell %q: %q", want, all)
		}
	}
}

// What the office has to do besides the law's deadlines: publish what was held back,
// and erase who asked.
func TestDueLiftAndForget(t *testing.T) {
	o := forgetOffice(t, writeText(t, "zadost.txt", janaAsks))
	o.Day = day(t, "2026-03-20")
	if _, err := o.SetEmbargo("a", day(t, "2026-04-01"), "Čeká se na tisk."); err != nil {
		t.Fatal(err)
	}
	index, err := o.Index()
	if err != nil {
		t.Fatal(err)
	}
	find := func(kind, on string) *Due {
		list, err := o.DueList(index, DueOptions{Date: day(t, on), Days: -1, Language: "en"})
		if err != nil {
			t.Fatal(err)
		}
		for i := range list {
			if list[i].Kind == kind {
				return &list[i]
			}
		}
		return nil
	}
	if d := find(KindLift, "2026-03-21"); d == nil || d.Date != day(t, "2026-04-01") || d.Command != "akta build" || d.Status != DueOpen {
		t.Errorf("lift: %+v", d)
	}
	if d := find(KindLift, "2026-04-02"); d != nil {
		t.Errorf("the day after: %+v", d)
	}
	if d := find(KindForget, "2031-03-21"); d == nil || d.Date != day(t, "2031-03-21") || d.Status != DueOpen || d.Command != "akta case forget a" || !strings.Contains(d.Why, "5") {
		t.Errorf("forget: %+v", d)
	}
	if d := find(KindForget, "2031-03-22"); d == nil || !d.OfficeLate() {
		t.Errorf("the day after: %+v", d)
	}
	if _, err := o.Forget("a", ForgetOptions{Date: day(t, "2031-03-21"), By: "Zdánlivá úřednice"}); err != nil {
		t.Fatal(err)
	}
	if index, err = o.Index(); err != nil {
		t.Fatal(err)
	}
	if d := find(KindForget, "2031-03-22"); d != nil {
		t.Errorf("forgotten already: %+v", d)
	}
}
