package report

import (
	"fmt"

	"github.com/akta-foi/akta/content/law"
)

// rule says how an item is computed.
type rule struct {
	basis string
	fill  func(y *year, i *Item) error
	how   map[string]string // in words, by language
}

// rules are by the code of an item. One whose key begins with a law's code goes
// before the one without: the same word means something else there.
var rules = map[string]rule{
	"requests":         {ByReceipt, (*year).requests, howRequests},
	"unanswered":       {ByReceipt, (*year).unanswered, howUnanswered},
	"in-time":          {ByReceipt, (*year).inTime, howInTime},
	"granted":          {ByDecision, (*year).granted, howGranted},
	"met":              {ByDecision, (*year).granted, howGranted},
	"refused":          {ByDecision, (*year).refused, howRefused},
	"average-days":     {ByDecision, (*year).averageDays, howAverage},
	"median-days":      {ByDecision, (*year).medianDays, howMedian},
	"appeals":          {ByEvent, lodged("appeal"), howAppeals},
	"reviews":          {ByEvent, lodged("appeal"), howReviews},
	"complaints":       {ByEvent, (*year).complaints, howComplaints},
	"judgments":        {ByEvent, (*year).judgments, howJudgments},
	"court-costs":      {ByOffice, (*year).text, howStated},
	"licences":         {ByOffice, (*year).text, howStated},
	"other":            {ByOffice, (*year).text, howStated},
	"sensitive":        {ByOffice, (*year).count, howStated},
	"publication-page": {ByOffice, (*year).address, howStated},

	"refused-by-ground": {ByDecision, (*year).refusedByGround, howByGround},

	// § 18 odst. 1 písm. a): decisions, not requests.
	"cz-106-1999/refusals": {ByDecision, (*year).refusalDecisions, howRefusalDecisions},
	// Art. 17(1): cases in which access was refused.
	"eu-1049-2001/refusals": {ByDecision, (*year).refused, howRefused},
	// 30. § (3): a register.
	"hu-infotv/refusals": {ByDecision, (*year).refusalRegister, howRegister},
	// Code of Practice, part 8: of the requests received in the period.
	"uk-foia-2000/granted":           {ByReceipt, (*year).grantedOfReceived, howGrantedOfReceived},
	"uk-foia-2000/refused":           {ByReceipt, (*year).refusedOfReceived, howRefusedOfReceived},
	"uk-foia-2000/refused-by-ground": {ByReceipt, (*year).refusedByGroundOfReceived, howByGroundOfReceived},
}

// item computes one item.
func (y *year) item(of law.ReportItem) (*Item, error) {
	r, ok := rules[y.law.Code+"/"+of.Code]
	if !ok {
		r, ok = rules[of.Code]
	}
	if !ok {
		return nil, fmt.Errorf("nobody knows how to compute it")
	}
	i := &Item{
		Code: of.Code, Kind: of.Kind, Name: of.Name, Paragraph: of.Paragraph, Link: of.Link,
		Basis: r.basis, State: Computed, Rows: []Row{}, Cases: []Counted{}, how: r.how,
	}
	return i, r.fill(y, i)
}

