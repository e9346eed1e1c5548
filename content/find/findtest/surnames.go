package findtest

// rareSurnames are invented ones, and such as few people have: of trades,
// places, qualities, and of two parts.
var rareSurnames = map[string]string{
	"cs": `
Ryšánek Kodet Vrzák Trpělka Pšolka Zlatohlávek Hlinovský Okrouhlý Netušil Bzenecký Dřímal Šoupal Vykydal Nezdařil Kulihrach Brdečka Mlynek Lhoták Podskalský Zábrdský Vlkodan
Hrachovec Křupala Drnovec Čermochov Stehlovský Bukvald Tesárek Zvoník Jehlan Oříšek Korbička Plundrák Smrtný Voborník Přeskok Pelikovský Rohlena Švabík Chroustal Meduňka
Tichánek Bělásek Žitník Skočdopole Nejezchleb Vítámvás Hrdoušek Brnkal Rychnovec Tlamka Bosák Vosáhlo Dubnička Kolomazník Peprný Zbojník Strnádek Jívovský Modřínek Šustal Krákora
`,
	"hu": `
Asztalos Ácsi Bakonyi Bányai Bárdos Berecz Bereczki Berényi Bíró Bodó Boda Bokor Bozsik Budavári Cseh Csáki Csiszár Csonkai Czakó Dallos Darvas Demeter Dobos Domján Egri
Erdélyi Erdős Farkasdi Fenyvesi Földesi Füzesi Galambos Gazdag Gombos Gyarmati Gyenes Györfi Hadházi Harsányi Hegyi Hernádi Hidas Huszár Ihász Jakabfi Jancsó Juhos Kádár
Kardos Karsai Kenderes Keresztes Kertész Kocsor Kondor Kovácsvölgyi Köves Kőműves Kútvölgyi Lantos Lévai Lovas Ludányi Madarász Majoros Makai Mátrai Méhes Mihályi Mohácsi
Murányi Nádas Nyári Nyíri Olajos Ormos Öllős Őri Pálfi Pásti Patkós Perjési Pócsi Rab Radnai Réti Rostás Sághi Sallai Sebők Seres Sólyom Solymosi Szántó Szegedi Szendrei
Szentesi Szikszai Szűts Tasi Takaró Tarján Telek Tímár Tolnai Tüskés Újvári Ürmös Vadas Vásári Vári Végh Vitéz Völgyi Zala Zentai Zólyomi Kis-Bakos Szabó-Kardos Nagy-Réti
Tóth-Hegyi Kovács-Lévai
`,
}
