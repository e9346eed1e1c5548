package read

import (
	"bytes"
	"context"
	"fmt"
	"path"
	"slices"
	"strings"
)

// format is one kind of file and its reader. Detection goes by what the bytes
// are, then by what the name says: a name that promises a known format goes to
// its reader, whose error is better than silence.
type format struct {
	name       string
	extensions []string
	is         func(name string, head []byte) bool // nil: by extension only
	read       func(*job) error
	paged      bool // its pages have deadlines of their own
}

// within reads a file in the time that is allowed for one.
func (f *format) within(j *job) error {
	j.format = f.name
	if f.paged {
		return f.read(j)
	}
	slow := fmt.Errorf("%s: took longer than %s: split the file", f.name, readDeadline)
	ctx, cancel := context.WithTimeoutCause(j.ctx, readDeadline, slow)
	defer cancel()
	outer := j.ctx
	j.ctx, j.untimed = ctx, outer
	err := f.read(j)
	if err != nil && j.ctx == ctx && ctx.Err() != nil && outer.Err() == nil {
		return slow
	}
	return err
}

// formats are tried in this order. ZIP containers come first of all ways to
// look, because what they are stands in their directory (see containerFormat).
var formats = []format{
	{"pdf", []string{".pdf"}, isPDF, readPDF, true},
	{"image", []string{".png", ".jpg", ".jpeg"}, isImage, readImage, true},
	{"tiff", []string{".tif", ".tiff"}, isTIFF, readTIFF, true},
	{"rtf", []string{".rtf"}, isRTF, readRTF, false},
	{"tnef", []string{".dat"}, isTNEF, readTNEF, false},
	{"ole", []string{".msg", ".doc", ".xls", ".ppt"}, isOLE, readOLE, false},
	{"zfo", []string{".zfo"}, nil, readZFO, false},
	{"cms", []string{".p7m", ".p7s"}, nil, readCMS, false},
	{"mbox", []string{".mbox", ".mbx"}, isMbox, readMbox, false},
	{"email", []string{".eml"}, nil, readEmail, false},
	{"html", []string{".html", ".htm", ".xhtml"}, isHTML, readHTML, false},
	{"csv", []string{".csv", ".tsv"}, nil, readCSV, false},
	{"docx", []string{".docx", ".docm", ".dotx"}, nil, readDOCX, false},
	{"xlsx", []string{".xlsx", ".xlsm", ".xltx"}, nil, readXLSX, false},
	{"odt", []string{".odt", ".ott"}, nil, readODT, false},
	{"ods", []string{".ods", ".ots"}, nil, readODS, false},
	{"pptx", []string{".pptx", ".ppsx"}, nil, readPresentation, false},
	{"odp", []string{".odp"}, nil, readPresentation, false},
	{"asic", []string{".asice", ".asics", ".sce", ".scs"}, nil, readASiC, false},
	{"zip", []string{".zip"}, nil, readZIP, false},
}

// formatOf finds the reader of a file, or nil.
func formatOf(src Source, head []byte) *format {
	byName := func(name string) *format {
		return &formats[slices.IndexFunc(formats, func(f format) bool { return f.name == name })]
	}
	if bytes.HasPrefix(head, []byte("PK\x03\x04")) || bytes.HasPrefix(head, []byte("PK\x05\x06")) {
		return byName(containerFormat(src))
	}
	for i, f := range formats {
		if f.is != nil && f.is(src.Name, head) {
			return &formats[i]
		}
	}
	ext := strings.ToLower(path.Ext(src.Name))
	for i, f := range formats {
		if slices.Contains(f.extensions, ext) {
			return &formats[i]
		}
	}
	return nil
}

func isPDF(_ string, head []byte) bool {
	return bytes.HasPrefix(bytes.TrimLeft(head, "\xEF\xBB\xBF \t\r\n"), []byte("%PDF-"))
}

func isImage(_ string, head []byte) bool {
	return bytes.HasPrefix(head, []byte("\x89PNG\r\n\x1a\n")) || bytes.HasPrefix(head, []byte("\xFF\xD8\xFF"))
}

func isTIFF(_ string, head []byte) bool {
	return bytes.HasPrefix(head, []byte("II*\x00")) || bytes.HasPrefix(head, []byte("MM\x00*"))
}

func isRTF(_ string, head []byte) bool { return bytes.HasPrefix(head, []byte(`{\rtf`)) }

func isTNEF(_ string, head []byte) bool { return bytes.HasPrefix(head, []byte("\x78\x9F\x3E\x22")) }

func isOLE(_ string, head []byte) bool {
	return bytes.HasPrefix(head, []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"))
}

// isMbox wants the "From " line of a mailbox and a header after it.
func isMbox(_ string, head []byte) bool {
	line, rest, ok := bytes.Cut(head, []byte("\n"))
	if !ok || !bytes.HasPrefix(line, []byte("From ")) {
		return false
	}
	name, _, ok := bytes.Cut(rest, []byte(":"))
	return ok && len(name) > 0 && !bytes.ContainsAny(name, " \t\r\n")
}

func isHTML(_ string, head []byte) bool {
	start := bytes.ToLower(bytes.TrimLeft(head, "\xEF\xBB\xBF \t\r\n"))
	return bytes.HasPrefix(start, []byte("<!doctype html")) || bytes.HasPrefix(start, []byte("<html"))
}
