package content

import (
	"fmt"
	"strings"

	"github.com/akta-foi/akta/bundles"
)

// checkReread refuses to hide words that an earlier release shows of another
// reading of the same document. Of the same reading package bundles compares
// leaf by leaf; here only the words can be compared.
func checkReread(doc *bundles.SealedDocument, seal string, redactions []bundles.Redaction, earlier []*bundles.Released) error {
	for _, e := range earlier {
		old, ok := e.Shows(doc.ID)
		if !ok || old == seal {
			continue
		}
		shown, err := e.Text(old, doc.ID)
		if err != nil {
			return err
		}
		leaves := make([]string, len(shown))
		for i, leaf := range shown {
			if leaves[i] = hiddenMark; leaf != nil {
				leaves[i] = *leaf
			}
		}
		f := newFinder(leaves)
		for _, x := range redactions {
			if x.Leaves == nil {
				continue
			}
			if len(f.find(strings.Join(gapWords(doc, *x.Leaves), " "))) > 0 {
				return fmt.Errorf("document %s: a redaction (%s) hides words that release %s shows of an older reading: they are public already",
					doc.ID, x.Ground, e.Release.Release)
			}
		}
	}
	return nil
}

// hiddenMark stands for a hidden leaf where words are looked for: nothing that
// is typed matches across it.
const hiddenMark = "\x00"
