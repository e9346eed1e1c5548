// Generate writes the documents of the demonstration into a folder. Everything
// in them is invented. The same program writes the same bytes every time: no
// clock, no randomness but a fixed seed, fonts from golang.org/x/image.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
)

func main() {
	out := flag.String("o", filepath.Join("site", "demo", "fixtures"), "folder to write to")
	flag.Parse()
	if err := generate(*out); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

// fixture is one file and how to make it.
type fixture struct {
	name string
	make func() ([]byte, error)
}

func fixtures() []fixture { return slices.Concat(czech(), hungarian()) }

// generate writes all fixtures into dir.
func generate(dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for _, f := range fixtures() {
		data, err := f.make()
		if err != nil {
			return fmt.Errorf("%s: %w", f.name, err)
		}
		if err := os.WriteFile(filepath.Join(dir, f.name), data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// plain makes a file of the text in UTF-8.
func plain(text string) func() ([]byte, error) {
	return func() ([]byte, error) { return []byte(text), nil }
}
