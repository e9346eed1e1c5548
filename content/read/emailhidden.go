package read

import (
	"fmt"
	"mime"
	"net/mail"
	"slices"
	"strings"
	"time"
)

// mailHeaderShown knows the headers that a mail program shows. Message-Id is
// not shown, but it is what a message is found by: it is a field.
func mailHeaderShown(key string) bool {
	switch key {
	case "from", "sender", "to", "cc", "bcc", "reply-to", "date", "subject", "message-id", "importance":
		return true
	}
	return false
}

// mailHeaderStructure knows the headers that only say how a part is written.
func mailHeaderStructure(key string) bool {
	switch key {
	case "mime-version", "content-type", "content-transfer-encoding", "content-disposition":
		return true
	}
	return false
}

// structureParam knows the parameters of those that carry nothing else.
func structureParam(name string) bool {
	name, _, _ = strings.Cut(name, "*")
	switch name {
	case "charset", "boundary", "name", "filename", "format", "delsp", "type", "start", "report-type",
		"protocol", "micalg", "method", "smime-type", "reply-type", "size", "number", "total":
		return true
	}
	return false
}

// shownHeaders records the fields.
func (m *mailFile) shownHeaders(h *mailHeader) {
	for _, key := range []string{"from", "sender", "to", "cc", "bcc", "reply-to", "date", "subject", "message-id", "importance"} {
		var values []string
		for _, v := range h.values(key) {
			values = append(values, headerText(v))
		}
		value := strings.Join(values, ", ")
		if date, err := mail.ParseDate(value); key == "date" && err == nil {
			value = date.Format(time.RFC3339)
		}
		m.doc.setField(key, value)
	}
}

// skippedHeader collects one header that nobody sees, over all parts.
type skippedHeader struct {
	name   string
	values []string
	count  int
	inPart bool
}

// partHeaders collects the headers of a part that no mail program shows.
func (m *mailFile) partHeaders(p *mailPart, depth int) {
	for _, f := range p.header.fields {
		switch {
		case f.value == "", depth == 0 && mailHeaderShown(f.key):
		case f.key == "mime-version" && f.value == "1.0":
		case f.key == "content-type", f.key == "content-disposition":
			if extra := otherParams(f.value); extra != "" {
				m.skip(f.name, extra, depth)
			}
		case f.key == "content-transfer-encoding":
		default:
			m.skip(f.name, f.value, depth)
		}
	}
}

// otherParams returns the parameters that say more than how a part is written:
// dates of the file, names of programs.
func otherParams(value string) string {
	_, params, err := mime.ParseMediaType(value)
	if err != nil {
		return ""
	}
	var out []string
	for name, v := range params {
		if !structureParam(name) && v != "" {
			out = append(out, name+"="+v)
		}
	}
	slices.Sort(out) // maps have no order
	return strings.Join(out, "; ")
}

func (m *mailFile) skip(name, value string, depth int) {
	key := strings.ToLower(name)
	if depth > 0 {
		key += " in a part"
	}
	if m.byName == nil {
		m.byName = map[string]*skippedHeader{}
	}
	h := m.byName[key]
	if h == nil {
		h = &skippedHeader{name: name, inPart: depth > 0}
		m.byName[key], m.headers = h, append(m.headers, h)
	}
	// The last value is kept too: of Received it is the first hop.
	if h.count++; len(h.values) < maxHeaderValues {
		h.values = append(h.values, value)
	} else {
		h.values[maxHeaderValues-1] = value
	}
}

// hideHeaders names them, one item for each name.
func (m *mailFile) hideHeaders() {
	for _, h := range m.headers {
		item := Hidden{Kind: HiddenHeader, Where: "header " + h.name, Count: h.count, Unit: "lines"}
		var values []string
		for _, v := range h.values {
			values = append(values, headerText(v))
		}
		switch strings.ToLower(h.name) {
		case "received":
			item.Where, item.Unit = "header Received, the servers on the way; first of them", "servers"
			values = values[len(values)-1:]
		case "disposition-notification-to", "return-receipt-to", "x-confirm-reading-to":
			item.Where += ", which asks for a receipt of reading"
		}
		if h.inPart {
			item.Where += " of parts"
		}
		item.Excerpt = fmt.Sprintf("%s: %s", h.name, strings.Join(values, "; "))
		m.doc.hide(item)
	}
}
