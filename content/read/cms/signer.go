package cms

import (
	"bytes"
	"encoding/hex"
	"errors"
	"time"
)

// parseSigner reads SignerInfo (RFC 5652 5.3): version, identifier, digest
// algorithm, signed attributes [0], algorithm, signature, other attributes [1].
func parseSigner(w *walker, e element, certs []certificate, stamps bool) (Signer, error) {
	parts, err := w.children(e.body, 8)
	if err != nil {
		return Signer{}, err
	}
	if len(parts) < 5 {
		return Signer{}, errShape
	}
	s, err := identify(w, parts[1], certs)
	if err != nil {
		return Signer{}, err
	}
	for _, p := range parts[2:] {
		if p.class == classContext {
			if err := s.attributes(w, p.body, stamps); err != nil {
				return Signer{}, err
			}
		}
	}
	return s, nil
}

// identify finds the certificate by issuer and serial number or by its key's
// identifier (RFC 5652 5.3), else by being the only one.
func identify(w *walker, id element, certs []certificate) (Signer, error) {
	var issuer, serial, key []byte
	if id.is(classUniversal, tagSequence) {
		parts, err := w.children(id.body, 2)
		if err != nil || len(parts) != 2 {
			return Signer{}, errors.Join(errShape, err)
		}
		issuer, serial = parts[0].raw, parts[1].body
	} else {
		key = id.body
	}
	for _, c := range certs {
		if issuer != nil && bytes.Equal(c.serial, serial) && bytes.Equal(c.issuerRaw, issuer) ||
			issuer == nil && (bytes.Equal(c.keyID, key) || len(certs) == 1) {
			return Signer{Name: c.name(), Org: c.subject.org, Email: c.email, Issuer: c.issuer.common(), Serial: hex.EncodeToString(c.serial)}, nil
		}
	}
	s := Signer{Serial: hex.EncodeToString(serial)}
	if issuer != nil {
		if e, _, err := w.next(issuer); err == nil {
			n, err := parseName(w, e)
			if err != nil {
				return Signer{}, err
			}
			s.Issuer = n.common()
		}
	}
	return s, nil
}

// attributes looks for the two that a person asks for.
func (s *Signer) attributes(w *walker, b []byte, stamps bool) error {
	list, err := w.children(b, 256)
	if err != nil {
		return err
	}
	for _, a := range list {
		kind, rest, err := w.next(a.body)
		if err != nil {
			return err
		}
		wanted := string(kind.body)
		if wanted != oidSigningTime && (wanted != oidTimeStamp || !stamps) {
			continue
		}
		set, _, err := w.next(rest)
		if err != nil {
			return err
		}
		value, _, err := w.next(set.body)
		if err != nil {
			return err
		}
		if wanted == oidSigningTime {
			s.Time = timeOf(value)
		} else if token, err := parse(w, value.raw, false); err == nil { // a token has no stamps of its own
			s.Stamp = token.TimeStamp
		}
	}
	return nil
}

// timeOf reads UTCTime and GeneralizedTime; "" where it is neither.
func timeOf(e element) string {
	layouts := []string{"20060102150405Z", "20060102150405Z0700", "20060102150405.999999999Z"}
	if e.is(classUniversal, tagUTCTime) {
		layouts = []string{"060102150405Z", "060102150405Z0700", "0601021504Z"}
	}
	for _, l := range layouts {
		if t, err := time.Parse(l, string(e.body)); err == nil {
			return t.UTC().Format(time.RFC3339)
		}
	}
	return ""
}
