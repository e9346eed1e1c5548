package law

import (
	"strings"
	"testing"
)

func TestEveryProfileIsComplete(t *testing.T) {
	if len(Codes()) < 3 {
		t.Fatalf("profiles: %v, want at least three", Codes())
	}
	for _, code := range Codes() {
		p, err := Load(code)
		if err != nil {
			t.Fatal(err)
		}
		if p.Code != code {
			t.Errorf("file %s.toml holds %q", code, p.Code)
		}
	}
}

func TestGroundByCodeAndParagraph(t *testing.T) {
	for _, c := range []struct{ law, name, want string }{
		{"cz-106-1999", "personal-data", "personal-data"},
		{"cz-106-1999", "§ 8a", "personal-data"},
		{"cz-106-1999", "§8A", "personal-data"},
		{"hu-infotv", "27. § (1)", "classified"},
		{"hu-infotv", "27.§(3)", "trade-secret"},
		{"generic", "personal-data", "personal-data"},
	} {
		p, err := Load(c.law)
		if err != nil {
			t.Fatal(err)
		}
		if g, err := p.Ground(c.name); err != nil || g.Code != c.want {
			t.Errorf("%s: ground %q: %v, %v, want %s", c.law, c.name, g, err, c.want)
		}
	}
	p, err := Load("generic")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"", "§ 8a"} {
		if g, err := p.Ground(name); err == nil {
			t.Errorf("generic: ground %q is %q, want an error", name, g.Code)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	good, err := data.ReadFile("data/generic.toml")
	if err != nil {
		t.Fatal(err)
	}
	for what, bad := range map[string]string{
		"an unknown field":       string(good) + "\n[extra]\nx = 1\n",
		"a repeated ground":      strings.Replace(string(good), `"trade-secret"`, `"personal-data"`, 1),
		"a missing label":        strings.Replace(string(good), `hu = "személyes adat"`, ``, 1),
		"no personal-data":       strings.Replace(string(good), `"personal-data"`, `"private"`, 1),
		"not TOML":               "code = ",
		"a profile with no name": strings.Replace(string(good), `en = "freedom of information law"`, ``, 1),
	} {
		if _, err := Parse([]byte(bad)); err == nil {
			t.Errorf("%s was accepted", what)
		}
	}
}

// FuzzParse: an accepted profile is complete, and each ground is found by its
// code.
func FuzzParse(f *testing.F) {
	for _, code := range Codes() {
		raw, err := data.ReadFile("data/" + code + ".toml")
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw)
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		p, err := Parse(raw)
		if err != nil {
			return
		}
		for _, g := range p.Grounds {
			found, err := p.Ground(g.Code)
			if err != nil || squash(found.Code) != squash(g.Code) && squash(found.Paragraph) != squash(g.Code) {
				t.Errorf("ground %q: found %v, %v", g.Code, found, err)
			}
			for _, l := range languages {
				if g.Label[l] == "" {
					t.Errorf("ground %q: no label in %q", g.Code, l)
				}
			}
		}
	})
}
