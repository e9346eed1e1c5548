package main

import (
	"context"
	"errors"
	"time"

	"github.com/spf13/cobra"

	"github.com/akta-foi/akta/content"
)

func newApprove(a *app) *cobra.Command {
	key := ""
	c := &cobra.Command{
		Use:   "approve CASE",
		Short: "Approve a release as a second person",
		Long: `Approve the release of a case that waits for it, with a key of your own. Without
--key, say what waits. The approval is a signed and timestamped statement in the
release; it counts only if its key is not the redactor's. Once the release has
all approvals that akta.toml asks for, it is verified, gets its name, and the
next build publishes it.

The key's password is taken from ` + content.ApproverPasswordVariable + `.

` + exitCodes,
		Example: `  akta approve 2026-001
  akta approve 2026-001 --key /media/usb/approver`,
		Args: args(1, false),
		RunE: func(c *cobra.Command, args []string) error { return runApprove(c.Context(), a, args[0], key) },
	}
	c.Flags().StringVar(&key, "key", "", "the `FOLDER` of the approver's key")
	return c
}

func runApprove(ctx context.Context, a *app, caseID, key string) error {
	o, err := a.officeCase(caseID)
	if err != nil {
		return err
	}
	if key == "" {
		return showWaiting(a, o, caseID)
	}
	approver, err := content.OpenApprover(key)
	if err != nil {
		return err
	}
	k, err := o.OpenKeys(postTimestampQuery)
	if err != nil {
		return err
	}
	file, missing, err := o.Approve(ctx, k, approver, caseID)
	if err != nil {
		return err
	}
	if missing > 0 {
		a.say("Approved; %s more before it is published.", plural(missing, "approval", "approvals"))
	} else {
		a.say("Approved: %s", file)
		a.say("Next: akta build")
	}
	return a.result(map[string]any{"file": file, "missing": missing})
}

// showWaiting says what waits for approval.
func showWaiting(a *app, o *content.Office, caseID string) error {
	file, err := o.Waiting(caseID)
	if err != nil {
		return err
	}
	if file == "" {
		a.say("Case %s: no release waits for approval.", caseID)
		return a.result(map[string]any{"waiting": ""})
	}
	a.say("Waits for approval: %s", file)
	a.say("  akta verify %s shows what it says; unzip it to look at its pages and texts", file)
	return a.result(map[string]any{"waiting": file})
}

func newApprover(a *app) *cobra.Command {
	key := ""
	c := &cobra.Command{
		Use:   "approver NAME",
		Short: "Make a key for an approver",
		Long: `Make a key pair for someone who approves releases: the private key, encrypted
with the password in ` + content.ApproverPasswordVariable + `, goes into the new folder --key, which
belongs to that person and not into the office; the public one is added to
trust.json, under the name given here, which is public. How many approvals a release needs
stands in akta.toml (approvals = 1).

` + exitCodes,
		Example: "  akta approver \"Head of the legal department\" --key /media/usb/approver",
		Args:    args(1, false),
		RunE: func(c *cobra.Command, args []string) error {
			if key == "" {
				return usage(errors.New("--key is missing: where is the key to be put?"))
			}
			o, err := a.office()
			if err != nil {
				return err
			}
			id, err := o.AddApprover(args[0], key, time.Now())
			if err != nil {
				return err
			}
			a.say("%s may approve releases with key %s", args[0], id)
			a.say("  %s  (keep it with that person; nobody can make it again)", key)
			return a.result(map[string]any{"name": args[0], "keyid": id, "file": key})
		},
	}
	c.Flags().StringVar(&key, "key", "", "a new `FOLDER` for the key, outside of the office")
	return c
}
