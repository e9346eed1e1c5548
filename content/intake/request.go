package intake

import (
	"fmt"
	"path"
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/akta-foi/akta/content/law"
)

// Batch is what was read of one import.
type Batch struct {
	Requests []Request
	Nothing  []string // months, "2024-03", of which the source says that there is nothing to report
	Notes    []Note   // about the files as a whole
}

// Request is one information request as a source tells it.
type Request struct {
	ID        string   // the source's own, unique in it
	Title     string   // one line; "" where there is none
	Private   bool     // the title was never shown to everybody, as the subject of an e-mail
	Question  string   // what was asked, where the source shows it to everybody
	Language  string   // "cs", "hu", "en"; "" where the source does not say
	Received  law.Date // 0: not told
	Assumed   bool     // Received is the first day of a month of which the source tells no day
	Closed    law.Date // day of the answer; 0: none, or not told
	Word      string   // the state, in the source's word
	State     string   // what the word means: a public state of package law
	Requester Person
	Events    []Event // oldest first
	Files     []File  // in the order of the source
	Notes     []Note
}

// Person is who asked. It is private, whatever the source does with it.
type Person struct{ Name, Email string }

// Event is what happened, and the file that records it.
type Event struct {
	law.Event        // Reason, Grounds and Document are left to the caller
	Word      string // what the source calls it
	File      string // Key of a file; "": none
}

// File is a document of a request, byte for byte as the source has it.
type File struct {
	Key  string // what the source knows it by: the same file has the same key next time
	Name string // one plain segment, with an extension
	Kind string // a kind of documents
	Data []byte
}

// Note is what was seen and not taken as it is, in words.
type Note struct {
	Kind NoteKind `json:"kind"`
	Text string   `json:"text"`
}

// NoteKind is why there is a note.
type NoteKind string

// Kinds of notes.
const (
	Refused NoteKind = "refused" // must not be taken: private, or dangerous
	Unknown NoteKind = "unknown" // a word that is not in the table
	Missing NoteKind = "missing" // the source does not tell it
	Assumed NoteKind = "assumed" // taken, though the source says less
	LeftOut NoteKind = "left-out"
)

// notes collects notes, bounded.
type notes struct {
	list []Note
	more int
}

func (n *notes) add(kind NoteKind, format string, args ...any) {
	note := Note{kind, fmt.Sprintf(format, args...)}
	for _, o := range n.list {
		if o == note {
			return
		}
	}
	if len(n.list) == maxNotes {
		n.more++
		return
	}
	n.list = append(n.list, note)
}

func (n *notes) all() []Note {
	if n.more > 0 {
		return append(n.list, Note{LeftOut, fmt.Sprintf("%d more notes", n.more)})
	}
	return n.list
}

// line makes one line of text of what a source says: white space folded,
// nothing that is no character, cut to maxLine.
func line(s string) string {
	s = strings.Join(strings.FieldsFunc(strings.ToValidUTF8(s, "\uFFFD"), func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }), " ")
	return cut(s, maxLine)
}

// paragraphs makes plain text of what a source says, line breaks kept.
func paragraphs(s string) string {
	s = strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\r\n", "\n")
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, s)
	return cut(strings.TrimSpace(s), maxQuestion)
}

// cut shortens a text to n bytes at a character.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return strings.TrimSpace(s[:n])
}

var unsafeName = regexp.MustCompile(`[^\pL\pN._ ()-]+`)

// safeName is the last segment of a name, plain and bounded; "" where nothing
// is left of it.
func safeName(name string) string {
	name = path.Base(strings.ReplaceAll(strings.ToValidUTF8(name, "_"), `\`, "/"))
	name = strings.Trim(unsafeName.ReplaceAllString(name, "_"), ". ")
	if len(name) > maxNameBytes {
		name = name[len(name)-maxNameBytes:]
		for len(name) > 0 && !utf8.RuneStart(name[0]) {
			name = name[1:]
		}
		name = strings.Trim(name, ". ")
	}
	return name
}

// dateOf reads the day of a time as sources write it, in the zone they write
// it in; 0 for anything else.
func dateOf(s string) law.Date {
	s = strings.TrimSpace(s)
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04:05", "2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05 UTC", "2006-01-02"} {
		if t, err := time.Parse(layout, s); err == nil {
			if d, err := law.ParseDate(t.Format(time.DateOnly)); err == nil {
				return d
			}
		}
	}
	return 0
}
