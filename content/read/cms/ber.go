package cms

import (
	"errors"
	"fmt"
)

// Bounds on one message, each with its reason.
const (
	maxDepth     = 32      // constructed elements without a length inside each other; signatures have 5
	maxElements  = 200_000 // elements looked at in one message: certificates and lists of revoked ones
	maxSigners   = 64      // signers of one message
	maxCerts     = 256     // certificates that come with it
	maxNameRunes = 300     // of one part of a name
)

var errTruncated = errors.New("cms: ends inside of an element")

// Classes of tags (X.690 8.1.2.2).
const (
	classUniversal = 0
	classContext   = 2
)

// Universal tags that are looked at.
const (
	tagOctets      = 4
	tagOID         = 6
	tagUTF8        = 12
	tagSequence    = 16
	tagSet         = 17
	tagPrintable   = 19
	tagT61         = 20
	tagIA5         = 22
	tagUTCTime     = 23
	tagGeneralTime = 24
	tagUniversal   = 28
	tagBMP         = 30
)

// element is one BER element; body and raw are parts of the input.
type element struct {
	class, tag  int
	constructed bool
	body, raw   []byte
}

func (e element) is(class, tag int) bool { return e.class == class && e.tag == tag }

// walker counts what it looks at, so that hostile input ends soon.
type walker struct{ elements int }

// header reads identifier and length octets; length is -1 for the indefinite
// form (X.690 8.1.3.6).
func (w *walker) header(b []byte) (e element, size, length int, err error) {
	if w.elements++; w.elements > maxElements {
		return e, 0, 0, fmt.Errorf("cms: more than %d elements: damaged or made to harm", maxElements)
	}
	if len(b) < 2 {
		return e, 0, 0, errTruncated
	}
	e.class, e.constructed, e.tag = int(b[0]>>6), b[0]&0x20 != 0, int(b[0]&0x1F)
	size = 1
	if e.tag == 0x1F {
		e.tag = 0
		for more := true; more; size++ {
			if size >= len(b) || size > 4 {
				return e, 0, 0, errTruncated
			}
			e.tag, more = e.tag<<7|int(b[size]&0x7F), b[size]&0x80 != 0
		}
	}
	if size >= len(b) {
		return e, 0, 0, errTruncated
	}
	first := b[size]
	size++
	switch {
	case first < 0x80:
		length = int(first)
	case first == 0x80 && e.constructed:
		return e, size, -1, nil
	case first == 0x80 || first > 0x84:
		return e, 0, 0, errors.New("cms: an element claims an impossible length")
	default:
		n := int(first & 0x7F)
		if len(b)-size < n {
			return e, 0, 0, errTruncated
		}
		var claimed uint64
		for _, c := range b[size : size+n] {
			claimed = claimed<<8 | uint64(c)
		}
		size += n
		if claimed > uint64(len(b)-size) {
			return e, 0, 0, errTruncated
		}
		length = int(claimed)
	}
	if length > len(b)-size {
		return e, 0, 0, errTruncated
	}
	return e, size, length, nil
}

// next splits the first element off.
func (w *walker) next(b []byte) (e element, rest []byte, err error) {
	e, size, length, err := w.header(b)
	if err != nil {
		return element{}, nil, err
	}
	if length >= 0 {
		e.body, e.raw = b[size:size+length], b[:size+length]
		return e, b[size+length:], nil
	}
	// Without a length: count the elements that are open until its end.
	for at, open := size, 1; ; {
		inner, size2, length2, err := w.header(b[at:])
		if err != nil {
			return element{}, nil, err
		}
		begin := at
		at += size2 + max(length2, 0)
		switch {
		case length2 < 0:
			if open++; open > maxDepth {
				return element{}, nil, fmt.Errorf("cms: more than %d elements inside each other: damaged or made to harm", maxDepth)
			}
		case inner.is(classUniversal, 0) && length2 == 0:
			if open--; open == 0 {
				e.body, e.raw = b[size:begin], b[:at]
				return e, b[at:], nil
			}
		}
	}
}

// children splits a constructed element into what it holds.
func (w *walker) children(b []byte, limit int) (out []element, err error) {
	for len(b) > 0 {
		var e element
		if e, b, err = w.next(b); err != nil {
			return out, err
		}
		if len(out) == limit {
			return out, fmt.Errorf("cms: more than %d elements where there are fewer: damaged or made to harm", limit)
		}
		out = append(out, e)
	}
	return out, nil
}

// octets joins the pieces of an octet string (X.690 8.7.3), which may be in
// pieces themselves.
func (w *walker) octets(e element, depth int) ([]byte, error) {
	if !e.constructed {
		return e.body, nil
	}
	if depth > maxDepth {
		return nil, fmt.Errorf("cms: an octet string in pieces more than %d deep: damaged or made to harm", maxDepth)
	}
	var out []byte
	for b := e.body; len(b) > 0; {
		piece, rest, err := w.next(b)
		if err != nil {
			return nil, err
		}
		part, err := w.octets(piece, depth+1)
		if err != nil {
			return nil, err
		}
		out, b = append(out, part...), rest
	}
	return out, nil
}
