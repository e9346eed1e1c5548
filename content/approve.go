package content

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/bundles/keys"
	"github.com/akta-foi/akta/content/journal"
)

// A release that needs approvals lies beside the others under a name of its
// own until it has them all: nothing that looks for releases finds it.
const waitingSuffix = ".waiting.zip"

// ApproverPasswordVariable is the environment variable with the password of an
// approver's key.
const ApproverPasswordVariable = "AKTA_APPROVER_PASSWORD"

// IsWaiting tells whether a release's file waits for approval.
func IsWaiting(file string) bool { return strings.HasSuffix(file, waitingSuffix) }

func (o *Office) waitingFile(caseID, release string) string {
	return filepath.Join(o.bundlesDir(caseID), release+waitingSuffix)
}

// Waiting is the file of the case's release that waits for approval, or "".
func (o *Office) Waiting(caseID string) (string, error) {
	names, err := bundleNames(o.bundlesDir(caseID), releaseName, waitingSuffix)
	if err != nil || len(names) == 0 {
		return "", err
	}
	name := names[len(names)-1]
	// Approve packs the release before it removes the waiting one.
	if _, err := os.Lstat(filepath.Join(o.bundlesDir(caseID), name+".zip")); err == nil {
		return "", os.Remove(o.waitingFile(caseID, name))
	}
	return o.waitingFile(caseID, name), nil
}

// withoutApprovals is a trust that asks for none.
func withoutApprovals(t *bundles.Trust) *bundles.Trust {
	c := *t
	c.Require.Approvals = 0
	return &c
}

// Approve signs the release of a case that waits for approval with the key of
// an approver. Once the policy is met the release gets its name, and missing is
// 0; before, missing is the number of approvals it still waits for.
func (o *Office) Approve(ctx context.Context, k *Keys, approver bundles.Signer, caseID string) (file string, missing int, err error) {
	unlock, err := o.Lock()
	if err != nil {
		return "", 0, err
	}
	defer unlock()
	waiting, err := o.Waiting(caseID)
	if err != nil {
		return "", 0, err
	}
	if waiting == "" {
		return "", 0, fmt.Errorf("case %q: no release waits for approval", caseID)
	}
	trust, err := o.Trust()
	if err != nil {
		return "", 0, err
	}
	ev, err := k.evidence()
	if err != nil {
		return "", 0, err
	}
	ev.Signer = approver
	work, remove, err := o.workFolder(caseID)
	if err != nil {
		return "", 0, err
	}
	defer remove()
	name := strings.TrimSuffix(filepath.Base(waiting), waitingSuffix)
	dir := filepath.Join(work, name)
	if err := bundles.Unpack(waiting, dir); err != nil {
		return "", 0, err
	}
	if err := bundles.Approve(ctx, dir, ev); err != nil {
		return "", 0, err
	}
	if missing, err = missingApprovals(dir, trust); err != nil {
		return "", 0, err
	}
	if missing > 0 {
		fresh := filepath.Join(work, "waiting.zip")
		if err := bundles.Pack(dir, fresh); err != nil {
			return "", 0, err
		}
		if err := os.Rename(fresh, waiting); err != nil {
			return "", 0, err
		}
		if err := bundles.SyncDir(filepath.Dir(waiting)); err != nil {
			return "", 0, err
		}
		return waiting, missing, o.recordRelease(actApprove, nil, caseID, waiting)
	}
	if err := o.verifyFolder(ctx, dir, trust, caseID, name); err != nil {
		return "", 0, err
	}
	file = filepath.Join(o.bundlesDir(caseID), name+".zip")
	if err := bundles.Pack(dir, file); err != nil {
		return "", 0, err
	}
	if err := os.Remove(waiting); err != nil {
		return "", 0, err
	}
	return file, 0, o.recordRelease(actApprove, nil, caseID, file)
}

// missingApprovals is how many approvals the policy still asks for.
func missingApprovals(dir string, t *bundles.Trust) (int, error) {
	r, err := bundles.OpenReleased(dir)
	if err != nil {
		return 0, err
	}
	defer r.Close()
	checks, err := r.Approvals(t)
	if err != nil {
		return 0, err
	}
	return max(0, t.Require.Approvals-len(checks)), nil
}

// AddApprover makes a key pair for someone who approves releases, in the new
// folder keyDir, and lists the public one in trust.json under the name given.
// The password is that of ApproverPasswordVariable.
func (o *Office) AddApprover(name, keyDir string, now time.Time) (keyID string, err error) {
	unlock, err := o.Lock()
	if err != nil {
		return "", err
	}
	defer unlock()
	t, err := o.readTrust()
	if err != nil {
		return "", err
	}
	password := os.Getenv(ApproverPasswordVariable)
	if password == "" {
		return "", fmt.Errorf("%s is not set: the new key's password, which the approver chooses", ApproverPasswordVariable)
	}
	a, err := keys.CreateApprover(keyDir, []byte(password), name)
	if err != nil {
		return "", err
	}
	key, err := a.TrustedKey(now)
	if err != nil {
		return "", err
	}
	t.Keys = append(t.Keys, key)
	if err := o.writeTrust(t); err != nil {
		return "", err
	}
	return key.KeyID, o.record(actApprover, "", journal.Object{Name: key.KeyID})
}

// OpenApprover opens an approver's key, the folder that AddApprover made.
func OpenApprover(keyDir string) (bundles.Signer, error) {
	password := os.Getenv(ApproverPasswordVariable)
	if password == "" {
		return nil, fmt.Errorf("the approver's key has a password: set %s", ApproverPasswordVariable)
	}
	a, err := keys.OpenApprover(keyDir, []byte(password))
	if err != nil {
		return nil, err
	}
	return a.Signer(), a.Check()
}
