package demo

import "slices"

func czechFile(name, kind, title string) File { return File{name, kind, title, "cs"} }

func czechCases() []Case {
	return []Case{
		{
			ID: "2025-007", Title: "Výpadek elektronické pošty úřadu v březnu 2025",
			Topics:   []string{"it-security"},
			Received: "2025-04-07",
			Events: []Event{
				{Code: "refuse-part", Date: "2025-04-16", Document: 5, Ground: security},
				{Code: "deliver", Date: "2025-04-22"},
				{Code: "publish", Date: "2025-04-24"},
			},
			Question: "Od kdy do kdy nefungovala elektronická pošta obecního úřadu, co bylo příčinou, zda unikly osobní údaje a jaká opatření obec přijala.",
			Answer: `Pošta nefungovala **od 18. března 2025 7.42 hodin do 19. března 2025 16.05 hodin**. Příčinou bylo
zneužití jednoho účtu k rozesílání nevyžádaných zpráv a zaplnění disku. K úniku osobních údajů nedošlo.

Obec zavedla dvoufázové přihlašování, omezila počet odchozích zpráv a proškolila zaměstnance. Podrobnosti
jsou v hlášení o incidentu.`,
			Files: []File{
				czechFile("cs-posta-zadost.txt", "request", "Žádost o informace"),
				czechFile("cs-posta-hlaseni.pdf", "incident-report", "Hlášení o bezpečnostním incidentu č. 1/2025"),
				czechFile("cs-posta-spravce.eml", "letter", "Zpráva dodavateli ze dne 18. března 2025"),
				czechFile("cs-posta-odpoved.pdf", "answer", "Poskytnutí informací"),
			},
			Redactions: slices.Concat(
				hide(personal, "Bohumil Zkušební", "1. 4. 1971", "Smyšlená 12", "bohumil.zkusebni@posta.example",
					"+420 601 000 123", "Květa Vymyšlená", "Jarmila Příkladná", "Jarmile Příkladné", "Jarmily Příkladné",
					"pane Domnělý", "+420 601 000 456", "+420 601 000 789"),
				hide(security, "posta01.horni-lhotka.example", "192.0.2.25", "spravce-posta", "https://192.0.2.25:8443"),
			),
			Withhold: []Withhold{{Document: 4, Ground: security}}, // the log attached to the e-mail
		},
		{
			ID: "2025-012", Title: "Oprava místní komunikace k rybníku: cena a termín",
			Topics:   []string{"roads", "contracts"},
			Received: "2025-06-02",
			Events: []Event{
				{Code: "answer", Date: "2025-06-11", Document: 4},
				{Code: "publish", Date: "2025-06-13"},
				{Code: "close", Date: "2025-07-21"},
			},
			Question: "Kopie korespondence se zhotovitelem opravy místní komunikace k rybníku, sjednaná cena a důvod prodloužení termínu.",
			Answer: `Cena díla je **1 284 500 Kč bez DPH**, vícepráce **189 806 Kč bez DPH**. Termín byl prodloužen do
20. června 2025, protože zhotovitel zjistil neúnosné podloží v délce 65 metrů.

Jednotkové ceny v příloze jsou obchodním tajemstvím zhotovitele.`,
			Files: []File{
				czechFile("cs-cesta-zadost.txt", "request", "Žádost o informace"),
				czechFile("cs-cesta-dopis.pdf", "letter", "Dopis zhotovitele o změně termínu"),
				czechFile("cs-cesta-cenik.md", "annex", "Položkový rozpočet víceprací"),
				czechFile("cs-cesta-odpoved.pdf", "answer", "Odpověď na žádost"),
			},
			Redactions: slices.Concat(
				hide(personal, "Marie Domyslná", "Vymyšlená 3", "12. 5. 1985", "601 000 222", "Jaroslav Příkladný", "prikladny@zkusmo.example"),
				hide(trade, "612 Kč/m2", "485 Kč/m3", "398 Kč/t"),
				cover(2, personal,
					[4]float64{0.252, 0.240, 0.215, 0.024}, // name
					[4]float64{0.252, 0.260, 0.195, 0.024}, // telephone
					[4]float64{0.110, 0.595, 0.215, 0.024}, // name
					[4]float64{0.402, 0.593, 0.283, 0.024}, // address
					[4]float64{0.560, 0.660, 0.300, 0.075}, // signature
				),
			),
			Reviewed: []int{2},
		},
		{
			ID: "2025-019", Title: "Směrnice o bezpečnosti informací",
			Topics:   []string{"it-security"},
			Received: "2025-09-01",
			Events: []Event{
				{Code: "refuse-part", Date: "2025-09-12", Document: 3, Ground: security},
				{Code: "deliver", Date: "2025-09-15"},
				{Code: "publish", Date: "2025-09-17"},
				{Code: "appeal", Date: "2025-09-25"},
				{Code: "appeal-forward", Date: "2025-10-02"},
				{Code: "appeal-withdrawn", Date: "2025-10-08"},
			},
			Question: "Platná směrnice obecního úřadu o bezpečnosti informací včetně příloh.",
			Answer: `Směrnice č. 2/2024 je zveřejněna níže. Adresy pro vzdálený přístup a místo uložení záložních disků
byly vyloučeny; o této části bylo vydáno rozhodnutí o částečném odmítnutí žádosti.`,
			Files: []File{
				czechFile("cs-smernice-zadost.md", "request", "Žádost o informace"),
				czechFile("cs-smernice.pdf", "regulation", "Směrnice č. 2/2024 o bezpečnosti informací"),
				czechFile("cs-smernice-rozhodnuti.pdf", "decision", "Rozhodnutí o částečném odmítnutí žádosti"),
			},
			Redactions: slices.Concat(
				hide(personal, "Ludmila Fiktivní", "Ludmily Fiktivní", "Pomyslná 44", "710319/2745", "fiktivni@zpravodaj.example",
					"19. března 1971", "Květa Vymyšlená", "Radim Domnělý"),
				hide(security, "vpn.horni-lhotka.example", "port 51820", "203.0.113.9", "v kovové skříni v místnosti č. 014"),
			),
		},
		{
			ID: "2025-023", Title: "Kamerový systém v parku",
			Topics:   []string{"environment"},
			Received: "2025-10-09",
			Events: []Event{
				{Code: "answer", Date: "2025-10-20", Document: 3},
				{Code: "publish", Date: "2025-10-22"},
				{Code: "correct", Date: "2025-11-10", Reason: "doplněn záznam o předání"},
			},
			Question: "Kolik kamer sleduje park, kdo má k záznamům přístup a jak dlouho se uchovávají.",
			Answer: `V parku jsou **tři kamery**, záznam se uchovává **72 hodin**. Přístup k němu má správce kamerového
systému a na žádost Policie České republiky.

Doplněno 10. listopadu 2025: záznam byl vydán ještě jednou, viz záznam o předání.`,
			Files: []File{
				czechFile("cs-park-zadost.txt", "request", "Žádost o informace"),
				czechFile("cs-park-tabule.jpg", "annex", "Fotografie informační tabule"),
				czechFile("cs-park-odpoved.txt", "answer", "Poskytnutí informace"),
			},
			Redactions: slices.Concat(
				hide(personal, "Vendelín Neskutečný", "Smyšlená 30", "vendelin@neskutecny.example", "Zdeněk Smyšlenka"),
				cover(2, personal,
					[4]float64{0.350, 0.545, 0.200, 0.048}, // name
					[4]float64{0.255, 0.594, 0.190, 0.048}, // telephone
				),
			),
			LateFiles:     []File{czechFile("cs-park-zaznam.txt", "annex", "Záznam o předání kamerového záznamu")},
			SecondRelease: slices.Concat(hide(personal, "Kamil Nepravý", "Vlasta Bájná", "601 000 666"), hide(security, "kamery-park", "192.0.2.61")),
			Reviewed:      []int{2},
		},
		{
			ID: "2025-027", Title: "Výběr zhotovitele nových webových stránek obce",
			Topics:   []string{"contracts", "it-security"},
			Received: "2025-11-04",
			Events: []Event{
				{Code: "extend", Date: "2025-11-14", Ground: "consultation"},
				{Code: "answer", Date: "2025-11-27", Document: 2},
				{Code: "publish", Date: "2025-12-01"},
			},
			Question: "Protokol o výběru zhotovitele nových webových stránek obce, podané nabídky a rozpočet zakázky.",
			Answer: `Zakázku získal uchazeč s nejnižší cenou, **148 000 Kč bez DPH**. Protokol, přehled nabídek, rozpočet a výzva
jsou níže. Hodinová sazba je obchodním tajemstvím zhotovitele.`,
			Files: []File{
				czechFile("cs-web-zadost.zfo", "request", "Žádost o informace (datová zpráva)"),
				czechFile("cs-web-vyber.docx", "decision", "Výběr zhotovitele"),
				czechFile("cs-web-rozpocet.xlsx", "annex", "Rozpočet zakázky"),
				czechFile("cs-web-nabidky.csv", "annex", "Přehled nabídek"),
				czechFile("cs-web-vyzva.html", "annex", "Výzva k podání nabídek"),
				czechFile("cs-web-protokol.tif", "annex", "Protokol o otevírání nabídek"),
				czechFile("cs-web-snimek.png", "annex", "Snímek zkušebního provozu"),
				czechFile("cs-web-podklady.zip", "annex", "Podklady"),
			},
			Redactions: slices.Concat(
				hide(personal, "Oldřich Nejsoucí", "9. 9. 1968", "Pomyslná 7", "zkus7en", "Hedvika Neznámá", "+420 601 000 888", "Ctibor Pomyslný",
					"Květa Vymyšlená", "Radim Domnělý"),
				hide(trade, "640 Kč/h"),
				cover(7, personal,
					[4]float64{0.207, 0.180, 0.182, 0.027}, // name
					[4]float64{0.570, 0.210, 0.270, 0.066}, // signature
				),
				cover(8, personal, [4]float64{0.190, 0.505, 0.250, 0.118}), // name
			),
			Reviewed: []int{7, 8},
		},
	}
}
