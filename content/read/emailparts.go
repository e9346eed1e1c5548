package read

import (
	"bytes"
	"errors"
	"strings"
)

// mailPart is one part of a message: its header and its body as they came.
type mailPart struct {
	header mailHeader
	media  string
	params map[string]string
	body   []byte // still in its transfer encoding
	cut    bool   // the file ends inside of its header
}

// newPart reads the header of a part.
func newPart(data []byte) (*mailPart, int, error) {
	h, body, bad, end, err := parseHeader(data)
	if err != nil {
		return nil, 0, err
	}
	p := &mailPart{header: h, body: data[body:], cut: end == endData && len(data) > 0}
	if end == endMissing && len(h.fields) == 0 && bytes.IndexByte(data, '\n') < 0 {
		p.cut = true
	}
	p.media, p.params = h.contentType()
	if end == endMissing && len(h.fields) > 0 {
		bad++
	}
	return p, bad, nil
}

// multipart is a multipart's body, taken apart (RFC 2046 5.1).
type multipart struct {
	preamble []byte
	parts    [][]byte
	epilogue []byte
	guessed  bool // the header names no boundary, or one that is not there
	closed   bool // ends with the closing boundary
}

var errNoBoundary = errors.New("a multipart without parts: its boundary is empty or not there: save the message again")

// splitMultipart finds the parts between the boundaries. The outer multipart is
// split first, so that an inner one without an end stops where its parent goes on.
// One part more than limit is enough for whoever counts them to refuse.
func splitMultipart(body []byte, boundary string, limit int) (*multipart, error) {
	boundary = strings.TrimRight(boundary, " \t")
	m := &multipart{}
	if boundary == "" || !m.split(body, boundary, limit) {
		guess := guessBoundary(body)
		if guess == "" {
			return nil, errNoBoundary
		}
		*m = multipart{guessed: true}
		m.split(body, guess, limit)
	}
	return m, nil
}

func (m *multipart) split(body []byte, boundary string, limit int) bool {
	delimiter := []byte("--" + boundary)
	start := -1
	for pos := 0; pos < len(body); {
		line, next := cutLine(body, pos)
		rest, ours := bytes.CutPrefix(line, delimiter)
		rest = bytes.TrimRight(rest, " \t")
		closing := string(rest) == "--"
		if !ours || len(rest) > 0 && !closing {
			pos = next
			continue
		}
		if start < 0 {
			m.preamble = body[:pos]
		} else {
			m.parts = append(m.parts, chopLine(body[start:pos]))
		}
		if closing {
			m.closed, m.epilogue = true, body[next:]
			return true
		}
		if start, pos = next, next; len(m.parts) > limit {
			return true
		}
	}
	if start < 0 {
		return false
	}
	m.parts = append(m.parts, body[start:])
	return true
}

// chopLine drops the line break that belongs to the boundary after it.
func chopLine(b []byte) []byte {
	b = bytes.TrimSuffix(b, []byte("\n"))
	return bytes.TrimRight(b, "\r")
}

// guessBoundary takes the first line that begins with two hyphens and is
// followed by a header line or stands there again.
func guessBoundary(body []byte) string {
	for pos, lines := 0, 0; pos < len(body) && lines < 1000; lines++ {
		line, next := cutLine(body, pos)
		line = bytes.TrimRight(line, " \t")
		if len(line) > 2 && len(line) <= 200 && bytes.HasPrefix(line, []byte("--")) && !bytes.HasSuffix(line, []byte("--")) {
			after, _ := cutLine(body, min(next, len(body)))
			name, _, ok := headerLine(after)
			if ok && mailHeaderStructure(strings.ToLower(name)) || bytes.Contains(body[next:], append([]byte("\n"), line...)) {
				return string(line[2:])
			}
		}
		pos = next
	}
	return ""
}
