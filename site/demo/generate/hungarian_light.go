package main

import "strings"

// The files of the case about street lighting: OpenDocument, RTF, a mailbox
// and a signature container.

var hungarianLightPlan = sheetOf{
	title: "Közvilágítás korszerűsítése",
	paragraphs: []string{
		"# Előterjesztés a közvilágítás korszerűsítéséről",
		strings.TrimSpace(hungarianLine),
		"A képviselő-testület 2025. szeptember 24-én megtárgyalta a Fő utca és az Álom utca lámpáinak cseréjét. Az előterjesztő Költött Kálmán alpolgármester.",
		"A lakossági bejelentést Képzelt Kornélia tette, telefonszáma +36 30 000 7890.",
		"# A lámpák száma utcánként",
	},
	rows: [][]string{{"Utca", "Régi lámpa", "Új lámpa"}, {"Fő utca", "42", "42"}, {"Álom utca", "17", "21"}},
	note: "A kivitelező nevét még ne írjuk bele.",
}

var hungarianLightCosts = sheetOf{
	title: "Költségek",
	rows: [][]string{{"Tétel", "Összeg (Ft)", "Megjegyzés"}, {"LED lámpatest", "8 190 000", "63 darab"}, {"Szerelés", "2 520 000", "40 000 Ft/db"},
		{"Tervezés", "650 000", "a személyek és események kitaláltak."}},
}

var hungarianLightLetter = sheetOf{
	paragraphs: []string{
		"# Tájékoztatás a közvilágítás cseréjéről",
		strings.TrimSpace(hungarianLine),
		"Tisztelt Képzelt Kornélia! A bejelentését köszönjük, az Álom utcában a lámpákat 2025. november 15-ig kicseréljük.",
		"Alsókövesd, 2025. október 2. Álmodott Piroska jegyző",
	},
}

func hungarianLightMail(subject, body, id string) message {
	return message{
		from: "Képzelt Kornélia <kepzelt@posta.example>", to: "hivatal@alsokovesd.example", subject: subject,
		date: "Mon, 29 Sep 2025 08:10:00 +0200", id: id, body: body,
	}
}

var hungarianLightMails = []message{
	hungarianLightMail("Nem ég a lámpa (a szereplők kitaláltak.)", hungarianLine+"\nTisztelt Hivatal!\n\nAz Álom utca 9. előtt két hete nem ég a lámpa.\n\nKépzelt Kornélia\n+36 30 000 7890\n", "lampa-1@posta.example"),
	hungarianLightMail("Már ég a lámpa (a szereplők kitaláltak.)", hungarianLine+"\nKöszönöm, azóta világít.\n\nKépzelt Kornélia\n", "lampa-2@posta.example"),
}

const hungarianLightContract = hungarianLine + `
Megállapodás a közvilágítási lámpák cseréjéről

A kivitelező a munkát 2025. november 15-ig elvégzi. Kapcsolattartó: Képzelt Kornélia.
`
