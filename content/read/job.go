package read

import (
	"context"
	"fmt"
)

// job is one file being read.
type job struct {
	ctx    context.Context
	reader *Reader
	src    Source
	doc    *Document
	sink   func(Page) error // nil: nobody wants the page images

	format  string          // the reader's, see formats
	untimed context.Context // without the deadline of format.within; nil where there is none

	attached int64    // bytes of all attachments
	sizes    [][2]int // of the page images, width and height
	notes    notes    // warnings of pages that are read side by side

	pdf *pdfScan // what the objects of a PDF said; set before its first page and only read after
}

// attach records a file inside the file, which becomes a document of its own.
func (j *job) attach(name, media string, data []byte) error {
	if len(j.doc.Attachments) >= maxAttachments {
		return fmt.Errorf("more than %d attachments: add them as files of their own", maxAttachments)
	}
	if len(data) > maxAttachmentBytes {
		return fmt.Errorf("attachment %q: %d bytes, at most %d are read: add it as a file of its own", name, len(data), maxAttachmentBytes)
	}
	if j.attached += int64(len(data)); j.attached > maxAttachmentTotal {
		return fmt.Errorf("more than %d bytes of attachments: add them as files of their own", maxAttachmentTotal)
	}
	if name = cutBytes(baseName(name), maxNameBytes); name == "" || name == "." || name == ".." {
		name = fmt.Sprintf("attachment-%d%s", len(j.doc.Attachments)+1, extension(media))
	}
	j.doc.Attachments = append(j.doc.Attachments, Attachment{Name: name, MediaType: media, Data: data})
	return nil
}

// Progress is how far the reading of one file is.
type Progress struct {
	File  string
	Stage string // "page", "recognise", "part"
	Done  int    // of Total
	Total int    // 0: not known
}

// progress tells whoever asked for it.
func (j *job) progress(stage string, done, total int) {
	if j.reader.opt.Progress != nil {
		j.reader.opt.Progress(Progress{File: j.src.Name, Stage: stage, Done: done, Total: total})
	}
}

// page hands the next page image to the sink. Pages come in order, from 1.
func (j *job) page(p Page) error {
	if j.doc.Pages++; p.Number != j.doc.Pages {
		return fmt.Errorf("page %d came after page %d", p.Number, j.doc.Pages-1)
	}
	j.sizes = append(j.sizes, [2]int{p.Width, p.Height})
	if j.sink == nil {
		return nil
	}
	return j.sink(p)
}

// place tells where hidden items stand on their pages, as fractions (left, top,
// width, height) the way a redaction's box is given: rounded outward.
func (j *job) place() {
	for i := range j.doc.Hidden {
		h := &j.doc.Hidden[i]
		if h.Box == nil || h.Page < 1 || h.Page > len(j.sizes) {
			continue
		}
		w, hh := j.sizes[h.Page-1][0], j.sizes[h.Page-1][1]
		down := func(v, of int) int { return max(v, 0) * 1000 / of }
		up := func(v, of int) int { return min((v*1000+of-1)/of, 1000) }
		x, y := down(h.Box.X, w), down(h.Box.Y, hh)
		h.Where += fmt.Sprintf(", box %s,%s,%s,%s", thousandths(x), thousandths(y),
			thousandths(up(h.Box.X+h.Box.W, w)-x), thousandths(up(h.Box.Y+h.Box.H, hh)-y))
	}
}

// thousandths writes 215 as "0.215".
func thousandths(n int) string { return fmt.Sprintf("%d.%03d", n/1000, n%1000) }
