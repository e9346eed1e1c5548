package main

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"mime"
	"mime/quotedprintable"
	"strings"

	"golang.org/x/text/encoding/charmap"
)

// message is an e-mail in ISO-8859-2, as office programs of the region write
// it, with at most one attached text file.
type message struct {
	from, to, cc, subject, date, id string
	body                            string
	attachment                      string // file name, "" for none
	data                            []byte
}

func latin2(text string) ([]byte, error) { return charmap.ISO8859_2.NewEncoder().Bytes([]byte(text)) }

func windows1250(text string) func() ([]byte, error) {
	return func() ([]byte, error) {
		return charmap.Windows1250.NewEncoder().Bytes([]byte(strings.ReplaceAll(text, "\n", "\r\n")))
	}
}

// address encodes the name of "Name <box@host>".
func address(s string) (string, error) {
	name, box, found := strings.Cut(s, " <")
	if !found {
		return s, nil
	}
	word, err := word(name)
	return word + " <" + box, err
}

func word(s string) (string, error) {
	raw, err := latin2(s)
	return mime.QEncoding.Encode("iso-8859-2", string(raw)), err
}

// encode writes the message as it travels.
func (m message) encode() ([]byte, error) {
	var b bytes.Buffer
	header := func(name, value string, encode func(string) (string, error)) error {
		if value == "" {
			return nil
		}
		value, err := encode(value)
		fmt.Fprintf(&b, "%s: %s\r\n", name, strings.ReplaceAll(value, "?= =?", "?=\r\n =?"))
		return err
	}
	asIs := func(s string) (string, error) { return s, nil }
	for _, h := range []struct {
		name, value string
		encode      func(string) (string, error)
	}{
		{"Received", "from klient.horni-lhotka.example (klient [192.0.2.17]) by posta.horni-lhotka.example; " + m.date, asIs},
		{"Message-ID", "<" + m.id + ">", asIs},
		{"Date", m.date, asIs},
		{"From", m.from, address}, {"To", m.to, address}, {"Cc", m.cc, address},
		{"Subject", m.subject, word},
		{"MIME-Version", "1.0", asIs},
	} {
		if err := header(h.name, h.value, h.encode); err != nil {
			return nil, err
		}
	}
	raw, err := latin2(m.body)
	if err != nil {
		return nil, err
	}
	const boundary = "=_cast_0001"
	if m.attachment != "" {
		fmt.Fprintf(&b, "Content-Type: multipart/mixed; boundary=\"%s\"\r\n\r\n--%s\r\n", boundary, boundary)
	}
	b.WriteString("Content-Type: text/plain; charset=iso-8859-2\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n")
	q := quotedprintable.NewWriter(&b)
	if _, err := q.Write(raw); err != nil {
		return nil, err
	}
	if err := q.Close(); err != nil {
		return nil, err
	}
	if m.attachment == "" {
		return b.Bytes(), nil
	}
	name, err := latin2(m.attachment)
	if err != nil {
		return nil, err
	}
	fmt.Fprintf(&b, "\r\n--%s\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Disposition: attachment; filename*=iso-8859-2''%s\r\nContent-Transfer-Encoding: base64\r\n\r\n", boundary, percent(name))
	encoded := base64.StdEncoding.EncodeToString(m.data)
	for len(encoded) > 76 {
		b.WriteString(encoded[:76] + "\r\n")
		encoded = encoded[76:]
	}
	fmt.Fprintf(&b, "%s\r\n--%s--\r\n", encoded, boundary)
	return b.Bytes(), nil
}

// percent encodes a file name for RFC 2231.
func percent(name []byte) string {
	var b strings.Builder
	for _, c := range name {
		if c == '-' || c == '.' || c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z' {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}
