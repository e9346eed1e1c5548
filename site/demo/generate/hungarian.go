package main

// hungarianHead is the paper of the invented Hungarian office.
var hungarianHead = letterhead{
	office: "Alsókövesd Község Önkormányzata",
	lines: []string{"9999 Alsókövesd, Kitalált tér 1. · telefon: +36 1 000 0100",
		"e-mail: hivatal@alsokovesd.example · adószám: 12345678-1-00"},
	notice: "Bemutató irat, a személyek és események kitaláltak.",
	page:   "%d. oldal",
	tint:   [3]int{38, 96, 66},
	author: "Alsókövesdi Polgármesteri Hivatal",
}

const hungarianLine = "Bemutató irat, a személyek és események kitaláltak.\n"

func hungarian() []fixture {
	return []fixture{
		{"hu-ivoviz-igeny.eml", hungarianWaterRequest.encode},
		{"hu-ivoviz-jegyzokonyv.pdf", hungarianWater.pdf},
		{"hu-ivoviz-valasz.pdf", hungarianWaterAnswer.pdf},
		{"hu-zaj-igeny.txt", windows1250(hungarianNoiseRequest)},
		{"hu-zaj-panasz.pdf", hungarianScan.pdf},
		{"hu-zaj-hatarozat.pdf", hungarianDecision.pdf},
		{"hu-adathalasz-igeny.txt", plain(hungarianRuleRequest)},
		{"hu-adathalasz-jelentes.md", plain(hungarianIncident)},
		{"hu-szabalyzat.pdf", hungarianRegulation.pdf},
		{"hu-adathalasz-valasz.txt", plain(hungarianRuleAnswer)},
		{"hu-vilagitas-eloterjesztes.odt", hungarianLightPlan.odt},
		{"hu-vilagitas-koltseg.ods", hungarianLightCosts.ods},
		{"hu-vilagitas-level.rtf", hungarianLightLetter.rtf},
		{"hu-vilagitas-bejelentes.mbox", mailbox(hungarianLightMails...)},
		{"hu-vilagitas-megallapodas.asics", signatureContainer(member{"szereplői-kitaláltak.txt", []byte(hungarianLightContract)})},
	}
}

var hungarianWaterRequest = message{
	from: "Képzelt Katalin <katalin.kepzelt@posta.example>", to: "hivatal@alsokovesd.example",
	subject: "Közérdekű adatigénylés: az ivóvíz vizsgálati eredményei",
	date:    "Mon, 03 Feb 2025 19:04:51 +0100", id: "20250203.190451@posta.example",
	body: hungarianLine + `
Tisztelt Polgármesteri Hivatal!

Az információs önrendelkezési jogról és az információszabadságról szóló
2011. évi CXII. törvény 28. §-a alapján kérem, hogy küldjék meg részemre
a 2024. évi ivóvíz-vizsgálatok jegyzőkönyveit, valamint azt, hogy milyen
intézkedés történt a Kút utcai mintavételi ponton mért érték után.

Az adatokat elektronikus úton, erre a címre kérem.

Tisztelettel:
Képzelt Katalin
9999 Alsókövesd, Álom utca 8.
Telefon: +36 30 000 1234
`,
}

