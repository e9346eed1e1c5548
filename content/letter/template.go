package letter

import (
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"text/template"
	"text/template/parse"
)

//go:embed templates
var templates embed.FS

// Letter is a letter in Markdown.
type Letter struct {
	Kind     string
	Language string
	Title    string // its first heading
	Markdown string
	Open     []string // the words of the placeholders that are left to fill in by hand
}

const (
	templateSuffix = ".md.tmpl"
	layoutFile     = "layout" + templateSuffix
)

// Languages are those that the letters of a law are in, its own first.
func Languages(lawCode, first string) []string {
	entries, err := templates.ReadDir(path.Join("templates", lawCode))
	if err != nil {
		return nil
	}
	var out []string
	for _, e := range entries {
		if e.Name() == first {
			out = slices.Insert(out, 0, first)
		} else {
			out = append(out, e.Name())
		}
	}
	return out
}

// Write fills in a letter. office holds the office's own templates,
// <language>/<kind>.md.tmpl and <language>/layout.md.tmpl, which go before those
// akta has; nil: it has none.
func Write(f Facts, kind, lang string, office fs.FS) (*Letter, error) {
	k, err := KindOf(kind)
	if err != nil {
		return nil, err
	}
	if err := f.check(); err != nil {
		return nil, err
	}
	t, err := parseTemplate(f.Law.Code, f.Law.Language, k.Code, lang, office)
	if err != nil {
		return nil, err
	}
	x, err := newFill(&f, k, lang)
	if err != nil {
		return nil, err
	}
	var b strings.Builder
	if err := t.Execute(&bounded{&b, maxDraft}, x); err != nil {
		return nil, fmt.Errorf("letter %s: %w", kind, err)
	}
	text := tidy(b.String())
	read, err := Parse(text, lang)
	if err != nil {
		return nil, fmt.Errorf("letter %s: %w", kind, err)
	}
	return &Letter{Kind: k.Code, Language: lang, Title: read.Title, Markdown: text, Open: Placeholders(text)}, nil
}

// Template is the text of a template, and whether it is the office's own.
func Template(lawCode, lawLang, kind, lang string, office fs.FS) (text string, own bool, err error) {
	langs := Languages(lawCode, lawLang)
	if !slices.Contains(langs, lang) {
		return "", false, fmt.Errorf("letters of law %s: none in %q; there are some in %s", lawCode, lang, strings.Join(langs, ", "))
	}
	if office != nil {
		if text, err = readTemplate(office, path.Join(lang, kind+templateSuffix)); !errors.Is(err, fs.ErrNotExist) {
			return text, true, err
		}
	}
	text, err = readTemplate(templates, path.Join("templates", lawCode, lang, kind+templateSuffix))
	return text, false, err
}

func readTemplate(from fs.FS, name string) (string, error) {
	r, err := from.Open(name)
	if err != nil {
		return "", err
	}
	defer r.Close()
	raw, err := io.ReadAll(io.LimitReader(r, maxTemplate+1))
	if err != nil {
		return "", err
	}
	if len(raw) > maxTemplate {
		return "", fmt.Errorf("%s: more than the %d bytes allowed", name, maxTemplate)
	}
	return strings.ReplaceAll(strings.TrimPrefix(string(raw), "\ufeff"), "\r\n", "\n"), nil
}

// functions are all that a template can call, besides what a fill has.
var functions = template.FuncMap{
	// todo is a placeholder: what must be filled in by hand.
	"todo": func(words string) string { return "[[" + words + "]]" },
	// lines are lines of one paragraph; the empty ones are left out.
	"lines": func(parts ...any) (string, error) {
		var out []string
		for _, p := range parts {
			switch p := p.(type) {
			case string:
				out = append(out, p)
			case []string:
				out = append(out, p...)
			default:
				return "", fmt.Errorf("lines: %T: want text", p)
			}
		}
		out = slices.DeleteFunc(out, func(s string) bool { return s == "" })
		return strings.Join(out, "\\\n"), nil
	},
	// with is a text after its label, or nothing where there is no text.
	"label": func(label, text string) string {
		if text == "" {
			return ""
		}
		return label + " " + text
	},
}

