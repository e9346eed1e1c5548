package content

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// secretFile, in the state folder, is 32 random bytes of the office's own. They
// are drawn when they are first needed, and never leave the office. Whoever has
// them can tell the pseudonym of each case, which is all they are for; if they
// are lost, pseudonyms of before are not given again.
const (
	secretFile = "secret"
	secretSize = 32
)

// crockford is base 32 without letters that are taken for digits (I, L, O) and
// without U, so that a pseudonym survives the telephone.
var crockford = base32.NewEncoding("0123456789ABCDEFGHJKMNPQRSTVWXYZ").WithPadding(base32.NoPadding)

// Pseudonym is what whoever asked in a case is called where no name may stand,
// such as "P-7F3K-Q2MX": in letters to third parties, lists and exports. It is the same
// for a case each time, and has nothing to do with the name: it is made from
// the id of the case and a secret of the office (HMAC-SHA-256, its first 40
// bits). So it outlives forgetting, cannot be tried out with names, and two cases
// of one person have two that nobody can link.
func (o *Office) Pseudonym(caseID string) (string, error) {
	secret, err := o.secret()
	if err != nil {
		return "", err
	}
	m := hmac.New(sha256.New, secret)
	fmt.Fprintf(m, "akta requester v1\n%s", caseID)
	s := crockford.EncodeToString(m.Sum(nil)[:5])
	return "P-" + s[:4] + "-" + s[4:], nil
}

// secret reads the office's secret, and draws it where there is none. Of two that
// draw at the same time one wins.
func (o *Office) secret() ([]byte, error) {
	dir := filepath.Join(o.Dir, stateDir)
	name := filepath.Join(dir, secretFile)
	raw, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		if err = drawSecret(dir, name); err == nil {
			raw, err = os.ReadFile(name)
		}
	}
	if err != nil {
		return nil, err
	}
	if len(raw) != secretSize {
		return nil, fmt.Errorf("%s/%s: %d bytes, want %d: restore it from a backup", stateDir, secretFile, len(raw), secretSize)
	}
	return raw, nil
}

func drawSecret(dir, name string) error {
	if err := mkdirs(dir); err != nil {
		return err
	}
	f, err := os.CreateTemp(dir, "."+secretFile+".*.tmp") // mode 0600
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	secret := make([]byte, secretSize)
	rand.Read(secret) // never fails
	_, err = f.Write(secret)
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Link(f.Name(), name); err != nil && !errors.Is(err, fs.ErrExist) {
		// A file system without links, where two that draw at once may take turns.
		return os.Rename(f.Name(), name)
	}
	return nil
}
