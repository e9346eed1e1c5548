package read

import (
	"fmt"
	"strings"
	"unicode"
)

// decode takes the transfer encoding off a part and says what was wrong with it.
func (m *mailFile) decode(p *mailPart, limit int) ([]byte, error) {
	d := decodeTransfer(p.body, p.header.get("content-transfer-encoding"))
	if len(d.data) > limit {
		return nil, fmt.Errorf("a part of more than %d bytes: split the message", limit)
	}
	if d.unknown {
		m.doc.warn("a part of the message is in an unknown encoding: it was read as it is")
	}
	if d.junk > 0 {
		m.doc.warn("a part of the message is damaged: %d characters do not belong to its encoding: compare it with the original", d.junk)
	}
	if len(d.tail) > 0 {
		m.doc.hideText(HiddenUnknownPart, "after the end of an encoded part", eightBit(string(d.tail)))
	}
	return d.data, nil
}

// text decodes a text part.
func (m *mailFile) text(p *mailPart) (string, error) {
	data, err := m.decode(p, maxTextSize)
	if err != nil {
		return "", err
	}
	label := strings.TrimSpace(p.params["charset"])
	text, charset, trusted, sure := decodeCharset(data, label)
	switch {
	case !sure:
		m.doc.warn("a text of the message could not be decoded completely: compare it with the original")
	case !trusted:
		m.doc.warn("the character set of the text (%q) is unknown or wrong: read as %s", label, charset)
	}
	if p.media == "text/html" {
		m.remote(text)
		seen, hidden := htmlVisible(text)
		for _, h := range hidden {
			if h.Kind != HiddenExternalLink { // named by remote
				m.doc.hide(h)
			}
		}
		return seen, nil
	}
	if strings.EqualFold(p.params["format"], "flowed") {
		text = unflow(text, strings.EqualFold(p.params["delsp"], "yes"))
	}
	text, files := uuFiles(text)
	for _, f := range files {
		if f.junk > 0 {
			m.doc.warn("the file %q written into the text is damaged: compare it with the original", cleanLine(f.name))
		}
		if err := m.j.attach(f.name, "", f.data); err != nil {
			return "", err
		}
	}
	if strings.Contains(text, "-----BEGIN PGP MESSAGE-----") {
		m.encrypted("the text", "OpenPGP", len(text))
	}
	return text, nil
}

// unflow joins the lines of a flowed paragraph (RFC 3676 4): a line that ends
// with a blank goes on in the next one of the same quote depth.
func unflow(text string, delsp bool) string {
	var b strings.Builder
	open := -1 // quote depth of the paragraph that goes on
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\r\n")
		rest := strings.TrimLeft(line, ">")
		depth := len(line) - len(rest)
		rest = strings.TrimPrefix(rest, " ")
		signature := rest == "-- "
		if open >= 0 && (open != depth || signature) {
			b.WriteString("\n")
			open = -1
		}
		if open < 0 && depth > 0 {
			b.WriteString(line[:depth] + " ")
		}
		flows := strings.HasSuffix(rest, " ") && !signature
		if flows && delsp {
			rest = rest[:len(rest)-1]
		}
		b.WriteString(rest)
		if open = -1; flows {
			open = depth
		} else {
			b.WriteString("\n")
		}
	}
	return b.String()
}

// alternative reads a text that is offered in several forms (RFC 2046 5.1.4)
// and shows the plain one; what another one says besides is named.
func (m *mailFile) alternative(parts *multipart, depth int) error {
	type form struct{ media, text string }
	var forms []form
	outer := m.texts
	defer func() { m.texts = outer }()
	for _, data := range parts.parts {
		p, _, err := m.open(data, "")
		if err != nil {
			return err
		}
		m.texts = nil
		if err := m.part(p, depth+1); err != nil {
			return err
		}
		if text := strings.Join(m.texts, "\n\n"); strings.TrimSpace(text) != "" {
			forms = append(forms, form{p.media, text})
		}
	}
	if len(forms) == 0 {
		return nil
	}
	shown := 0
	for i, f := range forms {
		if f.media == "text/plain" {
			shown = i
			break
		}
	}
	for i, f := range forms {
		if i != shown {
			m.hideAlternative(f.media+" beside "+forms[shown].media, forms[shown].text, f.text)
		}
	}
	outer = append(outer, forms[shown].text)
	return nil
}

// hideAlternative names the words that only the form says which is not shown.
func (m *mailFile) hideAlternative(where, shown, other string) {
	have := map[string]int{}
	for _, w := range plainWords(shown) {
		have[w]++
	}
	var only []string
	for _, w := range plainWords(other) {
		if have[w]--; have[w] < 0 {
			only = append(only, w)
		}
	}
	m.doc.hideText(HiddenAlternativeText, where, strings.Join(only, " "))
}

// plainWords splits at everything that is no letter or digit: two forms of a
// text differ in their signs, bullets and line breaks.
func plainWords(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) })
}
