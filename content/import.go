package content

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/content/intake"
	"github.com/akta-foi/akta/content/law"
	"github.com/akta-foi/akta/content/read"
)

// ImportOptions says how to import.
type ImportOptions struct {
	Case     string   // the id of the case that the one request becomes, or is added to; "": as akta.toml numbers
	Today    law.Date // day of receipt where the source tells none
	DryRun   bool     // say what would be done, and write nothing
	Progress func(bundles.Event)
}

// Import is what an import did, or would do.
type Import struct {
	Source  string         `json:"source"`
	DryRun  bool           `json:"dry_run"`
	Cases   []ImportedCase `json:"cases"`
	Nothing []string       `json:"nothing_to_report,omitempty"` // months
	Notes   []intake.Note  `json:"notes"`                       // about the files as a whole
}

// What became of a request.
const (
	ImportNew       = "new"
	ImportAdded     = "added" // to a case that is there
	ImportUnchanged = "unchanged"
)

// ImportedCase is what became of one request.
type ImportedCase struct {
	Case      string             `json:"case,omitempty"` // "": a dry run would take the next free number
	ID        string             `json:"id"`             // the source's own
	Status    string             `json:"status"`
	Title     string             `json:"title"`
	Received  string             `json:"received"`
	Answered  string             `json:"answered,omitempty"`
	State     string             `json:"state"`
	Word      string             `json:"source_state,omitempty"`
	Requester bool               `json:"requester"` // the source tells who asked; it is kept in requester.json alone
	Documents []ImportedDocument `json:"documents"` // new ones
	Events    []law.Event        `json:"events"`    // all that the office's law takes
	Notes     []intake.Note      `json:"notes"`
}

// ImportedDocument is a file that became a document, or would.
type ImportedDocument struct {
	Document string `json:"document,omitempty"`
	File     string `json:"file"`
	Kind     string `json:"kind"`
	Bytes    int    `json:"bytes"`
	Parent   string `json:"parent,omitempty"`
}

// Import reads requests of another system and makes cases of them. What was
// imported before is known by the source's id and by the digest of each file:
// only what is new is added, and what an officer wrote into case.md stays. A
// case is imported whole or not at all; those before one that fails stay.
func (o *Office) Import(ctx context.Context, r *read.Reader, source string, files []string, opt ImportOptions) (*Import, error) {
	var in []intake.Input
	for _, f := range files {
		data, err := readImport(f)
		if err != nil {
			return nil, err
		}
		in = append(in, intake.Input{Name: filepath.Base(f), Data: data})
	}
	batch, err := intake.Read(ctx, source, in, intake.Options{Reader: r, Ours: o.ours})
	if err != nil {
		return nil, err
	}
	if opt.Case != "" {
		if err := bundles.CheckCaseID(opt.Case); err != nil {
			return nil, err
		}
		if len(batch.Requests) != 1 {
			return nil, fmt.Errorf("case %q: the files hold %d requests, want one", opt.Case, len(batch.Requests))
		}
	}
	if !opt.DryRun {
		unlock, err := o.Lock()
		if err != nil {
			return nil, err
		}
		defer unlock()
	}
	known, err := o.origins(source)
	if err != nil {
		return nil, err
	}
	numbers := caseNumbers{}
	out := &Import{Source: source, DryRun: opt.DryRun, Cases: []ImportedCase{}, Nothing: batch.Nothing, Notes: append([]intake.Note{}, batch.Notes...)}
	for i := range batch.Requests {
		im := &importing{office: o, reader: r, source: source, req: &batch.Requests[i], known: known, numbers: numbers, opt: opt}
		im.step(i, len(batch.Requests))
		if err := im.run(ctx); err != nil {
			return nil, fmt.Errorf("request %q: %w (%d requests before it are imported)", im.req.ID, err, i)
		}
		out.Cases = append(out.Cases, im.out)
	}
	return out, nil
}

func readImport(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if info, err := f.Stat(); err != nil || !info.Mode().IsRegular() {
		return nil, cmp.Or(err, fmt.Errorf("%s: not a file", name))
	}
	data, err := io.ReadAll(io.LimitReader(f, maxImportFile+1))
	if err == nil && len(data) > maxImportFile {
		err = fmt.Errorf("%s: more than the %d bytes allowed: add it with \"akta add\"", name, maxImportFile)
	}
	return data, err
}

// ours tells whether an e-mail address is the office's own.
func (o *Office) ours(address string) bool {
	address = strings.ToLower(address)
	if p := o.Portal(); p.Email != "" && strings.ToLower(p.Email) == address {
		return true
	}
	_, domain, ok := strings.Cut(address, "@")
	return ok && (domain == o.Settings.Domain || strings.HasSuffix(domain, "."+o.Settings.Domain))
}

// originKey names a request of a source, or a file of one, among all cases.
type originKey struct{ id, item string }

// origins tells in which case the requests and the files of a source are.
func (o *Office) origins(source string) (map[originKey]string, error) {
	ids, err := o.caseIDs()
	if err != nil {
		return nil, err
	}
	out := map[originKey]string{}
	for _, id := range ids {
		m, err := o.imported(id)
		if err != nil {
			return nil, err
		}
		for _, from := range m.Origins {
			if from.Source != source {
				continue
			}
			out[originKey{id: from.ID}] = id
			for _, x := range from.Items {
				if strings.HasPrefix(x.Key, "message:") && source == "mail" { // Message-IDs are unique in the world
					out[originKey{item: x.Key}] = id
				}
			}
		}
	}
	return out, nil
}

// find is the case of a request that was imported before, or "".
func (im *importing) find() string {
	if id := im.known[originKey{id: im.req.ID}]; id != "" {
		return id
	}
	for _, f := range im.req.Files {
		if id := im.known[originKey{item: f.Key}]; id != "" {
			return id
		}
	}
	return ""
}

// caseNumbers are the last numbers that one import has given, by year, so that
// a table of thousands of requests does not look for each from 1.
type caseNumbers map[string]int

func (n caseNumbers) next(o *Office, received string) (string, error) {
	year := received[:4]
	for {
		n[year]++
		id := fmt.Sprintf("%s-%03d", year, n[year])
		free := true
		for _, taken := range []string{filepath.Join(o.caseDir(id), caseFile), o.bundlesDir(id)} {
			if _, err := os.Lstat(taken); !errors.Is(err, fs.ErrNotExist) {
				if err != nil {
					return "", err
				}
				free = false
			}
		}
		if free {
			return id, nil
		}
	}
}

func digestOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// lawful keeps the events that the office's law takes, in their order, and
// tells why it does not take the others.
func (im *importing) lawful(documents map[string]string) []law.Event {
	out := []law.Event{}
	events := slices.Clone(im.req.Events)
	slices.SortStableFunc(events, func(a, b intake.Event) int { return int(a.Date) - int(b.Date) })
	for _, e := range events {
		e.Document = documents[e.File]
		if rule := im.office.Law.Event(e.Code); rule != nil && slices.Contains(rule.Needs, law.NeedReason) {
			e.Reason = fmt.Sprintf("%s: %s", im.source, e.Word)
		}
		for _, g := range e.Grounds {
			if _, err := im.office.Law.Refusal(g); err != nil {
				e.Grounds = nil
			}
		}
		if _, err := im.office.Law.Apply(out, e.Event); err != nil {
			im.note(intake.LeftOut, "event %s on %s (%s): not taken: %v", e.Code, e.Date, e.Word, err)
			continue
		}
		out = append(out, e.Event)
	}
	return out
}
