package content

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/content/journal"
)

// FsckOptions says how to check an office.
type FsckOptions struct {
	Repair   bool   // do what loses nothing: modes, leftovers, entries that the journal lacks
	Actor    string // who repairs, for the journal
	Progress func(bundles.Event)
}

// Fault is one thing in an office that is not as it has to be.
type Fault struct {
	Where      string `json:"where"` // a path in the office, with slashes
	Problem    string `json:"problem"`
	Do         string `json:"do"`         // what helps
	Repairable bool   `json:"repairable"` // Repair does it, and loses nothing
	Repaired   bool   `json:"repaired"`
}

// Checkup is what Fsck saw.
type Checkup struct {
	Cases     int      `json:"cases"`
	Documents int      `json:"documents"`
	Seals     int      `json:"seals"`
	Releases  int      `json:"releases"`
	Logged    int64    `json:"log_entries"`
	Recorded  int      `json:"journal_entries"`
	Faults    []Fault  `json:"faults"`
	Notes     []string `json:"notes"`
}

// OK tells whether the office is consistent, by now.
func (c *Checkup) OK() bool {
	return !slices.ContainsFunc(c.Faults, func(f Fault) bool { return !f.Repaired })
}

// Fsck checks that the whole office in dir is consistent, so that a restored
// backup can be trusted: modes of what is private, leftovers of runs that were
// killed, akta.toml, keys, trust.json, the log and what was published of it,
// every case.md and plan.json, every document, seal and release, and that the
// journal verifies and names them all. Unless it repairs it changes nothing.
// The error is one of running; what is wrong with the office is in the Checkup.
func Fsck(ctx context.Context, dir string, opt FsckOptions) (*Checkup, error) {
	f := &fsck{ctx: ctx, dir: dir, opt: opt, out: &Checkup{Faults: []Fault{}, Notes: []string{}}}
	if _, err := os.Stat(dir); err != nil {
		return nil, err
	}
	if _, err := os.Lstat(filepath.Join(dir, stateDir)); err == nil {
		unlock, err := lockOffice(dir)
		if err != nil {
			return nil, err
		}
		defer unlock()
	}
	for _, step := range []func() error{f.modes, f.leftovers, f.settings, f.keys, f.readJournal, f.log, f.office, f.cases, f.orphans, f.repairs} {
		if err := step(); err != nil {
			return nil, err
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
	}
	return f.out, nil
}

// fsck is a check in progress.
type fsck struct {
	ctx   context.Context
	dir   string
	opt   FsckOptions
	out   *Checkup
	o     *Office            // nil: akta.toml cannot be read
	trust *bundles.Trust     // nil: trust.json cannot be read
	held  *bundles.LogReport // the log, verified; nil: it does not verify
	told  told
	ids   []string // cases, whole or not

	lacks    []string // cases for which the journal lacks a line
	repaired bool     // something other than the journal
}

// fault tells what is wrong. fix, if there is one, is done where Fsck repairs;
// it loses nothing.
func (f *fsck) fault(where, problem, do string, fix func() error) error {
	x := Fault{Where: filepath.ToSlash(where), Problem: problem, Do: do, Repairable: fix != nil}
	if fix != nil && f.opt.Repair {
		if err := fix(); err != nil {
			return fmt.Errorf("repairing %s: %w", where, err)
		}
		x.Repaired = true
	}
	f.out.Faults = append(f.out.Faults, x)
	return nil
}

// mend is fault with a fix that the journal is told of.
func (f *fsck) mend(where, problem, do string, fix func() error) error {
	return f.fault(where, problem, do, func() error {
		f.repaired = true
		return fix()
	})
}

func (f *fsck) note(format string, args ...any) {
	f.out.Notes = append(f.out.Notes, fmt.Sprintf(format, args...))
}

func (f *fsck) progress(item string, done, total int) {
	if f.opt.Progress != nil {
		f.opt.Progress(bundles.Event{Stage: "check", Item: item, Done: int64(done), Total: int64(total)})
	}
}

const (
	doRestore = "restore it from a backup"
	doRepair  = "\"akta fsck --repair\" does it"
)

// settings reads akta.toml, without which little else can be held to anything.
func (f *fsck) settings() error {
	o, err := OpenOffice(f.dir)
	if err != nil {
		f.note("akta.toml cannot be used: of the cases, the log and the journal nothing was checked")
		return f.fault(officeFile, strings.TrimPrefix(err.Error(), officeFile+": "), "correct it, or "+doRestore, nil)
	}
	f.o, o.Actor = o, f.opt.Actor
	return nil
}

// keys tries the keys, and holds trust.json against them.
func (f *fsck) keys() error {
	if f.o == nil {
		return nil
	}
	var err error
	if f.trust, err = f.o.readTrust(); err != nil {
		if err := f.fault("bundles/trust.json", err.Error(), doRestore, nil); err != nil {
			return err
		}
	}
	const where = stateDir + "/keys"
	if _, err := os.Lstat(f.o.keysDir()); errors.Is(err, fs.ErrNotExist) {
		return f.fault(where, "missing: nothing can be sealed or released", "restore "+stateDir+" from a backup", nil)
	}
	if _, err := f.o.password(); err != nil {
		f.note("%s: not tried: %v", where, err)
		return nil
	}
	k, err := f.o.OpenKeys(nil)
	if err == nil {
		err = k.Check()
	}
	if err != nil {
		return f.fault(where, err.Error(), "give the right password, or restore the keys from a backup", nil)
	}
	if f.trust == nil {
		return nil
	}
	own, err := k.ring.Trust(f.o.Settings.Authority)
	if err != nil {
		return err
	}
	for _, key := range own.Keys {
		if !slices.ContainsFunc(f.trust.Keys, func(t bundles.TrustedKey) bool { return t.KeyID == key.KeyID }) {
			return f.fault("bundles/trust.json", fmt.Sprintf("does not list the office's key %s: what it signs, nobody believes", key.KeyID), "restore keys and trust.json from the same backup", nil)
		}
	}
	for _, l := range own.Logs {
		if !slices.ContainsFunc(f.trust.Logs, func(t bundles.TrustedLog) bool { return t.Origin == l.Origin && slices.Equal(t.Keys, l.Keys) }) {
			return f.fault("bundles/trust.json", fmt.Sprintf("does not list the keys of the log %s", l.Origin), "restore keys and trust.json from the same backup", nil)
		}
	}
	return nil
}

// office holds what is no case's against the journal.
func (f *fsck) office() error {
	if f.o == nil {
		return nil
	}
	if !f.told.actions[actInit] {
		if err := f.missing(journal.Entry{Action: actInit}, "the making of the office"); err != nil {
			return err
		}
	}
	if f.trust != nil {
		var keys []journal.Object
		for _, k := range f.trust.Keys {
			if slices.Contains(k.Roles, bundles.RoleApprove) && f.told.object("", k.KeyID) == nil {
				keys = append(keys, journal.Object{Name: k.KeyID})
			}
		}
		if len(keys) > 0 {
			if err := f.missing(journal.Entry{Action: actApprover, Objects: keys}, "the approver's key "+namesOf(keys)); err != nil {
				return err
			}
		}
	}
	return f.publishedRecorded()
}

// repairs writes down that something was repaired.
func (f *fsck) repairs() error {
	if f.o == nil || !f.repaired {
		return nil
	}
	return f.o.record(actRepair, "")
}
