package content

import (
	"github.com/akta-foi/akta/bundles"
)

// Preview is what will be public of a case once a release is made.
type Preview struct {
	Release   string                  `json:"release"`
	Takedown  *bundles.Takedown       `json:"takedown,omitempty"`
	Documents []bundles.DocumentUnion `json:"documents"` // of this release and all that stand
	Hidden    map[string]int          `json:"hidden"`    // redactions by document
	Withheld  []string                `json:"withheld"`
	Warnings  []string                `json:"warnings"` // what the boxes on pages may tell
}

// Preview decides as Release does, and makes nothing.
func (o *Office) Preview(caseID string, opt ReleaseOptions) (*Preview, error) {
	unlock, err := o.Lock()
	if err != nil {
		return nil, err
	}
	defer unlock()
	p, err := o.prepare(caseID, opt)
	if err != nil {
		return nil, err
	}
	defer p.close()
	return p.preview()
}

func (p *preparation) preview() (out *Preview, err error) {
	out = &Preview{Release: p.Release, Takedown: p.Takedown, Hidden: map[string]int{}, Withheld: []string{}, Warnings: p.warnings}
	for _, d := range p.ReleaseInput.Documents {
		if d.Withheld != "" {
			out.Withheld = append(out.Withheld, d.ID)
		}
		out.Hidden[d.ID] = len(d.Redactions)
	}
	out.Documents, err = p.Union()
	return out, err
}
