package read

import (
	"bytes"
	"fmt"
	"strings"
)

// readMbox reads a mailbox (RFC 4155, mboxo and mboxrd): every message becomes
// a document, the text view lists them.
func readMbox(j *job) error {
	data, err := readAll(j.src, maxEmailSize, "mailbox")
	if err != nil {
		return err
	}
	messages, err := splitMbox(lineBreaks(data))
	if err != nil {
		return err
	}
	var list strings.Builder
	for i, msg := range messages {
		if err := j.ctx.Err(); err != nil {
			return err
		}
		h, _, _, _, err := parseHeader(msg.data)
		if err != nil {
			return fmt.Errorf("mailbox: message %d: %w", i+1, err)
		}
		from, subject := headerText(h.get("from")), headerText(h.get("subject"))
		fmt.Fprintf(&list, "%d. %s – %s – %s\n\n", i+1, cleanLine(headerText(h.get("date"))), cleanLine(from), cleanLine(subject))
		if sender, _, _ := strings.Cut(msg.envelope, " "); sender != "-" && sender != "MAILER-DAEMON" && !strings.Contains(from, sender) {
			j.doc.hide(Hidden{Kind: HiddenHeader, Where: fmt.Sprintf("envelope of message %d", i+1), Count: 1, Unit: "lines", Excerpt: "From " + eightBit(msg.envelope)})
		}
		if err := j.attach(fmt.Sprintf("message-%04d.eml", i+1), "message/rfc822", msg.data); err != nil {
			return fmt.Errorf("mailbox: %w", err)
		}
	}
	j.doc.MediaType, j.doc.Format, j.doc.MachineRead = "application/mbox", "mbox", true
	j.doc.setField("messages", fmt.Sprint(len(messages)))
	return j.doc.setTokens(list.String())
}

// mboxMessage is one message with what its "From " line says.
type mboxMessage struct {
	envelope string
	data     []byte
}

// splitMbox cuts at the "From " lines that follow a blank line or begin the
// file and have a header line after them, so that prose is not cut.
func splitMbox(data []byte) (out []mboxMessage, err error) {
	blank, start := true, -1
	var envelope string
	add := func(end int) {
		if start >= 0 {
			out = append(out, mboxMessage{envelope, unquoteFrom(bytes.TrimRight(data[start:end], "\r\n"))})
		}
	}
	for pos := 0; pos < len(data); {
		line, next := cutLine(data, pos)
		if blank && bytes.HasPrefix(line, []byte("From ")) && next < len(data) {
			after, _ := cutLine(data, next)
			if _, _, ok := headerLine(after); ok {
				if len(out) >= maxAttachments {
					return nil, fmt.Errorf("mailbox: more than %d messages: save it in parts", maxAttachments)
				}
				add(pos)
				start, envelope = next, strings.TrimSpace(string(line[5:]))
			}
		}
		blank, pos = len(line) == 0, next
	}
	add(len(data))
	if len(out) == 0 {
		return nil, fmt.Errorf("mailbox: no message in it: save it again")
	}
	return out, nil
}

// unquoteFrom takes one ">" off the lines ">From ", ">>From ", as mboxrd put it
// there. The bytes of the mailbox are not touched.
func unquoteFrom(msg []byte) []byte {
	if !bytes.Contains(msg, []byte(">From ")) {
		return msg
	}
	out := make([]byte, 0, len(msg))
	for pos := 0; pos < len(msg); {
		line, next := cutLine(msg, pos)
		if rest := bytes.TrimLeft(line, ">"); len(rest) < len(line) && bytes.HasPrefix(rest, []byte("From ")) {
			pos++
		}
		out = append(out, msg[pos:next]...)
		pos = next
	}
	return out
}
