package content

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/content/law"
)

// IndexEntry is what the lists of an office need to know of a case.
type IndexEntry struct {
	Case         *Case    // without the answer's text, and without who asked
	HasRequester bool     // the office still keeps who asked
	Documents    int      // of the plan
	Seals        int      //
	Releases     int      // those taken down included
	Newest       string   // the newest release, such as "r2"; "": there is none
	Released     string   // when the newest release was made, RFC 3339 in UTC
	ReviewBy     string   // by when it is to be looked at again, 2006-01-02; "": never
	Grounds      []string // codes: those of the newest release, or else of the plan, and those of refusals; sorted
}

// Index returns an entry for each case, sorted by id. Cases that cannot be read
// are left out and told in the error, beside the entries of all others.
//
// What is read is kept in .akta/index, so that the next time only what changed
// is read: a case whose case.md, plan.json, seals and releases have the names
// and the marks that they had. That file is never a source of truth: removed,
// broken or of another akta it is made anew, and where it cannot be written, all
// cases are read the next time.
func (o *Office) Index() ([]IndexEntry, error) {
	return o.IndexShowing(context.Background(), nil)
}

// IndexShowing is Index; show, which may be nil, is told which case is read, by
// several goroutines.
func (o *Office) IndexShowing(ctx context.Context, show func(bundles.Event)) ([]IndexEntry, error) {
	return o.indexAt(ctx, show, time.Now())
}

// indexAt is IndexShowing at a time, before which files were changed that are
// not young.
func (o *Office) indexAt(ctx context.Context, show func(bundles.Event), now time.Time) ([]IndexEntry, error) {
	ids, err := o.caseFolders()
	if err != nil {
		return nil, err
	}
	r := indexReader{o: o, held: o.loadIndex(), now: now, show: show, total: int64(len(ids))}
	all, errs := make([]keptEntry, len(ids)), make([]error, len(ids))
	onAllCores(len(ids), func(i int) {
		if errs[i] = ctx.Err(); errs[i] == nil {
			all[i], errs[i] = r.entry(ids[i])
		}
	})
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	all = slices.DeleteFunc(all, func(k keptEntry) bool { return k.Entry.Case == nil })
	if r.read.Load() > 0 || len(all) != len(r.held) {
		// Not to be able to keep it costs time, and nothing else.
		_ = o.saveIndex(all)
	}
	out := make([]IndexEntry, len(all))
	for i := range all {
		out[i] = all[i].Entry
		out[i].Grounds = o.groundsUsed(&out[i])
	}
	return out, joinFew(errs)
}