// How each number comes about, for those who read the report.
var (
	howRequests = map[string]string{
		"cs": "Žádosti přijaté v tomto roce.",
		"hu": "Az ebben az évben beérkezett igények.",
		"en": "Requests received in this year.",
	}
	howUnanswered = map[string]string{
		"cs": "Žádosti přijaté v tomto roce, o nichž do jeho konce nebylo rozhodnuto a které do té doby nebyly vzaty zpět, postoupeny ani odloženy.",
		"hu": "Az ebben az évben beérkezett igények, amelyekről az év végéig nem született döntés, és amelyeket addig nem vontak vissza, nem tettek át és nem zártak le válasz nélkül.",
		"en": "Requests received in this year that by its end were neither decided nor withdrawn, transferred or set aside.",
	}
	howInTime = map[string]string{
		"cs": "Žádosti přijaté v tomto roce, o nichž se do jeho konce poprvé rozhodlo, a to ve lhůtě.",
		"hu": "Az ebben az évben beérkezett igények, amelyekről az első döntés az év végéig és határidőben megszületett.",
		"en": "Requests received in this year whose first decision came by its end, and within the deadline.",
	}
	howGranted = map[string]string{
		"cs": "Žádosti, kterým se v tomto roce plně vyhovělo, ať byly přijaty kdykoli. Žádost, která byla v témže roce také odmítnuta, se počítá i mezi odmítnuté.",
		"hu": "Azok az igények, amelyeket ebben az évben teljes egészében teljesítettek, bármikor érkeztek is. Az az igény, amelyet ugyanebben az évben el is utasítottak, az elutasítottak között is szerepel.",
		"en": "Requests granted in full in this year, whenever they were received. One that was also refused in the same year counts among those refused as well.",
	}
	howGrantedOfReceived = map[string]string{
		"cs": "Žádosti přijaté v tomto roce, kterým první rozhodnutí plně vyhovělo, a to do jeho konce.",
		"hu": "Az ebben az évben beérkezett igények, amelyeket az első, az év végéig meghozott döntés teljes egészében teljesített.",
		"en": "Requests received in this year that their first decision granted in full, by its end.",
	}
	howRefused = map[string]string{
		"cs": "Žádosti, které byly v tomto roce odmítnuty zcela nebo zčásti, ať byly přijaty kdykoli. Každá se počítá jednou, podle posledního odmítnutí v roce.",
		"hu": "Azok az igények, amelyeket ebben az évben egészben vagy részben elutasítottak, bármikor érkeztek is. Mindegyik egyszer számít, az év utolsó elutasítása szerint.",
		"en": "Requests refused in this year, wholly or in part, whenever they were received. Each counts once, by its last refusal of the year.",
	}
	howRefusedOfReceived = map[string]string{
		"cs": "Žádosti přijaté v tomto roce, které první rozhodnutí odmítlo zcela nebo zčásti, a to do jeho konce.",
		"hu": "Az ebben az évben beérkezett igények, amelyeket az első, az év végéig meghozott döntés egészben vagy részben elutasított.",
		"en": "Requests received in this year that their first decision refused, wholly or in part, by its end.",
	}
	howByGround = map[string]string{
		"cs": "U každého důvodu počet žádostí, při jejichž odmítnutí byl v tomto roce uveden. Žádost s více důvody se počítá u každého z nich.",
		"hu": "Minden indoknál azoknak az igényeknek a száma, amelyeknek az elutasításakor ebben az évben hivatkoztak rá. A több indokkal elutasított igény mindegyiknél számít.",
		"en": "For each ground, the number of requests that were refused on it in this year. A request refused on several counts for each of them.",
	}
	howByGroundOfReceived = map[string]string{
		"cs": "U každého důvodu počet žádostí přijatých v tomto roce, které na něm odmítlo první rozhodnutí. Žádost s více důvody se počítá u každého z nich.",
		"hu": "Minden indoknál azoknak az ebben az évben beérkezett igényeknek a száma, amelyeket az első döntés erre hivatkozva utasított el. A több indokkal elutasított igény mindegyiknél számít.",
		"en": "For each exemption, the number of requests received in this year that their first decision refused on it. A request refused on several counts for each of them.",
	}
	howRefusalDecisions = map[string]string{
		"cs": "Rozhodnutí o odmítnutí žádosti nebo její části vydaná v tomto roce. Žádost, která byla v roce odmítnuta dvakrát, se počítá dvakrát.",
		"hu": "Az ebben az évben hozott, az igényt egészben vagy részben elutasító döntések. Az az igény, amelyet az évben kétszer utasítottak el, kétszer számít.",
		"en": "Decisions of this year to refuse a request or a part of it. A request refused twice in the year counts twice.",
	}
	howRegister = map[string]string{
		"cs": "Všechna odmítnutí žádosti nebo její části v tomto roce, podle data.",
		"hu": "Az igények egészben vagy részben történt elutasításai ebben az évben, időrendben.",
		"en": "Every refusal of a request or a part of it in this year, by date.",
	}
	howAverage = map[string]string{
		"cs": "Kalendářní dny ode dne přijetí do dne prvního rozhodnutí; žádosti, o nichž se poprvé rozhodlo v tomto roce.",
		"hu": "Naptári napok a beérkezés napjától az első döntés napjáig; azok az igények, amelyekről ebben az évben született az első döntés.",
		"en": "Calendar days from the day of receipt to the day of the first decision; requests first decided in this year.",
	}
	howMedian = map[string]string{
		"cs": "Prostřední hodnota týchž dnů: polovina žádostí byla vyřízena nejpozději za tolik dnů.",
		"hu": "Ugyanezeknek a napoknak a középső értéke: az igények felét legfeljebb ennyi nap alatt intézték el.",
		"en": "The middle of the same days: half of the requests were answered in no more than that.",
	}
	howAppeals = map[string]string{
		"cs": "Odvolání podaná v tomto roce a způsob, jak do jeho konce skončila.",
		"hu": "Az ebben az évben benyújtott fellebbezések, és az, hogy az év végéig hogyan zárultak le.",
		"en": "Appeals lodged in this year, and how they had ended by its end.",
	}
	howReviews = map[string]string{
		"cs": "Vnitřní přezkumy, o které bylo v tomto roce požádáno, a způsob, jak do jeho konce skončily.",
		"hu": "Az ebben az évben kért belső felülvizsgálatok, és az, hogy az év végéig hogyan zárultak le.",
		"en": "Internal reviews asked for in this year, and how they had ended by its end.",
	}
	howComplaints = map[string]string{
		"cs": "Stížnosti podané v tomto roce a způsob, jak do jeho konce skončily. Důvody a způsob vyřízení popisuje úřad.",
		"hu": "Az ebben az évben benyújtott panaszok, és az, hogy az év végéig hogyan zárultak le. Okukat és elintézésük módját a szerv írja le.",
		"en": "Complaints lodged in this year, and how they had ended by its end. The office describes their reasons and how they were handled.",
	}
	howJudgments = map[string]string{
		"cs": "Rozsudky vydané v tomto roce. Jejich podstatné části opisuje úřad.",
		"hu": "Az ebben az évben hozott ítéletek. Lényeges részeiket a szerv írja le.",
		"en": "Judgments given in this year. The office describes their essential parts.",
	}
	howStated = map[string]string{
		"cs": "Údaj uvádí úřad.",
		"hu": "A szerv közlése.",
		"en": "Stated by the office.",
	}
)
