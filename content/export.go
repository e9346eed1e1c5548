package content

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/content/audit"
	"github.com/akta-foi/akta/content/journal"
	"github.com/akta-foi/akta/content/law"
)

// ExportOptions says what to export.
type ExportOptions struct {
	Cases    []string // empty: all
	Public   bool     // the public parts alone
	Progress func(bundles.Event)
}

// Exported is what an export wrote.
type Exported struct {
	Dir    string   `json:"dir"`
	Cases  []string `json:"cases"`
	Files  int      `json:"files"`
	Bytes  int64    `json:"bytes"`
	Public bool     `json:"public"` // nothing private is in it
}

// Names in an exported folder. What is public has the names it has on the
// website.
const (
	exportPublic   = "public"
	exportReleases = "public/releases"
	exportCases    = "public/cases"
	exportPrivate  = "private"
	exportReadme   = "README.txt"
)

// Export copies cases into dir, a plain folder that no program has to
// understand: a folder public/ and, unless the public parts alone are wanted, a
// folder private/ with everything else. dir must not exist or be empty; it is
// there whole or not at all. The public folder is searched for what any of the
// exported cases hides, and nothing is exported if it is found.
func (o *Office) Export(ctx context.Context, dir string, opt ExportOptions) (*Exported, error) {
	if err := o.checkExport(dir); err != nil {
		return nil, err
	}
	unlock, err := o.Lock()
	if err != nil {
		return nil, err
	}
	defer unlock()
	cases, err := o.exportCases(opt.Cases)
	if err != nil {
		return nil, err
	}
	work, err := os.MkdirTemp(filepath.Dir(dir), "."+filepath.Base(dir)+".*.tmp") // mode 0700
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(work) // nothing is there after the rename
	x := &exporting{office: o, dir: work, opt: opt, out: &Exported{Dir: dir, Cases: []string{}, Public: opt.Public}}
	for i, c := range cases {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if opt.Progress != nil {
			opt.Progress(bundles.Event{Stage: "export", Item: c.ID, Done: int64(i), Total: int64(len(cases))})
		}
		if err := x.caseFolder(c); err != nil {
			return nil, fmt.Errorf("case %q: %w", c.ID, err)
		}
	}
	if err := x.copy(filepath.Join(exportPublic, "trust.json"), o.TrustFile(), 0o644); err != nil {
		return nil, err
	}
	if err := x.write(exportReadme, []byte(exportText(o.Settings.Language, o.Settings.Authority, cases, opt.Public)), 0o644); err != nil {
		return nil, err
	}
	if err := x.audit(ctx, cases); err != nil {
		return nil, err
	}
	if opt.Public {
		if err := os.Chmod(work, 0o755); err != nil {
			return nil, err
		}
	}
	if err := os.Remove(dir); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	if err := os.Rename(work, dir); err != nil {
		return nil, err
	}
	if err := bundles.SyncDir(filepath.Dir(dir)); err != nil {
		return nil, err
	}
	var objects []journal.Object // the cases that were asked for; none: all
	for _, id := range opt.Cases {
		objects = append(objects, journal.Object{Name: id})
	}
	return x.out, o.record(actExport, "", objects...)
}

// checkExport wants a folder that is new or empty, and none of the office's own:
// what lies in its site folder may be uploaded.
func (o *Office) checkExport(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if len(entries) > 0 {
		return fmt.Errorf("%s: not empty: export wants a new or empty folder", dir)
	}
	return o.outside(dir)
}

// outside refuses a path within the folders that the office's programs own.
func (o *Office) outside(name string) error {
	parent, err := filepath.EvalSymlinks(filepath.Dir(name))
	if err != nil {
		return err
	}
	abs, err := filepath.Abs(filepath.Join(parent, filepath.Base(name)))
	if err != nil {
		return err
	}
	root, err := filepath.EvalSymlinks(o.Dir)
	if err != nil {
		return err
	}
	if root, err = filepath.Abs(root); err != nil {
		return err
	}
	for _, own := range []string{"content", "bundles", "site", stateDir} {
		if inside := filepath.Join(root, own); abs == inside || strings.HasPrefix(abs, inside+string(filepath.Separator)) {
			return fmt.Errorf("%s: lies in the office's own folder %s: choose a place outside of it", name, own)
		}
	}
	return nil
}

func (o *Office) exportCases(ids []string) ([]*Case, error) {
	if len(ids) == 0 {
		return o.Cases()
	}
	return o.casesByID(ids)
}

// exporting is an export being written.
type exporting struct {
	office *Office
	dir    string
	opt    ExportOptions
	out    *Exported
}

