package content

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"
)

const plainPlan = `{"format":"https://github.com/akta-foi/akta/plan/v1","documents":[
{"id":"d1","file":"dopis.pdf","kind":"letter","title":"Dopis","language":"cs","decision":"redacted","reviewed":true},
{"id":"d2","file":"příloha.txt","kind":"annex","title":"Příloha","language":"cs","parent":"d1","decision":"withheld","ground":"security","reviewed":false}],
"redactions":[{"text":"Jan <Nový> & \u00e1","ground":"personal-data"},{"document":"d1","page":2,"box":[0.1,0.25,0.5,0.75],"ground":"security"}]}
`

func TestParsePlanRefuses(t *testing.T) {
	if _, err := ParsePlan([]byte(plainPlan)); err != nil {
		t.Fatalf("the plan all others are made from: %v", err)
	}
	for _, c := range []struct{ what, old, new, want string }{
		{"nothing", plainPlan, "", "EOF"},
		{"another format", "plan/v1", "plan/v2", `format "https://github.com/akta-foi/akta/plan/v2"`},
		{"an unknown field", `"reviewed":true`, `"reviewed":true,"blur":1`, `unknown field "blur"`},
		{"a repeated field", `"redactions":[`, `"redactions":[],"redactions":[`, `field "redactions": there twice`},
		{"a repeated field of a document", `"title":"Dopis"`, `"title":"Dopis","title":"Dopis"`, `field "title": there twice`},
		{"another letter case", `"redactions"`, `"Redactions"`, `unknown field "Redactions"`},
		{"a letter that folds", `"redactions"`, `"redaction\u017f"`, `unknown field`},
		{"a brace too many", plainPlan, strings.TrimSpace(plainPlan) + "}", "something follows"},
		{"another value", plainPlan, plainPlan + "{}", "something follows"},
		{"not UTF-8", "Dopis", "Dop\xffis", "not UTF-8"},
		{"a wrong id", `"id":"d2"`, `"id":"x2"`, `document "x2"`},
		{"an id twice", `"id":"d2"`, `"id":"d1"`, `document "d1"`},
		{"a file twice", "příloha.txt", "dopis.pdf", `document "d2" ("dopis.pdf")`},
		{"a path", "dopis.pdf", "../dopis.pdf", "want a plain name"},
		{"a step up", "dopis.pdf", "..", "want a plain name"},
		{"no name", "dopis.pdf", "", "want a plain name"},
		{"an unknown kind", `"letter"`, `"memo"`, `kind "memo"`},
		{"no title", `"Dopis"`, `""`, `title ""`},
		{"a title of two lines", `"Dopis"`, `"Do\npis"`, "one line of text"},
		{"an unknown language", `"cs","decision"`, `"fr","decision"`, `language "fr"`},
		{"an unknown parent", `"parent":"d1"`, `"parent":"d7"`, `parent "d7"`},
		{"its own parent", `"parent":"d1"`, `"parent":"d2"`, `parent "d2"`},
		{"an unknown decision", `"redacted"`, `"blurred"`, `decision "blurred"`},
		{"withheld without a ground", `"ground":"security","reviewed"`, `"reviewed"`, "withheld without a ground"},
		{"a ground of what is released", `"decision":"redacted"`, `"decision":"redacted","ground":"security"`, "belongs to what is withheld"},
		{"no ground", `"ground":"personal-data"`, `"ground":""`, "redaction 1: no ground"},
		{"text and box", `"page":2,`, `"page":2,"text":"x",`, "want one of a text, a box, words or a field"},
		{"a blank text", `Jan <Nový> & \u00e1`, `\u00ad \u200b`, "nothing to look for"},
		{"a box without a page", `"page":2,`, ``, "a box wants a document and a page"},
		{"a box of no document", `"document":"d1",`, ``, "a box wants a document and a page"},
		{"a page of a text", `"ground":"personal-data"`, `"page":1,"ground":"personal-data"`, "nothing else has a page"},
		{"a box of an unknown document", `"document":"d1"`, `"document":"d3"`, `document "d3": not in this case`},
		{"a box beside the page", `[0.1,`, `[1.1,`, "fractions of the page"},
		{"a box over the edge", `[0.1,`, `[0.6,`, "not on the page"},
		{"an empty box", `0.5,0.75]`, `0,0.75]`, "empty"},
	} {
		raw := strings.Replace(plainPlan, c.old, c.new, 1)
		if c.old == plainPlan {
			raw = c.new
		}
		p, err := ParsePlan([]byte(raw))
		if err == nil || !strings.Contains(err.Error(), c.want) || p != nil {
			t.Errorf("%s: %v, want an error with %q and no plan", c.what, err, c.want)
		}
	}
}

