package readtest

import "strings"

// Invented letters of about two hundred words, one paragraph a line.
const (
	scanCzech = `Městský úřad Horní Lhotice, odbor životního prostředí
Věc: Rozhodnutí o povolení nakládání s povrchovými vodami
Městský úřad Horní Lhotice jako příslušný vodoprávní úřad oznamuje, že dne 14. března 2024 obdržel žádost společnosti Zahradnictví Pod Strání o povolení odběru povrchové vody z Lučního potoka pro zálivku skleníků. Žádost byla doplněna 2. dubna 2024 o stanovisko správce povodí a o výkres místa odběru v měřítku 1 : 500.
Úřad posoudil předložené podklady a zjistil, že odběr v množství nejvýše 0,8 litru za vteřinu nezhorší stav vodního toku ani poměry na sousedních pozemcích. Ústní jednání spojené s místním šetřením se konalo 23. dubna 2024 za účasti žadatele, správce toku a dvou vlastníků přilehlých zahrad. Účastníci neměli proti záměru námitky, požadovali pouze, aby čerpadlo nebylo v provozu mezi dvaadvacátou hodinou večerní a šestou hodinou ranní.
Povolení se uděluje na dobu pěti let. Žadatel je povinen měřit odebrané množství vody, výsledky zapisovat do provozního deníku a každoročně do 31. ledna je předložit úřadu. Při poklesu hladiny pod vyznačenou rysku musí odběr neprodleně přerušit.
Poučení: Proti tomuto rozhodnutí lze podat odvolání do patnácti dnů ode dne jeho doručení ke krajskému úřadu, a to podáním učiněným u zdejšího úřadu. Včas podané a přípustné odvolání má odkladný účinek. Odvolání jen proti odůvodnění rozhodnutí je nepřípustné.
Vyřizuje: Ing. Květoslava Říhová, dveře číslo 17, úřední hodiny v pondělí a ve středu od osmi do sedmnácti hodin.`
	scanHungarian = `Felsőkökényes Község Önkormányzata, Műszaki Osztály
Tárgy: Közterület használatának engedélyezése
Felsőkökényes Község Önkormányzatának jegyzője értesíti, hogy a Borostyán Vendéglő 2024. február 19. napján kérelmet nyújtott be a Fő tér északi oldalán kialakítandó kerthelyiség közterülethasználati engedélye iránt. A kérelmező a hiányzó helyszínrajzot és a tűzvédelmi nyilatkozatot március 4. napján pótolta.
Az eljárás során megállapítottam, hogy a kért terület 36 négyzetméter, a gyalogosok számára legalább két és fél méter széles sáv szabadon marad, és a létesítmény a műemlék templom látványát nem zavarja. A helyszíni szemlén részt vett a kérelmező, a közútkezelő képviselője és két szomszédos üzlet tulajdonosa. Kifogást nem emeltek, azonban kérték, hogy a zene este tíz óra után szűnjön meg, és az asztalokat az ünnepi vásár idejére helyezzék át.
Az engedély 2024. április 1. napjától október 31. napjáig érvényes. A használat díja havonta negyvenötezer forint, amelyet minden hónap tizedik napjáig kell az önkormányzat számlájára befizetni. Az engedélyes köteles a területet tisztán tartani, a keletkezett hulladékot elszállítani és az idény végén az eredeti állapotot helyreállítani.
E döntés ellen a közléstől számított tizenöt napon belül fellebbezésnek van helye, amelyet a képviselőtestülethez címezve, de a jegyzőnél kell benyújtani. A fellebbezés illetéke ötezer forint. Az indokolás külön nem támadható meg.
Ügyintéző: dr. Tűzkövesi Ágnes, ügyfélfogadás hétfőn és szerdán nyolc órától délután négy óráig a földszinti ügyfélszolgálaton.`
)

// Words are those of the letter, in reading order.
func (s Scan) Words() []string { return strings.Fields(s.letter()) }

func (s Scan) letter() string {
	if s.Language == "hu" {
		return scanHungarian
	}
	return scanCzech
}
