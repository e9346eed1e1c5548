package read

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
)

// readEmail reads one message (RFC 5322, RFC 2045). Its body is the text view,
// the headers that a mail program shows are fields, what is attached becomes
// documents of its own. Damage is read around and said.
func readEmail(j *job) error {
	data, err := readAll(j.src, maxEmailSize, "e-mail")
	if err != nil {
		return err
	}
	m := &mailFile{j: j, doc: j.doc}
	if err := m.message(lineBreaks(data)); err != nil {
		return fmt.Errorf("e-mail: %w", err)
	}
	j.doc.MediaType, j.doc.Format = "message/rfc822", "email"
	return nil
}

// mailFile is one message being read.
type mailFile struct {
	j        *job
	doc      *Document
	texts    []string // what is shown
	fallback []string // shown where there is nothing else: the text in a winmail.dat
	parts    int
	sealed   bool // something in it is encrypted
	headers  []*skippedHeader
	byName   map[string]*skippedHeader
}

// message reads a whole message and fills the document.
func (m *mailFile) message(data []byte) error {
	p, bad, err := newPart(skipEnvelope(data))
	switch {
	case err != nil:
		return err
	case len(p.header.fields) == 0 && len(bytes.TrimSpace(data)) > 0 && bytes.IndexByte([]byte("\r\n"), data[0]) < 0:
		return errors.New("the header is damaged: its first line is no header line: save the message again as .eml")
	case len(p.header.fields) == 0:
		return errors.New("no header in it: save the message again as .eml")
	}
	if bad > 0 {
		m.doc.warn("%d lines of the header are damaged: compare the message with the original", bad)
	}
	m.shownHeaders(&p.header)
	if err := m.part(p, 0); err != nil {
		return err
	}
	return m.finish()
}

// finish makes the text view of what the parts said.
func (m *mailFile) finish() error {
	text := strings.Join(m.texts, "\n\n")
	if beside := strings.Join(m.fallback, "\n\n"); strings.TrimSpace(text) == "" {
		text = beside
	} else {
		m.hideAlternative("winmail.dat", text, beside)
	}
	if err := m.doc.setTokens(text); err != nil {
		return err
	}
	m.hideHeaders()
	hideQuotes(m.doc, text)
	m.doc.MachineRead = !m.sealed
	if len(m.doc.Tokens) == 0 {
		m.doc.warn("the message has no text of its own")
	}
	return nil
}

// skipEnvelope drops blank lines and the "From " line of a mailbox before the
// header.
func skipEnvelope(data []byte) []byte {
	for pos := 0; pos < len(data); {
		line, next := cutLine(data, pos)
		if len(line) > 0 && !bytes.HasPrefix(line, []byte("From ")) && !bytes.HasPrefix(line, []byte(">From ")) {
			return data[pos:]
		}
		pos = next
	}
	return nil
}

// part reads one part and what is in it.
func (m *mailFile) part(p *mailPart, depth int) error {
	if err := m.j.ctx.Err(); err != nil {
		return err
	}
	if m.parts++; m.parts > maxMIMEParts {
		return fmt.Errorf("more than %d parts: split the message", maxMIMEParts)
	}
	if depth > maxMIMEDepth {
		return fmt.Errorf("parts inside parts deeper than %d: not an ordinary message, add its text as a file", maxMIMEDepth)
	}
	m.partHeaders(p, depth)
	if strings.HasPrefix(p.media, "multipart/") {
		return m.multipart(p, depth)
	}
	name := attachmentName(&p.header)
	switch {
	case isSMIME(p.media, name):
		return m.smime(p, name, depth)
	case p.media == "application/ms-tnef", p.media == "application/vnd.ms-tnef", strings.EqualFold(name, "winmail.dat"):
		return m.tnef(p)
	case strings.HasPrefix(p.media, "message/") && p.media != "message/rfc822":
		return m.messagePart(p, name)
	case name != "", p.header.disposition() == "attachment", p.media != "text/plain" && p.media != "text/html":
		return m.attach(p, name)
	}
	text, err := m.text(p)
	if err == nil && strings.TrimSpace(text) != "" {
		m.texts = append(m.texts, text)
	}
	return err
}

