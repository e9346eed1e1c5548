package site

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// pdfFile is a PDF with one classic cross-reference table, taken apart so that
// an object can be changed and everything else stays right: the tests put back
// what the builder leaves out, one thing at a time.
type pdfFile struct {
	t       testing.TB
	head    []byte   // before the first object
	objects [][]byte // "1 0 obj ... endobj\n", in order
	root    string   // the trailer's entries besides /Size
}

var (
	pdfStart   = regexp.MustCompile(`startxref\s+(\d+)\s+%%EOF\s*$`)
	pdfEntry   = regexp.MustCompile(`(\d{10}) \d{5} n`)
	pdfTrailer = regexp.MustCompile(`(?s)trailer\s*<<(.*?)>>\s*startxref`)
	pdfSize    = regexp.MustCompile(`/Size \d+`)
)

func parsePDF(t testing.TB, data []byte) *pdfFile {
	t.Helper()
	m := pdfStart.FindSubmatch(data)
	if m == nil {
		t.Fatal("no startxref at the end")
	}
	at, err := strconv.Atoi(string(m[1]))
	if err != nil || at >= len(data) {
		t.Fatalf("startxref %s: %v", m[1], err)
	}
	table := data[at:]
	trailer := pdfTrailer.FindSubmatch(table)
	if trailer == nil {
		t.Fatal("no trailer")
	}
	f := &pdfFile{t: t, root: strings.TrimSpace(pdfSize.ReplaceAllString(string(trailer[1]), ""))}
	var offsets []int
	for _, e := range pdfEntry.FindAllSubmatch(table, -1) {
		n, err := strconv.Atoi(string(e[1]))
		if err != nil {
			t.Fatal(err)
		}
		offsets = append(offsets, n)
	}
	f.head = data[:offsets[0]]
	for i, o := range offsets {
		end := at
		if i+1 < len(offsets) {
			end = offsets[i+1]
		}
		f.objects = append(f.objects, bytes.Clone(data[o:end]))
	}
	if !bytes.Equal(f.bytes(), data) {
		t.Fatal("the file is written differently without any change: what is seen would not be what was put back")
	}
	return f
}

// bytes writes the file with a new cross-reference table.
func (f *pdfFile) bytes() []byte {
	out := bytes.Clone(f.head)
	var offsets []int
	for _, o := range f.objects {
		offsets = append(offsets, len(out))
		out = append(out, o...)
	}
	at := len(out)
	out = fmt.Appendf(out, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, o := range offsets {
		out = fmt.Appendf(out, "%010d 00000 n \n", o)
	}
	return fmt.Appendf(out, "trailer\n<< /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n", len(offsets)+1, f.root, at)
}

// add appends an object and returns its number.
func (f *pdfFile) add(body string) int {
	n := len(f.objects) + 1
	f.objects = append(f.objects, fmt.Appendf(nil, "%d 0 obj\n%s\nendobj\n", n, body))
	return n
}

// stream appends a stream object.
func (f *pdfFile) stream(dict, data string) int {
	return f.add(fmt.Sprintf("<< %s /Length %d >>\nstream\n%s\nendstream", dict, len(data), data))
}

// put adds entries to the dictionary of the first object that holds mark.
func (f *pdfFile) put(mark, entries string) {
	f.t.Helper()
	for i, o := range f.objects {
		head, _, _ := bytes.Cut(o, []byte("stream\n"))
		if !bytes.Contains(head, []byte(mark)) {
			continue
		}
		at := bytes.Index(o, []byte("<<")) + 2
		f.objects[i] = append(append(bytes.Clone(o[:at]), " "+entries...), o[at:]...)
		return
	}
	f.t.Fatalf("no object holds %q", mark)
}

// content replaces a page's content: edit gets what stands in the first
// content stream that shows text.
func (f *pdfFile) content(edit func(old string) string) {
	f.t.Helper()
	for i, o := range f.objects {
		head, rest, ok := bytes.Cut(o, []byte("stream\n"))
		if !ok || !bytes.Contains(rest, []byte("BT")) || bytes.Contains(head, []byte("/Image")) || bytes.Contains(head, []byte("Filter")) {
			continue
		}
		old, _, _ := bytes.Cut(rest, []byte("\nendstream"))
		text := strings.TrimSuffix(edit(string(old)), "\n") + "\n"
		f.objects[i] = fmt.Appendf(nil, "%d 0 obj\n<< /Length %d >>\nstream\n%s\nendstream\nendobj\n", i+1, len(text), text)
		return
	}
	f.t.Fatal("no content stream with text")
}

// codes are the font's codes of its characters, in hexadecimal.
func (f *pdfFile) codes() map[rune]string {
	out := map[rune]string{}
	for _, o := range f.objects {
		if !bytes.Contains(o, []byte("begincmap")) {
			continue
		}
		for _, m := range regexp.MustCompile(`(?m)^<([0-9A-F]{4})> <([0-9A-F]{4})>$`).FindAllSubmatch(o, -1) {
			c, err := strconv.ParseUint(string(m[2]), 16, 32)
			if err != nil {
				f.t.Fatal(err)
			}
			out[rune(c)] = string(m[1])
		}
	}
	return out
}
