package content

import (
	"bytes"
	"crypto/sha256"
	"encoding/gob"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"

	"github.com/akta-foi/akta/bundles"
)

// .akta/index is this line, the SHA-256 of all that follows and of the shape of
// what it holds, and the entries (encoding/gob). The shape tells an akta whose
// cases have other fields that the file is not its own. A change of what is read
// into the same fields needs another number in the line.
const (
	indexFile   = "index"
	indexFormat = "akta index 1\n"
)

// keptEntry is an entry, and what tells whether it still holds.
type keptEntry struct {
	Marks caseMarks
	Young bool // a file was young when it was read: it is read again
	Entry IndexEntry
}

func (o *Office) indexFile() string { return filepath.Join(o.Dir, stateDir, indexFile) }

// loadIndex returns what was kept, by case; nothing if that is not whole.
func (o *Office) loadIndex() map[string]*keptEntry {
	f, err := os.Open(o.indexFile())
	if err != nil {
		return nil
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || info.Size() > maxIndexFile {
		return nil
	}
	raw := make([]byte, info.Size())
	if _, err := io.ReadFull(f, raw); err != nil {
		return nil
	}
	entries := parseIndex(raw)
	out := make(map[string]*keptEntry, len(entries))
	for i := range entries {
		out[entries[i].Entry.Case.ID] = &entries[i]
	}
	return out
}

func (o *Office) saveIndex(entries []keptEntry) error {
	raw, err := marshalIndex(entries)
	if err != nil {
		return err
	}
	if err := mkdirs(filepath.Join(o.Dir, stateDir)); err != nil {
		return err
	}
	return bundles.WriteFileAtomic(o.indexFile(), raw, 0o600)
}

// parseIndex reads an index; nil if it is not whole. Only bytes that this akta
// wrote get past the digest.
func parseIndex(raw []byte) []keptEntry {
	rest, ok := bytes.CutPrefix(raw, []byte(indexFormat))
	if !ok || len(rest) < sha256.Size {
		return nil
	}
	if sum := indexSum(rest[sha256.Size:]); !bytes.Equal(sum[:], rest[:sha256.Size]) {
		return nil
	}
	var out []keptEntry
	if err := gob.NewDecoder(bytes.NewReader(rest[sha256.Size:])).Decode(&out); err != nil {
		return nil
	}
	for i := range out {
		if out[i].Entry.Case == nil {
			return nil
		}
	}
	return out
}

func marshalIndex(entries []keptEntry) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString(indexFormat)
	b.Write(make([]byte, sha256.Size))
	if err := gob.NewEncoder(&b).Encode(entries); err != nil {
		return nil, err
	}
	if b.Len() > maxIndexFile {
		return nil, fmt.Errorf("index: %d bytes, more than the %d allowed", b.Len(), maxIndexFile)
	}
	body := b.Bytes()[len(indexFormat):]
	sum := indexSum(body[sha256.Size:])
	copy(body, sum[:])
	return b.Bytes(), nil
}

func indexSum(entries []byte) (sum [sha256.Size]byte) {
	h := sha256.New()
	io.WriteString(h, shapeOf(reflect.TypeFor[keptEntry](), nil)+"\n")
	h.Write(entries)
	return [sha256.Size]byte(h.Sum(nil))
}

// shapeOf writes a type with the names and types of all its fields, at any
// depth. of are the types around it.
func shapeOf(t reflect.Type, of []reflect.Type) string {
	for _, o := range of {
		if o == t {
			return t.String() // holds itself
		}
	}
	of = append(of, t)
	switch t.Kind() {
	case reflect.Struct:
		s := "{"
		for i := range t.NumField() {
			s += t.Field(i).Name + " " + shapeOf(t.Field(i).Type, of) + ";"
		}
		return s + "}"
	case reflect.Pointer, reflect.Slice:
		return t.Kind().String() + " " + shapeOf(t.Elem(), of)
	case reflect.Array:
		return fmt.Sprintf("[%d]%s", t.Len(), shapeOf(t.Elem(), of))
	case reflect.Map:
		return "map[" + shapeOf(t.Key(), of) + "]" + shapeOf(t.Elem(), of)
	}
	return t.Kind().String()
}