// builtins are those of package text/template that a template can use.
var builtins = []string{"and", "or", "not", "eq", "ne", "len"}

// parseTemplate reads a template with its language's layout.
func parseTemplate(lawCode, lawLang, kind, lang string, office fs.FS) (*template.Template, error) {
	text, _, err := Template(lawCode, lawLang, kind, lang, office)
	if err != nil {
		return nil, err
	}
	var layout string
	err = fs.ErrNotExist
	if office != nil {
		layout, err = readTemplate(office, path.Join(lang, layoutFile))
	}
	if errors.Is(err, fs.ErrNotExist) {
		layout, err = readTemplate(templates, path.Join("templates", "layout", lang+templateSuffix))
	}
	if err != nil {
		return nil, err
	}
	t, err := template.New("layout").Funcs(functions).Parse(layout)
	if err != nil {
		return nil, err
	}
	if t, err = t.New(kind).Parse(text); err != nil {
		return nil, err
	}
	for _, part := range t.Templates() {
		if err := checkCalls(part.Name(), part.Root); err != nil {
			return nil, err
		}
	}
	return t, nil
}

// checkCalls refuses functions that are not listed above, and loops over numbers.
func checkCalls(name string, n parse.Node) error {
	switch n := n.(type) {
	case *parse.ListNode:
		if n == nil {
			return nil
		}
		for _, c := range n.Nodes {
			if err := checkCalls(name, c); err != nil {
				return err
			}
		}
	case *parse.ActionNode:
		return checkCalls(name, n.Pipe)
	case *parse.IfNode:
		return checkBranch(name, &n.BranchNode)
	case *parse.RangeNode:
		return checkBranch(name, &n.BranchNode)
	case *parse.WithNode:
		return checkBranch(name, &n.BranchNode)
	case *parse.TemplateNode:
		if n.Name == name {
			return fmt.Errorf("template %s: takes itself in", name)
		}
		return checkCalls(name, n.Pipe)
	case *parse.PipeNode:
		if n == nil {
			return nil
		}
		for _, c := range n.Cmds {
			for _, a := range c.Args {
				if err := checkCalls(name, a); err != nil {
					return err
				}
			}
		}
	case *parse.IdentifierNode:
		if _, own := functions[n.Ident]; !own && !slices.Contains(builtins, n.Ident) {
			return fmt.Errorf("template %s: function %q: not one a letter can use", name, n.Ident)
		}
	case *parse.NumberNode:
		if !n.IsInt || n.Int64 < 0 || n.Int64 > maxItems {
			return fmt.Errorf("template %s: number %s: want one from 0 to %d", name, n.Text, maxItems)
		}
	}
	return nil
}

func checkBranch(name string, b *parse.BranchNode) error {
	return errors.Join(checkCalls(name, b.Pipe), checkCalls(name, b.List), checkCalls(name, b.ElseList))
}

// bounded stops a template that writes without end.
type bounded struct {
	w    *strings.Builder
	left int
}

func (b *bounded) Write(p []byte) (int, error) {
	if b.left -= len(p); b.left < 0 {
		return 0, fmt.Errorf("longer than the %d bytes allowed", maxDraft)
	}
	return b.w.Write(p)
}

var emptyLines = regexp.MustCompile(`\n{3,}`)

// tidy makes one spelling of what a template left: no blanks at the ends of
// lines, one empty line between paragraphs, one line feed at the end.
func tidy(s string) string {
	lines := strings.Split(s, "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " \t")
	}
	return strings.TrimSpace(emptyLines.ReplaceAllString(strings.Join(lines, "\n"), "\n\n")) + "\n"
}

var placeholder = regexp.MustCompile(`\[\[([^\[\]\n]+)\]\]`)

// Placeholders are the words of the placeholders in a letter, each once, in
// their order.
func Placeholders(markdown string) (out []string) {
	for _, m := range placeholder.FindAllStringSubmatch(markdown, -1) {
		if len(m[1]) <= maxPlaceholder && !slices.Contains(out, m[1]) {
			out = append(out, m[1])
		}
	}
	return out
}
