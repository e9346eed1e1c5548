package law_test

import (
	"fmt"

	"github.com/akta-foi/akta/content/law"
)

// A request arrives on a Friday; the officer extends the deadline in time, and
// asks on 20 July what is due.
func Example() {
	p, err := law.Load("cz-106-1999")
	if err != nil {
		panic(err)
	}
	day := func(n int) law.Date { return law.NewDate(2026, 7, n) }
	history := []law.Event{{Code: "receive", Date: day(3)}}

	extend := law.Event{Code: "extend", Date: day(15), Grounds: []string{"consultation"}}
	standing, err := p.Apply(history, extend)
	if err != nil {
		panic(err)
	}
	fmt.Println(standing.State.Name["cs"]+",", standing.Public)
	history = append(history, extend)

	deadlines, err := p.Deadlines(history, day(20))
	if err != nil {
		panic(err)
	}
	for _, d := range deadlines {
		fmt.Println(d.Rule.Code, d.State, d.Due)
	}
	fmt.Println(deadlines[0].Explain("en"))

	late := law.Event{Code: "extend", Date: day(21), Grounds: []string{"consultation"}}
	_, err = p.Apply(history[:1], late)
	fmt.Println(err)
	// Output:
	// lhůta prodloužena, open
	// answer running 2026-07-28
	// first-steps lapsed 2026-07-10
	// received 3 July 2026, 15 calendar days, extended 15 July 2026 by 10 calendar days (§ 14 odst. 7), due Tuesday 28 July 2026 (§ 14 odst. 5 písm. d))
	// extend: the deadline of 15 calendar days ended on 20 July 2026; an extension must be announced before it ends (§ 14 odst. 7)
}
