package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/content"
	"github.com/akta-foi/akta/content/read"
	"github.com/akta-foi/akta/content/read/ocr"
)

type readFlags struct {
	text         bool
	passwordFile string
	languages    []string
}

func newRead(a *app) *cobra.Command {
	var f readFlags
	c := &cobra.Command{
		Use:   "read FILE...",
		Short: "Show what akta reads in a file, and what hides in it",
		Long: `Read files the way "akta add" does and show what was read: the words, pages and
fields, everything hidden in the file (comments, tracked changes, hidden sheets,
text under black boxes, earlier versions, ...), the files inside it, and what no
machine could read. Nothing is stored. Inside an office its settings count.

What is shown is for the officer: hidden content is quoted in it.

` + exitCodes,
		Example: `  akta read letter.docx
  akta read --text scan.pdf
  akta read --json mailbox.mbox`,
		Args: args(1, true),
	}
	c.Flags().BoolVar(&f.text, "text", false, "print the text that was read, and nothing else")
	c.Flags().StringVar(&f.passwordFile, "password", "", "`FILE` with the password of the files")
	c.Flags().StringSliceVar(&f.languages, "lang", nil, "`LANGUAGES` of scans outside of an office (cs,hu,sk,de,en)")
	c.RunE = func(c *cobra.Command, args []string) error { return runRead(c.Context(), a, args, f) }
	return c
}

// readFile is what was read in one file, and in the files inside it.
type readFile struct {
	File string `json:"file"`
	*read.Document
	Inside []readFile `json:"inside,omitempty"`
}

func runRead(ctx context.Context, a *app, files []string, f readFlags) error {
	password, err := readPassword(f.passwordFile)
	if err != nil {
		return usage(err)
	}
	opt, err := a.readOptions(ctx, f.languages)
	if err != nil {
		return usage(err)
	}
	show, done := a.progress()
	r := newReader(opt, show)
	defer r.Close()
	out, err := readPaths(ctx, r, files, password)
	done()
	if err != nil {
		return usage(err)
	}
	for _, got := range out {
		if f.text && !a.json {
			fmt.Fprintln(a.stdout, got.Text())
			continue
		}
		got.print(a, "")
	}
	return a.result(out)
}

// readOptions are the office's, or outside of one those of the flags.
func (a *app) readOptions(ctx context.Context, languages []string) (read.Options, error) {
	if _, err := os.Lstat(filepath.Join(a.dir, "akta.toml")); err == nil {
		o, err := content.OpenOffice(a.dir)
		if err != nil {
			return read.Options{}, err
		}
		opt, err := o.ReaderOptions(ctx, "")
		if opt.OCR != nil {
			opt.OCR.Cache = "" // of no case
		}
		return opt, err
	}
	opt := read.Options{Languages: languages}
	if engine, err := ocr.Find(ctx); err == nil {
		opt.OCR = engine
	}
	return opt, nil
}

// newReader makes a reader whose progress goes to show, which may be nil.
func newReader(opt read.Options, show func(bundles.Event)) *read.Reader {
	if show != nil {
		opt.Progress = func(p read.Progress) {
			show(bundles.Event{Stage: "read", Item: p.File + ", " + p.Stage, Done: int64(p.Done), Total: int64(p.Total)})
		}
	}
	return read.NewReader(opt)
}

// reader reads the documents of a case as the office's settings say.
func (a *app) reader(ctx context.Context, o *content.Office, caseID string, show func(bundles.Event)) (*read.Reader, error) {
	opt, err := o.ReaderOptions(ctx, caseID)
	if err != nil {
		return nil, usage(err)
	}
	return newReader(opt, show), nil
}

const maxPassword = 1 << 10 // bytes of a password's file

// readPassword reads the first line of a file; "" for no file.
func readPassword(name string) (string, error) {
	if name == "" {
		return "", nil
	}
	f, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	raw := make([]byte, maxPassword)
	n, err := f.Read(raw)
	if err != nil {
		return "", fmt.Errorf("%s: no password in it: %w", name, err)
	}
	line, _, _ := strings.Cut(string(raw[:n]), "\n")
	return strings.TrimSuffix(line, "\r"), nil
}

// readPaths reads files on all cores; the first file's error counts.
func readPaths(ctx context.Context, r *read.Reader, files []string, password string) ([]readFile, error) {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	out, errs := make([]readFile, len(files)), make([]error, len(files))
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	var all sync.WaitGroup
	for i, name := range files {
		slots <- struct{}{}
		all.Go(func() {
			defer func() { <-slots }()
			if out[i], errs[i] = readPath(ctx, r, name, password); errs[i] != nil {
				stop()
			}
		})
	}
	all.Wait()
	for _, err := range errs {
		if err != nil && !errors.Is(err, context.Canceled) {
			return nil, err
		}
	}
	return out, errors.Join(errs...)
}

func readPath(ctx context.Context, r *read.Reader, name, password string) (readFile, error) {
	f, err := os.Open(name)
	if err != nil {
		return readFile{}, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return readFile{}, err
	}
	if !info.Mode().IsRegular() {
		return readFile{}, fmt.Errorf("%s: not a file", name)
	}
	return readInside(ctx, r, read.Source{Name: filepath.Base(name), Data: f, Size: info.Size(), Password: password}, 0)
}

// readInside reads a file and the files inside it.
func readInside(ctx context.Context, r *read.Reader, src read.Source, depth int) (readFile, error) {
	doc, err := r.Read(ctx, src, nil)
	if err != nil {
		return readFile{}, err
	}
	out := readFile{File: src.Name, Document: doc}
	if len(doc.Attachments) > 0 && depth == content.MaxAttachDepth {
		return readFile{}, fmt.Errorf("%s: files within files, %d deep", src.Name, depth)
	}
	for _, at := range doc.Attachments {
		if len(at.Data) == 0 {
			continue
		}
		inside, err := readInside(ctx, r, read.Source{Name: at.Name, Data: bytes.NewReader(at.Data), Size: int64(len(at.Data)), Password: src.Password}, depth+1)
		if err != nil {
			return readFile{}, fmt.Errorf("inside %s: %w", src.Name, err)
		}
		out.Inside = append(out.Inside, inside)
	}
	return out, nil
}

// print shows for people what was read.
func (f readFile) print(a *app, indent string) {
	line := fmt.Sprintf("%s%s  %s", indent, f.File, f.Format)
	if f.Language != "" {
		line += ", " + f.Language
	}
	line += ", " + plural(len(f.Tokens), "word", "words")
	if f.Pages > 0 {
		line += ", " + plural(f.Pages, "page", "pages")
	}
	a.say("%s", line)
	for _, x := range f.Fields {
		a.say("%s  %-12s %s", indent, x.Name, x.Value)
	}
	if len(f.UnreadPages) > 0 {
		a.say("%s  not machine-read: pages %v: somebody has to look at them", indent, f.UnreadPages)
	}
	if len(f.Hidden) > 0 {
		a.say("%s  hidden, and in no view: %s", indent, plural(len(f.Hidden), "thing", "things"))
	}
	for _, h := range f.Hidden {
		a.say("%s    %s", indent, h)
	}
	for _, w := range f.Warnings {
		a.say("%s  ! %s", indent, w)
	}
	for _, x := range f.Inside {
		x.print(a, indent+"  ")
	}
}
