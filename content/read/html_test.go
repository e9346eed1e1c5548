package read

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
)

func TestHTMLText(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"<p>Jana<br>Nov&aacute;</p>", "Jana\nNová\n"},
		{"<div>a</div><div>b</div>", "a\nb\n"},
		{"a <b>b</b>c\n\n d", "a bc d\n"},
		{"<p>a<p>b", "a\n\nb\n"},
		{"<ul><li>a<li>b</ul><ol type=i start=4><li>c</ol><ol type=A><li>d</ol>", "a\nb\niv. c\nA. d\n"},
		{"<table><tr><td>a<td>b<tr><td>c<td><table><tr><td>d<td>e<tr><td>f</table></table>", "a b\nc d e\nf\n"},
		{"<table><tr><td>a<tr><td>b</table>", "a\n\nb\n"},
		{"</p></td>a</div></b>", "a\n"},
		{"<span style='display:none'>skryté</span>viditelné", "skrytéviditelné\n"}, // an e-mail's text keeps it
		{"<script>x</script><style>y</style><title>z</title>a", "a\n"},
		{"<pre>\na\n  b</pre>", "a\n  b\n"},
		{"řekl <q>ne</q>", "řekl „ne“\n"},
	} {
		if got := htmlText(tt.in); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestHTMLVisible(t *testing.T) {
	for _, tt := range []struct {
		in, want string
		kind     HiddenKind
	}{
		{"<p style='max-height:0;overflow:hidden'>X</p>a", "a\n", HiddenMarkup},
		{"<p style='opacity:0'>X</p>a", "a\n", HiddenMarkup},
		{"<p style='color:/*c*/transparent'>X</p>a", "a\n", HiddenMarkup},
		{"<style>#x{visibility:hidden}</style><p id=x>X</p>a", "a\n", HiddenMarkup},
		{"<div style='display:none'><table><tr><td>X</div><p>a", "", HiddenMarkup}, // a cell left open keeps what follows
		{"<b hidden>X</b>a", "a\n", HiddenMarkup},
		{"<body bgcolor=black text=black>X<p style='color:#fff'>a", "a\n", HiddenBackgroundText},
		{"<body bgcolor=black text=white>a", "a\n", ""},
		{"<p style='margin-left:-40px;line-height:0;height:0'>a", "a\n", ""},
		{"<p style='background:url(x.png);color:white'>a", "a\n", ""},
		{"<details><summary>a</summary></details><p aria-hidden=true>b", "a\n\nb\n", ""},
		{"<a href='http://www.example.org/'>Example.org</a>", "Example.org\n", ""},
		{"<a href='javascript:X'>a</a>", "a\n", HiddenScript},
		{"<select><option>X</select>a", "a\n", HiddenForm},
		{"<img src='cid:logo'>a", "a\n", ""},
		{"<!--[if !mso]><!-->a<!--<![endif]-->", "a\n", HiddenMarkup},
	} {
		got, hidden := htmlVisible(tt.in)
		if got != tt.want {
			t.Errorf("%s: %q, want %q", tt.in, got, tt.want)
		}
		if tt.kind == "" && len(hidden) > 0 || tt.kind != "" && !slices.ContainsFunc(hidden, func(h Hidden) bool { return h.Kind == tt.kind }) {
			t.Errorf("%s: hidden %v, want %q", tt.in, hidden, tt.kind)
		}
	}
}

func TestHTMLCharset(t *testing.T) {
	win, _ := charmap.Windows1250.NewEncoder().String("Šťastný žák")
	iso, _ := charmap.ISO8859_2.NewEncoder().String("Šťastný žák")
	west, _ := charmap.Windows1252.NewEncoder().String("Ænes ø")
	for _, tt := range []struct {
		in, charset, want string
		warns             bool
	}{
		{"<meta charset=utf-8>Šťastný žák", "utf-8", "Šťastný žák", false},
		{"<meta charset=windows-1250>" + win, "windows-1250", "Šťastný žák", false},
		{"<meta content='text/html; charset=ISO-8859-2'>" + iso, "iso-8859-2", "Šťastný žák", false},
		{"<meta charset='windows-1252'>" + west, "windows-1252", "Ænes ø", false},
		{"<meta charset=windows-1250>Šťastný žák", "utf-8", "Šťastný žák", false},
		{"<meta charset=utf-8>" + win, "windows-1250", "Šťastný žák", true},
		{"<meta charset=klingon>" + win, "windows-1250", "Šťastný žák", true},
		{win, "windows-1250", "Šťastný žák", false},
	} {
		doc := &Document{}
		got, charset, err := decodeHTML(doc, []byte(tt.in))
		if err != nil || charset != tt.charset || !strings.HasSuffix(got, tt.want) || (len(doc.Warnings) > 0) != tt.warns {
			t.Errorf("%q: %q as %q (%v) %q", tt.in, got, charset, err, doc.Warnings)
		}
	}
}

// TestHTMLBounds: what nests or repeats without end is read in bounded memory.
func TestHTMLBounds(t *testing.T) {
	r := NewReader(Options{})
	defer r.Close()
	for name, in := range map[string]string{
		"deep":   "<html>" + strings.Repeat("<div><b>", 100_000) + "konec",
		"tables": "<html>" + strings.Repeat("<table><tr><td>", 50_000) + "konec",
		"rules":  "<html><style>" + strings.Repeat("p{color:red}", 20_000) + "</style>" + strings.Repeat("<p>", 10_000) + "konec",
		"spans":  "<html><table>" + strings.Repeat("<tr><td colspan=99999 rowspan=99999>a", 10) + "<td>konec",
	} {
		doc, _ := readBack(t, r, "a.html", []byte(in))
		if !strings.HasSuffix(doc.Text(), "konec\n") && !strings.Contains(doc.Text(), "konec") {
			t.Errorf("%s: text ends %q", name, doc.Text()[max(0, len(doc.Text())-40):])
		}
	}
}

// FuzzHTML: every page is read or refused; no word of it is both shown and
// hidden without a reason; the bytes stay as they are.
func FuzzHTML(f *testing.F) {
	for _, s := range []string{
		"<html><p>a<div hidden>b</div><!--c-->", "<html><table><tr><td colspan=3>a<table><td>b</table><caption>c", "<html><style>p{display:none}</style><p>a</html>",
		"<html><ol type=i><li value=3>a<svg><title>x</title></svg><img src='data:image/png;base64,AAAA'>", "<html><pre>\r\n a</pre><select><option>b<textarea>c",
	} {
		f.Add([]byte(s))
	}
	r := NewReader(Options{})
	f.Cleanup(func() { r.Close() })
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 1<<12 {
			return
		}
		data = append([]byte("<html>"), data...)
		before := bytes.Clone(data)
		doc, err := r.Read(t.Context(), Source{Name: "a.html", Data: bytes.NewReader(data), Size: int64(len(data))}, nil)
		if (doc == nil) == (err == nil) {
			t.Fatalf("%v, %v", doc, err)
		}
		if !bytes.Equal(before, data) {
			t.Fatal("the bytes were changed")
		}
		if err != nil {
			return
		}
		checkTokens(t, doc.Tokens)
		if len(doc.Hidden) > maxHidden+40 || len(doc.Warnings) > maxWarnings {
			t.Fatalf("%d hidden, %d warnings", len(doc.Hidden), len(doc.Warnings))
		}
	})
}
