package content

import (
	"fmt"
	"time"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/content/journal"
)

// JournalOptions says which lines of the journal are wanted.
type JournalOptions struct {
	Case  string // "": all
	Since string // a day such as "2026-11-01", in UTC; "": from the beginning
	Last  int    // so many of the newest; 0: all
}

// JournalEntries reads lines of the journal, oldest first. They are held
// against nothing: VerifyJournal does that.
func (o *Office) JournalEntries(opt JournalOptions) ([]journal.Entry, error) {
	since := time.Time{}
	if opt.Since != "" {
		var err error
		if since, err = time.Parse(dateLayout, opt.Since); err != nil {
			return nil, fmt.Errorf("since %q: want a date such as 2026-11-01", opt.Since)
		}
	}
	if opt.Last < 0 {
		return nil, fmt.Errorf("last %d: want a number of lines", opt.Last)
	}
	out := []journal.Entry{}
	err := o.Journal().Entries(func(e journal.Entry) error {
		if (opt.Case == "" || e.Case == opt.Case) && !e.Time.Before(since) {
			out = append(out, e)
		}
		return nil
	})
	if opt.Last > 0 && len(out) > opt.Last {
		out = out[len(out)-opt.Last:]
	}
	return out, err
}

// VerifyJournal recomputes the journal, and verifies its timestamps under the
// office's own trust.json.
func (o *Office) VerifyJournal() (*journal.Report, error) {
	t, err := o.readTrust()
	if err != nil {
		return nil, err
	}
	return o.Journal().Verify(func(token, data []byte) (bundles.StatedTime, error) { return t.CheckTimestamp(token, data) })
}