var hungarianWater = letter{
	head: hungarianHead, date: "2024-11-28",
	refs:  [][2]string{{"Iktatószám:", "AKÖ/1142-3/2024"}, {"Ügyintéző:", "Álmodott Piroska"}, {"Telefon:", "+36 30 000 2345"}, {"Kelt:", "2024. november 28."}},
	to:    []string{"Jegyző részére", "Helyben"},
	title: "Jegyzőkönyv az ivóvíz 2024. IV. negyedévi vizsgálatáról",
	body: []string{
		"Készült Alsókövesden, 2024. november 28-án, az Alsókövesdi Polgármesteri Hivatalban. Jelen vannak: Álmodott Piroska műszaki ügyintéző, Sosevolt Márton mintavevő, valamint Költött Kálmán lakossági bejelentő (9999 Alsókövesd, Kút utca 14.).",
		"# 1. Mintavétel",
		"A mintákat Sosevolt Márton vette 2024. november 19-én három ponton. A Kút utcai minta vételénél jelen volt a bejelentő, Költött Kálmán is, aki elmondta, hogy a víz október közepe óta zavaros. A bejelentő elérhetősége: +36 30 000 3456.",
		"# 2. Eredmények",
		"|Vizsgált jellemző|Fő tér 2.|Kút utca 14.|Iskola|Határérték|",
		"|Vas (µg/l)|48|231|52|200|",
		"|Mangán (µg/l)|12|44|15|50|",
		"|Nitrát (mg/l)|18|19|18|50|",
		"|Ammónium (mg/l)|0,05|0,11|0,06|0,50|",
		"|Zavarosság (NTU)|0,4|2,1|0,5|1,0|",
		"A Kút utcai ponton a vastartalom a határértéket meghaladta. Az érték közegészségügyi veszélyt nem jelent, a víz színét és ízét azonban kedvezőtlenül befolyásolja.",
		"# 3. Intézkedés",
		"- a Kút utcai vezetékszakasz öblítése 2024. december 2-án megtörténik,",
		"- a lakosság tájékoztatása a hirdetőtáblán és a honlapon,",
		"- ismételt mintavétel 2024. december 10-én, felelős: Álmodott Piroska.",
		"A jegyzőkönyv aláírása előtt azt a jelenlévők elolvasták, tartalmával egyetértettek.",
	},
	signature: []string{"Álmodott Piroska", "műszaki ügyintéző"},
}

var hungarianWaterAnswer = letter{
	head: hungarianHead, date: "2025-02-14",
	refs:  [][2]string{{"Iktatószám:", "AKÖ/118-2/2025"}, {"Ügyintéző:", "dr. Meseszép Márta"}, {"Tárgy:", "adatigénylés teljesítése"}, {"Kelt:", "2025. február 14."}},
	to:    []string{"Képzelt Katalin", "9999 Alsókövesd", "Álom utca 8."},
	title: "Tájékoztatás közérdekű adat megismerésére irányuló igény teljesítéséről",
	body: []string{
		"Tisztelt Képzelt Katalin!",
		"A 2025. február 3-án érkezett igényére mellékelten megküldöm a 2024. IV. negyedévi vizsgálat jegyzőkönyvét. Az első három negyedévben valamennyi eredmény határérték alatt volt.",
		"A Kút utcai vezetékszakaszt 2024. december 2-án átöblítették. A december 10-i ismételt mintában a vastartalom 96 µg/l volt, ami a határértéknek megfelel.",
		"A jegyzőkönyvben szereplő lakossági bejelentő személyes adatait az Infotv. 30. § (1) bekezdése alapján felismerhetetlenné tettük.",
		"Az igény teljesítéséért költségtérítést nem számítottunk fel.",
	},
	signature: []string{"dr. Meseszép Márta", "jegyző"},
}

const hungarianNoiseRequest = hungarianLine + `
Alsókövesd Község Önkormányzata

Közérdekű adatigénylés

Kérem a sportcsarnok rendezvényeivel kapcsolatban 2025-ben érkezett panaszok
és az azok alapján hozott határozatok másolatát, személyes adatok nélkül.

Mesebeli Mihály
9999 Alsókövesd, Tündér köz 5.
szül. 1979. június 21., telefon: 06 30 000 4567

Alsókövesd, 2025. június 10.
`

