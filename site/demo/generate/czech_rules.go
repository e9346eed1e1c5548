package main

const czechRuleRequest = `# Žádost o informace

*Ukázkový dokument, osoby a události jsou smyšlené.*

Podatelna Obecního úřadu Horní Lhotka, doručeno datovou schránkou dne 1. září 2025.

Jako redaktorka místního zpravodaje žádám podle zákona č. 106/1999 Sb. o zaslání
**platné směrnice o bezpečnosti informací** včetně příloh.

Bc. Ludmila Fiktivní, Pomyslná 44, 999 03 Prostřední Lhotka,
rodné číslo 710319/2745, e-mail fiktivni@zpravodaj.example
`

var czechRegulation = letter{
	head: czechHead, date: "2024-01-15",
	refs:  [][2]string{{"Č. j.:", "OUHL/0019/2024"}, {"Účinnost:", "od 1. února 2024"}, {"Schválila:", "rada obce, usn. č. 5/2024"}, {"Zpracoval:", "Ing. Květa Vymyšlená"}},
	to:    []string{"Vnitřní předpis č. 2/2024", "závazný pro všechny zaměstnance", "a členy zastupitelstva"},
	title: "Směrnice o bezpečnosti informací obecního úřadu",
	body: []string{
		"# Článek 1 – Předmět a působnost",
		"(1) Směrnice stanoví pravidla ochrany informací, které obecní úřad (dále jen „úřad“) zpracovává v listinné i elektronické podobě.",
		"(2) Směrnice je závazná pro zaměstnance úřadu, členy zastupitelstva a přiměřeně pro dodavatele, kteří k informacím úřadu přistupují na základě smlouvy.",
		"# Článek 2 – Odpovědnost",
		"(1) Za bezpečnost informací odpovídá tajemník. Správou informačních systémů je pověřena Ing. Květa Vymyšlená, zástupcem je Radim Domnělý.",
		"(2) Každý zaměstnanec je povinen oznámit podezření na bezpečnostní incident bez zbytečného odkladu, nejpozději do jedné hodiny od zjištění.",
		"# Článek 3 – Přihlašování",
		"(1) Heslo má nejméně čtrnáct znaků, nesmí být sděleno jiné osobě a nesmí být použito mimo úřad.",
		"(2) Přístup z místa mimo budovu úřadu je možný jen šifrovaným spojením a s druhým ověřovacím prostředkem.",
		"(3) Šifrované spojení se navazuje na adresu vpn.horni-lhotka.example, port 51820; záložní přístup vede přes 203.0.113.9.",
		"# Článek 4 – Zálohování",
		"(1) Data spisové služby se zálohují denně, ostatní data jednou týdně. Jedna kopie je uložena mimo budovu úřadu.",
		"(2) Obnova ze zálohy se zkouší nejméně dvakrát ročně a o zkoušce se pořídí zápis.",
		"(3) Záložní disky jsou uloženy v kovové skříni v místnosti č. 014, klíč má tajemník a Ing. Květa Vymyšlená.",
		"# Článek 5 – Nosiče a vyřazování",
		"(1) Přenosné nosiče se používají pouze šifrované. Nosič se před vyřazením fyzicky znehodnotí za účasti dvou zaměstnanců.",
		"(2) Listiny obsahující osobní údaje se skartují podle spisového a skartačního řádu.",
		"# Článek 6 – Incidenty",
		"(1) O každém incidentu se vede záznam, který obsahuje čas zjištění, popis, dopad, přijatá opatření a jméno oznamovatele.",
		"(2) Jde-li o porušení zabezpečení osobních údajů, informuje tajemník pověřence pro ochranu osobních údajů týž den a postupuje podle čl. 33 a 34 nařízení (EU) 2016/679.",
		"(3) Výsledky šetření se jednou ročně předkládají radě obce.",
		"# Článek 7 – Závěrečná ustanovení",
		"(1) Zrušuje se směrnice č. 4/2017. (2) Tato směrnice nabývá účinnosti dnem 1. února 2024.",
	},
	signature: []string{"František Nestvořený", "starosta obce"},
}

