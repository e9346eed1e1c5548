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
	cases, err := o.Cases()
	if err != nil {
		return nil, err
	}
	out := []Summary{}
	for _, c := range cases {
		plan, err := o.Plan(c.ID)
		if err != nil {
			return nil, err
		}
		seals, err := bundleNames(o.bundlesDir(c.ID), sealName, "")
		if err != nil {
			return nil, err
		}
		releases, err := o.ReleaseFiles(c.ID)
		if err != nil {
			return nil, err
		}
		out = append(out, Summary{c.ID, c.Title, c.Received, c.State, len(plan.Documents), len(seals), len(releases)})
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
