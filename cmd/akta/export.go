package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/akta-foi/akta/content"
)

type exportFlags struct {
	all, public bool
	out, asic   string
}

func newExport(a *app) *cobra.Command {
	var f exportFlags
	c := &cobra.Command{
		Use:   "export [CASE...] -o PATH",
		Short: "Copy cases into a plain folder, or a seal into an ASiC-E container",
		Long: `Copy cases into a new folder that no program is needed to read: in its folder
public lies what is published, in its folder private everything else; README.txt
says what each file is. With --public nothing private is in it. What is public
is searched for what is hidden; one hit, and nothing is exported.

--asic-e CASE/SEAL writes a sealed bag as one ASiC-E container (ETSI EN 319 162-1)
with a new timestamp over all its files, for archives that ask for it. It holds
the originals and the secret of the seal: keep it as you keep the originals.

` + exitCodes,
		Example: `  akta export 2026-001 -o ../handover
  akta export --all --public -o ../opendata
  akta export --asic-e 2026-001/s1 -o ../2026-001-s1.asice`,
		Args: args(0, true),
	}
	c.Flags().BoolVar(&f.all, "all", false, "all cases of the office")
	c.Flags().BoolVar(&f.public, "public", false, "the public parts alone")
	c.Flags().StringVarP(&f.out, "output", "o", "", "the new `PATH`: a folder, or with --asic-e a file")
	c.Flags().StringVar(&f.asic, "asic-e", "", "write this `CASE/SEAL` as an ASiC-E container")
	c.RunE = func(c *cobra.Command, args []string) error {
		if err := f.check(args); err != nil {
			return usage(err)
		}
		if f.asic != "" {
			return runExportASiC(c.Context(), a, f)
		}
		return runExport(c.Context(), a, args, f)
	}
	return c
}

func (f *exportFlags) check(cases []string) error {
	given := 0
	for _, is := range []bool{len(cases) > 0, f.all, f.asic != ""} {
		if is {
			given++
		}
	}
	switch {
	case f.out == "":
		return errors.New("where to: name it with -o")
	case given != 1:
		return errors.New("want cases, or --all, or --asic-e CASE/SEAL")
	case f.asic != "" && f.public:
		return errors.New("--public and --asic-e: a container holds the private originals")
	case f.asic != "" && strings.Count(f.asic, "/") != 1:
		return fmt.Errorf("--asic-e %q: want a case and a seal, such as 2026-001/s1", f.asic)
	}
	return nil
}

func runExport(ctx context.Context, a *app, cases []string, f exportFlags) error {
	o, err := a.office()
	if err != nil {
		return err
	}
	for _, id := range cases {
		if _, err := o.Case(id); err != nil {
			return usage(err)
		}
	}
	show, done := a.progress()
	got, err := o.Export(ctx, f.out, content.ExportOptions{Cases: cases, Public: f.public, Progress: show})
	done()
	if err != nil {
		return err
	}
	a.say("%s: %s, %s, %d bytes", got.Dir, plural(len(got.Cases), "case", "cases"), plural(got.Files, "file", "files"), got.Bytes)
	if got.Public {
		a.say("Nothing private is in it.")
	} else {
		a.say("The folder private holds originals without redactions, and who asked: keep them as you keep the office.")
	}
	return a.result(got)
}

func runExportASiC(ctx context.Context, a *app, f exportFlags) error {
	caseID, seal, _ := strings.Cut(f.asic, "/")
	o, err := a.officeCase(caseID)
	if err != nil {
		return err
	}
	k, err := o.OpenKeys(postTimestampQuery)
	if err != nil {
		return err
	}
	got, err := o.ExportASiC(ctx, k, caseID, seal, f.out)
	if err != nil {
		return err
	}
	a.say("%s: seal %s of case %s, %s", got.File, got.Seal, got.Case, plural(got.Files, "file", "files"))
	if got.OwnClock {
		a.say("Its time is stated by the office's own clock; akta.toml can name a timestamp authority.")
	} else {
		a.say("Its time is stated by %s.", got.Authority)
	}
	if a.json {
		return a.result(got)
	}
	fmt.Fprintln(a.stderr, "akta: warning: the container holds the originals without redactions and the secret of the seal; only its owner can read it (mode 0600): do not publish it")
	return nil
}
