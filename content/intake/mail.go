package intake

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/mail"
	"slices"
	"strings"

	"github.com/akta-foi/akta/content/law"
	"github.com/akta-foi/akta/content/read"
)

// message is one e-mail. What is attached stays in it: whoever stores the
// message makes documents of it.
type message struct {
	key     string // its Message-ID, or the digest of its bytes
	file    string // its name
	data    []byte
	from    *mail.Address // nil: nobody can tell
	others  []string      // addresses it went to
	day     law.Date
	at      string // RFC 3339, to sort by
	subject string
	refers  []string // keys of messages it answers
}

// readMail reads messages and mailboxes, and puts threads together.
func readMail(j *job) error {
	r := j.opt.Reader
	if r == nil {
		r = read.NewReader(read.Options{})
		defer r.Close()
	}
	var all []*message
	for _, f := range j.in {
		got, err := j.messages(r, f)
		if err != nil {
			return err
		}
		if all = append(all, got...); len(all) > maxRequests {
			return fmt.Errorf("more than the %d messages allowed: import them in parts", maxRequests)
		}
	}
	seen := map[string]bool{}
	all = slices.DeleteFunc(all, func(m *message) bool {
		if seen[m.key] {
			j.notes.add(LeftOut, "%s: a message that is there twice; the first was taken", m.file)
			return true
		}
		seen[m.key] = true
		return false
	})
	slices.SortStableFunc(all, func(a, b *message) int { return strings.Compare(a.at, b.at) })
	for _, t := range j.threads(all) {
		if len(t) > maxMessages {
			return fmt.Errorf("thread %q: %d messages, more than the %d allowed", t[0].subject, len(t), maxMessages)
		}
		j.batch.Requests = append(j.batch.Requests, j.thread(t))
	}
	return nil
}

// messages reads one file: a message, or a mailbox of some.
func (j *job) messages(r *read.Reader, f Input) ([]*message, error) {
	name := safeName(f.Name)
	doc, err := r.Read(j.ctx, read.Source{Name: name, Data: bytes.NewReader(f.Data), Size: int64(len(f.Data))}, nil)
	if err != nil {
		return nil, err
	}
	switch doc.Format {
	case "email":
		return []*message{newMessage(name, f.Data, doc)}, nil
	case "mbox":
	default:
		return nil, fmt.Errorf("%s: neither an e-mail nor a mailbox, but %s", name, doc.Format)
	}
	var out []*message
	for _, a := range doc.Attachments {
		one, err := r.Read(j.ctx, read.Source{Name: a.Name, Data: bytes.NewReader(a.Data), Size: int64(len(a.Data))}, nil)
		if err != nil {
			j.notes.add(LeftOut, "%s: %v", name, err)
			continue
		}
		out = append(out, newMessage(a.Name, a.Data, one))
	}
	return out, nil
}

func newMessage(name string, data []byte, doc *read.Document) *message {
	m := &message{file: name, data: data, at: doc.Field("date"), subject: line(doc.Field("subject"))}
	m.day = dateOf(m.at)
	if ids := messageIDs(doc.Field("message-id")); len(ids) > 0 {
		m.key = ids[0]
	} else {
		sum := sha256.Sum256(data)
		m.key = "sha256:" + hex.EncodeToString(sum[:])
	}
	if list, err := mail.ParseAddressList(doc.Field("from")); err == nil && len(list) > 0 {
		m.from = list[0]
	}
	for _, field := range []string{"to", "cc"} {
		if list, err := mail.ParseAddressList(doc.Field(field)); err == nil {
			for _, a := range list {
				m.others = append(m.others, strings.ToLower(a.Address))
			}
		}
	}
	for _, key := range []string{"references", "in-reply-to"} {
		m.refers = append(m.refers, messageIDs(header(data, key))...)
	}
	return m
}

// messageIDs are the ids in a header, "<a@b>" without its brackets.
func messageIDs(s string) (out []string) {
	for len(out) < maxReference {
		_, after, ok := strings.Cut(s, "<")
		if !ok {
			return out
		}
		id, rest, ok := strings.Cut(after, ">")
		if !ok {
			return out
		}
		if id = line(id); id != "" {
			out = append(out, id)
		}
		s = rest
	}
	return out
}

// header is the unfolded value of a header that no mail program shows, and the
// reader of e-mails does not give as a field (RFC 5322 2.2.3).
func header(data []byte, name string) string {
	var value strings.Builder
	inside := false
	for l := range bytes.Lines(data[:min(len(data), maxHeader)]) {
		l = bytes.TrimRight(l, "\r\n")
		if len(l) == 0 {
			break
		}
		if l[0] == ' ' || l[0] == '\t' {
			if inside {
				value.Write(l)
			}
			continue
		}
		key, rest, _ := strings.Cut(string(l), ":")
		if inside = strings.EqualFold(strings.TrimSpace(key), name) && value.Len() == 0; inside {
			value.WriteString(rest)
		}
	}
	return value.String()
}