// caseFolders lists the folders that may be cases, sorted by name.
func (o *Office) caseFolders() ([]string, error) {
	entries, err := os.ReadDir(filepath.Join(o.Dir, "content"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	var out []string
	for _, e := range entries {
		if e.IsDir() {
			out = append(out, e.Name())
		}
	}
	return out, err
}

// indexReader reads what changed.
type indexReader struct {
	o    *Office
	held map[string]*keptEntry
	now  time.Time // before anything was looked at
	show func(bundles.Event)

	read  atomic.Int64
	total int64
}

// entry returns the entry of a case, as it was kept or read anew; an empty one
// if the folder is no case.
func (r *indexReader) entry(id string) (keptEntry, error) {
	held := r.held[id]
	marks, newest, err := r.o.marksOf(id)
	if err != nil {
		return keptEntry{}, fmt.Errorf("case %q: %w", id, err)
	}
	if marks.Files[0] == (fileMark{}) {
		return keptEntry{}, nil
	}
	if held != nil && !held.Young && held.Marks == marks {
		return *held, nil
	}
	if n := r.read.Add(1); r.show != nil {
		r.show(bundles.Event{Stage: "read", Item: id, Done: n - 1, Total: r.total})
	}
	// The marks are older than what is read: a change in between shows next time.
	k := keptEntry{Marks: marks, Young: marks.young(r.now)}
	k.Entry, err = r.o.readEntry(id, marks.Bundles, newest)
	return k, err
}

// caseMarks tell whether a case is as it was.
type caseMarks struct {
	Files   [len(indexed)]fileMark
	Newest  fileMark // of the newest release
	Bundles string   // the names of seals and releases, sorted, each with a "/" after it
}

// indexed are the files of a case that its entry rests on; the first makes it a
// case.
var indexed = [...]string{caseFile, planFile, "requester.json"}

func (m *caseMarks) young(now time.Time) bool {
	return m.Newest.young(now) || slices.ContainsFunc(m.Files[:], func(f fileMark) bool { return f.young(now) })
}

// marksOf looks at a case without reading a file. newest is its newest release.
func (o *Office) marksOf(id string) (m caseMarks, newest string, err error) {
	for i, name := range indexed {
		if m.Files[i], err = markFile(filepath.Join(o.caseDir(id), name)); err != nil || m.Files[0] == (fileMark{}) {
			return m, "", err
		}
	}
	names, err := namesIn(o.bundlesDir(id))
	if err != nil {
		return m, "", err
	}
	for _, n := range names {
		stem, release := strings.CutSuffix(n, ".zip")
		switch {
		case release && releaseName.MatchString(stem):
			if newest == "" || number(stem) > number(newest) {
				newest = stem
			}
		case !release && sealName.MatchString(n):
		default:
			continue
		}
		m.Bundles += n + "/"
	}
	if newest != "" {
		m.Newest, err = markFile(filepath.Join(o.bundlesDir(id), newest+".zip"))
	}
	return m, newest, err
}

// namesIn lists a folder, sorted; one that is not there is empty.
func namesIn(dir string) ([]string, error) {
	f, err := os.Open(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	names, err := f.Readdirnames(-1)
	slices.Sort(names)
	return names, err
}

// readEntry reads a case, its plan and its newest release.
func (o *Office) readEntry(id, names, newest string) (IndexEntry, error) {
	c, err := o.Case(id)
	if err != nil {
		return IndexEntry{}, err
	}
	plan, err := o.Plan(id)
	if err != nil {
		return IndexEntry{}, err
	}
	e := IndexEntry{Case: c, HasRequester: c.Requester != Requester{}, Documents: len(plan.Documents), Newest: newest}
	c.Requester, c.Answer = Requester{}, ""
	e.Releases = strings.Count(names, ".zip/")
	e.Seals = strings.Count(names, "/") - e.Releases
	if newest == "" {
		e.Grounds = plan.grounds()
		return e, nil
	}
	r, err := o.readRelease(id, newest)
	if err != nil {
		return IndexEntry{}, fmt.Errorf("case %q: %s: %w", id, newest, err)
	}
	e.Released, e.ReviewBy = r.Created.Format(time.RFC3339), r.ReviewBy
	for _, g := range r.Grounds {
		e.Grounds = append(e.Grounds, g.Code)
	}
	return e, nil
}

// readRelease reads what a release says of itself. Nothing of it is verified.
func (o *Office) readRelease(id, name string) (*bundles.Release, error) {
	b, err := bundles.OpenBag(filepath.Join(o.bundlesDir(id), name+".zip"))
	if err != nil {
		return nil, err
	}
	defer b.Close()
	raw, err := b.Read("release.json", maxReleaseFile)
	if err != nil {
		return nil, err
	}
	r, err := bundles.ParseRelease(raw)
	if err == nil && (r.Case != id || r.Release != name) {
		return nil, fmt.Errorf("is release %s of case %q", r.Release, r.Case)
	}
	return r, err
}

// grounds are those on which the plan hides or withholds something.
func (p *Plan) grounds() (out []string) {
	for _, d := range p.Documents {
		if d.Ground != "" {
			out = append(out, d.Ground)
		}
	}
	for i := range p.Redactions {
		if x := &p.Redactions[i]; x.hides() {
			out = append(out, x.Ground)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// groundsUsed adds to the grounds of an entry those of refusals, and gives each
// its code; one that the office's law does not know stays as it is.
func (o *Office) groundsUsed(e *IndexEntry) []string {
	var out []string
	add := func(name string) {
		if g, err := o.Law.Refusal(name); err == nil {
			name = g.Code
		}
		out = append(out, name)
	}
	for _, g := range e.Grounds {
		add(g)
	}
	for i := range e.Case.Events {
		x := &e.Case.Events[i]
		if r := o.Law.Event(x.Code); len(x.Grounds) > 0 && r != nil && r.Grounds == law.GroundsRefusal {
			for _, g := range x.Grounds {
				add(g)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// onAllCores does n things, as many at a time as there are cores.
func onAllCores(n int, do func(i int)) {
	var next atomic.Int64
	var wait sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		wait.Go(func() {
			for i := next.Add(1) - 1; i < int64(n); i = next.Add(1) - 1 {
				do(int(i))
			}
		})
	}
	wait.Wait()
}

// joinFew joins errors; of many the first, and how many more there are.
func joinFew(errs []error) error {
	errs = slices.DeleteFunc(slices.Clone(errs), func(err error) bool { return err == nil })
	if n := len(errs); n > maxListedErrors {
		errs = append(errs[:maxListedErrors], fmt.Errorf("and %d more cases", n-maxListedErrors))
	}
	return errors.Join(errs...)
}
