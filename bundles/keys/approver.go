package keys

import (
	"crypto/x509"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/akta-foi/akta/bundles"
)

// Names of the files of an approver's folder.
const (
	fileApproveKey    = "approve.key"
	fileApprovePublic = "approve.pub"
	fileApproveName   = "approve.name"
)

const maxApproverName = 200 // bytes

// Approver is the key of a person who approves releases that others have
// redacted. Whose time and log an approval gets is up to the office.
type Approver struct {
	name string
	ring *Ring // of this one key
}

// CreateApprover makes an approver's key in dir, which must not exist, and opens
// it. The name is whose key it is; the office publishes it in trust.json. After
// a failure nothing is left.
func CreateApprover(dir string, password []byte, name string) (a *Approver, err error) {
	if len(password) == 0 {
		return nil, errors.New("keys: no password: set AKTA_PASSWORD")
	}
	if err := checkApproverName(name); err != nil {
		return nil, fmt.Errorf("keys: %w", err)
	}
	if err := os.Mkdir(dir, 0o700); err != nil {
		return nil, fmt.Errorf("keys: %w", err)
	}
	defer func() {
		if err != nil {
			os.RemoveAll(dir)
		}
	}()
	m := newMade(password, costStandard)
	if err := m.addPair(fileApproveKey, fileApprovePublic); err != nil {
		return nil, fmt.Errorf("keys: %w", err)
	}
	m.files[fileApproveName] = []byte(name + "\n")
	if err := m.write(dir); err != nil {
		return nil, err
	}
	return OpenApprover(dir, password)
}

func checkApproverName(name string) error {
	if name == "" || len(name) > maxApproverName || name != strings.TrimSpace(name) || strings.ToValidUTF8(name, "") != name || strings.ContainsFunc(name, unicode.IsControl) {
		return fmt.Errorf("approver's name %.60q: want one line of 1 to %d bytes", name, maxApproverName)
	}
	return nil
}

// OpenApprover reads the public part of an approver's key. The password is
// kept, and tried when the key is first used; Check tries it at once.
func OpenApprover(dir string, password []byte) (*Approver, error) {
	info, err := os.Stat(dir)
	if err != nil {
		return nil, fmt.Errorf("keys: %w", err)
	}
	if err := checkMode(dir, info, "700"); err != nil {
		return nil, err
	}
	a := &Approver{ring: &Ring{dir: dir, locker: &locker{password: slices.Clone(password)}}}
	path := a.ring.path(fileApproveName)
	name, err := readKeyFile(path)
	if err != nil {
		return nil, err
	}
	a.name = strings.TrimSuffix(string(name), "\n")
	if err := checkApproverName(a.name); err != nil {
		return nil, fmt.Errorf("keys: %q: %w", path, err)
	}
	return a, a.ring.openPair(fileApproveKey, fileApprovePublic)
}

// Name returns whose key it is.
func (a *Approver) Name() string { return a.name }

// Signer returns the key, for the evidence of [bundles.Approve].
func (a *Approver) Signer() bundles.Signer { return a.ring.signer }

// Check decrypts the key and compares it with its public part.
func (a *Approver) Check() error { return a.ring.Check() }

// TrustedKey returns the key as trust.json lists it, in force from a time on.
func (a *Approver) TrustedKey(from time.Time) (bundles.TrustedKey, error) {
	id, err := bundles.KeyID(a.ring.public)
	if err != nil {
		return bundles.TrustedKey{}, err
	}
	spki, err := x509.MarshalPKIXPublicKey(a.ring.public)
	return bundles.TrustedKey{KeyID: id, Name: a.name, PublicKey: spki, From: bundles.At(from), Roles: []string{bundles.RoleApprove}}, err
}
