package content

import (
	"context"
	"time"

	"github.com/akta-foi/akta/bundles"
)

// SignSite signs the manifest of the office's site, has it timestamped and
// logged, and returns the files of the folder manifest by their names in the
// site. The caller has locked the office.
func (k *Keys) SignSite(ctx context.Context, files []bundles.SiteFile, created time.Time) (map[string][]byte, error) {
	ev, err := k.evidence()
	if err != nil {
		return nil, err
	}
	s := k.office.Settings
	return bundles.SignSite(ctx, bundles.SiteManifest{Authority: s.Authority, Domain: s.Domain, Created: bundles.At(created), Files: files}, ev)
}
