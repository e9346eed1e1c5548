package letter

import (
	"strings"
	"testing"
	"unicode/utf8"
)

var hostile = []string{
	"[click](https://evil.example)", "![x](https://evil.example/p.png)", "<script>alert(1)</script>", "<https://evil.example>",
	"https://evil.example", "www.evil.example", "jana@evil.example", "# heading", "- item", "+ item", "* item", "12. item", "7) item", "> quote",
	"**bold** _it_ `code` ~~gone~~", "[[placeholder]]", "&lt;b&gt; &amp;", `back\slash \[x\]`, "| a | b |", "---", "===", "$x$",
	"[x]: https://evil.example", "a\\", "{{.Name}}", "line\u2028two", "{%raw%}", "\u202etxt.exe", "#tag", "1986\\. what",
}

// seen is what of a text is to be seen: one line, without controls.
func seen(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r < 0x20 && r != '\t' && r != '\n' && r != '\v' && r != '\f' && r != '\r', r >= 0x7f && r < 0xa0 && r != 0x85,
			r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069, r == 0x200e, r == 0x200f,
			r == 0xfffd, r >= 0xfffe && r <= 0xffff, r == 0xfeff:
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// TestHostile: what people wrote is text in every letter, in every place.
func TestHostile(t *testing.T) {
	saying := func(s, kind string) *Letter {
		f := full(t, "cz-106-1999", "transfer")
		f.Title, f.Requester.Name, f.Requester.Address, f.Authority.Name, f.Authority.Address = s, s, s, s, []string{s, s}
		f.Documents[0].Title, f.History[1].Reason, f.Answer = s, s, ""
		l, err := Write(f, kind, "cs", nil)
		if err != nil {
			t.Fatalf("%q: %v", s, err)
		}
		return l
	}
	for _, kind := range []string{"acknowledgement", "transfer", "answer", "refusal-part"} {
		want := saying("x", kind)
		for _, s := range hostile {
			sameShape(t, s, saying(s, kind), want)
		}
	}
}

// sameShape compares a letter with one that says "x" in the place of s.
func sameShape(t *testing.T, s string, got, want *Letter) {
	t.Helper()
	if strings.Join(got.Open, "|") != strings.Join(want.Open, "|") {
		t.Errorf("%q: placeholders %q, want %q", s, got.Open, want.Open)
	}
	a, err := Parse(got.Markdown, "cs")
	if err != nil {
		t.Fatal(err)
	}
	b, err := Parse(want.Markdown, "cs")
	if err != nil {
		t.Fatal(err)
	}
	if len(a.Blocks) != len(b.Blocks) {
		t.Fatalf("%q: %d blocks, want %d:\n%s", s, len(a.Blocks), len(b.Blocks), got.Markdown)
	}
	said := false
	for i := range a.Blocks {
		x, y := a.Blocks[i], b.Blocks[i]
		if x.Kind != y.Kind || x.Level != y.Level || x.Mark != y.Mark {
			t.Errorf("%q: block %d is %v %q, want %v %q", s, i, x.Kind, x.Words(), y.Kind, y.Words())
		}
		said = said || strings.Contains(x.Words(), seen(s))
	}
	if !said {
		t.Errorf("%q: the letter does not say it:\n%s", s, got.Markdown)
	}
	for _, link := range []string{"](", "https://evil", " www.", "jana@"} {
		if strings.Contains(strings.ReplaceAll(got.Markdown, `\]`, ""), link) {
			t.Errorf("%q: %q in\n%s", s, link, got.Markdown)
		}
	}
}

// FuzzPlain: a text that was escaped is read as it is, as one paragraph,
// wherever it stands.
func FuzzPlain(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 2_000 || !utf8.ValidString(s) {
			t.Skip()
		}
		want := seen(s)
		if want == "" {
			t.Skip()
		}
		for _, c := range []struct{ before, after string }{{"", ""}, {"**", "**"}, {"- ", ""}, {"a (", ")"}, {"x\\\n", "\\\ny"}} {
			md := "# T\n\n" + c.before + plain(s) + c.after + "\n"
			read, err := Parse(md, "cs")
			if err != nil {
				t.Fatal(err)
			}
			if len(read.Blocks) != 2 {
				t.Fatalf("%q: %d blocks of %q", s, len(read.Blocks), md)
			}
			if got := read.Blocks[1].Words(); !strings.Contains(got, want) {
				t.Errorf("%q in %q is read as %q", s, md, got)
			}
			if len(Placeholders(md)) > 0 {
				t.Errorf("%q makes a placeholder in %q", s, md)
			}
		}
	})
}
