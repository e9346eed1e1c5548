package audit

import (
	"cmp"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
)

// Folder audits every file below dir: a site, or a release's bag. A hit gives
// an *Error and the report; a file that cannot be read to its end gives an
// error, because it was not searched.
func Folder(ctx context.Context, dir string, o Options) (*Report, error) {
	return folder(ctx, dir, o, newInspection(o))
}

// folder is Folder with the inspection x, which tests of the search leave out.
func folder(ctx context.Context, dir string, o Options, x *inspection) (*Report, error) {
	files, err := listFiles(dir)
	if err != nil {
		return nil, fmt.Errorf("leak audit: %w", err)
	}
	report, _, err := look(ctx, files, o, x, nil, nil)
	return report, err
}

// look audits files: those of which m remembers something, only for what m does
// not remember. m may be nil, and so may be grams, which takes the filters of what
// is searched.
func look(ctx context.Context, files []*openFile, o Options, x *inspection, m *Memory, grams *gramBook) (*Report, map[string]*remembrance, error) {
	report := &Report{}
	p, err := newPatterns(o, report)
	if err != nil {
		return nil, nil, fmt.Errorf("leak audit: %w", err)
	}
	var total int64
	for _, f := range files {
		total += f.size
	}
	w := newWork(ctx, p, total, o.Progress)
	w.own, w.grams = o.Own, grams
	for _, f := range slices.Backward(files) { // the last added is the first done
		if f.known == nil {
			w.add(f, func(s *scanner) error { return w.open(s, f) })
		}
	}
	var inspecting sync.WaitGroup
	var inspected error
	var cases map[string]*remembrance
	if x != nil {
		inspecting.Go(func() { cases, inspected = inspect(ctx, x, files, m) })
	}
	searched := w.run()
	if searched == nil && m != nil {
		searched = m.searchAgain(w, files, o)
	}
	inspecting.Wait()
	for _, err := range []error{ctx.Err(), searched, inspected} {
		if err != nil {
			return nil, nil, fmt.Errorf("leak audit: %w", err)
		}
	}
	report.fill(w, x)
	if len(report.Hits) > 0 {
		return report, nil, &Error{Report: report}
	}
	return report, cases, nil
}

// listFiles walks the folder in lexical order and refuses what is not a file.
func listFiles(dir string) ([]*openFile, error) {
	var list []*openFile
	bag := bagCase(dir)
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		if !info.Mode().IsRegular() {
			return fmt.Errorf("public file %q: not a regular file", name)
		}
		if len(list) == maxFiles {
			return fmt.Errorf("more than %d files", maxFiles)
		}
		f := &openFile{index: len(list), name: name, place: siteLocation(name), path: filepath.Join(dir, filepath.FromSlash(name)), size: info.Size()}
		if bag != "" {
			f.place = bagLocation(bag, name)
		}
		f.budget.Store(maxInflated)
		list = append(list, f)
		return nil
	})
	return list, err
}

// openFiles puts files in the order in which listFiles would find them in one folder,
// and refuses what is not a file.
func openFiles(files []File) ([]*openFile, error) {
	if len(files) > maxFiles {
		return nil, fmt.Errorf("more than %d files", maxFiles)
	}
	list := make([]*openFile, len(files))
	errs := make([]error, runtime.GOMAXPROCS(0))
	var workers sync.WaitGroup
	for n := range errs {
		workers.Go(func() {
			for i := n; i < len(files) && errs[n] == nil; i += len(errs) {
				list[i], errs[n] = files[i].open()
			}
		})
	}
	workers.Wait()
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	slices.SortFunc(list, func(a, b *openFile) int { return byPath(a.name, b.name) })
	for i, o := range list {
		if o.index = i; i > 0 && list[i-1].name == o.name {
			return nil, fmt.Errorf("public file %q: there twice", o.name)
		}
	}
	return list, nil
}

// open looks at a file, and refuses what is none, or another.
func (f *File) open() (*openFile, error) {
	info, err := os.Lstat(f.Path)
	if err != nil {
		return nil, fmt.Errorf("public file %q: %w", f.Name, err)
	}
	if !info.Mode().IsRegular() || info.Size() != f.Size || !fs.ValidPath(f.Name) {
		return nil, fmt.Errorf("public file %q: not a regular file of %d bytes", f.Name, f.Size)
	}
	o := &openFile{name: f.Name, place: siteLocation(f.Name), path: f.Path, size: f.Size}
	if len(f.Sum) == sha256.Size {
		o.sum, o.summed = [sha256.Size]byte(f.Sum), true
	}
	o.budget.Store(maxInflated)
	return o, nil
}

// byPath orders paths as a walk meets them: what is in a folder comes before a
// name that only begins like it.
func byPath(a, b string) int {
	for i := range min(len(a), len(b)) {
		switch x, y := a[i], b[i]; {
		case x == y:
		case x == '/':
			return -1
		case y == '/':
			return 1
		default:
			return cmp.Compare(x, y)
		}
	}
	return cmp.Compare(len(a), len(b))
}

// open searches a file's name and begins with its content.
func (w *work) open(s *scanner, f *openFile) error {
	s.name(&f.place, f.place.name, fmt.Sprintf("file no. %d", f.index+1))
	file, err := os.Open(f.path)
	if err != nil {
		return fmt.Errorf("%s: %w", f.place.name, err)
	}
	f.f = file
	if own, err := isOwn(w.own, file, f.size); err != nil {
		return fmt.Errorf("%s: %w", f.place.name, err)
	} else if own {
		s.files++
		s.bytes += f.size
		w.progress(f.size)
		return nil
	}
	if err := w.blob(s, part{file: f, place: f.place, r: file, size: f.size}); err != nil {
		return fmt.Errorf("%s: %w", f.place.name, err)
	}
	return nil
}

// name searches a public name. p then bears the name, or what stands for it in
// reports where it holds a term.
func (s *scanner) name(p *location, name, instead string) {
	before := len(s.hits) + s.more
	hidden := *p
	hidden.name = p.name[:len(p.name)-len(name)] + instead
	s.scan([]byte(name), window{place: &hidden, first: true, last: true, text: true, name: true})
	if len(s.hits)+s.more > before {
		s.renamed[p.name] = hidden.name
		p.name = hidden.name
	}
}
