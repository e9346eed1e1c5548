package content

import (
	"strings"
	"unicode"

	"github.com/akta-foi/akta/bundles"
)

// Secret is a text that a release hides. No public file may hold it.
type Secret struct {
	Case, Document string
	Term           string
	Class          string // code of the ground
}

// Secrets are the texts hidden by the releases of a case: what the plan names,
// and the words that stand in the gaps, as they are sealed.
func (o *Office) Secrets(caseID string) ([]Secret, error) {
	plan, err := o.Plan(caseID)
	if err != nil {
		return nil, err
	}
	releases, err := o.openReleases(caseID)
	if err != nil {
		return nil, err
	}
	defer closeAll(releases)
	if len(releases) == 0 {
		return nil, nil
	}
	seals, err := o.openSeals(caseID)
	if err != nil {
		return nil, err
	}
	defer closeAll(seals)
	c := collector{seen: map[string]bool{}, caseID: caseID}
	for _, r := range plan.Redactions {
		if r.Text != "" {
			c.add(r.Document, r.Ground, strings.Fields(r.Text))
		}
	}
	// The newest release alone counts: it hides nothing that an older one
	// shows, and what only an older one hides is public by now.
	r := releases[len(releases)-1].Release
	for _, d := range r.Documents {
		for _, s := range sealedIn(seals, d.ID) {
			if s.Commitment.Seal != d.Seal || d.Withheld != "" {
				continue
			}
			doc, err := s.Document(d.ID)
			if err != nil {
				return nil, err
			}
			for _, x := range d.Redactions {
				if x.Leaves != nil {
					c.addGap(doc, *x.Leaves, x.Ground)
				}
			}
		}
	}
	return c.secrets, nil
}

type collector struct {
	seen    map[string]bool
	caseID  string
	secrets []Secret
}

// gapWords are the words that stand in a gap, as they are sealed.
func gapWords(doc *bundles.SealedDocument, r bundles.Range) []string {
	return strings.Fields(strings.Join(doc.Text[r[0]:r[0]+r[1]], ""))
}

// addGap adds the words of a gap: whole where they are few, else in runs.
func (c *collector) addGap(doc *bundles.SealedDocument, r bundles.Range, ground string) {
	words := gapWords(doc, r)
	if len(words) <= maxSecretWords {
		c.add(doc.ID, ground, words)
		return
	}
	for i := 0; i+maxSecretWords <= len(words); i++ {
		c.add(doc.ID, ground, words[i:i+maxSecretWords])
	}
}

func (c *collector) add(document, ground string, words []string) {
	term := strings.TrimFunc(strings.Join(words, " "), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if term == "" || c.seen[term] {
		return
	}
	c.seen[term] = true
	c.secrets = append(c.secrets, Secret{Case: c.caseID, Document: document, Term: term, Class: ground})
}
