package site

import "strings"

const (
	catalogFile = "catalog.jsonld"
	czechNorm   = "https://ofn.gov.cz/dcat-ap-cz-rozhraní-katalogů-otevřených-dat/2024-05-28/"
	euAuthority = "http://publications.europa.eu/resource/authority/"
	// czechTerms is where the Czech catalogue has its terms of use.
	czechTerms = "https://data.gov.cz/podmínky-užití/"
	// czechState is the Czech Republic in the register of territory: the
	// settings do not tell which municipality the office is of.
	czechState = "https://linked.cuzk.cz/resource/ruian/stat/1"
)

// dataset is a list that the portal publishes, as a catalogue describes it.
type dataset struct {
	name         string // of its record: data/dataset-<name>.jsonld
	file, schema string // public paths, or the address of a schema elsewhere
	format       string // code in the EU's list of file types
	title, about map[string]string
	keywords     map[string][]string
	norm         string // that it conforms to; empty: none
}

// datasets are those of the catalogue. The table of the register is in it once,
// as CSV: that a second file has one JSON value a line cannot be said with
// registered media types, and two files of a set may differ in form alone.
func (pl *plan) datasets() []dataset {
	list := []dataset{
		{name: "register", file: registerCSV, schema: registerCSV + "-metadata.json", format: "CSV",
			title: map[string]string{"cs": "Registr žádostí o informace", "hu": "Közérdekű adatigénylések nyilvántartása", "en": "Register of information requests"},
			about: map[string]string{
				"cs": "Žádosti o informace a stav jejich vyřízení: data, témata, druhy dokumentů, důvody skrytí a adresy odpovědí. Ke každé žádosti vede odkaz na úplná data v JSON.",
				"hu": "Közérdekű adatigénylések és elintézésük állapota: dátumok, témák, iratfajták, a kitakarás okai és a válaszok címe. Minden igényléshez hivatkozás vezet a teljes JSON-adatokhoz.",
				"en": "Information requests and their state: dates, topics, kinds of documents, grounds for redaction and addresses of the answers. Each request links to its full data in JSON.",
			},
			keywords: map[string][]string{"cs": {"svobodný přístup k informacím", "žádosti o informace"}, "hu": {"információszabadság", "közérdekű adat"}, "en": {"freedom of information", "information requests"}}},
		{name: "releases", file: releasesFile, schema: "data/releases.schema.json", format: "JSON",
			title: map[string]string{"cs": "Vydání odpovědí a jejich důkazy", "hu": "A válaszok kiadásai és bizonyítékaik", "en": "Releases of answers and their evidence"},
			about: map[string]string{
				"cs": "Všechna vydání zveřejněných odpovědí s otisky SHA-256, časovými razítky pečetí a místem v protokolu, včetně vydání stažených, s důvodem.",
				"hu": "A közzétett válaszok összes kiadása SHA-256 lenyomattal, a pecsétek időbélyegeivel és naplóbeli helyével, a visszavontak is, indokkal.",
				"en": "All releases of published answers with SHA-256 digests, timestamps of the seals and their place in the log, those taken down included, with the reason.",
			},
			keywords: map[string][]string{"cs": {"svobodný přístup k informacím", "časové razítko", "ověření"}, "hu": {"információszabadság", "időbélyeg", "ellenőrzés"}, "en": {"freedom of information", "timestamp", "verification"}}},
	}
	if pl.czechLacks() == "" {
		list = append(list, dataset{name: "noticeboard", file: noticeBoardFile, schema: noticeBoardNorm + "schémata/úřední-deska.json", format: "JSON_LD", norm: noticeBoardNorm,
			title: map[string]string{"cs": "Odpovědi na žádosti o informace ve formátu úřední desky", "en": "Answers to information requests in the format of notice boards"},
			about: map[string]string{
				"cs": "Zveřejněné odpovědi na žádosti o informace podle otevřené formální normy Úřední desky.",
				"en": "Published answers to information requests according to the open formal norm for official notice boards.",
			},
			keywords: map[string][]string{"cs": {"svobodný přístup k informacím", "úřední deska"}, "en": {"freedom of information", "notice board"}}})
	}
	return list
}

// czechLacks says what a catalogue of the Czech norm would lack; it is empty
// where nothing is missing.
func (pl *plan) czechLacks() string {
	switch {
	case !pl.portal.czech():
		return "a Czech law"
	case pl.portal.publisherIRI() == "":
		return "the authority's number (IČO, eight digits)"
	case !strings.HasPrefix(pl.base(), "https://"):
		return "an https address of the portal"
	}
	return ""
}

