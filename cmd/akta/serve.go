package main

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/akta-foi/akta/site"
)

func newServe(a *app) *cobra.Command {
	var dir, address string
	c := &cobra.Command{
		Use:   "serve",
		Short: "Show the built website on this machine",
		Long: `Show the website that "akta build" made, on this machine only, until it is
stopped with Ctrl-C. To publish the site, upload the folder to any web server.

` + exitCodes,
		Example: "  akta serve\n  akta serve --address 127.0.0.1:9000",
		Args:    args(0, false),
	}
	c.Flags().StringVar(&dir, "out", "", "the built folder (default: site/public in the office)")
	c.Flags().StringVar(&address, "address", "127.0.0.1:8080", "loopback address and port; port 0 takes a free one")
	c.RunE = func(c *cobra.Command, _ []string) error { return runServe(c.Context(), a, dir, address) }
	return c
}

func runServe(ctx context.Context, a *app, dir, address string) error {
	if dir == "" {
		o, err := a.office()
		if err != nil {
			return err
		}
		dir = o.PublicDir()
	}
	return usage(site.Serve(ctx, dir, address, func(url string) {
		a.say("Serving %s at %s (Ctrl-C stops)", dir, url)
		// A reader of the JSON that has gone is no reason to stop serving.
		_ = a.result(map[string]string{"dir": dir, "url": url})
	}))
}
