package demo

import "slices"

func hungarianFile(name, kind, title string) File { return File{name, kind, title, "hu"} }

func hungarianCases() []Case {
	return []Case{
		{
			ID: "2025-004", Title: "Az ivóvíz vizsgálati eredményei",
			Topics:   []string{"water"},
			Received: "2025-02-03",
			Events: []Event{
				{Code: "answer", Date: "2025-02-14", Document: 3},
			},
			Question: "A 2024. évi ivóvíz-vizsgálatok jegyzőkönyvei, és milyen intézkedés történt a Kút utcai mintavételi ponton mért érték után.",
			Answer: `A IV. negyedévi jegyzőkönyv alább olvasható. Az első három negyedévben minden eredmény határérték alatt volt.

A Kút utcai vezetékszakaszt 2024. december 2-án átöblítették; a december 10-i mintában a vastartalom **96 µg/l** volt,
ami a határértéknek megfelel.`,
			Files: []File{
				hungarianFile("hu-ivoviz-igeny.eml", "request", "Közérdekű adatigénylés"),
				hungarianFile("hu-ivoviz-jegyzokonyv.pdf", "annex", "Jegyzőkönyv az ivóvíz 2024. IV. negyedévi vizsgálatáról"),
				hungarianFile("hu-ivoviz-valasz.pdf", "answer", "Tájékoztatás az igény teljesítéséről"),
			},
			Redactions: hide(personal, "Képzelt Katalin", "Álom utca 8.", "+36 30 000 1234", "Álmodott Piroska", "+36 30 000 2345",
				"Sosevolt Márton", "Költött Kálmán", "Kút utca 14.", "+36 30 000 3456"),
		},
		{
			ID: "2025-009", Title: "Zajpanasz a sportcsarnok rendezvényei miatt",
			Topics:   []string{"noise"},
			Received: "2025-06-10",
			Events: []Event{
				{Code: "answer", Date: "2025-06-18", Document: 3},
			},
			Question: "A sportcsarnok rendezvényeivel kapcsolatban 2025-ben érkezett panaszok és az azok alapján hozott határozatok másolata.",
			Answer: `2025-ben egy panasz érkezett, és egy határozat született. Az üzemeltetőnek a zenés rendezvényeket
**22 óráig** be kell fejeznie, és 2025. június 30-ig hangnyomásszint-korlátozót kell felszerelnie.`,
			Files: []File{
				hungarianFile("hu-zaj-igeny.txt", "request", "Közérdekű adatigénylés"),
				hungarianFile("hu-zaj-panasz.pdf", "letter", "Lakossági panasz"),
				hungarianFile("hu-zaj-hatarozat.pdf", "decision", "Határozat zajkibocsátás korlátozásáról"),
			},
			Redactions: slices.Concat(
				hide(personal, "Mesebeli Mihály", "Tündér köz 5.", "1979. június 21.", "06 30 000 4567",
					"Nemlétező Nándor", "Felhő utca 17", "Szellem Szilvia", "Légből Lajos", "Álmodott Piroska"),
				cover(2, personal,
					[4]float64{0.110, 0.413, 0.181, 0.025}, // neighbour
					[4]float64{0.108, 0.531, 0.193, 0.025}, // name
					[4]float64{0.108, 0.551, 0.362, 0.026}, // address
					[4]float64{0.209, 0.571, 0.181, 0.025}, // telephone
					[4]float64{0.555, 0.605, 0.300, 0.075}, // signature
				),
			),
			Reviewed: []int{2},
		},
		{
			ID: "2025-015", Title: "Informatikai biztonsági szabályzat és adathalász levelek",
			Topics:   []string{"it-security"},
			Received: "2025-10-06",
			Events: []Event{
				{Code: "answer", Date: "2025-10-17", Document: 4},
				{Code: "complaint", Date: "2025-10-30"},
				{Code: "complaint-dismissed", Date: "2025-12-10"},
			},
			Question: "Az önkormányzat hatályos informatikai biztonsági szabályzata és a 2025 augusztusi adathalász levelekről készült jelentés.",
			Answer: `A szabályzat kivonata és a jelentés alább olvasható. A munkatársak nevét, a telefonszámokat és a hálózati
címeket kitakartuk. Személyes adat az esemény során nem került illetéktelen kézbe.`,
			Files: []File{
				hungarianFile("hu-adathalasz-igeny.txt", "request", "Közérdekű adatigénylés"),
				hungarianFile("hu-adathalasz-jelentes.md", "incident-report", "Jelentés az adathalász levelekről"),
				hungarianFile("hu-szabalyzat.pdf", "regulation", "Informatikai biztonsági szabályzat (kivonat)"),
				hungarianFile("hu-adathalasz-valasz.txt", "answer", "Válasz az igényre"),
			},
			Redactions: slices.Concat(
				hide(personal, "Délibáb Dezső", "123 456 788", "delibab.dezso@posta.example", "Tünde Tamara", "Álmodott Piroska",
					"Délibáb Dénes", "+36 30 000 6789", "Sosevolt Márton"),
				hide(security, "203.0.113.80", "tavoli.alsokovesd.example", "203.0.113.44", "51820-as"),
			),
		},
		{
			ID: "2025-021", Title: "A közvilágítás korszerűsítése",
			Topics:   []string{"public-works"},
			Received: "2025-11-10",
			Events: []Event{
				{Code: "extend", Date: "2025-11-20", Ground: "large-volume"},
				{Code: "answer", Date: "2025-12-05", Document: 3},
			},
			Question: "A közvilágítás korszerűsítéséről szóló előterjesztés, a költségek és a lakossági bejelentések.",
			Answer: `A Fő utcában 42, az Álom utcában 21 új lámpa készült el, összesen **11 360 000 Ft** értékben.
A bejelentő adatait kitakartuk.`,
			Files: []File{
				hungarianFile("hu-vilagitas-eloterjesztes.odt", "letter", "Előterjesztés a közvilágítás korszerűsítéséről"),
				hungarianFile("hu-vilagitas-koltseg.ods", "annex", "Költségek"),
				hungarianFile("hu-vilagitas-level.rtf", "letter", "Tájékoztatás a lámpák cseréjéről"),
				hungarianFile("hu-vilagitas-bejelentes.mbox", "annex", "Lakossági bejelentések"),
				hungarianFile("hu-vilagitas-megallapodas.asics", "annex", "Megállapodás"),
			},
			Redactions: hide(personal, "Képzelt Kornélia", "+36 30 000 7890", "kepzelt@posta.example", "Költött Kálmán", "Álmodott Piroska"),
		},
	}
}
