package law

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode"

	"github.com/pelletier/go-toml/v2"
)

//go:embed data/*.toml
var data embed.FS

//go:embed profile.schema.json
var schema []byte

// Schema is the JSON Schema of a profile, as the TOML reads in JSON.
func Schema() []byte { return slices.Clone(schema) }

// Profile is one information law.
type Profile struct {
	Code     string            `toml:"code"`           // such as "cz-106-1999"
	Name     map[string]string `toml:"name"`           // by language: cs, hu, en
	Link     string            `toml:"link,omitempty"` // to the act, by its ELI where there is one
	Language string            `toml:"language"`       // the law's own: cs, hu or en

	Grounds    []Ground `toml:"grounds"`              // why a part may be withheld
	Refusals   []Ground `toml:"refusals,omitempty"`   // further grounds, of a refusal only
	Extensions []Ground `toml:"extensions,omitempty"` // why a deadline may be extended

	Counting      Counting       `toml:"counting"`
	DeadlineRules []DeadlineRule `toml:"deadlines"`
	States        []State        `toml:"states"`
	Events        []EventRule    `toml:"events"`
	Remedies      []Remedy       `toml:"remedies,omitempty"`
	Publication   Publication    `toml:"publication"`
	Reports       []Report       `toml:"reports,omitempty"`
	Retention     Retention      `toml:"retention"`
	Calendar      Calendar       `toml:"calendar"`

	Changes []Change `toml:"-"` // what the office changed, in the order of its override

	deadlines map[string]*DeadlineRule
	states    map[string]*State
	events    map[string]*EventRule
}

// Ground is one ground: for withholding, refusing or extending.
type Ground struct {
	Basis
	Code  string            `toml:"code"`
	Label map[string]string `toml:"label"` // by language; what stands in the place of what is hidden
}

// Languages are those every profile and the portal speak.
var languages = [...]string{"cs", "hu", "en"}

// Codes returns the codes of the profiles there are, sorted.
func Codes() []string {
	entries, err := data.ReadDir("data")
	if err != nil {
		panic(err) // embedded
	}
	var out []string
	for _, e := range entries {
		out = append(out, strings.TrimSuffix(e.Name(), path.Ext(e.Name())))
	}
	return out
}

// Load returns the profile with that code.
func Load(code string) (*Profile, error) {
	if !slices.Contains(Codes(), code) {
		return nil, fmt.Errorf("law %q: not known; known are %s", code, strings.Join(Codes(), ", "))
	}
	raw, err := data.ReadFile("data/" + code + ".toml")
	if err != nil {
		return nil, err
	}
	return Parse(raw)
}

// Parse reads a profile and checks that it is complete and means something.
func Parse(raw []byte) (*Profile, error) {
	if len(raw) > maxProfile {
		return nil, fmt.Errorf("law profile: %d bytes, more than the %d allowed", len(raw), maxProfile)
	}
	p := new(Profile)
	d := toml.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	if err := d.Decode(p); err != nil {
		return nil, fmt.Errorf("law profile: %w", err)
	}
	if err := p.compile(); err != nil {
		return nil, fmt.Errorf("law profile %q: %w", p.Code, err)
	}
	return p, nil
}

// Marshal writes the profile as Parse reads it, without comments.
func (p *Profile) Marshal() ([]byte, error) { return toml.Marshal(p) }

// MarshalJSON writes the profile as its schema describes it.
func (p *Profile) MarshalJSON() ([]byte, error) {
	raw, err := p.Marshal()
	if err != nil {
		return nil, err
	}
	var m map[string]any
	if err := toml.Unmarshal(raw, &m); err != nil {
		return nil, err
	}
	return json.Marshal(m)
}

// Bases returns what each rule of the profile rests on, in its order.
func (p *Profile) Bases() (out []Basis) {
	for _, list := range [][]Ground{p.Grounds, p.Refusals, p.Extensions} {
		for _, g := range list {
			out = append(out, g.Basis)
		}
	}
	out = append(out, p.Counting.Basis)
	for _, d := range p.DeadlineRules {
		out = append(out, d.Basis)
	}
	for _, e := range p.Events {
		out = append(out, e.Basis)
	}
	for _, r := range p.Remedies {
		out = append(out, r.Basis)
	}
	out = append(out, p.Publication.Basis)
	for _, r := range p.Reports {
		out = append(out, r.Basis)
		for _, i := range r.Items {
			out = append(out, i.Basis)
		}
	}
	out = append(out, p.Retention.Basis, p.Calendar.Basis)
	for _, h := range p.Calendar.Holidays {
		out = append(out, h.Basis)
	}
	for _, d := range p.Calendar.Days {
		out = append(out, d.Basis)
	}
	return out
}

// compile checks the profile and makes its indexes.
func (p *Profile) compile() error {
	if err := p.check(); err != nil {
		return err
	}
	if err := p.Calendar.compile(); err != nil {
		return err
	}
	p.deadlines, p.states, p.events = map[string]*DeadlineRule{}, map[string]*State{}, map[string]*EventRule{}
	for i := range p.DeadlineRules {
		p.deadlines[p.DeadlineRules[i].Code] = &p.DeadlineRules[i]
	}
	for i := range p.States {
		p.states[p.States[i].Code] = &p.States[i]
	}
	for i := range p.Events {
		p.events[p.Events[i].Code] = &p.Events[i]
	}
	return p.checkRules()
}

// Ground finds a ground for withholding by its code or its paragraph; white
// space and case do not matter ("§8a" is "§ 8a").
func (p *Profile) Ground(name string) (*Ground, error) {
	return p.find("ground", name, p.Grounds)
}

// Refusal finds a ground for refusing a request or a part of it, as Ground does.
func (p *Profile) Refusal(name string) (*Ground, error) {
	return p.find("ground of refusal", name, p.Grounds, p.Refusals)
}

// Extension finds a ground for extending a deadline, as Ground does.
func (p *Profile) Extension(name string) (*Ground, error) {
	return p.find("ground of extension", name, p.Extensions)
}

func (p *Profile) find(what, name string, lists ...[]Ground) (*Ground, error) {
	for _, list := range lists {
		if i := slices.IndexFunc(list, func(g Ground) bool { return g.Code == name }); i >= 0 {
			return &list[i], nil
		}
	}
	want := squash(name)
	var known []string
	for _, list := range lists {
		for i, g := range list {
			if g.Code == want || g.Paragraph != "" && squash(g.Paragraph) == want {
				return &list[i], nil
			}
			known = append(known, strings.TrimSpace(g.Code+" "+g.Paragraph))
		}
	}
	return nil, fmt.Errorf("%s %q: not in law %s; known are: %s", what, name, p.Code, strings.Join(known, "; "))
}

// Deadline finds a deadline of the law by its code; nil if it has none such.
func (p *Profile) Deadline(code string) *DeadlineRule { return p.deadlines[code] }

// State finds a state by its code; nil if the law has none such.
func (p *Profile) State(code string) *State { return p.states[code] }

// Event finds an event by its code; nil if the law has none such.
func (p *Profile) Event(code string) *EventRule { return p.events[code] }

func squash(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, s)
}
