package content

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/content/audit"
)

// Secret is a text that a release hides, or that tells of a person the case
// knows. No public file may hold it.
type Secret struct {
	Case, Document string
	Term           string // to be looked for inside of words, too: forms of names begin with it
	Class          string // code of the ground
	Passage        bool   // no text that a decision names, but words that a box, a line or a page hides
}

// Audit is the secret as the leak audit takes it.
func (s Secret) Audit() audit.Term {
	return audit.Term{Case: s.Case, Document: s.Document, Class: s.Class, Text: s.Term, Passage: s.Passage}
}

// Secrets are the texts that no public file may hold: what is known of the
// persons of the case, released or not; and, of the newest release, what the
// plan names in force, and the words that stand in the gaps, as they are
// sealed.
func (o *Office) Secrets(caseID string) ([]Secret, error) {
	c, err := o.Case(caseID)
	if err != nil {
		return nil, err
	}
	plan, err := o.Plan(caseID)
	if err != nil {
		return nil, err
	}
	if err := o.lawful(plan); err != nil {
		return nil, fmt.Errorf("case %q: %w", caseID, err)
	}
	releases, err := o.openReleases(caseID)
	if err != nil {
		return nil, err
	}
	defer closeAll(releases)
	seals, err := o.openSeals(caseID)
	if err != nil {
		return nil, err
	}
	defer closeAll(seals)
	var documents []bundles.ReleasedDocument
	if n := len(releases); n > 0 {
		// The newest release alone counts: it hides nothing that an older one
		// shows, and what only an older one hides is public by now.
		documents = releases[n-1].Release.Documents
	}
	return o.secrets(c, plan, documents, seals)
}

// secrets are those of a case of which these documents are released, if any.
func (o *Office) secrets(of *Case, plan *Plan, documents []bundles.ReleasedDocument, seals []*bundles.Sealed) ([]Secret, error) {
	c := collector{seen: map[string]bool{}, caseID: of.ID}
	if len(documents) > 0 {
		c.addPlan(plan)
		if err := c.addHidden(documents, plan, seals); err != nil {
			return nil, err
		}
	}
	known, err := o.knownPersons(of, plan, seals)
	if err != nil {
		return nil, err
	}
	for _, t := range known.terms() {
		if !plan.shows(t) {
			c.add("", groundPersonal, strings.Fields(t))
		}
	}
	return c.secrets, nil
}

// groundPersonal is a ground of every law profile.
const groundPersonal = "personal-data"

// shows tells whether an officer decided that a text may stand anywhere in the
// case.
func (p *Plan) shows(text string) bool {
	folded := foldText(text)
	return slices.ContainsFunc(p.Redactions, func(r Redaction) bool {
		return r.State == Rejected && r.Document == "" && r.Text != "" && foldText(r.Text) == folded
	})
}

// addPlan adds the texts that redactions in force name. What is undecided or
// rejected hides nothing; of a line, a paragraph or more the text only says
// where it is.
func (c *collector) addPlan(p *Plan) {
	for _, r := range p.Redactions {
		if r.hides() && r.Text != "" && r.Unit == UnitWord {
			c.add(r.Document, r.Ground, strings.Fields(r.Text))
		}
	}
}

// addHidden adds what stands in the gaps of released documents, and the
// metadata fields that redactions hide.
func (c *collector) addHidden(documents []bundles.ReleasedDocument, plan *Plan, seals []*bundles.Sealed) error {
	for _, d := range documents {
		for _, s := range sealedIn(seals, d.ID) {
			if s.Commitment.Seal != d.Seal || d.Withheld != "" {
				continue
			}
			doc, err := s.Document(d.ID)
			if err != nil {
				return err
			}
			for _, x := range d.Redactions {
				if x.Leaves != nil {
					c.addGap(doc, *x.Leaves, x.Ground)
				}
			}
			l := newLocator(doc)
			for _, x := range plan.Redactions {
				if x.hides() && x.Field != "" && x.of(d.ID) {
					for _, value := range l.values(x.Field) {
						c.add(d.ID, x.Ground, strings.Fields(value))
					}
				}
			}
		}
	}
	return nil
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
		c.addTerm(doc.ID, ground, words, true)
		return
	}
	for i := 0; i+maxSecretWords <= len(words); i++ {
		c.addTerm(doc.ID, ground, words[i:i+maxSecretWords], true)
	}
}

func (c *collector) add(document, ground string, words []string) {
	c.addTerm(document, ground, words, false)
}

func (c *collector) addTerm(document, ground string, words []string, passage bool) {
	term := trimWord(strings.Join(words, " "))
	if term == "" || c.seen[term] {
		return
	}
	c.seen[term] = true
	c.secrets = append(c.secrets, Secret{Case: c.caseID, Document: document, Term: term, Class: ground, Passage: passage})
}

// trimWord takes the punctuation around a word or a run of words away.
func trimWord(s string) string {
	return strings.TrimFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}
