package read

import (
	"errors"
	"fmt"
	"strings"
)

// readTNEF reads a bare winmail.dat ([MS-OXTNEF]).
func readTNEF(j *job) error {
	data, err := readAll(j.src, maxEmailSize, "winmail.dat")
	if err != nil {
		return err
	}
	if !isTNEF("", data) {
		return errors.New("winmail.dat: not what Outlook writes, or damaged: ask for it again")
	}
	t, err := parseTNEF(j.ctx, data)
	if err != nil {
		return fmt.Errorf("winmail.dat: %w", err)
	}
	m := &mailFile{j: j, doc: j.doc}
	j.doc.setField("subject", t.subject)
	j.doc.setField("from", t.from)
	if err := m.outlook(t); err != nil {
		return fmt.Errorf("winmail.dat: %w", err)
	}
	j.doc.MediaType, j.doc.Format = "application/ms-tnef", "tnef"
	return m.finish()
}

// tnef opens the winmail.dat in a message. A damaged one is named and left
// behind: the rest of the message is worth having.
func (m *mailFile) tnef(p *mailPart) error {
	data, err := m.decode(p, maxAttachmentBytes)
	if err != nil {
		return err
	}
	if !isTNEF("", data) {
		return m.attach(p, "winmail.bin")
	}
	t, err := parseTNEF(m.j.ctx, data)
	if err != nil {
		if m.j.ctx.Err() != nil {
			return err
		}
		m.doc.hideUnread("winmail.dat", len(data), err.Error())
		m.doc.warn("the winmail.dat of the message is damaged (%v): ask the sender for the files in it", err)
		return nil
	}
	return m.outlook(t)
}

// outlook is what Outlook keeps of a message: in a winmail.dat, or as .msg.
type outlook struct {
	subject, from   string
	text, html      string
	rtf             []byte // unpacked
	files           []outlookFile
	notes           []string // warnings
	names           []string // names of properties that are kept and not shown, with their values
	transport       string   // the headers of the message as it came
	to, cc, bcc     []string
	date, messageID string
}

// outlookFile is an attachment.
type outlookFile struct {
	name, media string
	data        []byte
}

// outlook takes over text and attachments.
func (m *mailFile) outlook(t *outlook) error {
	for _, n := range t.notes {
		m.doc.warn("%s", n)
	}
	text := t.text
	if t.html != "" {
		m.remote(t.html)
		shown := htmlText(t.html)
		if strings.TrimSpace(text) == "" {
			text = shown
		} else {
			m.hideAlternative("HTML beside the text", text, shown)
		}
	}
	if strings.TrimSpace(text) != "" {
		m.fallback = append(m.fallback, text)
	}
	if len(t.rtf) > 0 {
		if err := m.j.attach("message.rtf", "application/rtf", t.rtf); err != nil {
			return err
		}
	}
	for _, f := range t.files {
		if err := m.j.attach(f.name, f.media, f.data); err != nil {
			return err
		}
	}
	for _, n := range t.names {
		m.doc.hide(Hidden{Kind: HiddenHeader, Where: "property of Outlook", Count: 1, Unit: "lines", Excerpt: n})
	}
	return nil
}
