// Package cms reads what a person wants to know of a signed message (CMS, RFC
// 5652, and PKCS #7 before it): its content, who signed, when, and who issued
// the certificate. It checks nothing: what it says is what the file claims.
//
// It reads BER with lengths missing, as S/MIME programs write it, without
// recursion into the unknown, within bounds, and never fails half-filled.
package cms

import (
	"errors"
	"fmt"
)

// Kind is what a message is.
type Kind string

// Kinds of messages.
const (
	Signed     Kind = "signed"
	Encrypted  Kind = "encrypted"
	Compressed Kind = "compressed"
	Other      Kind = "other"
)

// Message is one CMS message.
type Message struct {
	Kind       Kind
	Content    []byte // of a signed message that carries it; a part of the input where it stands there in one piece
	Detached   bool   // signed, and the content is elsewhere
	TimeStamp  string // of a time stamp token (RFC 3161), its time, RFC 3339
	Signers    []Signer
	Recipients int // of an encrypted message
}

// Signer is one of those who signed.
type Signer struct {
	Name   string // of the certificate's subject: common name, else the whole name
	Org    string
	Email  string
	Issuer string
	Serial string // hexadecimal
	Time   string // as the signer claims, RFC 3339, or ""
	Stamp  string // time of a time stamp on the signature, RFC 3339, or ""
}

// String is the signer in one line.
func (s Signer) String() string {
	out := s.Name
	if out == "" {
		out = "unknown signer, certificate " + s.Serial
	}
	if s.Org != "" && s.Org != s.Name {
		out += ", " + s.Org
	}
	if s.Email != "" {
		out += " <" + s.Email + ">"
	}
	if s.Issuer != "" {
		out += ", certificate by " + s.Issuer
	}
	if s.Time != "" {
		out += ", signed " + s.Time
	}
	if s.Stamp != "" {
		out += ", time stamp " + s.Stamp
	}
	return out
}

// Object identifiers, in their encoding.
const (
	oidSigned      = "\x2A\x86\x48\x86\xF7\x0D\x01\x07\x02"
	oidEnveloped   = "\x2A\x86\x48\x86\xF7\x0D\x01\x07\x03"
	oidEncrypted   = "\x2A\x86\x48\x86\xF7\x0D\x01\x07\x06"
	oidAuthEnv     = "\x2A\x86\x48\x86\xF7\x0D\x01\x09\x10\x01\x17"
	oidCompressed  = "\x2A\x86\x48\x86\xF7\x0D\x01\x09\x10\x01\x09"
	oidTSTInfo     = "\x2A\x86\x48\x86\xF7\x0D\x01\x09\x10\x01\x04"
	oidSigningTime = "\x2A\x86\x48\x86\xF7\x0D\x01\x09\x05"
	oidTimeStamp   = "\x2A\x86\x48\x86\xF7\x0D\x01\x09\x10\x02\x0E"
)

var errShape = errors.New("cms: not a signed or encrypted message, or damaged")

// Parse reads a message. Bytes after it are left alone: files are padded.
func Parse(data []byte) (*Message, error) { return parse(&walker{}, data, true) }

func parse(w *walker, data []byte, stamps bool) (*Message, error) {
	info, _, err := w.next(data)
	if err != nil {
		return nil, err
	}
	if !info.is(classUniversal, tagSequence) || !info.constructed {
		return nil, errShape
	}
	kind, rest, err := w.next(info.body)
	if err != nil || !kind.is(classUniversal, tagOID) {
		return nil, errors.Join(errShape, err)
	}
	m := &Message{Kind: Other}
	switch string(kind.body) {
	case oidSigned:
		m.Kind = Signed
	case oidEnveloped, oidEncrypted, oidAuthEnv:
		m.Kind = Encrypted
	case oidCompressed:
		m.Kind = Compressed
	}
	outer, _, err := w.next(rest)
	if err != nil {
		return nil, err
	}
	if m.Kind != Signed && m.Kind != Encrypted {
		return m, nil
	}
	body, _, err := w.next(outer.body)
	if err != nil || !outer.is(classContext, 0) || !body.is(classUniversal, tagSequence) {
		return nil, errors.Join(errShape, err)
	}
	if m.Kind == Signed {
		err = m.signed(w, body.body, stamps)
	} else {
		err = m.recipients(w, body.body)
	}
	if err != nil {
		return nil, err
	}
	return m, nil
}

// recipients counts those who can decrypt (RFC 5652 6.1).
func (m *Message) recipients(w *walker, b []byte) error {
	for len(b) > 0 {
		e, rest, err := w.next(b)
		if err != nil {
			return err
		}
		if e.is(classUniversal, tagSet) {
			list, err := w.children(e.body, maxElements)
			m.Recipients = len(list)
			return err
		}
		b = rest
	}
	return nil
}

// signed reads SignedData (RFC 5652 5.1): version, digest algorithms, content,
// certificates [0], revocation lists [1], signers.
func (m *Message) signed(w *walker, b []byte, stamps bool) error {
	parts, err := w.children(b, 8)
	if err != nil {
		return err
	}
	if len(parts) < 4 {
		return errShape
	}
	if err := m.content(w, parts[2]); err != nil {
		return err
	}
	var certs []certificate
	for _, e := range parts[3:] {
		switch {
		case e.is(classContext, 0):
			list, err := w.children(e.body, maxCerts)
			if err != nil {
				return fmt.Errorf("certificates: %w", err)
			}
			for _, c := range list {
				if cert, err := parseCertificate(w, c); err == nil {
					certs = append(certs, cert)
				}
			}
		case e.is(classUniversal, tagSet):
			list, err := w.children(e.body, maxSigners)
			if err != nil {
				return fmt.Errorf("signers: %w", err)
			}
			for _, s := range list {
				signer, err := parseSigner(w, s, certs, stamps)
				if err != nil {
					return err
				}
				m.Signers = append(m.Signers, signer)
			}
		}
	}
	return nil
}

// content reads EncapsulatedContentInfo (RFC 5652 5.2). PKCS #7 allows any type
// where CMS has an octet string.
func (m *Message) content(w *walker, e element) error {
	kind, rest, err := w.next(e.body)
	if err != nil || !kind.is(classUniversal, tagOID) {
		return errors.Join(errShape, err)
	}
	if m.Detached = len(rest) == 0; m.Detached {
		return nil
	}
	wrap, _, err := w.next(rest)
	if err != nil {
		return err
	}
	inner, _, err := w.next(wrap.body)
	if err != nil {
		return err
	}
	m.Content = inner.raw
	if inner.is(classUniversal, tagOctets) {
		if m.Content, err = w.octets(inner, 0); err != nil {
			return err
		}
	}
	if string(kind.body) == oidTSTInfo {
		m.TimeStamp, err = stampTime(w, m.Content)
	}
	return err
}

// stampTime finds genTime of TSTInfo (RFC 3161 2.4.2).
func stampTime(w *walker, b []byte) (string, error) {
	info, _, err := w.next(b)
	if err != nil {
		return "", err
	}
	parts, err := w.children(info.body, 16)
	for _, e := range parts {
		if e.is(classUniversal, tagGeneralTime) {
			return timeOf(e), nil
		}
	}
	return "", err
}
