package content

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/akta-foi/akta/content/law"
)

// An embargo holds an answer back until a day: publish_after in case.md is the
// first day on which it is public. Until then the public learns of the case what
// it knew before the answer: that it exists, when it was received, what was asked,
// its topics, and the events that left it open. It is shown as open, and without
// the day on which its answer is due, which would tell of an office that is late
// where there is none. Held back are the state, the day and the text of the
// answer, all events from the first that closed the case on, and of its releases
// everything: documents, titles, files, names, sizes, digests, and how many there
// are. On the day, the next build publishes them; nothing publishes by itself.
//
// What cannot be held back: the log. A release is logged when it is made, and a
// log that left an entry out would be no log. The entry says that something was
// signed, and when the log grew; it holds the digest of the signed statement, the
// signature and the public key, and neither case nor release. The statement is of
// the digest of release.json, which names salted roots: nobody can guess it. So
// whoever watches the log learns that the office signed something, as it does for
// each seal and each list of the website's files.
//
// The day is that of Office.Day: the wall calendar of the office, which is the
// machine's.

// day is the office's.
func (o *Office) day() law.Date {
	if o.Day != 0 {
		return o.Day
	}
	return law.DateOf(time.Now())
}

func (c *Case) checkEmbargo() error {
	if _, err := law.ParseDate(c.PublishAfter); c.PublishAfter != "" && err != nil {
		return fmt.Errorf("publish_after %q: want a date such as 2026-07-03", c.PublishAfter)
	}
	if c.PublishAfter == "" && c.EmbargoReason != "" {
		return errors.New("embargo_reason: belongs to publish_after")
	}
	if s := c.EmbargoReason; s != strings.TrimSpace(s) || !isLine(s, maxEventText) {
		return fmt.Errorf("embargo_reason: want text on one line, at most %d bytes", maxEventText)
	}
	return nil
}

// Held tells whether the answer of a case is held back on the office's day.
func (o *Office) Held(c *Case) bool {
	until, err := law.ParseDate(c.PublishAfter)
	return err == nil && o.day() < until
}

// HeldCases lists the cases whose answers are held back.
func (o *Office) HeldCases() ([]*Case, error) {
	all, err := o.Cases()
	return slices.DeleteFunc(all, func(c *Case) bool { return !o.Held(c) }), err
}

// PublicCase is a case as the public may know it on the office's day: without
// who asked, and without its answer while that is held back. Of its events the
// public learns less still, see Event.
func (o *Office) PublicCase(c *Case) (*Case, error) {
	out := *c
	out.Requester, out.Forgotten, out.PublishAfter, out.EmbargoReason, out.Undone = Requester{}, "", "", "", nil
	if !o.Held(c) {
		return &out, nil
	}
	out.State, out.Answered, out.Answer = law.PublicOpen, "", ""
	history := c.History()
	n := 0
	for n < len(c.Events) {
		s, err := o.Law.Standing(history[:n+1])
		if err != nil {
			return nil, err
		}
		if s.Public != law.PublicOpen {
			break
		}
		n++
	}
	out.Events = slices.Clone(c.Events[:n])
	return &out, nil
}

// SetEmbargo holds the answer of a case back until a day, or, with the day 0,
// lifts what holds it back. What is public already cannot be held back.
func (o *Office) SetEmbargo(caseID string, until law.Date, reason string) (*Case, error) {
	unlock, err := o.Lock()
	if err != nil {
		return nil, err
	}
	defer unlock()
	c, err := o.Case(caseID)
	if err != nil {
		return nil, err
	}
	if until == 0 {
		if c.PublishAfter == "" {
			return nil, fmt.Errorf("case %q: is not held back", caseID)
		}
		c.PublishAfter, c.EmbargoReason = "", ""
		return c, o.saveEmbargo(c)
	}
	switch public, err := o.publicRelease(caseID); {
	case err != nil:
		return nil, err
	case public != "":
		return nil, fmt.Errorf("case %q: %s is public already, and what is public cannot be held back: \"akta takedown\" replaces it", caseID, public)
	case until <= o.day():
		return nil, fmt.Errorf("case %q: until %s: want a day after %s", caseID, until, o.day())
	case reason == "":
		return nil, fmt.Errorf("case %q: an embargo needs a reason", caseID)
	}
	c.PublishAfter, c.EmbargoReason = until.String(), reason
	if err := c.check(); err != nil {
		return nil, fmt.Errorf("case %q: %w", caseID, err)
	}
	return c, o.saveEmbargo(c)
}

func (o *Office) saveEmbargo(c *Case) error {
	if err := o.SaveCase(c); err != nil {
		return err
	}
	return o.record(actEmbargo, c.ID)
}

// publicRelease is the address of a release of a case that a build has published,
// as the ledger of addresses has it; "": there is none.
func (o *Office) publicRelease(caseID string) (string, error) {
	f, err := os.Open(o.AddressesFile())
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		address, _, _ := strings.Cut(lines.Text(), "\t")
		if rest, ok := strings.CutPrefix(address, "releases/"+caseID+"-"); ok && releaseName.MatchString(strings.TrimSuffix(rest, ".zip")) {
			return address, nil
		}
	}
	return "", lines.Err()
}

// heldDigests are those of the releases of a case that is held back: their digests
// stand in lists of the website, and would tell of them.
func (o *Office) heldDigests(caseID string) ([]privateSums, error) {
	c, err := o.Case(caseID)
	if err != nil || !o.Held(c) {
		return nil, err
	}
	releases, err := o.openReleases(caseID)
	if err != nil {
		return nil, err
	}
	defer closeAll(releases)
	files, err := o.ReleaseFiles(caseID)
	if err != nil {
		return nil, err
	}
	var tasks []digestTask
	for i, r := range releases {
		tasks = append(tasks,
			digestTask{"", "a release that is held back", func() (io.ReadCloser, error) { return os.Open(files[i]) }},
			digestTask{"", "the statement of a release that is held back", func() (io.ReadCloser, error) { return r.Bag().Open("release.json") }})
	}
	return sumsOf(tasks)
}
