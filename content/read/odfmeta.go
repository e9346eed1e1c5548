package read

import (
	"crypto/x509"
	"encoding/base64"
	"encoding/xml"
	"strings"
)

// readMeta reads meta.xml (ODF 1.3 part 3, 4): each entry is named, the usual
// ones are fields as well.
func (o *odf) readMeta() error {
	var open []*found
	var names []string
	return walkXML(o.c, "meta.xml", func(t xml.Token, _ int) error {
		switch t := t.(type) {
		case xml.StartElement:
			_, local := odfName(t.Name)
			f := &found{limit: maxFieldBytes}
			if local == "user-defined" {
				local = attr(t, "name")
				f.who = "user-defined"
			}
			f.write(joinNonEmpty(" ", attr(t, "href"), attr(t, "title")))
			f.write(" ")
			open, names = append(open, f), append(names, local)
		case xml.CharData:
			if n := len(open); n > 0 {
				open[n-1].write(string(t))
			}
		case xml.EndElement:
			n := len(open) - 1
			f, name := open[n], names[n]
			open, names = open[:n], names[:n]
			if f.words > 0 {
				o.metaEntry(name, f.who != "", strings.TrimSpace(string(f.text)))
			}
		}
		return nil
	})
}

func (o *odf) metaEntry(name string, userDefined bool, value string) {
	what := "document property " + quoted(name)
	if userDefined {
		what = "user-defined property " + quoted(name)
	}
	o.doc.hide(Hidden{Kind: HiddenMetadata, Where: what, Count: 1, Excerpt: value})
	if userDefined {
		return
	}
	for _, f := range []struct{ tag, field string }{
		{"title", "title"}, {"initial-creator", "author"}, {"subject", "subject"}, {"keyword", "keywords"}, {"description", "description"},
		{"creator", "creator"}, {"generator", "producer"}, {"creation-date", "created"}, {"date", "modified"}, {"language", "language"},
		{"printed-by", "printed-by"}, {"print-date", "printed"}, {"editing-cycles", "revision"},
	} {
		if f.tag == name {
			o.doc.setField(f.field, value)
		}
	}
}

// readSettings names printers and whatever else of a machine or person stands
// in settings.xml; how a window was open says nothing.
func (o *odf) readSettings() error {
	item, f := "", &found{}
	return walkXML(o.c, "settings.xml", func(t xml.Token, _ int) error {
		switch t := t.(type) {
		case xml.StartElement:
			item, f = "", &found{}
			if t.Name.Local == "config-item" {
				item = attr(t, "name")
			}
		case xml.CharData:
			f.write(string(t))
		case xml.EndElement:
			if f.words > 0 && tellsOfMachine(item) {
				o.hideOnce(HiddenMetadata, "setting "+quoted(item), f.excerpt())
			}
			item, f = "", &found{}
		}
		return nil
	})
}

func tellsOfMachine(setting string) bool {
	for _, s := range []string{"Printer", "PrintFax", "User", "Author", "CurrentDatabase", "EmbeddedDatabase", "ProtectionKey", "Password", "URL", "Path", "TemplateFile"} {
		if strings.Contains(setting, s) {
			// Options of printing ("PrintReversed", "PrinterIndependentLayout") are no names.
			return setting != "PrinterIndependentLayout" && setting != "PrinterPaperFromSetup" && setting != "SubtractFlysAnchoredAtFlys"
		}
	}
	return false
}

// readRDF names statements about the document other than those that every
// package makes about its own parts.
func (o *odf) readRDF(name string) error {
	f := &found{kind: HiddenCustomXML, where: "part " + name}
	err := walkXML(o.c, name, func(t xml.Token, _ int) error {
		switch t := t.(type) {
		case xml.StartElement:
			const own = "http://docs.oasis-open.org/ns/office/1.2/meta/"
			if resource := attr(t, "resource"); resource != "" && !strings.HasPrefix(resource, own) && t.Name.Local != "hasPart" {
				f.write(resource + " ")
			}
		case xml.CharData:
			f.write(string(t))
		}
		return nil
	})
	if err != nil {
		return err
	}
	o.doc.hideFound(f)
	return nil
}

// readSignatures names who signed (ODF 1.3 part 2, 5; XML-DSig): by the subject
// that stands there, else by the certificate. Nothing is verified here.
func (o *odf) readSignatures(name string) error {
	var signers, subjects []string
	f, when := &found{limit: maxHeaderBytes}, ""
	err := walkXML(o.c, name, func(t xml.Token, _ int) error {
		switch t := t.(type) {
		case xml.StartElement:
			f = &found{limit: maxHeaderBytes}
		case xml.CharData:
			f.write(string(t))
		case xml.EndElement:
			switch text := strings.TrimSpace(string(f.text)); t.Name.Local {
			case "X509SubjectName":
				subjects = append(subjects, text)
			case "X509Certificate":
				if s := certificateSubject(text); s != "" {
					signers = append(signers, s)
				}
			case "SigningTime", "date":
				when = text
			case "Signature":
				who := joinNonEmpty("; ", append(subjects, signers...)...)
				o.doc.hide(Hidden{Kind: HiddenSignature, Where: "part " + name, Count: 1, Unit: "signatures", Excerpt: joinNonEmpty(", ", who, when)})
				signers, subjects, when = nil, nil, ""
			}
			f = &found{limit: maxHeaderBytes}
		}
		return nil
	})
	return err
}

// certificateSubject names the holder of a certificate in base64, or "".
func certificateSubject(text string) string {
	der, err := base64.StdEncoding.DecodeString(strings.ReplaceAll(text, " ", ""))
	if err != nil {
		return ""
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		return ""
	}
	return cert.Subject.String()
}
