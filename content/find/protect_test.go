package find

import "testing"

func TestAddressCS(t *testing.T) {
	checkContext(t, TypeAddress, []contextCase{
		{text: "bytem «Dlouhá 12/3, 123 45 Horní Lhota». Dále", low: 90},
		{text: "trvale bytem «Na Kopci 5, Praha 4, PSČ 140 00»", low: 90},
		{text: "bytem «Lhota č. p. 12, 345 67 Dolní Lhota», tel.", low: 90},
		{text: "«ul. Dlouhá 12, 602 00 Brno»", low: 90},
		{text: "«nám. Míru 5, Lhota» a dále", low: 60},
		{text: "«Mírové náměstí 12, 400 01 Ústí nad Labem»", low: 90},
		{text: "«třída 28. října 15, 702 00 Ostrava»", low: 90},
		{text: "Jana Nová\n«Dlouhá 12\n123 45 Lhota»", low: 80},
		{text: "Jana Nová, «Dlouhá 12,\n12345 Lhota»", low: 80},
		{text: "Bydliště: «Polní 7, Brodek»", low: 80},
		{text: "adresa trvalého pobytu: «Za Humny 123, 763 21 Slavkov»", low: 90},
		{text: "«Horní Lhota č. p. 12»", low: 55},
		{text: "«č.p. 115, 783 57 Tršice»", low: 60},
		{text: "«Dlouhá 12/3, Horní Lhota»", low: 50, high: 60},
		{text: "bytern «Dlouhá 12, 123 45 Lhota»", low: 80},
		{text: "bytem «Dlouhá l2, 123 45 Lhota»", low: 80},
		{text: "Tr. bydliště «Dlouhá 12a, 123 45 Lhota»", low: 80},
		{text: "bytem «Jiráskova 1234/56, 500 02 Hradec Králové»", low: 90},
		// None.
		{text: "«Prokešova ul. s, 729 30 Lhota»", low: 80},
		{text: "zákon č. 106/1999 Sb., o svobodném přístupu"},
		{text: "usnesení 12/2023, Rada obce"},
		{text: "v obci Lhota, v Brně i v ulici Dlouhé"},
		{text: "bytem Lhota"},
		{text: "částka 123 45 Kč a 150 00 korun"},
		{text: "ulice Dlouhá je uzavřena"},
		{text: "dne 12. 4. 2023, Lhota; 2. března 2024, Čas 13:11"},
		{text: "IČO 221 744 60, DIČ CZ91738997"},
		{text: "Příloha 3, Lhota; tabulka 12, Strana 5"},
		{text: "IČO 12345678, telefon 601 234 567, Fax"},
	})
}

func TestAddressHU(t *testing.T) {
	checkContext(t, TypeAddress, []contextCase{
		{text: "lakcím: «1234 Felsőfalva, Kossuth Lajos utca 12. 2. em. 5. ajtó», szül.", low: 90},
		{text: "«7085 Nagyszékely, Petőfi u. 47»", low: 85},
		{text: "a «Petőfi utca 477085 Nagyszékely»", low: 80},
		{text: "«1051 Budapest, Deák Ferenc tér 1».", low: 85},
		{text: "«Budapest, XIII. ker., Váci út 23».", low: 60},
		{text: "«Fő út 12/A» alatt", low: 60},
		{text: "«8888 Alsófalva\nKossuth u. 3».", low: 85},
		{text: "«H-1234 Felsőfalva, Fő utca 1».", low: 85},
		{text: "«Hunyadi tér 3., 1234 Felsőfalva»", low: 85},
		{text: "«1234 Felsőfalva, Április 4. tér 5».", low: 85},
		{text: "«1234 Felsőfalva, 48-as tér 5».", low: 85},
		{text: "lakcíme «1234 Alsófalva 12».", low: 80},
		{text: "«1234 Felsőfalva, Kossuth Lajos utea 12».", low: 70},
		{text: "«1234 Felsőfalva Kossuth Lajos ut 12».", low: 85},
		{text: "«1234 Felsőfalva, Kossuth u 12»", low: 80},
		{text: "«1234 Felsőfalva, Szabadság ltp. 4. A lph. fszt. 2».", low: 85},
		// None.
		{text: "a Kossuth utca a faluban van"},
		{text: "Kossuth Lajos kormányzó, Budapest"},
		{text: "jegyző útján 12 napon belül"},
		{text: "A tér és az út 2023 évben; Az út 12 km"},
		{text: "2023. évi CXII. törvény"},
		{text: "1234 Felsőfalva"},
		{text: "A sor 5. eleme"},
	})
}

