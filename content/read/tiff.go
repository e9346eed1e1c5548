package read

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"io"
	"slices"

	"golang.org/x/image/tiff"
)

// readTIFF reads every page of a TIFF file, as scanners and fax servers write
// them.
func readTIFF(j *job) error {
	data, err := readAll(j.src, maxImageSize, "tiff")
	if err != nil {
		return err
	}
	t, at, ok := openTIFF(data)
	if !ok {
		return errors.New("tiff: damaged or a large-file variant (BigTIFF): save it as PDF or as ordinary TIFF")
	}
	j.doc.MediaType, j.doc.Format, j.doc.MachineRead = "image/tiff", "tiff", true
	used := &spans{}
	used.add(0, 8)
	visited := map[uint32]bool{}
	for at != 0 {
		if err := j.ctx.Err(); err != nil {
			return err
		}
		if visited[at] || len(visited) >= maxPages {
			return fmt.Errorf("tiff: its directories go round in a circle or are more than %d: damaged, ask for it again", maxPages)
		}
		visited[at] = true
		entries, next, ok := t.directory(at)
		if !ok {
			return fmt.Errorf("tiff: page %d is cut off or damaged: ask for it again", j.doc.Pages+1)
		}
		if !used.directory(t, at, entries) {
			return fmt.Errorf("tiff: more than %d pieces: damaged or made to harm", maxTIFFSpans)
		}
		if err := j.tiffDirectory(t, at, entries); err != nil {
			return err
		}
		at = next
	}
	if j.doc.Pages == 0 {
		return errors.New("tiff: no page in it: ask for it again")
	}
	used.hideRest(j.doc, data)
	return j.endPages(nil)
}

// tiffDirectory reads one directory: a page, or a smaller copy of one, or a
// mask, which are named (TIFF 6.0, section 8, NewSubfileType).
func (j *job) tiffDirectory(t tiffBlock, at uint32, entries []tiffEntry) error {
	find := func(tag uint16) uint32 {
		if i := slices.IndexFunc(entries, func(e tiffEntry) bool { return e.tag == tag }); i >= 0 {
			return t.number(entries[i])
		}
		return 0
	}
	number := j.doc.Pages + 1
	width, height, kind := int(find(0x0100)), int(find(0x0101)), find(0x00FE)
	if kind&5 != 0 {
		h := Hidden{Kind: HiddenThumbnail, Where: fmt.Sprintf("before page %d", number), Count: width * height, Unit: "pixels", Excerpt: "a small picture of a page"}
		if kind&4 != 0 {
			h.Kind, h.Excerpt = HiddenUnknownPart, "a mask"
		}
		h.Count = max(h.Count, 1)
		j.doc.hide(h)
		return nil
	}
	if err := checkPixels(width, height); err != nil {
		return fmt.Errorf("tiff: page %d: %w", number, err)
	}
	switch c := find(0x0103); c {
	case 6, 7:
		return fmt.Errorf("tiff: page %d is compressed as JPEG inside TIFF, which is not read: save it as PDF or PNG", number)
	case 0, 1, 3, 4, 5, 8, 32773, 32946:
	default:
		return fmt.Errorf("tiff: page %d has the compression %d, which is not read: save it as PDF or PNG", number, c)
	}
	img, err := decodeTIFF(t, at)
	if err != nil {
		return fmt.Errorf("tiff: page %d: damaged or not supported (%v): save it as PDF or PNG, or ask for it again", number, err)
	}
	hiddenEntries(j.doc, t, entries, fmt.Sprintf("page %d", number))
	return j.imagePage(img, int(find(0x0112)), t.density(entries))
}

// decodeTIFF decodes the page whose directory is at an offset: the decoder
// knows only the first one, so that it is shown a header that points there.
func decodeTIFF(t tiffBlock, at uint32) (image.Image, error) {
	r := &redirected{Reader: bytes.NewReader(t.data)}
	copy(r.head[:], t.data[:4])
	t.order.PutUint32(r.head[4:], at)
	config, err := tiff.DecodeConfig(r)
	if err != nil {
		return nil, err
	}
	if err := checkPixels(config.Width, config.Height); err != nil {
		return nil, err
	}
	return tiff.Decode(r)
}

// redirected is a file with another header.
type redirected struct {
	*bytes.Reader
	head [8]byte
}

// ReadAt reads the header from head and all else from the file.
func (r *redirected) ReadAt(p []byte, off int64) (int, error) {
	if off < 0 || off >= r.Size() {
		return 0, io.EOF
	}
	n, err := r.Reader.ReadAt(p, off)
	if off < int64(len(r.head)) {
		copy(p[:n], r.head[off:])
	}
	return n, err
}
