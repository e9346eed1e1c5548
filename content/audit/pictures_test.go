package audit

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"sync/atomic"
	"testing"
)

// TestPictures: every page image that is shown is recognised, once, and what is
// read is searched without regard to case, accents and line ends.
func TestPictures(t *testing.T) {
	s := newTestSite()
	s.public["files/2026-001/r1/d1.pdf"] = nil
	var asked atomic.Int32
	o := Options{
		Terms: []Term{
			{Case: "2026-001", Document: "d1", Class: "personal-data", Text: "Ludvík Kalousek"},
			{Case: "2026-002", Document: "d4", Class: "personal-data", Text: "710319/2745"},
			{Case: "2026-001", Document: "d1", Class: "trade-secret", Text: "Nečtený"},
			{Case: "2026-001", Document: "d1", Class: "personal-data", Text: "Jo"},
		},
		OCR: func(_ context.Context, png []byte) (string, error) {
			asked.Add(1)
			if !bytes.HasPrefix(png, []byte(pngMagic)) {
				t.Error("not a PNG")
			}
			return "Věc vyřizuje LUDVIK\nKalousek, r. č. 710319 / 2745. Jo. Nečtenýž", nil
		},
	}
	x, hits := inspectAll(t, s.files(), o)
	if len(hits) != 2 || hits[0].Class != "personal-data" || hits[0].Check != CheckPictures || !strings.HasPrefix(hits[0].File, "files/2026-001/r1/d1-001.png") {
		t.Errorf("hits: %+v", hits)
	}
	if asked.Load() != 1 || x.done[CheckPictures] != 1 || x.notes[CheckPictures] != "" {
		t.Errorf("%d pages recognised, %v, %v", asked.Load(), x.done, x.notes)
	}
	o.Allowed = []Allowance{
		{Text: "ludvík  kalousek", Case: "2026-001", Document: "d1", Reason: "starosta"},
		{Text: "710319/2745", Case: "2026-002", Reason: "elsewhere"},
	}
	if _, hits := inspectAll(t, s.files(), o); len(hits) != 1 || hits[0].Document != "d4" {
		t.Errorf("hits with an allowance: %+v", hits)
	}
}

// TestPicturesUnread: a page that cannot be recognised is told and stops nothing.
func TestPicturesUnread(t *testing.T) {
	s := newTestSite()
	s.public["files/2026-001/r1/d1.pdf"] = nil
	x, hits := inspectAll(t, s.files(), Options{OCR: func(context.Context, []byte) (string, error) { return "", errors.New("took too long") }})
	if len(hits) != 0 || x.done[CheckPictures] != 0 || !strings.HasPrefix(x.notes[CheckPictures], "1 page image") {
		t.Errorf("%+v, %v, %v", hits, x.done, x.notes)
	}
	ctx, cancel := context.WithCancel(context.Background())
	x = newInspection(Options{OCR: func(context.Context, []byte) (string, error) { cancel(); return "", errors.New("stopped") }})
	page := s.page.png()
	if err := x.file(ctx, "files/2026-001/r1/d1-001.png", bytes.NewReader(page), int64(len(page))); !errors.Is(err, context.Canceled) {
		t.Errorf("a stopped audit: %v", err)
	}
}
