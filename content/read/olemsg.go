package read

import (
	"encoding/binary"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Names in an Outlook message ([MS-OXMSG] 2.2).
const (
	msgProperties = "__properties_version1.0"
	msgStream     = "__substg1.0_"
	msgAttachment = "__attach_version1.0_#"
	msgRecipient  = "__recip_version1.0_#"
)

// readMSG reads an Outlook message. Its text is the plain body, else the HTML
// one; the formatted text (RTF) becomes a document.
func readMSG(j *job, o *oleFile) error {
	s := &msgReader{o: o, doc: j.doc}
	t, err := s.message(0, 0)
	if err == nil && o.hostile {
		err = errOLE
	}
	if err != nil {
		return fmt.Errorf("the Outlook message: %w", err)
	}
	if err := j.ctx.Err(); err != nil {
		return err
	}
	m := &mailFile{j: j, doc: j.doc}
	for _, f := range []Field{
		{"from", t.from}, {"to", strings.Join(t.to, ", ")}, {"cc", strings.Join(t.cc, ", ")}, {"bcc", strings.Join(t.bcc, ", ")},
		{"subject", t.subject}, {"date", t.date}, {"message-id", t.messageID},
	} {
		j.doc.setField(f.Name, f.Value)
	}
	if t.transport != "" {
		// The header as the server had it: the same lines hide in it as in an .eml.
		h, _, _, _, err := parseHeader([]byte(t.transport))
		if err != nil {
			return fmt.Errorf("the Outlook message: %w", err)
		}
		m.shownHeaders(&h)
		m.partHeaders(&mailPart{header: h}, 0)
	}
	if err := m.outlook(t); err != nil {
		return fmt.Errorf("the Outlook message: %w", err)
	}
	j.doc.MediaType, j.doc.Format = "application/vnd.ms-outlook", "msg"
	return m.finish()
}

// msgReader reads storages of a message.
type msgReader struct {
	o        *oleFile
	doc      *Document
	messages int
}

// message reads the storage of a message: the whole file, or one inside of it.
func (s *msgReader) message(storage, depth int) (*outlook, error) {
	if s.messages++; depth > maxMIMEDepth || s.messages > maxAttachments {
		return nil, fmt.Errorf("messages inside messages deeper than %d: save them one by one", maxMIMEDepth)
	}
	t := &outlook{}
	properties, err := s.properties(storage, depth)
	if err != nil {
		return nil, err
	}
	for _, p := range properties {
		t.take(p)
	}
	t.times(properties)
	for _, i := range s.o.children(storage) {
		switch e := s.o.entries[i]; {
		case strings.HasPrefix(e.name, msgRecipient):
			if err := s.recipient(t, i); err != nil {
				return nil, err
			}
		case strings.HasPrefix(e.name, msgAttachment):
			if err := s.attachment(t, i, depth); err != nil {
				return nil, err
			}
		}
	}
	return t, nil
}

// msgProp is a property; the values of those of fixed size are number.
type msgProp struct {
	mapiProp
	number uint64
}

// text decodes a string.
func (p msgProp) text() string {
	if p.kind == mapiUnicode {
		return utf16Text(p.value)
	}
	return strings.TrimRight(eightBit(string(p.value)), "\x00")
}

// properties reads the streams __substg1.0_IIIITTTT and the table of those of
// fixed size ([MS-OXMSG] 2.4), sorted by identifier.
func (s *msgReader) properties(storage, depth int) (out []msgProp, err error) {
	for _, i := range s.o.children(storage) {
		e := s.o.entries[i]
		if e.name == msgProperties && e.kind == 2 {
			b, err := s.o.stream(e)
			if err != nil {
				return nil, err
			}
			out = append(out, fixedProperties(b, storage, strings.HasPrefix(s.o.entries[storage].name, "__attach") || strings.HasPrefix(s.o.entries[storage].name, "__recip"))...)
			continue
		}
		tag, ours := strings.CutPrefix(e.name, msgStream)
		number, err := strconv.ParseUint(tag, 16, 32)
		if !ours || err != nil || e.kind != 2 || len(tag) != 8 {
			continue
		}
		p := msgProp{mapiProp: mapiProp{id: int(number >> 16), kind: int(number & 0xFFFF)}}
		if p.value, err = s.o.stream(e); err != nil {
			s.doc.warn("a property of the Outlook message is damaged: compare it with the original")
			continue
		}
		if out = append(out, p); len(out) > maxMAPIProps {
			return nil, fmt.Errorf("more than %d properties: damaged or made to harm", maxMAPIProps)
		}
	}
	slices.SortStableFunc(out, func(a, b msgProp) int { return a.id - b.id })
	return out, nil
}

// fixedProperties reads the table; its header is longest in the message itself.
func fixedProperties(b []byte, storage int, inner bool) (out []msgProp) {
	head := 24
	if inner {
		head = 8
	} else if storage == 0 {
		head = 32
	}
	for at := head; at+16 <= len(b) && len(out) < maxMAPIProps; at += 16 {
		tag := binary.LittleEndian.Uint32(b[at:])
		if kind := int(tag & 0xFFFF); kind != mapiString8 && kind != mapiUnicode && kind != mapiBinary && kind != mapiObject && kind&mapiMulti == 0 {
			out = append(out, msgProp{mapiProp{id: int(tag >> 16), kind: kind}, binary.LittleEndian.Uint64(b[at+8:])})
		}
	}
	return out
}

// take sorts one property of a message in.
func (t *outlook) take(p msgProp) {
	switch p.id {
	case mapiSubject:
		t.subject = p.text()
	case mapiSender:
		t.from = p.text()
	case mapiSenderSMTP:
		if address := p.text(); address != "" && !strings.Contains(t.from, address) {
			t.from = strings.TrimSpace(t.from + " <" + address + ">")
		}
	case mapiBody:
		t.text = p.text()
	case mapiHTML:
		if t.html, _, _, _ = decodeCharset(p.value, ""); p.kind == mapiUnicode {
			t.html = p.text()
		}
	case mapiRTF:
		rtf, err := unpackRTF(p.value)
		if err != nil {
			t.notes = append(t.notes, "the formatted text of the Outlook message is damaged ("+err.Error()+"): compare it with the original")
		}
		t.rtf = rtf
	case mapiTransport:
		t.transport = p.text()
	case mapiMessageID:
		t.messageID = p.text()
	case mapiDisplayTo, mapiDisplayCc, mapiDisplayBcc:
		// The recipients are read one by one, with their addresses.
	default:
		t.other(p.mapiProp, p.text())
	}
}

// times takes the time of sending, else of delivery ([MS-DTYP] 2.3.3: intervals
// of 100 ns since 1601).
func (t *outlook) times(properties []msgProp) {
	for _, p := range properties {
		if p.kind != mapiTime || p.id != mapiSubmitTime && p.id != mapiDelivered || t.date != "" {
			continue
		}
		const epoch = 11644473600 // seconds from 1601 to 1970
		if seconds := int64(p.number/10_000_000) - epoch; seconds > 0 && seconds < 1<<33 {
			t.date = time.Unix(seconds, 0).UTC().Format(time.RFC3339)
		}
	}
}

// recipient adds one to its list.
func (s *msgReader) recipient(t *outlook, storage int) error {
	properties, err := s.properties(storage, 0)
	if err != nil {
		return err
	}
	name, address, kind := "", "", uint64(1)
	for _, p := range properties {
		switch p.id {
		case mapiDisplayName:
			name = p.text()
		case mapiAddress:
			if address == "" {
				address = p.text()
			}
		case mapiSMTP:
			address = p.text()
		case mapiRecipientType:
			kind = p.number & 0xF
		}
	}
	if address != "" && address != name {
		name = strings.TrimSpace(name + " <" + address + ">")
	}
	list := map[uint64]*[]string{2: &t.cc, 3: &t.bcc}[kind]
	if list == nil {
		list = &t.to
	}
	*list = append(*list, name)
	return nil
}
