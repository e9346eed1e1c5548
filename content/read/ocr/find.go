package ocr

import (
	"context"
	"fmt"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
)

// Find looks for tesseract on the PATH, for its version and for its languages.
// The error says how to install what is missing.
func Find(ctx context.Context) (*Engine, error) {
	path, err := exec.LookPath("tesseract")
	if err != nil {
		return nil, fmt.Errorf("ocr: %s", howToInstall("tesseract is not installed, scans are not read", []string{"cs", "hu"}))
	}
	ctx, cancel := context.WithTimeout(ctx, askLimit)
	defer cancel()
	answer, err := ask(ctx, path, "--version")
	if err != nil {
		return nil, fmt.Errorf("ocr: %q --version: %w: install tesseract again", path, err)
	}
	version, err := parseVersion(string(answer))
	if err != nil {
		return nil, fmt.Errorf("ocr: %q --version: %w", path, err)
	}
	if answer, err = ask(ctx, path, "--list-langs"); err != nil {
		return nil, fmt.Errorf("ocr: %q --list-langs: %w: install tesseract again", path, err)
	}
	langs := parseLanguages(answer)
	if len(langs) == 0 {
		return nil, fmt.Errorf("ocr: %s", howToInstall(fmt.Sprintf("%q has no languages", path), []string{"cs", "hu"}))
	}
	return &Engine{
		path: path, version: version, langs: langs,
		slots: make(chan struct{}, runtime.GOMAXPROCS(0)), limit: pageLimit,
	}, nil
}

// parseVersion reads the first line, "tesseract 5.3.0" or "tesseract v5.3.0.2022".
func parseVersion(answer string) (string, error) {
	line, _, _ := strings.Cut(answer, "\n")
	version, found := strings.CutPrefix(strings.TrimSpace(line), "tesseract ")
	version = strings.TrimPrefix(version, "v")
	major, _, _ := strings.Cut(version, ".")
	n, err := strconv.Atoi(major)
	if !found || err != nil || len(version) > 60 {
		return "", fmt.Errorf("%q is no version of tesseract: install tesseract 4 or newer", line[:min(len(line), 60)])
	}
	if n < 4 {
		return "", fmt.Errorf("version %s is too old: install tesseract 4 or newer", version)
	}
	return version, nil
}
