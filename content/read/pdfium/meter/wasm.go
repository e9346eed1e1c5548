package main

import (
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
)

// Sections of a module (WebAssembly core specification, 5.5.2).
const (
	sectionType     = 1
	sectionImport   = 2
	sectionFunction = 3
	sectionGlobal   = 6
	sectionCode     = 10
)

type section struct {
	id   byte
	body []byte
}

var errEnd = errors.New("ends in the middle")

// input reads a module from its beginning. The first error stays.
type input struct {
	data []byte
	at   int
	err  error
}

func (in *input) fail(err error) {
	if in.err == nil {
		in.err = err
		in.at = len(in.data)
	}
}

func (in *input) byte() byte {
	if in.at >= len(in.data) {
		in.fail(errEnd)
		return 0
	}
	in.at++
	return in.data[in.at-1]
}

func (in *input) take(n uint64) []byte {
	if n > uint64(len(in.data)-in.at) {
		in.fail(errEnd)
		return nil
	}
	in.at += int(n)
	return in.data[in.at-int(n) : in.at]
}

func (in *input) uint() uint64 {
	v, n := binary.Uvarint(in.data[in.at:])
	if n <= 0 {
		in.fail(errEnd)
		return 0
	}
	in.at += n
	return v
}

// signed skips a signed number of any width.
func (in *input) signed() {
	for in.byte()&0x80 != 0 {
	}
}

func (in *input) name() string { return string(in.take(in.uint())) }

func parse(module []byte) ([]section, error) {
	if len(module) < 8 || string(module[:8]) != "\x00asm\x01\x00\x00\x00" {
		return nil, errors.New("not a WebAssembly module of version 1")
	}
	in := &input{data: module, at: 8}
	var out []section
	for in.at < len(in.data) && in.err == nil {
		id := in.byte()
		out = append(out, section{id, in.take(in.uint())})
	}
	return out, in.err
}

func format(sections []section) []byte {
	out := []byte("\x00asm\x01\x00\x00\x00")
	for _, s := range sections {
		out = append(out, s.id)
		out = binary.AppendUvarint(out, uint64(len(s.body)))
		out = append(out, s.body...)
	}
	return out
}

func find(sections []section, id byte) (*section, error) {
	i := slices.IndexFunc(sections, func(s section) bool { return s.id == id })
	if i < 0 {
		return nil, fmt.Errorf("no section %d", id)
	}
	return &sections[i], nil
}

// extend appends one entry to a section that is a list and returns its index.
func (s *section) extend(entry []byte) uint64 {
	in := &input{data: s.body}
	n := in.uint()
	s.body = slices.Concat(binary.AppendUvarint(nil, n+1), s.body[in.at:], entry)
	return n
}

// imports counts the imported functions and finds one of them.
func imports(s *section, module, name string) (count, index uint64, err error) {
	in := &input{data: s.body}
	found := false
	for range in.uint() {
		m, n := in.name(), in.name()
		if kind := in.byte(); kind != 0 {
			return 0, 0, fmt.Errorf("import %q: kind %d, want functions only", n, kind)
		}
		in.uint() // its type
		if m == module && n == name {
			found, index = true, count
		}
		count++
	}
	if in.err == nil && !found {
		return 0, 0, fmt.Errorf("it does not import %q of %q", name, module)
	}
	return count, index, in.err
}
