package letter

import (
	"fmt"
	"strings"
	"testing"
)

// outline writes a letter's blocks one a line: kind, mark, and runs with the
// letters of their style.
func outline(t *Text) string {
	var s strings.Builder
	for _, b := range t.Blocks {
		fmt.Fprintf(&s, "%s%d", [...]string{"p", "h", "i"}[b.Kind], b.Level+b.Inside)
		if b.Kind == Item {
			fmt.Fprintf(&s, " %s first=%v", b.Mark, b.First)
		}
		for _, r := range b.Runs {
			style := ""
			for i, has := range []bool{r.Bold, r.Italic, r.Open, r.Break} {
				if has {
					style += "bioB"[i : i+1]
				}
			}
			fmt.Fprintf(&s, " %s(%s)", style, r.Text)
		}
		s.WriteByte('\n')
	}
	return s.String()
}

func TestParse(t *testing.T) {
	for _, c := range []struct{ md, want string }{
		{"# A *b* **c**\n", "h1 (A ) i(b) ( ) b(c)\n"},
		{"# A\n\nb\nc\\\nd  \ne\n", "h1 (A)\np0 (b c) B() (d) B() (e)\n"},
		{"# A\n\n- b\n- c\n\n  d\n  1. e\n  2. f\n- g\n\nh\n", "h1 (A)\ni1 • first=true (b)\ni1 • first=false (c)\np1 (d)\ni2 1. first=true (e)\ni2 2. first=false (f)\ni1 • first=false (g)\np0 (h)\n"},
		{"# A\n\n7) b\n8) c\n", "h1 (A)\ni1 7) first=true (b)\ni1 8) first=false (c)\n"},
		{"# A\n\nx [[y *z*]] **[[w]]** \\[\\[v\\]\\]\n", "h1 (A)\np0 (x [[y ) i(z) (]] ) bo([[w]]) ( ) o([[v]])\n"},
		{"# A\n\n[b](https://c.example \"t\") <https://d.example> ![e](f.png)\n", "h1 (A)\np0 (b (https://c.example) https://d.example e)\n"},
		{"# A\n\n<i>b</i> &amp; \\& &copy; `&amp;`\n\n<div>\nc\n</div>\n", "h1 (A)\np0 (<i>b</i> & & © &amp;)\np0 (<div>) B() (c) B() (</div>)\n"},
		{"# A\n\n| b | c |\n|---|---|\n| d | *e* |\n", "h1 (A)\np0 b(b | c) B() (d | ) i(e)\n"},
		{"# A\n\n> b\n\n***\n\n    c\n", "h1 (A)\np0 (b)\np0 (c)\n"},
	} {
		got, err := Parse(c.md, "cs")
		if err != nil {
			t.Errorf("%q: %v", c.md, err)
			continue
		}
		if o := outline(got); o != c.want {
			t.Errorf("%q is read as\n%swant\n%s", c.md, o, c.want)
		}
	}
}

// TestLines: nothing is lost when lines are broken, no line is too wide, and
// what belongs together stays together.
func TestLines(t *testing.T) {
	s := &setter{lang: "cs"}
	text := "Podle § 14 odst. 5 písm. d) zákona č. 106/1999 Sb. a v obci dne 2. března 2026 " + strings.Repeat("dlouhéslovo", 30)
	for width := 40.0; width < 500; width += 7 {
		lines, err := s.lines([]Run{{Text: text}}, bodySize, width, false)
		if err != nil {
			t.Fatal(err)
		}
		var all strings.Builder
		for _, l := range lines {
			wide := 0.0
			for _, p := range l {
				wide += p.width
				all.WriteString(p.text)
			}
			if wide > width+0.01 {
				t.Errorf("width %.0f: a line of %.1f: %v", width, wide, l)
			}
			for _, end := range []string{" §", " odst.", " písm.", " č.", " a", " v", " 2."} {
				if width > 120 && strings.HasSuffix(l[len(l)-1].text, end) {
					t.Errorf("width %.0f: a line ends in %q", width, end)
				}
			}
		}
		if got, want := strings.Join(strings.Fields(all.String()), ""), strings.Join(strings.Fields(text), ""); got != want {
			t.Errorf("width %.0f: %q, want %q", width, got, want)
		}
	}
}
