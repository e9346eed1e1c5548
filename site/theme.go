package site

import (
	"embed"
	"fmt"
	"io/fs"
)

// The prefix all: is needed: without it go:embed drops names that begin with an
// underscore, such as layouts/_partials.
//
//go:embed all:theme
var themeFiles embed.FS

// Theme returns the embedded Hugo theme, rooted at its theme.toml.
func Theme() (fs.FS, error) {
	t, err := fs.Sub(themeFiles, "theme")
	if err != nil {
		return nil, fmt.Errorf("embedded theme: %w", err)
	}
	return t, nil
}
