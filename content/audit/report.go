package audit

import (
	"fmt"
	"strings"
)

// checkNames are the checks in the order of a record.
func checkNames() []string {
	return []string{CheckStructure, CheckTerms, CheckWords, CheckInk, CheckPictures, CheckBoxes, CheckDigests}
}

// fill makes the report of what the search and the inspection found.
func (r *Report) fill(w *work, x *inspection) {
	if x == nil {
		x = &inspection{}
	}
	hits := w.hits
	for _, h := range x.hits {
		for name, shown := range w.renamed {
			if rest, ok := strings.CutPrefix(h.File, name); ok && (rest == "" || rest[0] == '!') {
				h.File = shown + rest
				break
			}
		}
		hits = append(hits, h)
	}
	r.Used, r.Unused = w.patterns.allowances.split()
	r.Record = Record{Format: recordFormat, Akta: version(), Files: w.files, Bytes: w.bytes, Redactions: w.visible}
	found := map[string]int{}
	for _, h := range hits {
		found[h.Check]++
	}
	for _, name := range checkNames() {
		c := Check{Name: name, Done: x.done[name], Note: x.notes[name], Hits: found[name]}
		switch name {
		case CheckTerms, CheckDigests:
			c.Done = w.files
		default:
			if _, ok := x.done[name]; !ok && c.Note == "" && c.Hits == 0 {
				continue
			}
		}
		r.Record.Checks = append(r.Record.Checks, c)
	}
	r.Hits, r.More = sorted(hits, w.left)
}

// Error says that an audit found something. It never holds a term.
type Error struct{ Report *Report }

// Error lists the places.
func (e *Error) Error() string {
	var b strings.Builder
	n := len(e.Report.Hits) + e.Report.More
	if n == 1 {
		b.WriteString("leak audit: 1 hit")
	} else {
		fmt.Fprintf(&b, "leak audit: %d hits", n)
	}
	terms, digests := false, false
	for _, h := range e.Report.Hits {
		terms, digests = terms || h.Check == CheckTerms, digests || h.Check == CheckDigests
		b.WriteString("\n  " + h.String())
	}
	if e.Report.More > 0 {
		fmt.Fprintf(&b, "\n  and %d more", e.Report.More)
	}
	if terms {
		b.WriteString("\nA hidden text stands where anyone can read it: redact it there too, or record with \"akta redact --allow\" (--allow-passages for what a box, a line or a page hides) why it may stand there")
	}
	if digests {
		b.WriteString("\nWhoever has the digest of a private file can find out what it says by guessing: take the digest out")
	}
	return b.String()
}

// String is one line: the check, what was found, whose it is, and where.
func (h Hit) String() string {
	var b strings.Builder
	b.WriteString(h.Check + ": " + h.What)
	if h.Class != "" {
		fmt.Fprintf(&b, " (%s)", h.Class)
	}
	if h.Case != "" {
		fmt.Fprintf(&b, " of case %q", h.Case)
	}
	if h.Document != "" {
		fmt.Fprintf(&b, ", document %q", h.Document)
	}
	if h.Offset < 0 {
		fmt.Fprintf(&b, ": in the name of %s", h.File)
	} else {
		fmt.Fprintf(&b, ": %s at byte %d", h.File, h.Offset)
	}
	return b.String()
}
