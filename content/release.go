package content

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/content/journal"
)

// ReleaseOptions says how to release.
type ReleaseOptions struct {
	Created        time.Time
	Facsimile      string   // how far boxes grow, see bundles.GrowthLine; "": as akta.toml says
	Reason         string   // why the boxes are exact
	ReviewBy       string   // date by which the redactions are looked at again, such as "2027-11-30"; "": none
	Takedown       []string // earlier releases that this one takes down
	TakedownReason string
	Show           func(*Preview) // told, before anything is made, what will be public; may be nil
	Progress       func(bundles.Event)
}

var releaseName = regexp.MustCompile(`^r[1-9][0-9]{0,5}$`)

// ReleaseFiles lists the releases of a case, oldest first, as paths of ZIPs.
func (o *Office) ReleaseFiles(caseID string) ([]string, error) {
	names, err := bundleNames(o.bundlesDir(caseID), releaseName, ".zip")
	if err != nil {
		return nil, err
	}
	var out []string
	for _, n := range names {
		out = append(out, filepath.Join(o.bundlesDir(caseID), n+".zip"))
	}
	return out, nil
}

func (o *Office) openReleases(caseID string) ([]*bundles.Released, error) {
	files, err := o.ReleaseFiles(caseID)
	if err != nil {
		return nil, err
	}
	var out []*bundles.Released
	for _, f := range files {
		r, err := bundles.OpenReleased(f)
		if err != nil {
			closeAll(out)
			return nil, fmt.Errorf("case %q: %w", caseID, err)
		}
		out = append(out, r)
	}
	return out, nil
}

// preparation is everything a release is made of, before anything is written.
type preparation struct {
	bundles.ReleaseInput
	of       *Case
	plan     *Plan
	warnings []string // what the boxes on the pages may tell
	closers  []io.Closer
}

func (p *preparation) close() { closeAll(p.closers) }

// prepare decides about every document of a case, under the office's lock.
func (o *Office) prepare(caseID string, opt ReleaseOptions) (*preparation, error) {
	p := &preparation{}
	if err := o.fillIn(p, caseID, opt); err != nil {
		p.close()
		return nil, err
	}
	return p, nil
}

func (o *Office) fillIn(p *preparation, caseID string, opt ReleaseOptions) error {
	c, err := o.Case(caseID)
	if err != nil {
		return err
	}
	growth, err := o.growth(opt)
	if err != nil {
		return err
	}
	p.of = c
	if p.plan, err = o.Plan(caseID); err != nil {
		return err
	}
	seals, err := o.openSeals(caseID)
	if err != nil {
		return err
	}
	for _, s := range seals {
		p.closers = append(p.closers, s)
	}
	earlier, err := o.openReleases(caseID)
	if err != nil {
		return err
	}
	for _, e := range earlier {
		p.closers = append(p.closers, e)
	}
	p.ReleaseInput = bundles.ReleaseInput{
		Authority: o.Settings.Authority, Case: caseID, Title: c.Title, Created: opt.Created,
		ReviewBy: opt.ReviewBy, Earlier: earlier, Progress: opt.Progress,
	}
	var names []string
	for _, e := range earlier {
		names = append(names, e.Release.Release)
	}
	p.Release = nextName("r", names)
	if len(opt.Takedown) > 0 {
		p.Takedown = &bundles.Takedown{Releases: opt.Takedown, Reason: opt.TakedownReason}
	}
	if p.Documents, p.warnings, err = o.decide(c, p.plan, seals, bundles.Standing(earlier, p.Takedown), growth); err != nil {
		return fmt.Errorf("case %q: %w", caseID, err)
	}
	if p.Grounds, err = o.groundsOf(p.Documents); err != nil {
		return err
	}
	p.Seals = sealsInUse(seals, p.Documents)
	p.Trust, err = o.Trust()
	return err
}

// growth is how far boxes grow, and why, as asked for or as akta.toml says.
func (o *Office) growth(opt ReleaseOptions) (*bundles.Facsimile, error) {
	f := &bundles.Facsimile{Growth: cmp.Or(opt.Facsimile, o.Settings.growth()), Reason: opt.Reason}
	switch f.Growth {
	case bundles.GrowthLine, bundles.GrowthPage, bundles.GrowthExact:
	default:
		return nil, fmt.Errorf("facsimile %q: want %s, %s or %s", f.Growth, bundles.GrowthLine, bundles.GrowthPage, bundles.GrowthExact)
	}
	if (f.Growth == bundles.GrowthExact) != (f.Reason != "") {
		return nil, fmt.Errorf("facsimile %s: boxes that are exact give away how wide the hidden words are, which names a person among few: they need a reason, and nothing else does (--reason)", f.Growth)
	}
	return f, nil
}

