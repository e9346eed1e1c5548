package readtest

import (
	"encoding/binary"
	"unicode/utf16"
)

func mailboxes() []Fixture {
	return []Fixture{
		{Name: "mbox-clean.mbox", Format: "mbox", Text: "1. Jana Novotná Žádost 2. Jana",
			Data: wireMail("From - Tue Mar 18 13:15:22 2025\n", mailHead, plainBody, "První\n>From Prahy\n\nFrom - Tue Mar 18 13:15:23 2025\n", mailHead, plainBody, "Druhá\n")},
		{Name: "mbox-envelope.mbox", Format: "mbox", Text: "1. Jana Novotná", Hidden: "mail-header", Canary: "KANAREK413",
			Data: wireMail("From KANAREK413@pc.example Tue Mar 18 13:15:22 2025\n", mailHead, plainBody, "První\n")},
		{Name: "winmail-clean.dat", Format: "tnef", Text: "Posílám tabulku mezd", Data: Winmail("")},
		{Name: "winmail-names.dat", Format: "tnef", Text: "Posílám tabulku", Hidden: "mail-header", Canary: "KANAREK414", Data: Winmail("KANAREK414")},
		{Name: "outlook-clean.msg", Format: "msg", Text: "Üdvözlettel: Szűcs Ödön", Data: OutlookMessage("")},
		{Name: "outlook-names.msg", Format: "msg", Text: "Szűcs Ödön", Hidden: "mail-header", Canary: "KANAREK415", Data: OutlookMessage("KANAREK415")},
	}
}

// Little endian numbers.
func le16(n int) []byte { return binary.LittleEndian.AppendUint16(nil, uint16(n)) }
func le32(n int) []byte { return binary.LittleEndian.AppendUint32(nil, uint32(n)) }

// utf16le is text as Windows keeps it.
func utf16le(s string) (out []byte) {
	for _, u := range utf16.Encode([]rune(s)) {
		out = append(out, le16(int(u))...)
	}
	return out
}

func join(parts ...[]byte) (out []byte) {
	for _, p := range parts {
		out = append(out, p...)
	}
	return out
}

// Winmail is a winmail.dat with a text, an attachment and, where it is not "",
// the name of whoever changed the message last.
func Winmail(lastChangedBy string) []byte {
	attribute := func(level byte, id int, b []byte) []byte {
		sum := 0
		for _, c := range b {
			sum += int(c)
		}
		return join([]byte{level}, le32(id), le32(len(b)), b, le16(sum))
	}
	text := func(id int, s string) []byte {
		v := append(utf16le(s), 0, 0)
		return join(le16(0x001F), le16(id), le32(1), le32(len(v)), v, make([]byte, -len(v)&3))
	}
	props := join(le32(1), text(0x1000, "Posílám tabulku mezd.\r\nKarel"))
	if lastChangedBy != "" {
		props = join(le32(2), text(0x1000, "Posílám tabulku mezd.\r\nKarel"), text(0x3FFA, lastChangedBy))
	}
	return join([]byte{0x78, 0x9F, 0x3E, 0x22, 1, 0},
		attribute(1, 0x00069007, join(le32(1250), le32(0))),
		attribute(1, 0x00018004, []byte("Tabulka\x00")),
		attribute(1, 0x00069003, props),
		attribute(2, 0x00069002, make([]byte, 14)),
		attribute(2, 0x00018010, []byte("TABULK~1.TXT\x00")),
		attribute(2, 0x0006800F, []byte("1;2\r\n")),
		attribute(2, 0x00069005, join(le32(1), text(0x3707, "Tabulka žaluzií.txt"))))
}

// OutlookMessage is an Outlook message (.msg) with a text, an attachment and,
// where it is not "", the name of whoever changed it last.
func OutlookMessage(lastChangedBy string) []byte {
	root := []oleNode{
		{name: "__properties_version1.0", data: make([]byte, 32)},
		{name: "__substg1.0_0037001F", data: utf16le("Közérdekű adatigénylés")},
		{name: "__substg1.0_0C1A001F", data: utf16le("Szűcs Ödön")},
		{name: "__substg1.0_1000001F", data: utf16le("Kérem az adatokat.\r\nÜdvözlettel: Szűcs Ödön")},
		{name: "__attach_version1.0_#00000000", inside: []oleNode{
			{name: "__properties_version1.0", data: make([]byte, 8)},
			{name: "__substg1.0_3707001F", data: utf16le("táblázat.txt")},
			{name: "__substg1.0_37010102", data: []byte("1;2\r\n")},
		}},
	}
	if lastChangedBy != "" {
		root = append(root, oleNode{name: "__substg1.0_3FFA001F", data: utf16le(lastChangedBy)})
	}
	return CompoundFile(root)
}
