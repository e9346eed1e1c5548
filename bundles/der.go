package bundles

import (
	"encoding/asn1"
	"fmt"
	"math/big"
)

// derReader takes DER apart element by element. encoding/asn1 alone is too
// lenient for evidence: it ignores elements after the last field of a struct.
// The first error sticks; check err (or call end) when done.
type derReader struct {
	rest []byte
	err  error
}

// element is one parsed DER element.
type element struct {
	class, tag int
	compound   bool
	content    []byte
	full       []byte
}

func (r *derReader) fail(format string, args ...any) {
	if r.err == nil {
		r.err = fmt.Errorf(format, args...)
	}
}

// peek returns the next element without consuming it.
func (r *derReader) peek() (element, []byte, bool) {
	if r.err != nil || len(r.rest) == 0 {
		return element{}, nil, false
	}
	var v asn1.RawValue
	rest, err := asn1.Unmarshal(r.rest, &v)
	if err != nil {
		r.fail("DER: %w", err)
		return element{}, nil, false
	}
	return element{v.Class, v.Tag, v.IsCompound, v.Bytes, v.FullBytes}, rest, true
}

// next consumes an element that must be there and have this class and tag.
// SEQUENCE, SET and explicit tags are compound, the rest are not.
func (r *derReader) next(class, tag int, compound bool, what string) element {
	e, ok := r.optional(class, tag, compound)
	if !ok {
		r.fail("%s: missing or of another type", what)
	}
	return e
}

// optional consumes the next element if it has this class and tag.
func (r *derReader) optional(class, tag int, compound bool) (element, bool) {
	e, rest, ok := r.peek()
	if !ok || e.class != class || e.tag != tag || e.compound != compound {
		return element{}, false
	}
	r.rest = rest
	return e, true
}

func (r *derReader) sequence(what string) *derReader {
	return r.inside(r.next(asn1.ClassUniversal, asn1.TagSequence, true, what))
}

func (r *derReader) set(what string) *derReader {
	return r.inside(r.next(asn1.ClassUniversal, asn1.TagSet, true, what))
}

// explicit opens an explicitly tagged element.
func (r *derReader) explicit(tag int, what string) *derReader {
	return r.inside(r.next(asn1.ClassContextSpecific, tag, true, what))
}

func (r *derReader) inside(e element) *derReader { return &derReader{rest: e.content, err: r.err} }

func (r *derReader) octets(what string) []byte {
	return r.next(asn1.ClassUniversal, asn1.TagOctetString, false, what).content
}

func (r *derReader) oid(what string) (oid asn1.ObjectIdentifier) {
	r.decode(r.next(asn1.ClassUniversal, asn1.TagOID, false, what), &oid, what)
	return oid
}

func (r *derReader) integer(what string) *big.Int {
	n := new(big.Int)
	r.decode(r.next(asn1.ClassUniversal, asn1.TagInteger, false, what), &n, what)
	return n
}

// decode has encoding/asn1 read a primitive, which it does strictly.
func (r *derReader) decode(e element, v any, what string) {
	if r.err != nil {
		return
	}
	if rest, err := asn1.Unmarshal(e.full, v); err != nil || len(rest) != 0 {
		r.fail("%s: not in DER", what)
	}
}

// end reports the first error, or bytes that are left.
func (r *derReader) end(what string) error {
	if r.err == nil && len(r.rest) != 0 {
		r.fail("%s: %d bytes after the end", what, len(r.rest))
	}
	return r.err
}

// close folds the state of an inner reader into r.
func (r *derReader) close(inner *derReader, what string) {
	if err := inner.end(what); err != nil && r.err == nil {
		r.err = err
	}
}

// algorithm reads an AlgorithmIdentifier whose parameters are absent or NULL.
func (r *derReader) algorithm(what string) asn1.ObjectIdentifier {
	s := r.sequence(what)
	oid := s.oid(what)
	if null, ok := s.optional(asn1.ClassUniversal, asn1.TagNull, false); ok && len(null.content) != 0 {
		s.fail("%s: NULL with content", what)
	}
	r.close(s, what)
	return oid
}
