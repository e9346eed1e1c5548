package content

import (
	"cmp"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/user"
	"path/filepath"
	"strings"
	"time"
	"unicode"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/content/journal"
)

// Actions in the journal. What they made or changed is named by its objects:
// documents, seals and releases with their digests, events as "CODE:DATE".
const (
	actInit     = "init"
	actOpen     = "open"      // a case
	actImport   = "import"    // a case, or what came to it
	actAdd      = "add"       // documents
	actEvent    = "event"     // of a case
	actUndo     = "undo"      // the last event of a case, which case.md keeps as undone
	actAsked    = "requester" // who asked was written down or changed
	actForget   = "forget"    // who asked: what it names need not be there any more
	actEmbargo  = "embargo"   // of an answer, or its end
	actLetter   = "letter"    // a draft
	actCorrect  = "correct"   // recognised words of a document
	actFind     = "find"      // what may have to be hidden, written into the plan
	actDecide   = "decide"    // the plan
	actSeal     = "seal"      // documents
	actRelease  = "release"   // "r2.waiting" waits for approval
	actTakedown = "takedown"  // a release that takes down others, which follow it
	actApprove  = "approve"   // a release
	actApprover = "approver"  // a key that may approve
	actTrust    = "trust"     // trust.json follows akta.toml
	actPublish  = "publish"   // the checkpoint of the log that the site shows
	actExport   = "export"    // cases, or a seal
	actRepair   = "repair"    // by Fsck
)

// journalDir is the folder of the journal in content/; no case has that name.
const journalDir = "journal"

// stampTimeout is how long an action may wait for a timestamp of the day before.
const stampTimeout = 30 * time.Second

// Journal is the office's journal.
func (o *Office) Journal() *journal.Journal {
	return journal.Open(filepath.Join(o.Dir, "content", journalDir), filepath.Join(o.Dir, stateDir, "journal.lock"))
}

// record writes into the journal what was just done, by the office's Actor. An
// operation calls it once, when all that it did is durable: what a crash kept
// from being recorded, Fsck finds. The first action of a day that has the keys
// open has the day before timestamped.
func (o *Office) record(action, caseID string, objects ...journal.Object) error {
	return o.recordEntry(journal.Entry{Action: action, Case: caseID, Objects: objects})
}

func (o *Office) recordEntry(e journal.Entry) error {
	now := time.Now()
	if o.clock != nil {
		now = o.clock()
	}
	e.Time, e.Actor = bundles.At(now), cmp.Or(actorLine(o.Actor), actorLine(systemUser()), "unknown")
	if e.Case != "" {
		sum, err := fileDigest(filepath.Join(o.caseDir(e.Case), planFile))
		switch {
		case err == nil:
			e.Plan = &sum
		case !errors.Is(err, fs.ErrNotExist):
			return err
		}
	}
	j := o.Journal()
	if err := j.Append(e); err != nil {
		return fmt.Errorf("done, but not written down (\"akta fsck --repair\" does): %w", err)
	}
	if o.ring == nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), stampTimeout)
	defer cancel()
	// The work is done and written down. "akta journal verify" lists the days
	// that have no timestamp, and the next action tries again.
	_ = o.stamp(ctx, j, now)
	return nil
}

// stamp has the day before timestamped, by an authority of akta.toml if one
// answers, else by the office's own clock.
func (o *Office) stamp(ctx context.Context, j *journal.Journal, now time.Time) error {
	authorities, err := o.authorities(o.post)
	if err != nil {
		authorities = nil // one that cannot be asked does not stop the work
	}
	own, err := o.ring.TSAAt(func() time.Time { return now })
	if err != nil {
		return err
	}
	return j.Stamp(ctx, now, append(authorities, own))
}

// systemUser is the name of who is logged in.
func systemUser() string {
	u, err := user.Current()
	if err != nil {
		return ""
	}
	return u.Username
}

// actorLine makes a name what the journal takes: what was done is written down
// whatever somebody calls themselves.
func actorLine(name string) string {
	name = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(name, ""))
	return strings.TrimSpace(cut(strings.TrimSpace(name), maxOfficerName))
}

// fileObject is a file as an object of the journal.
func fileObject(name, path string) (journal.Object, error) {
	sum, err := fileDigest(path)
	return journal.Digest(name, sum), err
}

// fileDigest is the SHA-256 of a file.
func fileDigest(path string) (sum bundles.Hash, err error) {
	f, err := os.Open(path)
	if err != nil {
		return sum, err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, io.LimitReader(f, maxDocumentFile)); err != nil {
		return sum, err
	}
	h.Sum(sum[:0])
	return sum, nil
}

// documentObjects are documents of a case with the digests of their files.
func (o *Office) documentObjects(caseID string, documents []Document) ([]journal.Object, error) {
	var out []journal.Object
	for _, d := range documents {
		x, err := fileObject(d.ID, filepath.Join(o.caseDir(caseID), documentsDir, d.File))
		if err != nil {
			return nil, err
		}
		out = append(out, x)
	}
	return out, nil
}

// eventObjects are events as objects of the journal.
func eventObjects(events ...Event) []journal.Object {
	var out []journal.Object
	for _, e := range events {
		out = append(out, journal.Object{Name: e.Code + ":" + e.Date.String()})
	}
	return out
}
