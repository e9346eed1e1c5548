package main

// czechHead is the paper of the invented Czech office.
var czechHead = letterhead{
	office: "Obec Horní Lhotka",
	lines: []string{"Obecní úřad Horní Lhotka, Náves 1, 999 01 Horní Lhotka",
		"tel.: +420 500 000 111, e-mail: urad@horni-lhotka.example, IČO: 12345678"},
	notice: "Ukázkový dokument, osoby a události jsou smyšlené.",
	page:   "Strana %d",
	tint:   [3]int{34, 84, 132},
	author: "Obecní úřad Horní Lhotka",
}

const czechLine = "Ukázkový dokument, osoby a události jsou smyšlené.\n"

func czech() []fixture {
	return []fixture{
		{"cs-posta-zadost.txt", plain(czechMailRequest)},
		{"cs-posta-hlaseni.pdf", czechIncident.pdf},
		{"cs-posta-spravce.eml", czechMessage.encode},
		{"cs-posta-odpoved.pdf", czechMailAnswer.pdf},
		{"cs-cesta-zadost.txt", windows1250(czechRoadRequest)},
		{"cs-cesta-dopis.pdf", czechScan.pdf},
		{"cs-cesta-cenik.md", plain(czechPrices)},
		{"cs-cesta-odpoved.pdf", czechRoadAnswer.pdf},
		{"cs-smernice-zadost.md", plain(czechRuleRequest)},
		{"cs-smernice.pdf", czechRegulation.pdf},
		{"cs-smernice-rozhodnuti.pdf", czechDecision.pdf},
		{"cs-park-zadost.txt", plain(czechParkRequest)},
		{"cs-park-tabule.jpg", czechBoard.jpeg},
		{"cs-park-odpoved.txt", plain(czechParkAnswer)},
		{"cs-park-zaznam.txt", plain(czechParkRecord)},
		{"cs-web-zadost.zfo", czechWebRequest},
		{"cs-web-vyber.docx", czechWebLetter.docx},
		{"cs-web-rozpocet.xlsx", czechWebBudget.xlsx},
		{"cs-web-nabidky.csv", czechWebOffers.csv},
		{"cs-web-vyzva.html", czechWebPage.page("cs")},
		{"cs-web-protokol.tif", czechWebProtocol.tiff},
		{"cs-web-snimek.png", czechWebScreen.png},
		{"cs-web-podklady.zip", archive(member{"podklady/osoby-jsou-smyšlené.txt", []byte(czechWebNote)})},
	}
}

const czechMailRequest = czechLine + `
Žádost o poskytnutí informací podle zákona č. 106/1999 Sb.

Žadatel: Bohumil Zkušební, nar. 1. 4. 1971
Bytem: Smyšlená 12, 999 01 Horní Lhotka
E-mail: bohumil.zkusebni@posta.example
Telefon: +420 601 000 123

Obecnímu úřadu Horní Lhotka

Žádám o poskytnutí těchto informací:

1. Od kdy do kdy nefungovala v březnu 2025 elektronická pošta obecního úřadu?
2. Co bylo příčinou výpadku a zda při něm unikly osobní údaje občanů?
3. Jaká opatření obec přijala, aby se výpadek neopakoval?

Odpověď prosím zašlete na výše uvedený e-mail.

V Horní Lhotce dne 7. dubna 2025
Bohumil Zkušební
`

