package site

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
)

// The full-text search is Pagefind (https://pagefind.app, MIT licence): a program
// that writes an index when the site is built, and a script with a WebAssembly
// module that searches it in the reader's browser.
//
// There is one index for each year of receipt, so that a new answer changes that
// of one year; a search asks them all. An index is of all languages together and
// knows no stems of words: Pagefind finds words by how they begin, with and without
// diacritics. What it is made of are not the pages but plain copies of their
// texts (searchstage.go). The same texts give the same bytes.

// searchIndex is the full-text index of one Build.
type searchIndex struct {
	on    bool // there is one
	years []searchYear
	// note says that there is none for want of the program, warning that it failed.
	note, warning string
}

// searchYear is the index of one year.
type searchYear struct {
	year  string
	key   [sha256.Size]byte // of all it is made from
	pages int
	kept  *stateYear        // files of the former site; nil: those of made
	made  map[string][]byte // by name below the year's folder
}

// stateYear is what a Build remembers of the index of one year.
type stateYear struct {
	Key   []byte            `json:"key"`
	Pages int               `json:"pages"`
	Files map[string][]byte `json:"files"` // by name below the year's folder: SHA-256
}

// searchFolder is the public folder of the index.
const searchFolder = "pagefind"

// newSearchIndex takes over the years that are as they were, and indexes the
// others. Without the program there is a search only where no year changed.
func newSearchIndex(ctx context.Context, pl *plan, o Options, last *state, out *fresh) (*searchIndex, error) {
	x := &searchIndex{on: true}
	for _, year := range pl.searchYears() {
		y := searchYear{year: year}
		y.key = pl.searchKey(year)
		if last != nil && y.isAsMade(last.Search[year], out) {
			kept := last.Search[year]
			y.kept, y.pages = &kept, kept.Pages
		}
		x.years = append(x.years, y)
	}
	if len(x.years) > 0 && !slices.ContainsFunc(x.years, func(y searchYear) bool { return y.kept == nil }) {
		return x, nil
	}
	if o.Pagefind == nil {
		return &searchIndex{}, nil
	}
	program, err := o.Pagefind(ctx)
	if err != nil {
		return &searchIndex{note: fmt.Sprintf("no full-text search: %v", err)}, ctx.Err()
	}
	for i := range x.years {
		y := &x.years[i]
		if y.kept != nil {
			continue
		}
		tell(o, StageIndex, int64(i), int64(len(x.years)))
		if y.made, y.pages, err = pl.indexYear(ctx, program, y.year); err != nil {
			return &searchIndex{warning: fmt.Sprintf("no full-text search: %v", err)}, ctx.Err()
		}
	}
	return x, nil
}

// isAsMade says whether the former site holds the index of the year as it was
// made from the same texts.
func (y *searchYear) isAsMade(was stateYear, out *fresh) bool {
	if string(was.Key) != string(y.key[:]) || len(was.Files) == 0 {
		return false
	}
	for name, want := range was.Files {
		if sum, ok := out.formerSum(path.Join(searchFolder, y.year, name)); !ok || string(sum[:]) != string(want) {
			return false
		}
	}
	return true
}

// put writes the index, and what searches it.
func (x *searchIndex) put(ctx context.Context, out *fresh) error {
	if !x.on {
		return nil
	}
	for name, data := range searchFiles() {
		if err := out.put(path.Join(searchFolder, name), data); err != nil {
			return err
		}
	}
	for i := range x.years {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := x.years[i].put(out); err != nil {
			return err
		}
	}
	return nil
}

func (y *searchYear) put(out *fresh) error {
	if y.kept != nil {
		for name, sum := range y.kept.Files {
			public := path.Join(searchFolder, y.year, name)
			kept, err := out.keep(public, [sha256.Size]byte(sum))
			if err == nil && !kept {
				err = errors.New("changed while the site was built")
			}
			if err != nil {
				return fmt.Errorf("search index %q: %w", public, err)
			}
		}
		return nil
	}
	for name, data := range y.made {
		if err := out.put(path.Join(searchFolder, y.year, name), data); err != nil {
			return err
		}
	}
	return nil
}

// state is what the next Build is told.
func (x *searchIndex) state() map[string]stateYear {
	all := map[string]stateYear{}
	for i := range x.years {
		y := &x.years[i]
		if y.kept != nil {
			all[y.year] = *y.kept
			continue
		}
		s := stateYear{Key: y.key[:], Pages: y.pages, Files: map[string][]byte{}}
		for name, data := range y.made {
			sum := sha256.Sum256(data)
			s.Files[name] = sum[:]
		}
		all[y.year] = s
	}
	return all
}

// pages counts those that are in the index.
func (x *searchIndex) pages() int {
	n := 0
	for _, y := range x.years {
		n += y.pages
	}
	return n
}

// indexYear writes the texts of one year into a folder of its own and has them
// indexed; it counts them. They are what is published, and nothing else.
func (pl *plan) indexYear(ctx context.Context, program *Pagefind, year string) (files map[string][]byte, texts int, err error) {
	dir, err := os.MkdirTemp("", "akta-search-")
	if err != nil {
		return nil, 0, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	pages := filepath.Join(dir, "pages")
	err = pl.searchTexts(year, func(t searchText) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		texts++
		name := filepath.Join(pages, filepath.FromSlash(t.name))
		if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
			return err
		}
		return os.WriteFile(name, t.html(), 0o600)
	})
	if err != nil {
		return nil, 0, err
	}
	files, err = program.index(ctx, dir, pages)
	return files, texts, err
}