func TestBirthDate(t *testing.T) {
	checkContext(t, TypeBirthDate, []contextCase{
		{text: "nar. «12. 4. 1985»", low: 90},
		{text: "narozena dne «12.4.1985» v Brně", low: 90},
		{text: "datum narození: «12. dubna 1985»", low: 90},
		{text: "narozený «1. září 1960»", low: 90},
		{text: "nar. «12/04/85»", low: 85},
		{text: "nar.: «12-04-1985»", low: 85},
		{text: "Datum nar. «19850412»", low: 85},
		{text: "nar. «12. IV. 1985»", low: 85},
		{text: "szül.: «1985. május 5».", low: 90},
		{text: "született «1985.05.06»-án", low: 90},
		{text: "szül. hely, idő: Pécs, «1970. jan. 3».", low: 90},
		{text: "születési ideje: «1985-05-06»", low: 90},
		{text: "«1985. május 5»-én született", low: 90},
		{text: "szül. «1985. 05. 06».", low: 90},
		{text: "nar0zena «1l.4.1985»", low: 75},
		{text: "narozcna «12. 4. 1985»", low: 75},
		{text: "szűletett «1985. majus 5»", low: 75},
		{text: "datum\nnarození\n«12. 4. 1985»", low: 75},
		{text: "nar. «1985», bytem", low: 60, high: 75},
		{text: "* «12. 4. 1985»", low: 60},
		{text: "Jana Nová, «12. 4. 1985»", low: 1, high: 39},
		// None.
		{text: "dne 12. 4. 2023 bylo rozhodnuto"},
		{text: "2023. május 5-én döntött"},
		{text: "nařízení ze dne 12. 4. 2023"},
		{text: "nar. «32. 13. 1985»", low: 40, high: 60},
		{text: "narozeniny, 12:30"},
		{text: "národní 12. 4. 2023"},
	})
}

func TestMarking(t *testing.T) {
	checkContext(t, TypeMarking, []contextCase{
		{text: "«DŮVĚRNÉ»\nText", low: 85},
		{text: "Úřad\n«Vyhrazené»\nText", low: 85},
		{text: "«BIZALMAS»", low: 85},
		{text: "«Nem nyilvános»\n", low: 85},
		{text: "text «TLP:AMBER» text", low: 85},
		{text: "«TLP: RED»", low: 85},
		{text: "«Szolgálati használatra»!", low: 85},
		{text: "«Korlátozott terjesztésű»!\n", low: 85},
		{text: "«PRO SLUŽEBNÍ POTŘEBU»", low: 85},
		{text: "«Obchodní tajemství»\n", low: 85},
		{text: "Az IBSZ «bizalmas» minősítésű dokumentum", low: 60, high: 70},
		{text: "«T A J N É»", low: 80},
		{text: "Jelzés: «bizalmas» adat itt", low: 55, high: 70},
		{text: "«DUVĚRNE» ", low: 85},
		{text: "«DŮVĚRNÉ».", low: 70},
		{text: "«PŘÍSNĚ TAJNÉ»", low: 85},
		{text: "text obsahuje «obchodní tajemství» firmy", low: 1, high: 39},
		{text: "ez «üzleti titoknak» minősül a szerint", low: 1, high: 39},
		// None above Low.
		{text: "dokument je důvěrné povahy a tajné hlasování proběhlo"},
		{text: "bizalmas viszonyban álltak a felek"},
		{text: "TLP:CLEAR je veřejné"},
		{text: "důvěra a bizalom"},
	})
}

