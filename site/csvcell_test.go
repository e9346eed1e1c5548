package site

import (
	"testing"

	"github.com/akta-foi/akta/content"
)

// TestCells: the website's table and the office's own guard their cells alike.
func TestCells(t *testing.T) {
	for _, s := range []string{"", "a", "=1", "+1", "-1", "@a", "＝a", "＋a", "－a", "＠a", " =a ", "\t=a", "\u2028=a", "\ufeff=a", "'a", "''", "a\nb", "\xff=", "a=b"} {
		if site, office := cell(s), content.CSVCell(s); site != office {
			t.Errorf("%q: %q on the website, %q in the office", s, site, office)
		}
	}
}
