package audit

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
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
	report := &Report{}
	p, err := newPatterns(o, report)
	if err != nil {
		return nil, fmt.Errorf("leak audit: %w", err)
	}
	files, err := listFiles(dir)
	if err != nil {
		return nil, fmt.Errorf("leak audit: %w", err)
	}
	var total int64
	for _, f := range files {
		total += f.size
	}
	w := newWork(ctx, p, total, o.Progress)
	for _, f := range slices.Backward(files) { // the last added is the first done
		w.add(f, func(s *scanner) error { return w.open(s, f) })
	}
	var inspecting sync.WaitGroup
	var inspected error
	if x != nil {
		inspecting.Go(func() { inspected = inspect(ctx, x, files) })
	}
	searched := w.run()
	inspecting.Wait()
	for _, err := range []error{ctx.Err(), searched, inspected} {
		if err != nil {
			return nil, fmt.Errorf("leak audit: %w", err)
		}
	}
	report.fill(w, x)
	if len(report.Hits) > 0 {
		return report, &Error{Report: report}
	}
	return report, nil
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

// open searches a file's name and begins with its content.
func (w *work) open(s *scanner, f *openFile) error {
	s.name(&f.place, f.place.name, fmt.Sprintf("file no. %d", f.index+1))
	file, err := os.Open(f.path)
	if err != nil {
		return fmt.Errorf("%s: %w", f.place.name, err)
	}
	f.f = file
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
