package site

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// Secret is a text that must not be published. It is searched for in every
// public file, inside ZIP and gzip containers and PNG text chunks, and in file
// names, in these forms: as it is, composed and decomposed (NFC, NFD), in any
// case, without diacritics, with any white space or punctuation between its
// letters or none, escaped for HTML, JSON or URLs, across HTML tags, in
// Windows-1250, ISO-8859-2 and UTF-16, in hex and in base64 at its three offsets.
type Secret struct {
	// Case, Document and Class say where the term was hidden and why. They appear
	// in reports, the term never does.
	Case, Document string
	Term           string
	Class          string
}

// LeakReport says what was searched.
type LeakReport struct {
	// Files and Bytes count what was read, containers and their members both.
	Files int
	Bytes int64
	// Terms counts the secrets searched for. WholeWords of them are so short that
	// they only count where they stand as a word of their own, and only in text.
	Terms, WholeWords int
	// TooShort are secrets with fewer than three letters or digits: they were not
	// searched for. Their Term is left empty.
	TooShort []Secret
}

// Hit is one place where a secret was found.
type Hit struct {
	Case, Document, Class string
	// File is the public path; members of containers follow after "!". A name
	// that itself holds a secret is replaced by a number.
	File string
	// Offset is the place in bytes from the start of the file or member. It is
	// negative when the name of the file holds the secret.
	Offset int64
}

// LeakError says that the leak check found secrets. It never holds their text.
type LeakError struct {
	Hits []Hit
	// More counts hits beyond those listed.
	More int
}

// Error lists the places.
func (e *LeakError) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "leak check: %d hits, nothing is published", len(e.Hits)+e.More)
	for _, h := range e.Hits {
		fmt.Fprintf(&b, "\n  %s of case %q", h.Class, h.Case)
		if h.Document != "" {
			fmt.Fprintf(&b, ", document %q", h.Document)
		}
		if h.Offset < 0 {
			fmt.Fprintf(&b, ": in the name of %s", h.File)
		} else {
			fmt.Fprintf(&b, ": %s at byte %d", h.File, h.Offset)
		}
	}
	if e.More > 0 {
		fmt.Fprintf(&b, "\n  and %d more", e.More)
	}
	return b.String()
}

// maxHits bounds the list of a LeakError.
const maxHits = 50

// CheckLeaks searches every file below dir for the secrets. A hit gives a
// *LeakError; a file that cannot be searched to its end gives an error too.
// progress may be nil.
func CheckLeaks(ctx context.Context, dir string, secrets []Secret, progress func(done, total int)) (LeakReport, error) {
	files, err := listFiles(dir)
	if err != nil {
		return LeakReport{}, fmt.Errorf("leak check: %w", err)
	}
	s, err := newScanner(secrets)
	if err != nil {
		return LeakReport{}, fmt.Errorf("leak check: %w", err)
	}
	for i, f := range files {
		if progress != nil {
			progress(i, len(files))
		}
		if err := ctx.Err(); err != nil {
			return LeakReport{}, err
		}
		place := s.name("", f.name, fmt.Sprintf("file no. %d", i+1))
		if err := s.file(filepath.Join(dir, filepath.FromSlash(f.name)), place, f.name); err != nil {
			return LeakReport{}, fmt.Errorf("leak check: %s: %w", place, err)
		}
	}
	if progress != nil {
		progress(len(files), len(files))
	}
	if len(s.hits) > 0 {
		return s.report, &LeakError{Hits: s.hits, More: s.more}
	}
	return s.report, nil
}

// file searches one file of the public folder.
func (s *scanner) file(path, place, name string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	s.budget = maxInflated
	return s.blob(f, info.Size(), place, isPage(name), 0)
}

// name searches a file name and returns what reports may call the file.
func (s *scanner) name(prefix, name, instead string) string {
	before := len(s.hits) + s.more
	s.data([]byte(name), window{place: prefix + instead, last: true, text: true, offset: -1})
	if len(s.hits)+s.more > before {
		return prefix + instead
	}
	return prefix + name
}

func isPage(name string) bool {
	return strings.HasSuffix(name, ".html") || strings.HasSuffix(name, ".htm")
}
