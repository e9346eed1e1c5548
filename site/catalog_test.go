package site

import (
	"encoding/json"
	"strings"
	"testing"
)

// Outside the Czech Republic, and where something is missing that the Czech norm
// asks for, the catalogue is DCAT-AP 3 with what that makes mandatory.
func TestEuropeanCatalog(t *testing.T) {
	for name, change := range map[string]func(*Portal){
		"hungarian": func(p *Portal) {
			p.Law.Code, p.Language, p.Law.Link = "hu-infotv", "hu", "https://njt.hu/jogszabaly/2011-112-00-00"
		},
		"no number": func(p *Portal) { p.Contact.CompanyID = "12" },
		"no https":  func(p *Portal) { p.BaseURL = "http://ukazka.example" },
	} {
		p := dataPortal(t)
		change(p)
		pl := planned(t, p)
		if _, there := pl.data[noticeBoardFile]; there {
			t.Errorf("%s: a Czech notice board", name)
		}
		if notes := strings.Join(pl.notes(), "\n"); strings.Contains(notes, "DCAT-AP-CZ wants") != (name != "hungarian") {
			t.Errorf("%s: notes %q", name, notes)
		}
		var c struct {
			Context     map[string]string `json:"@context"`
			Type        string            `json:"@type"`
			Title       []literalText     `json:"dct:title"`
			Description []literalText     `json:"dct:description"`
			Publisher   map[string]any    `json:"dct:publisher"`
			Datasets    []struct {
				ID            string         `json:"@id"`
				Type          string         `json:"@type"`
				Title         []literalText  `json:"dct:title"`
				Description   []literalText  `json:"dct:description"`
				Contact       map[string]any `json:"dcat:contactPoint"`
				Distributions []struct {
					Type   string    `json:"@type"`
					Access reference `json:"dcat:accessURL"`
					Format reference `json:"dct:format"`
					Schema reference `json:"dct:conformsTo"`
				} `json:"dcat:distribution"`
			} `json:"dcat:dataset"`
		}
		if err := json.Unmarshal(pl.data[catalogFile], &c); err != nil {
			t.Fatal(err)
		}
		if c.Type != "dcat:Catalog" || len(c.Title) != 3 || len(c.Description) != 3 || c.Publisher["foaf:name"] != p.Authority || c.Publisher["@type"] != "foaf:Agent" || len(c.Datasets) != 2 {
			t.Errorf("%s: catalogue %+v", name, c)
		}
		for _, d := range c.Datasets {
			if d.Type != "dcat:Dataset" || d.ID == "" || len(d.Title) != 3 || len(d.Description) != 3 || d.Contact["vcard:fn"] != p.Authority || len(d.Distributions) != 1 {
				t.Errorf("%s: dataset %+v", name, d)
			}
			for _, x := range d.Distributions {
				file := strings.TrimPrefix(x.Access.ID, pl.base()+"/")
				schema := strings.TrimPrefix(x.Schema.ID, pl.base()+"/")
				if x.Type != "dcat:Distribution" || pl.data[file] == nil || pl.data[schema] == nil || !strings.HasPrefix(x.Format.ID, euAuthority+"file-type/") {
					t.Errorf("%s: distribution %+v", name, x)
				}
			}
		}
		for _, prefix := range []string{"dcat", "dct", "foaf", "vcard", "dcatap"} {
			if !strings.HasPrefix(c.Context[prefix], "http") {
				t.Errorf("%s: no prefix %q", name, prefix)
			}
		}
	}
}

type literalText struct {
	Value    string `json:"@value"`
	Language string `json:"@language"`
}

type reference struct {
	ID string `json:"@id"`
}

// Every record that the Czech catalogue lists is there, and calls itself by the
// address at which it lies.
func TestCzechCatalog(t *testing.T) {
	pl := planned(t, dataPortal(t))
	var c struct {
		Datasets  []string `json:"datová_sada"`
		Publisher string   `json:"poskytovatel"`
	}
	if err := json.Unmarshal(pl.data[catalogFile], &c); err != nil {
		t.Fatal(err)
	}
	if len(c.Datasets) != 3 || !strings.HasSuffix(c.Publisher, "/00000019") {
		t.Errorf("catalogue: %+v", c)
	}
	for _, address := range c.Datasets {
		var d struct {
			IRI           string `json:"iri"`
			Publisher     string `json:"poskytovatel"`
			Distributions []struct {
				File   string `json:"soubor_ke_stažení"`
				Schema string `json:"schéma"`
			} `json:"distribuce"`
		}
		if err := json.Unmarshal(pl.data[strings.TrimPrefix(address, testBase+"/")], &d); err != nil {
			t.Fatalf("%s: %v", address, err)
		}
		if d.IRI != address || d.Publisher != c.Publisher || len(d.Distributions) != 1 {
			t.Errorf("%s: %+v", address, d)
		}
		for _, x := range d.Distributions {
			own := strings.HasPrefix(x.Schema, testBase+"/")
			if pl.data[strings.TrimPrefix(x.File, testBase+"/")] == nil || own && pl.data[strings.TrimPrefix(x.Schema, testBase+"/")] == nil {
				t.Errorf("%s: %+v: no such file", address, x)
			}
		}
	}
}