var czechIncident = letter{
	head: czechHead, date: "2025-03-21",
	refs: [][2]string{{"Č. j.:", "OUHL/0217/2025"}, {"Spisová značka:", "S-OUHL/0061/2025"}, {"Vyřizuje:", "Ing. Květa Vymyšlená"}, {"Telefon:", "+420 500 000 114"}, {"Datum:", "21. března 2025"}},
	to:   []string{"Starosta obce", "zde"},
	title: "Hlášení o bezpečnostním incidentu č. 1/2025: " +
		"nedostupnost elektronické pošty",
	body: []string{
		"# 1. Zjištění incidentu",
		"Dne 18. března 2025 v 7.42 hodin oznámila pracovnice podatelny Jarmila Příkladná, že nelze odesílat ani přijímat zprávy na adresách úřadu. Příčinu prověřovala správkyně sítě Ing. Květa\nVymyšlená ve spolupráci s dodavatelem. Provoz pošty byl obnoven dne 19. března 2025 v 16.05 hodin. Podatelna po dobu výpadku přijímala podání osobně, poštou a datovou schránkou; žádná lhůta nebyla zmeškána.",
		"# 2. Příčina",
		"Příčinou bylo zaplnění diskového prostoru serveru posta01.horni-lhotka.example (192.0.2.25). Účet jedné z uživatelek byl zneužit k rozesílání nevyžádaných zpráv poté, co zadala heslo na podvržené stránce, na kterou vedl odkaz ve zprávě vydávající se za oznámení o doručení zásilky. Z účtu bylo v noci na 18. března odesláno 4 312 zpráv a fronta nedoručených zpráv zaplnila disk.",
		"Dotčený účet patřil Jarmile Příkladné. Jmenovaná po zjištění incidentu ihned změnila heslo a poskytla plnou součinnost. Soukromý telefon pro případ dotazů dodavatele: +420 601 000 456.",
		"# 3. Dopad na osobní údaje",
		"V napadené schránce bylo v době incidentu 1 187 zpráv. Dodavatel z provozních záznamů ověřil, že útočník zprávy nestahoval ani si je nezobrazoval; přihlášení sloužilo výhradně k odesílání. Pověřenec pro ochranu osobních údajů posoudil, že nejde o porušení zabezpečení s rizikem pro práva a svobody fyzických osob. Záznam byl založen do evidence podle čl. 33 odst. 5 nařízení (EU) 2016/679.",
		"# 4. Časový sled",
		"|Datum a čas|Událost|",
		"|17. 3. 2025 22.10|první přihlášení z cizí adresy|",
		"|18. 3. 2025 7.42|oznámení podatelny|",
		"|18. 3. 2025 8.30|zablokování účtu a odpojení serveru|",
		"|18. 3. 2025 13.15|předání provozních záznamů dodavateli|",
		"|19. 3. 2025 16.05|obnovení provozu|",
		"# 5. Přijatá opatření",
		"- zavedení dvoufázového přihlašování pro všech 11 účtů úřadu (splněno 28. března 2025),",
		"- omezení počtu odchozích zpráv na 200 za hodinu a účet,",
		"- samostatný oddíl disku pro poštovní frontu a hlášení při zaplnění nad 80 %,",
		"- školení zaměstnanců o podvodných zprávách dne 14. dubna 2025, vede Ing. Květa Vymyšlená.",
		"Přístupové údaje správce: účet spravce-posta, rozhraní https://192.0.2.25:8443, záložní kód uložen v trezoru tajemníka. Po ukončení šetření budou změněny.",
		"Náklady na odstranění výpadku činily 9 680 Kč včetně DPH a byly uhrazeny z rozpočtové kapitoly 6171 Činnost místní správy.",
	},
	signature: []string{"Ing. Květa Vymyšlená", "správkyně informačních systémů"},
}

var czechMessage = message{
	from: "Květa Vymyšlená <vymyslena@horni-lhotka.example>", to: "Radim Domnělý <podpora@servis-it.example>",
	cc: "podatelna@horni-lhotka.example", subject: "Výpadek pošty: žádost o provozní záznamy a potvrzení",
	date: "Tue, 18 Mar 2025 13:15:22 +0100", id: "20250318.131522@horni-lhotka.example",
	body: czechLine + `
Dobrý den, pane Domnělý,

podle dohody posílám v příloze výpis z provozního záznamu poštovního
serveru. Prosím o potvrzení, že útočník ze schránky Jarmily Příkladné
zprávy nestahoval, a o písemné vyjádření do pátku 21. března 2025.

Volat můžete kdykoli na můj mobil +420 601 000 789, úřední linka
dnes nefunguje.

S pozdravem
Květa Vymyšlená
Obecní úřad Horní Lhotka
`,
	attachment: "výpis-záznamu.txt",
	data: []byte(czechLine + `
2025-03-17 22:10:04 posta01 prihlaseni jarmila.prikladna z 198.51.100.77 uspesne
2025-03-17 22:10:31 posta01 odeslano 1 zprav, fronta 0
2025-03-17 23:58:40 posta01 odeslano 1920 zprav, fronta 344
2025-03-18 05:31:12 posta01 odeslano 4312 zprav, fronta 3871
2025-03-18 05:31:55 posta01 disk /var/spool zaplnen na 100 %
2025-03-18 08:30:02 posta01 ucet jarmila.prikladna zablokovan spravcem
`),
}

var czechMailAnswer = letter{
	head: czechHead, date: "2025-04-16",
	refs:  [][2]string{{"Č. j.:", "OUHL/0263/2025"}, {"Spisová značka:", "S-OUHL/0074/2025"}, {"Vyřizuje:", "Mgr. Oldřich Nápodobný"}, {"Telefon:", "+420 500 000 112"}, {"Datum:", "16. dubna 2025"}},
	to:    []string{"Bohumil Zkušební", "Smyšlená 12", "999 01 Horní Lhotka"},
	title: "Poskytnutí informací podle zákona č. 106/1999 Sb., o svobodném přístupu k informacím",
	body: []string{
		"Vážený pane,",
		"Obecní úřad Horní Lhotka obdržel dne 7. dubna 2025 Vaši žádost o informace k výpadku elektronické pošty. Podle § 14 odst. 5 písm. d) zákona Vám sdělujeme:",
		"1. Elektronická pošta nefungovala od 18. března 2025 7.42 hodin do 19. března 2025 16.05 hodin.",
		"2. Příčinou bylo zneužití jednoho účtu k rozesílání nevyžádaných zpráv a následné zaplnění disku. K úniku osobních údajů občanů nedošlo.",
		"3. Obec zavedla dvoufázové přihlašování, omezila počet odchozích zpráv a proškolila zaměstnance.",
		"V příloze zasíláme hlášení o incidentu a související e-mailovou zprávu. Jména zaměstnanců, soukromá telefonní čísla a údaje o zabezpečení byly vyloučeny podle § 8a a § 11 odst. 1 zákona.",
		"Informace budou zveřejněny na úřední desce podle § 5 odst. 3 zákona.",
	},
	signature: []string{"Mgr. Oldřich Nápodobný", "tajemník obecního úřadu"},
}

