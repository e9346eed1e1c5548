package find

import (
	"strings"
	"sync"
)

// cue is what a word says about the names beside it.
type cue uint16

const (
	cueTitle      cue = 1 << iota // stands before a name
	cueAfter                      // stands after one
	cueMister                     // pan, paní: stands before, in any case
	cueRole                       // of a person: before, or after in Hungarian
	cueLabel                      // before, with a colon or a blank
	cueStreet                     // before, in Czech
	cueStreetLast                 // after, in Hungarian
	cueHouse                      // an institution that bears a name: before
	cueHouseLast                  // after
	cueSaint                      // before
	cueParticle                   // within
	cueClosing                    // ends a letter
	cueCompany                    // after
	cueGreeting                   // before
	cuePlace                      // before the name of a place
	cuePlaceLast                  // after one
)

// cueWords are folded words with their cues; a word is looked up as it is, and
// roles and labels by their stems as well.
var cueWords = sync.OnceValue(func() map[string]cue {
	out := map[string]cue{}
	for c, words := range map[cue]string{
		cueTitle: `ing mgr mga bc bca judr mudr mvdr mddr rndr phdr phmr paeddr thdr thlic thmgr pharmdr rsdr icdr dr drs prof doc arch akad dipl
			ifj id ozv mr mrs ms miss herr frau npor por kpt mjr plk pplk genmjr gen nprap prap pprap nstrzm nadpor kap rtm strm ezr alez szds hdgy fhdgy orgy zls`,
		cueMister: `pan pana panu panovi panem pane panove panum pani paní panich slecna slecny slecne slecnu slecnou
			pan pán pana panovi panom pani panej paniu panou kolega kolegy kolegovi kolegou kolegyne kolegyni`,
		cueAfter:      `phd csc drsc dsc dis mba llm msc bsc thd ur urnak urral urat urhoz urtol uram urra asszony asszonnyal asszonynak asszonyt asszonyhoz asszonytol holgy holgynek ml nejst`,
		cueStreet:     `ulice ul ulici ulic ulicou namesti namestie nam trida tride tridy tridou tr nabrezi sidliste sady zastavka ulica ulicy cesta most mostu strasse`,
		cueStreetLast: `utca utcai utcaban utcat utcara utcan u ut utja uti uton ter tere teri teren terrol koz sor setany korut krt koruti park lakotelep dulo fasor rakpart hid gat liget udvar strasse str`,
		cueHouse: `gymnazium gymnazia gymnaziu skola skoly skole zs ms ss sps soš sou vos nemocnice nadace nadacni muzeum divadlo knihovna knihovny univerzita univerzity kostel kostela chram stadion letiste cena ceny
			fond pamatnik hotel kino galerie spolek nadacia nemocnica kniznica letisko medaile zakladna vila hrob`,
		cueHouseLast: `gimnazium gimnaziuma iskola iskolaja altalanos kollegium korhaz korhaza alapitvany egyetem egyetemi muzeum szinhaz konyvtar konyvtara ovoda szakkozepiskola szakgimnazium technikum dij palyadij terv program muvelodesi kozossegi`,
		cuePlace:     `urad uradu urade magistrat magistratu v ve do nad pod obec obce obci mesto mesta meste mestys mestyse okres okrese okresu kraj kraje obvod obvodu obvode cast casti katastru kaplna obcou okresom`,
		cuePlaceLast: `varos varosi kozseg kozsegi megye megyei megyeben jaras jarasi nagykozseg telepules kozsegben varosban`,
		cueCompany:   `kft bt zrt nyrt rt kht spol sro gmbh ag ltd inc ev`,
		cueSaint:     `sv svaty svateho svatemu svate svata svatou svateho szent lex`,
		cueParticle:  `von van de der den da di del la le al el bin ibn ter zu dos du`,
		cueClosing:   `pozdravem pozdravom tisztelettel udvozlettel uctou koszonettel gruessen grussen gruse regards sincerely`,
		cueGreeting:  `vazeny vazena vazeni tisztelt kedves mily mila dear sehr lieber liebe`,
	} {
		for _, w := range strings.Fields(words) {
			out[foldWord(w)] |= c
		}
	}
	return out
})