// planCatalog describes the lists, for the national catalogue to harvest: as DCAT-AP,
// or, under a Czech law, as DCAT-AP-CZ 2024-05-28 in its variant of static files.
func (pl *plan) planCatalog() error {
	switch {
	case pl.base() == "":
		return nil
	case pl.czechLacks() == "":
		return pl.planCzechCatalog()
	}
	return pl.publishJSON(catalogFile, pl.europeanCatalog())
}

// planCzechCatalog writes the catalogue, which lists addresses, and at each of
// them the record of one set.
func (pl *plan) planCzechCatalog() error {
	p := pl.portal
	addresses := []string{}
	for _, d := range pl.datasets() {
		name := "data/dataset-" + d.name + ".jsonld"
		addresses = append(addresses, pl.absolute(name))
		if err := pl.publishJSON(name, pl.czechDataset(name, d)); err != nil {
			return err
		}
	}
	t := thing{
		"@context": czechNorm + "kontexty/rozhraní-katalogů-otevřených-dat.jsonld", "iri": pl.absolute(catalogFile), "typ": "Katalog",
		"název":            thing{"cs": "Otevřená data: " + p.Authority, "en": "Open data: " + p.Authority},
		"popis":            thing{"cs": "Otevřená data o žádostech o informace a o zveřejněných odpovědích.", "en": "Open data on information requests and published answers."},
		"poskytovatel":     p.publisherIRI(),
		"domovská_stránka": pl.absolute("data/"), "datová_sada": addresses,
	}
	if c := pl.czechContact(); c != nil {
		t["kontaktní_bod"] = c
	}
	return pl.publishJSON(catalogFile, t)
}

func (pl *plan) czechContact() thing {
	if pl.portal.Contact.Email == "" {
		return nil
	}
	return thing{"typ": "Organizace", "jméno": thing{"cs": pl.portal.Authority}, "e-mail": "mailto:" + pl.portal.Contact.Email}
}

func (pl *plan) czechDataset(name string, d dataset) thing {
	p := pl.portal
	t := thing{
		"@context": czechNorm + "kontexty/rozhraní-katalogů-otevřených-dat.jsonld", "iri": pl.absolute(name), "typ": "Datová sada",
		"název": thing{"cs": d.title["cs"] + ": " + p.Authority, "en": d.title["en"] + ": " + p.Authority}, "popis": thing{"cs": d.about["cs"], "en": d.about["en"]},
		"poskytovatel": p.publisherIRI(), "téma": []string{euAuthority + "data-theme/GOVE"}, "periodicita_aktualizace": euAuthority + "frequency/IRREG",
		"klíčové_slovo": thing{"cs": d.keywords["cs"], "en": d.keywords["en"]}, "prvek_rúian": []string{czechState}, "dokumentace": pl.absolute("data/"),
		"distribuce": []thing{{
			"iri": pl.absolute(name) + "#" + strings.ToLower(d.format), "typ": "Distribuce", "podmínky_užití": czechConditions(),
			"přístupové_url": pl.absolute(d.file), "soubor_ke_stažení": pl.absolute(d.file), "formát": euAuthority + "file-type/" + d.format,
			"typ_média": ianaType(mediaTypeOf(d.file)), "schéma": pl.schemaAddress(d),
		}},
	}
	if d.norm != "" {
		t["specifikace"] = []string{d.norm}
	}
	if p.Law.Link != "" {
		t["právní_předpis"] = []string{p.Law.Link}
	}
	if c := pl.czechContact(); c != nil {
		t["kontaktní_bod"] = c
	}
	return t
}

// czechConditions are the terms of use of the lists. They are facts, which no
// copyright covers, put in the order of time, which is no author's choice, and
// kept by a duty, not by an investment of its own.
//
// Personal data: the norm knows "contains" and "contains none". The lists name
// what officers and requests name in titles and reasons, and people who approved
// a release; names of officials are personal data as well (GDPR, Article 4(1)).
// The leak audit proves that nothing an officer decided to hide is in them. It
// does not prove that they name nobody, so "contains none" would be untrue.
func czechConditions() thing {
	return thing{
		"typ": "Specifikace podmínek užití", "autorské_dílo": czechTerms + "neobsahuje-autorská-díla/",
		"databáze_jako_autorské_dílo":        czechTerms + "není-autorskoprávně-chráněnou-databází/",
		"databáze_chráněná_zvláštními_právy": czechTerms + "není-chráněna-zvláštním-právem-pořizovatele-databáze/",
		"osobní_údaje":                       czechTerms + "obsahuje-osobní-údaje/",
	}
}

