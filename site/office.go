package site

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/content"
	"github.com/akta-foi/akta/content/audit"
)

// FromOffice makes the portal of an office from its releases. Every release is
// verified first, and one whose verdict is not "everything holds" stops the
// build. What the pages show is unpacked into work, a folder that the caller
// removes after the build; nothing is taken from the office's private folders.
// show, which may be nil, is told which case is looked at.
func FromOffice(ctx context.Context, o *content.Office, work string, show func(bundles.Event)) (*Portal, audit.Options, error) {
	return FromOfficeSince(ctx, o, work, nil, show)
}

// FromOfficeSince is FromOffice without verifying again the releases that
// verified, which may be nil, remembers.
func FromOfficeSince(ctx context.Context, o *content.Office, work string, verified *Verified, show func(bundles.Event)) (*Portal, audit.Options, error) {
	trust, err := o.Trust()
	if err != nil {
		return nil, audit.Options{}, err
	}
	p := &Portal{
		Authority: o.Settings.Authority, Domain: o.Settings.Domain, Language: o.Settings.Language,
		Law:    Law{Code: o.Law.Code, Name: o.Law.Name, Link: o.Law.Link, Grounds: lawGrounds(o.Law)},
		LogDir: o.LogDir(),
	}
	p.addPortal(o)
	if err := p.addTrust(trust, o); err != nil {
		return nil, audit.Options{}, err
	}
	cases, err := o.Cases()
	if err != nil {
		return nil, audit.Options{}, err
	}
	for i, c := range cases {
		if show != nil {
			show(bundles.Event{Stage: "verify", Item: c.ID, Done: int64(i), Total: int64(len(cases))})
		}
		u := unpacking{ctx: ctx, office: o, trust: trust, verified: verified, dir: filepath.Join(work, c.ID), language: o.Settings.Language, held: o.Held(c)}
		var pc *Case
		if c, err = o.PublicCase(c); err == nil {
			pc, err = u.portalCase(c)
		}
		if err != nil {
			return nil, audit.Options{}, fmt.Errorf("case %q: %w", cases[i].ID, err)
		}
		p.Cases = append(p.Cases, *pc)
		for _, r := range pc.Releases {
			p.LogSize = max(p.LogSize, r.LogIndex+1)
		}
	}
	if p.Reports, err = o.ClosedReports(); err != nil {
		return nil, audit.Options{}, err
	}
	search, err := AuditOptions(o)
	if err != nil {
		return nil, audit.Options{}, err
	}
	return p, search, nil
}

// addPortal takes over what the office says of its website.
func (p *Portal) addPortal(o *content.Office) {
	s := o.Portal()
	p.BaseURL = s.URL
	p.Contact = Contact{Address: s.Address, Email: s.Email, Phone: s.Phone, DataBox: s.DataBox, CompanyID: s.CompanyID, Web: s.Web, NoticeBoard: s.NoticeBoard}
	p.Brand = Brand{Colour: s.Colour, DarkColour: s.DarkColour}
	if s.Logo != "" {
		p.Brand.Logo = filepath.Join(o.SiteDir(), s.Logo)
	}
	for _, t := range s.Topics {
		p.Topics = append(p.Topics, Topic{Code: t.Code, Label: t.Label()})
	}
	if a := s.Accessibility; a != nil {
		p.Accessibility = &Accessibility{Prepared: a.Prepared, Reviewed: a.Reviewed, Method: a.Method}
	}
}

