package main

import (
	"github.com/spf13/cobra"
)

func newLog(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "log",
		Short: "Check and show the transparency log",
		Long: `Recompute every hash of the office's transparency log from its entries, check the
signatures of its checkpoint, and show what it holds.

` + exitCodes,
		Example: "  akta log\n  akta log --json",
		Args:    args(0, false),
		RunE:    func(*cobra.Command, []string) error { return runLog(a) },
	}
}

func runLog(a *app) error {
	o, err := a.office()
	if err != nil {
		return err
	}
	v, checkpoint, err := o.VerifyLog()
	if err != nil {
		return err
	}
	if !a.json {
		if err := v.WriteText(a.stdout); err != nil {
			return err
		}
		a.say("\ncheckpoint:\n%s", checkpoint)
	}
	if err := a.result(map[string]any{"verdict": v, "checkpoint": string(checkpoint)}); err != nil {
		return err
	}
	if v.Code != 0 {
		return &codeError{code: v.Code}
	}
	return nil
}
