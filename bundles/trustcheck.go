package bundles

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/sha256"
	"slices"
	"time"

	"golang.org/x/mod/sumdb/tlog"
)

// SignatureCheck is what one signature shows under one trust.
type SignatureCheck struct {
	Integrity Answer // what was signed is the subject's bytes
	Signer    Answer // a trusted key, in its window, signed it
	Time      Answer // trusted authorities saw the signature by then
	Log       Answer // it stands in a trusted log

	Times     []StatedTime // of verified tokens, one for each authority
	KeyID     string       // as the signature names it
	LogOrigin string       // "" unless the log entry was verified
	LogIndex  int64        // likewise, else -1
}

// StatedTime is a verified timestamp.
type StatedTime struct {
	Name string    // of the authority
	URI  string    // likewise
	Own  bool      // the publisher's own clock
	Time time.Time // UTC
}

// CheckSignature judges a signature over subject, which goes by subjectName,
// as a statement of predicateType made in a role. Evidence that is wrong makes
// an answer False; required evidence that is missing leaves it Unconfirmed.
func (t *Trust) CheckSignature(sig *Signature, subjectName string, subject []byte, predicateType, role string) SignatureCheck {
	return t.CheckSignatureDigest(sig, subjectName, sha256.Sum256(subject), predicateType, role)
}

// CheckSignatureDigest is CheckSignature for a subject whose SHA-256 the
// caller has computed.
func (t *Trust) CheckSignatureDigest(sig *Signature, subjectName string, subject Hash, predicateType, role string) SignatureCheck {
	c := SignatureCheck{KeyID: sig.KeyID(), LogIndex: -1}
	c.checkStatement(sig.Statement(), subjectName, subject, predicateType)
	if err := t.check(); err != nil {
		// A trust that was built, not parsed: judge nothing under it.
		c.Signer.Say(Unconfirmed, "the trust is unusable: %v", err)
		c.Time.Say(Unconfirmed, "the trust is unusable")
		c.Log.Say(Unconfirmed, "the trust is unusable")
		return c
	}
	c.checkTime(t, sig)
	pub := c.checkSigner(t, sig, role)
	c.checkLog(t, sig, pub)
	return c
}

func (c *SignatureCheck) checkStatement(st Statement, name string, subject Hash, predicateType string) {
	a := &c.Integrity
	if st.Name != name {
		a.Say(False, "the statement is about %q, not about %q", st.Name, name)
	}
	if st.PredicateType != predicateType {
		a.Say(False, "the statement is of type %q, want %q", st.PredicateType, predicateType)
	}
	if st.Digest != subject {
		a.Say(False, "%s is not what was signed: its SHA-256 is %s, the statement says %s", name, subject, st.Digest)
	}
	if len(a.Facts) == 0 {
		a.Say(Holds, "%s is what was signed (SHA-256 %s)", name, subject)
	}
}

// checkSigner returns the signer's key if the signature verifies under it.
func (c *SignatureCheck) checkSigner(t *Trust, sig *Signature, role string) *ecdsa.PublicKey {
	a := &c.Signer
	if hint := sig.wire.Material.PublicKey.Hint; hint != c.KeyID {
		a.Say(False, "wrong key: the bundle names %q and its envelope %q", hint, c.KeyID)
		return nil
	}
	k, pub, err := t.key(c.KeyID)
	if err != nil {
		a.Say(False, "wrong key: %v", err)
		return nil
	}
	if !sig.verifyDSSE(pub) {
		a.Say(False, "wrong key or changed statement: the signature does not verify under key %s", c.KeyID)
		return nil
	}
	who := t.Authority
	if k.Name != "" {
		who = k.Name + " for " + who
	}
	a.Say(Holds, "signed by %s with key %s", who, c.KeyID)
	if !slices.Contains(k.Roles, role) {
		a.Say(False, "key %s may sign as %q, not as %q", c.KeyID, k.Roles, role)
	}
	if len(c.Times) == 0 {
		a.Say(Unconfirmed, "without a verified time it is not known whether the key was in force (%s)", window(k.From, k.Until))
	}
	for _, s := range c.Times {
		if !inWindow(s.Time, k.From, k.Until) {
			a.Say(False, "the key was not in force at %s (%s)", s.Time.Format(timeLayout), window(k.From, k.Until))
		}
	}
	return pub
}

func inWindow(at time.Time, from, until Time) bool {
	return !at.Before(from.Time) && (until.IsZero() || at.Before(until.Time))
}

func window(from, until Time) string {
	if until.IsZero() {
		return "from " + from.Format(timeLayout)
	}
	return "from " + from.Format(timeLayout) + " until " + until.Format(timeLayout)
}

func (c *SignatureCheck) checkTime(t *Trust, sig *Signature) {
	a := &c.Time
	for i, resp := range sig.Timestamps() {
		ts, err := ParseTimestamp(resp)
		if err != nil {
			a.Say(False, "token %d: %v", i+1, err)
			continue
		}
		authority, known, err := t.verifyTimestamp(ts, sig.SignatureBytes())
		switch {
		case !known:
			a.Say(Unconfirmed, "token %d: made by an authority that is not trusted; not counted", i+1)
		case err != nil:
			a.Say(False, "token %d of %s: %v", i+1, authority.Name, err)
		case slices.ContainsFunc(c.Times, func(s StatedTime) bool { return s.URI == authority.URI }):
			a.Say(Unconfirmed, "token %d: a second one of %s; not counted", i+1, authority.Name)
		default:
			c.Times = append(c.Times, StatedTime{authority.Name, authority.URI, authority.Own, ts.Time})
			if authority.Own {
				a.Say(Holds, "signed by %s, stated by the publisher's own clock (%s)", ts.Time.Format(timeLayout), authority.Name)
			} else {
				a.Say(Holds, "signed by %s, stated by %s", ts.Time.Format(timeLayout), authority.Name)
			}
		}
	}
	independent := 0
	for _, s := range c.Times {
		if !s.Own {
			independent++
		}
	}
	if want := t.Require.Timestamps; len(c.Times) < want {
		a.Say(Unconfirmed, "%d of %d required timestamps", len(c.Times), want)
	}
	if want := t.Require.IndependentTimestamps; independent < want {
		a.Say(Unconfirmed, "%d of %d required timestamps that are not the publisher's own", independent, want)
	}
	if len(c.Times) > 0 && independent == 0 {
		a.Note("no independent authority states a time")
	}
}

