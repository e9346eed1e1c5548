package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/spf13/cobra"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/content"
	"github.com/akta-foi/akta/content/read/ocr"
	"github.com/akta-foi/akta/site"
)

// tool is a program beside akta: what it is for, and what is lost without it.
type tool struct{ name, use, without, install string }

var tools = []tool{
	{"cosign", "checks signatures as a second opinion", "akta verify still checks everything", "go install github.com/sigstore/cosign/v3/cmd/cosign@v3.1.3"},
	{"openssl", "checks timestamps as a second opinion", "akta verify still checks everything", "apt-get install openssl"},
	{"ssh-keygen", "prints a key's fingerprint", "akta prints it, too", "apt-get install openssh-client"},
	{"soffice", "makes the pages of office documents, where akta.toml asks for it", "akta sets plain pages of its own", "apt-get install libreoffice-writer libreoffice-calc"},
	{"sha256sum", "checks a bag's manifest", "akta verify still checks everything", "part of every Linux; on a Mac: brew install coreutils"},
}

// checked is one line of the doctor's report.
type checked struct {
	What   string `json:"what"`
	OK     bool   `json:"ok"`
	Detail string `json:"detail"`
}

func newDoctor(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "doctor",
		Short: "Check the office and what is installed",
		Long: `Check the office (settings, keys, trust, log, every bundle) and say which outside
programs are there, what is lost without them, and how to install them. None of
them is needed. Outside an office only the programs are looked for.

` + exitCodes,
		Example: "  akta doctor\n  akta -C office doctor --json",
		Args:    args(0, false),
		RunE:    func(c *cobra.Command, _ []string) error { return runDoctor(c.Context(), a) },
	}
}

func runDoctor(ctx context.Context, a *app) error {
	report := []checked{{"akta", true, fmt.Sprintf("%s, %s/%s", runtime.Version(), runtime.GOOS, runtime.GOARCH)}}
	for _, t := range tools {
		if p, err := exec.LookPath(t.name); err == nil {
			report = append(report, checked{t.name, true, fmt.Sprintf("%s: %s", p, t.use)})
		} else {
			report = append(report, checked{t.name, true, fmt.Sprintf("not installed: %s; %s (%s)", t.use, t.without, t.install)})
		}
	}
	report = append(report, pagefindCheck(ctx), ocrCheck(ctx), cacheCheck())
	if _, err := os.Lstat(filepath.Join(a.dir, "akta.toml")); err == nil {
		report = append(report, officeChecks(ctx, a.dir)...)
	} else {
		a.say("%s is no office: only the programs are looked for", a.dir)
	}
	bad := 0
	for _, c := range report {
		mark := "ok"
		if !c.OK {
			mark = "BAD"
			bad++
		}
		a.say("%-4s %-11s %s", mark, c.What, c.Detail)
	}
	if err := a.result(report); err != nil {
		return err
	}
	if bad > 0 {
		return &codeError{1, fmt.Errorf("%s in need of attention", plural(bad, "thing is", "things are"))}
	}
	return nil
}

// ocrCheck tells which languages scans are read in.
func ocrCheck(ctx context.Context) checked {
	engine, err := ocr.Find(ctx)
	if err != nil {
		return checked{"tesseract", true, fmt.Sprintf("%v; without it an officer has to look at every page of a scan", err)}
	}
	detail := fmt.Sprintf("%s, version %s: reads scans and pictures in %s", engine.Path(), engine.Version(), strings.Join(engine.Languages(), ", "))
	for _, code := range engine.Missing([]string{"cs", "hu", "en"}) {
		detail += fmt.Sprintf("; not in %s (apt-get install tesseract-ocr-%s)", code, map[string]string{"cs": "ces", "hu": "hun", "en": "eng"}[code])
	}
	return checked{"tesseract", true, detail}
}

// pagefindCheck tells whether the website can have a full-text search.
func pagefindCheck(ctx context.Context) checked {
	p, err := site.FindPagefind(ctx)
	if err != nil {
		return checked{"pagefind", true, fmt.Sprintf("%v; without it the website has no full-text search", err)}
	}
	return checked{"pagefind", true, fmt.Sprintf("%s, version %s: writes the index of the full-text search", p.Path(), p.Version())}
}

func cacheCheck() checked {
	dir, err := os.UserCacheDir()
	if err != nil {
		return checked{"PDF", true, "no cache folder: each start with a PDF takes some seconds longer"}
	}
	return checked{"PDF", true, "built in; compiled once into " + filepath.Join(dir, "akta")}
}

// officeChecks looks at one office.
func officeChecks(ctx context.Context, dir string) []checked {
	var out []checked
	check := func(what string, err error, good string) {
		if err != nil {
			out = append(out, checked{what, false, err.Error()})
		} else {
			out = append(out, checked{what, true, good})
		}
	}
	o, err := content.OpenOffice(dir)
	if err != nil {
		check("settings", err, "")
		return out
	}
	check("settings", nil, fmt.Sprintf("%s, %s, %s", o.Settings.Authority, o.Settings.Law, o.Settings.Domain))
	k, err := o.OpenKeys(nil)
	if err == nil {
		err = k.Check()
	}
	protection := "password in " + content.PasswordVariable
	if o.PasswordBesideKeys() {
		protection = "password in .akta/password: only file permissions protect them"
	}
	check("keys", err, protection)
	clock := "the office's own clock only: others have to take its word; [[timestamps]] in akta.toml adds an independent authority"
	if n := len(o.Settings.Timestamps); n > 0 {
		clock = "the office's own clock and " + plural(n, "authority", "authorities")
	}
	check("time", nil, clock)
	trust, err := o.Trust()
	check("trust", err, o.TrustFile())
	v, _, err := o.VerifyLog()
	if err == nil && v.Code != bundles.CodeHolds {
		err = errors.New("does not verify; \"akta log\" says why")
	}
	check("log", err, "log."+o.Settings.Domain)
	list, err := o.Summaries()
	if err == nil {
		_, err = o.Cases() // the list may be from the index
	}
	seals, releases := 0, 0
	for _, c := range list {
		seals, releases = seals+c.Seals, releases+c.Releases
		if err == nil {
			_, err = o.Plan(c.ID)
		}
		if err == nil && trust != nil {
			err = checkBundles(ctx, o, trust, c.ID)
		}
	}
	check("cases", err, fmt.Sprintf("%d, with %s and %s", len(list), plural(seals, "seal", "seals"), plural(releases, "release", "releases")))
	return out
}

// checkBundles verifies every seal and release of a case.
func checkBundles(ctx context.Context, o *content.Office, trust *bundles.Trust, caseID string) error {
	seals, err := o.SealDirs(caseID)
	if err != nil {
		return err
	}
	releases, err := o.ReleaseFiles(caseID)
	if err != nil {
		return err
	}
	for _, name := range append(seals, releases...) {
		v, err := bundles.Verify(ctx, name, bundles.VerifyOptions{Trust: trust, Case: caseID})
		if err != nil {
			return err
		}
		if v.Code != bundles.CodeHolds {
			return fmt.Errorf("%s does not verify; \"akta verify %s\" says why", name, name)
		}
	}
	return nil
}
