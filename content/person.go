package content

import (
	"cmp"
	"net/mail"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/content/normal"
)

// persons are those that a case knows by itself: whoever is named as its
// requester, or was until that was forgotten, and the senders of the e-mails that
// are its request. They are looked for in all that is released, in every form of
// their names.
type persons struct {
	names []*knownName
	texts []knownText

	forgotten bool // what is found of them is written down by its place, never by its text
}

// knownName is a name ready to be looked for. The sets hold folded forms.
type knownName struct {
	forms              nameForms
	whole, alone, glue map[string]bool
	aloneStems         []string
}

// personHit is a place where something of a known person stands.
type personHit struct {
	at    bundles.Range
	what  string // "name", "surname", "e-mail address", ...
	alone bool   // a word that others may bear as well
}

// knownPersons collects the persons of a case. Senders are read from the newest
// seal of each request.
func (o *Office) knownPersons(c *Case, plan *Plan, seals []*bundles.Sealed) (*persons, error) {
	k := &persons{forgotten: c.Forgotten != ""}
	k.add(c.Requester, c.Language)
	record, err := o.forgotten(c.ID)
	if err != nil {
		return nil, err
	}
	if record != nil {
		remembered, err := record.remembered(seals)
		if err != nil {
			return nil, err
		}
		for _, r := range remembered {
			k.add(r, c.Language)
		}
	}
	for _, d := range plan.Documents {
		held := sealedIn(seals, d.ID)
		if d.Kind != kindRequest || len(held) == 0 {
			continue
		}
		doc, err := held[len(held)-1].Document(d.ID)
		if err != nil {
			return nil, err
		}
		l := newLocator(doc)
		for _, header := range senderFields {
			for _, value := range l.values("source-" + header) {
				k.sender(value, d.Language, o.Settings.Domain)
			}
		}
	}
	return k, nil
}

// add adds what is known of a person.
func (k *persons) add(r Requester, language string) {
	for _, t := range r.texts() {
		if !slices.Contains(k.texts, t) {
			k.texts = append(k.texts, t)
		}
	}
	k.name(r.Name, language)
}

const kindRequest = "request"

// senderFields are the headers of an e-mail that name who sent it.
var senderFields = []string{"from", "sender", "reply-to"}

var anyAddress = regexp.MustCompile(`[^\s<>,;"()]+@[^\s<>,;"()]+`)

// sender adds the addresses and names of a header. The office's own addresses
// are no requester's: it may have forwarded the message to itself.
func (k *persons) sender(value, language, domain string) {
	list, err := mail.ParseAddressList(value)
	if err != nil { // headers of real mail are damaged
		name := value
		for _, a := range anyAddress.FindAllString(value, -1) {
			list = append(list, &mail.Address{Address: a})
			name, _, _ = strings.Cut(name, a)
		}
		list = append(list, &mail.Address{Name: strings.Trim(name, " <\"'")})
	}
	own := func(a *mail.Address) bool {
		_, host, _ := strings.Cut(strings.ToLower(a.Address), "@")
		return domain != "" && (host == domain || strings.HasSuffix(host, "."+domain))
	}
	if slices.ContainsFunc(list, own) {
		return
	}
	for _, a := range list {
		if a.Address != "" && !slices.Contains(k.texts, knownText{"e-mail address", a.Address}) {
			k.texts = append(k.texts, knownText{"e-mail address", a.Address})
		}
		name := a.Name
		if last, first, ok := strings.Cut(name, ","); ok && len(nameWords(first)) > 0 { // "Vymyšlená, Jana"
			name = first + " " + last
		}
		if isPersonName(name) {
			k.name(name, language)
		}
	}
}

// isPersonName tells whether a sender's display name can be a person's: two to
// five words, each with a capital.
func isPersonName(name string) bool {
	words := nameWords(name)
	if len(words) < 2 || len(words) > 5 {
		return false
	}
	return !slices.ContainsFunc(words, func(w string) bool {
		return !unicode.IsUpper([]rune(w)[0]) || strings.ContainsFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' && r != '.' })
	})
}

