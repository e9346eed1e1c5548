package read

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"strings"

	"github.com/akta-foi/akta/content/read/cms"
)

// zfoNamespace begins the names of the Czech data box system's elements.
const zfoNamespace = "http://isds.czechpoint.cz/v20"

// readZFO reads a message of the Czech data boxes (ISDS), or its delivery note:
// a signed message (CMS) whose content is XML. Its files become documents, the
// text view says what is on the envelope. A form (602XML) has the same ending.
func readZFO(j *job) error {
	data, err := readAll(j.src, maxEmailSize, "data box message")
	if err != nil {
		return err
	}
	content := data
	var signed *cms.Message
	if !bytes.HasPrefix(bytes.TrimLeft(data, "\xEF\xBB\xBF \t\r\n"), []byte("<")) {
		if signed, err = parseCMS(data); err != nil || signed.Kind != cms.Signed || signed.Detached {
			return readBytesBecause(j.doc, "the file ends in .zfo and is no data box message (a form of 602XML Filler, or damaged): save it as PDF")
		}
		content = signed.Content
	}
	z := &zfoFile{j: j}
	if err := z.read(content); err != nil {
		if errors.Is(err, errNotZFO) {
			return readBytesBecause(j.doc, "the file ends in .zfo and is no data box message (a form of 602XML Filler, or damaged): save it as PDF")
		}
		return fmt.Errorf("data box message: %w", err)
	}
	if signed != nil {
		if len(signed.Signers) == 0 {
			j.doc.warn("the data box message has the form of a signed one and nobody signed it: ask for the original")
		}
		hideSigners(j.doc, "the data box message", signed)
	}
	j.doc.MediaType, j.doc.Format, j.doc.MachineRead = "application/vnd.software602.filler.form-xml-zip", "zfo", true
	return j.doc.setTokens(z.text())
}

var errNotZFO = errors.New("not XML of the data box system")

// zfoFile is a message being read.
type zfoFile struct {
	j      *job
	root   string
	path   []string          // local names of the open elements
	values map[string]string // of the envelope, by element
	extra  []string          // "name: value" of elements that no line shows
	events []string          // of a delivery note
	files  []string          // lines of the text view
	chars  strings.Builder
	file   *xml.StartElement // the dmFile that is open
	done   bool              // its content was read
}

// read walks through the XML.
func (z *zfoFile) read(content []byte) error {
	z.values = map[string]string{}
	err := walkXMLReader(bytes.NewReader(content), "data box message", func(t xml.Token, depth int) error {
		switch t := t.(type) {
		case xml.StartElement:
			if depth == 1 {
				if !strings.HasPrefix(t.Name.Space, zfoNamespace) {
					return errNotZFO
				}
				z.root = t.Name.Local
			}
			z.path = append(z.path, t.Name.Local)
			z.chars.Reset()
			if t.Name.Local == "dmFile" {
				start := t.Copy()
				z.file, z.done = &start, false
			}
		case xml.CharData:
			z.chars.Write(t)
		case xml.EndElement:
			z.path = z.path[:len(z.path)-1]
			value := strings.TrimSpace(z.chars.String())
			z.chars.Reset()
			if err := z.element(t.Name.Local, value); err != nil {
				return err
			}
		}
		return z.j.ctx.Err()
	})
	if err != nil && z.root == "" && z.j.ctx.Err() == nil {
		return errNotZFO
	}
	if err == nil && z.root == "" {
		return errNotZFO
	}
	return err
}

// element takes one that has ended.
func (z *zfoFile) element(name, value string) error {
	switch {
	case name == "dmFile":
		if z.file != nil && !z.done {
			z.j.doc.warn("the file %q is named in the message and not in it: ask for it", attr(*z.file, "dmFileDescr"))
		}
		z.file = nil
	case name == "dmEncodedContent" && z.file != nil:
		return z.attach(value)
	case name == "dmXMLContent":
		z.done = true
		z.j.doc.hide(Hidden{Kind: HiddenUnknownPart, Where: "an attachment that is XML inside of the message", Count: 1, Excerpt: value})
		z.j.doc.warn("an attachment is XML inside of the message and was not read: save it from the data box")
	case value == "":
	case name == "dmQTimestamp":
		z.hideStamp(value)
	case name == "dmEventTime" && len(z.events) < maxFields:
		z.events = append(z.events, value)
	case name == "dmEventDescr" && len(z.events) > 0:
		z.events[len(z.events)-1] += " " + value
	case zfoLabel(name) != "":
		if z.values[name] == "" {
			z.values[name] = value
		}
	case len(z.extra) < maxFields:
		z.extra = append(z.extra, name+": "+value)
	}
	return nil
}

// attach makes a document of a dmFile.
func (z *zfoFile) attach(encoded string) error {
	d := decodeBase64([]byte(encoded))
	name, media := attr(*z.file, "dmFileDescr"), strings.ToLower(attr(*z.file, "dmMimeType"))
	z.done = true
	if d.junk > 0 || len(d.tail) > 0 {
		z.j.doc.warn("the file %q in the message is damaged: ask for the message again", name)
	}
	line := "Příloha" + kindOfFile(name)
	if attr(*z.file, "dmFileMetaType") == "main" {
		line = "Hlavní písemnost" + kindOfFile(name)
	}
	z.files = append(z.files, line)
	return z.j.attach(name, media, d.data)
}

// hideStamp names the qualified time stamp of the message (RFC 3161).
func (z *zfoFile) hideStamp(value string) {
	item := Hidden{Kind: HiddenSignature, Where: "time stamp of the message (dmQTimestamp)", Count: 1, Unit: "signatures"}
	if msg, err := parseCMS(decodeBase64([]byte(value)).data); err == nil {
		item.Excerpt = "time stamp " + msg.TimeStamp
		if len(msg.Signers) > 0 {
			item.Excerpt += " by " + msg.Signers[0].String()
		}
	}
	z.j.doc.hide(item)
}
