package read

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"github.com/akta-foi/akta/content/read/readtest"
)

// TestContainersKeepTheirMembersSecret: the text of a container is public even
// where a member is withheld, so no name and no size of one stands in it.
func TestContainersKeepTheirMembersSecret(t *testing.T) {
	r := NewReader(Options{})
	defer r.Close()
	seen := 0
	for _, f := range readtest.All() {
		if f.Format != "zip" && f.Format != "asic" && f.Format != "zfo" && f.Format != "cms" {
			continue
		}
		doc, err := r.Read(t.Context(), Source{Name: f.Name, Data: bytes.NewReader(f.Data), Size: int64(len(f.Data))}, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, at := range doc.Attachments {
			seen++
			stem, _, _ := strings.Cut(at.Name, ".")
			if strings.Contains(doc.Text(), stem) || regexp.MustCompile(`\d+ ?k?B\b`).MatchString(doc.Text()) {
				t.Errorf("%s: the text says the name %q or a size: %q", f.Name, at.Name, doc.Text())
			}
		}
	}
	if seen < 10 {
		t.Errorf("only %d members were looked at", seen)
	}
}
