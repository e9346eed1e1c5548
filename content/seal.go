package content

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/content/journal"
	"github.com/akta-foi/akta/content/read"
)

// SealOptions says how to seal.
type SealOptions struct {
	Again    []string // documents to be read again and sealed anew, though an older seal holds them
	Created  time.Time
	Progress func(bundles.Event)
}

var sealName = regexp.MustCompile(`^s[1-9][0-9]{0,5}$`)

// openSeals opens the seals of a case, oldest first.
func (o *Office) openSeals(caseID string) ([]*bundles.Sealed, error) {
	names, err := bundleNames(o.bundlesDir(caseID), sealName, "")
	if err != nil {
		return nil, err
	}
	var out []*bundles.Sealed
	for _, n := range names {
		s, err := bundles.OpenSealed(filepath.Join(o.bundlesDir(caseID), n))
		if err != nil {
			closeAll(out)
			return nil, fmt.Errorf("case %q: %w", caseID, err)
		}
		out = append(out, s)
	}
	return out, nil
}

func closeAll[T io.Closer](all []T) {
	for _, c := range all {
		c.Close()
	}
}

// bundleNames lists the bundles in dir whose name, without the extension,
// matches, in the order of their numbers.
func bundleNames(dir string, name *regexp.Regexp, ext string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var out []string
	for _, e := range entries {
		if stem, ok := strings.CutSuffix(e.Name(), ext); ok && name.MatchString(stem) {
			out = append(out, stem)
		}
	}
	slices.SortFunc(out, func(a, b string) int { return number(a) - number(b) })
	return out, nil
}

// number is the number in a name such as "s12".
func number(name string) int { n, _ := strconv.Atoi(name[1:]); return n }

func nextName(letter string, names []string) string {
	if len(names) == 0 {
		return letter + "1"
	}
	return letter + strconv.Itoa(number(names[len(names)-1])+1)
}

// Seal seals the documents of a case that are new, and those to be sealed
// again.
func (o *Office) Seal(ctx context.Context, r *read.Reader, k *Keys, caseID string, opt SealOptions) (*bundles.Commitment, error) {
	if _, err := o.Case(caseID); err != nil {
		return nil, err
	}
	unlock, err := o.Lock()
	if err != nil {
		return nil, err
	}
	defer unlock()
	plan, err := o.Plan(caseID)
	if err != nil {
		return nil, err
	}
	seals, err := o.openSeals(caseID)
	if err != nil {
		return nil, err
	}
	defer closeAll(seals)
	for _, id := range opt.Again {
		if plan.Document(id) == nil || len(sealedIn(seals, id)) == 0 {
			return nil, fmt.Errorf("document %q: not sealed yet, or not in case %q", id, caseID)
		}
	}
	in := bundles.SealInput{Authority: o.Settings.Authority, Case: caseID, Created: opt.Created, Progress: opt.Progress}
	var names []string
	for _, s := range seals {
		names = append(names, s.Commitment.Seal)
	}
	in.Seal = nextName("s", names)
	for _, d := range plan.Documents {
		replaces := ""
		if held := sealedIn(seals, d.ID); len(held) > 0 {
			if !slices.Contains(opt.Again, d.ID) {
				continue
			}
			replaces = held[len(held)-1].Commitment.Seal
		}
		in.Documents = append(in.Documents, o.documentInput(r, caseID, d, replaces))
	}
	if len(in.Documents) == 0 {
		if len(plan.Documents) == 0 {
			return nil, fmt.Errorf("case %q: no documents; \"akta add\" brings them in", caseID)
		}
		return nil, fmt.Errorf("case %q: all %d documents are sealed already; --again seals one that can be read better now", caseID, len(plan.Documents))
	}
	if err := k.Check(); err != nil { // a wrong password shows now, not after the last page
		return nil, err
	}
	if err := mkdirs(o.bundlesDir(caseID)); err != nil {
		return nil, err
	}
	ev, err := k.evidence()
	if err != nil {
		return nil, err
	}
	c, err := bundles.WriteSeal(ctx, filepath.Join(o.bundlesDir(caseID), in.Seal), in, ev)
	if err != nil {
		return nil, err
	}
	commitment, err := fileObject(in.Seal, filepath.Join(o.bundlesDir(caseID), in.Seal, "commitment.json"))
	if err != nil {
		return nil, err
	}
	objects := []journal.Object{commitment}
	for _, d := range in.Documents {
		objects = append(objects, journal.Object{Name: d.ID})
	}
	if err := o.record(actSeal, caseID, objects...); err != nil {
		return nil, err
	}
	return c, o.forgetRecognised(caseID)
}

// documentInput reads a document for sealing.
func (o *Office) documentInput(r *read.Reader, caseID string, d Document, replaces string) bundles.DocumentInput {
	return bundles.DocumentInput{
		ID: d.ID, Replaces: replaces, Name: d.File,
		Open: func() (io.ReadCloser, error) { return o.openDocument(caseID, d) },
		Read: func(ctx context.Context, page func(*bundles.Page) error) (*bundles.Views, error) {
			var sizes [][2]int
			doc, err := o.readDocument(ctx, r, caseID, d, func(p read.Page) error {
				sizes = append(sizes, [2]int{p.Width, p.Height})
				return page(&bundles.Page{Width: p.Width, Height: p.Height, Channels: 1, DPI: p.DPI, Samples: p.Gray})
			})
			if err != nil {
				return nil, err
			}
			v, err := views(d, doc)
			if err == nil {
				joinLayout(v.Text, sizes)
			}
			return v, err
		},
	}
}

// views turns what a reader found into what is sealed.
func views(d Document, doc *read.Document) (*bundles.Views, error) {
	v := &bundles.Views{}
	for _, t := range doc.Tokens {
		w := bundles.Word{Text: t.Text}
		if !t.Box.Empty() {
			w.Page, w.Box = t.Page, bundles.Box(t.Box)
		}
		v.Text = append(v.Text, w)
	}
	fields := []bundles.Field{
		{Name: "file", Value: d.File}, {Name: "kind", Value: d.Kind}, {Name: "language", Value: d.Language},
		{Name: fieldFormat, Value: doc.Format}, {Name: "media-type", Value: doc.MediaType},
	}
	if d.Parent != "" {
		fields = append(fields, bundles.Field{Name: "parent", Value: d.Parent})
	}
	for _, f := range doc.Fields {
		fields = append(fields, bundles.Field{Name: "source-" + f.Name, Value: cut(f.Value, maxFieldValue)})
	}
	v.Meta = fields
	var err error
	v.Reading, err = readingOf(doc).marshal()
	return v, err
}

const fieldFormat = "format"

// format is the reader that read a sealed document.
func format(d *bundles.SealedDocument) string {
	for _, f := range d.Meta {
		if v, ok := strings.CutPrefix(f, fieldFormat+": "); ok {
			return v
		}
	}
	return ""
}

// cut shortens a value to n bytes; the file itself holds all of it.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[:n], "")
}