var hungarianScan = scan{
	date: "2025-05-06", skew: -0.7, seed: 2011,
	stamp: []string{"ÉRKEZETT", "2025.05.05", "Alsókövesd"},
	lines: []string{
		"# Alsókövesd Község Önkormányzata",
		"Polgármesteri Hivatal",
		"9999 Alsókövesd, Kitalált tér 1.",
		"",
		"                           Alsókövesd, 2025. május 4.",
		"",
		"# Tárgy: panasz a sportcsarnok zajos rendezvényei miatt",
		"",
		"Tisztelt Jegyző Asszony!",
		"",
		"A sportcsarnokban április 26-án és május 3-án tartott",
		"zenés rendezvény hajnali fél háromig tartott. A zene",
		"csukott ablak mellett is érthető volt a lakásunkban,",
		"két kisgyermekünk nem tudott aludni.",
		"",
		"Kérem, hogy mérjék meg a zajt, és a rendezvények végét",
		"22 órában állapítsák meg. A szomszédok közül",
		"[[Szellem Szilvia]] is ezt kéri.",
		"",
		"Szíves intézkedésüket előre is köszönöm.",
		"",
		"Tisztelettel:",
		"",
		"[[Nemlétező Nándor]]",
		"[[9999 Alsókövesd, Felhő utca 17.]]",
		"telefon: [[+36 30 000 5678]]",
	},
	small: "Bemutató irat, a személyek és események kitaláltak.",
}

var hungarianDecision = letter{
	head: hungarianHead, date: "2025-05-29",
	refs:  [][2]string{{"Iktatószám:", "AKÖ/467-5/2025"}, {"Ügyintéző:", "Álmodott Piroska"}, {"Tárgy:", "zajkibocsátás korlátozása"}, {"Kelt:", "2025. május 29."}},
	to:    []string{"Kövesdi Álom Sportegyesület", "9999 Alsókövesd", "Pálya utca 2."},
	title: "Határozat",
	body: []string{
		"Nemlétező Nándor (9999 Alsókövesd, Felhő utca 17.) panasza alapján indult eljárásban a Kövesdi Álom Sportegyesületet mint a sportcsarnok üzemeltetőjét kötelezem, hogy a zenés rendezvényeket legkésőbb 22.00 órakor fejezze be, és a hangosítás korlátozására 2025. június 30. napjáig hangnyomásszint-korlátozó berendezést szereljen fel.",
		"A határozat ellen a közléstől számított 15 napon belül a jegyzőnél benyújtott, a vármegyei kormányhivatalhoz címzett fellebbezésnek van helye.",
		"# Indokolás",
		"A panaszos 2025. május 5-én érkezett beadványában előadta, hogy a sportcsarnok zenés rendezvényei hajnalig tartanak. A hivatal 2025. május 17-én 23.10 és 23.40 óra között a Felhő utca 17. szám előtt hangnyomásszint-mérést végzett. A mért egyenértékű hangnyomásszint 52 dB volt, amely az éjszakai 40 dB határértéket meghaladja.",
		"A helyszíni mérésnél jelen volt Szellem Szilvia szomszéd, aki a panaszban foglaltakat megerősítette. Az üzemeltető képviselője, Légből Lajos a mérés eredményét nem vitatta.",
		"A kötelezés mértékének megállapításánál figyelembe vettem, hogy az üzemeltető korábban nem követett el jogsértést, és a berendezés felszerelését önként vállalta.",
		"Döntésem a környezeti zaj és rezgés elleni védelem szabályairól szóló jogszabályokon, valamint az általános közigazgatási rendtartásról szóló 2016. évi CL. törvény 80-81. §-án alapul.",
	},
	signature: []string{"dr. Meseszép Márta", "jegyző"},
}

const hungarianRuleRequest = hungarianLine + `
Tisztelt Hivatal!

Kérem az önkormányzat hatályos informatikai biztonsági szabályzatát és
a 2025 augusztusi adathalász levelekről készült jelentést.

Délibáb Dezső
TAJ szám: 123 456 788
delibab.dezso@posta.example
Alsókövesd, 2025. október 6.
`

