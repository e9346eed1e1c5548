package intake

import (
	"archive/zip"
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/akta-foi/akta/content/law"
)

func fixture(t testing.TB, name string) Input {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return Input{name, data}
}

// zipOf packs members in the order given: name, text, name, text, ...
func zipOf(t testing.TB, parts ...string) Input {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		f, err := w.Create(parts[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(parts[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return Input{"request.zip", b.Bytes()}
}

func ours(address string) bool { return strings.HasSuffix(address, "@lhotka.example") }

func mustRead(t *testing.T, source string, in ...Input) *Batch {
	t.Helper()
	b, err := Read(t.Context(), source, in, Options{Ours: ours})
	if err != nil {
		t.Fatal(err)
	}
	checkBatch(t, b)
	return b
}

// brief is a request in few lines.
func brief(r Request) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s | %s | %s %s %s (%s) | %s %s\n", r.ID, r.Title, r.Received, r.State, r.Closed, r.Word, r.Requester.Name, r.Requester.Email)
	for _, e := range r.Events {
		fmt.Fprintf(&b, "%s %s %s %v [%s]\n", e.Date, e.Code, e.Word, e.Grounds, e.File)
	}
	for _, f := range r.Files {
		fmt.Fprintf(&b, "%s %s <%s> %d\n", f.Kind, f.Name, f.Key, len(f.Data))
	}
	return strings.ReplaceAll(b.String(), " []", "")
}

func hasNote(notes []Note, kind NoteKind, text string) bool {
	return slices.ContainsFunc(notes, func(n Note) bool { return n.Kind == kind && strings.Contains(n.Text, text) })
}

func TestAlaveteli(t *testing.T) {
	archive := zipOf(t, "correspondence.txt", "Vymyšlená korespondence.\n", "1_2_upřesnění.txt", "a\n", "2_2_přehled.csv", "b;c\n", "../../2_3_zlo.txt", "x\n", "folder/", "")
	b := mustRead(t, "alaveteli", fixture(t, "alaveteli.json"), archive, fixture(t, "alaveteli.html"))
	want := `naklady_na_provoz_osvetleni | Náklady na provoz osvětlení (vymyšlený příklad) | 2024-03-04 partly-refused 2024-03-20 (partially_successful) | Dobromila Smyšlená 
2024-03-04 receive sent
2024-03-08 request-particulars waiting_clarification [zip:1_2_upřesnění.txt]
2024-03-10 complete followup_sent
2024-03-20 refuse-part partially_successful [zip:2_2_přehled.csv]
letter correspondence.txt <zip:correspondence.txt> 27
annex 1_2_upřesnění.txt <zip:1_2_upřesnění.txt> 2
annex 2_2_přehled.csv <zip:2_2_přehled.csv> 4
annex 2_3_zlo.txt <zip:../../2_3_zlo.txt> 2
letter alaveteli.html <page> ` + fmt.Sprint(len(fixture(t, "alaveteli.html").Data)) + "\n"
	if got := brief(b.Requests[0]); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	r := b.Requests[0]
	if !hasNote(r.Notes, Refused, "leads out of the archive") || !hasNote(r.Notes, Unknown, `event "sparkle"`) {
		t.Errorf("notes: %q", r.Notes)
	}
	if want := "Vážená obec,\n\nžádám o náklady na provoz\nveřejného osvětlení v roce 2023."; r.Question != want {
		t.Errorf("question %q, want %q", r.Question, want)
	}
	// The page alone tells less, and says so.
	alone := mustRead(t, "alaveteli", fixture(t, "alaveteli.html")).Requests[0]
	if alone.ID != r.ID || alone.Title != r.Title || alone.State != r.State || alone.Received != r.Received || alone.Requester != r.Requester {
		t.Errorf("page alone: %s", brief(alone))
	}
	if !hasNote(alone.Notes, Missing, "the day of the answer") {
		t.Errorf("page alone: notes: %q", alone.Notes)
	}
	if only := mustRead(t, "alaveteli", archive).Requests[0]; only.ID != "request" || !hasNote(only.Notes, Missing, "no dates, no state") {
		t.Errorf("ZIP alone: %s %q", brief(only), only.Notes)
	}
}

func TestFroide(t *testing.T) {
	b := mustRead(t, "froide", fixture(t, "froide.json"), Input{"costs.csv", []byte("item,costs\nhall,1\n")}, Input{"stray.pdf", []byte("x")})
	want := `815 | Costs of the sports hall (invented request) | 2024-04-19 answered 2024-05-14 (successful) |  
2024-04-19 receive created_at
2024-05-14 answer successful [message:1002]
request 2024-04-19-message-1001.txt <message:1001> 92
letter 2024-05-14-message-1002.txt <message:1002> 53
annex costs.csv <attachment:71> 18
`
	if got := brief(b.Requests[0]); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if !hasNote(b.Requests[0].Notes, Missing, `"letter.pdf" is not among the files`) || !hasNote(b.Notes, LeftOut, "stray.pdf") {
		t.Errorf("notes: %q %q", b.Requests[0].Notes, b.Notes)
	}
	if hasNote(b.Requests[0].Notes, Refused, "") {
		t.Errorf("refused of what everybody sees: %q", b.Requests[0].Notes)
	}
}

// TestFroideLoggedIn: nothing that only somebody who is logged in sees gets into
// the batch, not even into a note.
func TestFroideLoggedIn(t *testing.T) {
	b := mustRead(t, "froide", fixture(t, "froide_logged_in.json"), Input{"private.csv", []byte("Secret private")}, Input{"original.csv", []byte("Secret original")})
	all := fmt.Sprintf("%+v", b)
	for _, f := range b.Requests[0].Files {
		all += string(f.Data)
	}
	for _, secret := range []string{"Zdislava", "Vymyšlená", "Secret"} {
		if strings.Contains(all, secret) {
			t.Errorf("%q is in the batch: %s", secret, all)
		}
	}
	for _, want := range []string{"redacted_description", "redacted_content", "message 2: a draft", "message 3: its content is hidden", "message 4: marked as not publishable", `"private.csv" was not approved`, `"original.csv"`} {
		if !hasNote(b.Requests[0].Notes, Refused, want) {
			t.Errorf("no note of %s: %q", want, b.Requests[0].Notes)
		}
	}
	private := Input{"a.json", bytes.Replace(fixture(t, "froide.json").Data, []byte(`"public": true`), []byte(`"public": false`), 1)}
	if b := mustRead(t, "froide", private); len(b.Requests) != 0 || !hasNote(b.Notes, Refused, "request 815: is not public") {
		t.Errorf("a request that is not public: %+v", b)
	}
}

func TestMail(t *testing.T) {
	b := mustRead(t, "mail", fixture(t, "thread.mbox"))
	if len(b.Requests) != 2 {
		t.Fatalf("%d threads, want 2: two people wrote under one subject", len(b.Requests))
	}
	r := b.Requests[0]
	if r.ID != "m1@posta.example" || r.Title != "Žádost o informace o lavičkách" || r.Requester != (Person{"Dobromila Smyšlená", "dobromila@posta.example"}) || r.Received.String() != "2024-03-04" {
		t.Errorf("%s", brief(r))
	}
	if len(r.Files) != 2 || r.Files[0].Kind != "request" || r.Files[1].Kind != "letter" || !bytes.Contains(r.Files[1].Data, []byte("filename=lavicky.csv")) {
		t.Errorf("%s", brief(r))
	}
	// A reply without a reference belongs to whom it was sent.
	reply := Input{"late.eml", []byte("From: podatelna@lhotka.example\r\nTo: ota@posta.example\r\nDate: Thu, 14 Mar 2024 10:00:00 +0100\r\nSubject: RE: Odp: =?utf-8?Q?=C5=BD=C3=A1dost_o_informace_o_lavi=C4=8Dk=C3=A1ch?=\r\n\r\nInvented.\r\n")}
	b = mustRead(t, "mail", fixture(t, "thread.mbox"), reply)
	if len(b.Requests) != 2 || len(b.Requests[1].Files) != 2 || len(b.Requests[0].Files) != 2 {
		t.Errorf("a reply without references: %d threads", len(b.Requests))
	}
}

func TestTables(t *testing.T) {
	b := mustRead(t, "muckrock", fixture(t, "muckrock.csv"))
	var got string
	for _, r := range b.Requests {
		got += brief(r)
	}
	want := `2024-0001 | Invented: contracts, 2023 | 2024-01-09 answered 2024-01-29 (Completed) | Ivana Fiktivní 
2024-01-09 receive date requested
2024-01-29 answer Completed
2024-0002 | Invented: e-mails of the mayor | 2024-01-15 partly-refused 2024-02-20 (Partially Completed) | Ota Nikdo 
2024-01-15 receive date requested
2024-02-20 refuse-part Partially Completed
2024-0003 | Invented: visitor log | 2024-02-01 open  (Awaiting Response) |  
2024-02-01 receive date requested
2024-0004 | Invented: nothing there | 2024-02-02 open  (Referred to the moon) |  
2024-02-02 receive date requested
`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if !hasNote(b.Notes, LeftOut, `request "2024-0001": there twice`) {
		t.Errorf("notes: %q", b.Notes)
	}
	b = mustRead(t, "canada", fixture(t, "canada.csv"), fixture(t, "canada-nil.csv"))
	if len(b.Requests) != 3 || !slices.Equal(b.Nothing, []string{"2024-05", "2024-06"}) || !hasNote(b.Notes, LeftOut, `month "13"`) {
		t.Errorf("canada: %d requests, nothing in %q, %q", len(b.Requests), b.Nothing, b.Notes)
	}
	if r := b.Requests[0]; r.ID != "invented-dept/A-2023-00011" || r.State != law.PublicPartlyRefused || r.Closed.String() != "2024-03-31" || !r.Assumed || !hasNote(r.Notes, Assumed, "only the month") {
		t.Errorf("canada: %s", brief(r))
	}
}

// TestWords holds the table to the laws: every event is in the generic one, and
// every state is a public state.
func TestWords(t *testing.T) {
	all, err := loadWords()
	if err != nil {
		t.Fatal(err)
	}
	p, err := law.Load("generic")
	if err != nil {
		t.Fatal(err)
	}
	public := []string{law.PublicOpen, law.PublicAnswered, law.PublicPartlyRefused, law.PublicRefused, law.PublicWithdrawn, law.PublicTransferred, law.PublicClosed}
	names, _ := Sources()
	if len(all) != len(names) || !slices.IsSorted(names) {
		t.Errorf("%d sources in the table, %v readers", len(all), names)
	}
	for _, source := range names {
		for word, m := range all[source].States {
			if !slices.Contains(public, m.State) || m.Event != "" && p.Event(m.Event) == nil || word != strings.ToLower(word) {
				t.Errorf("%s: %q: %+v", source, word, m)
			}
			if _, err := p.Refusal(m.Ground); m.Ground != "" && err != nil {
				t.Errorf("%s: %q: %v", source, word, err)
			}
		}
		for word, code := range all[source].Events {
			if code != "" && p.Event(code) == nil {
				t.Errorf("%s: event %q: %q is in no law", source, word, code)
			}
		}
	}
}
