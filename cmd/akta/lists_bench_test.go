package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/bundles/bundlestest"
	"github.com/akta-foi/akta/content"
	"github.com/akta-foi/akta/content/law"
)

// What the lists may take, on two cores, from an index that is there.
const (
	manyCases = 10_000
	listsDay  = "2026-07-03"
	listsTime = time.Second // as processes, on a quiet machine
	testTime  = 6 * time.Second

	reportTime = 2 * time.Second // one report of a year
)

// officeOfMany makes an office with many cases of three years: open ones, some
// of them extended, answered ones with a release, refused ones under appeal, and
// ones whose case.md has no events. Each has a question, an answer and a
// requester, all invented; every fifth plan hides something in 20 places.
func officeOfMany(tb testing.TB, dir string, n int) {
	tb.Helper()
	var out bytes.Buffer
	if code := run(context.Background(), []string{"init", dir, "--name", "Obec Lhotka", "--law", "cz-106-1999", "--lang", "cs", "--domain", "lhotka.example"}, &out, &out); code != 0 {
		tb.Fatal(out.String())
	}
	var plan bytes.Buffer
	plan.WriteString(`{"format": "https://github.com/akta-foi/akta/plan/v1", "documents": [{"id": "d1", "file": "d1.txt", "kind": "request", "title": "Žádost", "language": "cs", "decision": "redacted", "reviewed": false}], "redactions": [`)
	empty := plan.String() + "]}"
	for i := range 20 {
		fmt.Fprintf(&plan, "%s{\"id\": \"x%d\", \"document\": \"d1\", \"text\": \"Vymyšlená Osoba %[2]d\", \"ground\": \"personal-data\", \"source\": \"officer\"}", map[bool]string{true: ", "}[i > 0], i+1)
	}
	plan.WriteString("]}")
	for i := range n {
		c := caseOfMany(tb, i)
		raw, err := c.Marshal()
		if err != nil {
			tb.Fatal(err)
		}
		folder := filepath.Join(dir, "content", c.ID)
		files := map[string][]byte{filepath.Join(folder, "case.md"): raw, filepath.Join(folder, "plan.json"): []byte(empty)}
		if i%5 == 0 {
			files[filepath.Join(folder, "plan.json")] = plan.Bytes()
		}
		if c.State == law.PublicAnswered {
			files[filepath.Join(dir, "bundles", c.ID, "r1.zip")] = releaseOfMany(tb, c)
		}
		for name, data := range files {
			if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
				tb.Fatal(err)
			}
			if err := os.WriteFile(name, data, 0o600); err != nil {
				tb.Fatal(err)
			}
		}
	}
}

// caseOfMany is one of the cases.
func caseOfMany(tb testing.TB, i int) *content.Case {
	tb.Helper()
	today, err := law.ParseDate(listsDay)
	if err != nil {
		tb.Fatal(err)
	}
	received := today - 40 - law.Date(i*7%1000)
	if i%20 < 2 { // one of ten is still open
		received = today - law.Date(i/20%20)
	}
	event := func(code string, after law.Date, document string, grounds ...string) content.Event {
		return content.Event{Event: law.Event{Code: code, Date: received + after, Document: document, Grounds: grounds}, Actor: "Vymyšlená úřednice"}
	}
	c := &content.Case{
		ID: fmt.Sprintf("%d-%05d", received.Year(), i+1), Title: fmt.Sprintf("Oprava místní komunikace č. %d", i+1), Language: "cs",
		Received: received.String(), State: law.PublicOpen, Events: []content.Event{event("receive", 0, "")},
		Question:  "Kolik stála oprava místní komunikace, kdo ji provedl a podle které smlouvy? Žádám o kopii smlouvy a všech dodatků.",
		Requester: content.Requester{Name: fmt.Sprintf("Vymyšlená Osoba%d", i), Email: "osoba@posta.example"},
	}
	switch {
	case i%20 == 0:
	case i%20 == 1:
		c.Events = append(c.Events, event("extend", 0, "", "large-amount"))
	case i%20 < 12:
		c.State, c.Answered = law.PublicAnswered, (received + 9).String()
		c.Events = append(c.Events, event("answer", 9, "d1"), event("publish", 12, ""))
	case i%20 < 16:
		c.State, c.Answered = law.PublicRefused, (received + 9).String()
		c.Events = append(c.Events, event("extend", 3, "", "large-amount"), event("refuse", 9, "d1", "§ 9"), event("deliver", 10, ""), event("appeal", 20, ""), event("appeal-forward", 25, ""))
	default:
		c.State, c.Answered, c.Events = law.PublicAnswered, (received + 9).String(), nil
	}
	if c.Answered != "" {
		c.Answer = "Oprava stála 100 000 Kč. Smlouva je v příloze."
	}
	return c
}

