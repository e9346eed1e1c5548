package content

import (
	"strings"

	"github.com/akta-foi/akta/bundles"
)

// joinLayout takes line breaks that only the layout of the pages made out of
// words that are about to be sealed; see joinLines.
func joinLayout(words []bundles.Word, sizes [][2]int) {
	var on []placed
	for i, w := range words {
		if w.Page > 0 && w.Page <= len(sizes) {
			on = append(on, placed{leaf: i, page: w.Page, box: w.Box, text: w.Text, ends: strings.HasSuffix(w.Text, "\n\n")})
		}
	}
	for _, i := range joinLines(on, sizes) {
		w := &words[on[i].leaf]
		w.Text = strings.TrimSuffix(w.Text, "\n") + " "
	}
}
