package content

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/akta-foi/akta/content/law"
)

func TestSetEmbargo(t *testing.T) {
	o := newTestOffice(t, writeText(t, "dopis.txt", "Vymyšlený dopis."))
	o.Day = day(t, "2026-11-26")
	for _, c := range []struct {
		what   string
		until  law.Date
		reason string
		want   string
	}{
		{"no reason", day(t, "2026-12-01"), "", "needs a reason"},
		{"today", day(t, "2026-11-26"), "x", "want a day after 2026-11-26"},
		{"two lines", day(t, "2026-12-01"), "x\ny", "one line"},
		{"lifted where there is none", 0, "", "is not held back"},
	} {
		if _, err := o.SetEmbargo("a", c.until, c.reason); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", c.what, err)
		}
	}
	if _, err := o.SetEmbargo("a", day(t, "2026-12-01"), "Nejdřív žadatel."); err != nil {
		t.Fatal(err)
	}
	for on, held := range map[string]bool{"2026-11-30": true, "2026-12-01": false, "2027-01-01": false} {
		o.Day = day(t, on)
		list, err := o.HeldCases()
		if err != nil || (len(list) == 1) != held {
			t.Errorf("%s: %d held back, %v", on, len(list), err)
		}
	}
	o.Day = day(t, "2026-11-27")
	if c, err := o.SetEmbargo("a", 0, ""); err != nil || c.PublishAfter != "" || c.EmbargoReason != "" || o.Held(c) {
		t.Errorf("lifted: %+v, %v", c, err)
	}
	if err := os.MkdirAll(o.SiteDir(), 0o700); err != nil {
		t.Fatal(err)
	}
	// A release of case "a-b" is none of case "a".
	for ledger, refused := range map[string]bool{"releases/a-b-r1.zip\n": false, "# x\nreleases/a-r2.zip\n": true, "releases/a-r1.zip\t2026-11-01\tomylem\n": true} {
		if err := os.WriteFile(o.AddressesFile(), []byte(ledger), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := o.SetEmbargo("a", day(t, "2026-12-01"), "x"); (err != nil) != refused || refused && !strings.Contains(err.Error(), "is public already") {
			t.Errorf("%q: %v", ledger, err)
		}
	}
}

// TestPublicCase: while it is held back a case is shown as it stood before its
// answer, whatever answer that is.
func TestPublicCase(t *testing.T) {
	o := newTestOffice(t, writeText(t, "dopis.txt", "Vymyšlený dopis."))
	if _, err := o.SetRequester("a", func(r *Requester) { *r = jana }); err != nil {
		t.Fatal(err)
	}
	for _, e := range []law.Event{
		{Code: "extend", Date: day(t, "2026-03-10"), Grounds: []string{o.Law.Extensions[0].Code}},
		{Code: "answer", Date: day(t, "2026-03-20"), Document: "d1"},
	} {
		if _, _, err := o.AddEvent("a", Event{Event: e}); err != nil {
			t.Fatal(err)
		}
	}
	c, err := o.Case("a")
	if err != nil {
		t.Fatal(err)
	}
	c.Answer, c.PublishAfter = "Odpověď.", "2026-12-01"
	o.Day = day(t, "2026-11-30")
	got, err := o.PublicCase(c)
	if err != nil || got.State != law.PublicOpen || got.Answered != "" || got.Answer != "" || len(got.Events) != 2 || got.Events[1].Code != "extend" || got.PublishAfter != "" || got.Requester != (Requester{}) {
		t.Errorf("held back: %+v, %v", got, err)
	}
	if len(c.Events) != 3 || c.Answer == "" || c.Requester != jana {
		t.Errorf("the case itself was changed: %+v", c)
	}
	o.Day = day(t, "2026-12-01")
	if got, err := o.PublicCase(c); err != nil || got.State != law.PublicAnswered || got.Answered != "2026-03-20" || len(got.Events) != 3 || got.Requester != (Requester{}) {
		t.Errorf("on the day: %+v, %v", got, err)
	}

	// The state of a case without events was written by hand.
	c.Events, o.Day = nil, day(t, "2026-11-30")
	if got, err := o.PublicCase(c); err != nil || got.State != law.PublicOpen || len(got.Events) != 0 {
		t.Errorf("without events: %+v, %v", got, err)
	}
}

// TestEmbargoExport: an export holds nothing public of what is held back, and has
// it among the private files.
func TestEmbargoExport(t *testing.T) {
	o := exportOffice(t)
	c, err := o.Case("a")
	if err != nil {
		t.Fatal(err)
	}
	c.Answer, c.PublishAfter, c.EmbargoReason = "Cesta stojí tolik.", "2026-12-01", "Nejdřív žadatel."
	if err := o.SaveCase(c); err != nil {
		t.Fatal(err)
	}
	for on, public := range map[string]bool{"2026-11-30": false, "2026-12-01": true} {
		o.Day = day(t, on)
		for _, opt := range []ExportOptions{{}, {Public: true}} {
			dir := filepath.Join(t.TempDir(), "out")
			if _, err := o.Export(t.Context(), dir, opt); err != nil {
				t.Fatal(err)
			}
			files := treeOf(t, dir)
			_, released := files["/public/releases/a-r1.zip"]
			_, kept := files["/private/a/bundles/r1.zip"]
			if answer := strings.Contains(files["/public/cases/a/case.json"], "tolik"); released != public || answer != public || kept == (public || opt.Public) {
				t.Errorf("%s, %+v: released %v, private %v, answer %v", on, opt, released, kept, answer)
			}
			for name, data := range files {
				if !strings.HasPrefix(name, "/private/") && (strings.Contains(data, "2026-12-01") || strings.Contains(data, "Nejdřív")) {
					t.Errorf("%s, %s tells of the embargo", on, name)
				}
			}
		}
	}
}
