package site

import (
	"strings"
	"testing"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/bundles/bundlestest"
	"github.com/akta-foi/akta/content"
	"github.com/akta-foi/akta/content/law"
)

// TestUnpack: what a release shows of each document comes out, and nothing of
// the name that it hides.
func TestUnpack(t *testing.T) {
	o := bundlestest.NewOffice(t)
	s := bundlestest.NewSample(t, o, "2026-001")
	profile, err := law.Load("generic")
	if err != nil {
		t.Fatal(err)
	}
	r, err := bundles.OpenReleased(s.Path("r2"))
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	u := unpacking{ctx: t.Context(), office: &content.Office{Law: profile}, trust: o.Trust, dir: t.TempDir(), language: "cs"}
	v := &caseView{}
	pl := &plan{portal: &Portal{Language: "en"}}
	for _, d := range r.Release.Documents {
		doc, err := u.document(r, d)
		if err != nil {
			t.Fatalf("document %s: %v", d.ID, err)
		}
		if (doc.Facsimile != nil) != (d.Facsimile != nil) || doc.Withheld != (d.Withheld != "") {
			t.Errorf("document %s: facsimile %v, withheld %v", d.ID, doc.Facsimile, doc.Withheld)
		}
		layout, err := r.Layout(d.Seal, d.ID)
		if err != nil {
			t.Fatal(err)
		}
		kinds := map[string]bool{}
		for _, b := range doc.Blocks {
			kinds[b.Kind] = true
		}
		for _, b := range layout {
			if !kinds[b.Kind] {
				t.Errorf("document %s: no %s in %v", d.ID, b.Kind, kinds)
			}
		}
		view, err := pl.planDocument(doc, slugs{}, "files/2026-001/r2/", v)
		if err != nil {
			t.Fatalf("document %s: %v", d.ID, err)
		}
		text := showView(view.Text)
		if strings.Contains(text, "Vendelín") || strings.Contains(text, "Neexistující") {
			t.Errorf("document %s shows %q", d.ID, text)
		}
		if d.ID == "d1" && (len(doc.Pages) != 2 || doc.PageCount != 2 || doc.Pages[0].Hidden != 1 || !strings.Contains(text, "Podepsán [")) {
			t.Errorf("document d1: %d of %d pages, %q", len(doc.Pages), doc.PageCount, text)
		}
	}
	if len(r.Release.Documents) != 5 {
		t.Errorf("%d documents", len(r.Release.Documents))
	}
}