// Release makes the next release of a case from its seals and its plan, as a
// ZIP, and returns what it says and where it is. It was searched for what it
// hides, and the proof in it was checked with the verifier, before it got its
// name. Where the trust asks for approvals it waits for them, see Approve.
func (o *Office) Release(ctx context.Context, k *Keys, caseID string, opt ReleaseOptions) (*bundles.Release, string, error) {
	unlock, err := o.Lock()
	if err != nil {
		return nil, "", err
	}
	defer unlock()
	if waiting, err := o.Waiting(caseID); err != nil || waiting != "" {
		return nil, "", cmp.Or(err, fmt.Errorf("case %q: %s waits for approval: \"akta approve %s\", or remove that file to give it up", caseID, filepath.Base(waiting), caseID))
	}
	p, err := o.prepare(caseID, opt)
	if err != nil {
		return nil, "", err
	}
	defer p.close()
	if opt.Show != nil {
		shown, err := p.preview()
		if err != nil {
			return nil, "", err
		}
		opt.Show(shown)
	}
	p.Audit = o.releaseAudit(p)
	r, file, err := o.writeRelease(ctx, k, p.ReleaseInput)
	if err != nil {
		return nil, "", err
	}
	return r, file, o.recordRelease(actRelease, p.Takedown, caseID, file)
}

// recordRelease writes a release into the journal, under its name or, if it
// waits for approval, as "r2.waiting".
func (o *Office) recordRelease(action string, takedown *bundles.Takedown, caseID, file string) error {
	made, err := fileObject(strings.TrimSuffix(filepath.Base(file), ".zip"), file)
	if err != nil {
		return err
	}
	objects := []journal.Object{made}
	if takedown != nil {
		action = actTakedown
		for _, r := range takedown.Releases {
			objects = append(objects, journal.Object{Name: r})
		}
	}
	return o.record(action, caseID, objects...)
}

// writeRelease makes the bag in a work folder, verifies it, and packs it.
func (o *Office) writeRelease(ctx context.Context, k *Keys, in bundles.ReleaseInput) (*bundles.Release, string, error) {
	if err := k.Check(); err != nil { // a wrong password shows now, not after the last page
		return nil, "", err
	}
	ev, err := k.evidence()
	if err != nil {
		return nil, "", err
	}
	work, remove, err := o.workFolder(in.Case)
	if err != nil {
		return nil, "", err
	}
	defer remove()
	dir := filepath.Join(work, in.Release)
	r, err := bundles.WriteRelease(ctx, dir, in, ev)
	if err != nil {
		return nil, "", err
	}
	// It is not approved yet; everything else must hold.
	if err := o.verifyFolder(ctx, dir, withoutApprovals(in.Trust), in.Case, in.Release); err != nil {
		return nil, "", err
	}
	name := filepath.Join(o.bundlesDir(in.Case), in.Release+".zip")
	if in.Trust.Require.Approvals > 0 {
		name = o.waitingFile(in.Case, in.Release)
	}
	return r, name, bundles.Pack(dir, name)
}

// verifyFolder is an error unless everything holds of the release in dir.
func (o *Office) verifyFolder(ctx context.Context, dir string, t *bundles.Trust, caseID, name string) error {
	v, err := bundles.Verify(ctx, dir, bundles.VerifyOptions{Trust: t, Case: caseID, Name: name})
	if err != nil {
		return err
	}
	if err := v.Err(); err != nil {
		return fmt.Errorf("release %s does not verify, and was not kept:\n%w", name, err)
	}
	return nil
}

// workFolder is a private folder for making a release; remove removes it.
func (o *Office) workFolder(caseID string) (dir string, remove func(), err error) {
	dir = filepath.Join(o.bundlesDir(caseID), ".release.tmp")
	if err := os.RemoveAll(dir); err != nil {
		return "", nil, err
	}
	return dir, func() { os.RemoveAll(dir) }, mkdirs(dir)
}