func TestGeodata(t *testing.T) {
	checkContext(t, TypeGeo, []contextCase{
		{text: "GPS: «49.1951, 16.6068»", low: 85},
		{text: "«49.19510N, 16.60680E»", low: 70},
		{text: "«49°11'42.4\"N 16°36'24.5\"E»", low: 80},
		{text: "«N 49° 11.706', E 16° 36.408'»", low: 80},
		{text: "S-JTSK: «598765.12, 1160345.33»", low: 80},
		{text: "EOV «650123 237456»", low: 80},
		{text: "EOV X=«237 456 Y=650 123»", low: 80},
		{text: "parc. č. «123/4» v k. ú. Lhota", low: 70},
		{text: "pozemek parc.č. st. «56»", low: 70},
		{text: "«1234/5» hrsz. ingatlan", low: 60},
		{text: "hrsz.: «0123/4»", low: 60},
		{text: "helyrajzi szám: «1234»", low: 60},
		// None.
		{text: "teplota 21 °C a úhel 45°"},
		{text: "cena 49.1951 a 16.60"},
		{text: "12.5000, 13.5000 bez ničeho a 3.1415, 2.7182"}, // just outside of the region
		{text: "parcela je zatopena, 5 m"},
		{text: "a «1055/40» helyrajzi számú, 2011 négyzetméter", low: 60},
		{text: "EOV rendszer 2023"},
	})
}

func TestHealth(t *testing.T) {
	checkContext(t, TypeHealth, []contextCase{
		{text: "Jana Nová má «diagnózu F32.1»", low: 80},
		{text: "«dg. M54»", low: 80},
		{text: "«BNO: J45»", low: 80},
		{text: "«Dg.: S82.1»", low: 80},
		{text: "Jana Nová, «pracovní neschopnost» od 1. 2.", low: 50},
		{text: "Kovács Péter «táppénzen» van", low: 50},
		{text: "850412/1234 je «invalidní důchod»", low: 50},
		{text: "Nagy Éva «cukorbetegsége» miatt", low: 50},
		{text: "Petr Malý byl «hospitalizován»", low: 50},
		{text: "Petr Malý, «diagnóza: zlomenina nohy»", low: 60},
		// None.
		{text: "prevence: cukrovka je častá nemoc v obci a onkologie má plán"},
		{text: "výzva covid a jeho dopady na rozpočet"},
		{text: "a táppénz szabályai változnak"},
		{text: "MAC d9:f3:94:75:35:24, Kovács Péter"},
		{text: "diagnóza závady na potrubí"},
		{text: "formát A4 a M12, silnice D1 a E50"},
	})
}

func TestSecurity(t *testing.T) {
	checkContext(t, TypeSecurity, []contextCase{
		{text: "heslo: «Tajne123!»", low: 85},
		{text: "Jelszó: «Kutya2020»", low: 85},
		{text: "password=«hunter2»", low: 85},
		{text: "Heslo k síti: «abc-def»", low: 85},
		{text: "hes1o: «Kolo2020»", low: 75},
		{text: "přístupový kód «4711#»", low: 60},
		{text: "belépési kód: «0815»", low: 85},
		{text: "PIN: «1234»", low: 85},
		{text: "SSID: «Obec-Host», kanál 6", low: 75},
		{text: "Wi-Fi: «LhotaFree»", low: 75},
		{text: "účet «LHOTA\\jnova»", low: 80},
		{text: "uživatelské jméno: «jnova»", low: 75},
		{text: "felhasználónév: «kisp»", low: 75},
		{text: "klíč «ghp_16C7e42F292c6912E7710c838347Ae178B4a»", low: 85},
		{text: "«AKIAIOSFODNN7EXAMPLE»", low: 85},
		{text: "klíč «q7Rz2Lm9Xc4Vb8Nt1Kp6Ws3Yd5»", low: 65},
		{text: "«-----BEGIN PRIVATE KEY-----\nMIIBVQ\n-----END PRIVATE KEY-----»", low: 95},
		{text: "«ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAB»", low: 85},
		{text: "uživatel «anovy», heslo «Kolo.2020»", low: 60},
		{text: "naplója szerint az «u12345» felhasználónévvel", low: 70},
		{text: "inv. č. «1234/5»", low: 60},
		{text: "leltári szám: «44-1234»", low: 60},
		{text: "sériové číslo: «SN-99-AB12»", low: 60},
		{text: "«serverovna v místnosti č. 112»", low: 50},
		{text: "«\\\\srv01\\zalohy\\2023»", low: 80},
		// None.
		{text: "heslo bylo změněno a musí mít osm znaků"},
		{text: "A jelszó cseréje kötelező."},
		{text: "v č. 12/2023 Sb."},
		{text: "nejneobhospodařovávatelnějšímu megszentségteleníthetetlenségeskedéseitekért"},
		{text: "18. felhasználó: egy adott személy"},
		{text: "serverovna je uzamčena"},
		{text: "a\\b"},
		{text: "číslo 12345678901234567890"},
	})
}
