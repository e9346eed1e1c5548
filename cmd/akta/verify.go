package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/content"
)

type verifyFlags struct{ trust, caseID, name string }

func newVerify(a *app) *cobra.Command {
	var f verifyFlags
	c := &cobra.Command{
		Use:   "verify PATH|URL",
		Short: "Check a release, a seal, a log or a whole site",
		Long: `Check a release (.zip or folder), a sealed bag, a log folder or a copy of a
public site, and give five answers: integrity, signer, time, log, completeness.
Nothing is asked of the network, unless you name the address of a site: then its
files are fetched into a temporary folder and checked there.

The trust.json with the keys you accept is, in this order: --trust; that of the
office the path or the current folder belongs to; for a release the one inside
it, and then no answer about the signer, the time or the log is better than
"unconfirmed". Of what a stranger sent you, name the keys yourself with --trust:
a folder that he packed can hold an office of his own.

` + exitCodes,
		Example: `  akta verify bundles/2026-001/r1.zip
  akta verify r1.zip --trust trust.json --case 2026-001
  akta verify bundles/log --json
  akta verify site/public
  akta verify https://informace.obec.example/ --trust trust.json`,
		Args: args(1, false),
	}
	c.Flags().StringVar(&f.trust, "trust", "", "the trust.json to hold it against")
	c.Flags().StringVar(&f.caseID, "case", "", "the case it has to be about")
	c.Flags().StringVar(&f.name, "name", "", "the seal or release it has to be, such as r1")
	c.RunE = func(c *cobra.Command, args []string) error { return runVerify(c.Context(), a, args[0], f) }
	return c
}

func runVerify(ctx context.Context, a *app, path string, f verifyFlags) error {
	show, done := a.progress()
	v, trust, err := verify(ctx, a, path, f, show)
	done()
	if err != nil {
		return usage(err)
	}
	if a.json {
		err = a.result(v)
	} else {
		err = v.WriteText(a.stdout)
		if trust != "" {
			a.say("held against the keys in %s", trust)
		}
	}
	if err == nil && v.Code != 0 {
		err = &codeError{code: v.Code}
	}
	return err
}

// verify gives the verdict, and the trust.json it was held against, "" for
// none of the reader's own.
func verify(ctx context.Context, a *app, path string, f verifyFlags, show func(bundles.Event)) (*bundles.Verdict, string, error) {
	trust, name, err := findTrust(a, path, f.trust)
	if err != nil {
		return nil, "", err
	}
	if isURL(path) || bundles.IsSite(path) {
		if f.caseID != "" || f.name != "" {
			return nil, "", fmt.Errorf("%s: is a site, and --case and --name belong to bundles", path)
		}
		if isURL(path) {
			v, err := verifyMirror(ctx, path, trust, show)
			return v, name, err
		}
		v, err := bundles.VerifySite(ctx, path, bundles.VerifyOptions{Trust: trust, Progress: show})
		return v, name, err
	}
	if !bundles.IsLog(path) {
		v, err := bundles.Verify(ctx, path, bundles.VerifyOptions{Trust: trust, Case: f.caseID, Name: f.name, Progress: show})
		return v, name, err
	}
	if f.caseID != "" || f.name != "" {
		return nil, "", fmt.Errorf("%s: is a log, and --case and --name belong to bundles", path)
	}
	v, err := bundles.VerifyLogFolder(path, trust)
	return v, name, err
}

// findTrust reads the named trust.json, or that of the office the path lies
// in, or that of the office named with -C, and says which it was. There may be
// none.
func findTrust(a *app, path, named string) (*bundles.Trust, string, error) {
	if named != "" {
		t, err := readTrust(named)
		return t, named, err
	}
	dirs := []string{a.dir}
	if !isURL(path) { // what comes from the web lies in no office
		abs, err := filepath.Abs(path)
		if err != nil {
			return nil, "", err
		}
		dirs = append(parents(abs), a.dir)
	}
	for _, dir := range dirs {
		if _, err := os.Lstat(filepath.Join(dir, "akta.toml")); errors.Is(err, fs.ErrNotExist) {
			continue
		}
		o, err := content.OpenOffice(dir)
		if err != nil {
			return nil, "", fmt.Errorf("%s: %w; or name a trust.json with --trust", dir, err)
		}
		t, err := readTrust(o.TrustFile())
		return t, o.TrustFile(), err
	}
	return nil, "", nil
}

func parents(path string) []string {
	var out []string
	for up := filepath.Dir(path); up != path; path, up = up, filepath.Dir(up) {
		out = append(out, up)
	}
	return out
}

const maxTrustFile = 1 << 20 // bytes, as in package bundles

func readTrust(name string) (*bundles.Trust, error) {
	info, err := os.Stat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("trust file %s: there is none", name)
	}
	if err != nil {
		return nil, err
	}
	if info.Size() > maxTrustFile {
		return nil, fmt.Errorf("trust file %s: %d bytes, more than the %d allowed", name, info.Size(), maxTrustFile)
	}
	raw, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	t, err := bundles.ParseTrust(raw)
	if err != nil {
		return nil, fmt.Errorf("trust file %s: %w", name, err)
	}
	return t, nil
}
