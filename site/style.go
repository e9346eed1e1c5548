package site

import (
	"bytes"
	"fmt"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
)

// minified is a style sheet of the theme without its comments and blanks: it is
// part of what an old phone loads with every first page.
func minified(name string, sheet []byte) ([]byte, error) {
	m := minify.New()
	m.AddFunc("text/css", css.Minify)
	var out bytes.Buffer
	if err := m.Minify("text/css", &out, bytes.NewReader(sheet)); err != nil {
		return nil, fmt.Errorf("style sheet %q: %w", name, err)
	}
	return append(out.Bytes(), '\n'), nil
}