// name adds a person's name.
func (k *persons) name(name, language string) {
	forms := formsOf(name, language == "hu")
	if len(forms.whole) == 0 {
		return
	}
	n := &knownName{forms: forms, whole: map[string]bool{}, alone: map[string]bool{}, glue: map[string]bool{}, aloneStems: shortest(slices.Clone(forms.alone))}
	for _, f := range forms.whole {
		w := strings.Join(plainWords(normal.String(f, anyCase)), " ")
		n.whole[w], n.glue[strings.ReplaceAll(w, " ", "")] = true, true
	}
	for _, f := range forms.alone {
		n.alone[strings.Join(plainWords(normal.String(f, anyCase)), " ")] = true
	}
	k.names = append(k.names, n)
}

// plainWords are the runs of letters and digits.
func plainWords(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) })
}

// find returns what stands in a text of known persons, in order. A surname by
// itself counts only as a whole word with a capital.
func (k *persons) find(f *finder) []personHit {
	var out []personHit
	for _, t := range k.texts {
		for _, r := range f.find(t.text) {
			out = append(out, personHit{r, t.what, false})
		}
	}
	for _, n := range k.names {
		for _, stem := range n.forms.stems {
			for _, r := range f.find(stem) {
				if n.isWhole(f.leaves[r[0] : r[0]+r[1]]) {
					out = append(out, personHit{r, "name", false})
				}
			}
		}
		for _, stem := range n.aloneStems {
			for _, r := range f.find(stem) {
				if n.isAlone(f.leaves[r[0] : r[0]+r[1]]) {
					out = append(out, personHit{r, "surname", true})
				}
			}
		}
	}
	slices.SortStableFunc(out, func(a, b personHit) int {
		return cmp.Or(cmp.Compare(a.at[0], b.at[0]), cmp.Compare(b.at[1], a.at[1]))
	})
	// A surname within the whole name is told once.
	end := 0
	return slices.DeleteFunc(out, func(h personHit) bool {
		inside := h.at[0]+h.at[1] <= end
		end = max(end, h.at[0]+h.at[1])
		return inside
	})
}

// isWhole tells whether the leaves hold a form of the name as words of their
// own: "Jana Nováka" and not "Jan Novákovský".
func (n *knownName) isWhole(leaves []string) bool {
	text := strings.Join(leaves, "")
	for _, fold := range []normal.Fold{anyCase, anyCase | normal.Join, anyCase | normal.Join | normal.Repair, anyCase | normal.Join | normal.Repair | normal.Behind} {
		words := plainWords(normal.String(text, fold))
		for i := range words {
			for end := i + 2; end <= len(words); end++ {
				if n.whole[strings.Join(words[i:end], " ")] {
					return true
				}
			}
		}
		if n.glue[strings.Join(words, "")] {
			return true
		}
	}
	return false
}

func (n *knownName) isAlone(leaves []string) bool {
	text := strings.Join(leaves, "")
	for _, fold := range []normal.Fold{normal.Lookalikes, normal.Lookalikes | normal.Join, normal.Lookalikes | normal.Join | normal.Repair} {
		words := plainWords(normal.String(text, fold))
		for i := range words {
			for end := i + 1; end <= len(words); end++ { // of more than one where a hyphen is in it
				first := []rune(words[i])[0]
				if unicode.IsUpper(first) && n.alone[normal.String(strings.Join(words[i:end], " "), anyCase)] {
					return true
				}
			}
		}
	}
	return false
}

// terms are the texts that no public file may hold.
func (k *persons) terms() []string {
	var out []string
	for _, t := range k.texts {
		out = append(out, t.text)
	}
	for _, n := range k.names {
		out = append(out, n.forms.stems...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}
