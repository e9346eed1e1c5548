package cms

import (
	"errors"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// Attribute types of names and the two extensions that are read.
const (
	oidCommonName = "\x55\x04\x03"
	oidSurname    = "\x55\x04\x04"
	oidGivenName  = "\x55\x04\x2A"
	oidOrg        = "\x55\x04\x0A"
	oidOrgUnit    = "\x55\x04\x0B"
	oidEmail      = "\x2A\x86\x48\x86\xF7\x0D\x01\x09\x01"
	oidKeyID      = "\x55\x1D\x0E"
	oidAltName    = "\x55\x1D\x11"
)

// certificate is what is read of one (RFC 5280 4.1). Package crypto/x509 refuses
// certificates with small faults that offices use every day.
type certificate struct {
	serial, issuerRaw, keyID []byte
	subject, issuer          name
	email                    string
}

// Certificate says whom a certificate (DER) is of and who issued it.
func Certificate(der []byte) (Signer, error) {
	w := &walker{}
	e, _, err := w.next(der)
	if err != nil {
		return Signer{}, err
	}
	c, err := parseCertificate(w, e)
	if err != nil {
		return Signer{}, err
	}
	return Signer{Name: c.name(), Org: c.subject.org, Email: c.email, Issuer: c.issuer.common()}, nil
}

func (c *certificate) name() string { return c.subject.common() }

func parseCertificate(w *walker, e element) (c certificate, err error) {
	tbs, _, err := w.next(e.body)
	if err != nil || !e.is(classUniversal, tagSequence) || !tbs.is(classUniversal, tagSequence) {
		return c, errors.Join(errShape, err)
	}
	parts, err := w.children(tbs.body, 12)
	if err != nil {
		return c, err
	}
	if len(parts) > 0 && parts[0].is(classContext, 0) { // version
		parts = parts[1:]
	}
	if len(parts) < 6 {
		return c, errShape
	}
	c.serial, c.issuerRaw = parts[0].body, parts[2].raw
	if c.issuer, err = parseName(w, parts[2]); err != nil {
		return c, err
	}
	if c.subject, err = parseName(w, parts[4]); err != nil {
		return c, err
	}
	c.email = c.subject.email
	for _, p := range parts[6:] {
		if p.is(classContext, 3) {
			if err := c.extensions(w, p); err != nil {
				return c, err
			}
		}
	}
	return c, nil
}

// extensions reads the key's identifier and the first e-mail address.
func (c *certificate) extensions(w *walker, e element) error {
	seq, _, err := w.next(e.body)
	if err != nil {
		return err
	}
	list, err := w.children(seq.body, 64)
	if err != nil {
		return err
	}
	for _, x := range list {
		parts, err := w.children(x.body, 3)
		if err != nil || len(parts) < 2 {
			return errors.Join(errShape, err)
		}
		value := parts[len(parts)-1].body
		switch string(parts[0].body) {
		case oidKeyID:
			if id, _, err := w.next(value); err == nil {
				c.keyID = id.body
			}
		case oidAltName:
			names, _, err := w.next(value)
			if err != nil {
				return err
			}
			all, err := w.children(names.body, 64)
			if err != nil {
				return err
			}
			for _, n := range all {
				if n.is(classContext, 1) && c.email == "" { // rfc822Name
					c.email = plain(string(n.body))
				}
			}
		}
	}
	return nil
}

// name is what is read of a distinguished name.
type name struct{ cn, given, surname, org, unit, email string }

// common is the best short form.
func (n name) common() string {
	switch {
	case n.cn != "":
		return n.cn
	case n.surname != "":
		return strings.TrimSpace(n.given + " " + n.surname)
	case n.org != "":
		return n.org
	}
	return n.email
}

func parseName(w *walker, e element) (n name, err error) {
	sets, err := w.children(e.body, 64)
	if err != nil {
		return n, err
	}
	for _, s := range sets {
		pairs, err := w.children(s.body, 16)
		if err != nil {
			return n, err
		}
		for _, p := range pairs {
			parts, err := w.children(p.body, 2)
			if err != nil || len(parts) != 2 {
				return n, errors.Join(errShape, err)
			}
			n.set(string(parts[0].body), text(parts[1]))
		}
	}
	return n, nil
}

func (n *name) set(oid, value string) {
	switch oid {
	case oidCommonName:
		n.cn = value
	case oidSurname:
		n.surname = value
	case oidGivenName:
		n.given = value
	case oidOrg:
		n.org = value
	case oidOrgUnit:
		n.unit = value
	case oidEmail:
		n.email = value
	}
}

// text decodes a directory string (RFC 5280 4.1.2.4).
func text(e element) string {
	b := e.body
	switch e.tag {
	case tagBMP:
		units := make([]uint16, 0, len(b)/2)
		for i := 0; i+1 < len(b); i += 2 {
			units = append(units, uint16(b[i])<<8|uint16(b[i+1]))
		}
		return plain(string(utf16.Decode(units)))
	case tagUniversal:
		var out []rune
		for i := 0; i+3 < len(b); i += 4 {
			out = append(out, rune(uint32(b[i])<<24|uint32(b[i+1])<<16|uint32(b[i+2])<<8|uint32(b[i+3])))
		}
		return plain(string(out))
	case tagT61:
		if !utf8.Valid(b) { // in practice Latin 1
			out := make([]rune, len(b))
			for i, c := range b {
				out[i] = rune(c)
			}
			return plain(string(out))
		}
	}
	return plain(string(b))
}

// plain makes one bounded line of valid UTF-8.
func plain(s string) string {
	out := []rune(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD")))
	return strings.TrimSpace(string(out[:min(len(out), maxNameRunes)]))
}
