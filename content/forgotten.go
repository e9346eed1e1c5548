package content

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/akta-foi/akta/bundles"
)

const (
	forgottenFile   = "forgotten.json"
	formatForgotten = "https://github.com/akta-foi/akta/forgotten/v1"
)

// forgotten is forgotten.json: the record that who asked in a case was erased. It
// holds nothing of the person, but says where in the sealed documents of the case
// a name or an address stands, so that what is published is still searched for it
// as long as the sealed bag is there. Digests of the name, keyed or not, would not
// do: whoever has the office's folder has the key, and tries out all names.
type forgotten struct {
	Format string           `json:"format"`
	Date   string           `json:"date"`             // 2006-01-02
	By     string           `json:"by,omitempty"`     // who did it
	Reason string           `json:"reason,omitempty"` // why before its time
	Places []forgottenPlace `json:"places"`
	Lost   []string         `json:"lost"` // what stood in no sealed document, and is not looked for any more
}

// forgottenPlace is where something of the person stands.
type forgottenPlace struct {
	What     string `json:"what"` // one of requesterFields
	Seal     string `json:"seal"`
	Document string `json:"document"`
	Words    [2]int `json:"words"` // number of the first word, from 1, and how many
}

// requesterFields are what a case knows of a person, by name.
var requesterFields = []string{"name", "address", "email", "phone", "data-box", "born"}

// field is one of them.
func (r *Requester) field(name string) *string {
	return map[string]*string{"name": &r.Name, "address": &r.Address, "email": &r.Email, "phone": &r.Phone, "data-box": &r.DataBox, "born": &r.Born}[name]
}

// only is a person of whom one thing is known.
func only(field, value string) Requester {
	var r Requester
	*r.field(field) = value
	return r
}

func parseForgotten(raw []byte) (*forgotten, error) {
	if len(raw) > maxForgottenFile {
		return nil, fmt.Errorf("%s: %d bytes, more than the %d allowed", forgottenFile, len(raw), maxForgottenFile)
	}
	f := new(forgotten)
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	if err := d.Decode(f); err != nil {
		return nil, fmt.Errorf("%s: %w", forgottenFile, err)
	}
	again, err := f.marshal()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", forgottenFile, err)
	}
	if !bytes.Equal(again, raw) {
		return nil, fmt.Errorf("%s: not as akta writes it", forgottenFile)
	}
	return f, nil
}

func (f *forgotten) marshal() ([]byte, error) {
	if err := f.check(); err != nil {
		return nil, err
	}
	return marshalRecord(forgottenFile, f, maxForgottenFile)
}

func (f *forgotten) check() error {
	if f.Format != formatForgotten {
		return fmt.Errorf("format %q: want %q", f.Format, formatForgotten)
	}
	if _, err := time.Parse(dateLayout, f.Date); err != nil {
		return fmt.Errorf("date %q: want a date such as 2026-07-03", f.Date)
	}
	if f.Reason != strings.TrimSpace(f.Reason) || !isLine(f.Reason, maxEventText) {
		return fmt.Errorf("reason: want text on one line, at most %d bytes", maxEventText)
	}
	if f.Places == nil || f.Lost == nil || len(f.Places) > maxForgottenPlaces {
		return fmt.Errorf("places: %d, want a list of at most %d, and a list of what is lost", len(f.Places), maxForgottenPlaces)
	}
	for _, p := range f.Places {
		if !slices.Contains(requesterFields, p.What) || !sealName.MatchString(p.Seal) || !documentID.MatchString(p.Document) ||
			p.Words[0] < 1 || p.Words[1] < 1 || p.Words[0] > maxWordNumber || p.Words[1] > maxWordNumber {
			return fmt.Errorf("place %+v: want what of a person, and words of a sealed document", p)
		}
	}
	for i, s := range f.Lost {
		if !slices.Contains(requesterFields, s) || slices.Contains(f.Lost[:i], s) {
			return fmt.Errorf("lost %q: want what of a person, each once", s)
		}
	}
	return checkBy(f.By, "")
}