// FuzzParsePlan: what is accepted is written and read again as the same plan,
// and written again as the same bytes.
func FuzzParsePlan(f *testing.F) {
	f.Add([]byte(plainPlan))
	f.Add([]byte(richPlan))
	f.Add([]byte(`{"format":"https://github.com/akta-foi/akta/plan/v1","documents":[],"redactions":[]}`))
	f.Add([]byte(strings.Replace(plainPlan, `\u00e1`, `\ud800`, 1)))
	f.Fuzz(func(t *testing.T, raw []byte) {
		p, err := ParsePlan(raw)
		if err != nil {
			return
		}
		o := &Office{Dir: t.TempDir()}
		if err := os.MkdirAll(o.caseDir("c"), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := o.writePlan("c", p); err != nil {
			t.Fatalf("accepted, and cannot be written: %v", err)
		}
		again, err := o.Plan("c")
		if err != nil {
			t.Fatalf("written, and cannot be read: %v", err)
		}
		if !reflect.DeepEqual(p, again) {
			t.Fatalf("read %+v, wrote and read %+v", p, again)
		}
		first, err := os.ReadFile(filepath.Join(o.caseDir("c"), planFile))
		if err != nil {
			t.Fatal(err)
		}
		if err := o.writePlan("c", again); err != nil {
			t.Fatal(err)
		}
		if second, err := os.ReadFile(filepath.Join(o.caseDir("c"), planFile)); err != nil || !bytes.Equal(first, second) {
			t.Fatalf("two spellings of one plan (%v)", err)
		}
	})
}

// FuzzParseCase: what is accepted is written and read again as the same case,
// and written again as the same bytes.
func FuzzParseCase(f *testing.F) {
	f.Add([]byte("---\nid: 2026-001\ntitle: Výpadek\nlanguage: cs\nreceived: \"2026-03-02\"\nstate: open\n---\n\nOdpověď **zní**.\n"))
	f.Add([]byte("\xef\xbb\xbf---\r\nid: a\r\ntitle: '#x: [y'\r\nlanguage: hu\r\nreceived: 2026-03-02\r\nanswered: 2026-03-03\r\nstate: refused\r\nquestion: |\r\n  two\r\n  lines\r\n---\r\n---\r\n"))
	f.Add([]byte("---\nid: a\ntitle: x\nlanguage: cs\nreceived: 2026-03-02\nstate: open\nrequester:\n  name: Jana Vymyšlená\n  born: 1985-04-12\n---\n"))
	f.Add([]byte("---\nid: a\ntitle: x\nlanguage: cs\nreceived: 2026-03-02\nstate: partly-refused\nevents:\n- {event: receive, date: 2026-03-02, actor: Vymyšlená}\n" +
		"- {event: extend, date: 2026-03-09, grounds: []}\n- {event: refuse-part, date: \"2026-03-10\", grounds: [\"§ 8a\", x], document: d1, days: 3, reason: \"a: b\", body: 'null'}\n---\n"))
	f.Add([]byte("---\n{id: a, title: \"\\u0085 \\u2028x\", language: en, received: 2026-03-02, state: open}\n---\n"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		c, err := ParseCase(raw)
		if err != nil {
			return
		}
		first, err := c.Marshal()
		if err != nil {
			t.Fatalf("accepted, and cannot be written: %v", err)
		}
		again, err := ParseCase(first)
		if err != nil {
			t.Fatalf("written as %q, and cannot be read: %v", first, err)
		}
		if !reflect.DeepEqual(*c, *again) {
			t.Fatalf("read %+v, wrote and read %+v", c, again)
		}
		if second, err := again.Marshal(); err != nil || !bytes.Equal(first, second) {
			t.Fatalf("two spellings of one case (%v)", err)
		}
	})
}

// FuzzPlainName: whatever a sender calls a file, its name stays inside
// documents/, and is one that a plan accepts.
func FuzzPlainName(f *testing.F) {
	for _, s := range []string{"letter.pdf", "../../etc/passwd", `..\..\boot.ini`, "/etc/passwd", "..", ".", "", ".plan.json", "a\x00b", "\xff\xfe", "C:evil", strings.Repeat("ž", 300) + ".pdf", ". . .", strings.Repeat("a", 100) + "." + strings.Repeat(" ", 199) + "x"} {
		f.Add(s, 3)
	}
	f.Fuzz(func(t *testing.T, sender string, n int) {
		if n < 1 {
			n = 1
		}
		name := numbered(plainName(sender), n)
		switch {
		case name == "" || name[0] == '.' || !utf8.ValidString(name), strings.ContainsAny(name, "/\\:\x00"):
			t.Fatalf("%q becomes %q", sender, name)
		case len(name) > maxStoredName+21:
			t.Fatalf("%q becomes %q, %d bytes", sender, name, len(name))
		case filepath.Dir(filepath.Join("documents", name)) != "documents":
			t.Fatalf("%q becomes %q, outside of the folder", sender, name)
		}
		d := Document{ID: "d1", File: name, Kind: "annex", Title: "x", Language: "cs", Decision: Redacted}
		if err := (&Plan{Format: formatPlan, Documents: []Document{d}}).check(); err != nil {
			t.Fatalf("%q becomes %q: %v", sender, name, err)
		}
	})
}

// FuzzParseSettings: accepted settings are written and read again as the same.
func FuzzParseSettings(f *testing.F) {
	s := Settings{Authority: "Obec", Law: "generic", Language: "cs", Domain: "obec.example",
		Timestamps: []TimestampAuthority{{Name: "T", URL: "https://tsa.example/", Certificates: "tsa.pem"}}}
	raw, err := s.marshal()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(raw)
	f.Fuzz(func(t *testing.T, raw []byte) {
		s, err := parseSettings(raw)
		if err != nil {
			return
		}
		again, err := s.marshal()
		if err != nil {
			t.Fatal(err)
		}
		r, err := parseSettings(again)
		if err != nil {
			t.Fatalf("%q is written %q, and that is refused: %v", raw, again, err)
		}
		if len(s.Timestamps) == 0 {
			s.Timestamps = nil // an empty list is left out
		}
		if !reflect.DeepEqual(s, r) {
			t.Errorf("%+v is read again as %+v", s, r)
		}
	})
}