const hungarianIncident = `# Jelentés az adathalász levelekről

*Bemutató irat, a személyek és események kitaláltak.*

Iktatószám: AKÖ/802-1/2025. Készítette: Tünde Tamara informatikus, 2025. augusztus 29.

## Az esemény

2025. augusztus 26-án 9.20 és 11.45 óra között a hivatal hat munkatársa kapott levelet, amely
a számlavezető bank nevében jelszó megadását kérte. Álmodott Piroska a hivatkozást megnyitotta, de
adatot nem adott meg. Délibáb Dénes gyakornok a jelszavát megadta, majd ezt tíz percen belül jelezte.

## Intézkedések

- Délibáb Dénes fiókját 11.50 órakor letiltottuk, jelszavát megváltoztattuk.
- A levelek feladóját (203.0.113.80) a levelezőkiszolgálón tiltottuk.
- A munkatársakat körlevélben tájékoztattuk.

Személyes adat nem került illetéktelen kézbe. Kapcsolattartó: Tünde
Tamara, +36 30 000 6789.
`

var hungarianRegulation = letter{
	head: hungarianHead, date: "2023-09-01",
	refs:  [][2]string{{"Iktatószám:", "AKÖ/655-1/2023"}, {"Hatályos:", "2023. október 1-jétől"}, {"Készítette:", "Tünde Tamara"}},
	to:    []string{"3/2023. számú", "jegyzői utasítás"},
	title: "Informatikai biztonsági szabályzat (kivonat)",
	body: []string{
		"# 1. § A szabályzat hatálya",
		"(1) A szabályzat hatálya kiterjed az Alsókövesdi Polgármesteri Hivatal valamennyi munkatársára, a képviselő-testület tagjaira, valamint a hivatal informatikai rendszereit szerződés alapján használó személyekre.",
		"(2) A szabályzat az elektronikus információs rendszerek bizalmasságának, sértetlenségének és rendelkezésre állásának védelmét szolgálja.",
		"# 2. § Felelősség",
		"(1) Az informatikai biztonságért a jegyző felel. Az elektronikus információs rendszer biztonságáért felelős személy Tünde Tamara, helyettese Sosevolt Márton.",
		"# 3. § Jelszavak és hozzáférés",
		"(1) A jelszó legalább tizennégy karakter, mással nem közölhető, a hivatalon kívül nem használható.",
		"(2) Távoli hozzáférés kizárólag kétlépcsős azonosítással, a tavoli.alsokovesd.example címen (203.0.113.44, 51820-as kapu) lehetséges.",
		"(3) A kilépő munkatárs hozzáférését az utolsó munkanapon meg kell szüntetni.",
		"# 4. § Mentések",
		"(1) Az iratkezelő rendszer adatairól naponta, az egyéb adatokról hetente készül mentés. A mentések egy példányát a hivatal épületén kívül kell őrizni.",
		"(2) A mentések visszaállíthatóságát félévente ellenőrizni kell, az ellenőrzésről jegyzőkönyv készül.",
		"# 5. § Biztonsági események",
		"(1) A munkatárs a biztonsági eseményt haladéktalanul, legkésőbb egy órán belül jelenti a biztonságért felelős személynek.",
		"(2) Adatvédelmi incidens esetén a jegyző az adatvédelmi tisztviselőt aznap tájékoztatja, és az (EU) 2016/679 rendelet 33. cikke szerint jár el.",
		"# 6. § Záró rendelkezések",
		"(1) A szabályzat 2023. október 1-jén lép hatályba. Ezzel egyidejűleg az 1/2016. számú utasítás hatályát veszti.",
	},
	signature: []string{"dr. Meseszép Márta", "jegyző"},
}

const hungarianRuleAnswer = hungarianLine + `
Alsókövesdi Polgármesteri Hivatal
Iktatószám: AKÖ/930-2/2025
Kelt: Alsókövesd, 2025. október 17.

Délibáb Dezső részére

Tisztelt Délibáb Dezső!

Igényének helyt adunk. Mellékelten küldjük a szabályzat kivonatát és
a jelentést. A munkatársak nevét, a telefonszámokat és a hálózati
címeket kitakartuk.

dr. Meseszép Márta jegyző
`
