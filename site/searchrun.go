package site

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/akta-foi/akta/content/system"
)

// Pagefind is the program that writes the full-text index.
type Pagefind struct {
	path     string
	deadline time.Duration // of each run
}

// PagefindInstall says how to install the program that FindPagefind looks for.
const PagefindInstall = "npm install -g pagefind@" + pagefindVersion

// FindPagefind looks for the program on the PATH. It has to be the version whose
// scripts come with akta: others read other indexes. Nothing is downloaded.
func FindPagefind(ctx context.Context) (*Pagefind, error) {
	var found string
	for _, name := range []string{"pagefind", "pagefind_extended"} {
		p, err := exec.LookPath(name)
		if err != nil {
			continue
		}
		one := &Pagefind{path: p, deadline: pagefindDeadline}
		said, err := one.run(ctx, os.TempDir(), pagefindAsk, "--version")
		if err != nil {
			return nil, err
		}
		words := strings.Fields(said)
		if len(words) == 2 && words[1] == pagefindVersion {
			return one, nil
		}
		found = fmt.Sprintf("%s is another version than %s", p, pagefindVersion)
	}
	if found == "" {
		found = "pagefind is not installed"
	}
	return nil, fmt.Errorf("%s (%s)", found, PagefindInstall)
}

// Path is where the program is.
func (p *Pagefind) Path() string { return p.path }

// Version is that of the program.
func (p *Pagefind) Version() string { return pagefindVersion }

// indexFile is what is published of what the program writes. It writes other
// interfaces, too, and its own scripts, instead of which those of akta are published.
var indexFile = regexp.MustCompile(`^(?:pagefind-entry\.json|pagefind\.unknown_[0-9a-f]+\.pf_meta|(?:index/unknown_[0-9a-f]+\.pf_index|filter/unknown_[0-9a-f]+\.pf_filter|fragment/unknown_[0-9a-f]+\.pf_fragment))$`)

// index indexes the pages in a folder, and returns the files of the index by name.
// dir is a folder of the caller that holds no settings for the program.
func (p *Pagefind) index(ctx context.Context, dir, pages string) (map[string][]byte, error) {
	out := filepath.Join(dir, "index")
	_, err := p.run(ctx, dir, p.deadline, "--site", pages, "--output-path", out, "--force-language", "unknown", "--keep-index-url", "--silent")
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{}
	total := int64(0)
	err = fs.WalkDir(os.DirFS(out), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() || !indexFile.MatchString(name) {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		if total += info.Size(); total > maxSearchIndex {
			return fmt.Errorf("an index of more than %d bytes", int64(maxSearchIndex))
		}
		files[name], err = os.ReadFile(filepath.Join(out, filepath.FromSlash(name)))
		return err
	})
	if err == nil && len(files) < 2 {
		err = errors.New("it wrote no index")
	}
	if err != nil {
		return nil, fmt.Errorf("pagefind: %w", err)
	}
	return files, nil
}

// run runs the program in a folder, and returns what it says. Settings of the
// environment do not reach it.
func (p *Pagefind) run(ctx context.Context, dir string, deadline time.Duration, args ...string) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, deadline)
	defer cancel()
	cmd := exec.CommandContext(ctx, p.path, args...)
	cmd.Dir = dir
	cmd.Env = slices.DeleteFunc(os.Environ(), func(v string) bool {
		return strings.HasPrefix(v, "PAGEFIND_") || strings.HasPrefix(v, "AKTA_")
	})
	cmd.WaitDelay = pagefindEnd
	said := &firstBytes{limit: pagefindSays}
	cmd.Stdout, cmd.Stderr = said, said
	system.Group(cmd)
	err := cmd.Run()
	if ctx.Err() != nil {
		err = ctx.Err()
	}
	if err != nil {
		return "", fmt.Errorf("pagefind: %w: it says %q", err, bytes.TrimSpace(said.kept))
	}
	return string(said.kept), nil
}

// firstBytes keeps the beginning of what is written to it.
type firstBytes struct {
	limit int
	kept  []byte
}

func (b *firstBytes) Write(p []byte) (int, error) {
	b.kept = append(b.kept, p[:min(len(p), b.limit-len(b.kept))]...)
	return len(p), nil
}
