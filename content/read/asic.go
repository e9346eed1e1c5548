package read

import (
	"encoding/base64"
	"encoding/xml"
	"fmt"
	"net/url"
	"path"
	"strings"

	"github.com/akta-foi/akta/content/read/cms"
)

// readASiC reads a container of signed files (ETSI EN 319 162): the files
// become documents, the signatures are named. The container is kept as it is.
func readASiC(j *job) error {
	a, err := openArchive(j)
	if err != nil {
		return err
	}
	names := a.documentNames()
	for i, e := range a.entries {
		switch {
		case e.name == "mimetype":
			err = a.mimetype(e)
		case strings.HasPrefix(e.name, "META-INF/"):
			err = a.signature(e)
		case traceOfSystem(e.name):
			err = a.hideMember(e, "a file that a system left in the container")
		default:
			err = a.attach(e, names[i])
		}
		if err != nil {
			return fmt.Errorf("signed container: %w", err)
		}
	}
	j.doc.MediaType, j.doc.Format, j.doc.MachineRead = "application/vnd.etsi.asic-e+zip", "asic", true
	if ext := strings.ToLower(path.Ext(j.src.Name)); ext == ".asics" || ext == ".scs" {
		j.doc.MediaType = "application/vnd.etsi.asic-s+zip"
	}
	return j.doc.setTokens(a.list.String())
}

// mimetype is the first member and says what the container is.
func (a *archive) mimetype(e archiveEntry) error {
	data, err := a.c.bytes(e.key)
	if err == nil && !strings.HasPrefix(string(data), "application/vnd.etsi.asic-") {
		return a.hideMember(e, "the container's type")
	}
	return err
}

// signature reads one member of META-INF (ETSI EN 319 162-1 4.3, 4.4).
func (a *archive) signature(e archiveEntry) error {
	base := strings.ToLower(path.Base(e.name))
	switch {
	case strings.Contains(base, "signature") && strings.HasSuffix(base, ".xml"):
		return a.xades(e)
	case strings.HasSuffix(base, ".p7s"), strings.HasSuffix(base, ".tst"):
		data, err := a.c.bytes(e.key)
		if err != nil {
			return err
		}
		msg, err := parseCMS(data)
		if err != nil || len(msg.Signers) == 0 {
			return a.unread(e)
		}
		hideSigners(a.c.j.doc, e.name, msg)
		return nil
	case strings.Contains(base, "manifest") && strings.HasSuffix(base, ".xml"):
		return a.manifest(e)
	}
	return a.hideMember(e, "a part of the container that is no file of it")
}

func (a *archive) unread(e archiveEntry) error {
	a.c.j.doc.warn("the signature %q is damaged: who signed cannot be said", e.name)
	return a.hideMember(e, "a signature that cannot be read")
}

// xades names who signed by an XML signature (ETSI EN 319 132-1).
func (a *archive) xades(e archiveEntry) error {
	raw, err := a.c.bytes(e.key)
	if err != nil {
		return err
	}
	type sig struct{ cert, subject, time string }
	var found []sig
	var text strings.Builder
	err = walkXMLReader(strings.NewReader(string(raw)), "signature "+e.name, func(t xml.Token, _ int) error {
		switch t := t.(type) {
		case xml.StartElement:
			text.Reset()
			if t.Name.Local == "Signature" && len(found) < maxSignatures {
				found = append(found, sig{})
			}
		case xml.CharData:
			if text.Len()+len(t) <= maxCertificateText {
				text.Write(t)
			}
		case xml.EndElement:
			if len(found) == 0 {
				return nil
			}
			s := &found[len(found)-1]
			// The first certificate is the signer's, those after it are issuers'.
			switch value := strings.TrimSpace(text.String()); {
			case t.Name.Local == "X509Certificate" && s.cert == "":
				s.cert = value
			case t.Name.Local == "X509SubjectName" && s.subject == "":
				s.subject = value
			case t.Name.Local == "SigningTime" && s.time == "":
				s.time = value
			}
			text.Reset()
		}
		return a.c.j.ctx.Err()
	})
	if ctx := a.c.j.ctx.Err(); ctx != nil {
		return ctx
	}
	if err != nil || len(found) == 0 {
		return a.unread(e)
	}
	for _, s := range found {
		who := cms.Signer{Name: s.subject, Time: s.time}
		if der, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(s.cert), "")); err == nil {
			if c, err := cms.Certificate(der); err == nil {
				who = c
				who.Time = s.time
			}
		}
		if who.Name == "" {
			who.Name = "unknown signer"
		}
		a.c.j.doc.hide(Hidden{Kind: HiddenSignature, Where: e.name, Count: 1, Unit: "signatures", Excerpt: who.String()})
	}
	return nil
}

// manifest compares the files it lists with those that are there.
func (a *archive) manifest(e archiveEntry) error {
	have := map[string]bool{"": true} // the container itself
	for _, o := range a.entries {
		have[strings.TrimPrefix(o.name, "/")] = true
	}
	raw, err := a.c.bytes(e.key)
	if err != nil {
		return err
	}
	err = walkXMLReader(strings.NewReader(string(raw)), "manifest "+e.name, func(t xml.Token, _ int) error {
		s, ok := t.(xml.StartElement)
		if !ok {
			return a.c.j.ctx.Err()
		}
		for _, name := range []string{attr(s, "full-path"), attr(s, "URI")} {
			if name != "" && !have[strings.TrimPrefix(name, "/")] && !have[unescapePath(name)] {
				a.c.j.doc.warn("the container's list names %q, which is not in it: ask for the whole container", cleanLine(name))
			}
		}
		return nil
	})
	if ctx := a.c.j.ctx.Err(); ctx != nil {
		return ctx
	}
	if err != nil {
		a.c.j.doc.warn("the container's list of files is damaged (%v)", err)
	}
	return nil
}

// unescapePath undoes the percent signs of a URI.
func unescapePath(name string) string {
	plain, err := url.PathUnescape(name)
	if err != nil {
		return name
	}
	return strings.TrimPrefix(plain, "/")
}
