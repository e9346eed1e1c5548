package site

import (
	"github.com/akta-foi/akta/content"
	"github.com/akta-foi/akta/content/audit"
)

// AuditOptions are what must not be found in an office's public files: the texts
// that the releases of all its cases hide, and the digests of what is private;
// and what officers have allowed to stand where. Progress and OCR are left to the caller.
func AuditOptions(o *content.Office) (audit.Options, error) {
	cases, err := o.Cases()
	if err != nil {
		return audit.Options{}, err
	}
	out := audit.Options{Own: OwnFiles(), Law: o.Law}
	for _, c := range cases {
		if err := addCase(&out, o, c.ID); err != nil {
			return audit.Options{}, err
		}
	}
	allowed, err := o.Allowances()
	if err != nil {
		return audit.Options{}, err
	}
	for _, a := range allowed {
		out.Allowed = append(out.Allowed, a.Audit())
	}
	return out, nil
}

func addCase(out *audit.Options, o *content.Office, caseID string) error {
	secrets, err := o.Secrets(caseID)
	if err != nil {
		return err
	}
	for _, s := range secrets {
		out.Terms = append(out.Terms, s.Audit())
	}
	private, err := o.PrivateDigests(caseID, secrets)
	if err != nil {
		return err
	}
	out.Private = append(out.Private, private...)
	return nil
}
