package audit

import (
	"archive/zip"
	"bytes"
	"io"
	"testing"
)

// releaseFolder is the release of a site as the folder that it is packed from.
func releaseFolder(t testing.TB, s *testSite) map[string][]byte {
	data := s.files()[testZIP]
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]byte{}
	for _, m := range z.File {
		r, err := m.Open()
		if err != nil {
			t.Fatal(err)
		}
		if out[m.Name], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
	}
	return out
}

// TestReleaseFolder: the folder of a release is audited before it is signed,
// when there is no release.json. The proof says then what is hidden.
func TestReleaseFolder(t *testing.T) {
	for _, signed := range []bool{true, false} {
		folder := func(s *testSite) map[string][]byte {
			files := releaseFolder(t, s)
			if !signed {
				delete(files, "release.json")
				delete(files, "data/s1/d2/original.docx") // nothing shows yet that it may be there
			}
			return files
		}
		x, hits := inspectAll(t, folder(newTestSite()), Options{})
		if len(hits) > 0 {
			t.Errorf("signed %v: %+v", signed, hits)
		}
		if x.done[CheckBoxes] == 0 {
			t.Errorf("signed %v: no boxes looked at", signed)
		}
		s := newTestSite()
		s.page.fill(s.tiles[0][1]*((testWidth+15)/16)+s.tiles[0][0], 170)
		if _, hits := inspectAll(t, folder(s), Options{}); len(hits) != 1 || hits[0].Check != CheckBoxes || hits[0].File != "data/s1/d1/page-0001.png" || hits[0].Document != "d1" {
			t.Errorf("signed %v: an open tile: %+v", signed, hits)
		}
		s = newTestSite()
		s.members["data/s1/d1/original.pdf"] = []byte("%PDF-1.4")
		if _, hits := inspectAll(t, folder(s), Options{}); len(hits) != 1 || hits[0].Check != CheckStructure {
			t.Errorf("signed %v: the original of a redacted document: %+v", signed, hits)
		}
	}
}

// TestNestedInOriginal: what is in a container that is released whole is the
// proof's business; in any other it is a hit.
func TestNestedInOriginal(t *testing.T) {
	inner := zipOf(map[string][]byte{"a.xyz": []byte("a")})
	s := newTestSite()
	s.members["data/s1/d2/original.docx"] = inner
	files := s.files()
	files[testZIP+"!data/s1/d2/original.docx!a.xyz"] = []byte("a")
	if _, hits := inspectAll(t, files, Options{}); len(hits) > 0 {
		t.Errorf("within an original: %+v", hits)
	}
	files["backup.zip"] = inner
	if _, hits := inspectAll(t, files, Options{}); len(hits) != 2 {
		t.Errorf("within another container: %+v", hits)
	}
}

func TestPlaces(t *testing.T) {
	for name, want := range map[string]place{
		"cases/2026-001/index.html":                   {kind: placeSite, caseID: "2026-001"},
		"en/cases/2026-001/index.html":                {kind: placeSite, caseID: "2026-001"},
		"files/2026-001/r1/d12-004.png":               {kind: placeFiles, caseID: "2026-001", bag: testZIP, doc: "d12", page: 4},
		"files/2026-001/r1/d12.pdf":                   {kind: placeFiles, caseID: "2026-001", bag: testZIP, doc: "d12"},
		testZIP:                                       {kind: placeSite},
		testZIP + "!release.json":                     {kind: placeBag, caseID: "2026-001", bag: testZIP},
		testZIP + "!data/s1/d2/page-0017.png":         {kind: placeBag, caseID: "2026-001", bag: testZIP, doc: "s1/d2", page: 17},
		testZIP + "!data/s1/d2/original.zip":          {kind: placeOriginal, caseID: "2026-001", bag: testZIP, doc: "s1/d2"},
		testZIP + "!data/s1/d2/original.zip!a/b.docx": {kind: placeWithin},
		"data/s1/d2/page-0017.png":                    {kind: placeBag, doc: "s1/d2", page: 17},
		"log/tile/0/000.p/1":                          {kind: placeLog},
	} {
		p := placeOf(name)
		if p.kind != want.kind || p.caseID != want.caseID || p.bag != want.bag || p.doc != want.doc || p.page != want.page {
			t.Errorf("%s: %+v", name, p)
		}
	}
}
