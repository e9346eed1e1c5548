package law

import (
	"bytes"
	"embed"
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode"

	"github.com/pelletier/go-toml/v2"
)

//go:embed data/*.toml
var data embed.FS

// Profile is one information law.
type Profile struct {
	Code    string            `toml:"code"` // such as "cz-106-1999"
	Name    map[string]string `toml:"name"` // by language: cs, hu, en
	Link    string            `toml:"link"`
	Grounds []Ground          `toml:"grounds"`
}

// Ground is one ground for withholding.
type Ground struct {
	Code      string            `toml:"code"`
	Paragraph string            `toml:"paragraph"`
	Label     map[string]string `toml:"label"` // by language; what stands in the place of what is hidden
	Link      string            `toml:"link"`
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

// Parse reads a profile and checks that it is complete.
func Parse(raw []byte) (*Profile, error) {
	p := new(Profile)
	d := toml.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	if err := d.Decode(p); err != nil {
		return nil, fmt.Errorf("law profile: %w", err)
	}
	seen := map[string]bool{}
	for _, g := range p.Grounds {
		if g.Code == "" || seen[g.Code] {
			return nil, fmt.Errorf("law profile %q: ground %q: no code, or there twice", p.Code, g.Code)
		}
		seen[g.Code] = true
		for _, l := range languages {
			if g.Label[l] == "" {
				return nil, fmt.Errorf("law profile %q: ground %q: no label in %q", p.Code, g.Code, l)
			}
		}
	}
	for _, l := range languages {
		if p.Name[l] == "" {
			return nil, fmt.Errorf("law profile %q: no name in %q", p.Code, l)
		}
	}
	if !seen["personal-data"] {
		return nil, fmt.Errorf("law profile %q: no ground \"personal-data\"", p.Code)
	}
	return p, nil
}

// Ground finds a ground by its code or its paragraph; white space and case do
// not matter ("§8a" is "§ 8a").
func (p *Profile) Ground(name string) (*Ground, error) {
	want := squash(name)
	for i, g := range p.Grounds {
		if squash(g.Code) == want || g.Paragraph != "" && squash(g.Paragraph) == want {
			return &p.Grounds[i], nil
		}
	}
	var known []string
	for _, g := range p.Grounds {
		known = append(known, strings.TrimSpace(g.Code+" "+g.Paragraph))
	}
	return nil, fmt.Errorf("ground %q: not in law %s; known are: %s", name, p.Code, strings.Join(known, "; "))
}

func squash(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, s)
}
