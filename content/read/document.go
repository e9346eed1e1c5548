package read

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Source is one file as it came. Name is its file name, of which only the
// last element is used; Size is in bytes. Password opens an encrypted file; ""
// is none. It is not kept and stands in no error.
type Source struct {
	Name     string
	Data     io.ReaderAt
	Size     int64
	Password string
}

// Document is what a reader made of a file, except for the page images, which
// went to the sink.
type Document struct {
	MediaType   string       `json:"media_type"`             // "application/pdf", "text/plain", ...; "application/octet-stream" where no reader knows the format
	Format      string       `json:"format"`                 // the reader, see formats, or "bytes"
	Language    string       `json:"language,omitempty"`     // "cs", "hu", "sk", "de" or "en"; "" where it cannot be told
	Tokens      []Token      `json:"tokens"`                 // the text view in reading order
	Blocks      []Block      `json:"blocks,omitempty"`       // what the tokens are parts of, where the format says so
	Pages       int          `json:"pages"`                  // page images there are; they went to the sink
	Fields      []Field      `json:"fields"`                 // the meta view, sorted by name
	MachineRead bool         `json:"machine_read"`           // false where UnreadPages is not empty, and for "bytes"
	UnreadPages []int        `json:"unread_pages,omitempty"` // pages, from 1, with ink and without any text: a person has to decide about them
	Hidden      []Hidden     `json:"hidden,omitempty"`       // what is in the file and not in the views
	Attachments []Attachment `json:"attachments,omitempty"`  // files inside the file that become documents of their own
	Warnings    []string     `json:"warnings,omitempty"`     // what the officer should know, in plain words
}

// Token is a word and the separator that follows it: exactly what is shown if
// it is shown. Text is valid UTF-8, never empty, and without control
// characters other than "\n" and, between the cells of a row, "\t" in the
// separator.
type Token struct {
	Text       string `json:"text"`
	Page       int    `json:"page,omitempty"`       // page image it stands on, from 1; 0 without page images
	Box        Box    `json:"box,omitzero"`         // zero if there is no page image or the word lies outside of it
	Confidence int    `json:"confidence,omitempty"` // of a word read from the image, 1 to 100; 0 where the file itself gives the text
}

// Block is a run of tokens that belong together.
type Block struct {
	Kind  BlockKind `json:"kind"`
	Level int       `json:"level,omitempty"` // of a heading, 1 to 6; depth of an item, from 1
	Table int       `json:"table,omitempty"` // of a cell: the table's number in the document, from 1
	Row   int       `json:"row,omitempty"`   // of a cell, from 1
	Col   int       `json:"col,omitempty"`   // of a cell, from 1
	First int       `json:"first"`           // index of its first token
	Count int       `json:"count"`           // tokens in it
}

// BlockKind is what a block is.
type BlockKind string

// Kinds of blocks.
const (
	BlockParagraph BlockKind = "paragraph"
	BlockHeading   BlockKind = "heading"
	BlockItem      BlockKind = "item" // of a list
	BlockCell      BlockKind = "cell" // of a table
)

// Box is a rectangle in pixels of the page image, from its upper left corner.
type Box struct {
	X int `json:"x"`
	Y int `json:"y"`
	W int `json:"w"`
	H int `json:"h"`
}

// Empty reports whether the box covers no pixel.
func (b Box) Empty() bool { return b.W <= 0 || b.H <= 0 }

// join returns the smallest box around both; an empty one adds nothing.
func (b Box) join(o Box) Box {
	switch {
	case o.Empty():
		return b
	case b.Empty():
		return o
	}
	x, y := min(b.X, o.X), min(b.Y, o.Y)
	return Box{x, y, max(b.X+b.W, o.X+o.W) - x, max(b.Y+b.H, o.Y+o.H) - y}
}

// Page is one page image. Gray holds Width*Height bytes, row by row, each of
// them 0, 85, 170 or 255 (white). The sink may keep it: it is not reused.
type Page struct {
	Number        int // from 1
	Width, Height int // pixels
	DPI           int // dots per inch; for image files, which rarely say, 200
	Gray          []byte
}

// Field is one entry of the metadata: lower case name and value.
type Field struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// Attachment is a file found inside the file, decoded. Name is its last path
// element as the sender wrote it, or "attachment-N" where there was none.
type Attachment struct {
	Name      string `json:"name"`
	MediaType string `json:"media_type"` // as declared by the sender, in lower case; "" where nobody said
	Data      []byte `json:"-"`
}

// Text joins the tokens: the text edition with nothing hidden.
func (d *Document) Text() string {
	var b strings.Builder
	for _, t := range d.Tokens {
		b.WriteString(t.Text)
	}
	return b.String()
}

// Field returns the value of the field called name, or "".
func (d *Document) Field(name string) string {
	for _, f := range d.Fields {
		if f.Name == name {
			return f.Value
		}
	}
	return ""
}

// warn records a warning once; beyond maxWarnings they are dropped, because
// the first hundred already tell the officer to look.
func (d *Document) warn(format string, args ...any) {
	w := fmt.Sprintf(format, args...)
	if len(d.Warnings) < maxWarnings && !slices.Contains(d.Warnings, w) {
		d.Warnings = append(d.Warnings, w)
	}
}

// setField records one field; empty values and repeated names are left out.
func (d *Document) setField(name, value string) {
	clean := cleanLine(value)
	if len(clean) > maxFieldBytes {
		clean = strings.TrimSpace(cutBytes(clean, maxFieldBytes))
		d.warn("the field %q was cut after %d bytes", name, maxFieldBytes)
	}
	if clean == "" || d.Field(name) != "" || len(d.Fields) >= maxFields {
		return
	}
	d.Fields = append(d.Fields, Field{name, clean})
}

// cutBytes returns the longest prefix of s of at most n bytes that ends
// between two characters.
func cutBytes(s string, n int) string {
	if n >= len(s) {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// cleanLine makes one line of valid UTF-8 out of s: white space becomes one
// blank, control characters are dropped.
func cleanLine(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && !unicode.IsSpace(r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
	return strings.Join(strings.Fields(s), " ")
}
