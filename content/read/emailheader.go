package read

import (
	"bytes"
	"fmt"
	"mime"
	"strings"
)

// mailHeader is the header of a message or of one part, in the order it came.
type mailHeader struct{ fields []headerField }

// headerField is one line of it, unfolded. Name is as written, key in lower
// case; the value is raw: encoded words and eight bit bytes are still in it.
type headerField struct {
	name, key, value string
	folded           []byte // the value while its lines are collected
}

// get returns the first value of a field, or "".
func (h *mailHeader) get(key string) string {
	for _, f := range h.fields {
		if f.key == key {
			return f.value
		}
	}
	return ""
}

// values returns every value of a field.
func (h *mailHeader) values(key string) (out []string) {
	for _, f := range h.fields {
		if f.key == key {
			out = append(out, f.value)
		}
	}
	return out
}

// headerEnd is how a header ended.
type headerEnd int

const (
	endBlank   headerEnd = iota // with a blank line, as it must
	endData                     // with the last byte: there is no body
	endMissing                  // with a line that is no header line: the blank line is missing
)

// parseHeader reads a header as forgivingly as mail programs do: any line
// ending, blanks before the colon, lines folded without a blank. The body
// begins at body; bad is the number of lines that were taken on trust.
func parseHeader(data []byte) (h mailHeader, body, bad int, end headerEnd, err error) {
	body, bad, end, err = h.scan(data)
	for i := range h.fields {
		if f := &h.fields[i]; f.folded != nil {
			f.value, f.folded = string(bytes.TrimSpace(f.folded)), nil
		}
	}
	return h, body, bad, end, err
}

func (h *mailHeader) scan(data []byte) (body, bad int, end headerEnd, err error) {
	for pos := 0; pos < len(data); {
		line, next := cutLine(data, pos)
		name, value, ok := headerLine(line)
		if pos > maxHeaderBytes || ok && len(line) > maxHeaderBytes || len(h.fields) > maxHeaderFields {
			return 0, 0, 0, fmt.Errorf("the header is damaged: more than %d bytes or %d lines: save the message again", maxHeaderBytes, maxHeaderFields)
		}
		switch {
		case len(line) == 0:
			return next, bad, endBlank, nil
		case line[0] == ' ' || line[0] == '\t':
			if len(bytes.TrimSpace(line)) == 0 && headerIsOver(data, next) {
				return next, bad, endBlank, nil // a blank line with blanks in it
			}
			bad += h.fold(line)
		case ok:
			h.fields = append(h.fields, headerField{name: name, key: strings.ToLower(name), value: value})
		case headerIsOver(data, next) || bytes.HasPrefix(line, []byte("--")):
			return pos, bad, endMissing, nil
		default:
			h.fold(line)
			bad++
		}
		pos = next
	}
	return len(data), bad, endData, nil
}

// fold adds a continuation to the last field and counts one that has none.
func (h *mailHeader) fold(line []byte) (bad int) {
	if len(h.fields) == 0 {
		return 1
	}
	f := &h.fields[len(h.fields)-1]
	if f.folded == nil {
		f.folded = []byte(f.value)
	}
	f.folded = append(append(f.folded, ' '), bytes.TrimSpace(line)...)
	return 0
}

// headerLine splits "Name: value". A name is printable ASCII without blanks
// (RFC 5322 2.2); blanks before the colon are the obsolete form (4.5.8).
func headerLine(line []byte) (name, value string, ok bool) {
	n, v, found := bytes.Cut(line, []byte(":"))
	n = bytes.TrimRight(n, " \t")
	if !found || len(n) == 0 || len(n) > maxHeaderName {
		return "", "", false
	}
	for _, c := range n {
		if c <= ' ' || c >= 0x7F {
			return "", "", false
		}
	}
	return string(n), string(bytes.TrimSpace(v)), true
}

// headerIsOver looks at what follows a line that is no header line: a header
// goes on where another of its lines comes before the next blank one, and the
// name of that line is one of mail.
func headerIsOver(data []byte, pos int) bool {
	for range 20 {
		if pos >= len(data) {
			return true
		}
		line, next := cutLine(data, pos)
		if len(line) == 0 {
			return true
		}
		name, _, ok := headerLine(line)
		if key := strings.ToLower(name); ok && (mailHeaderShown(key) || mailHeaderStructure(key) || strings.HasPrefix(key, "x-") || key == "received") {
			return false
		}
		pos = next
	}
	return true
}

// cutLine returns the line at pos without its ending and where the next one
// begins. Some gateways double the CR.
func cutLine(data []byte, pos int) (line []byte, next int) {
	rest := data[pos:]
	if i := bytes.IndexByte(rest, '\n'); i >= 0 {
		return bytes.TrimRight(rest[:i], "\r"), pos + i + 1
	}
	return bytes.TrimRight(rest, "\r"), len(data)
}

// lineBreaks makes bytes of which the only line breaks are bare CR readable.
func lineBreaks(data []byte) []byte {
	if bytes.IndexByte(data, '\n') >= 0 || bytes.IndexByte(data, '\r') < 0 {
		return data
	}
	return bytes.ReplaceAll(data, []byte("\r"), []byte("\n"))
}

// contentType returns the media type in lower case, text/plain if there is
// none (RFC 2045 5.2) and application/octet-stream if it cannot be read.
func (h *mailHeader) contentType() (string, map[string]string) {
	value := h.get("content-type")
	if strings.TrimSpace(value) == "" {
		return "text/plain", nil
	}
	media, params, err := mime.ParseMediaType(value)
	if err == nil {
		return media, params
	}
	// Package mime gives up on one bad parameter; mail programs do not.
	media, _, _ = strings.Cut(value, ";")
	media = strings.ToLower(strings.TrimSpace(media))
	if media == "text" {
		media = "text/plain"
	}
	if strings.Count(media, "/") != 1 || strings.ContainsAny(media, " \t\"=") {
		media = "application/octet-stream"
	}
	params = map[string]string{}
	for _, p := range splitParams(value)[1:] {
		key, text, _ := strings.Cut(p, "=")
		key = strings.ToLower(strings.TrimSpace(key))
		if _, twice := params[key]; !twice && key != "" && len(params) < maxNameSections {
			params[key] = strings.Trim(strings.TrimSpace(text), `"`)
		}
	}
	return media, params
}

// disposition returns "attachment", "inline" or "" in lower case.
func (h *mailHeader) disposition() string {
	d, _, _ := strings.Cut(h.get("content-disposition"), ";")
	return strings.ToLower(strings.TrimSpace(d))
}
