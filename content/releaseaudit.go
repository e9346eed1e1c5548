package content

import (
	"context"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/content/audit"
)

// releaseAudit searches the bag of a release before it is signed.
func (o *Office) releaseAudit(p *preparation) func(ctx context.Context, dir string) ([]byte, error) {
	return func(ctx context.Context, dir string) ([]byte, error) {
		var documents []bundles.ReleasedDocument
		for _, d := range p.Documents {
			documents = append(documents, d.ReleasedDocument)
		}
		secrets, err := o.secrets(p.of, p.plan, documents, p.Seals)
		if err != nil {
			return nil, err
		}
		opt := audit.Options{Law: o.Law}
		for _, s := range secrets {
			opt.Terms = append(opt.Terms, s.Audit())
		}
		public, err := folderDigests(dir)
		if err != nil {
			return nil, err
		}
		if opt.Private, err = o.privateDigests(p.Case, documents, p.Seals, secrets, public); err != nil {
			return nil, err
		}
		allowed, err := allowances(p.Case, p.plan, p.Seals)
		if err != nil {
			return nil, err
		}
		for _, a := range allowed {
			opt.Allowed = append(opt.Allowed, a.Audit())
		}
		report, err := audit.Folder(ctx, dir, opt)
		if err != nil {
			return nil, err
		}
		return report.Record.Marshal(), nil
	}
}
