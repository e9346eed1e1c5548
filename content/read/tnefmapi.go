package read

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"unicode/utf16"
)

// Types of MAPI properties ([MS-OXCDATA] 2.11.1).
const (
	mapiObject  = 0x000D
	mapiString8 = 0x001E
	mapiUnicode = 0x001F
	mapiBinary  = 0x0102
	mapiTime    = 0x0040
	mapiMulti   = 0x1000
)

// MAPI properties ([MS-OXPROPS]).
const (
	mapiSubject        = 0x0037
	mapiSubmitTime     = 0x0039
	mapiTransport      = 0x007D
	mapiSender         = 0x0C1A
	mapiSenderAddress  = 0x0C1F
	mapiSenderSMTP     = 0x5D01
	mapiRecipientType  = 0x0C15
	mapiDisplayBcc     = 0x0E02
	mapiDisplayCc      = 0x0E03
	mapiDisplayTo      = 0x0E04
	mapiDelivered      = 0x0E06
	mapiBody           = 0x1000
	mapiRTF            = 0x1009
	mapiHTML           = 0x1013
	mapiMessageID      = 0x1035
	mapiDisplayName    = 0x3001
	mapiSMTP           = 0x39FE
	mapiAddress        = 0x3003
	mapiAttachData     = 0x3701
	mapiAttachName     = 0x3704
	mapiAttachLongName = 0x3707
	mapiAttachMIME     = 0x370E
	mapiCodepage       = 0x3FFD
)

// mapiNames are the texts that Outlook keeps and does not show, of those that
// say something about people and machines.
func mapiName(id int) string {
	switch id {
	case 0x0042:
		return "sent on behalf of"
	case 0x0065:
		return "sent on behalf of, address"
	case 0x0070:
		return "topic of the conversation"
	case 0x007D:
		return "transport headers"
	case 0x0C1F:
		return "sender's address"
	case 0x1042:
		return "answer to message"
	case 0x1039:
		return "references"
	case 0x3FF8:
		return "created by"
	case 0x3FFA:
		return "last changed by"
	case 0x0E28, 0x0E29:
		return "mail account"
	}
	return ""
}

// other names a property that is kept and not shown.
func (o *outlook) other(p mapiProp, text string) {
	name := mapiName(p.id)
	if text = cleanLine(text); name == "" || text == "" || p.kind != mapiString8 && p.kind != mapiUnicode {
		return
	}
	o.names = append(o.names, name+": "+text)
}

// mapiProp is one property with its first value.
type mapiProp struct {
	id, kind int
	value    []byte
}

// mapiReader walks through the encoded properties of a TNEF attribute
// ([MS-OXTNEF] 2.1.3.4): every length is checked against what is left.
type mapiReader struct {
	b   []byte
	err error
}

func (r *mapiReader) take(n uint64) []byte {
	if n > uint64(len(r.b)) {
		r.err, r.b = errors.New("it ends inside of a property"), nil
		return nil
	}
	out := r.b[:n]
	r.b = r.b[n:]
	return out
}

func (r *mapiReader) uint32() uint32 {
	if b := r.take(4); b != nil {
		return binary.LittleEndian.Uint32(b)
	}
	return 0
}

// padded takes n bytes and what fills them up to a multiple of four; the last
// ones of a stream come without.
func (r *mapiReader) padded(n uint32) []byte {
	out := r.take(uint64(n))
	r.b = r.b[min(int(-n&3), len(r.b)):]
	return out
}

// mapiProps reads all of them, and returns those before a damage with it.
func mapiProps(ctx context.Context, b []byte) (out []mapiProp, err error) {
	r := &mapiReader{b: b}
	for n := r.uint32(); n > 0 && r.err == nil; n-- {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if len(out) > maxMAPIProps {
			return out, fmt.Errorf("more than %d properties", maxMAPIProps)
		}
		tag := r.uint32()
		p := mapiProp{id: int(tag >> 16), kind: int(tag & 0xFFFF)}
		if p.id >= 0x8000 {
			r.name()
		}
		if !r.value(&p) {
			return out, fmt.Errorf("a property of the unknown type %#x", p.kind)
		}
		if r.err == nil {
			out = append(out, p)
		}
	}
	return out, r.err
}

// name skips the name of a named property: a set, then a number or a text.
func (r *mapiReader) name() {
	r.take(16)
	if r.uint32() == 0 {
		r.take(4)
		return
	}
	r.padded(r.uint32())
}

// value reads the first value and skips the others.
func (r *mapiReader) value(p *mapiProp) bool {
	kind := p.kind &^ mapiMulti
	count := uint32(1)
	variable := kind == mapiString8 || kind == mapiUnicode || kind == mapiBinary || kind == mapiObject
	if p.kind != kind || variable {
		count = r.uint32()
	}
	for i := uint32(0); i < count && r.err == nil; i++ {
		var v []byte
		switch kind {
		case mapiString8, mapiUnicode, mapiBinary, mapiObject:
			v = r.padded(r.uint32())
		case 0x0001:
			return true
		case 0x0002, 0x0003, 0x0004, 0x000A, 0x000B:
			v = r.take(4)
		case 0x0005, 0x0006, 0x0007, 0x0014, mapiTime:
			v = r.take(8)
		case 0x0048:
			v = r.take(16)
		default:
			return false
		}
		if i == 0 {
			p.value = v
		}
	}
	return true
}

// utf16Text decodes little endian text up to its end mark.
func utf16Text(b []byte) string {
	units := make([]uint16, 0, len(b)/2)
	for i := 0; i+1 < len(b); i += 2 {
		u := binary.LittleEndian.Uint16(b[i:])
		if u == 0 {
			break
		}
		units = append(units, u)
	}
	return string(utf16.Decode(units))
}