// caseFolder writes one case. Of the releases those that stand are public; one
// that was taken down, waits for approval or is held back is private.
func (x *exporting) caseFolder(c *Case) error {
	x.out.Cases = append(x.out.Cases, c.ID)
	releases, err := x.office.openReleases(c.ID)
	if err != nil {
		return err
	}
	defer closeAll(releases)
	files := map[string]bool{}
	standing := bundles.Standing(releases, nil)
	if x.office.Held(c) {
		standing = nil
	}
	for _, r := range standing {
		file := r.Release.Release + ".zip"
		files[file] = true
		if err := x.copy(filepath.Join(exportReleases, c.ID+"-"+file), filepath.Join(x.office.bundlesDir(c.ID), file), 0o644); err != nil {
			return err
		}
	}
	public, err := x.office.exportedCase(c)
	if err != nil {
		return err
	}
	raw, err := json.MarshalIndent(public, "", "  ")
	if err != nil {
		return err
	}
	if err := x.write(filepath.Join(exportCases, c.ID, "case.json"), append(raw, '\n'), 0o644); err != nil {
		return err
	}
	if x.opt.Public {
		return nil
	}
	if err := x.tree(filepath.Join(exportPrivate, c.ID), x.office.caseDir(c.ID), nil); err != nil {
		return err
	}
	return x.tree(filepath.Join(exportPrivate, c.ID, "bundles"), x.office.bundlesDir(c.ID), files)
}

// exportedCase is case.json of an export: what of a case is public, as it is on
// the website.
type exportedCase struct {
	ID       string          `json:"id"`
	Title    string          `json:"title"`
	Language string          `json:"language"`
	Received string          `json:"received"`
	Answered string          `json:"answered,omitempty"`
	State    string          `json:"state"`
	Topics   []string        `json:"topics,omitempty"`
	Question string          `json:"question,omitempty"`
	Events   []exportedEvent `json:"events"`
	// Requester is the pseudonym of who asked.
	Requester string `json:"requester"`
	Answer    string `json:"answer,omitempty"`
}

// exportedEvent is what the public learns of an event.
type exportedEvent struct {
	Code string   `json:"event"`
	Date law.Date `json:"date"`
}

func (o *Office) exportedCase(of *Case) (*exportedCase, error) {
	c, err := o.PublicCase(of)
	if err != nil {
		return nil, err
	}
	pseudonym, err := o.Pseudonym(c.ID)
	if err != nil {
		return nil, err
	}
	out := &exportedCase{
		ID: c.ID, Title: c.Title, Language: c.Language, Received: c.Received, Answered: c.Answered, State: c.State,
		Topics: c.Topics, Question: c.Question, Events: []exportedEvent{}, Requester: pseudonym, Answer: c.Answer,
	}
	for _, e := range c.Events {
		out.Events = append(out.Events, exportedEvent{e.Code, e.Date})
	}
	return out, nil
}

// tree copies the plain files of a private folder, which may not be there.
func (x *exporting) tree(to, from string, but map[string]bool) error {
	return filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist) && path == from:
			return nil
		case err != nil:
			return err
		case d.IsDir():
			return nil
		case !d.Type().IsRegular():
			return fmt.Errorf("%s: not a regular file (%s)", path, d.Type())
		}
		rel, err := filepath.Rel(from, path)
		if err != nil || but[rel] {
			return err
		}
		return x.copy(filepath.Join(to, rel), path, 0o600)
	})
}

func (x *exporting) copy(to, from string, perm fs.FileMode) error {
	f, err := os.Open(from)
	if err != nil {
		return err
	}
	defer f.Close()
	return x.put(to, f, perm)
}

func (x *exporting) write(to string, data []byte, perm fs.FileMode) error {
	return x.put(to, strings.NewReader(string(data)), perm)
}

func (x *exporting) put(to string, data io.Reader, perm fs.FileMode) error {
	name := filepath.Join(x.dir, to)
	mode := fs.FileMode(0o755)
	if perm == 0o600 {
		mode = 0o700
	}
	if err := os.MkdirAll(filepath.Dir(name), mode); err != nil {
		return err
	}
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, perm)
	if err != nil {
		return err
	}
	n, err := io.Copy(f, data)
	x.out.Files++
	x.out.Bytes += n
	return errors.Join(err, f.Sync(), f.Close())
}

// audit searches the public folder for what the exported cases hide.
func (x *exporting) audit(ctx context.Context, cases []*Case) error {
	opt := audit.Options{Law: x.office.Law}
	for _, c := range cases {
		secrets, err := x.office.Secrets(c.ID)
		if err != nil {
			return err
		}
		for _, s := range secrets {
			opt.Terms = append(opt.Terms, s.Audit())
		}
		private, err := x.office.PrivateDigests(c.ID, secrets)
		if err != nil {
			return err
		}
		opt.Private = append(opt.Private, private...)
	}
	allowed, err := x.office.Allowances()
	if err != nil {
		return err
	}
	for _, a := range allowed {
		opt.Allowed = append(opt.Allowed, a.Audit())
	}
	if _, err := audit.Folder(ctx, filepath.Join(x.dir, exportPublic), opt); err != nil {
		return fmt.Errorf("nothing was exported: %w", err)
	}
	return nil
}
