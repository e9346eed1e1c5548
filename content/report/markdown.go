package report

import (
	"fmt"
	"strings"
)

// Markdown writes the report in CommonMark with tables.
func (r *Report) Markdown(lang string) ([]byte, error) {
	v, err := r.In(lang)
	if err != nil {
		return nil, err
	}
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n", mark(v.Title))
	for _, f := range v.Facts {
		fmt.Fprintf(&b, "- %s: %s\n", mark(f.Name), mark(f.Value))
	}
	if v.Unfinished != "" {
		fmt.Fprintf(&b, "\n**%s**\n", mark(v.Unfinished))
	}
	for i := range v.Items {
		v.markdown(&b, &v.Items[i])
	}
	return []byte(b.String()), nil
}

func (v *View) markdown(b *strings.Builder, i *ItemView) {
	fmt.Fprintf(b, "\n## %s\n\n", mark(named(i.Name, i.Paragraph)))
	if i.Value != "" {
		fmt.Fprintf(b, "**%s**\n\n", mark(i.Value))
	}
	for _, p := range i.Text {
		b.WriteString(markLines(p) + "\n\n")
	}
	if i.Missing != "" {
		fmt.Fprintf(b, "**%s**\n\n", mark(i.Missing))
	}
	fmt.Fprintf(b, "%s\n", mark(i.How))
	switch {
	case len(i.Rows) == 0:
	case i.Entries:
		line(b, "\n", v.Labels.Date, v.Labels.Case, v.Labels.Decision, v.Labels.Grounds)
		b.WriteString("|---|---|---|---|\n")
		for _, r := range i.Rows {
			line(b, "", r.Date, inLine(r.Cases, r.More), r.Label, r.Grounds)
		}
		return // each entry names its case
	default:
		line(b, "\n", v.Labels.Part, v.Labels.Count, v.Labels.Cases)
		b.WriteString("|---|---:|---|\n")
		for _, r := range i.Rows {
			line(b, "", named(r.Label, r.Paragraph), fmt.Sprint(r.Number), inLine(r.Cases, r.More))
		}
	}
	if len(i.Cases) > 0 {
		fmt.Fprintf(b, "\n%s: %s\n", mark(v.Labels.Cases), mark(inLine(i.Cases, i.More)))
	}
}

// line writes one row of a table.
func line(b *strings.Builder, before string, cells ...string) {
	b.WriteString(before + "|")
	for _, c := range cells {
		b.WriteString(" " + mark(c) + " |")
	}
	b.WriteString("\n")
}

// inLine lists cases in a line.
func inLine(cases []CaseView, more string) string {
	var list []string
	for _, c := range cases {
		if c.Times != "" {
			c.ID += " (" + c.Times + ")"
		}
		list = append(list, c.ID)
	}
	s := strings.Join(list, ", ")
	if more != "" {
		s += " " + more
	}
	return s
}

// marks are the characters that Markdown takes for marks within a line (CommonMark
// 0.31, 2.4), and those of tables. A hyphen, a plus and a digit are such only at
// the start of a line.
var marks = strings.NewReplacer(
	`\`, `\\`, "`", "\\`", `*`, `\*`, `_`, `\_`, `[`, `\[`, `]`, `\]`, `<`, `\<`, `>`, `\>`, `#`, `\#`, `|`, `\|`, `~`, `\~`, `&`, `\&`, `!`, `\!`, `$`, `\$`,
	"\n", " ", "\r", " ", "\t", " ",
)

// mark is plain text as Markdown shows it, on one line.
func mark(s string) string { return marks.Replace(s) }

// markLines keeps the lines of a paragraph.
func markLines(s string) string {
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		l = mark(strings.TrimSpace(l))
		if n := len(l) - len(strings.TrimLeft(l, "0123456789")); l != "" && (strings.ContainsAny(l[:1], "-+=") || n > 0 && n < len(l) && (l[n] == '.' || l[n] == ')')) {
			l = l[:n] + `\` + l[n:]
		}
		lines[i] = l
	}
	return strings.Join(lines, "\\\n")
}
