// Command screenshots makes pictures of every kind of page of the demo, in both
// colour schemes, 390 and 1280 pixels wide:
//
//	go run ./site/browsertest/screenshots -o DIR
//
// With -readme it makes the few small ones that the README shows.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"

	"github.com/akta-foi/akta/site/browsertest"
)

func main() {
	out := flag.String("o", "", "folder for the pictures")
	demo := flag.String("demo", "", "folder of a demo that is made (default: make one)")
	readme := flag.Bool("readme", false, "only the pictures of the README")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, *out, *demo, *readme); err != nil {
		fmt.Fprintln(os.Stderr, "screenshots:", err)
		stop()
		os.Exit(1)
	}
}

func run(ctx context.Context, out, demo string, readme bool) (err error) {
	if out == "" {
		return errors.New("no folder for the pictures: name it with -o")
	}
	if out, err = filepath.Abs(out); err != nil {
		return err
	}
	here, err := exec.CommandContext(ctx, "go", "list", "-f", "{{.Dir}}", "github.com/akta-foi/akta/site/browsertest").Output()
	if err != nil {
		return fmt.Errorf("go list: %w", err)
	}
	dir := strings.TrimSpace(string(here))
	if err := browsertest.Modules(dir); err != nil {
		return err
	}
	chromium, err := browsertest.Chromium()
	if err != nil {
		return err
	}
	offices, err := browsertest.Offices(demo)
	if demo == "" {
		tmp, e := os.MkdirTemp("", "akta-screenshots-")
		if e != nil {
			return e
		}
		defer func() { err = errors.Join(err, os.RemoveAll(tmp)) }()
		offices, err = browsertest.Build(ctx, filepath.Join(dir, "..", ".."), tmp)
	}
	if err != nil {
		return err
	}
	end, err := browsertest.Serve(offices)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, end()) }()
	setting, err := json.Marshal(browsertest.Setting{Chromium: chromium, Offices: offices})
	if err != nil {
		return err
	}
	c := exec.CommandContext(ctx, "node", "shots.mjs")
	c.Dir, c.Stdout, c.Stderr = dir, os.Stdout, os.Stderr
	c.Env = append(c.Environ(), "AKTA_BROWSERTEST="+string(setting), "AKTA_SHOTS="+out)
	if readme {
		c.Env = append(c.Env, "AKTA_SHOTS_README=1")
	}
	if err := c.Run(); err != nil {
		return fmt.Errorf("node shots.mjs: %w", err)
	}
	if readme {
		return shrink(out)
	}
	return nil
}