const czechRoadRequest = czechLine + `
Obecní úřad Horní Lhotka
Náves 1, 999 01 Horní Lhotka

Věc: žádost o informace

Podle zákona č. 106/1999 Sb. žádám o kopii korespondence se zhotovitelem
opravy místní komunikace k rybníku, o sjednanou cenu a o důvod prodloužení
termínu dokončení.

Marie Domyslná
Vymyšlená 3, 999 01 Horní Lhotka
datum narození 12. 5. 1985
telefon 601 000 222

V Horní Lhotce 2. června 2025
`

var czechScan = scan{
	date: "2025-05-14", skew: 0.55, seed: 106,
	stamp: []string{"STAVBY", "ZKUSMO", "s.r.o."},
	lines: []string{
		"# Stavby Zkusmo, s. r. o.",
		"Průmyslová 99, 999 02 Dolní Lhotka",
		"",
		"Obec Horní Lhotka",
		"Náves 1",
		"999 01 Horní Lhotka",
		"",
		"Naše značka: SZ-31/2025       V Dolní Lhotce 12. května 2025",
		"Vyřizuje:    [[Jaroslav Příkladný]]",
		"Telefon:     [[+420 601 000 333]]",
		"",
		"# Věc: oprava místní komunikace k rybníku - změna termínu",
		"",
		"Vážení,",
		"",
		"při odstranění původního krytu vozovky jsme v úseku",
		"km 0,120 až 0,185 zjistili neúnosné podloží, které",
		"projekt nepředpokládal. Navrhujeme výměnu podloží do",
		"hloubky 40 cm a prodloužení termínu dokončení",
		"z 30. května na 20. června 2025.",
		"",
		"Cena díla 1 284 500 Kč bez DPH se zvýší o položku",
		"výměny podloží, viz jednotkové ceny v příloze.",
		"Jednotkové ceny považujeme za obchodní tajemství.",
		"",
		"Na stavbě Vám je k dispozici stavbyvedoucí",
		"[[Jaroslav Příkladný]], bytem [[Zkušební 7, Dolní Lhotka]].",
		"",
		"S pozdravem",
	},
	small: "Ukázkový dokument, osoby a události jsou smyšlené.",
}

const czechPrices = `# Příloha č. 1: položkový rozpočet

*Ukázkový dokument, osoby a události jsou smyšlené.*

Stavba: oprava místní komunikace k rybníku, Horní Lhotka

- výměna podloží do 40 cm, 195 m2, jednotková cena 612 Kč/m2, celkem 119 340 Kč
- odvoz a uložení zeminy, 78 m3, jednotková cena 485 Kč/m3, celkem 37 830 Kč
- štěrkodrť 0/63, 82 t, jednotková cena 398 Kč/t, celkem 32 636 Kč

Celkem vícepráce bez DPH: 189 806 Kč

## Schválení

Rada obce vzala změnu na vědomí dne 19. května 2025 usnesením č. 41/2025.
Zpracoval rozpočtář Jaroslav Příkladný, kontakt prikladny@zkusmo.example.
`

var czechRoadAnswer = letter{
	head: czechHead, date: "2025-06-11",
	refs:  [][2]string{{"Č. j.:", "OUHL/0391/2025"}, {"Spisová značka:", "S-OUHL/0118/2025"}, {"Vyřizuje:", "Mgr. Oldřich Nápodobný"}, {"Datum:", "11. června 2025"}},
	to:    []string{"Marie Domyslná", "Vymyšlená 3", "999 01 Horní Lhotka"},
	title: "Odpověď na žádost o informace o opravě komunikace k rybníku",
	body: []string{
		"Vážená paní,",
		"k Vaší žádosti ze dne 2. června 2025 sdělujeme, že cena díla činí 1 284 500 Kč bez DPH a vícepráce 189 806 Kč bez DPH. Termín byl prodloužen do 20. června 2025, protože zhotovitel zjistil neúnosné podloží v délce 65 metrů.",
		"Příjemcem veřejných prostředků je společnost Stavby Zkusmo, s. r. o.; rozsah a celková cena se podle § 9 odst. 2 zákona poskytují. Jednotkové ceny jednotlivých položek jsou obchodním tajemstvím zhotovitele a v příloze jsou znečitelněny.",
		"Smlouva je uveřejněna v registru smluv.",
	},
	signature: []string{"Mgr. Oldřich Nápodobný", "tajemník obecního úřadu"},
}
