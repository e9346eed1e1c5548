package bundles

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
)

func (t *Trust) check() error {
	if t.Format != formatTrust {
		return fmt.Errorf("format %q, want %q", t.Format, formatTrust)
	}
	if err := checkLine("authority", t.Authority); err != nil {
		return err
	}
	for what, n := range map[string]int{"keys": len(t.Keys), "timestamp authorities": len(t.TimestampAuthorities), "logs": len(t.Logs)} {
		if n > maxTrustedKeys {
			return fmt.Errorf("%d %s, more than the %d allowed", n, what, maxTrustedKeys)
		}
	}
	// null and [] would be two spellings of one thing.
	if t.Keys == nil || t.TimestampAuthorities == nil || t.Logs == nil {
		return errors.New("keys, timestamp_authorities and logs must be lists")
	}
	for i := range t.Keys {
		if err := t.Keys[i].check(); err != nil {
			return fmt.Errorf("key %q: %w", t.Keys[i].KeyID, err)
		}
		if t.keyIndex(t.Keys[i].KeyID) != i {
			return fmt.Errorf("key %q: listed twice", t.Keys[i].KeyID)
		}
	}
	for i := range t.TimestampAuthorities {
		if err := t.checkAuthority(i); err != nil {
			return fmt.Errorf("timestamp authority %q: %w", t.TimestampAuthorities[i].Name, err)
		}
	}
	for i := range t.Logs {
		if err := t.Logs[i].check(); err != nil {
			return fmt.Errorf("log %q: %w", t.Logs[i].Origin, err)
		}
	}
	return t.checkRequirement()
}

func (t *Trust) checkRequirement() error {
	if len(t.Keys) == 0 {
		return errors.New("no key: nothing could be verified")
	}
	all, independent := make(map[string]bool), make(map[string]bool)
	for _, a := range t.TimestampAuthorities {
		all[a.URI] = true
		if !a.Own {
			independent[a.URI] = true
		}
	}
	r := t.Require
	switch {
	case r.Timestamps < 1:
		return fmt.Errorf("require.timestamps is %d: a policy without a source of time is refused, want at least 1", r.Timestamps)
	case r.Timestamps > len(all):
		return fmt.Errorf("require.timestamps is %d, but %d authorities are listed", r.Timestamps, len(all))
	case r.IndependentTimestamps < 0 || r.IndependentTimestamps > len(independent):
		return fmt.Errorf("require.independent_timestamps is %d, but %d independent authorities are listed", r.IndependentTimestamps, len(independent))
	case r.Log && len(t.Logs) == 0:
		return errors.New("require.log is set, but no log is listed")
	case r.Witnesses < 0 || r.Witnesses > maxTrustedKeys:
		return fmt.Errorf("require.witnesses is %d", r.Witnesses)
	case r.Witnesses > 0 && !r.Log:
		return errors.New("require.witnesses without require.log")
	}
	approvers := 0
	for _, k := range t.Keys {
		if slices.Contains(k.Roles, RoleApprove) {
			approvers++
		}
	}
	if r.Approvals < 0 || r.Approvals > min(approvers, maxApprovals) {
		return fmt.Errorf("require.approvals is %d, but %d keys with the role %q are listed (at most %d approvals)", r.Approvals, approvers, RoleApprove, maxApprovals)
	}
	return nil
}

func checkWindow(from, until Time) error {
	switch {
	case from.IsZero():
		return errors.New("no from date")
	case !until.IsZero() && !until.After(from.Time):
		return fmt.Errorf("until %s is not after from %s", until.Format(timeLayout), from.Format(timeLayout))
	}
	return nil
}

func (k *TrustedKey) check() error {
	pub, err := parsePublicKey(k.PublicKey)
	if err != nil {
		return err
	}
	id, err := KeyID(pub)
	if err != nil {
		return err
	}
	if id != k.KeyID {
		return fmt.Errorf("its key id is %q", id)
	}
	if k.Name != "" {
		if err := checkLine("name", k.Name); err != nil {
			return err
		}
	}
	if len(k.Roles) == 0 {
		return errors.New("no role")
	}
	for i, r := range k.Roles {
		if !slices.Contains([]string{RoleSeal, RoleRelease, RoleSite, RoleApprove}, r) || slices.Contains(k.Roles[:i], r) {
			return fmt.Errorf("role %q: unknown or repeated", r)
		}
	}
	return checkWindow(k.From, k.Until)
}

func (t *Trust) checkAuthority(i int) error {
	a := &t.TimestampAuthorities[i]
	if err := checkLine("name", a.Name); err != nil {
		return err
	}
	if a.URI == "" || len(a.URI) > maxNameLength || strings.ContainsFunc(a.URI, func(r rune) bool { return r <= ' ' || r > '~' }) {
		return fmt.Errorf("URI %.60q: want printable ASCII", a.URI)
	}
	for _, b := range t.TimestampAuthorities[:i] {
		if a.URI == b.URI && a.Own != b.Own {
			return fmt.Errorf("URI %q: listed as the publisher's own and as independent", a.URI)
		}
		if a.URI != b.URI && len(a.Certificates) > 0 && len(b.Certificates) > 0 && bytes.Equal(a.Certificates[0], b.Certificates[0]) {
			return fmt.Errorf("has the certificate of %q, which goes by another URI", b.Name)
		}
	}
	certs, err := a.chain()
	if err != nil {
		return err
	}
	if err := checkTimestampUsage(certs[0]); err != nil {
		return err
	}
	if !certs[len(certs)-1].IsCA {
		return fmt.Errorf("the last certificate %q is not a CA", certs[len(certs)-1].Subject)
	}
	return checkWindow(a.From, a.Until)
}

func (l *TrustedLog) check() error {
	if err := checkOrigin(l.Origin); err != nil {
		return err
	}
	if len(l.Keys) > maxTrustedKeys {
		return fmt.Errorf("%d keys", len(l.Keys))
	}
	for i, k := range l.Keys {
		if slices.Contains(l.Keys[:i], k) {
			return fmt.Errorf("key %.60q: repeated", k)
		}
	}
	if _, err := l.verifiers(); err != nil {
		return err
	}
	return checkWindow(l.From, l.Until)
}
