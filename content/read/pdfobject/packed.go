package pdfobject

import (
	"errors"
	"fmt"
)

// packedObjects is one object stream, unpacked (ISO 32000-1 7.5.7).
type packedObjects struct {
	data    []byte
	numbers []int
	places  []int
	err     error // why it could not be unpacked: said again for each object in it
}

// unpack returns an object that stands in an object stream. The index is a
// hint; the number decides.
func (r *Reader) unpack(stream, index, number int) (Object, error) {
	p := r.packedIn(stream)
	if p.err != nil {
		return nil, fmt.Errorf("object stream %d: %w", stream, p.err)
	}
	if index >= len(p.numbers) || p.numbers[index] != number {
		index = -1
		for i, n := range p.numbers {
			if n == number {
				index = i
			}
		}
		if index < 0 {
			return nil, fmt.Errorf("object stream %d does not have it", stream)
		}
	}
	l := &lexer{data: p.data[p.places[index]:], depth: r.f.limits.Depth, refs: true}
	o, err := l.object(0)
	if err != nil {
		return nil, err
	}
	if _, ok := o.(Keyword); ok {
		return nil, errSyntax
	}
	return o, r.spend(int64(l.at))
}

// packedIn unpacks an object stream once.
func (r *Reader) packedIn(stream int) *packedObjects {
	r.f.mu.Lock()
	defer r.f.mu.Unlock()
	p := r.f.packed[stream]
	if p == nil {
		p = &packedObjects{}
		r.unpacking = true // a length or filter in an object stream would end here again
		p.err = p.read(r, stream, r.f.room)
		r.unpacking = false
		if p.err != nil {
			p = &packedObjects{err: p.err}
			if r.failed != nil {
				return p // not the stream's fault: another reader may have room
			}
		}
		r.f.room -= int64(len(p.data))
		r.f.packed[stream] = p
	}
	return p
}

func (p *packedObjects) read(r *Reader, stream int, room int64) error {
	e, ok := r.f.entries[stream]
	if !ok || e.kind != 1 {
		return errors.New("not there, or in a stream itself")
	}
	o, _, err := r.indirect(e.at, stream)
	if err != nil {
		return err
	}
	s, ok := o.(*Stream)
	if !ok {
		return errors.New("not a stream")
	}
	if p.data, err = r.Data(s, room); err != nil {
		return err
	}
	n, first := r.Int(s.Dict["N"]), r.Int(s.Dict["First"])
	if n < 0 || n > int64(r.f.limits.Objects) || first < 0 || first > int64(len(p.data)) {
		return errors.New("a header that is not true")
	}
	l := &lexer{data: p.data[:first]}
	for range n {
		number, err := l.object(0)
		if err != nil {
			break // shorter than it says: what is there is read
		}
		place, err := l.object(0)
		if err != nil {
			break
		}
		num, ok := number.(int64)
		at, ok2 := place.(int64)
		if !ok || !ok2 || num < 0 || num > 1<<31 || at < 0 || at >= int64(len(p.data))-first {
			continue
		}
		p.numbers = append(p.numbers, int(num))
		p.places = append(p.places, int(first+at))
	}
	return nil
}
