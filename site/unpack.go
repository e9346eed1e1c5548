package site

import (
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"mime"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/akta-foi/akta/bundles"
)

// document unpacks one document of the newest release.
func (u *unpacking) document(r *bundles.Released, d bundles.ReleasedDocument) (*Document, error) {
	out := &Document{ID: d.ID, Seal: d.Seal, Title: d.Title, Kind: d.Kind, Language: d.Language}
	if d.Withheld != "" {
		out.Withheld, out.Ground = true, u.ground(r.Release, d.Withheld)
		out.Language = u.language
		return out, nil
	}
	leaves, err := r.Text(d.Seal, d.ID)
	if err != nil {
		return nil, err
	}
	grounds := make([]*Ground, len(leaves))
	for _, x := range d.Redactions {
		if x.Leaves != nil && x.Leaves[0]+x.Leaves[1] <= len(leaves) {
			for i := x.Leaves[0]; i < x.Leaves[0]+x.Leaves[1]; i++ {
				grounds[i] = u.ground(r.Release, x.Ground)
			}
		}
	}
	layout, err := r.Layout(d.Seal, d.ID)
	if err != nil {
		return nil, err
	}
	if out.Blocks, err = blocks(leaves, grounds, layout); err != nil {
		return nil, err
	}
	fields, err := r.Fields(d.Seal, d.ID)
	if err != nil {
		return nil, err
	}
	for _, f := range fields {
		out.Fields = append(out.Fields, Field(f))
	}
	if err := u.pages(r, d, out); err != nil {
		return nil, err
	}
	if member, whole := r.WholeFile(d.Seal, d.ID); whole {
		file, err := u.unpack(r, member)
		if err != nil {
			return nil, err
		}
		out.Whole = &WholeFile{File: file, MediaType: mediaType(member), Size: r.Bag().Size(member)}
	}
	return out, nil
}

// pages unpacks the page images and writes their PDF.
func (u *unpacking) pages(r *bundles.Released, d bundles.ReleasedDocument, out *Document) error {
	h := r.Header(d.Seal, d.ID)
	out.PageCount = h.Pages()
	for n := 1; n <= out.PageCount; n++ {
		member, shown := r.PageFile(d.Seal, d.ID, n)
		if !shown {
			continue
		}
		file, err := u.unpack(r, member)
		if err != nil {
			return err
		}
		page := PageImage{File: file, Number: n, Width: h.Page(n).Width, Height: h.Page(n).Height}
		boxes := []bundles.TileBlock{}
		for _, x := range d.Redactions {
			if x.View != bundles.PageView(n) || x.Tiles == nil {
				continue
			}
			boxes = append(boxes, *x.Tiles)
			if !slices.ContainsFunc(page.Grounds, func(g Ground) bool { return g.Code == x.Ground }) {
				page.Grounds = append(page.Grounds, *u.ground(r.Release, x.Ground))
			}
		}
		page.Hidden = areas(boxes, page.Width, page.Height)
		out.Pages = append(out.Pages, page)
	}
	if d.Facsimile == nil {
		return nil
	}
	var err error
	out.Facsimile, err = u.facsimile(r, d)
	return err
}

// areas is the number of black areas that a reader sees on a page: boxes that
// touch are one, so that it does not tell how many words they hide.
func areas(boxes []bundles.TileBlock, width, height int) int {
	cols, rows := bundles.TileGrid(width, height)
	black := make([]bool, cols*rows)
	for _, b := range boxes {
		for row := max(b[1], 0); row < min(b[1]+b[3], rows); row++ {
			for col := max(b[0], 0); col < min(b[0]+b[2], cols); col++ {
				black[row*cols+col] = true
			}
		}
	}
	n := 0
	var todo []int
	for start := range black {
		if !black[start] {
			continue
		}
		n++
		black[start] = false
		for todo = append(todo[:0], start); len(todo) > 0; {
			i := todo[len(todo)-1]
			todo = todo[:len(todo)-1]
			for row := max(i/cols-1, 0); row <= min(i/cols+1, rows-1); row++ {
				for col := max(i%cols-1, 0); col <= min(i%cols+1, cols-1); col++ {
					if j := row*cols + col; black[j] {
						black[j] = false
						todo = append(todo, j)
					}
				}
			}
		}
	}
	return n
}

// facsimile writes the PDF and holds its digest against the one that the
// redactor signed.
func (u *unpacking) facsimile(r *bundles.Released, d bundles.ReleasedDocument) (*Facsimile, error) {
	name := filepath.Join(u.dir, "facsimile", d.ID+".pdf")
	f, err := u.create(name)
	if err != nil {
		return nil, err
	}
	err = r.WriteFacsimile(f, d.Seal, d.ID)
	if err := errors.Join(err, f.Close()); err != nil {
		return nil, fmt.Errorf("facsimile: %w", err)
	}
	out := &Facsimile{File: name, Growth: d.Facsimile.Growth, Reason: d.Facsimile.Reason}
	if out.Size, out.SHA256, err = digestFile(name); err != nil {
		return nil, err
	}
	if want := d.Facsimile.SHA256; out.SHA256 != hex.EncodeToString(want[:]) {
		return nil, fmt.Errorf("facsimile: sha256 %s, the release says %x", out.SHA256, want[:])
	}
	return out, nil
}

// mediaType is that of a whole file, by its extension.
func mediaType(name string) string {
	if t := mime.TypeByExtension(filepath.Ext(name)); t != "" {
		t, _, _ = strings.Cut(t, ";")
		return t
	}
	return "application/octet-stream"
}

// unpack writes a member into the work folder.
func (u *unpacking) unpack(r *bundles.Released, member string) (string, error) {
	name := filepath.Join(u.dir, filepath.FromSlash(member))
	in, err := r.Bag().Open(member)
	if err != nil {
		return "", err
	}
	defer in.Close()
	out, err := u.create(name)
	if err != nil {
		return "", err
	}
	if _, err := io.Copy(out, in); err != nil {
		out.Close()
		return "", err
	}
	return name, out.Close()
}

// create makes a new file in the work folder, which nobody else reads.
func (u *unpacking) create(name string) (*os.File, error) {
	if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
		return nil, err
	}
	return os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
}

// ground labels a ground in every language the office's law knows it in.
func (u *unpacking) ground(r *bundles.Release, code string) *Ground {
	g := r.Ground(code)
	out := &Ground{Code: g.Code, Label: map[string]string{}, Paragraph: g.Paragraph, Link: g.Link}
	for _, l := range Languages() {
		out.Label[l] = g.Label
	}
	if known, err := u.office.Law.Ground(code); err == nil {
		for l, label := range known.Label {
			out.Label[l] = label
		}
	}
	return out
}
