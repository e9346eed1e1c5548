package site

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/bundles/bundlestest"
)

// A release that held is not verified again. One with another byte, under another
// trust, of another case or name, or found by another program, is.
func TestVerified(t *testing.T) {
	o := bundlestest.NewOffice(t)
	s := bundlestest.NewSample(t, o, "2026-001")
	state := t.TempDir()
	options := bundles.VerifyOptions{Trust: o.Trust, Case: "2026-001", Name: "r2"}
	sum := strings.Repeat("1", 64) // the sample is a folder
	recall := func(anew bool) *Verified {
		t.Helper()
		v, err := RecallVerified(state, anew)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	first := recall(false)
	if err := first.verify(t.Context(), s.Path("r2"), sum, options); err != nil {
		t.Fatal(err)
	}
	if err := first.Keep(); err != nil {
		t.Fatal(err)
	}
	stopped, stop := context.WithCancel(t.Context())
	stop() // whoever verifies now, fails
	verifies := func(v *Verified, sum string, o bundles.VerifyOptions) bool {
		t.Helper()
		err := v.verify(stopped, s.Path("r2"), sum, o)
		if err != nil && !errors.Is(err, context.Canceled) && !strings.Contains(err.Error(), "does not verify") {
			t.Errorf("error: %v", err)
		}
		return err != nil
	}
	if verifies(recall(false), sum, options) {
		t.Error("a release that held is verified again")
	}
	otherCase, otherName, otherTrust := options, options, options
	changed := *o.Trust
	changed.Authority += " (another)"
	otherCase.Case, otherName.Name, otherTrust.Trust = "2026-002", "r1", &changed
	for name, again := range map[string]func() bool{
		"another byte":    func() bool { return verifies(recall(false), strings.Repeat("0", 64), options) },
		"another case":    func() bool { return verifies(recall(false), sum, otherCase) },
		"another name":    func() bool { return verifies(recall(false), sum, otherName) },
		"nothing is kept": func() bool { return verifies(nil, sum, options) },
		"anew":            func() bool { return verifies(recall(true), sum, options) },
		"another trust":   func() bool { return verifies(recall(false), sum, otherTrust) },
		"another program": func() bool {
			v := recall(false)
			v.program = []byte("another")
			return verifies(v, sum, options)
		},
	} {
		if !again() {
			t.Errorf("%s: not verified", name)
		}
	}
	if err := flip(filepath.Join(state, verifiedFile)); err != nil {
		t.Fatal(err)
	}
	if !verifies(recall(false), sum, options) {
		t.Error("a broken file is believed")
	}
	if info, err := os.Stat(filepath.Join(state, verifiedFile)); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("file: %v, %v", info, err)
	}
}

// A verdict that does not hold is not remembered.
func TestVerifiedKeepsNoBadVerdict(t *testing.T) {
	o := bundlestest.NewOffice(t)
	s := bundlestest.NewSample(t, o, "2026-001")
	v, err := RecallVerified(t.TempDir(), false)
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := v.verify(t.Context(), s.Path("r2"), strings.Repeat("1", 64), bundles.VerifyOptions{Trust: o.Trust, Case: "2026-777", Name: "r2"}); err == nil {
			t.Error("a release of another case holds")
		}
	}
	if len(v.held) != 0 {
		t.Errorf("remembered: %v", v.held)
	}
}