// multipart reads the parts of a multipart by what they are to each other.
func (m *mailFile) multipart(p *mailPart, depth int) error {
	if e := strings.ToLower(p.header.get("content-transfer-encoding")); e == "base64" || e == "quoted-printable" {
		p.body = decodeTransfer(p.body, e).data // forbidden by RFC 2045 6.4, and seen
	}
	parts, err := splitMultipart(p.body, p.params["boundary"], maxMIMEParts-m.parts)
	if errors.Is(err, errNoBoundary) && depth < maxMIMEDepth && len(bytes.TrimSpace(p.body)) > 0 {
		m.doc.warn("a part of the message has no boundary: it was read as one text: compare it with the original")
		return m.part(&mailPart{media: "text/plain", body: p.body}, depth+1)
	}
	if err != nil {
		return err
	}
	m.around(p, parts)
	switch p.media {
	case "multipart/alternative":
		return m.alternative(parts, depth)
	case "multipart/signed":
		return m.signed(p, parts, depth)
	case "multipart/encrypted":
		m.encrypted("the message", "OpenPGP", len(p.body))
		return nil
	}
	return m.each(p, parts, depth)
}

// around names what stands before the first boundary and after the last.
func (m *mailFile) around(p *mailPart, parts *multipart) {
	if text := string(parts.preamble); !standardPreamble(text) {
		m.doc.hideText(HiddenUnknownPart, "before the first part of "+p.media, eightBit(text))
	}
	m.doc.hideText(HiddenUnknownPart, "after the last part of "+p.media, eightBit(string(parts.epilogue)))
	if parts.guessed {
		m.doc.warn("the boundary of the message's parts is missing or wrong: a line of the text was taken for it")
	}
	if !parts.closed {
		m.doc.warn("the message ends before its last part is complete: ask for it again")
	}
}

// standardPreamble knows the sentences that programs write for those that do
// not understand MIME.
func standardPreamble(text string) bool {
	text = strings.ToLower(cleanLine(text))
	return text == "" || strings.HasPrefix(text, "this is a multi") && strings.HasSuffix(text, "mime format.") && len(text) < 60 ||
		strings.HasPrefix(text, "this is a cryptographically signed message in mime format.") && len(text) < 60 ||
		strings.HasPrefix(text, "this is an openpgp/mime") && len(text) < 80
}

// each reads every part of a multipart.
func (m *mailFile) each(parent *mailPart, parts *multipart, depth int) error {
	for i, data := range parts.parts {
		p, bad, err := m.open(data, parent.media)
		if err != nil {
			return err
		}
		if bad > 0 && len(p.header.fields) > 0 {
			m.doc.warn("the header of a part of the message is damaged: compare it with the original")
		}
		if p.cut && !parts.closed && i == len(parts.parts)-1 {
			m.doc.hideText(HiddenUnknownPart, fmt.Sprintf("part %d, cut off in its header", i+1), eightBit(string(data)))
			continue
		}
		if err := m.part(p, depth+1); err != nil {
			return err
		}
	}
	return nil
}

// open reads a part's header; in a digest a part without one is a message
// (RFC 2046 5.1.5).
func (m *mailFile) open(data []byte, parent string) (*mailPart, int, error) {
	p, bad, err := newPart(data)
	if err == nil && parent == "multipart/digest" && p.header.get("content-type") == "" {
		p.media = "message/rfc822"
	}
	return p, bad, err
}

// attach makes a document of a part.
func (m *mailFile) attach(p *mailPart, name string) error {
	data, err := m.decode(p, maxAttachmentBytes)
	if err != nil {
		return err
	}
	return m.j.attach(name, p.media, data)
}

// messagePart reads what mail servers write to each other: reports become
// attachments that are text, pieces of a message are kept and named.
func (m *mailFile) messagePart(p *mailPart, name string) error {
	switch p.media {
	case "message/partial":
		m.doc.warn("this is piece %s of %s of a longer message: ask for all of them in one", cleanLine(p.params["number"]), cleanLine(p.params["total"]))
	case "message/external-body":
		m.doc.hide(Hidden{Kind: HiddenExternalLink, Where: "a part that is kept elsewhere", Count: 1, Excerpt: p.header.get("content-type")})
		m.doc.warn("a part of the message is not in it but kept elsewhere: ask for it")
	}
	if name == "" && p.media != "message/global" {
		name = strings.TrimPrefix(p.media, "message/") + ".txt"
	}
	return m.attach(p, name)
}

// extension gives nameless parts an ending by which their reader is found.
func extension(media string) string {
	switch media {
	case "message/rfc822", "message/global":
		return ".eml"
	case "text/plain", "text/rfc822-headers":
		return ".txt"
	case "text/html":
		return ".html"
	case "text/calendar":
		return ".ics"
	case "text/vcard", "text/x-vcard":
		return ".vcf"
	case "application/pdf":
		return ".pdf"
	case "image/png":
		return ".png"
	case "image/jpeg":
		return ".jpg"
	}
	return ""
}
