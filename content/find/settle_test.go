package find

import (
	"context"
	"errors"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// settled settles findings in a text of twelve words.
func settleIn(t *testing.T, o Options, found ...Finding) []Finding {
	t.Helper()
	words := strings.SplitAfter("nula jedna dva tři čtyři pět šest sedm osm devět deset jedenáct", " ")
	c, err := newCaseText([]Text{{Document: "d1", Words: words}}, o)
	if err != nil {
		t.Fatal(err)
	}
	return settle(c, c.texts[0], found)
}

func TestSettle(t *testing.T) {
	f := func(first, count int, typ Type, score int, reasons ...string) Finding {
		return Finding{First: first, Count: count, Type: typ, Score: score, Reasons: reasons, Group: "key"}
	}
	for _, c := range []struct {
		name string
		in   []Finding
		want []Finding // Group is not compared
	}{
		{"of one type the surer, with both reasons",
			[]Finding{f(2, 2, TypePhone, 30, "a", "b"), f(3, 2, TypePhone, 70, "b", "c")},
			[]Finding{f(3, 2, TypePhone, 70, "b", "c", "a")}},
		{"a person beyond a surer one keeps the rest",
			[]Finding{f(2, 2, TypePerson, 80, "a"), f(3, 3, TypePerson, 60, "b")},
			[]Finding{f(2, 2, TypePerson, 80, "a"), f(4, 2, TypePerson, 60, "b")}},
		{"of other types one inside a surer goes",
			[]Finding{f(2, 4, TypeIBAN, 90, "a"), f(3, 2, TypeCard, 60, "b")},
			[]Finding{f(2, 4, TypeIBAN, 90, "a")}},
		{"one that holds a surer stays",
			[]Finding{f(2, 4, TypeAddress, 50, "a"), f(3, 2, TypePhone, 60, "b")},
			[]Finding{f(2, 4, TypeAddress, 50, "a"), f(3, 2, TypePhone, 60, "b")}},
		{"of the same words the surer first",
			[]Finding{f(2, 1, TypePhone, 50, "a"), f(2, 2, TypeAddress, 60, "b"), f(1, 1, TypeHost, 20, "c")},
			[]Finding{f(1, 1, TypeHost, 20, "c"), f(2, 2, TypeAddress, 60, "b")}},
		{"overlap in part: both",
			[]Finding{f(2, 2, TypePhone, 50, "a"), f(3, 2, TypeAddress, 60, "b")},
			[]Finding{f(2, 2, TypePhone, 50, "a"), f(3, 2, TypeAddress, 60, "b")}},
		{"a signature takes nothing in",
			[]Finding{f(2, 6, TypeSignature, 90, "a"), f(3, 2, TypePerson, 60, "b")},
			[]Finding{f(2, 6, TypeSignature, 90, "a"), f(3, 2, TypePerson, 60, "b")}},
		{"what has no words is dropped", []Finding{f(2, 0, TypePhone, 90, "a")}, nil},
	} {
		for range 5 { // in any order
			rand.Shuffle(len(c.in), func(i, j int) { c.in[i], c.in[j] = c.in[j], c.in[i] })
			got := settleIn(t, Options{}, slices.Clone(c.in)...)
			for i := range got {
				if got[i].Group == "" || strings.Contains(got[i].Group, "key") {
					t.Errorf("%s: group %q", c.name, got[i].Group)
				}
				got[i].Group = "key"
			}
			if len(got) != len(c.want) || len(got) > 0 && !reflect.DeepEqual(got, c.want) {
				t.Errorf("%s:\n got %+v\nwant %+v", c.name, got, c.want)
			}
		}
	}
}

// TestGroups: the same number is one group in all documents, however it is
// written; ids count in the order of the documents and tell nothing.
func TestGroups(t *testing.T) {
	texts := []Text{
		asText("r. č. 710319/2745, r. č. 905323/4070"),
		asText("rodné číslo 9053234070 a IČO 770 88 948, účet 000019-2000145399/0800"),
		asText("RČ: 7103I9 / 2745, IČO: 77088948, účet 19-2000145399/0800"),
	}
	texts[2].Recognised = true
	var got []string
	if err := Find(context.Background(), texts, Options{}, func(f Finding) error {
		if f.Score >= Low {
			got = append(got, f.Group)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	want := []string{"birth-number 1", "birth-number 2", "birth-number 2", "company-id 1", "account 1", "birth-number 1", "company-id 1", "account 1"}
	if !slices.Equal(got, want) {
		t.Errorf("groups %q, want %q", got, want)
	}
}

func TestFacts(t *testing.T) {
	o := Options{Facts: Facts{
		Domain:    "vzorova.example",
		Numbers:   []string{"770 88 948", "+420 475 123 456", "19-2000145399/0800", "ab3c4de", "22183581-2-02", "11792934-31992181", "74/555-123"},
		Addresses: []string{"Náměstí Míru 12/3, 400 01 Vzorová"},
		Officials: []string{"Mgr. Jana Vzorová"},
	}}
	for _, c := range []struct {
		text string
		typ  Type
		kept bool
	}{
		{"IČO: 77088948", TypeCompanyID, true},
		{"DIČ: CZ77088948", TypeVATID, true},
		{"tel.: 475 123 456", TypePhone, true},
		{"tel.: +420 475 123 456", TypePhone, true},
		{"tel.: 06 74 555 123", TypePhone, true},
		{"účet 000019-2000145399/0800", TypeAccount, true},
		{"CZ65 0800 0000 1920 0014 5399", TypeIBAN, true},
		{"ID DS: ab3c4de", TypeDataBox, true},
		{"adószám: 22183581-2-02", TypeVATID, true},
		{"számlaszám: 11792934-31992181-00000000", TypeAccount, true},
		{"IČO: 32246307", TypeCompanyID, false},
		{"tel.: 475 123 457", TypePhone, false},
		{"účet 94-3695853897/0800", TypeAccount, false},
		{"r. č. 710319/2745", TypeBirthNumber, false},
	} {
		var found bool
		for _, f := range findIn(t, c.text, o) {
			if f.Type != c.typ {
				continue
			}
			found = true
			if kept := f.Kept != ""; kept != c.kept || kept && f.Score >= Low || !kept && f.Score < Low {
				t.Errorf("%q: %+v, want kept %v", c.text, f, c.kept)
			}
		}
		if !found {
			t.Errorf("%q: no %s", c.text, c.typ)
		}
	}
	for _, c := range []struct {
		text, key string
		typ       Type
		kept      bool
	}{
		{"podatelna@vzorova.example", "", TypeEmail, true},
		{"x podatelna@VZOROVA.example,", "", TypeEmail, true},
		{"podatelna@jinavzorova.example", "", TypeEmail, false},
		{"podatelna@vzorova.example.net", "", TypeEmail, false},
		{"https://www.vzorova.example/uredni-deska", "", TypeURL, true},
		{"https://jinde.example/www.vzorova.example", "", TypeURL, false},
		{"náměstí Míru 12/3, 400 01 Vzorová", "", TypeAddress, true},
		{"Náměstí Míru 12/3", "", TypeAddress, true},
		{"Náměstí Míru 14", "", TypeAddress, false},
		{"Vzorová", "", TypeAddress, false},
		{"Jany Vzorové", "vzorova jana", TypePerson, true},
		{"Vzorová Jana", "", TypePerson, true},
		{"Vzorové", "", TypePerson, true},
		{"Petr Vzorový", "", TypePerson, false},
	} {
		words := strings.SplitAfter(c.text, " ")
		x, err := newCaseText([]Text{{Document: "d1", Words: words}}, o)
		if err != nil {
			t.Fatal(err)
		}
		f := Finding{First: 0, Count: len(words), Type: c.typ, Score: 90, Reasons: []string{"a"}, Group: c.key}
		if strings.HasPrefix(c.text, "x ") {
			f.First, f.Count = 1, len(words)-1
		}
		got := settle(x, x.texts[0], []Finding{f})
		if len(got) != 1 || (got[0].Kept != "") != c.kept {
			t.Errorf("%s %q: %+v, want kept %v", c.typ, c.text, got, c.kept)
		}
	}
}

// TestKeptLeavesPersons: what the office publishes does not hide a person in it.
func TestKeptLeavesPersons(t *testing.T) {
	o := Options{Facts: Facts{Domain: "vzorova.example"}}
	c, err := newCaseText([]Text{{Words: []string{"jan.vzor@vzorova.example"}}}, o)
	if err != nil {
		t.Fatal(err)
	}
	got := settle(c, c.texts[0], []Finding{
		{First: 0, Count: 1, Type: TypeEmail, Score: 95, Reasons: []string{"a"}},
		{First: 0, Count: 1, Type: TypePerson, Score: 70, Reasons: []string{"b"}},
	})
	if len(got) != 2 || got[0].Type != TypePerson || got[0].Score != 70 {
		t.Errorf("%+v: want the person first and the e-mail kept", got)
	}
}

func TestFindStops(t *testing.T) {
	stop := errors.New("enough")
	n := 0
	texts := []Text{asText("r. č. 710319/2745 r. č. 905323/4070")}
	if err := Find(context.Background(), texts, Options{}, func(Finding) error { n++; return stop }); err != stop || n != 1 {
		t.Errorf("%v after %d findings, want the error of emit after 1", err, n)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := Find(ctx, texts, Options{}, func(Finding) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("%v, want canceled", err)
	}
}
