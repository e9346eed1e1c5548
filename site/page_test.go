package site

import (
	"strings"
	"testing"
)

// Pages of one frame are at one depth, and none of them may be an entry of a menu.
func TestFrames(t *testing.T) {
	pl, err := newPlan(testPortal(t))
	if err != nil {
		t.Fatal(err)
	}
	pages, err := pl.pages()
	if err != nil {
		t.Fatal(err)
	}
	entries := map[string]bool{}
	for _, e := range append(pl.foot(), menu...) {
		entries[e.address] = true
	}
	frames, shared := map[string]page{}, 0
	for _, p := range pages {
		first, there := frames[p.frame()]
		frames[p.frame()] = p
		if !there {
			continue
		}
		shared++
		if strings.Count(first.address, "/") != strings.Count(p.address, "/") || entries[first.address] || entries[p.address] {
			t.Errorf("%q and %q have one frame, %q", first.address, p.address, p.frame())
		}
	}
	if shared == 0 {
		t.Error("no frame is shared")
	}
}