func (pl *plan) schemaAddress(d dataset) string {
	if strings.Contains(d.schema, "://") {
		return d.schema
	}
	return pl.absolute(d.schema)
}

// europeanCatalog is the catalogue as DCAT-AP 3, in one file.
func (pl *plan) europeanCatalog() thing {
	p := pl.portal
	publisher := thing{"@type": "foaf:Agent", "foaf:name": p.Authority}
	if p.Contact.Web != "" {
		publisher["foaf:homepage"] = thing{"@id": p.Contact.Web}
	}
	var sets []thing
	for _, d := range pl.datasets() {
		sets = append(sets, pl.europeanDataset(d, publisher))
	}
	return thing{
		"@context": thing{
			"dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/", "dcatap": "http://data.europa.eu/r5r/",
			"foaf": "http://xmlns.com/foaf/0.1/", "vcard": "http://www.w3.org/2006/vcard/ns#", "xsd": "http://www.w3.org/2001/XMLSchema#",
		},
		"@id": pl.absolute(catalogFile), "@type": "dcat:Catalog",
		"dct:title":       literal(map[string]string{"cs": "Otevřená data: " + p.Authority, "hu": "Nyílt adatok: " + p.Authority, "en": "Open data: " + p.Authority}),
		"dct:description": literal(map[string]string{"cs": "Otevřená data o žádostech o informace a o zveřejněných odpovědích.", "hu": "Nyílt adatok a közérdekű adatigénylésekről és a közzétett válaszokról.", "en": "Open data on information requests and published answers."}),
		"dct:publisher":   publisher, "dct:language": thing{"@id": euAuthority + "language/" + euLanguages[p.Language]},
		"foaf:homepage": thing{"@id": pl.absolute("data/")}, "dcat:dataset": sets,
	}
}

func (pl *plan) europeanDataset(d dataset, publisher thing) thing {
	p := pl.portal
	var keywords []thing
	for _, l := range Languages() {
		for _, k := range d.keywords[l] {
			keywords = append(keywords, thing{"@value": k, "@language": l})
		}
	}
	id := pl.absolute("data/") + "#" + d.name
	t := thing{
		"@id": id, "@type": "dcat:Dataset", "dct:title": literal(d.title), "dct:description": literal(d.about), "dct:publisher": publisher,
		"dcat:keyword": keywords, "dcat:theme": thing{"@id": euAuthority + "data-theme/GOVE"}, "dct:accrualPeriodicity": thing{"@id": euAuthority + "frequency/IRREG"},
		"dct:accessRights": thing{"@id": euAuthority + "access-right/PUBLIC"}, "foaf:page": thing{"@id": pl.absolute("data/")},
		"dcat:distribution": []thing{{
			"@id": id + "-" + strings.ToLower(d.format), "@type": "dcat:Distribution", "dcat:accessURL": thing{"@id": pl.absolute(d.file)},
			"dcat:downloadURL": thing{"@id": pl.absolute(d.file)}, "dct:format": thing{"@id": euAuthority + "file-type/" + d.format},
			"dcat:mediaType": thing{"@id": ianaType(mediaTypeOf(d.file))}, "dct:conformsTo": thing{"@id": pl.schemaAddress(d)},
		}},
	}
	if p.Law.Link != "" {
		t["dcatap:applicableLegislation"] = thing{"@id": p.Law.Link}
	}
	if e := p.Contact.Email; e != "" {
		t["dcat:contactPoint"] = thing{"@type": "vcard:Organization", "vcard:fn": p.Authority, "vcard:hasEmail": thing{"@id": "mailto:" + e}}
	}
	return t
}

// euLanguages are the codes of the EU's list of languages.
var euLanguages = map[string]string{"cs": "CES", "hu": "HUN", "en": "ENG"}

// literal is a text in every language there is.
func literal(text map[string]string) []thing {
	list := []thing{}
	for _, l := range Languages() {
		if text[l] != "" {
			list = append(list, thing{"@value": text[l], "@language": l})
		}
	}
	return list
}
