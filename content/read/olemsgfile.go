package read

import (
	"fmt"
	"strings"
)

// attachment reads one attachment storage ([MS-OXMSG] 2.2.2): a file, or a
// message as a storage inside of it.
func (s *msgReader) attachment(t *outlook, storage, depth int) error {
	properties, err := s.properties(storage, depth)
	if err != nil {
		return err
	}
	f := outlookFile{}
	for _, p := range properties {
		switch p.id {
		case mapiAttachLongName:
			f.name = p.text()
		case mapiAttachName, mapiDisplayName:
			if f.name == "" {
				f.name = p.text()
			}
		case mapiAttachMIME:
			f.media = strings.ToLower(p.text())
		case mapiAttachData:
			if p.kind == mapiBinary {
				f.data = p.value
			}
		}
	}
	for _, i := range s.o.children(storage) {
		if e := s.o.entries[i]; e.kind == 1 && strings.EqualFold(e.name, msgStream+"3701000D") {
			return s.embedded(t, i, depth+1)
		}
	}
	if f.data == nil {
		t.notes = append(t.notes, fmt.Sprintf("the attachment %q is not in the message but kept elsewhere: ask for it", cleanLine(f.name)))
		return nil
	}
	t.files = append(t.files, f)
	return nil
}

// embedded writes a message inside the message out as one of its own: it has no
// bytes that could stand alone. Its files are attached beside it.
func (s *msgReader) embedded(t *outlook, storage, depth int) error {
	inner, err := s.message(storage, depth)
	if err != nil {
		return err
	}
	text := inner.text
	if strings.TrimSpace(text) == "" {
		text = htmlText(inner.html)
	}
	var b strings.Builder
	for _, line := range [][2]string{
		{"From", inner.from}, {"To", strings.Join(inner.to, ", ")}, {"Cc", strings.Join(inner.cc, ", ")}, {"Bcc", strings.Join(inner.bcc, ", ")},
		{"Date", inner.date}, {"Subject", inner.subject}, {"Message-Id", inner.messageID},
	} {
		if value := cleanLine(line[1]); value != "" {
			fmt.Fprintf(&b, "%s: %s\r\n", line[0], value)
		}
	}
	if b.Len() == 0 {
		b.WriteString("Subject: -\r\n")
	}
	for _, n := range inner.names {
		name, value, _ := strings.Cut(n, ": ")
		fmt.Fprintf(&b, "X-Outlook-%s: %s\r\n", strings.Map(headerRune, name), cleanLine(value))
	}
	b.WriteString("Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + text)
	name := strings.Map(fileRune, cleanLine(inner.subject))
	if name == "" {
		name = "message"
	}
	t.files = append(t.files, outlookFile{cutBytes(name, maxNameBytes-8) + ".eml", "message/rfc822", []byte(b.String())})
	if len(inner.rtf) > 0 {
		t.files = append(t.files, outlookFile{"message.rtf", "application/rtf", inner.rtf})
	}
	t.files = append(t.files, inner.files...)
	t.notes = append(t.notes, inner.notes...)
	if inner.transport != "" {
		t.names = append(t.names, "transport headers of the message inside: "+cleanLine(inner.transport))
	}
	return nil
}

// headerRune keeps what may stand in the name of a header.
func headerRune(r rune) rune {
	if r > ' ' && r < 0x7F && r != ':' {
		return r
	}
	return '-'
}

// fileRune keeps what may stand in a file name.
func fileRune(r rune) rune {
	if strings.ContainsRune(`/\:*?"<>|`, r) {
		return '_'
	}
	return r
}