var czechDecision = letter{
	head: czechHead, date: "2025-09-12",
	refs:  [][2]string{{"Č. j.:", "OUHL/0587/2025"}, {"Spisová značka:", "S-OUHL/0180/2025"}, {"Vyřizuje:", "Mgr. Oldřich Nápodobný"}, {"Datum:", "12. září 2025"}},
	to:    []string{"Bc. Ludmila Fiktivní", "Pomyslná 44", "999 03 Prostřední Lhotka"},
	title: "Rozhodnutí o částečném odmítnutí žádosti",
	body: []string{
		"Obecní úřad Horní Lhotka jako povinný subjekt podle § 2 odst. 1 zákona č. 106/1999 Sb., o svobodném přístupu k informacím, rozhodl podle § 15 odst. 1 zákona o žádosti Bc. Ludmily Fiktivní, nar. 19. března 1971, takto:",
		"Žádost se v části týkající se adres pro vzdálený přístup a místa uložení záložních disků odmítá podle § 11 odst. 1 písm. d) zákona.",
		"# Odůvodnění",
		"Žadatelka požádala dne 1. září 2025 o zaslání směrnice o bezpečnosti informací. Směrnice jí byla poskytnuta s výjimkou údajů, jejichž zveřejnění by ohrozilo účinnost bezpečnostních opatření stanovených k ochraně majetku a informací úřadu. Povinný subjekt porovnal veřejný zájem na kontrole hospodaření obce se zájmem na ochraně osobních údajů občanů a dospěl k závěru, že neposkytnuté údaje pro veřejnou kontrolu nemají význam.",
		"# Poučení",
		"Proti tomuto rozhodnutí lze podat odvolání do 15 dnů ode dne doručení ke krajskému úřadu prostřednictvím Obecního úřadu Horní Lhotka.",
	},
	signature: []string{"Mgr. Oldřich Nápodobný", "tajemník obecního úřadu"},
}

const czechParkRequest = czechLine + `
Dobrý den,

žádám podle zákona č. 106/1999 Sb. o informaci, kolik kamer sleduje park
U Rybníka, kdo má k záznamům přístup a jak dlouho se uchovávají.

Vendelín Neskutečný
Smyšlená 30, 999 01 Horní Lhotka
vendelin@neskutecny.example
`

var czechBoard = photo{
	title: "Park U Rybníka", seed: 7,
	lines: []string{
		"Prostor je monitorován kamerovým systémem.",
		"Správce: Obec Horní Lhotka, Náves 1",
		"Účel: ochrana majetku a bezpečnost návštěvníků",
		"Doba uchování záznamu: 72 hodin",
		"",
		"Dotazy vyřizuje: [[Zdeněk Smyšlenka]]",
		"Mobil: [[+420 601 000 555]]",
		"Pověřenec: poverenec@horni-lhotka.example",
	},
	small: "Ukázkový dokument, osoby a události jsou smyšlené.",
}

const czechParkAnswer = czechLine + `
Obecní úřad Horní Lhotka
Č. j.: OUHL/0702/2025
Vyřizuje: Zdeněk Smyšlenka
V Horní Lhotce dne 20. října 2025

Vendelín Neskutečný
Smyšlená 30, 999 01 Horní Lhotka

Poskytnutí informace

V parku U Rybníka jsou tři kamery. Záznam se uchovává 72 hodin. Přístup
k němu má správce kamerového systému Zdeněk Smyšlenka a na žádost Policie
České republiky. V roce 2025 byl záznam vydán jednou. Fotografii informační
tabule přikládáme.

Zdeněk Smyšlenka, správce majetku
`

const czechParkRecord = czechLine + `
Příloha: záznam o předání kamerového záznamu

Dne 4. listopadu 2025 předal Zdeněk Smyšlenka na žádost Policie České
republiky záznam kamery č. 2 z noci na 2. listopadu 2025 (poškození lavičky).
Přístup k úložišti: uživatel kamery-park, adresa 192.0.2.61.
Převzal: nstržm. Kamil Nepravý, služební číslo 000000.
Oznamovatelka: Vlasta Bájná, telefon 601 000 666.
`
