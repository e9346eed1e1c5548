package report

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/akta-foi/akta/content/law"
)

// Languages are those a report can be put into.
func Languages() []string { return []string{"cs", "hu", "en"} }

// words are the texts of a report in one language, besides those of the law.
type words struct {
	title       string // name of the report, year
	authority   string
	law         string
	basis       string
	period      string
	due         string
	unfinished  string // until which day
	none        string
	missing     string
	noDays      string
	decimal     string
	cases       string
	more        string // how many
	part        string
	count       string
	date        string
	decision    string
	grounds     string
	oneCase     string
	day         func(d law.Date) string
	statedWords string
}

var texts = map[string]words{
	"cs": {
		title: "%s za rok %d", authority: "Úřad", law: "Zákon", basis: "Ustanovení", period: "Období", due: "Termín",
		unfinished: "Rok ještě neskončil: čísla jsou ke dni %s.", none: "žádné", missing: "nevyplněno", noDays: "v roce se o ničem nerozhodlo",
		decimal: ",", cases: "Případy", more: "a další, celkem %d; všechny jsou v souborech CSV a JSON", part: "Z toho", count: "Počet", date: "Datum", decision: "Rozhodnutí",
		grounds: "Důvody", oneCase: "Případ", statedWords: "Popis úřadu",
		day: func(d law.Date) string { t := d.Time(); return fmt.Sprintf("%d. %d. %d", t.Day(), t.Month(), t.Year()) },
	},
	"hu": {
		title: "%s – %d. év", authority: "Szerv", law: "Törvény", basis: "Jogalap", period: "Időszak", due: "Határidő",
		unfinished: "Az év még nem ért véget: a számok a következő napon érvényesek: %s", none: "nincs", missing: "nincs kitöltve", noDays: "az évben nem született döntés",
		decimal: ",", cases: "Ügyek", more: "és továbbiak, összesen %d; mind szerepel a CSV- és a JSON-fájlban", part: "Ebből", count: "Szám", date: "Dátum", decision: "Döntés",
		grounds: "Indokok", oneCase: "Ügy", statedWords: "A szerv leírása",
		day: func(d law.Date) string { return d.Time().Format("2006. 01. 02.") },
	},
	"en": {
		title: "%s for %d", authority: "Public body", law: "Law", basis: "Provision", period: "Period", due: "Due",
		unfinished: "The year is not over: the numbers are as of %s.", none: "none", missing: "not filled in", noDays: "nothing was decided in the year",
		decimal: ".", cases: "Cases", more: "and more, %d in all; the CSV and JSON files list them", part: "Of which", count: "Number", date: "Date", decision: "Decision",
		grounds: "Grounds", oneCase: "Case", statedWords: "In the office's words",
		day: func(d law.Date) string { return d.Time().Format("2 January 2006") },
	},
}

// Labels of rows that no profile names.
var (
	wordsRefused       = map[string]string{"cs": "odmítnuto zcela", "hu": "teljes elutasítás", "en": "refused in full"}
	wordsPartlyRefused = map[string]string{"cs": "odmítnuto zčásti", "hu": "részbeni elutasítás", "en": "refused in part"}
	wordsNoGround      = map[string]string{"cs": "bez uvedeného důvodu", "hu": "megjelölt indok nélkül", "en": "no ground given"}
	wordsOpen          = map[string]string{"cs": "do konce roku neskončilo", "hu": "az év végéig nem zárult le", "en": "not ended by the end of the year"}
)

// upperFirst makes a heading of a name of the law's profile.
func upperFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

// days puts tenths into words.
func (w *words) days(t *Tenths) string {
	if t == nil {
		return w.noDays
	}
	return strings.Replace(t.String(), ".", w.decimal, 1)
}
