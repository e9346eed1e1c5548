package find

import "testing"

func TestEmail(t *testing.T) {
	checkContext(t, TypeEmail, []contextCase{
		{text: "Pište na «jana.nova@obec-lhota.cz».", low: 90},
		{text: "«KOVACS.PETER@FALU.HU»", low: 90},
		{text: "<«p.kis+akta@posta.falu.hu»>", low: 90},
		{text: "«podatelna@lhota.cz»", low: 60, high: 75},
		{text: "mailto:«jana@lhota.cz»", low: 90},
		{text: "(«jana@lhota.cz», «petr@lhota.cz»; «eva_n@lhota.cz»)", low: 90},
		{text: "«jana.nova@obec-\nlhota.cz»", low: 85},
		{text: "adresa «jana.\nnova@lhota.cz»", low: 85},
		{text: "adresa «jana.nova@\nlhota.cz»", low: 80},
		{text: "adresa «jana.nova@lhota.\ncz»", low: 80},
		{text: "«jana . nova @ lhota . cz»", low: 80},
		{text: "«jana.nova @lhota.cz»", low: 80},
		{text: "«jana.nova(at)lhota.cz»", low: 80},
		{text: "«jana.nova [at] lhota.cz»", low: 80},
		{text: "«nova [zavináč] lhota (tečka) cz»", low: 70},
		{text: "«nova zavináč lhota.cz»", low: 70},
		{text: "«kis.pal kukac falu pont hu»", low: 70},
		{text: "«kis.pal(kukac)falu.hu»", low: 70, high: 90},
		{text: "«jana.nova©lhota.cz»", low: 70},
		{text: "«jana.nova®lhota.cz»", low: 70},
		{text: "«jana.novaQlhota.cz»", low: 60},
		{text: "«jana.nova@lhota,cz»", low: 80},
		{text: "e-mail: «jana.nova 2 mail.lhota.cz», tel.", low: 50},
		{text: "e-mail: «jana.nova? schranka.example», tel.", low: 50},
		{text: "e-mail: «admin@srv»", low: 60, high: 80},
		{text: "«jana@lhota.example»", low: 60},
		// None.
		{text: "cena 5 kusů @ 12 Kč"},
		{text: "© 2023 Obec Lhota"},
		{text: "@lhota a @ nic"},
		{text: "zavináč je znak, e-mail na úřad. další věci"},
		{text: "e-mail: není, web www.lhota.cz; 12 € obec.cz"},
		{text: "kukac és pont"},
		{text: "oddíl (a) odstavce dvě. Čl. 5"},
		{text: "IQtest.cz je web, QR kód, Qatar"},
	})
}

func TestURL(t *testing.T) {
	checkContext(t, TypeURL, []contextCase{
		{text: "viz «https://www.lhota.cz/urad/deska?id=12».", low: 40, high: 60},
		{text: "(«http://falu.hu/hirek»)", low: 40, high: 60},
		{text: "«www.falu.hu»", low: 40, high: 60},
		{text: "«lhota.cz/deska», dále", low: 40, high: 60},
		{text: "«https://admin:tajne@10.0.0.5:8443/login»", low: 90},
		{text: "«https://intra.lhota.local/x»", low: 80},
		{text: "«https://lhota.cz/sdilene?token=abc123»", low: 80},
		{text: "«https://www.facebook.com/jana.novakova.12»", low: 60},
		{text: "«https://www.lhota.cz/urad/\ndeska-2023»", low: 40},
		{text: "«http:ll www.lhota.cz»", low: 40},
		{text: "«ftp://srv01/zaloha»", low: 80},
		{text: "«http://192.168.1.1/»", low: 80},
		// None.
		{text: "a/b, km/h, 12/2023"},
		{text: "čas: //"},
		{text: "www je zkratka"},
		{text: "Poznámka: lhota"},
	})
}

