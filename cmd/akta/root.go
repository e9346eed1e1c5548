package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/akta-foi/akta/content"
)

// app is what every command has: where the office is, and how to print.
type app struct {
	dir    string
	json   bool
	quiet  bool
	by     string // --actor
	stdout io.Writer
	stderr io.Writer
}

// run executes one command line and returns the exit code.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	a := &app{stdout: stdout, stderr: stderr}
	root := newRoot(a)
	root.SetArgs(args)
	root.SetOut(stdout)
	root.SetErr(stderr)
	return a.exitCode(root.ExecuteContext(ctx))
}

func newRoot(a *app) *cobra.Command {
	root := &cobra.Command{
		Use:   "akta",
		Short: "Evidence bundles and freedom-of-information publishing that anyone can check",
		Long: `akta seals the documents of an information request into signed, timestamped
evidence bundles, and publishes the redacted answer on a static website. Anyone
can prove that the published answer is the sealed original minus exactly the
marked parts.

A first look, on two invented offices:
  akta demo

The way of one case:
  akta init office --name "Obec Lhotka" --law cz-106-1999 --lang cs
  cd office
  akta case open "E-mail outage" --id 2026-001
  akta add 2026-001 letter.pdf --kind letter
  akta seal 2026-001
  akta find 2026-001
  akta decide 2026-001
  akta redact 2026-001 --text "Jan Novák" --ground "§ 8a"
  akta release 2026-001
  akta build
  akta verify bundles/2026-001/r1.zip

` + exitCodes,
		Version:           versionLine(),
		SilenceUsage:      true,
		SilenceErrors:     true,
		DisableAutoGenTag: true,
	}
	root.SetVersionTemplate("akta {{.Version}}\n")
	root.Flags().Bool("version", false, "print which akta this is")
	root.CompletionOptions.HiddenDefaultCmd = true
	root.PersistentFlags().StringVarP(&a.dir, "dir", "C", ".", "the office's folder")
	root.PersistentFlags().BoolVar(&a.json, "json", false, "print JSON")
	root.PersistentFlags().BoolVarP(&a.quiet, "quiet", "q", false, "print nothing but errors and what was asked for")
	root.PersistentFlags().StringVar(&a.by, "actor", "", "`NAME` of who works, for the journal (default AKTA_ACTOR, or the name you are logged in with)")
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		return usage(fmt.Errorf("%w; \"%s --help\" explains", err, c.CommandPath()))
	})
	root.SetHelpCommand(newHelp())
	root.AddCommand(
		newAdd(a),
		newApprove(a),
		newApprover(a),
		newAudit(a),
		newBuild(a),
		newCase(a),
		newCorrect(a),
		newDecide(a),
		newDemo(a),
		newDoctor(a),
		newDue(a),
		newExport(a),
		newFind(a),
		newFsck(a),
		newImport(a),
		newInit(a),
		newInspect(a),
		newJournal(a),
		newLaw(a),
		newLetter(a),
		newLog(a),
		newRead(a),
		newRedact(a),
		newRegister(a),
		newRelease(a),
		newReport(a),
		newSeal(a),
		newServe(a),
		newTakedown(a),
		newVerify(a),
	)
	return root
}

// args makes a wrong number of arguments a usage error that shows how.
func args(n int, more bool) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) < n || len(args) > n && !more {
			return usage(fmt.Errorf("usage: %s", c.UseLine()))
		}
		return nil
	}
}

func (a *app) office() (*content.Office, error) {
	o, err := content.OpenOffice(a.dir)
	if err != nil {
		return nil, usage(err)
	}
	o.Actor = a.actor()
	return o, nil
}

// officeCase opens the office for work on a case, which must exist.
func (a *app) officeCase(id string) (*content.Office, error) {
	o, err := a.office()
	if err != nil {
		return nil, err
	}
	_, err = o.Case(id)
	return o, usage(err)
}

// say prints a line for people: not with --json or --quiet.
func (a *app) say(format string, args ...any) {
	if !a.json && !a.quiet {
		fmt.Fprintf(a.stdout, format+"\n", args...)
	}
}

// result prints v with --json.
func (a *app) result(v any) error {
	if !a.json {
		return nil
	}
	e := json.NewEncoder(a.stdout)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}
