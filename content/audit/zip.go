package audit

import (
	"archive/zip"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
)

// member is one member of a ZIP and its place in reports.
type member struct {
	zip   *zip.File
	place location
	from  int64 // of the data in the container
	depth int
}

// zip searches names, comments and contents of all members, and what stands
// between them. A stored member is searched once, in its place.
func (w *work) zip(s *scanner, p part) error {
	z, err := zip.NewReader(p.r, p.size)
	if err != nil {
		return fmt.Errorf("zip: %w", err)
	}
	if len(z.File) > maxMembers {
		return fmt.Errorf("zip: %d members, more than the %d allowed", len(z.File), maxMembers)
	}
	s.snippet(p.place.member("comment", 1), []byte(z.Comment), true)
	members := make([]member, 0, len(z.File))
	for i, f := range z.File {
		m := member{zip: f, place: p.place.member(f.Name, p.depth), depth: p.depth + 1}
		s.name(&m.place, f.Name, fmt.Sprintf("member no. %d", i+1))
		s.snippet(m.place.member("comment", 1), []byte(f.Comment), true)
		if m.from, err = f.DataOffset(); err != nil {
			return fmt.Errorf("%s: %w", m.place.name, err)
		}
		members = append(members, m)
	}
	if err := w.between(s, p, members); err != nil {
		return err
	}
	if p.depth > 0 {
		for i := range members {
			if err := w.member(s, p, &members[i]); err != nil {
				return fmt.Errorf("%s: %w", members[i].place.name, err)
			}
		}
		return nil
	}
	for i := range slices.Backward(members) {
		m := &members[i]
		w.add(p.file, func(s *scanner) error {
			if err := w.member(s, p, m); err != nil {
				return fmt.Errorf("%s: %w", m.place.name, err)
			}
			return nil
		})
	}
	return nil
}

// between searches all of a ZIP but its stored members: the headers, what hides
// between members, and compressed bytes as they are.
func (w *work) between(s *scanner, p part, members []member) error {
	order := slices.Clone(members)
	slices.SortStableFunc(order, func(a, b member) int { return cmp.Compare(a.from, b.from) })
	at := int64(0)
	for _, m := range order {
		size := int64(m.zip.CompressedSize64)
		if m.from < at || size < 0 || size > p.size-m.from {
			return fmt.Errorf("%s: overlaps another member, or ends outside the file: cannot be searched", m.place.name)
		}
		if err := w.windows(s, p, at, m.from, scanWindow, window{place: &p.place}); err != nil {
			return err
		}
		if m.zip.Method != zip.Store {
			if err := w.windows(s, p, m.from, m.from+size, scanWindow, window{place: &p.place, packed: true}); err != nil {
				return err
			}
		}
		at = m.from + size
	}
	return w.windows(s, p, at, p.size, scanWindow, window{place: &p.place})
}

// member searches the content of one member. Its check sum is held, too: a member
// that another reader would read differently was not searched.
func (w *work) member(s *scanner, p part, m *member) error {
	f := m.zip
	if f.Method == zip.Store && f.CompressedSize64 == f.UncompressedSize64 {
		size := int64(f.UncompressedSize64)
		if p.depth == 0 {
			defer w.progress(size)
		}
		s.bytes -= size // they were counted with the container
		return w.blob(s, part{file: p.file, place: m.place, r: io.NewSectionReader(p.r, m.from, size), size: size, depth: m.depth})
	}
	r, err := f.Open()
	if err != nil {
		return err
	}
	defer r.Close()
	head := make([]byte, 1024)
	n, err := fill(r, head)
	if err != nil && err != io.EOF {
		return err
	}
	whole := io.MultiReader(bytes.NewReader(head[:n]), r)
	if container(head[:n]) == "" && !isPage(m.place.name) {
		s.files++
		return w.stream(s, part{file: p.file, place: m.place, depth: m.depth}, whole, window{place: &m.place})
	}
	data, err := p.file.inflate(whole, m.place.name)
	if err := errors.Join(err, r.Close()); err != nil {
		return err
	}
	return w.blob(s, part{file: p.file, place: m.place, r: bytes.NewReader(data), size: int64(len(data)), depth: m.depth})
}
