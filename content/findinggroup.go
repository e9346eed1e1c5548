package content

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/akta-foi/akta/content/find"
	"github.com/akta-foi/akta/content/read"
)

// Group is what an officer decides at once: all places of one person or number.
type Group struct {
	Name       string      // as a detector named it, or made from what was found; private
	Types      []string    // most places first
	Score      int         // the highest
	Ground     string      // of the first place
	Redactions []Redaction // in the order of the documents
}

// Type is the type of most of its places.
func (g *Group) Type() string { return g.Types[0] }

// IDs are those of its redactions.
func (g *Group) IDs() []string {
	var out []string
	for _, x := range g.Redactions {
		if x.ID != "" {
			out = append(out, x.ID)
		}
	}
	return out
}

// typeByHand is the type of what a person proposed.
const typeByHand = "by-hand"

// typePolicy says of a type of finding how much harm it does when it is missed
// (3 is most), and which ground fits; the first that the office's law has.
var typePolicy = map[string]struct {
	risk    int
	grounds []string
}{
	string(find.TypeBirthNumber): {3, nil},
	string(find.TypePersonalID):  {3, nil},
	string(find.TypeTaxID):       {3, nil},
	string(find.TypeTAJ):         {3, nil},
	string(find.TypeHealth):      {3, nil},
	string(find.TypeCard):        {3, nil},
	string(find.TypeBirthDate):   {3, nil},
	string(find.TypeSecurity):    {3, []string{"security"}},
	string(find.TypeMarking):     {3, []string{"classified", "internal"}},
	string(find.TypePerson):      {2, nil},
	string(find.TypeSignature):   {2, nil},
	string(find.TypeAddress):     {2, nil},
	string(find.TypeAccount):     {2, nil},
	string(find.TypeIBAN):        {2, nil},
	string(find.TypePhone):       {2, nil},
	string(find.TypeEmail):       {2, nil},
	string(find.TypePlate):       {2, nil},
	string(find.TypeDataBox):     {2, nil},
	string(find.TypeGeo):         {2, nil},
	string(find.TypeIP):          {2, []string{"security"}},
	string(find.TypeMAC):         {2, []string{"security"}},
	string(find.TypeHost):        {2, []string{"security"}},
	string(find.TypeURL):         {1, []string{"security"}},
	string(find.TypeCompanyID):   {1, nil},
	string(find.TypeVATID):       {1, nil},

	typeUnreadPage:                  {2, nil},
	string(read.HiddenUnreadRegion): {2, nil},
	string(read.HiddenTextDiffers):  {2, nil},
	typeByHand:                      {3, nil},
}

// riskOf a type; one that only a plug-in knows is in the middle.
func riskOf(kind string) int {
	if p, ok := typePolicy[kind]; ok {
		return p.risk
	}
	return 2
}

// groundFor is the code of the ground that a finding suggests, or of the first
// for its type that the office's law has.
func (o *Office) groundFor(f find.Finding) string {
	for _, name := range append([]string{f.Ground}, typePolicy[string(f.Type)].grounds...) {
		if name == "" {
			continue
		}
		if g, err := o.Law.Ground(name); err == nil {
			return g.Code
		}
	}
	return groundPersonal
}

// Undecided are the groups that wait for a decision, by risk.
func (v *Review) Undecided() []Group {
	return v.groups(v.plan.Redactions, func(x Redaction) bool { return x.State == Undecided && !v.withheld(x) })
}

// Kept are the groups that are public facts of the office.
func (v *Review) Kept() []Group {
	return v.groups(v.plan.Redactions, func(x Redaction) bool { return x.automatic() && x.Note != noteHint })
}

// Hints are the groups below find.Low.
func (v *Review) Hints() []Group {
	return v.groups(v.plan.Redactions, func(x Redaction) bool { return x.automatic() && x.Note == noteHint })
}

// Unsealed are the groups found in documents that are not sealed yet.
func (v *Review) Unsealed() []Group {
	return v.groups(v.unsealed, func(Redaction) bool { return true })
}

// Group makes one group of redactions.
func (v *Review) Group(ids []string) Group {
	var these []Redaction
	for _, id := range ids {
		if x, ok := v.Redaction(id); ok {
			these = append(these, x)
		}
	}
	var out Group
	for i, g := range v.groups(these, func(Redaction) bool { return true }) {
		if i == 0 {
			out = g
			continue
		}
		out.Redactions = append(out.Redactions, g.Redactions...)
		for _, t := range g.Types {
			if !slices.Contains(out.Types, t) {
				out.Types = append(out.Types, t)
			}
		}
	}
	return out
}

func (v *Review) groups(all []Redaction, keep func(Redaction) bool) []Group {
	at := map[string]int{}
	var out []Group
	for _, x := range all {
		if !keep(x) {
			continue
		}
		if x.Type == "" {
			x.Type = typeByHand
		}
		key := v.groupKey(x)
		i, ok := at[key]
		if !ok {
			i = len(out)
			at[key] = i
			out = append(out, Group{Name: key, Ground: x.Ground})
		}
		g := &out[i]
		g.Redactions = append(g.Redactions, x)
		g.Score = max(g.Score, x.Score)
	}
	for i := range out {
		out[i].order()
	}
	slices.SortStableFunc(out, func(a, b Group) int {
		return cmp.Or(cmp.Compare(b.risk(), a.risk()), cmp.Compare(b.Score, a.Score), comparePlace(a.Redactions[0], b.Redactions[0]))
	})
	return out
}

// groupKey is the same for what is decided at once: a detector's group, else
// the same type and text. A box, a field and what a person proposed stand alone.
func (v *Review) groupKey(x Redaction) string {
	switch {
	case x.Group != "":
		return x.Group
	case x.Words != nil && x.Type != typeByHand:
		return x.Type + ": " + printable(foldText(trimWord(v.text(x))))
	}
	return x.ID
}

func (g *Group) order() {
	count := map[string]int{}
	for _, x := range g.Redactions {
		if count[x.Type]++; count[x.Type] == 1 {
			g.Types = append(g.Types, x.Type)
		}
	}
	slices.SortStableFunc(g.Types, func(a, b string) int { return cmp.Compare(count[b], count[a]) })
	slices.SortStableFunc(g.Redactions, comparePlace)
}

func (g *Group) risk() int {
	most := 0
	for _, t := range g.Types {
		most = max(most, riskOf(t))
	}
	return most
}

func comparePlace(a, b Redaction) int {
	words := func(x Redaction) int {
		if x.Words == nil {
			return 0
		}
		return x.Words[0]
	}
	documentNumber := func(x Redaction) int {
		if x.Document == "" {
			return 0
		}
		return number(x.Document)
	}
	return cmp.Or(cmp.Compare(documentNumber(a), documentNumber(b)), cmp.Compare(a.Page, b.Page), cmp.Compare(words(a), words(b)))
}

// printable is a text on one line that no terminal obeys.
func printable(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case !unicode.IsPrint(r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
	return strings.Join(strings.Fields(s), " ")
}