// forgotten reads the record of a case; nil: there is none.
func (o *Office) forgotten(caseID string) (*forgotten, error) {
	raw, err := o.privateFile(caseID, forgottenFile, maxForgottenFile)
	if raw == nil || err != nil {
		return nil, err
	}
	return parseForgotten(raw)
}

// remembered is what the sealed documents still tell of who asked, thing by thing.
// Of a bag that the office has disposed of nothing is left, and nothing is looked
// for.
func (f *forgotten) remembered(seals []*bundles.Sealed) ([]Requester, error) {
	var out []Requester
	for _, p := range f.Places {
		i := slices.IndexFunc(seals, func(s *bundles.Sealed) bool { return s.Commitment.Seal == p.Seal })
		if i < 0 {
			continue
		}
		doc, err := seals[i].Document(p.Document)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", forgottenFile, err)
		}
		r, err := newLocator(doc).numbered(Redaction{Seal: p.Seal, Words: &p.Words})
		if err != nil {
			return nil, fmt.Errorf("%s: %w", forgottenFile, err)
		}
		if known, ok := readAs(p.What, doc.Text[r[0]:r[0]+r[1]]); ok {
			out = append(out, known)
		}
	}
	return out, nil
}

// readAs reads words of a document as something of a person.
func readAs(what string, leaves []string) (Requester, bool) {
	text := trimWord(strings.Join(strings.Fields(strings.Join(leaves, "")), " "))
	if what == "born" {
		packed := strings.ReplaceAll(text, " ", "")
		for _, layout := range bornLayouts {
			if t, err := time.Parse(strings.ReplaceAll(layout, " ", ""), packed); err == nil {
				return only(what, t.Format(dateLayout)), true
			}
		}
		return Requester{}, false
	}
	return only(what, text), utf8.RuneCountInString(text) >= minForm
}

// placesOf are places in sealed documents from which what is known of a person can
// be read again: one where that suffices, else every form that stands there.
func placesOf(who Requester, language string, seals []*bundles.Sealed) ([]forgottenPlace, error) {
	out := []forgottenPlace{}
	for _, what := range requesterFields {
		if *who.field(what) == "" {
			continue
		}
		found, err := placesOfField(what, personsOf(language, only(what, *who.field(what))), language, seals)
		if err != nil {
			return nil, err
		}
		out = append(out, found...)
	}
	return out[:min(len(out), maxForgottenPlaces)], nil
}

func placesOfField(what string, k *persons, language string, seals []*bundles.Sealed) ([]forgottenPlace, error) {
	var out []forgottenPlace
	seen := map[string]bool{}
	for _, s := range seals {
		for _, root := range s.Commitment.Documents {
			doc, err := s.Document(root.ID)
			if err != nil {
				return nil, err
			}
			l := newLocator(doc)
			for _, h := range k.find(l.finder) {
				known, ok := readAs(what, doc.Text[h.at[0]:h.at[0]+h.at[1]])
				form := foldText(*known.field(what))
				first, last := l.wordNumber(h.at[0]), l.wordNumber(h.at[0]+h.at[1]-1)
				if !ok || h.alone || seen[form] || first == 0 || last == 0 {
					continue
				}
				seen[form] = true
				p := forgottenPlace{what, s.Commitment.Seal, root.ID, [2]int{first, last - first + 1}}
				again := personsOf(language, known)
				if again.covers(k) {
					return []forgottenPlace{p}, nil
				}
				if len(again.terms()) > 0 {
					out = append(out, p)
				}
			}
		}
	}
	return out, nil
}

// personsOf are persons of whom this is known.
func personsOf(language string, known ...Requester) *persons {
	k := new(persons)
	for _, r := range known {
		k.add(r, language)
	}
	return k
}

// covers tells whether whatever holds a term of other holds one of these.
func (k *persons) covers(other *persons) bool {
	packed := func(s string) string { return strings.Join(plainWords(foldText(s)), "") }
	var mine []string
	for _, t := range k.terms() {
		if t = packed(t); t != "" {
			mine = append(mine, t)
		}
	}
	return !slices.ContainsFunc(other.terms(), func(t string) bool {
		t = packed(t)
		return !slices.ContainsFunc(mine, func(m string) bool { return strings.Contains(t, m) })
	})
}
