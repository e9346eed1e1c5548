package site

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash"
	"io/fs"
	"maps"
	"path"
	"slices"

	"github.com/spf13/afero"
)

// pageSource is a page and what it is made from.
type pageSource struct {
	page
	source []byte   // of a page with a key, when it is rendered
	names  []string // its public files, in the order of Languages
	input  [sha256.Size]byte
}

// contentFile is where Hugo finds it. The name says nothing and is the same in
// every Build; a folder with many files is slow.
func (p *pageSource) contentFile() string {
	sum := sha256.Sum256([]byte(p.address))
	name := hex.EncodeToString(sum[:8])
	return path.Join("content", name[:2], name[2:]+".html")
}

// rendering is the work on the pages of one Build.
type rendering struct {
	work     *workspace
	size     int // pages of a batch
	settings []byte
	pages    []pageSource
	warnings []string
	extra    bool // layouts wrote other files
	count    int  // of pages that were rendered
}

// newRendering lists all pages and digests what each is made from: its key, or else
// its source, and what all have in common, which is theme, overrides, settings and program.
func newRendering(work *workspace, pl *plan) (*rendering, error) {
	r := &rendering{work: work, size: batchPages}
	var err error
	if r.settings, err = json.Marshal(hugoConfig(pl)); err != nil {
		return nil, fmt.Errorf("site configuration: %w", err)
	}
	common := sha256.New()
	putAll(common, pl.program, r.settings)
	for _, name := range slices.Sorted(maps.Keys(work.files)) {
		putAll(common, []byte(name), work.files[name])
	}
	base := common.Sum(nil)
	pages, err := pl.pages()
	if err != nil {
		return nil, err
	}
	r.pages = make([]pageSource, len(pages))
	return r, inParallel(context.Background(), len(pages), func(i int) (err error) {
		s := &r.pages[i]
		s.page = pages[i]
		for _, language := range Languages() {
			s.names = append(s.names, pl.file(s.page, language))
		}
		h := sha256.New()
		if s.key != nil {
			putAll(h, base, []byte("case"), s.key, []byte(s.address))
		} else if s.source, err = s.page.source(); err != nil {
			return err
		}
		putAll(h, base, s.source)
		s.input = [sha256.Size]byte(h.Sum(nil))
		return nil
	})
}

// putAll writes byte strings with their lengths, so that none can pass for another.
func putAll(h hash.Hash, parts ...[]byte) {
	for _, p := range parts {
		var n [8]byte
		binary.BigEndian.PutUint64(n[:], uint64(len(p)))
		h.Write(n[:])
		h.Write(p)
	}
}

// run puts every page into the fresh folder: the former file where it was made
// from the same, and is what was made then; else a new one.
func (r *rendering) run(ctx context.Context, out *fresh, last *state, told func(done, total int64)) error {
	clean := make([]bool, len(r.pages))
	if last != nil && !last.Extra && !r.work.whole {
		err := inParallel(ctx, len(r.pages), func(i int) error {
			clean[i] = r.pages[i].isAsMade(out, last)
			return nil
		})
		if err != nil {
			return err
		}
	}
	var dirty []pageSource
	err := inParallel(ctx, len(r.pages), func(i int) error {
		if !clean[i] {
			return nil
		}
		for _, name := range r.pages[i].names {
			sum, _ := out.formerSum(name)
			if kept, err := out.keep(name, sum); err != nil || !kept {
				return fmt.Errorf("page %q: could not be taken over: %w", name, err)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for i := range r.pages {
		if !clean[i] {
			dirty = append(dirty, r.pages[i])
		}
	}
	if r.work.whole {
		r.size = max(len(dirty), 1)
	}
	for some := range slices.Chunk(dirty, r.size) {
		told(int64(r.count), int64(len(dirty)*len(Languages())))
		if err := r.batch(ctx, out, some); err != nil {
			return err
		}
	}
	slices.Sort(r.warnings)
	r.warnings = slices.Compact(r.warnings)
	return nil
}

// isAsMade says whether the page in all languages is what was once made from the
// same input.
func (p *pageSource) isAsMade(out *fresh, last *state) bool {
	for _, name := range p.names {
		was := last.Files[name]
		if len(was.Sum) != sha256.Size || string(was.Input) != string(p.input[:]) {
			return false
		}
		if sum, ok := out.formerSum(name); !ok || string(sum[:]) != string(was.Sum) {
			return false
		}
	}
	return true
}

// batch renders some pages.
func (r *rendering) batch(ctx context.Context, out *fresh, pages []pageSource) error {
	err := inParallel(ctx, len(pages), func(i int) (err error) {
		if pages[i].source == nil {
			pages[i].source, err = pages[i].page.source()
		}
		return err
	})
	if err != nil {
		return err
	}
	published, warnings, err := r.work.render(ctx, r.settings, pages)
	if err != nil {
		return err
	}
	r.warnings = append(r.warnings, warnings...)
	wanted := map[string]bool{}
	for _, p := range pages {
		for _, name := range p.names {
			wanted[name] = true
		}
	}
	var names []string
	err = afero.Walk(published, "/", func(name string, info fs.FileInfo, err error) error {
		if err == nil && !info.IsDir() {
			names = append(names, name[1:])
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("rendering pages: %w", err)
	}
	for _, name := range names {
		if !wanted[name] {
			r.extra = true
			if _, there := out.files[name]; there {
				return fmt.Errorf("public file %q: written by the layouts of several pages", name)
			}
		}
		delete(wanted, name)
	}
	for name := range wanted {
		return fmt.Errorf("page %q: the theme has no layout for it", name)
	}
	r.count += len(pages) * len(Languages())
	return inParallel(ctx, len(names), func(i int) error {
		data, err := afero.ReadFile(published, "/"+names[i])
		if err != nil {
			return fmt.Errorf("rendering pages: %w", err)
		}
		return out.put(names[i], data)
	})
}
