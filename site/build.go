package site

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"github.com/akta-foi/akta/content/audit"
)

// Build writes the public folder o.Out from p. It publishes everything or
// nothing: on any error, and on any hit of the leak audit (an *audit.Error),
// o.Out is as it was before. Relative paths of p and o are resolved by the process's
// working directory.
func Build(ctx context.Context, p *Portal, o Options) (Report, error) {
	defer holdGarbage()()
	out, err := filepath.Abs(o.Out)
	if err != nil || o.Out == "" {
		return Report{}, fmt.Errorf("public folder %q: not a usable path", o.Out)
	}
	if err := recoverSwap(out); err != nil {
		return Report{}, err
	}
	if err := checkTarget(out); err != nil {
		return Report{}, err
	}
	o.Audit = o.Audit.Prepared()
	pl, fresh, memory, err := begin(p, o, out)
	if err != nil {
		return Report{}, err
	}
	tell(o, StageCollect, 0, 0)
	work, err := newWorkspace(o.Overrides)
	if err != nil {
		return Report{}, err
	}
	dir, err := freshFolder(out)
	if err != nil {
		return Report{}, err
	}
	defer os.RemoveAll(dir) // nothing is there after the swap
	fresh.dir = dir

	index, err := newSearchIndex(ctx, pl, o, memory.pages, fresh)
	if err == nil {
		err = pl.searchWith(index)
	}
	if err != nil {
		return Report{}, err
	}
	pages, err := newRendering(work, pl)
	if err != nil {
		return Report{}, err
	}
	if o.batch > 0 {
		pages.size = o.batch
	}
	report, next, err := fill(ctx, pages, pl, o, fresh, memory)
	if err != nil {
		return report, err
	}
	tell(o, StageSwap, 0, 0)
	if report.inPlace {
		err = fresh.apply(ctx, out)
	} else {
		err = swap(dir, out)
	}
	if err != nil {
		return Report{}, err
	}
	report.Out = out
	if next.ledger != nil {
		if err := next.ledger.write(o.Ledger); err != nil {
			return report, fmt.Errorf("the site is in place, its ledger of addresses is not: %w", err)
		}
	}
	if o.State != "" {
		next.pages.mark(out, fresh)
		if err := next.keep(o.State); err != nil {
			report.Warnings = append(report.Warnings, fmt.Sprintf("the next build will do everything again: %v", err))
		}
	}
	return report, nil
}

// begin plans the site, lists the present one and reads what is remembered of it,
// at once: of a large site each takes a second.
func begin(p *Portal, o Options, out string) (pl *plan, f *fresh, last remembered, err error) {
	var reading sync.WaitGroup
	var listed error
	reading.Go(func() { last = recall(o) })
	reading.Go(func() { f, listed = newFresh(out) })
	pl, err = newPlan(p)
	reading.Wait()
	if err = errors.Join(err, listed); err == nil {
		f.recognise(last.pages)
	}
	return pl, f, last, err
}

// fill writes everything into the fresh folder and searches it.
func fill(ctx context.Context, pages *rendering, pl *plan, o Options, out *fresh, last remembered) (Report, remembered, error) {
	tell(o, StageRender, 0, 0)
	if err := pages.run(ctx, out, last.pages, func(done, total int64) { tell(o, StageRender, done, total) }); err != nil {
		return Report{}, remembered{}, err
	}
	if err := copyAll(ctx, pages.work, pl, o, out, last.pages); err != nil {
		return Report{}, remembered{}, err
	}
	if err := pl.search.put(ctx, out); err != nil {
		return Report{}, remembered{}, err
	}
	if err := out.put(Marker, []byte("This folder is written by akta build. Do not edit it.\n")); err != nil {
		return Report{}, remembered{}, err
	}
	addresses, err := pl.keepAddresses(o, out)
	if err != nil {
		return Report{}, remembered{}, err
	}
	inPlace := o.State != "" && o.search == nil && out.applicable()
	if !inPlace {
		if err := out.whole(ctx); err != nil {
			return Report{}, remembered{}, err
		}
	}
	searched, memory, err := search(ctx, o, out, last.audit)
	if err != nil {
		return Report{Audit: searched}, remembered{}, fmt.Errorf("nothing is published: %w", err)
	}
	late, err := addLast(ctx, pl, o, out, inPlace)
	if err != nil {
		return Report{Audit: late}, remembered{}, fmt.Errorf("nothing is published: %w", err)
	}
	searched.Record.Files += late.Record.Files
	report := Report{Audit: searched, Warnings: pages.warnings, Notes: pl.notes(), Rendered: pages.count, inPlace: inPlace}
	report.Search, report.Searchable = pl.search.on, pl.search.pages()
	if pl.search.note != "" {
		report.Notes = append(report.Notes, pl.search.note)
	}
	if pl.search.warning != "" {
		report.Warnings = append(report.Warnings, pl.search.warning)
	}
	report.count(out)
	next := pages.state(out)
	for _, f := range pl.made {
		next.Files[f.name] = stateFile{Sum: next.Files[f.name].Sum, Input: f.input[:]}
	}
	next.Search = pl.search.state()
	return report, remembered{pages: next, audit: memory, ledger: addresses}, nil
}

// search runs the leak audit.
func search(ctx context.Context, o Options, out *fresh, last *audit.Memory) (*audit.Report, *audit.Memory, error) {
	options := o.audit()
	options.Progress = func(done, total int64) { tell(o, StageCheck, done, total) }
	if o.search != nil {
		report, err := o.search(ctx, out.dir, options)
		return report, nil, err
	}
	if o.State == "" {
		report, err := audit.Folder(ctx, out.dir, options)
		return report, nil, err
	}
	var files []audit.File
	for name, file := range out.files {
		f := audit.File{Name: name, Path: out.path(name), Size: file.size}
		if file.kept {
			f.Sum = file.sum[:]
		}
		files = append(files, f)
	}
	return audit.FilesSince(ctx, files, options, last)
}

// count sums up the fresh folder.
func (r *Report) count(out *fresh) {
	for name, f := range out.files {
		r.Files++
		r.Bytes += f.size
		if filepath.Ext(name) == ".html" {
			r.Pages++
		}
	}
	r.Changed = slices.Clone(out.changed)
	r.Removed = out.gone()
	slices.Sort(r.Changed)
}

// state is what the next Build is told of this one.
func (r *rendering) state(out *fresh) *state {
	s := &state{Files: map[string]stateFile{}, Extra: r.extra}
	for name, file := range out.files {
		s.Files[name] = stateFile{Sum: file.sum[:]}
	}
	for i := range r.pages {
		for _, name := range r.pages[i].names {
			s.Files[name] = stateFile{Sum: s.Files[name].Sum, Input: r.pages[i].input[:]}
		}
	}
	return s
}

// mark adds the marks of the files, which are in their place.
func (s *state) mark(out string, made *fresh) {
	now := time.Now()
	for name, file := range s.Files {
		if made.files[name].kept {
			file.Mark = made.former[name].mark
		} else if info, err := os.Lstat(filepath.Join(out, filepath.FromSlash(name))); err == nil {
			file.Mark = markOf(info)
		}
		if isOldMark(file.Mark, now) {
			s.Files[name] = file
		}
	}
}

// tell reports progress.
func tell(o Options, stage string, done, total int64) {
	if o.Progress != nil {
		o.Progress(Event{Stage: stage, Done: done, Total: total})
	}
}
