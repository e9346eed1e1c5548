package site

import (
	"bytes"
	"cmp"
	"context"
	"encoding/xml"
	"fmt"
	"math"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	xhtml "golang.org/x/net/html"

	"github.com/akta-foi/akta/content/audit"
)

// registerPortal is an invented office with n requests, spread over topics,
// states, kinds and grounds.
func registerPortal(t testing.TB, n int) *Portal {
	t.Helper()
	p := testPortal(t)
	zip := p.Cases[0].Releases[0].File
	size, sum := digest(t, zip)
	p.Cases, p.LogSize = nil, int64(2*n)
	for _, s := range []string{"cesty", "chodniky", "houby", "skola", "voda"} {
		p.Topics = append(p.Topics, Topic{Code: s, Label: map[string]string{"cs": strings.ToUpper(s[:1]) + s[1:], "hu": s, "en": s}})
	}
	kinds := []string{"letter", "regulation", "incident-report", "answer"}
	grounds := []Ground{
		{Code: "personal-data", Paragraph: "§ 8a", Label: map[string]string{"cs": "osobní údaj", "hu": "személyes adat", "en": "personal data"}},
		{Code: "trade-secret", Paragraph: "§ 9", Label: map[string]string{"cs": "obchodní tajemství", "hu": "üzleti titok", "en": "trade secret"}},
		{Code: "security", Paragraph: "§ 11", Label: map[string]string{"cs": "bezpečnost", "hu": "biztonság", "en": "security"}},
	}
	states := []string{StateAnswered, StateRefused, StatePartlyRefused, StateAnswered, StateAnswered, StateOpen, StateTransferred, StateWithdrawn, StateClosed}
	first := time.Date(2023, 1, 9, 0, 0, 0, 0, time.UTC)
	for i := range n {
		received := first.AddDate(0, 0, 4*i)
		c := Case{
			ID: fmt.Sprintf("%d-%03d", received.Year(), i+1), Title: fmt.Sprintf("Žádost číslo %d", i+1), Language: "cs",
			Received: received.Format(time.DateOnly), State: states[i%len(states)], Question: "Žádám o smlouvu.", AnswerMarkdown: "Posíláme.\n",
			Topics: []string{p.Topics[i%5].Code},
		}
		if i%3 == 0 {
			c.Topics = append(c.Topics, p.Topics[(i+2)%5].Code)
		}
		if c.State == StateOpen || unanswered(c.State) {
			c.AnswerMarkdown = ""
			if c.State == StateOpen {
				c.Due = received.AddDate(0, 0, 15).Format(time.DateOnly)
			}
			p.Cases = append(p.Cases, c)
			continue
		}
		c.Answered = received.AddDate(0, 0, i*i%37).Format(time.DateOnly)
		g := grounds[i%len(grounds)]
		c.Releases = []Release{{
			ID: "r1", Date: received.AddDate(0, 0, 40), File: zip, Size: size, SHA256: sum, LogIndex: int64(i),
			Documents: []Document{
				{ID: "d1", Title: "Dopis", Kind: kinds[i%len(kinds)], Language: "cs", Blocks: []Block{{Spans: []Span{{Text: "Posílá "}, {Redaction: &g}, {Text: " i "}, {Redaction: &g}}}}},
				{ID: "d2", Title: "Příloha", Kind: "annex", Language: "cs", Blocks: []Block{{Spans: []Span{{Text: "Bez skrytých míst."}}}}},
			},
		}}
		p.Cases = append(p.Cases, c)
	}
	return p
}

// noSearch leaves the audit out: it has more to say of many invented releases
// than termsOnly can take back, and other tests are about it.
func noSearch(o *Options) {
	o.search = func(context.Context, string, audit.Options) (*audit.Report, error) { return &audit.Report{}, nil }
}

// listed is the cases that a page of the register lists, by path of the page,
// and the table's rows.
func listed(t *testing.T, dir, name string) []string {
	t.Helper()
	var out []string
	for _, row := range tableRows(t, dir, name) {
		for n := range row.Descendants() {
			for _, a := range n.Attr {
				if n.Data == "a" && a.Key == "href" {
					out = append(out, path.Join(path.Dir(name), a.Val))
				}
			}
		}
	}
	return out
}