// cueStems are roles and labels by the stems of their words, Czech or Hungarian.
var cueStems = sync.OnceValue(func() map[string]cue {
	out := map[string]cue{}
	for c, words := range map[cue]string{
		cueRole: `starosta starostka místostarosta místostarostka primátor primátorka náměstek náměstkyně tajemník tajemnice hejtman hejtmanka vedoucí ředitel ředitelka
			jednatel jednatelka předseda předsedkyně místopředseda místopředsedkyně radní zastupitel zastupitelka ministr ministryně poslanec poslankyně senátor senátorka referent referentka
			úředník úřednice svědek svědkyně žadatel žadatelka stěžovatel stěžovatelka oznamovatel oznamovatelka obviněný obviněná obžalovaný poškozený poškozená advokát advokátka notář notářka
			soudce soudkyně doktor doktorka inženýr inženýrka profesor profesorka učitel učitelka lékař lékařka řidič řidička zaměstnanec zaměstnankyně administrátor administrátorka pracovnice pracovník
			správce manžel manželka syn dcera bratr sestra otec matka soused sousedka občan občanka pověřenec právník právnička účetní technik kandidát kandidátka zmocněnec opatrovník
			primátor vedúci riaditeľ riaditeľka konateľ poslankyňa zamestnanec sused suseda žiadateľ
			polgármester alpolgármester jegyző aljegyző főjegyző elnök alelnök igazgató igazgatóhelyettes osztályvezető irodavezető főosztályvezető ügyintéző előadó főelőadó referens képviselő miniszter
			államtitkár titkár ügyvéd közjegyző bíró ügyész orvos főorvos tanár tanító rendszergazda informatikus munkatárs kolléga kérelmező panaszos igénylő tanú felperes alperes lakos szomszéd vezető
			ügyvezető könyvelő főkönyvelő főmérnök mérnök rendőr őrmester főnök házastárs férje felesége fia lánya anyja apja doktor professzor`,
		cueLabel: `vyřizuje vyřizoval vyřizovala vyřídil vyřídila zpracoval zpracovala zpracovali zpracovatel zhotovil vypracoval vypracovala schválil schválila předkládá předložil předložila ověřil ověřila
			jméno příjmení podpis podepsal podepsala podepsán kontakt osoba žadatel oznamovatel řešitel garant autor odesílatel příjemce adresát zapsal zapsala zapisovatel přítomni přítomen omluven omluvena
			účastníci účastník převzal převzala předal předala provedl provedla hlásil nahlásil nahlásila oznámil oznámila uživatel zástupce zastoupený zastoupená zastoupen zastoupena ověřovatel ověřovatelé od komu kopie pro
			vybavuje spracoval meno priezvisko predkladá
			készítette ügyintéző ügyintézőnk név neve nevű név anyja aláírás aláírója kapcsolattartó címzett feladó kérelmező igénylő jóváhagyta engedélyezte ellenőrizte rögzítette bejelentő bejelentette
			képviseli képviselő jelen vannak jegyzőkönyvvezető hitelesítő átvette átadta felelős felelőse felvette írta nevében szerző gazda
			name sachbearbeiter from to cc bearbeiter kezelő tulajdonos bérlő`,
	} {
		for _, w := range strings.Fields(words) {
			w = foldWord(w)
			out[w] |= c
			if len(w) > 4 {
				out[czechStem(w)] |= c
				out[hungarianStems(w)[0]] |= c
			}
		}
	}
	return out
})

// cueOf is what a folded word says.
func cueOf(w string, hungarian bool) cue {
	c := cueWords()[w] | cueStems()[w]
	if c == 0 && len(w) > 4 {
		c = cueStems()[stems(w, hungarian)[0]]
	}
	return c
}

// nearCues are the roles and labels of five letters or more as OCR sees them,
// whole and with one letter less, or two of nine and more.
var nearCues = sync.OnceValue(func() map[string]cue {
	out := map[string]cue{}
	for _, words := range []map[string]cue{cueWords(), cueStems()} {
		for w, c := range words {
			if c &= cueRole | cueLabel; c == 0 || len(w) < minNearCue {
				continue
			}
			for _, less := range shortened(nameLooks(w), nearCueLetters(w)) {
				out[less] |= c
			}
		}
	}
	return out
})

const minNearCue = 5

func nearCueLetters(w string) int {
	if len(w) >= 9 {
		return 2
	}
	return 1
}

// nearCue is what a word says that OCR has read with letters wrong.
func nearCue(w string, hungarian bool) (c cue) {
	for _, s := range []string{w, stems(w, hungarian)[0]} {
		if len(s) < minNearCue || len(s) > maxNameLetters {
			continue
		}
		for _, less := range shortened(nameLooks(s), nearCueLetters(s)) {
			c |= nearCues()[less]
		}
	}
	return c
}
