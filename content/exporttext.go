package content

import (
	"fmt"
	"strings"
)

// exportWords are the texts of an export's README in one language.
type exportWords struct {
	title, public, private, both, cases string

	files []exportFile
}

// exportFile says what a file is.
type exportFile struct {
	name    string
	private bool
	what    string
}

var exportTexts = map[string]exportWords{
	"cs": {
		title:   "Vývoz případů: %s",
		public:  "Vše v této složce je veřejné: zveřejněné odpovědi a to, čím je lze ověřit.",
		private: "POZOR: složka private obsahuje neveřejné údaje, i údaje žadatelů a nezačerněné originály. Nezveřejňujte ji a nikomu ji neposílejte nezabezpečeně.",
		both:    "Ve složce public je to, co je veřejné, ve složce private vše ostatní.",
		cases:   "Případy",
		files: []exportFile{
			{"public/trust.json", false, "klíče a časová razítka, kterým má ověřovatel věřit"},
			{"public/cases/CASE/case.json", false, "název, data, stav, otázka a text odpovědi"},
			{"public/releases/CASE-r1.zip, ...", false, "zveřejněné vydání s důkazem; ověří je příkaz akta verify, sha256sum, cosign a openssl"},
			{"private/CASE/case.md", true, "případ, jak ho vede úřad"},
			{"private/CASE/requester.json", true, "kdo se ptal"},
			{"private/CASE/forgotten.json", true, "kdy byly údaje o žadateli vymazány a kde v zapečetěných dokumentech stojí"},
			{"private/CASE/plan.json", true, "dokumenty, rozhodnutí o nich a začernění"},
			{"private/CASE/imported.json", true, "co pochází z jiného systému a odkud"},
			{"private/CASE/documents/", true, "originály tak, jak přišly"},
			{"private/CASE/corrections/", true, "opravy rozpoznaných slov"},
			{"private/CASE/bundles/s1/, s2/, ...", true, "zapečetěné balíky s originály a tajnými klíči jejich důkazů (BagIt)"},
			{"private/CASE/bundles/*.zip", true, "vydání, která byla stažena, čekají na schválení nebo na den zveřejnění"},
		},
	},
	"hu": {
		title:   "Ügyek kivitele: %s",
		public:  "Ebben a mappában minden nyilvános: a közzétett válaszok és az, amivel ellenőrizhetők.",
		private: "FIGYELEM: a private mappában nem nyilvános adatok vannak, az igénylők adatai és a kitakarás nélküli eredetik is. Ne tegye közzé, és védelem nélkül senkinek ne küldje el.",
		both:    "A public mappában az van, ami nyilvános, a private mappában minden más.",
		cases:   "Ügyek",
		files: []exportFile{
			{"public/trust.json", false, "kulcsok és időbélyegzők, amelyekben az ellenőrző megbízhat"},
			{"public/cases/CASE/case.json", false, "cím, napok, állapot, kérdés és a válasz szövege"},
			{"public/releases/CASE-r1.zip, ...", false, "közzétett kiadás a bizonyítékával; az akta verify, a sha256sum, a cosign és az openssl ellenőrzi"},
			{"private/CASE/case.md", true, "az ügy, ahogyan a hivatal vezeti"},
			{"private/CASE/requester.json", true, "ki volt az igénylő"},
			{"private/CASE/forgotten.json", true, "mikor törölték az igénylő adatait, és hol állnak a lepecsételt iratokban"},
			{"private/CASE/plan.json", true, "iratok, a róluk hozott döntések és a kitakarások"},
			{"private/CASE/imported.json", true, "mi származik más rendszerből, és honnan"},
			{"private/CASE/documents/", true, "az eredetik, ahogyan érkeztek"},
			{"private/CASE/corrections/", true, "a felismert szavak javításai"},
			{"private/CASE/bundles/s1/, s2/, ...", true, "lepecsételt csomagok az eredetikkel és bizonyítékaik titkos kulcsaival (BagIt)"},
			{"private/CASE/bundles/*.zip", true, "visszavont, jóváhagyásra vagy a közzététel napjára váró kiadások"},
		},
	},
	"en": {
		title:   "Export of cases: %s",
		public:  "Everything in this folder is public: the published answers, and what they are checked with.",
		private: "CAUTION: the folder private holds what is not public, also about those who asked, and the originals without redactions. Do not publish it, and send it to nobody unprotected.",
		both:    "The folder public holds what is public, the folder private everything else.",
		cases:   "Cases",
		files: []exportFile{
			{"public/trust.json", false, "the keys and timestamp authorities that a verifier accepts"},
			{"public/cases/CASE/case.json", false, "title, dates, state, question and the text of the answer"},
			{"public/releases/CASE-r1.zip, ...", false, "a published release with its proof; akta verify, sha256sum, cosign and openssl check it"},
			{"private/CASE/case.md", true, "the case as the office keeps it"},
			{"private/CASE/requester.json", true, "who asked"},
			{"private/CASE/forgotten.json", true, "when the data of who asked were erased, and where they stand in sealed documents"},
			{"private/CASE/plan.json", true, "the documents, what was decided about them, and the redactions"},
			{"private/CASE/imported.json", true, "what came from another system, and from where"},
			{"private/CASE/documents/", true, "the originals as they came"},
			{"private/CASE/corrections/", true, "corrections of recognised words"},
			{"private/CASE/bundles/s1/, s2/, ...", true, "sealed bags with the originals and the secret seeds of their proofs (BagIt)"},
			{"private/CASE/bundles/*.zip", true, "releases that were taken down, or wait for approval or for their day"},
		},
	},
}

// exportText is README.txt of an export. Titles of cases are public.
func exportText(language, authority string, cases []*Case, public bool) string {
	w := exportTexts[language]
	var b strings.Builder
	fmt.Fprintf(&b, w.title+"\n\n", authority)
	if public {
		fmt.Fprintf(&b, "%s\n\n", w.public)
	} else {
		fmt.Fprintf(&b, "%s\n\n%s\n\n", w.private, w.both)
	}
	for _, f := range w.files {
		if !f.private || !public {
			fmt.Fprintf(&b, "%s\n    %s\n", f.name, f.what)
		}
	}
	fmt.Fprintf(&b, "\n%s:\n", w.cases)
	for _, c := range cases {
		fmt.Fprintf(&b, "    %s  %s\n", c.ID, c.Title)
	}
	return b.String()
}
