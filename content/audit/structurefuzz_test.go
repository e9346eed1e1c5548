package audit

import (
	"bytes"
	"context"
	"slices"
	"testing"
)

// FuzzFiles: whatever stands in the files that the audit reads, it comes to an
// end with hits or without, and a page image with an open tile is still found.
func FuzzFiles(f *testing.F) {
	s := newTestSite()
	s.page.fill(s.tiles[0][1]*((testWidth+15)/16)+s.tiles[0][0], 255)
	names := []string{"proof.json", "release.json", "data/s1/d1/text.json", "data/s1/d1/text.txt", "data/s1/d1/places.json"}
	files := releaseFolder(f, s)
	for i, n := range names {
		f.Add(uint8(i), files[n])
	}
	f.Add(uint8(0), []byte(`{"seals":[{"seal":"s1","documents":[{"id":"d1","header":{"views":[{"view":"page/1","width":648,"height":330}]},"views":[{"view":"page/1","hidden":[[-1,9]]}]}]}]}`))
	f.Add(uint8(1), []byte(`{"documents":[{"seal":"s1","id":"d1","redactions":[{"view":"page/1","tiles":[0,0,99,99]},{"view":"text","leaves":[5,-1]}]}]}`))
	f.Add(uint8(4), []byte(`[[1,1,-9,9223372036854775807,1,1]]`))
	f.Fuzz(func(t *testing.T, which uint8, data []byte) {
		changed := names[int(which)%len(names)]
		x := newInspection(Options{})
		for _, n := range append(slices.Clone(names), "data/s1/d1/page-0001.png") {
			content := files[n]
			if n == changed {
				content = data
			}
			if err := x.file(context.Background(), testZIP+"!"+n, bytes.NewReader(content), int64(len(content))); err != nil {
				t.Fatal(err)
			}
		}
		if err := x.finish(context.Background()); err != nil {
			t.Fatal(err)
		}
		if len(x.hits) == 0 && changed != "proof.json" && changed != "release.json" {
			t.Error("an open tile was not found")
		}
	})
}

// FuzzHTML: a page of any text comes to an end, and one with a comment that a
// browser would see is a hit.
func FuzzHTML(f *testing.F) {
	f.Add([]byte(anyPage + "<p class=redaction>[a]</p></body></html>"))
	f.Add([]byte("<script><!-- a --></script>"))
	f.Add([]byte("<svg><![CDATA[a]]></svg>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		x := newInspection(Options{})
		look := func(data []byte) {
			if err := x.file(context.Background(), "index.html", bytes.NewReader(data), int64(len(data))); err != nil {
				t.Fatal(err)
			}
		}
		look(data)
		x.hits = nil
		if look(append([]byte("<!-- a -->"), data...)); len(x.hits) == 0 {
			t.Error("a comment was not seen")
		}
	})
}