// verifyTimestamp verifies ts under the authorities whose certificate it
// names; known is false if there is none.
func (t *Trust) verifyTimestamp(ts *Timestamp, signature []byte) (a *TimestampAuthority, known bool, err error) {
	for i := range t.TimestampAuthorities {
		b := &t.TimestampAuthorities[i]
		certs, chainErr := b.chain()
		if chainErr != nil || !ts.names(certs[0]) {
			continue
		}
		a, known = b, true
		if err = ts.Verify(signature, certs); err != nil {
			continue
		}
		if inWindow(ts.Time, b.From, b.Until) {
			return a, true, nil
		}
		err = &windowError{ts.Time, b.From, b.Until}
	}
	return a, known, err
}

// windowError says that something was not trusted at a time.
type windowError struct {
	at          time.Time
	from, until Time
}

func (e *windowError) Error() string {
	return "not trusted at " + e.at.Format(timeLayout) + " (" + window(e.from, e.until) + ")"
}

// checkLog recomputes the log entry from the envelope and the key, so that an
// entry made for another signature can never be passed off as this one's.
func (c *SignatureCheck) checkLog(t *Trust, sig *Signature, pub *ecdsa.PublicKey) {
	a := &c.Log
	if len(sig.wire.Material.Entries) == 0 {
		if t.Require.Log {
			a.Say(Unconfirmed, "no log entry, and the policy requires one")
		} else {
			a.Say(Holds, "no log entry; the policy does not require one")
		}
		return
	}
	e := &sig.wire.Material.Entries[0]
	if pub == nil {
		a.Say(Unconfirmed, "the log entry was not checked: the signature did not verify under a trusted key")
		return
	}
	body, err := logEntryBody(sig.wire.Envelope.Payload, sig.wire.Envelope.Signatures[0].Signature, pub)
	if err != nil || !bytes.Equal(body, e.Body) {
		a.Say(False, "the log entry is that of another signature")
		return
	}
	if e.Kind != (kindWire{entryKind, entryVersion}) {
		a.Say(False, "the log entry is of kind %q %q, want %q %q", e.Kind.Kind, e.Kind.Version, entryKind, entryVersion)
		return
	}
	c.checkInclusion(t, e)
}

func (c *SignatureCheck) checkInclusion(t *Trust, e *entryWire) {
	a := &c.Log
	note := []byte(e.Proof.Checkpoint.Envelope)
	text, err := parseCheckpointText(note)
	if err != nil {
		a.Say(False, "%v", err)
		return
	}
	log, cp, err := t.verifyCheckpoint(note, text.Origin, e.LogID.KeyID)
	switch {
	case log == nil && err == nil:
		a.Say(Unconfirmed, "the log %q is not trusted", text.Origin)
		return
	case err != nil:
		a.Say(False, "%v", err)
		return
	case e.Index != e.Proof.Index || e.Proof.TreeSize != cp.Size || !bytes.Equal(e.Proof.RootHash, cp.Root[:]):
		a.Say(False, "the inclusion proof is for index %d, size %d, and the checkpoint and entry say %d, %d, or the roots differ",
			e.Proof.Index, e.Proof.TreeSize, e.Index, cp.Size)
		return
	}
	if err := tlog.CheckRecord(e.Proof.hashes(), cp.Size, cp.Root, e.Index, tlog.RecordHash(e.Body)); err != nil {
		a.Say(False, "the entry does not lead to the root of the checkpoint of %q", cp.Origin)
		return
	}
	c.LogOrigin, c.LogIndex = cp.Origin, e.Index
	a.Say(Holds, "entry %d of the log %q, in its tree of %d", e.Index, cp.Origin, cp.Size)
	for _, s := range c.Times {
		if !inWindow(s.Time, log.From, log.Until) {
			a.Say(False, "the log was not trusted at %s (%s)", s.Time.Format(timeLayout), window(log.From, log.Until))
		}
	}
	a.Note("not witnessed")
	if want := t.Require.Witnesses; want > 0 {
		a.Say(Unconfirmed, "0 of %d required witnesses; this version reads no cosignatures", want)
	}
}

// verifyCheckpoint verifies a checkpoint under the entries of the trusted log
// with this origin and id; it returns no log and no error if there is none.
func (t *Trust) verifyCheckpoint(note []byte, origin string, id []byte) (*TrustedLog, Checkpoint, error) {
	var found *TrustedLog
	var last error
	for i := range t.Logs {
		l := &t.Logs[i]
		key, err := parseVerifierKey(l.Keys[0])
		if err != nil || l.Origin != origin || !bytes.Equal(key.logID(), id) {
			continue
		}
		verifiers, err := l.verifiers()
		if err != nil {
			return nil, Checkpoint{}, err
		}
		cp, err := ParseCheckpoint(note, verifiers...)
		if err == nil {
			return l, cp, nil
		}
		found, last = l, err
	}
	return found, Checkpoint{}, last
}
