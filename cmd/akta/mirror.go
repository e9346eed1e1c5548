package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/akta-foi/akta/bundles"
)

// Bounds of a copy that is fetched.
const (
	mirrorFile    = 4 << 30  // bytes of one file
	mirrorTotal   = 64 << 30 // bytes of all
	mirrorWorkers = 6        // files at a time: a municipality's web host is small
	mirrorWait    = 5 * time.Minute
)

// isURL tells whether a path names a site on the web.
func isURL(path string) bool {
	return strings.HasPrefix(path, "https://") || strings.HasPrefix(path, "http://")
}

// mirror fetches a copy of a site: what its manifest lists, the manifest, and
// the log.
type mirror struct {
	base   *url.URL
	dir    string
	client *http.Client
	total  atomic.Int64
}

// newMirror is for the site at an address, to be copied into dir.
func newMirror(address, dir string) (*mirror, error) {
	base, err := url.Parse(address)
	if err != nil || base.Host == "" || base.RawQuery != "" || base.User != nil {
		return nil, fmt.Errorf("%s: want the address of a site, such as https://obec.example/", address)
	}
	base.Fragment = ""
	base.Path = strings.TrimSuffix(base.Path, "index.html")
	if !strings.HasSuffix(base.Path, "/") {
		base.Path += "/"
	}
	m := &mirror{base: base, dir: dir}
	m.client = &http.Client{Timeout: mirrorWait, CheckRedirect: func(r *http.Request, via []*http.Request) error {
		if len(via) > 5 || r.URL.Hostname() != base.Hostname() {
			return fmt.Errorf("redirected to %s", r.URL.Host)
		}
		return nil
	}}
	return m, nil
}

// errAbsent says that the server has no such file.
var errAbsent = errors.New("not there")

// fetch copies one file.
func (m *mirror) fetch(ctx context.Context, name string) error {
	to := *m.base
	to.Path = path.Join(m.base.Path, name)
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, to.String(), nil)
	if err != nil {
		return err
	}
	res, err := m.client.Do(req)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	switch {
	case res.StatusCode == http.StatusNotFound || res.StatusCode == http.StatusGone:
		return fmt.Errorf("%s: %w", &to, errAbsent)
	case res.StatusCode != http.StatusOK:
		return fmt.Errorf("%s: the server says %s", &to, res.Status)
	}
	target := filepath.Join(m.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
		return err
	}
	f, err := os.OpenFile(target, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	n, err := io.Copy(f, io.LimitReader(res.Body, mirrorFile+1))
	err = errors.Join(err, f.Close())
	switch {
	case err != nil:
		return fmt.Errorf("%s: %w", &to, err)
	case n > mirrorFile:
		return fmt.Errorf("%s: more than the %d bytes allowed", &to, int64(mirrorFile))
	case m.total.Add(n) > mirrorTotal:
		return fmt.Errorf("%s: more than %d bytes in all", m.base, int64(mirrorTotal))
	}
	return nil
}

// read fetches one file and returns it.
func (m *mirror) read(ctx context.Context, name string) ([]byte, error) {
	if err := m.fetch(ctx, name); err != nil {
		return nil, err
	}
	return os.ReadFile(filepath.Join(m.dir, filepath.FromSlash(name)))
}

// fetchAll copies the site. A listed file that the server does not have is left
// out: the verdict tells.
func (m *mirror) fetchAll(ctx context.Context, show func(bundles.Event)) error {
	text, err := m.read(ctx, bundles.SiteManifestFile)
	if errors.Is(err, errAbsent) {
		return fmt.Errorf("%w: not a site that akta has signed", err)
	}
	if err != nil {
		return err
	}
	files, err := bundles.ParseSiteManifest(text)
	if err != nil {
		return err
	}
	signature, err := m.read(ctx, bundles.SiteSignatureFile)
	if err != nil {
		return err
	}
	names, err := bundles.SiteSignatureFiles(signature)
	if err != nil {
		return err
	}
	checkpoint, err := m.read(ctx, "log/checkpoint")
	if err != nil {
		return err
	}
	logFiles, err := bundles.LogFiles(checkpoint)
	if err != nil {
		return err
	}
	for _, n := range logFiles {
		names = append(names, "log/"+n)
	}
	for _, f := range files {
		names = append(names, f.Name)
	}
	return m.fetchNames(ctx, names, map[string]bool{bundles.SiteSignatureFile: true, "log/checkpoint": true}, show)
}

// fetchNames copies several files at a time, but for those that are there.
func (m *mirror) fetchNames(ctx context.Context, names []string, have map[string]bool, show func(bundles.Event)) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var done atomic.Int64
	var wg sync.WaitGroup
	work := make(chan string)
	for range mirrorWorkers {
		wg.Go(func() {
			for name := range work {
				if err := m.fetch(ctx, name); err != nil && !errors.Is(err, errAbsent) {
					cancel(err)
				}
				if n := done.Add(1); show != nil {
					show(bundles.Event{Stage: "fetch", Item: "files", Done: n, Total: int64(len(names))})
				}
			}
		})
	}
	for _, name := range names {
		if have[name] || ctx.Err() != nil {
			continue
		}
		work <- name
	}
	close(work)
	wg.Wait()
	return context.Cause(ctx)
}

// verifyMirror fetches a copy of the site into a temporary folder and verifies it.
func verifyMirror(ctx context.Context, address string, trust *bundles.Trust, show func(bundles.Event)) (*bundles.Verdict, error) {
	dir, err := os.MkdirTemp("", "akta-mirror-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	m, err := newMirror(address, dir)
	if err != nil {
		return nil, err
	}
	if err := m.fetchAll(ctx, show); err != nil {
		return nil, err
	}
	v, err := bundles.VerifySite(ctx, dir, bundles.VerifyOptions{Trust: trust, Progress: show})
	if err == nil {
		v.Completeness.Note("what a server has beyond the list cannot be seen from outside")
	}
	return v, err
}
