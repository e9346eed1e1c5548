package site

import (
	"strings"
	"testing"
)

// TestTakedownPage: what was taken down is told on a page in each language and in a
// feed, with both digests.
func TestTakedownPage(t *testing.T) {
	p := dataPortal(t)
	pl := planned(t, p)
	list := pl.takenDownEntries()
	old, shown := p.Cases[0].Releases[0], p.Cases[0].Releases[1]
	if len(list) != 1 || list[0].Release != "r1" || list[0].By != "r2" || list[0].SHA256 != old.SHA256 || list[0].BySHA256 != shown.SHA256 || list[0].Reason != shown.Takedown.Reason {
		t.Fatalf("%+v", list)
	}
	entry := checkFeed(t, takedownsFeed, pl.data[takedownsFeed])[0]
	if entry.one(t, "id") != "tag:ukazka.example,2026:cases/2026-001/#release-r1" || entry.one(t, "summary") != shown.Takedown.Reason || entry.one(t, "published") != "2026-07-03T09:30:00Z" {
		t.Errorf("entry: %+v", entry)
	}
	dir, _ := build(t, p)
	for name, want := range map[string]string{"takedowns/index.html": "Stažená vydání", "hu/takedowns/index.html": "Visszavont kiadások", "en/takedowns/index.html": "Releases taken down"} {
		page := string(readFile(t, dir, name))
		for _, s := range []string{want, old.SHA256, shown.SHA256, "#release-r1", "&amp; &lt;omyl&gt;", `lang="cs"`} {
			if !strings.Contains(page, s) {
				t.Errorf("%s: no %q", name, s)
			}
		}
		data := string(readFile(t, dir, strings.Replace(name, "takedowns", "data", 1)))
		if !strings.Contains(data, want) || !strings.Contains(data, takedownsFeed) {
			t.Errorf("%s: the page of data does not lead there", name)
		}
	}

	p.Cases[0].Releases[1].Takedown = nil
	dir, _ = build(t, p)
	if page := string(readFile(t, dir, "takedowns/index.html")); !strings.Contains(page, "Žádné vydání nebylo staženo.") || strings.Contains(page, old.SHA256) {
		t.Error("a page without takedowns does not say so")
	}
}
