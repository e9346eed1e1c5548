package content

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"time"

	"github.com/akta-foi/akta/bundles"
)

// ReleaseOptions says how to release.
type ReleaseOptions struct {
	Created  time.Time
	Progress func(bundles.Event)
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

// Release makes the next release of a case from its seals and its plan, as a
// ZIP, and returns what it says and where it is. The proof in it was checked
// with the verifier before it got its name.
func (o *Office) Release(ctx context.Context, k *Keys, caseID string, opt ReleaseOptions) (*bundles.Release, string, error) {
	c, err := o.Case(caseID)
	if err != nil {
		return nil, "", err
	}
	unlock, err := o.Lock()
	if err != nil {
		return nil, "", err
	}
	defer unlock()
	plan, err := o.Plan(caseID)
	if err != nil {
		return nil, "", err
	}
	seals, err := o.openSeals(caseID)
	if err != nil {
		return nil, "", err
	}
	defer closeAll(seals)
	earlier, err := o.openReleases(caseID)
	if err != nil {
		return nil, "", err
	}
	defer closeAll(earlier)
	in := bundles.ReleaseInput{
		Authority: o.Settings.Authority, Case: caseID, Title: c.Title, Created: opt.Created,
		Earlier: earlier, Progress: opt.Progress,
	}
	var names []string
	for _, e := range earlier {
		names = append(names, e.Release.Release)
	}
	in.Release = nextName("r", names)
	if in.Documents, err = o.decide(c, plan, seals, earlier); err != nil {
		return nil, "", fmt.Errorf("case %q: %w", caseID, err)
	}
	if in.Grounds, err = o.groundsOf(in.Documents); err != nil {
		return nil, "", err
	}
	in.Seals = sealsInUse(seals, in.Documents)
	if in.Trust, err = o.Trust(); err != nil {
		return nil, "", err
	}
	return o.writeRelease(ctx, k, in)
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
	work := filepath.Join(o.bundlesDir(in.Case), ".release.tmp")
	if err := os.RemoveAll(work); err != nil {
		return nil, "", err
	}
	if err := mkdirs(work); err != nil {
		return nil, "", err
	}
	defer os.RemoveAll(work)
	dir := filepath.Join(work, in.Release)
	r, err := bundles.WriteRelease(ctx, dir, in, ev)
	if err != nil {
		return nil, "", err
	}
	v, err := bundles.Verify(ctx, dir, bundles.VerifyOptions{Trust: in.Trust, Case: in.Case, Name: in.Release})
	if err != nil {
		return nil, "", err
	}
	if err := v.Err(); err != nil {
		return nil, "", fmt.Errorf("release %s does not verify, and was not kept:\n%w", in.Release, err)
	}
	name := filepath.Join(o.bundlesDir(in.Case), in.Release+".zip")
	return r, name, bundles.Pack(dir, name)
}

// decide makes a decision about every document of the case from the plan. What
// was not decided stops the release.
func (o *Office) decide(c *Case, plan *Plan, seals []*bundles.Sealed, earlier []*bundles.Released) ([]bundles.ReleaseDecision, error) {
	if len(plan.Documents) == 0 {
		return nil, fmt.Errorf("no documents; \"akta add\" brings them in")
	}
	var out []bundles.ReleaseDecision
	found := make([]bool, len(plan.Redactions))
	for _, d := range plan.Documents {
		held := sealedIn(seals, d.ID)
		if len(held) == 0 {
			return nil, fmt.Errorf("document %s is not sealed; run \"akta seal %s\"", d.ID, c.ID)
		}
		s := held[len(held)-1]
		x := bundles.ReleaseDecision{ReleasedDocument: bundles.ReleasedDocument{Seal: s.Commitment.Seal, ID: d.ID}}
		doc, err := s.Document(d.ID)
		if err != nil {
			return nil, err
		}
		res, err := plan.resolve(doc)
		if err != nil {
			return nil, err
		}
		for i, n := range res.found {
			found[i] = found[i] || n > 0
		}
		if d.Decision == Withheld {
			x.Withheld = d.Ground
			out = append(out, x)
			continue
		}
		if err := d.decided(doc, res, plan); err != nil {
			return nil, err
		}
		if err := checkReread(doc, x.Seal, res.redactions, earlier); err != nil {
			return nil, err
		}
		x.Title, x.Kind, x.Language, x.Redactions = d.Title, d.Kind, d.Language, res.redactions
		// A text file has no hiding places: its own bytes are the words shown.
		x.Whole = d.Decision == Whole || len(res.redactions) == 0 && (format(doc) == "text" || format(doc) == "markdown")
		out = append(out, x)
	}
	// A typing error in a plan edited by hand would show what was to be hidden.
	if i := slices.Index(found, false); i >= 0 {
		return nil, fmt.Errorf("%s, redaction %d: text %q stands in no sealed document: correct it, or take it out", planFile, i+1, plan.Redactions[i].Text)
	}
	return out, nil
}

// decided tells what an officer still has to decide about a document.
func (d *Document) decided(doc *bundles.SealedDocument, res *resolved, plan *Plan) error {
	reading, err := sealedReading(doc)
	if err != nil {
		return err
	}
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
