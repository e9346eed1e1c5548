package site

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// Where little changed, the new files are put into the present folder one by one
// and the two folders are not swapped: to link and unlink a hundred thousand files
// takes longer than all else. First a journal is written, next to Out, that says all
// that is to be done; it is on the disk before the first file moves. A crash leaves
// one of these states, and finish ends each with the whole new site:
//
//	no journal                     nothing of it was done: the former site stays
//	journal, some of it done       the rest is done
//	journal, all of it done        the journal is removed
//
// New files come first, then those that replace others, then what goes: what a page
// links to is there before the page.
type journal struct {
	Format string   `json:"format"`
	From   string   `json:"from"`   // name of the temporary folder, next to Out
	Put    []string `json:"put"`    // public names that move from there
	Remove []string `json:"remove"` // public names of files that go
	// Folders are those that are empty then, below before above.
	Folders []string `json:"folders"`
}

const journalFormat = "https://github.com/akta-foi/akta/site-journal/v1"

// journalSuffix marks the journal next to Out.
const journalSuffix = ".akta-journal"

func journalFile(out string) string {
	return filepath.Join(filepath.Dir(out), "."+filepath.Base(out)+journalSuffix)
}

// applicable says whether the site can be put into the present folder: little
// changed, and no name is that of a file in one and of a folder in the other, nor
// differs in nothing but case from one that goes.
func (f *fresh) applicable() bool {
	gone := f.gone()
	if f.strange || len(f.former) == 0 || applyShare*(len(f.changed)+len(gone)) > len(f.files) {
		return false
	}
	folded := map[string]bool{}
	for _, name := range gone {
		folded[strings.ToLower(name)] = true
	}
	for _, name := range f.changed {
		if f.below[name] || folded[strings.ToLower(name)] {
			return false
		}
		for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
			if f.former[dir] != nil {
				return false
			}
		}
	}
	return true
}

// gone are the files of the present folder that the site has not any more, sorted.
func (f *fresh) gone() []string {
	var list []string
	for name := range f.former {
		if _, there := f.files[name]; !there {
			list = append(list, name)
		}
	}
	slices.Sort(list)
	return list
}

// apply puts the new files into the present folder, out.
func (f *fresh) apply(ctx context.Context, out string) error {
	j := journal{Format: journalFormat, From: filepath.Base(f.dir), Remove: f.gone()}
	for _, name := range slices.Sorted(slices.Values(f.changed)) {
		if f.former[name] == nil {
			j.Put = append(j.Put, name)
		}
	}
	for _, name := range slices.Sorted(slices.Values(f.changed)) {
		if f.former[name] != nil {
			j.Put = append(j.Put, name)
		}
	}
	needed := map[string]bool{".": true}
	for name := range f.files {
		for dir := path.Dir(name); !needed[dir]; dir = path.Dir(dir) {
			needed[dir] = true
		}
	}
	for dir := range f.below {
		if !needed[dir] {
			j.Folders = append(j.Folders, dir)
		}
	}
	slices.Sort(j.Folders)
	slices.Reverse(j.Folders)
	if len(j.Put)+len(j.Remove)+len(j.Folders) == 0 {
		return nil
	}
	err := inParallel(ctx, len(j.Put), func(i int) error { return flush(f.path(j.Put[i])) })
	if err == nil {
		err = j.write(out)
	}
	if err != nil {
		return fmt.Errorf("public folder: %w", err)
	}
	return finish(out)
}

// write puts the journal on the disk, whole or not at all.
func (j *journal) write(out string) error {
	data, err := json.Marshal(j)
	if err != nil {
		return err
	}
	name := journalFile(out)
	draft := filepath.Join(filepath.Dir(out), j.From+journalSuffix) // removed with other leftovers
	if err := os.WriteFile(draft, append([]byte(sealOf(data)+"\n"), data...), 0o644); err != nil {
		return err
	}
	if err := errors.Join(flush(draft), os.Rename(draft, name)); err != nil {
		return errors.Join(err, os.Remove(draft))
	}
	// A folder cannot be flushed everywhere; where it cannot, a crash of the
	// machine may undo the whole, which is the former site.
	_ = flush(filepath.Dir(out))
	return nil
}

// finish does what the journal of out says, or nothing where there is none. It may
// be called again at any time, by any process.
func finish(out string) error {
	name := journalFile(out)
	data, err := readState(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("public folder: %w", err)
	}
	j, err := parseJournal(data)
	if err != nil {
		return fmt.Errorf("public folder: %s: %w", name, err)
	}
	if err := j.follow(out); err != nil {
		return fmt.Errorf("public folder %q: half of the new site is in its place, the next build does the rest: %w", out, err)
	}
	if err := os.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("public folder: %w", err)
	}
	return nil
}

func parseJournal(data []byte) (*journal, error) {
	line, rest, ok := bytes.Cut(data, []byte("\n"))
	j := &journal{}
	if !ok || string(line) != sealOf(rest) || json.Unmarshal(rest, j) != nil || j.Format != journalFormat {
		return nil, errors.New("not a journal of a build")
	}
	for _, name := range slices.Concat([]string{j.From}, j.Put, j.Remove, j.Folders) {
		if !fs.ValidPath(name) || name == "." {
			return nil, fmt.Errorf("%q is not a plain path", name)
		}
	}
	return j, nil
}

// follow does what is not yet done. It never leaves the folder that holds out.
func (j *journal) follow(out string) error {
	root, err := os.OpenRoot(filepath.Dir(out))
	if err != nil {
		return err
	}
	defer root.Close()
	base := filepath.Base(out)
	for _, name := range j.Put {
		if err := root.MkdirAll(path.Join(base, path.Dir(name)), 0o755); err != nil {
			return err
		}
		err := root.Rename(path.Join(j.From, name), path.Join(base, name))
		if errors.Is(err, fs.ErrNotExist) { // moved before
			_, err = root.Lstat(path.Join(base, name))
		}
		if err != nil {
			return err
		}
	}
	for _, name := range slices.Concat(j.Remove, j.Folders) {
		if err := root.Remove(path.Join(base, name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// flush puts a file, or the names in a folder, on the disk.
func flush(name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
