package read

import (
	"bytes"
	"encoding/base64"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/ianaindex"
)

// decoded is a body without its transfer encoding (RFC 2045 6).
type decoded struct {
	data    []byte
	junk    int    // bytes that do not belong to the encoding
	tail    []byte // text after its end
	unknown bool   // the encoding has a name that nobody knows
}

func decodeTransfer(body []byte, encoding string) decoded {
	encoding, _, _ = strings.Cut(encoding, ";")
	encoding, _, _ = strings.Cut(strings.ToLower(strings.Trim(encoding, " \t\"")), " ")
	switch encoding {
	case "base64":
		return decodeBase64(body)
	case "quoted-printable":
		return decodeQuotedPrintable(body)
	case "x-uuencode", "uuencode", "x-uue", "uue":
		if _, files := uuFiles(string(body)); len(files) > 0 {
			return decoded{data: files[0].data, junk: files[0].junk}
		}
		return decoded{data: body, unknown: true}
	case "", "7bit", "8bit", "binary", "7-bit", "8-bit":
		return decoded{data: body}
	}
	return decoded{data: body, unknown: true}
}

// decodeBase64 skips what is not of the alphabet. Padding ends a run; another
// may follow, as programs write that encode in pieces; lines of prose do not.
func decodeBase64(body []byte) (d decoded) {
	d.data = make([]byte, 0, len(body)/4*3)
	var quad [4]byte
	n, padded := 0, false
	flush := func() {
		out := make([]byte, 3)
		k, _ := base64.RawStdEncoding.Decode(out, quad[:n])
		d.data = append(d.data, out[:k]...)
		n = 0
	}
	for pos := 0; pos < len(body); {
		line, next := cutLine(body, pos)
		if padded && !base64Line(line) {
			d.tail = bytes.TrimSpace(body[pos:])
			break
		}
		for _, c := range line {
			switch {
			case c == '=':
				if n > 1 {
					flush()
				}
				n, padded = 0, true
			case !base64Byte(c):
				if c != ' ' && c != '\t' && c != '\r' {
					d.junk++
				}
			default:
				quad[n] = c
				if n++; n == 4 {
					flush()
				}
			}
		}
		pos = next
	}
	if n > 1 {
		flush()
	}
	if n == 1 {
		d.junk++
	}
	return d
}

func base64Byte(c byte) bool {
	return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '+' || c == '/'
}

func base64Line(line []byte) bool {
	for _, c := range bytes.TrimSpace(line) {
		if !base64Byte(c) && c != '=' {
			return false
		}
	}
	return true
}

// decodeQuotedPrintable keeps what is wrongly escaped as it stands (RFC 2045 6.7).
func decodeQuotedPrintable(body []byte) (d decoded) {
	d.data = make([]byte, 0, len(body))
	for pos := 0; pos < len(body); {
		raw, next := cutLine(body, pos)
		line := bytes.TrimRight(raw, " \t")
		soft := bytes.HasSuffix(line, []byte("="))
		if soft {
			line = line[:len(line)-1]
		}
		for i := 0; i < len(line); i++ {
			c := line[i]
			if c == '=' {
				if hi, lo := quotedHex(line, i+1), quotedHex(line, i+2); hi >= 0 && lo >= 0 {
					c, i = byte(hi<<4|lo), i+2
				} else {
					d.junk++
				}
			}
			d.data = append(d.data, c)
		}
		if end := body[pos+len(raw) : next]; !soft {
			d.data = append(d.data, end...)
		}
		pos = next
	}
	return d
}

func quotedHex(b []byte, i int) int {
	if i >= len(b) {
		return -1
	}
	switch c := b[i]; {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	}
	return -1
}

// decodeCharset decodes a text by what its sender said, where the bytes agree,
// else by a guess. trusted is false after a guess, sure is false where bytes
// were lost.
func decodeCharset(data []byte, label string) (text, charset string, trusted, sure bool) {
	e := charsetOf(label)
	ascii := bytes.IndexFunc(data, func(r rune) bool { return r >= utf8.RuneSelf }) < 0
	if e != nil && !utf8Label(label) {
		if out, err := e.NewDecoder().Bytes(data); err == nil && !strangeText(out) {
			return string(out), strings.ToLower(label), true, true
		}
	}
	if text, charset, err := decodeText(data); err == nil {
		known := label == "" || e != nil || strings.EqualFold(label, "us-ascii")
		return text, charset, charset == "utf-8" && (known || ascii), true
	}
	return strings.ToValidUTF8(string(data), "\uFFFD"), "", false, utf8.Valid(data)
}

// strangeText reports what no text has: the C1 controls that bytes of
// Windows-1250 become in ISO-8859-2, and characters that could not be decoded.
func strangeText(text []byte) bool {
	return bytes.ContainsFunc(text, func(r rune) bool { return r >= 0x80 && r < 0xA0 && r != 0x85 || r == utf8.RuneError })
}

func utf8Label(label string) bool {
	return strings.EqualFold(label, "utf-8") || strings.EqualFold(label, "utf8")
}

// charsetOf finds a character set by any of its names, or nil.
func charsetOf(label string) encoding.Encoding {
	label = strings.ToLower(strings.Trim(label, " \t\"'"))
	if label == "us-ascii" || label == "ascii" || label == "" {
		return nil
	}
	if e, err := htmlindex.Get(label); err == nil && e != encoding.Replacement {
		return e
	}
	for _, name := range []string{label, strings.Replace(label, "cp", "ibm", 1)} {
		if e, err := ianaindex.MIME.Encoding(name); err == nil && e != nil {
			return e
		}
	}
	return nil
}
