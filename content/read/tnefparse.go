package read

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"

	"golang.org/x/text/encoding/charmap"
)

// Attributes of a TNEF stream ([MS-OXTNEF] 2.1.3.2).
const (
	attSubject     = 0x00018004
	attFrom        = 0x00008000
	attBody        = 0x0002800C
	attMAPIProps   = 0x00069003
	attOEMCodepage = 0x00069007
	attRendData    = 0x00069002 // begins an attachment
	attTitle       = 0x00018010
	attData        = 0x0006800F
	attAttachment  = 0x00069005 // its MAPI properties
)

// tnefStream is one being read.
type tnefStream struct {
	ctx   context.Context
	out   *outlook
	file  *outlookFile
	rtf   []byte // packed
	codep string
}

// parseTNEF reads attributes until the stream ends; what is cut off at the end
// is said, what came before is kept.
func parseTNEF(ctx context.Context, data []byte) (*outlook, error) {
	t := &tnefStream{ctx: ctx, out: &outlook{}}
	const start, head = 6, 9 // signature and key; level, attribute, length
	count := 0
	for rest := data[min(start, len(data)):]; len(rest) > 0; count++ {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if count > maxMIMEParts {
			return nil, fmt.Errorf("more than %d attributes: damaged or made to harm", maxMIMEParts)
		}
		if len(rest) < head {
			t.note()
			break
		}
		id, size := binary.LittleEndian.Uint32(rest[1:]), binary.LittleEndian.Uint32(rest[5:])
		if uint64(size)+2 > uint64(len(rest)-head) {
			t.note()
			break
		}
		if err := t.attribute(id, rest[head:head+int(size)]); err != nil {
			return nil, err
		}
		rest = rest[head+int(size)+2:]
	}
	if count == 0 {
		return nil, errors.New("nothing in it can be read: ask the sender for the files in it")
	}
	t.end()
	if len(t.rtf) > 0 {
		rtf, err := unpackRTF(t.rtf)
		if err != nil {
			t.out.notes = append(t.out.notes, "the formatted text of the winmail.dat is damaged ("+err.Error()+"): ask the sender for the message as text")
		}
		t.out.rtf = rtf
	}
	return t.out, nil
}

func (t *tnefStream) note() {
	t.out.notes = append(t.out.notes, "the winmail.dat ends early: files in it may be missing: ask the sender for them")
}

// end closes the attachment that is being collected.
func (t *tnefStream) end() {
	if t.file != nil && len(t.file.data) > 0 {
		t.out.files = append(t.out.files, *t.file)
	}
	t.file = nil
}

func (t *tnefStream) attribute(id uint32, b []byte) error {
	switch id {
	case attSubject:
		t.out.subject = t.string8(b)
	case attBody:
		t.out.text = t.string8(b)
	case attOEMCodepage:
		if len(b) >= 4 {
			t.codep = fmt.Sprintf("cp%d", binary.LittleEndian.Uint32(b))
		}
	case attRendData:
		t.end()
		t.file = &outlookFile{}
	case attTitle:
		if t.file != nil && t.file.name == "" {
			t.file.name = t.string8(b)
		}
	case attData:
		if t.file != nil {
			t.file.data = b
		}
	case attAttachment, attMAPIProps:
		props, err := mapiProps(t.ctx, b)
		for _, p := range props {
			t.property(p)
		}
		if err != nil {
			if t.ctx.Err() != nil {
				return err
			}
			t.out.notes = append(t.out.notes, "a part of the winmail.dat is damaged ("+err.Error()+"): compare what it holds with what the sender says")
		}
	}
	return nil
}

// property takes one MAPI property of the message or of the attachment.
func (t *tnefStream) property(p mapiProp) {
	if f := t.file; f != nil {
		switch p.id {
		case mapiAttachLongName:
			f.name = t.text(p)
		case mapiAttachName:
			if f.name == "" {
				f.name = t.text(p)
			}
		case mapiAttachMIME:
			f.media = strings.ToLower(t.text(p))
		case mapiAttachData:
			if p.kind == mapiObject && len(p.value) > 16 { // after the interface's identifier
				if f.data = p.value[16:]; isTNEF("", f.data) {
					f.name += ".dat"
				}
			} else if p.kind == mapiBinary {
				f.data = p.value
			}
		}
		return
	}
	switch p.id {
	case mapiSubject:
		t.out.subject = t.text(p)
	case mapiSender:
		t.out.from = t.text(p)
	case mapiBody:
		t.out.text = t.text(p)
	case mapiHTML:
		html, _, _, _ := decodeCharset(p.value, "")
		if p.kind == mapiUnicode {
			html = t.text(p)
		}
		t.out.html = strings.TrimRight(html, "\x00")
	case mapiRTF:
		t.rtf = p.value
	default:
		t.out.other(p, t.text(p))
	}
}

// text decodes a string property.
func (t *tnefStream) text(p mapiProp) string {
	if p.kind == mapiUnicode {
		return utf16Text(p.value)
	}
	return t.string8(p.value)
}

// string8 decodes a string of the sender's code page.
func (t *tnefStream) string8(b []byte) string {
	b = bytes.TrimRight(b, "\x00")
	if e := charsetOf(strings.Replace(t.codep, "cp125", "windows-125", 1)); e != nil {
		if out, err := e.NewDecoder().Bytes(b); err == nil {
			return string(out)
		}
	}
	if text, _, err := decodeText(b); err == nil {
		return text
	}
	out, _ := charmap.Windows1250.NewDecoder().Bytes(b)
	return string(out)
}
