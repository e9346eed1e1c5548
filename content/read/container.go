package read

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
)

// container is an opened ZIP file: office files, archives, signature
// containers. Nothing is unpacked to disk; what a member claims to be is held
// against the bounds before and while it is read.
type container struct {
	j       *job
	members []*zip.File
	byName  map[string]*zip.File
	read    int64 // bytes unpacked so far
}

// openContainer reads the directory of a ZIP file.
func openContainer(j *job) (*container, error) {
	if j.src.Size > maxContainerFile {
		return nil, fmt.Errorf("container: %d bytes, at most %d are read: split the file", j.src.Size, int64(maxContainerFile))
	}
	z, err := zip.NewReader(j.src.Data, j.src.Size)
	if err != nil {
		return nil, fmt.Errorf("container: damaged or not a ZIP file (%v): ask for it again", err)
	}
	if len(z.File) > maxContainerMembers {
		return nil, fmt.Errorf("container: %d members, at most %d are read: split the file", len(z.File), maxContainerMembers)
	}
	c := &container{j: j, byName: map[string]*zip.File{}}
	for _, f := range z.File {
		if strings.HasSuffix(f.Name, "/") {
			continue
		}
		// Names are compared as the formats do: without a leading slash.
		name := strings.TrimPrefix(strings.ReplaceAll(f.Name, `\`, "/"), "/")
		if c.byName[name] != nil {
			return nil, fmt.Errorf("container: member %q is there twice: programs read different files, ask for it again", name)
		}
		if f.UncompressedSize64 > maxMemberBytes {
			return nil, fmt.Errorf("container: member %q claims %d bytes, at most %d are read: split the file", name, f.UncompressedSize64, int64(maxMemberBytes))
		}
		if f.UncompressedSize64 > maxMemberRatio*(f.CompressedSize64+64) {
			return nil, fmt.Errorf("container: member %q claims to unpack to %d times its size: damaged or made to harm", name, f.UncompressedSize64/max(f.CompressedSize64, 1))
		}
		c.members = append(c.members, f)
		c.byName[name] = f
	}
	return c, nil
}

// has tells whether there is a member of that name.
func (c *container) has(name string) bool { return c.byName[name] != nil }

// open returns a member's bytes as a bounded stream.
func (c *container) open(name string) (io.ReadCloser, error) {
	f := c.byName[name]
	if f == nil {
		return nil, fmt.Errorf("container: no member %q: damaged, ask for it again", name)
	}
	if f.Flags&1 != 0 {
		return nil, fmt.Errorf("container: member %q has a password: ask for a copy without a password", name)
	}
	r, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("container: member %q is damaged (%w): ask for the file again", name, err)
	}
	return &memberReader{c: c, name: name, r: r}, nil
}

// bytes returns a whole member.
func (c *container) bytes(name string) ([]byte, error) {
	r, err := c.open(name)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(r)
}

// memberReader counts what comes out of one member and of all of them.
type memberReader struct {
	c    *container
	name string
	r    io.ReadCloser
	n    int64
}

func (m *memberReader) Read(p []byte) (int, error) {
	if err := m.c.j.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := m.r.Read(p)
	m.n += int64(n)
	m.c.read += int64(n)
	switch {
	case m.n > maxMemberBytes:
		return n, fmt.Errorf("container: member %q unpacks to more than %d bytes: split the file", m.name, int64(maxMemberBytes))
	case m.c.read > maxContainerBytes:
		return n, fmt.Errorf("container: unpacks to more than %d bytes: split the file", int64(maxContainerBytes))
	case err != nil && err != io.EOF:
		return n, fmt.Errorf("container: member %q is damaged (%w): ask for the file again", m.name, err)
	}
	return n, err
}

func (m *memberReader) Close() error { return m.r.Close() }

// containerFormat tells what a ZIP file is by the parts it has, else by its
// name, else "zip".
func containerFormat(src Source) string {
	z, err := zip.NewReader(src.Data, src.Size)
	if err != nil {
		return byExtension(src.Name)
	}
	for _, f := range z.File[:min(len(z.File), maxContainerMembers)] {
		switch name := strings.TrimPrefix(f.Name, "/"); {
		case name == "mimetype":
			if kind := mimetypeFormat(f); kind != "" {
				return kind
			}
		case name == "word/document.xml":
			return "docx"
		case name == "xl/workbook.xml":
			return "xlsx"
		case name == "ppt/presentation.xml":
			return "pptx"
		}
	}
	return byExtension(src.Name)
}

func byExtension(name string) string {
	switch strings.ToLower(path.Ext(name)) {
	case ".docx", ".docm", ".dotx":
		return "docx"
	case ".xlsx", ".xlsm", ".xltx":
		return "xlsx"
	case ".odt", ".ott":
		return "odt"
	case ".ods", ".ots":
		return "ods"
	case ".pptx", ".ppsx":
		return "pptx"
	case ".odp":
		return "odp"
	case ".asice", ".asics", ".sce", ".scs":
		return "asic"
	}
	return "zip"
}

// mimetypeFormat reads the first member of ODF and ASiC containers.
func mimetypeFormat(f *zip.File) string {
	r, err := f.Open()
	if err != nil {
		return ""
	}
	defer r.Close()
	raw, err := io.ReadAll(io.LimitReader(r, 200))
	if err != nil {
		return ""
	}
	switch kind := strings.TrimSpace(string(raw)); {
	case strings.HasPrefix(kind, "application/vnd.oasis.opendocument.text"):
		return "odt"
	case strings.HasPrefix(kind, "application/vnd.oasis.opendocument.spreadsheet"):
		return "ods"
	case strings.HasPrefix(kind, "application/vnd.oasis.opendocument.presentation"):
		return "odp"
	case strings.HasPrefix(kind, "application/vnd.etsi.asic-"):
		return "asic"
	}
	return ""
}

// errStopXML ends walkXML early without an error.
var errStopXML = errors.New("enough read")

// walkXML reads one part token by token and calls f with each; depth is the
// number of elements that are open, the token's own included. Entities other
// than XML's own five are errors (encoding/xml expands none), so nothing grows.
func walkXML(c *container, name string, f func(t xml.Token, depth int) error) error {
	r, err := c.open(name)
	if err != nil {
		return err
	}
	defer r.Close()
	return walkXMLReader(r, "part "+name, f)
}

func walkXMLReader(r io.Reader, what string, f func(t xml.Token, depth int) error) error {
	d := xml.NewDecoder(r)
	d.CharsetReader = charsetReader
	depth, elements := 0, 0
	for {
		t, err := d.Token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%s: damaged (%w): ask for the file again", what, err)
		}
		if _, ok := t.(xml.StartElement); ok {
			depth++
			elements++
		}
		if depth > maxXMLDepth || elements > maxXMLElements {
			return fmt.Errorf("%s: more than %d elements inside elements, or %d in all: damaged or made to harm", what, maxXMLDepth, maxXMLElements)
		}
		err = f(t, depth)
		if errors.Is(err, errStopXML) {
			return nil
		}
		if err != nil {
			return err
		}
		if _, ok := t.(xml.EndElement); ok {
			depth--
		}
	}
}

// attr returns an attribute by its local name, whatever its prefix stands for,
// or "".
func attr(e xml.StartElement, local string) string {
	for _, a := range e.Attr {
		if a.Name.Local == local {
			return a.Value
		}
	}
	return ""
}