// decide makes a decision about every document of the case from the plan. What
// was not decided stops the release.
func (o *Office) decide(c *Case, plan *Plan, seals []*bundles.Sealed, earlier []*bundles.Released, facsimile *bundles.Facsimile) (out []bundles.ReleaseDecision, warnings []string, err error) {
	if len(plan.Documents) == 0 {
		return nil, nil, fmt.Errorf("no documents; \"akta add\" brings them in")
	}
	if err := o.lawful(plan); err != nil {
		return nil, nil, err
	}
	open, err := o.newOpen(c, plan, seals)
	if err != nil {
		return nil, nil, err
	}
	found := make([]bool, len(plan.Redactions))
	for _, d := range plan.Documents {
		held := sealedIn(seals, d.ID)
		if len(held) == 0 {
			return nil, nil, fmt.Errorf("document %s is not sealed; run \"akta seal %s\"", d.ID, c.ID)
		}
		s := held[len(held)-1]
		x := bundles.ReleaseDecision{ReleasedDocument: bundles.ReleasedDocument{Seal: s.Commitment.Seal, ID: d.ID}}
		doc, err := s.Document(d.ID)
		if err != nil {
			return nil, nil, err
		}
		res, err := plan.resolve(doc, facsimile.Growth, publicTiles(earlier, doc))
		if err != nil {
			return nil, nil, err
		}
		warnings = append(warnings, res.warnings...)
		for i, n := range res.found {
			found[i] = found[i] || n > 0
		}
		if d.Decision == Withheld {
			x.Withheld = d.Ground
			out = append(out, x)
			continue
		}
		reading, err := sealedReading(doc)
		if err != nil {
			return nil, nil, err
		}
		if err := d.decided(doc, reading, res, plan); err != nil {
			return nil, nil, err
		}
		if x.Fields, err = d.openedFields(doc, plan); err != nil {
			return nil, nil, err
		}
		if err := checkReread(doc, x.Seal, res.redactions, earlier); err != nil {
			return nil, nil, err
		}
		x.Layout = layoutOf(doc, reading)
		x.Title, x.Kind, x.Language, x.Redactions = d.Title, d.Kind, d.Language, res.redactions
		x.Facsimile = facsimile
		// A text file has no hiding places: its own bytes are the words shown.
		x.Whole = d.Decision == Whole || len(res.redactions) == 0 && (format(doc) == "text" || format(doc) == "markdown")
		if err := open.search(d, doc, res, x.Whole); err != nil {
			return nil, nil, err
		}
		out = append(out, x)
	}
	if err := plan.checkFound(found); err != nil {
		return nil, nil, err
	}
	return out, warnings, open.err()
}

// decided tells what an officer still has to decide about a document.
func (d *Document) decided(doc *bundles.SealedDocument, reading *Reading, res *resolved, plan *Plan) error {
	if d.Decision == Whole {
		if len(res.redactions) > 0 {
			return fmt.Errorf("document %s: to be released whole, and has redactions", d.ID)
		}
		if len(reading.Hidden) > 0 && !d.Reviewed {
			return fmt.Errorf("document %[1]s: to be released as its own bytes, and %[2]s hide in it (\"akta read\" shows them): release it redacted, which leaves them out, or \"akta redact\" with --reviewed %[1]s if all of it may be public", d.ID, hiddenKinds(reading.Hidden))
		}
		return nil
	}
	if len(doc.Text) == 0 && doc.Header.Pages() == 0 {
		return fmt.Errorf("document %[1]s: no reader for its format: it can only be released whole or withheld; \"akta redact\" with --whole %[1]s or --withhold %[1]s", d.ID)
	}
	if d.Reviewed {
		return nil
	}
	return checkUnread(doc, reading, res, plan)
}

// groundsOf collects the grounds in use, labelled in the office's language.
func (o *Office) groundsOf(documents []bundles.ReleaseDecision) ([]bundles.Ground, error) {
	out := []bundles.Ground{}
	add := func(code string) error {
		g, err := o.Law.Ground(code)
		if err != nil {
			return err
		}
		out = append(out, bundles.Ground{Code: g.Code, Label: g.Label[o.Settings.Language], Paragraph: g.Paragraph, Link: g.Link})
		return nil
	}
	for _, d := range documents {
		if d.Withheld != "" {
			if err := add(d.Withheld); err != nil {
				return nil, err
			}
		}
		for _, x := range d.Redactions {
			if err := add(x.Ground); err != nil {
				return nil, err
			}
		}
	}
	return out, nil
}

// sealsInUse keeps the seals that hold a document's newest reading.
func sealsInUse(seals []*bundles.Sealed, documents []bundles.ReleaseDecision) []*bundles.Sealed {
	var out []*bundles.Sealed
	for _, s := range seals {
		for _, d := range documents {
			if d.Seal == s.Commitment.Seal {
				out = append(out, s)
				break
			}
		}
	}
	return out
}
