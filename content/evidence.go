package content

import (
	"bytes"
	"context"
	"crypto/sha256"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/bundles/keys"
	"github.com/akta-foi/akta/bundles/tsa"
	"github.com/akta-foi/akta/content/journal"
)

// PasswordVariable is the environment variable with the keys' password.
const PasswordVariable = "AKTA_PASSWORD"

// Post sends a timestamp query over the network; see tsa.URL.
type Post func(ctx context.Context, url string, query []byte) ([]byte, error)

// Keys is what an office signs with, opened.
type Keys struct {
	office *Office
	ring   *keys.Ring
	post   Post
}

// password is the one in the environment, or the one beside the keys.
func (o *Office) password() ([]byte, error) {
	if p := os.Getenv(PasswordVariable); p != "" {
		return []byte(p), nil
	}
	p, err := os.ReadFile(filepath.Join(o.Dir, stateDir, passwordFile))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("the keys have a password: set %s", PasswordVariable)
	}
	return bytes.TrimSpace(p), err
}

// PasswordBesideKeys tells whether the password is kept in the office's own
// folder, so that only file modes protect the keys.
func (o *Office) PasswordBesideKeys() bool {
	_, err := os.Lstat(filepath.Join(o.Dir, stateDir, passwordFile))
	return err == nil
}

// OpenKeys opens the office's keys. post is used for timestamp authorities on
// the network, and may be nil where akta.toml names none.
func (o *Office) OpenKeys(post Post) (*Keys, error) {
	if o.ring == nil {
		p, err := o.password()
		if err != nil {
			return nil, err
		}
		if o.ring, err = keys.Open(o.keysDir(), p); err != nil {
			return nil, err
		}
	}
	o.post = post
	return &Keys{office: o, ring: o.ring, post: post}, nil
}

// Check tries every key.
func (k *Keys) Check() error { return k.ring.Check() }

// evidence is the office's signer, timestamp authorities and log. The log
// refuses to grow unless it is consistent with the checkpoint that was
// published last.
func (k *Keys) evidence() (bundles.Evidence, error) {
	authorities, err := k.office.authorities(k.post)
	if err != nil {
		return bundles.Evidence{}, err
	}
	log, err := bundles.OpenLog(k.office.LogDir(), k.ring.LogKeys())
	if err != nil {
		return bundles.Evidence{}, err
	}
	published, err := k.office.published()
	if err != nil {
		return bundles.Evidence{}, err
	}
	if published != nil {
		log.Published(published)
	}
	return bundles.Evidence{Signer: k.ring.Signer(), Timestampers: append(authorities, k.ring.TSA()), Log: log}, nil
}

// publishedFile is the checkpoint of the last site that was built, wherever it
// was built to.
const publishedFile = "published-checkpoint"

// RecordPublished notes the log's checkpoint as published: from now on the log
// grows only from there.
func (o *Office) RecordPublished() error {
	checkpoint, err := os.ReadFile(filepath.Join(o.LogDir(), "checkpoint"))
	if err != nil {
		return err
	}
	if err := bundles.WriteFileAtomic(filepath.Join(o.Dir, stateDir, publishedFile), checkpoint, 0o600); err != nil {
		return err
	}
	return o.record(actPublish, "", journal.Digest("checkpoint", sha256.Sum256(checkpoint)))
}

// published is the checkpoint that was published last, or nil.
func (o *Office) published() ([]byte, error) {
	checkpoint, err := os.ReadFile(filepath.Join(o.Dir, stateDir, publishedFile))
	if errors.Is(err, fs.ErrNotExist) {
		checkpoint, err = os.ReadFile(filepath.Join(o.PublicDir(), "log", "checkpoint"))
	}
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return checkpoint, err
}

// authorities are the timestamp authorities on the network.
func (o *Office) authorities(post Post) ([]bundles.Timestamper, error) {
	var out []bundles.Timestamper
	for _, t := range o.Settings.Timestamps {
		if post == nil {
			return nil, fmt.Errorf("timestamp authority %q: the network is not to be used", t.Name)
		}
		chain, err := o.certificates(t)
		if err != nil {
			return nil, err
		}
		out = append(out, &tsa.URL{Address: t.URL, Certificates: chain, Post: post})
	}
	return out, nil
}

func (o *Office) certificates(t TimestampAuthority) ([]*x509.Certificate, error) {
	name := t.Certificates
	if !filepath.IsAbs(name) {
		name = filepath.Join(o.Dir, name)
	}
	rest, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("timestamp authority %q: %w", t.Name, err)
	}
	var chain []*x509.Certificate
	for {
		var block *pem.Block
		if block, rest = pem.Decode(rest); block == nil {
			break
		}
		c, err := x509.ParseCertificate(block.Bytes)
		if err != nil {
			return nil, fmt.Errorf("timestamp authority %q: %s: %w", t.Name, t.Certificates, err)
		}
		chain = append(chain, c)
	}
	if len(chain) == 0 {
		return nil, fmt.Errorf("timestamp authority %q: %s: no certificate in it", t.Name, t.Certificates)
	}
	return chain, nil
}

// Trust is the office's trust.json, with the timestamp authorities that
// akta.toml names added where they are new. What it once trusted it keeps:
// old bundles rest on it.
func (o *Office) Trust() (*bundles.Trust, error) {
	t, err := o.readTrust()
	if err != nil {
		return nil, err
	}
	changed := t.Require.Approvals != o.Settings.Approvals
	if changed { // releases made before need none
		t.Require.Approvals, t.Require.ApprovalsFrom = o.Settings.Approvals, bundles.Time{}
		if o.Settings.Approvals > 0 {
			t.Require.ApprovalsFrom = bundles.At(time.Now())
		}
	}
	for _, a := range o.Settings.Timestamps {
		if slices.ContainsFunc(t.TimestampAuthorities, func(b bundles.TimestampAuthority) bool { return b.URI == a.URL }) {
			continue
		}
		chain, err := o.certificates(a)
		if err != nil {
			return nil, err
		}
		n := bundles.TimestampAuthority{Name: a.Name, URI: a.URL, From: bundles.At(chain[0].NotBefore), Until: bundles.At(chain[0].NotAfter)}
		for _, c := range chain {
			n.Certificates = append(n.Certificates, c.Raw)
		}
		t.TimestampAuthorities = append(t.TimestampAuthorities, n)
		changed = true
	}
	if !changed {
		return t, nil
	}
	if err := o.writeTrust(t); err != nil {
		return nil, err
	}
	return t, o.record(actTrust, "")
}

func (o *Office) readTrust() (*bundles.Trust, error) {
	raw, err := os.ReadFile(o.TrustFile())
	if err != nil {
		return nil, err
	}
	return bundles.ParseTrust(raw)
}

func (o *Office) writeTrust(t *bundles.Trust) error {
	if err := t.Check(); err != nil {
		return fmt.Errorf("%s: %w", filepath.Base(o.TrustFile()), err)
	}
	return bundles.WriteFileAtomic(o.TrustFile(), t.Marshal(), 0o644)
}
