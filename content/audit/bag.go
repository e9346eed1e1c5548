package audit

import (
	"encoding/json"
	"io"
	"os"
	"path/filepath"

	"github.com/akta-foi/akta/content/normal"
)

// bagCase is the public name of the case whose release's bag dir is, or "". What
// the folder says of itself only matters to allowances: they name the case.
func bagCase(dir string) string {
	f, err := os.Open(filepath.Join(dir, releaseJSON))
	if err != nil {
		return ""
	}
	defer f.Close()
	var r struct {
		Case string `json:"case"`
	}
	if err := json.NewDecoder(io.LimitReader(f, maxReleaseJSON)).Decode(&r); err != nil {
		return ""
	}
	return normal.Slug(r.Case)
}
