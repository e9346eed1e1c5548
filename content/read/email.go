package read

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/mail"
	"strings"
	"time"

	"github.com/emersion/go-message"
	_ "github.com/emersion/go-message/charset" // windows-1250, iso-8859-2 and the rest
)

// readEmail reads one message (RFC 5322, RFC 2045). Its body is the text view,
// its headers are fields, what is attached becomes documents of its own.
func readEmail(ctx context.Context, src Source, doc *Document) error {
	data, err := readAll(src, maxEmailSize, "e-mail")
	if err != nil {
		return err
	}
	m := &mailFile{ctx: ctx, doc: doc}
	entity, err := message.ReadWithOptions(bytes.NewReader(data), &message.ReadOptions{MaxHeaderBytes: maxHeaderBytes})
	if entity == nil {
		return fmt.Errorf("e-mail: the header is damaged (%v): save the message again", err)
	}
	if entity.Header.Len() == 0 {
		return errors.New("e-mail: no header in it: save the message again as .eml")
	}
	m.headers(entity.Header)
	if err := m.part(entity, err, 0); err != nil {
		return fmt.Errorf("e-mail: %w", err)
	}
	if err := doc.setTokens(strings.Join(m.texts, "\n\n")); err != nil {
		return err
	}
	doc.MediaType, doc.Format, doc.MachineRead = "message/rfc822", "email", true
	if len(doc.Tokens) == 0 {
		doc.warn("the message has no text of its own")
	}
	return nil
}

// mailFile is one message being read.
type mailFile struct {
	ctx   context.Context
	doc   *Document
	texts []string
	parts int
	total int64 // bytes of all attachments
}

func (m *mailFile) headers(h message.Header) {
	for _, name := range []string{"From", "To", "Cc", "Bcc", "Reply-To", "Date", "Subject", "Message-Id"} {
		var values []string
		for f := h.FieldsByKey(name); f.Next(); {
			values = append(values, headerText(f.Value()))
		}
		value := strings.Join(values, ", ")
		if date, err := mail.ParseDate(value); name == "Date" && err == nil {
			value = date.Format(time.RFC3339)
		}
		m.doc.setField(strings.ToLower(name), value)
	}
}

// part reads one part and what is in it. broken is the error that came with
// the part; an unknown encoding or character set is not the end.
func (m *mailFile) part(e *message.Entity, broken error, depth int) error {
	if err := m.ctx.Err(); err != nil {
		return err
	}
	if m.parts++; m.parts > maxMIMEParts {
		return fmt.Errorf("more than %d parts: split the message", maxMIMEParts)
	}
	if depth > maxMIMEDepth {
		return fmt.Errorf("parts inside parts deeper than %d: not an ordinary message, add its text as a file", maxMIMEDepth)
	}
	media, params := contentType(e.Header)
	if message.IsUnknownEncoding(broken) {
		m.doc.warn("a part of the message is in an unknown encoding: it was read as it is")
	}
	if strings.HasPrefix(media, "multipart/") {
		if media == "multipart/alternative" {
			return m.alternative(e, depth)
		}
		return m.each(e, func(p *message.Entity, broken error) error { return m.part(p, broken, depth+1) })
	}
	name := attachmentName(e.Header)
	disposition, _, _ := strings.Cut(e.Header.Get("Content-Disposition"), ";")
	attached := name != "" || strings.EqualFold(strings.TrimSpace(disposition), "attachment")
	if attached || media != "text/plain" && media != "text/html" {
		return m.attach(e, media, name)
	}
	text, err := m.text(e, media, params)
	if err == nil && strings.TrimSpace(text) != "" {
		m.texts = append(m.texts, text)
	}
	return err
}

