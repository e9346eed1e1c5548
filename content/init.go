package content

import (
	"bytes"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/pelletier/go-toml/v2"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/bundles/keys"
)

const passwordFile = "password"

// Init makes a new office as InitBy does, by who is logged in.
func Init(dir string, s Settings, password []byte, now time.Time) (*Office, error) {
	return InitBy("", dir, s, password, now)
}

// InitBy makes a new office in dir, which must not exist or be empty: akta.toml,
// the folders, the keys, trust.json and an empty log. Without a password, one
// is drawn and kept in .akta/password, beside the keys. The journal begins with
// actor, see Office.Actor.
func InitBy(actor, dir string, s Settings, password []byte, now time.Time) (*Office, error) {
	if err := s.check(); err != nil {
		return nil, err
	}
	entries, err := os.ReadDir(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return nil, err
		}
	case err != nil:
		return nil, err
	default:
		if err := onlyLeftovers(dir, entries); err != nil {
			return nil, err
		}
	}
	o := &Office{Dir: dir, Settings: s}
	for _, d := range []string{"content", "bundles", "site", stateDir} {
		if err := mkdirs(filepath.Join(dir, d)); err != nil {
			return nil, err
		}
	}
	if err := o.createKeys(password, now); err != nil {
		return nil, err
	}
	raw, err := s.marshal()
	if err != nil {
		return nil, err
	}
	// akta.toml comes last: a folder without it is not an office yet, and init
	// can be run again.
	if err := bundles.WriteFileAtomic(filepath.Join(dir, officeFile), raw, 0o644); err != nil {
		return nil, err
	}
	made, err := OpenOffice(dir)
	if err != nil {
		return nil, err
	}
	made.ring, made.Actor = o.ring, actor
	return made, made.record(actInit, "")
}

// onlyLeftovers allows what an init that was killed has left, and clears it.
func onlyLeftovers(dir string, entries []os.DirEntry) error {
	for _, e := range entries {
		if e.Name() == officeFile {
			return fmt.Errorf("%s: is an office already", dir)
		}
	}
	if len(entries) == 0 {
		return nil
	}
	for _, e := range entries {
		switch e.Name() {
		case "content", "site":
			if err := os.Remove(filepath.Join(dir, e.Name())); err != nil {
				return fmt.Errorf("%s: not empty: akta init wants a new or empty folder", dir)
			}
		case "bundles", stateDir:
		default:
			return fmt.Errorf("%s: not empty (%q is in it): akta init wants a new or empty folder", dir, e.Name())
		}
	}
	if _, err := os.Lstat(filepath.Join(dir, stateDir)); err != nil {
		return fmt.Errorf("%s: not empty: akta init wants a new or empty folder", dir)
	}
	if logs, err := filepath.Glob(filepath.Join(dir, "bundles", "*", "[sr]*")); err != nil || len(logs) > 0 {
		return fmt.Errorf("%s: holds bundles, but no %s: restore that file", dir, officeFile)
	}
	return errors.Join(os.RemoveAll(filepath.Join(dir, "bundles")), os.RemoveAll(filepath.Join(dir, stateDir)))
}

// settingsExample stands at the end of a new akta.toml.
const settingsExample = `
# Reading. Scans are recognised by tesseract, where it is installed, in the
# office's language and in those named here. Pages of office documents are set
# plainly by akta, or made by LibreOffice where it is installed.
# languages = ["en", "sk"]
# ocr = "off"
# rendering = "soffice"

# Public facts of the office, which "akta find" keeps by default, and programs of
# its own that look for what to hide ("akta find --help" says how they talk).
# [facts]
# numbers = ["00177041", "+420 601 234 567"]
# addresses = ["Náves 1, Lhotka"]
# officials = ["Božena Úřední"]
# [[plugins]]
# name = "names"
# command = ["/opt/names/find", "--strict"]
# timeout = 60 # seconds

# Timestamp authorities by URL (RFC 3161), besides the office's own clock. A
# time that only the office's own clock states proves little to others.
# [[timestamps]]
# name = "Name of the authority"
# url = "https://tsa.example/"
# certificates = "tsa.pem" # PEM: its certificate first, the root last
`

func (s *Settings) marshal() ([]byte, error) {
	var b bytes.Buffer
	b.WriteString("# The office. \"akta doctor\" checks this file.\n\n")
	if err := toml.NewEncoder(&b).Encode(s); err != nil {
		return nil, err
	}
	b.WriteString(settingsExample)
	return b.Bytes(), nil
}

// createKeys makes keys, trust.json and the log.
func (o *Office) createKeys(password []byte, now time.Time) error {
	drawn := len(password) == 0
	if drawn {
		var raw [24]byte
		rand.Read(raw[:])
		password = []byte(base64.RawURLEncoding.EncodeToString(raw[:]))
		if err := bundles.WriteFileAtomic(filepath.Join(o.Dir, stateDir, passwordFile), append(password, '\n'), 0o600); err != nil {
			return err
		}
	}
	ring, err := keys.Create(o.keysDir(), keys.Options{
		Password: password, Drawn: drawn, Origin: "log." + o.Settings.Domain, Authority: o.Settings.Authority, Now: now,
	})
	if err != nil {
		return err
	}
	o.ring = ring
	trust, err := o.ring.Trust(o.Settings.Authority)
	if err != nil {
		return err
	}
	if err := bundles.WriteFileAtomic(o.TrustFile(), trust.Marshal(), 0o644); err != nil {
		return err
	}
	_, err = bundles.CreateLog(o.LogDir(), "log."+o.Settings.Domain, o.ring.LogKeys())
	return err
}