// releaseOfMany is a bag with nothing but what a release says of itself.
func releaseOfMany(tb testing.TB, c *content.Case) []byte {
	tb.Helper()
	answered, err := time.Parse(time.DateOnly, c.Answered)
	if err != nil {
		tb.Fatal(err)
	}
	var release bytes.Buffer
	if err := json.NewEncoder(&release).Encode(bundles.Release{
		Format: "https://github.com/akta-foi/akta/release/v1", Authority: "Obec Lhotka", Case: c.ID, Release: "r1", Created: bundles.At(answered), Title: c.Title,
		ReviewBy: "2028-01-31", Seals: []bundles.SealRef{{Seal: "s1"}}, Grounds: []bundles.Ground{{Code: "personal-data", Label: "osobní údaj", Paragraph: "§ 8a"}},
		Documents: []bundles.ReleasedDocument{{Seal: "s1", ID: "d1", Withheld: "personal-data"}}, Files: []bundles.FileDigest{},
	}); err != nil {
		tb.Fatal(err)
	}
	bag, err := bundles.OpenFiles(map[string][]byte{"bagit.txt": []byte("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"), "release.json": release.Bytes()})
	if err != nil {
		tb.Fatal(err)
	}
	var b bytes.Buffer
	if err := bag.WriteZIP(&b); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

// lists are the commands that are measured, and their exit codes.
var lists = []struct {
	name string
	code int
	args []string
}{
	{"due", 1, []string{"due", "--date", listsDay, "--days", "0"}},
	{"register", 0, []string{"register", "--date", listsDay}},
	{"case-list", 0, []string{"case", "list"}},
}

// TestListsOfMany: with an index, each list of many cases comes soon; the bound is
// generous, for machines that do other things besides. By default there are 2,000
// cases, and 10,000 with AKTA_SAMPLES=all.
func TestListsOfMany(t *testing.T) {
	if testing.Short() {
		t.Skip("makes 10,000 cases")
	}
	dir, cases := filepath.Join(t.TempDir(), "office"), bundlestest.Samples(2000, manyCases)
	officeOfMany(t, dir, cases)
	time.Sleep(3 * time.Second) // until no file is young
	for i := range 2 {
		for _, l := range lists {
			var out, errs bytes.Buffer
			start := time.Now()
			code := run(t.Context(), append([]string{"-C", dir}, l.args...), &out, &errs)
			took := time.Since(start)
			if code != l.code || errs.Len() > 0 {
				t.Fatalf("%s: exit code %d\n%.2000s", l.name, code, errs.String())
			}
			if i > 0 && took > testTime {
				t.Errorf("%s of %d cases: %s, more than %s", l.name, cases, took, testTime)
			}
			if lines := bytes.Count(out.Bytes(), []byte("\n")); l.name != "due" && lines != cases+1 || l.name == "due" && lines < 100 {
				t.Errorf("%s: %d lines", l.name, lines)
			}
		}
	}
}

// BenchmarkLists runs the commands as processes on 10,000 cases: without an
// index, and with one, which is the figure that counts. A first run takes about
// 2.9 s of processor on both cores, each later one about 0.4 s, of which all
// deadlines of all cases are less than 0.1 s.
//
//	go test ./cmd/akta -run xxx -bench Lists -benchtime 10x
func BenchmarkLists(b *testing.B) {
	dir := b.TempDir()
	office, akta := filepath.Join(dir, "office"), filepath.Join(dir, "akta")
	if out, err := exec.Command("go", "build", "-o", akta, ".").CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	officeOfMany(b, office, manyCases)
	time.Sleep(3 * time.Second)
	command := func(code int, args []string) {
		c := exec.Command(akta, append([]string{"-C", office}, args...)...)
		if out, err := c.Output(); c.ProcessState == nil || c.ProcessState.ExitCode() != code {
			b.Fatalf("akta %v: %v\n%.2000s", args, err, out)
		}
	}
	b.Run("cold", func(b *testing.B) {
		for b.Loop() {
			b.StopTimer()
			if err := os.RemoveAll(filepath.Join(office, ".akta", "index")); err != nil {
				b.Fatal(err)
			}
			b.StartTimer()
			command(lists[0].code, lists[0].args)
		}
	})
	timed := func(name string, most time.Duration, code int, args []string) {
		b.Run(name, func(b *testing.B) {
			command(code, args)
			for b.Loop() {
				command(code, args)
			}
			if took := b.Elapsed() / time.Duration(b.N); took > most {
				b.Errorf("%s of %d cases: %s, more than %s", name, manyCases, took, most)
			}
		})
	}
	for _, l := range lists {
		timed(l.name, listsTime, l.code, l.args)
	}
	timed("report", reportTime, 3, []string{"report", "--year", "2025", "--date", listsDay}) // 3: its free texts are not filled in
}