// tableRows is the rows in the bodies of a page's tables.
func tableRows(t *testing.T, dir, name string) []*xhtml.Node {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	root, err := xhtml.Parse(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	var rows []*xhtml.Node
	for n := range root.Descendants() {
		if n.Data == "tr" && n.Parent.Data == "tbody" {
			rows = append(rows, n)
		}
	}
	return rows
}

// wholeList follows a list from its start to its oldest page and returns its
// cases, newest first. No case may be on two pages that follow each other.
func wholeList(t *testing.T, dir, start string) []string {
	t.Helper()
	var all []string
	for name := start; name != ""; {
		all = append(all, listed(t, dir, name)...)
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		_, rest, found := strings.Cut(string(data), `" rel="next">`)
		before := strings.TrimSuffix(string(data), rest)
		if !found {
			return all
		}
		before = strings.TrimSuffix(before, `" rel="next">`)
		name = path.Join(path.Dir(name), before[strings.LastIndex(before, `"`)+1:])
	}
	return all
}

func TestRegister(t *testing.T) {
	p := registerPortal(t, 300)
	out, report := build(t, p, noSearch)
	if len(report.Warnings) > 0 {
		t.Errorf("warnings: %q", report.Warnings)
	}
	t.Run("lists", func(t *testing.T) { checkLists(t, p, out) })
	t.Run("statistics", func(t *testing.T) { checkStatistics(t, p, out) })
	t.Run("charts", func(t *testing.T) { checkCharts(t, out) })
	t.Run("home", func(t *testing.T) { checkHome(t, p, out) })
	t.Run("grounds", func(t *testing.T) { checkGrounds(t, p, out) })
	t.Run("one more case", func(t *testing.T) { checkOneMore(t, out) })
}

// checkLists counts for itself which case belongs to which list.
func checkLists(t *testing.T, p *Portal, out string) {
	want := map[string][]string{}
	sorted := slices.Clone(p.Cases)
	slices.SortStableFunc(sorted, func(a, b Case) int { return -cmp.Compare(a.Received, b.Received) })
	for _, c := range sorted {
		at := "cases/" + c.ID + "/index.html"
		lists := map[string]bool{"cases/": true, "register/year-" + c.Received[:4] + "/": true, "register/state-" + c.State + "/": true}
		for _, topic := range c.Topics {
			lists["register/topic-"+topic+"/"] = true
		}
		for _, r := range c.Releases {
			for _, d := range r.Documents {
				lists["register/kind-"+d.Kind+"/"] = true
				for _, s := range d.Blocks[0].Spans {
					if s.Redaction != nil {
						lists["register/ground-"+s.Redaction.Code+"/"] = true
					}
				}
			}
		}
		for l := range lists {
			want[l] = append(want[l], at)
		}
	}
	starts := 0
	for address, cases := range want {
		starts++
		if got := wholeList(t, out, address+"index.html"); !slices.Equal(got, cases) {
			t.Errorf("%s: %d cases, want %d", address, len(got), len(cases))
		}
		for _, l := range []string{"hu/", "en/"} {
			if got := wholeList(t, out, l+address+"index.html"); len(got) != len(cases) {
				t.Errorf("%s%s: %d cases, want %d", l, address, len(got), len(cases))
			}
		}
	}
	// there is no other list, and no page of one is too heavy
	dirs, err := filepath.Glob(filepath.Join(out, "register", "*-*"))
	if err != nil || len(dirs) != starts-1 {
		t.Errorf("%d lists (%v), want %d", len(dirs), err, starts-1)
	}
	register, err := os.ReadFile(filepath.Join(out, "cases/index.html"))
	if err != nil {
		t.Fatal(err)
	}
	for address, cases := range want {
		if address == "cases/" {
			continue
		}
		link := `href="../` + address + `index.html">`
		_, rest, ok := strings.Cut(string(register), link)
		if _, n, _ := strings.Cut(rest, `<span class="meta">(`); !ok || !strings.HasPrefix(n, strconv.Itoa(len(cases))+")") {
			t.Errorf("the register does not say that %s has %d cases", address, len(cases))
		}
	}
	// collation: in Czech, ch comes after h
	order := []string{"topic-cesty", "topic-houby", "topic-chodniky", "topic-skola", "topic-voda"}
	last := -1
	for _, o := range order {
		at := strings.Index(string(register), o+"/index.html")
		if at < last {
			t.Errorf("%s: not in the order of the Czech alphabet", o)
		}
		last = at
	}
}

// checkStatistics counts for itself, by another way.
func checkStatistics(t *testing.T, p *Portal, out string) {
	texts := func(row *xhtml.Node) []string {
		var cells []string
		for n := range row.ChildNodes() {
			if n.Type == xhtml.ElementNode {
				cells = append(cells, strings.TrimSpace(textOf(n)))
			}
		}
		return cells
	}
	numbers := func(cases []Case) []string {
		by := map[string]int{}
		var days []float64
		for _, c := range cases {
			by[c.State]++
			if c.Answered != "" {
				a, _ := time.Parse(time.DateOnly, c.Received)
				b, _ := time.Parse(time.DateOnly, c.Answered)
				days = append(days, b.Sub(a).Hours()/24)
			}
		}
		slices.Sort(days)
		sum := 0.0
		for _, d := range days {
			sum += d
		}
		median := days[len(days)/2]
		if len(days)%2 == 0 {
			median = (median + days[len(days)/2-1]) / 2
		}
		tenth := func(f float64) string {
			return strings.TrimSuffix(strconv.FormatFloat(math.Floor(f*10+0.5)/10, 'f', 1, 64), ".0")
		}
		out := []string{strconv.Itoa(len(cases))}
		by["ended"] = by[StateTransferred] + by[StateWithdrawn] + by[StateClosed]
		for _, s := range []string{StateAnswered, StatePartlyRefused, StateRefused, "ended", StateOpen} {
			out = append(out, strconv.Itoa(by[s]))
		}
		return append(out, tenth(median), tenth(sum/float64(len(days))))
	}
	byYear := map[string][]Case{}
	received, answers := map[string]int{}, map[string]int{}
	for _, c := range p.Cases {
		byYear[c.Received[:4]] = append(byYear[c.Received[:4]], c)
		received[c.Received[:7]]++
		if c.Answered != "" {
			answers[c.Answered[:7]]++
		}
	}
	found := 0
	for _, row := range tableRows(t, out, "en/statistics/index.html") {
		cells := texts(row)
		cases, ok := byYear[cells[0]]
		if !ok {
			continue // a table of a chart
		}
		if len(cells) == 3 {
			if cells[1] != strconv.Itoa(len(cases)) {
				t.Errorf("chart of %s: %s", cells[0], cells[1])
			}
			continue
		}
		found++
		if want := numbers(cases); !slices.Equal(cells[1:], want) {
			t.Errorf("%s: %v, want %v", cells[0], cells[1:], want)
		}
		months := 0
		for _, row := range tableRows(t, out, "en/statistics/"+cells[0]+"/index.html") {
			cells2 := texts(row)
			month, err := time.Parse("January", cells2[0])
			if err != nil || strings.HasSuffix(cells2[2], "%") {
				continue
			}
			months++
			key := cells[0] + month.Format("-01")
			if cells2[1] != strconv.Itoa(received[key]) || cells2[2] != strconv.Itoa(answers[key]) {
				t.Errorf("%s: %v, want %d and %d", key, cells2[1:], received[key], answers[key])
			}
		}
		if months != 12 {
			t.Errorf("%s: %d months", cells[0], months)
		}
	}
	if found != len(byYear) || found < 3 {
		t.Errorf("%d years, want %d", found, len(byYear))
	}
}

// checkCharts reads every chart as XML: it is well-formed, says what it is, and
// no bar leaves it.
func checkCharts(t *testing.T, out string) {
	charts := 0
	for _, name := range []string{"index.html", "hu/statistics/index.html", "en/statistics/2024/index.html"} {
		data, err := os.ReadFile(filepath.Join(out, name))
		if err != nil {
			t.Fatal(err)
		}
		for _, part := range strings.Split(string(data), "<svg ")[1:] {
			charts++
			body, _, _ := strings.Cut(part, "</svg>")
			var svg struct {
				Box    string `xml:"viewBox,attr"`
				Named  string `xml:"aria-labelledby,attr"`
				Titled string `xml:"desc"`
				Bars   []struct {
					X int `xml:"x,attr"`
					Y int `xml:"y,attr"`
					W int `xml:"width,attr"`
					H int `xml:"height,attr"`
				} `xml:"rect"`
				Texts []string `xml:"text"`
			}
			if err := xml.Unmarshal([]byte("<svg "+body+"</svg>"), &svg); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			var x, y, w, h int
			if _, err := fmt.Sscan(svg.Box, &x, &y, &w, &h); err != nil {
				t.Fatalf("%s: view box %q", name, svg.Box)
			}
			if !strings.Contains(string(data), `id="`+svg.Named+`"`) || svg.Titled == "" || len(svg.Texts) != 2*len(svg.Bars) || len(svg.Bars) < 3 {
				t.Errorf("%s: chart %q: %d bars, %d texts", name, svg.Named, len(svg.Bars), len(svg.Texts))
			}
			for i, b := range svg.Bars {
				if zero := svg.Texts[2*i+1] == "0"; b.X+b.W > w || b.Y+b.H > h || zero != (b.W == 0) {
					t.Errorf("%s: chart %q: bar %+v of %s in %d x %d", name, svg.Named, b, svg.Texts[2*i+1], w, h)
				}
			}
		}
	}
	if charts != 9 {
		t.Errorf("%d charts, want 9", charts)
	}
}

// checkHome holds that the home page shows the newest answers and what is due
// next, and nothing is due that was answered.
func checkHome(t *testing.T, p *Portal, out string) {
	var due, answered []string
	for _, c := range p.Cases {
		if c.State == StateOpen {
			due = append(due, c.Due+" cases/"+c.ID+"/index.html")
		} else {
			answered = append(answered, c.Answered)
		}
	}
	slices.Sort(due)
	slices.Sort(answered)
	data, err := os.ReadFile(filepath.Join(out, "index.html"))
	if err != nil {
		t.Fatal(err)
	}
	_, section, _ := strings.Cut(string(data), `<h2 id="due">`)
	section, _, _ = strings.Cut(section, "</section>")
	for i, d := range due[:dueRequests] {
		date, link, _ := strings.Cut(d, " ")
		at := strings.Index(section, link)
		if at < 0 || !strings.Contains(section[at:], `datetime="`+date+`"`) {
			t.Fatalf("due %d: no %s", i, d)
		}
		section = section[at:]
	}
	if strings.Contains(section, due[dueRequests][11:]) {
		t.Error("more is due than there is room for")
	}
	newest := answered[len(answered)-1]
	if _, latest, _ := strings.Cut(string(data), `<h2 id="latest">`); !strings.Contains(latest[:1000], newest) {
		t.Errorf("the newest answer, of %s, is not the first", newest)
	}
}

// checkGrounds holds that documents count once, whatever is hidden in them.
func checkGrounds(t *testing.T, p *Portal, out string) {
	cases := map[string]int{}
	for _, c := range p.Cases {
		for _, r := range c.Releases {
			cases[r.Documents[0].Blocks[0].Spans[1].Redaction.Code]++
		}
	}
	text := readPage(t, out, "en/grounds/index.html").text
	for code, n := range cases {
		label := map[string]string{"personal-data": "personal data", "trade-secret": "trade secret", "security": "security"}[code]
		if want := fmt.Sprintf("%s: in %d answers, in %d documents", label, n, n); !strings.Contains(text, want) {
			t.Errorf("%q is missing", want)
		}
	}
	for _, want := range []string{"Protects people's privacy", "classified information, § 7", "the state"} {
		if !strings.Contains(strings.ReplaceAll(text, "’", "'"), want) {
			t.Errorf("%q is missing", want)
		}
	}
}

// checkOneMore adds a request to a built portal. Pages of full chunks and of
// other cases stay as they are, to the byte.
func checkOneMore(t *testing.T, out string) {
	more, _ := build(t, registerPortal(t, 301), noSearch)
	before, now := tree(t, out), tree(t, more)
	changed := map[string]bool{}
	for name, data := range now {
		if before[name] != data {
			changed[name] = true
		}
	}
	for name := range before {
		if _, ok := now[name]; !ok {
			t.Errorf("%s: gone", name)
		}
	}
	chunks := 0
	for name := range now {
		bare := strings.TrimPrefix(strings.TrimPrefix(name, "hu/"), "en/")
		dir := path.Dir(bare)
		if _, err := strconv.Atoi(path.Base(dir)); err != nil || !strings.HasPrefix(dir, "register/") {
			continue
		}
		chunks++
		if changed[name] && before[name] != "" {
			t.Errorf("%s: a full page of a list changed", name)
		}
	}
	if chunks < 60 {
		t.Errorf("%d full pages", chunks)
	}
	// what may change: the pages about the whole and about what the case has
	may := map[string]bool{"index.html": true, "cases/index.html": true, "topics/index.html": true, "grounds/index.html": true, "cite/index.html": true,
		"log/index.html": true, "verify/index.html": true, "statistics/index.html": true, "statistics/2026/index.html": true,
		"releases/2026-301-r1.zip": true}
	for _, l := range []string{"state-answered", "year-2026", "kind-letter", "kind-annex", "topic-cesty", "topic-houby", "ground-personal-data"} {
		may["register/"+l+"/index.html"] = true
	}
	for name := range changed {
		bare := strings.TrimPrefix(strings.TrimPrefix(name, "hu/"), "en/")
		isChunk := false
		if _, err := strconv.Atoi(path.Base(path.Dir(bare))); err == nil {
			isChunk = before[name] == "" // a chunk that has just become full
		}
		own := strings.HasPrefix(bare, "cases/2026-301/")
		list := strings.HasPrefix(bare, "data/") && path.Ext(bare) != ".html"
		if !may[bare] && !isChunk && !own && !list {
			t.Errorf("%s: changed", name)
		}
	}
}

// A full page changes once, when the next one is there; the start shows the
// rest, and never fewer than ten cases of a longer list.
func TestChunks(t *testing.T) {
	entry := func(n int) entryView { return entryView{Address: fmt.Sprint(n), Received: "2026-01-02"} }
	var before map[string]string
	var entries []entryView // newest first
	for n := 1; n <= 4*chunkSize; n++ {
		entries = append([]entryView{entry(n)}, entries...)
		l := caseList{start: "cases/", chunks: "register/all/", entries: entries}
		now := map[string]string{}
		for _, p := range l.pages(nil) {
			source, err := p.source()
			if err != nil {
				t.Fatal(err)
			}
			now[p.address] = string(source)
			v := p.params.(registerView)
			if p.address != "cases/" && (len(v.Entries) != chunkSize || v.Entries[chunkSize-1].Address != fmt.Sprint(v.First) || v.Entries[0].Address != fmt.Sprint(v.Last)) {
				t.Fatalf("%d cases: %s holds %d, from %d to %d", n, p.address, len(v.Entries), v.First, v.Last)
			}
			if p.address == "cases/" && (len(v.Entries) >= chunkSize+shortStart || len(v.Entries) < min(n, shortStart) || v.Count != n) {
				t.Fatalf("%d cases: the start shows %d and counts %d", n, len(v.Entries), v.Count)
			}
		}
		if len(now) != 1+n/chunkSize {
			t.Fatalf("%d cases: %d pages", n, len(now))
		}
		for address, source := range before {
			newest := fmt.Sprintf("register/all/%d/", (n-1)/chunkSize)
			if address != "cases/" && now[address] != source && (n%chunkSize != 0 || address != newest) {
				t.Fatalf("%d cases: %s changed", n, address)
			}
		}
		before = now
	}
}

// A page of a list stays under 50 KB at 10,000 cases.
func TestListWeight(t *testing.T) {
	p := registerPortal(t, chunkSize+shortStart-1)
	for i := range p.Cases {
		p.Cases[i].Title = "Smlouvy a objednávky na opravy místních komunikací, faktury a dodací listy"
	}
	out, _ := build(t, p, noSearch) // the start of the register then shows as many as it ever does
	for _, name := range []string{"cases/index.html", "hu/cases/index.html", "register/all/1/index.html", "index.html"} {
		info, err := os.Stat(filepath.Join(out, name))
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%s: %d bytes", name, info.Size())
		if info.Size() > 50_000 {
			t.Errorf("%s: %d bytes", name, info.Size())
		}
	}
}
