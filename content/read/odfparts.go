package read

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// readParts accounts for every member of the package. What is not on the list
// of known parts is named, whatever it is.
func (o *odf) readParts() error {
	for _, f := range o.c.members {
		name := strings.TrimPrefix(strings.ReplaceAll(f.Name, `\`, "/"), "/")
		if err := o.readOther(name, f.UncompressedSize64); err != nil {
			return err
		}
	}
	return nil
}

// readOther reads one part that is neither content nor styles.
func (o *odf) readOther(name string, size uint64) error {
	folder, _, inFolder := strings.Cut(name, "/")
	switch {
	case o.used[name], name == "content.xml", name == "styles.xml", name == "mimetype", name == "META-INF/manifest.xml":
		return nil
	case name == "layout-cache", size == 0: // where LibreOffice broke the pages
		return nil
	case name == "meta.xml":
		return o.readMeta()
	case name == "settings.xml":
		return o.readSettings()
	case name == "manifest.rdf":
		return o.readRDF(name)
	case strings.HasPrefix(name, "META-INF/") && strings.HasSuffix(name, "signatures.xml"):
		return o.readSignatures(name)
	case folder == "Thumbnails":
		return o.namePart(HiddenThumbnail, name)
	case folder == "Pictures":
		return o.namePart(HiddenUnknownPart, name)
	case folder == "Basic", folder == "Scripts", folder == "Dialogs":
		return o.readMacro(name)
	case folder == "Versions", name == "VersionList.xml":
		return o.readVersion(name)
	case strings.EqualFold(folder, "customXML"), strings.HasSuffix(name, ".rdf"):
		return o.namePart(HiddenCustomXML, name)
	case folder == "ObjectReplacements":
		return o.namePart(HiddenEmbeddedObject, name)
	case inFolder && o.c.has(folder+"/content.xml"):
		return o.readObjectPart(folder, name)
	case !inFolder && strings.HasPrefix(name, "Object"):
		return o.attachObject(name, size)
	}
	return o.namePart(HiddenUnknownPart, name)
}

// hidePart names a part by its size.
func (o *odf) hidePart(kind HiddenKind, name string) {
	size := 0
	if f := o.c.byName[name]; f != nil {
		size = int(f.UncompressedSize64)
	}
	o.doc.hide(Hidden{Kind: kind, Where: "part " + name, Count: size, Unit: "bytes"})
}

// namePart names a part by its size and, if there is text in it, its beginning.
func (o *odf) namePart(kind HiddenKind, name string) error {
	r, err := o.c.open(name)
	if err != nil {
		return err
	}
	defer r.Close()
	head := make([]byte, sniffBytes)
	n, err := io.ReadFull(r, head)
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return err
	}
	size := int(o.c.byName[name].UncompressedSize64)
	o.doc.hide(Hidden{Kind: kind, Where: "part " + name, Count: size, Unit: "bytes", Excerpt: textExcerpt(head[:n])})
	return nil
}

// textExcerpt returns the beginning of data if it is text, without XML's tags.
func textExcerpt(data []byte) string {
	for cut := 0; cut < utf8.UTFMax && len(data) > 0 && !utf8.Valid(data); cut++ {
		data = data[:len(data)-1] // a character that the end of the head cut
	}
	if len(data) == 0 || !utf8.Valid(data) || !plausibleControls(data) {
		return ""
	}
	text := strings.TrimPrefix(string(data), "\uFEFF")
	if !strings.HasPrefix(strings.TrimSpace(text), "<") {
		return text
	}
	var b strings.Builder
	for text != "" {
		before, tag, found := strings.Cut(text, "<")
		b.WriteString(before + " ")
		_, text, _ = strings.Cut(tag, ">")
		if !found {
			break
		}
	}
	if plain := cleanLine(b.String()); plain != "" {
		return plain
	}
	return string(data) // all of it is in attributes
}

// readMacro names a module of Basic, a dialog or a script. The lists of
// libraries that LibreOffice writes into every file say nothing.
func (o *odf) readMacro(name string) error {
	for _, list := range []string{"script-lc.xml", "script-lb.xml", "dialog-lc.xml", "dialog-lb.xml"} {
		if strings.HasSuffix(name, "/"+list) {
			return nil
		}
	}
	if !strings.HasSuffix(name, ".xml") {
		return o.namePart(HiddenScript, name)
	}
	return o.partText(HiddenScript, "macro "+name, name)
}

// readVersion names an earlier version of the whole document, kept inside it.
func (o *odf) readVersion(name string) error {
	if name != "VersionList.xml" {
		return o.namePart(HiddenRevision, name)
	}
	return walkXML(o.c, name, func(t xml.Token, _ int) error {
		if e, ok := t.(xml.StartElement); ok && e.Name.Local == "version-entry" {
			o.doc.hide(Hidden{Kind: HiddenRevision, Where: "version " + quoted(attr(e, "title")), Count: 1,
				Excerpt: joinNonEmpty(", ", attr(e, "creator"), attr(e, "date-time"), attr(e, "comment"))})
		}
		return nil
	})
}

// readObjectPart names a document that is embedded as a folder of parts.
func (o *odf) readObjectPart(folder, name string) error {
	switch name {
	case folder + "/content.xml":
		return o.partText(HiddenEmbeddedObject, "object "+folder, name)
	case folder + "/styles.xml", folder + "/settings.xml", folder + "/mimetype":
		return nil
	}
	return o.namePart(HiddenEmbeddedObject, name)
}

// partText names a part by all of its words.
func (o *odf) partText(kind HiddenKind, where, name string) error {
	f := &found{kind: kind, where: where}
	err := walkXML(o.c, name, func(t xml.Token, _ int) error {
		switch t := t.(type) {
		case xml.CharData:
			f.write(string(t))
		case xml.EndElement:
			f.write(" ")
		}
		return nil
	})
	if err != nil {
		return err
	}
	if f.words == 0 {
		o.hidePart(kind, name)
	}
	o.doc.hideFound(f)
	return nil
}

// attachObject makes an embedded file a document of its own.
func (o *odf) attachObject(name string, size uint64) error {
	if size > maxAttachmentBytes {
		return fmt.Errorf("attachment %q: %d bytes, at most %d are read: add it as a file of its own", name, size, maxAttachmentBytes)
	}
	data, err := o.c.bytes(name)
	if err != nil {
		return err
	}
	o.doc.hide(Hidden{Kind: HiddenEmbeddedObject, Where: "part " + name, Count: len(data), Unit: "bytes", Excerpt: textExcerpt(data[:min(len(data), sniffBytes)])})
	media := ""
	if bytes.HasPrefix(data, []byte("\xD0\xCF\x11\xE0")) {
		media = "application/x-ole-storage"
	}
	return o.j.attach(name, media, data)
}
