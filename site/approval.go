package site

import (
	"slices"

	"github.com/akta-foi/akta/bundles"
)

// approver is a release that carries approvals.
type approver interface {
	Approvals(*bundles.Trust) ([]bundles.SignatureCheck, error)
}

// approvals names the keys that approved a release, other than the redactor's,
// and when at the latest.
func approvals(a approver, t *bundles.Trust, redactor string) ([]Approval, error) {
	checks, err := a.Approvals(t)
	if err != nil {
		return nil, err
	}
	var out []Approval
	for _, c := range checks {
		again := slices.ContainsFunc(out, func(o Approval) bool { return o.Name == c.KeyID })
		if c.Integrity.Status != bundles.Holds || c.Signer.Status != bundles.Holds || c.KeyID == redactor || again {
			continue // the verdict says what is wrong with it
		}
		approval := Approval{Name: c.KeyID, Person: t.KeyName(c.KeyID)}
		for _, s := range c.Times {
			if approval.Time.IsZero() || s.Time.Before(approval.Time) {
				approval.Time = s.Time
			}
		}
		out = append(out, approval)
	}
	return out, nil
}
