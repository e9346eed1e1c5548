package content

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"

	"github.com/akta-foi/akta/content/read"
	"github.com/akta-foi/akta/content/read/ocr"
)

// Values of Settings.OCR and Settings.Rendering.
const (
	ocrOff           = "off"
	renderingSoffice = "soffice"
)

// ocrCache is the folder, below .akta, of what was recognised and not sealed yet.
const ocrCache = "ocr"

// ReaderOptions is how the office reads the documents of a case. Scans are
// recognised where tesseract is installed and akta.toml does not turn it off;
// a rendering that is asked for and not installed is an error.
func (o *Office) ReaderOptions(ctx context.Context, caseID string) (read.Options, error) {
	opt := read.Options{Languages: slices.Concat([]string{o.Settings.Language}, o.Settings.Languages)}
	if o.Settings.Rendering == renderingSoffice {
		path, err := exec.LookPath("soffice")
		if err != nil {
			return opt, fmt.Errorf("%s asks for pages made by soffice, which is not installed: install it (apt-get install libreoffice-writer libreoffice-calc), or take the line rendering out", officeFile)
		}
		opt.Soffice = path
	}
	if o.Settings.OCR == ocrOff {
		return opt, nil
	}
	if engine, err := ocr.Find(ctx); err == nil { // without it every scan says that it was not read
		engine.Cache = filepath.Join(o.Dir, stateDir, ocrCache, caseID)
		opt.OCR = engine
	}
	return opt, nil
}

// forgetRecognised removes what was kept between looking at a case's scans and
// sealing them.
func (o *Office) forgetRecognised(caseID string) error {
	return os.RemoveAll(filepath.Join(o.Dir, stateDir, ocrCache, caseID))
}