// each calls f for every part of a multipart. A message that ends early keeps
// what came before.
func (m *mailFile) each(e *message.Entity, f func(*message.Entity, error) error) error {
	parts := e.MultipartReader()
	if parts == nil {
		return errors.New("a multipart without parts: save the message again")
	}
	for n := 0; ; n++ {
		p, err := parts.NextPart()
		if err == io.EOF {
			return nil
		}
		if p == nil && m.parts == 1 {
			return fmt.Errorf("damaged, no part of it can be read (%v): save the message again", err)
		}
		if p == nil {
			m.doc.warn("the message is damaged after %d parts (%v): compare it with the original", n, err)
			return nil
		}
		if err := f(p, err); err != nil {
			return err
		}
	}
}

// alternative takes the plainest form of a text that is offered in several
// (RFC 2046 5.1.4 orders them from plain to rich).
func (m *mailFile) alternative(e *message.Entity, depth int) error {
	before, plain := len(m.texts), false
	return m.each(e, func(p *message.Entity, broken error) error {
		media, _ := contentType(p.Header)
		if media == "text/html" && plain {
			m.parts++
			return nil
		}
		if err := m.part(p, broken, depth+1); err != nil {
			return err
		}
		plain = plain || len(m.texts) > before
		return nil
	})
}

// text decodes a text part.
func (m *mailFile) text(e *message.Entity, media string, params map[string]string) (string, error) {
	data, err := m.body(e, maxTextSize)
	if err != nil {
		return "", err
	}
	text := string(data)
	// go-message has decoded a known character set already; what is not UTF-8
	// now was declared as something else than it is, or not at all.
	if decoded, charset, err := decodeText(data); err == nil {
		text = decoded
		if charset != "utf-8" {
			m.doc.warn("the character set of the text (%q) is unknown or wrong: read as %s", params["charset"], charset)
		}
	} else {
		m.doc.warn("a text of the message could not be decoded completely: compare it with the original")
		text = strings.ToValidUTF8(text, "\uFFFD")
	}
	if media == "text/html" {
		return htmlText(text), nil
	}
	return text, nil
}

// body reads a part up to limit bytes; a broken transfer encoding keeps what
// could be decoded.
func (m *mailFile) body(e *message.Entity, limit int64) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(e.Body, limit+1))
	if int64(len(data)) > limit {
		return nil, fmt.Errorf("a part of more than %d bytes: split the message", limit)
	}
	if err != nil {
		m.doc.warn("a part of the message is damaged (%v): compare it with the original", err)
	}
	return data, nil
}

func (m *mailFile) attach(e *message.Entity, media, name string) error {
	if len(m.doc.Attachments) >= maxAttachments {
		return fmt.Errorf("more than %d attachments: add them as files of their own", maxAttachments)
	}
	data, err := m.body(e, maxAttachmentBytes)
	if err != nil {
		return err
	}
	if m.total += int64(len(data)); m.total > maxAttachmentTotal {
		return fmt.Errorf("more than %d bytes of attachments: add them as files of their own", maxAttachmentTotal)
	}
	if name == "" {
		name = fmt.Sprintf("attachment-%d%s", len(m.doc.Attachments)+1, extension(media))
	}
	m.doc.Attachments = append(m.doc.Attachments, Attachment{Name: name, MediaType: media, Data: data})
	return nil
}

// extension gives nameless parts an ending by which their reader is found.
func extension(media string) string {
	switch media {
	case "message/rfc822":
		return ".eml"
	case "text/plain":
		return ".txt"
	case "application/pdf":
		return ".pdf"
	}
	return ""
}

// contentType returns the media type in lower case, text/plain if there is
// none (RFC 2045 5.2) and application/octet-stream if it cannot be read.
func contentType(h message.Header) (string, map[string]string) {
	value := h.Get("Content-Type")
	if strings.TrimSpace(value) == "" {
		return "text/plain", nil
	}
	media, params, err := mime.ParseMediaType(value)
	if err != nil && media == "" {
		media, _, _ = strings.Cut(value, ";")
		media = strings.ToLower(strings.TrimSpace(media))
		if !strings.Contains(media, "/") {
			media = "application/octet-stream"
		}
	}
	return media, params
}
