package read

import (
	"archive/zip"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
)

// readZIP reads an archive: its members become documents, and the text view
// counts them. It says neither their names nor their sizes: what is in the view
// of the container is public even where a member is withheld.
func readZIP(j *job) error {
	a, err := openArchive(j)
	if err != nil {
		return err
	}
	if err := a.attachAll(); err != nil {
		return fmt.Errorf("archive: %w", err)
	}
	j.doc.MediaType, j.doc.Format, j.doc.MachineRead = "application/zip", "zip", true
	j.doc.setField("members", fmt.Sprint(len(a.entries)))
	return j.doc.setTokens(a.list.String())
}

// archive is a ZIP file whose members are files of their own.
type archive struct {
	c       *container
	entries []archiveEntry
	list    strings.Builder // the text view: a line for each document
	listed  int
}

// archiveEntry is one member. Names may be there twice, so that key, not name,
// finds it in the container.
type archiveEntry struct {
	name, key string
	file      *zip.File
}

// openArchive reads the directory and names what hides around the members. It
// is more forgiving than openContainer: an archive is whatever people packed.
func openArchive(j *job) (*archive, error) {
	if j.src.Size > maxContainerFile {
		return nil, fmt.Errorf("archive: %d bytes, at most %d are read: split the file", j.src.Size, int64(maxContainerFile))
	}
	if err := checkDirectory(j.src); err != nil {
		return nil, err
	}
	z, err := zip.NewReader(j.src.Data, j.src.Size)
	if err != nil {
		return nil, fmt.Errorf("archive: damaged or not a ZIP file (%v): ask for it again", err)
	}
	a := &archive{c: &container{j: j, byName: map[string]*zip.File{}}}
	names := zipNames(z.File)
	seen := map[string]int{}
	for i, f := range z.File {
		name := names[i]
		j.doc.hideText(HiddenComment, fmt.Sprintf("comment of member %q", name), eightBit(f.Comment))
		if strings.HasSuffix(name, "/") {
			continue
		}
		if err := a.check(name, f); err != nil {
			return nil, err
		}
		if seen[name]++; seen[name] == 2 {
			j.doc.hide(Hidden{Kind: HiddenUnknownPart, Where: "a member that is there twice: programs show one of them", Count: 1, Excerpt: name})
		}
		key := fmt.Sprintf("%s (%d)", name, i+1)
		a.c.byName[key] = f
		a.entries = append(a.entries, archiveEntry{name, key, f})
	}
	j.doc.hideText(HiddenComment, "comment of the archive", eightBit(z.Comment))
	return a, hideZIPGaps(j, len(z.File))
}

// check refuses what claims to be out of bounds or cannot be opened.
func (a *archive) check(name string, f *zip.File) error {
	switch {
	case f.Flags&1 != 0:
		return fmt.Errorf("archive: member %q has a password: ask for a copy without a password", name)
	case f.UncompressedSize64 > maxAttachmentBytes:
		return fmt.Errorf("archive: member %q claims %d bytes, at most %d are read: add it as a file of its own", name, f.UncompressedSize64, maxAttachmentBytes)
	case f.UncompressedSize64 > maxMemberRatio*(f.CompressedSize64+64):
		return fmt.Errorf("archive: member %q claims to unpack to %d times its size: damaged or made to harm", name, f.UncompressedSize64/max(f.CompressedSize64, 1))
	case f.Method != zip.Store && f.Method != zip.Deflate:
		return fmt.Errorf("archive: member %q is packed with method %d, which is not read: pack it again as an ordinary ZIP", name, f.Method)
	}
	return nil
}

// attachAll makes documents of the members.
func (a *archive) attachAll() error {
	doc := a.c.j.doc
	names := a.documentNames()
	for i, e := range a.entries {
		a.c.j.progress("part", i+1, len(a.entries))
		if path.IsAbs(e.name) || slices.Contains(strings.Split(e.name, "/"), "..") || strings.Contains(e.name, ":") {
			doc.hide(Hidden{Kind: HiddenUnknownPart, Where: "a member whose name leads out of the archive", Count: 1, Excerpt: e.name})
		}
		if traceOfSystem(e.name) {
			if err := a.hideMember(e, "a file that a system left in the archive"); err != nil {
				return err
			}
			continue
		}
		if err := a.attach(e, names[i]); err != nil {
			return err
		}
	}
	return nil
}

// attach makes a document of one member and a line of the list.
func (a *archive) attach(e archiveEntry, name string) error {
	data, err := a.c.bytes(e.key)
	if err != nil {
		return err
	}
	a.listed++
	fmt.Fprintf(&a.list, "%d%s\n", a.listed, kindOfFile(e.name))
	return a.c.j.attach(name, "", data)
}

// hideMember names a member that becomes no document, by its name and, where
// it is a text, by its first words.
func (a *archive) hideMember(e archiveEntry, what string) error {
	data, err := a.c.bytes(e.key)
	if err != nil {
		return err
	}
	excerpt := e.name
	if text, _, err := decodeText(data[:min(len(data), sniffBytes)]); err == nil {
		excerpt += ": " + text
	}
	a.c.j.doc.hideUnread(what, len(data), excerpt)
	return nil
}

// documentNames are the last elements of the paths, and the whole path with
// "_" for its slashes where two members would have the same name.
func (a *archive) documentNames() []string {
	count := map[string]int{}
	for _, e := range a.entries {
		count[path.Base(e.name)]++
	}
	out := make([]string, len(a.entries))
	for i, e := range a.entries {
		if out[i] = path.Base(e.name); count[out[i]] > 1 {
			out[i] = strings.ReplaceAll(strings.TrimLeft(e.name, "/"), "/", "_")
		}
	}
	return out
}

// traceOfSystem knows files that nobody packed on purpose.
func traceOfSystem(name string) bool {
	switch base := strings.ToLower(path.Base(name)); {
	case strings.HasPrefix(name, "__MACOSX/"), base == ".ds_store", base == "thumbs.db", base == "desktop.ini":
		return true
	case strings.HasPrefix(base, "._") && len(base) > 2:
		return true
	}
	return false
}

var plainExtension = regexp.MustCompile(`^\.[A-Za-z0-9]{1,8}$`)

// kindOfFile is a name's extension as " (pdf)", where it has a plain one.
func kindOfFile(name string) string {
	ext := path.Ext(name)
	if !plainExtension.MatchString(ext) {
		return ""
	}
	return " (" + strings.ToLower(ext[1:]) + ")"
}