func TestIP(t *testing.T) {
	checkContext(t, TypeIP, []contextCase{
		{text: "IP adresa «192.168.10.25»", low: 90},
		{text: "adresa «10.20.30.40» v síti", low: 85},
		{text: "«147.32.84.118»", low: 80},
		{text: "«147.32.84.118:8080»", low: 80},
		{text: "«10.0.0.0/24»", low: 75},
		{text: "«10.20.30.40-90»", low: 85},
		{text: "[«147.32.84.118»]", low: 80},
		{text: "IP cím: «8.8.8.8»", low: 85},
		{text: "IP: «l92.168.1O.25»", low: 75},
		{text: "IP adresa «192. 168.10.25»", low: 75},
		{text: "IP adresa «192.168.10,25»", low: 75},
		{text: "IP adresa «192.168.10.265»", low: 40, high: 60},
		{text: "«2001:db8::1» a «fe80::1%eth0»", low: 85},
		{text: "«2001:0db8:0000:0000:0000:ff00:0042:8329»", low: 85},
		{text: "[«2001:db8::1]:443»", low: 85},
		{text: "«2001:db8::/32»", low: 85},
		{text: "«::ffff:10.0.0.1»", low: 85},
		// None.
		{text: "podle odst. 1.2.3.4"},
		{text: "§ 10.1.2.3 a pont 12.1.2.3"},
		{text: "verze 10.2.14.110"},
		{text: "12.1.2.3. pont"},
		{text: "oid 1.3.6.1.4.1.311"},
		{text: "dne 12.4.2023 v 12:30:45"},
		{text: "1.2.3.4 bez ničeho"},
		{text: "std::string a a::b, :: i 12:30"},
		{text: "poměr 1:2:3:4:5"},
		{text: "kapitola 1.1.1.12"},
	})
}

func TestMAC(t *testing.T) {
	checkContext(t, TypeMAC, []contextCase{
		{text: "«00:1A:2B:3C:4D:5E»", low: 90},
		{text: "«00-1a-2b-3c-4d-5e»,", low: 90},
		{text: "«001a.2b3c.4d5e»", low: 90},
		{text: "MAC: «001A2B3C4D5E»", low: 80},
		{text: "MAC cím «00:11:22:33:44:55»", low: 85},
		{text: "«OO:lA:2B:3C:4D:5E»", low: 75},
		{text: "«00:1A: 2B:3C:4D:5E»", low: 75},
		{text: "«00:11:22:33:44:55»", low: 60, high: 80},
		{text: "«00:1A;2B:3C:4D:5E»", low: 75},
		// None.
		{text: "001A2B3C4D5E"},
		{text: "12:30:45 a 12-04-19"},
		{text: "00:1A:2B:3C:4D:5E:6F"},
		{text: "00:1A:2B:3C:4D"},
		{text: "1234-5678-9012"},
		{text: "0a:0b:0g:0h:0j:0k"},
	})
}

func TestHost(t *testing.T) {
	checkContext(t, TypeHost, []contextCase{
		{text: "«srv-db01.lan.obec.local»", low: 85},
		{text: "server «mail.lhota.cz» nejede", low: 65},
		{text: "«vpn.falu.hu»", low: 60},
		{text: "MX 10 «posta.falu.hu».", low: 65},
		{text: "doména «lhota.cz»", low: 55},
		{text: "hostname «PC-KANC-03»", low: 75},
		{text: "«SRV-DB01» a «NB-12345»", low: 60},
		{text: "počítač «OUL-017»", low: 55},
		{text: "szerver: «kozpont.belso»", low: 60},
		{text: "«xn--lhota-abc.cz»", low: 50},
		{text: "LHOTA: «DC1.LHOTA.LAN»", low: 80},
		// None, or of another type.
		{text: "s.r.o., a.s., např.atd a konec.Další"},
		{text: "soubor dopis.pdf a smlouva.docx"},
		{text: "jana@lhota.cz a https://www.lhota.cz/a.b"},
		{text: "megy.de nem jön"},
		{text: "bílo-modrý, Brno-venkov, e-mail"},
		{text: "12.5.2023 a 1.234.567"},
		{text: "ISO-8859-2, COVID-19"},
	})
}
