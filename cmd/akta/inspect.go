package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/akta-foi/akta/bundles"
)

func newInspect(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "inspect PATH",
		Short: "Show what a bundle says of itself, without checking it",
		Long: `Show the members of a bundle and what its statements say. Nothing is checked:
"akta verify" does that. Of a sealed bag only what may become public is shown.

` + exitCodes,
		Example: "  akta inspect bundles/2026-001/r1.zip\n  akta inspect bundles/2026-001/s1 --json",
		Args:    args(1, false),
		RunE:    func(_ *cobra.Command, args []string) error { return runInspect(a, args[0]) },
	}
}

func runInspect(a *app, path string) error {
	i, err := bundles.Inspect(path)
	if err != nil {
		return usage(err)
	}
	if a.json {
		return a.result(i)
	}
	w := a.stdout
	fmt.Fprintf(w, "%s %s of case %s, %s (not checked)\n", i.Kind, i.Name, i.Case, i.Authority)
	fmt.Fprintf(w, "created   %s by its own word\n", i.Created.Format("2006-01-02 15:04:05 UTC"))
	for _, s := range i.Signatures {
		fmt.Fprintf(w, "signed    %s by %s, %s, log entry %s\n", s.Subject, s.KeyID, plural(s.Timestamps, "timestamp", "timestamps"), s.Entry())
	}
	for _, d := range i.Documents {
		switch {
		case d.Withheld != "":
			fmt.Fprintf(w, "document  %s withheld (%s)\n", d.ID, d.Withheld)
		case d.Title != "":
			fmt.Fprintf(w, "document  %s %s, %s, %s\n", d.ID, d.Kind, d.Title, plural(len(d.Redactions), "redaction", "redactions"))
		default:
			fmt.Fprintf(w, "document  %s\n", d.ID)
		}
	}
	for _, m := range i.Members {
		fmt.Fprintf(w, "%12d  %s\n", m.Size, m.Name)
	}
	return nil
}