func (p *Portal) addTrust(t *bundles.Trust, o *content.Office) error {
	p.KeyID = t.Keys[len(t.Keys)-1].KeyID
	p.Trust = t.Marshal()
	var err error
	if p.TrustedRoot, err = t.TrustedRoot(); err != nil {
		return err
	}
	if p.PublicKeyPEM, err = t.PublicKeyPEM(p.KeyID); err != nil {
		return err
	}
	for _, a := range t.TimestampAuthorities {
		p.TSACertificates = append(p.TSACertificates, TSACertificate{Name: a.Name, PEM: a.PEM()})
	}
	v, checkpoint, err := o.VerifyLog()
	if err != nil {
		return err
	}
	if v.Code != bundles.CodeHolds {
		return fmt.Errorf("the log does not verify; \"akta log\" says why")
	}
	verifiers, err := t.LogVerifiers(v.Name)
	if err != nil {
		return err
	}
	head, err := bundles.ParseCheckpoint(checkpoint, verifiers...)
	if err != nil {
		return err
	}
	p.LogOrigin = head.Origin
	return nil
}

// unpacking turns one case's releases into what the pages show.
type unpacking struct {
	ctx      context.Context
	office   *content.Office
	trust    *bundles.Trust
	verified *Verified
	dir      string
	language string
	held     bool             // the answer is held back: nothing of the releases is shown
	previous *bundles.Release // the one before; nil: none
}

func (u *unpacking) portalCase(c *content.Case) (*Case, error) {
	out := &Case{
		ID: c.ID, Title: c.Title, Language: c.Language, Received: c.Received, Answered: c.Answered,
		State: c.State, Topics: c.Topics, Question: c.Question, AnswerMarkdown: c.Answer,
	}
	if unanswered(out.State) {
		out.Answered = "" // an older akta wrote the day on which the case ended
	}
	var err error
	if out.Events, err = caseEvents(u.office.Law, c); err != nil {
		return nil, err
	}
	if u.held { // its answer is there, and due no more
		return out, nil
	}
	if out.Due, err = u.office.AnswerDue(c); err != nil {
		return nil, err
	}
	files, err := u.office.ReleaseFiles(c.ID)
	if err != nil {
		return nil, err
	}
	for i, f := range files {
		r, err := u.release(f, c.ID, i == len(files)-1)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", filepath.Base(f), err)
		}
		out.Releases = append(out.Releases, *r)
	}
	return out, nil
}

// release verifies a release; of the newest the documents are unpacked.
func (u *unpacking) release(file, caseID string, newest bool) (*Release, error) {
	name := strings.TrimSuffix(filepath.Base(file), ".zip")
	size, sum, err := digestFile(file)
	if err != nil {
		return nil, err
	}
	if err := u.verified.verify(u.ctx, file, sum, bundles.VerifyOptions{Trust: u.trust, Case: caseID, Name: name}); err != nil {
		return nil, err
	}
	r, err := bundles.OpenReleased(file)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	out := &Release{ID: name, Date: r.Release.Created.Time, File: file, Size: size, SHA256: sum, LogIndex: -1, ReviewBy: r.Release.ReviewBy}
	own, err := r.Evidence(u.trust, "")
	if err != nil {
		return nil, err
	}
	out.LogIndex = own.LogIndex
	for _, s := range r.Release.Seals {
		e, err := r.Evidence(u.trust, s.Seal)
		if err != nil {
			return nil, err
		}
		seal := Seal{ID: s.Seal, Path: "seals/" + s.Seal, LogIndex: e.LogIndex}
		for _, t := range e.Times {
			seal.Times = append(seal.Times, SealTime{Name: t.Name, Own: t.Own, Time: t.Time})
		}
		out.Seals = append(out.Seals, seal)
	}
	if err := u.history(r, own.KeyID, out); err != nil {
		return nil, err
	}
	if newest {
		for _, d := range r.Release.Documents {
			doc, err := u.document(r, d)
			if err != nil {
				return nil, fmt.Errorf("document %s: %w", d.ID, err)
			}
			out.Documents = append(out.Documents, *doc)
		}
	}
	return out, nil
}

func digestFile(name string) (size int64, digest string, err error) {
	f, err := os.Open(name)
	if err != nil {
		return 0, "", err
	}
	defer f.Close()
	h := sha256.New()
	size, err = io.Copy(h, f)
	return size, hex.EncodeToString(h.Sum(nil)), err
}
