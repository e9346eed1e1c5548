package content

import (
	"reflect"
	"strings"
	"testing"
)

const plainCase = "---\nid: 2026-001\ntitle: Výpadek pošty\nlanguage: cs\nreceived: \"2026-03-02\"\nanswered: 2026-03-10\nstate: answered\n---\n\nOdpověď **zní** ano.\n\n---\n\nA dál.\n"

func TestParseCase(t *testing.T) {
	for _, raw := range []string{plainCase, "\xef\xbb\xbf" + strings.ReplaceAll(plainCase, "\n", "\r\n")} {
		c, err := ParseCase([]byte(raw))
		if err != nil {
			t.Fatal(err)
		}
		want := Case{ID: "2026-001", Title: "Výpadek pošty", Language: "cs", Received: "2026-03-02", Answered: "2026-03-10", State: "answered",
			Answer: "Odpověď **zní** ano.\n\n---\n\nA dál."}
		if !reflect.DeepEqual(*c, want) {
			t.Errorf("%+v, want %+v", *c, want)
		}
	}
	for _, c := range []struct{ what, old, new, want string }{
		{"nothing", plainCase, "", `does not begin with a line "---"`},
		{"no front matter", plainCase, "Odpověď", `does not begin with a line "---"`},
		{"no end", "\n---\n\nO", "\n\nO", "case.md: "},
		{"an unknown field", "state:", "applicant: Jan\nstate:", "field applicant not found"},
		{"a field twice", "state:", "state: open\nstate:", `already defined`},
		{"a second document", "state: answered", "state: answered\n...\nid: other", "the front matter ends before"},
		{"a list", "state: answered", "state: [open]", "case.md: "},
		{"a wrong id", "id: 2026-001", "id: ../x", `../x`},
		{"no title", "title: Výpadek pošty", "title: ''", `title ""`},
		{"a title of two lines", "title: Výpadek pošty", `title: "a\nb"`, "one line of text"},
		{"a control character", "title: Výpadek pošty", `title: "a\u0007b"`, "one line of text"},
		{"a long title", "title: Výpadek pošty", "title: " + strings.Repeat("a", maxTitle+1), "one line of text"},
		{"an unknown language", "language: cs", "language: de", `language "de"`},
		{"an unknown state", "state: answered", "state: shut", `state "shut"`},
		{"no such day", `"2026-03-02"`, `"2026-02-30"`, `received "2026-02-30"`},
		{"another spelling of a day", `"2026-03-02"`, `"2. 3. 2026"`, `received "2. 3. 2026"`},
		{"answered before it came", "2026-03-10", "2026-03-01", "answered 2026-03-01, before it was received"},
		{"too long", plainCase, plainCase + strings.Repeat("a", maxCaseFile), "more than the"},
	} {
		raw := strings.Replace(plainCase, c.old, c.new, 1)
		if raw == plainCase && c.old != plainCase {
			t.Fatalf("%s: nothing replaced", c.what)
		}
		got, err := ParseCase([]byte(raw))
		if err == nil || !strings.Contains(err.Error(), c.want) || got != nil {
			t.Errorf("%s: %v, want an error with %q and no case", c.what, err, c.want)
		}
	}
}
