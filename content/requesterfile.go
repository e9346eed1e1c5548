package content

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/akta-foi/akta/bundles"
)

const (
	requesterFile   = "requester.json"
	formatRequester = "https://github.com/akta-foi/akta/requester/v1"
)

// requesterRecord is requester.json.
type requesterRecord struct {
	Format string `json:"format"`
	Requester
}

// ParseRequester reads requester.json. It has one spelling, the one that
// MarshalRequester writes: whatever is there twice, in another order or under a
// name that akta does not know is refused, and nothing is half read.
func ParseRequester(raw []byte) (Requester, error) {
	if len(raw) > maxRequesterFile {
		return Requester{}, fmt.Errorf("%s: %d bytes, more than the %d allowed", requesterFile, len(raw), maxRequesterFile)
	}
	var r requesterRecord
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	if err := d.Decode(&r); err != nil {
		return Requester{}, fmt.Errorf("%s: %w", requesterFile, err)
	}
	if r.Format != formatRequester {
		return Requester{}, fmt.Errorf("%s: format %q: want %q", requesterFile, r.Format, formatRequester)
	}
	again, err := MarshalRequester(r.Requester)
	if err != nil {
		return Requester{}, fmt.Errorf("%s: %w", requesterFile, err)
	}
	if !bytes.Equal(again, raw) {
		return Requester{}, fmt.Errorf("%s: not as akta writes it: set it with \"akta case requester\"", requesterFile)
	}
	return r.Requester, nil
}

// MarshalRequester writes requester.json.
func MarshalRequester(r Requester) ([]byte, error) {
	if err := r.check(); err != nil {
		return nil, err
	}
	return marshalRecord(requesterFile, requesterRecord{formatRequester, r}, maxRequesterFile)
}

// marshalRecord writes a private JSON file of a case.
func marshalRecord(name string, v any, most int) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	if b.Len() > most {
		return nil, fmt.Errorf("%s: %d bytes, more than the %d allowed", name, b.Len(), most)
	}
	return b.Bytes(), nil
}

// keptRequester reads requester.json; there may be none.
func (o *Office) keptRequester(caseID string) (Requester, error) {
	raw, err := o.privateFile(caseID, requesterFile, maxRequesterFile)
	if raw == nil || err != nil {
		return Requester{}, err
	}
	return ParseRequester(raw)
}

// privateFile reads a small file of a case; nil: there is none.
func (o *Office) privateFile(caseID, name string, most int64) ([]byte, error) {
	path := filepath.Join(o.caseDir(caseID), name)
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	if info.Size() > most {
		return nil, fmt.Errorf("%s: %d bytes, more than the %d allowed", name, info.Size(), most)
	}
	return os.ReadFile(path)
}

// withRequester adds who asked to a case that was read from case.md, where it
// stood formerly. Both at once are an interrupted move, and the same.
func (o *Office) withRequester(c *Case) error {
	kept, err := o.keptRequester(c.ID)
	if err != nil {
		return err
	}
	none := Requester{}
	switch {
	case kept == none:
	case c.Requester == none, c.Requester == kept:
		c.Requester = kept
	default:
		return fmt.Errorf("who asked stands in %s and, otherwise, in %s: take out of %[2]s what is below \"requester:\", or remove %[1]s", requesterFile, caseFile)
	}
	return nil
}

// keepRequester writes requester.json of a case of which it is known who asked.
// Another one that lies there without a case.md is of a case that was lost.
func (o *Office) keepRequester(c *Case) error {
	dir := o.caseDir(c.ID)
	kept, err := o.keptRequester(c.ID)
	if err != nil {
		return err
	}
	if kept == c.Requester {
		return nil
	}
	if _, err := os.Lstat(filepath.Join(dir, caseFile)); errors.Is(err, fs.ErrNotExist) && kept != (Requester{}) {
		return fmt.Errorf("case %q: has a %s already, but no %s: restore that file, or remove the first", c.ID, requesterFile, caseFile)
	}
	if c.Requester == (Requester{}) { // only Forget and SetRequester remove it
		return nil
	}
	raw, err := MarshalRequester(c.Requester)
	if err != nil {
		return err
	}
	return bundles.WriteFileAtomic(filepath.Join(dir, requesterFile), raw, 0o600)
}

// SetRequester writes down who asked in a case; an empty Requester takes it out
// again, as if nobody had written it down. It is not for erasing what a case has
// used: that is Forget.
func (o *Office) SetRequester(caseID string, change func(*Requester)) (Requester, error) {
	unlock, err := o.Lock()
	if err != nil {
		return Requester{}, err
	}
	defer unlock()
	c, err := o.Case(caseID)
	if err != nil {
		return Requester{}, err
	}
	if c.Forgotten != "" {
		return Requester{}, fmt.Errorf("case %q: who asked was forgotten on %s, and is not written down again", caseID, c.Forgotten)
	}
	change(&c.Requester)
	if err := c.Requester.check(); err != nil {
		return Requester{}, err
	}
	if err := o.SaveCase(c); err != nil {
		return Requester{}, err
	}
	if c.Requester == (Requester{}) {
		if err := o.removeRequester(caseID); err != nil {
			return Requester{}, err
		}
	}
	return c.Requester, o.record(actAsked, caseID)
}

// removeRequester removes requester.json, if it is there.
func (o *Office) removeRequester(caseID string) error {
	dir := o.caseDir(caseID)
	if err := os.Remove(filepath.Join(dir, requesterFile)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return bundles.SyncDir(dir)
}
