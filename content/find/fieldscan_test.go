package find

import (
	"strings"
	"testing"
)

// TestFieldsLostSigns: on a scan a value is found whose signs were read as others
// or not at all; what only looks a little like one is none.
func TestFieldsLostSigns(t *testing.T) {
	long := strings.Repeat("a dále ", 8)
	checkScans(t, []scanCase{
		{"cs", TypeSecurity, "že se pod účtem «dpsolka» někdo přihlašoval"},
		{"cs", TypeSecurity, "účet správce je «vstrnadek». Záložní síť"},
		{"hu", TypeSecurity, "naplója szerint az «bgaspar»\n\n: felhasznátónévvel többször"},
		{"hu", TypeSecurity, "oldal, felhasználónév; «sipbe3», jelszava titkos"},
		{"cs", TypeSecurity, "pod účtem správce a účet správce je zablokován"},
		{"hu", TypeSecurity, "szerint az ügyfél. A felhasználónévvel kapcsolatban"},
		{"hu", TypeHost, "A levelező kiszolgáló, «mx2.lhota-net. PONÉRER» a 172.247.54.64 címen"},
		{"cs", TypeHost, "Server «intranet,nova-lhota,hu», adresa"},
		{"cs", TypeHost, "Server, který je mimo provoz, stojí v budově"},
		{"hu", TypeMAC, "címe 91.18.181.106, MAG «39: a3 384: 98: a4: 34», gazda"},
		{"cs", TypeMAC, "MAC «bř: 82: 29: f: 7», správce"},
		{"cs", TypeMAC, "v časech 12:30, 13:45, 14:50 a 15:10 hodin"},
		{"cs", TypeURL, "webová správa «https:/fintranet.lhota.hu/fedc?id=2693», uživatel"},
		{"cs", TypeURL, "webová správa\n«https:/fintranettolgyes-halo.hu/Hfedc?id=2693», uživatel"},
		{"hu", TypeURL, "felügyeleti oldal «https://srv1 , lhota-data cz/ebgbg?id:6627», felhasználó"},
		{"cs", TypeURL, "protokol https a family friendly, viz 1/2"},
		{"cs", TypeIP, "Server, adresa «10.98. ti 118», MAC"},
		{"hu", TypeIP, "IP-cím «192 248214. 96», gazdája"},
		{"cs", TypeIP, "adresa Nová 12, 1. patro, 264 55 Lhota"},
		{"cs", TypePhone, "telefon «+420 605 351 o», bankovní"},
		{"hu", TypePhone, "tel.: «06 1235 Bgigyi» számlaszám"},
		{"hu", TypeAccount, "például a «117 92934- 31992181» számú számláról"},
		{"hu", TypeAccount, "például a 117 92934- 31992182 számú iratról"},
		{"hu", TypeHost, "A levelező kiszolgáló, «srv1. lhota-data; cz», a"},
		{"cs", TypePhone, "průkaz Men © «601.546 444», palivová karta"},
		{"hu", TypePhone, "tel.: «06 20 791 hog» számlaszám"},
		{"hu", TypePhone, "kiszolgáló PHONE a 172.247.54.64 címen"},
		{"cs", TypeDataBox, "datová schránka «vzsaybe»\n\n4. Jana"},
		{"cs", TypeDataBox, "odpověď do datové Pony «92jss4h».\n\nDále"},
		{"cs", TypeDataBox, "datová schránka žadatele zřízena\n\nDále"},
		{"hu", TypeAccount, "költséget a «11792934-3199 2181» számú számláról"},
		{"hu", TypeVATID, "Adósak jegyzéke 2021. 02. 25. napján"},
		{"cs", TypeMarking, "Platnost: «Důvěrmné»\n\nDůvod: kontrola"},
		{"cs", TypeMarking, "jednání bylo důvěrmné a dlouhé"},
		{"cs", TypeAddress, long + "trvalý pobyt «Tichá 178, 753 18 Kamenná nad\n1. Vodou», e-mail"},
		{"cs", TypeAddress, long + "sídlo «Dlouhá 986/21, 264 55\n- Rudoltov», e-mail"},
		{"cs", TypeAddress, "adresa «náměstí Míru 1393, 387 42 Dolní řetoveč»; IBAN"},
	})
}

// TestSevenForSlash: a slash read as 7 is one only where the rest is an account
// of a known bank.
func TestSevenForSlash(t *testing.T) {
	checkScans(t, []scanCase{
		{"cs", TypeAccount, "peníze pošleme na «200014539970800» dnes"},
		{"cs", TypeAccount, "peníze pošleme na 200014539870800 dnes"},
		{"cs", TypeAccount, "peníze pošleme na 200014539979999 dnes"},
	})
}
