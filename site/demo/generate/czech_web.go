package main

import (
	"encoding/base64"

	"github.com/akta-foi/akta/content/read/readtest"
)

// The files of the case about the new website: one of each office format.

var czechWebLetter = sheetOf{
	title: "Nové webové stránky obce",
	paragraphs: []string{
		"# Obec Horní Lhotka: výběr zhotovitele webových stránek",
		"Ukázkový dokument, osoby a události jsou smyšlené.",
		"Výběrová komise se sešla 22. října 2025 ve složení Květa Vymyšlená a Radim Domnělý. Hodnotila tři nabídky podle ceny a podle přístupnosti stránek pro osoby se zrakovým postižením.",
		"Kontaktní osobou zhotovitele je Hedvika Neznámá, telefon +420 601 000 888.",
		"# Pořadí nabídek",
	},
	rows: [][]string{{"Pořadí", "Uchazeč", "Cena bez DPH"}, {"1.", "Zkusmo Web s.r.o.", "148 000 Kč"}, {"2.", "Naoko Studio s.r.o.", "162 500 Kč"}, {"3.", "Jakoby Design a.s.", "239 000 Kč"}},
	note: "Ověřit u právníka, než se to zveřejní.",
}

var czechWebBudget = sheetOf{
	title: "Rozpočet",
	rows: [][]string{{"Položka", "Cena bez DPH", "Poznámka"}, {"Grafický návrh", "38 000 Kč", "osoby a události jsou smyšlené."},
		{"Programování", "82 000 Kč", "hodinová sazba 640 Kč/h"}, {"Školení redaktorů", "28 000 Kč", "dva dny"}},
	note: "Sleva nabídnutá ústně: 12 procent",
}

var czechWebOffers = sheetOf{
	rows: [][]string{{"Uchazeč", "Doručeno", "Kontakt"}, {"Zkusmo Web s.r.o.", "14. 10. 2025", "Hedvika Neznámá"}, {"Naoko Studio s.r.o.", "16. 10. 2025", "Ctibor Pomyslný"},
		{"Jakoby Design a.s.", "17. 10. 2025", "osoby a události jsou smyšlené."}},
}

var czechWebPage = sheetOf{
	title: "Výzva k podání nabídek",
	paragraphs: []string{
		"# Výzva k podání nabídek na webové stránky",
		"Ukázkový dokument, osoby a události jsou smyšlené.",
		"Obec vyzývá k podání nabídek do 20. října 2025. Dotazy zodpoví Květa Vymyšlená na adrese vyzva@horni-lhotka.example.",
	},
	rows: [][]string{{"Požadavek", "Splnění"}, {"Přístupnost", "EN 301 549"}, {"Jazyk", "čeština"}},
}

const czechWebNote = czechLine + `
Záznam o předání podkladů

Podklady pro webové stránky předal Radim Domnělý dne 3. listopadu 2025.
`

var czechWebScreen = screen{[]string{"Obec Horní Lhotka", "Nové stránky, zkušební provoz", "správce: [[Radim Domnělý]]", "(osoby a události jsou smyšlené)"}}

// czechWebProtocol is scanned in black and white.
var czechWebProtocol = scan{
	lines: []string{"# Protokol o otevírání nabídek", "", "Nabídky byly otevřeny dne 21. října 2025", "v 10.00 hodin v kanceláři č. 3.", "", "Zapsala: [[Květa Vymyšlená]]"},
	stamp: []string{"Obec", "Horní Lhotka", "podatelna"},
	small: "Ukázkový dokument, osoby a události jsou smyšlené.",
	date:  "2025-10-21", skew: 0.3, seed: 27,
}

const czechWebRequestText = czechLine + `
Žádost o poskytnutí informací podle zákona č. 106/1999 Sb.

Žadatel: Oldřich Nejsoucí, nar. 9. 9. 1968
Bytem: Pomyslná 7, 999 01 Horní Lhotka

Žádám o protokol o výběru zhotovitele nových webových stránek obce, o podané nabídky a o rozpočet zakázky.

Oldřich Nejsoucí
`

// czechWebRequest is a message of the Czech data boxes, signed by an invented
// operator: CMS around the XML of the message.
func czechWebRequest() ([]byte, error) {
	file := base64.StdEncoding.EncodeToString([]byte(czechWebRequestText))
	return readtest.SignedMessage("Smyšlený provozovatel schránek", []byte(`<?xml version="1.0" encoding="UTF-8"?><q:MessageDownloadResponse xmlns:q="http://isds.czechpoint.cz/v20/message" xmlns:p="http://isds.czechpoint.cz/v20">`+
		`<q:dmReturnedMessage><p:dmDm><p:dmID>990000027</p:dmID><p:dbIDSender>zkus7en</p:dbIDSender><p:dmSender>Oldřich Nejsoucí</p:dmSender>`+
		`<p:dmRecipient>Obec Horní Lhotka</p:dmRecipient><p:dbIDRecipient>hor9lho</p:dbIDRecipient><p:dmAnnotation>Žádost o informace, osoby v ní jsou smyšlené.</p:dmAnnotation>`+
		`<p:dmFiles><p:dmFile dmFileMetaType="main" dmMimeType="text/plain" dmFileDescr="zadost.txt"><p:dmEncodedContent>`+file+`</p:dmEncodedContent></p:dmFile></p:dmFiles></p:dmDm>`+
		`<q:dmDeliveryTime>2025-11-04T09:12:00.000+01:00</q:dmDeliveryTime><q:dmAcceptanceTime>2025-11-04T10:00:00.000+01:00</q:dmAcceptanceTime></q:dmReturnedMessage></q:MessageDownloadResponse>`), true), nil
}
