package content

import (
	"os"
	"path/filepath"

	"github.com/akta-foi/akta/bundles"
)

// Summary is a line of the list of cases.
type Summary struct {
	ID        string `json:"id"`
	Title     string `json:"title"`
	Received  string `json:"received"`
	State     string `json:"state"`
	Documents int    `json:"documents"`
	Seals     int    `json:"seals"`
	Releases  int    `json:"releases"`
}

// Summaries lists the cases.
func (o *Office) Summaries() ([]Summary, error) {
	index, err := o.Index()
	if err != nil {
		return nil, err
	}
	out := make([]Summary, len(index))
	for i := range index {
		e := &index[i]
		out[i] = Summary{e.Case.ID, e.Case.Title, e.Case.Received, e.Case.State, e.Documents, e.Seals, e.Releases}
	}
	return out, nil
}

// VerifyLog gives the verdict on the office's log, and its checkpoint.
func (o *Office) VerifyLog() (*bundles.Verdict, []byte, error) {
	t, err := o.Trust()
	if err != nil {
		return nil, nil, err
	}
	v, err := bundles.VerifyLogFolder(o.LogDir(), t)
	if err != nil {
		return nil, nil, err
	}
	checkpoint, err := os.ReadFile(filepath.Join(o.LogDir(), "checkpoint"))
	return v, checkpoint, err
}

// SealDirs lists the sealed bags of a case, oldest first.
func (o *Office) SealDirs(caseID string) ([]string, error) {
	names, err := bundleNames(o.bundlesDir(caseID), sealName, "")
	for i := range names {
		names[i] = filepath.Join(o.bundlesDir(caseID), names[i])
	}
	return names, err
}

// KeyID is the fingerprint of the office's signing key.
func (k *Keys) KeyID() (string, error) {
	t, err := k.ring.TrustedKey()
	return t.KeyID, err
}
