package bundles

import (
	"fmt"

	"golang.org/x/mod/sumdb/tlog"
)

// Entry finds an entry in the log that was verified, and gives its index.
func (r *LogReport) Entry(body []byte) (index int64, ok bool) {
	if r.index == nil {
		r.index = make(map[tlog.Hash]int64)
		for n := range r.Size {
			r.index[r.tree.hashes[tlog.StoredHashIndex(0, n)]] = n
		}
	}
	index, ok = r.index[tlog.RecordHash(body)]
	return index, ok
}

// Continues is an error unless the log that was verified is an earlier head of
// it, grown: nothing of what that head counted was changed or dropped.
func (r *LogReport) Continues(earlier Checkpoint) error {
	if earlier.Origin != r.Origin {
		return fmt.Errorf("checkpoint of %q, and the log is %q", earlier.Origin, r.Origin)
	}
	if earlier.Size > r.Size {
		return fmt.Errorf("log %q: %d entries, and %d were published: the newest are missing", r.Origin, r.Size, earlier.Size)
	}
	root, err := tlog.TreeHash(earlier.Size, r.tree)
	if err != nil {
		return err
	}
	if root != earlier.Root {
		return fmt.Errorf("log %q: its first %d entries are not those that were published", r.Origin, earlier.Size)
	}
	return nil
}
