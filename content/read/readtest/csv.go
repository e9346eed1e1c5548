package readtest

import "golang.org/x/text/encoding/charmap"

func csv() []Fixture {
	table := "jméno;obec;částka\r\nJana Šťastná;Vlčí Důl;1 250,00\r\n\"Kőrösi; Győző\";\"dva\r\nřádky \"\"v uvozovkách\"\"\";=1+1\r\n"
	old, err := charmap.Windows1250.NewEncoder().String(table)
	if err != nil {
		panic(err) // the text is written above
	}
	const text = "jméno obec částka Jana Šťastná Vlčí Důl 1 250,00 Kőrösi; Győző dva řádky \"v uvozovkách\" =1+1"
	return []Fixture{
		{Name: "csv-clean.csv", Format: "csv", Text: text, Data: []byte("\xEF\xBB\xBF" + table)},
		{Name: "csv-1250.csv", Format: "csv", Text: text, Data: []byte(old)},
		{Name: "csv-tabs.tsv", Format: "csv", Text: "a b 1,5 2;5", Data: []byte("a\tb\n1,5\t2;5\n")},
		{Name: "csv-excel.csv", Format: "csv", Text: "a b 1;2 3", Data: []byte("sep=|\na|b\n1;2|3\n")},
		{Name: "csv-zero-width.csv", Format: "csv", Text: "a b", Hidden: "unseen-text", Data: []byte("a;b\nNo\u200Bvák;\u2060Ma\n")},
	}
}
