package read

import (
	"bytes"
	"encoding/pem"
	"fmt"
	"path"
	"strings"

	"github.com/akta-foi/akta/content/read/cms"
)

// isSMIME knows an opaque S/MIME part (RFC 8551 3.2), and by its name where the
// type got lost on the way.
func isSMIME(media, name string) bool {
	switch media {
	case "application/pkcs7-mime", "application/x-pkcs7-mime":
		return true
	case "application/octet-stream":
		return strings.EqualFold(name, "smime.p7m")
	}
	return false
}

// isSignaturePart knows a detached signature (RFC 8551 3.5.3.1).
func isSignaturePart(media string) bool {
	return media == "application/pkcs7-signature" || media == "application/x-pkcs7-signature"
}

// smime opens a part that is signed as a whole, and names one that is encrypted.
func (m *mailFile) smime(p *mailPart, name string, depth int) error {
	data, err := m.decode(p, maxAttachmentBytes)
	if err != nil {
		return err
	}
	msg, err := parseCMS(data)
	switch {
	case err != nil:
		m.doc.hideUnread("a signed or encrypted part "+name, len(data), err.Error())
		m.doc.warn("a signed or encrypted part of the message is damaged (%v): ask for it again", err)
		m.sealed = true
		return nil
	case msg.Kind == cms.Signed && !msg.Detached:
		hideSigners(m.doc, "the whole message", msg)
		inner, _, err := newPart(lineBreaks(msg.Content))
		if err != nil {
			return err
		}
		return m.part(inner, depth+1)
	case msg.Kind == cms.Signed: // certificates alone
		hideSigners(m.doc, "part "+p.media, msg)
		return nil
	case msg.Kind == cms.Encrypted:
		m.encrypted("the message", fmt.Sprintf("S/MIME for %d recipients", msg.Recipients), len(data))
		return nil
	}
	m.doc.hideUnread("a part "+p.media, len(data), "")
	m.doc.warn("a part of the message is packed in a way that is not read (%s): ask for a copy without it", msg.Kind)
	m.sealed = true
	return nil
}

// signed reads the first part of a multipart/signed and names the signature
// (RFC 1847 2.1). A signature that is none is attached like any file.
func (m *mailFile) signed(parent *mailPart, parts *multipart, depth int) error {
	for i, data := range parts.parts {
		p, _, err := m.open(data, parent.media)
		if err != nil {
			return err
		}
		switch {
		case i > 0 && isSignaturePart(p.media):
			m.parts++
			m.partHeaders(p, depth+1)
			if err := m.detached(p); err != nil {
				return err
			}
		case i > 0 && p.media == "application/pgp-signature":
			m.parts++
			m.partHeaders(p, depth+1)
			m.doc.hide(Hidden{Kind: HiddenSignature, Where: "the message", Count: 1, Excerpt: "OpenPGP signature: it holds the number of a key, and no name"})
		default:
			if err := m.part(p, depth+1); err != nil {
				return err
			}
		}
	}
	return nil
}

func (m *mailFile) detached(p *mailPart) error {
	data, err := m.decode(p, maxAttachmentBytes)
	if err != nil {
		return err
	}
	msg, err := parseCMS(data)
	if err != nil {
		m.doc.hideUnread("the signature of the message", len(data), "")
		m.doc.warn("the signature of the message is damaged (%v): who signed cannot be said", err)
		return nil
	}
	hideSigners(m.doc, "the message", msg)
	return nil
}

// encrypted names what cannot be read.
func (m *mailFile) encrypted(what, how string, size int) {
	m.sealed = true
	m.doc.hideUnread(what+", encrypted", size, how)
	m.doc.warn("%s is encrypted (%s) and was not read: ask the recipient for a decrypted copy", what, how)
}

// hideUnread names bytes that were not read; an empty part is one all the same.
func (d *Document) hideUnread(where string, size int, excerpt string) {
	h := Hidden{Kind: HiddenUnknownPart, Where: where, Count: size, Unit: "bytes", Excerpt: excerpt}
	if size == 0 {
		h.Count, h.Unit = 1, "empty parts"
	}
	d.hide(h)
}

// hideSigners names who signed, one item for each of them.
func hideSigners(doc *Document, where string, msg *cms.Message) {
	for _, s := range msg.Signers {
		who := s.String()
		if msg.TimeStamp != "" {
			who = "time stamp " + msg.TimeStamp + " by " + who
		}
		doc.hide(Hidden{Kind: HiddenSignature, Where: where, Count: 1, Unit: "signatures", Excerpt: who})
	}
}

// parseCMS reads a message in DER, BER, PEM or bare base64.
func parseCMS(data []byte) (*cms.Message, error) {
	if block, _ := pem.Decode(data); block != nil {
		return cms.Parse(block.Bytes)
	}
	if len(data) > 0 && data[0] == 'M' { // what base64 makes of a SEQUENCE
		if d := decodeBase64(data); d.junk == 0 {
			return cms.Parse(d.data)
		}
	}
	return cms.Parse(data)
}

// readCMS reads a signed file (.p7m) or a signature beside one (.p7s): what is
// signed becomes a document of its own.
func readCMS(j *job) error {
	data, err := readAll(j.src, maxAttachmentBytes, "signed file")
	if err != nil {
		return err
	}
	if looksLikeMessage(data) { // a message saved as smime.p7m
		return readEmail(j)
	}
	msg, err := parseCMS(data)
	if err != nil {
		return fmt.Errorf("signed file: %w: ask for it again", err)
	}
	doc := j.doc
	doc.MediaType, doc.Format = "application/pkcs7-mime", "cms"
	text := "Signature without the file it belongs to."
	switch {
	case msg.Kind == cms.Encrypted:
		doc.warn("the file is encrypted for %d recipients and was not read: ask the recipient for a decrypted copy", msg.Recipients)
		doc.hideUnread("the file, encrypted", len(data), "")
		return nil
	case msg.Kind != cms.Signed:
		return fmt.Errorf("signed file: neither signed nor encrypted: ask what it is")
	case !msg.Detached:
		name := signedName(j.src.Name, msg.Content)
		text = "Signed file" + kindOfFile(name)
		if err := j.attach(name, "", msg.Content); err != nil {
			return err
		}
	}
	hideSigners(doc, "the file", msg)
	doc.MachineRead = true
	return doc.setTokens(text)
}

// signedName is the name of the file inside: "zadost.pdf.p7m" holds
// "zadost.pdf", and smime.p7m a message.
func signedName(name string, content []byte) string {
	inner := strings.TrimSuffix(name, path.Ext(name))
	if path.Ext(inner) == "" && looksLikeMessage(content) {
		return inner + ".eml"
	}
	return inner
}

// looksLikeMessage wants a header with a line that only mail has.
func looksLikeMessage(data []byte) bool {
	h, _, bad, end, err := parseHeader(data[:min(len(data), sniffBytes)])
	if err != nil || bad > 0 || end != endBlank || bytes.IndexByte(data[:min(len(data), sniffBytes)], 0) >= 0 {
		return false
	}
	return h.get("content-type") != "" || h.get("from") != "" && h.get("date") != ""
}
