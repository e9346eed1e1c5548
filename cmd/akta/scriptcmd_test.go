package main

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"codeberg.org/go-pdf/fpdf"
	"github.com/rogpeppe/go-internal/testscript"
)

type keptKey struct{}

type scriptCommand = func(ts *testscript.TestScript, neg bool, args []string)

// commands are what the scripts can do besides testscript's own.
//
//	exits CODE akta args...   run akta; the exit code has to be CODE
//	office NAME               a copy of an office, in $WORK/office
//	keep PATH                 remember a file or folder
//	unchanged PATH            it is byte for byte as kept, names and all
//	mutate FILE OFFSET        flip a bit of one byte; below 0: from the end
//	cut FILE SIZE             keep the first SIZE bytes
//	replace FILE OLD NEW      in a text file, where OLD stands once
//	badzip HOW FILE           bomb, parent, absolute or twice
//	lockedpdf FILE            a PDF with a password
//	json                      stdout is one JSON value, stderr is empty
func commands(made *offices) map[string]scriptCommand {
	plain := map[string]struct {
		args int
		run  func(ts *testscript.TestScript, args []string) error
	}{
		"office": {1, func(ts *testscript.TestScript, args []string) error {
			dir, problem := made.office(args[0])
			if problem != "" {
				return errors.New(problem)
			}
			return copyOffice(ts.MkAbs("office"), dir)
		}},
		"keep":      {1, keep},
		"unchanged": {1, unchanged},
		"mutate":    {2, mutate},
		"cut":       {2, cut},
		"replace":   {3, replace},
		"badzip":    {2, badZIP},
		"lockedpdf": {1, lockedPDF},
		"json":      {0, oneJSON},
	}
	out := map[string]scriptCommand{"exits": exits}
	for name, c := range plain {
		out[name] = func(ts *testscript.TestScript, neg bool, args []string) {
			if neg || len(args) != c.args {
				ts.Fatalf("%s: want %d arguments, and no \"!\"", name, c.args)
			}
			ts.Check(c.run(ts, args))
		}
	}
	return out
}

func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE program args...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
	if stderr := ts.ReadFile("stderr"); strings.Contains(stderr, "panic:") || strings.Contains(stderr, "goroutine ") {
		ts.Fatalf("a panic, no message for people")
	}
}

// digests are the names below path, each with its mode and contents. The lock
// and the folder it is in are touched by readers, too.
func digests(path string) (map[string]string, error) {
	out := map[string]string{}
	err := filepath.WalkDir(path, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.Name() == "lock" {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		if !info.Mode().IsRegular() {
			out[p] = info.Mode().String()
			return nil
		}
		data, err := os.ReadFile(p)
		sum := sha256.Sum256(data)
		out[p] = info.Mode().String() + " " + hex.EncodeToString(sum[:])
		return err
	})
	if errors.Is(err, fs.ErrNotExist) {
		return out, nil // to be kept as absent
	}
	return out, err
}

func keep(ts *testscript.TestScript, args []string) error {
	d, err := digests(ts.MkAbs(args[0]))
	ts.Value(keptKey{}).(map[string]map[string]string)[ts.MkAbs(args[0])] = d
	return err
}

func unchanged(ts *testscript.TestScript, args []string) error {
	was, ok := ts.Value(keptKey{}).(map[string]map[string]string)[ts.MkAbs(args[0])]
	if !ok {
		ts.Fatalf("%s: was not kept", args[0])
	}
	is, err := digests(ts.MkAbs(args[0]))
	if err != nil {
		return err
	}
	var changed []string
	for p, d := range is {
		if was[p] != d {
			changed = append(changed, p)
		}
	}
	for p := range was {
		if _, there := is[p]; !there {
			changed = append(changed, p+" (gone)")
		}
	}
	if slices.Sort(changed); len(changed) > 0 {
		ts.Fatalf("changed: %s", strings.Join(changed, ", "))
	}
	return nil
}

func mutate(ts *testscript.TestScript, args []string) error {
	data, err := os.ReadFile(ts.MkAbs(args[0]))
	if err != nil {
		return err
	}
	at, err := strconv.Atoi(args[1])
	if err != nil {
		return err
	}
	if at < 0 {
		at += len(data)
	}
	if at < 0 || at >= len(data) {
		ts.Fatalf("%s has %d bytes", args[0], len(data))
	}
	data[at] ^= 1
	return os.WriteFile(ts.MkAbs(args[0]), data, 0o600)
}

func cut(ts *testscript.TestScript, args []string) error {
	n, err := strconv.ParseInt(args[1], 10, 64)
	if err != nil {
		return err
	}
	return os.Truncate(ts.MkAbs(args[0]), n)
}

func replace(ts *testscript.TestScript, args []string) error {
	data := ts.ReadFile(args[0])
	if n := strings.Count(data, args[1]); n != 1 {
		ts.Fatalf("%s: %q stands there %d times, want once", args[0], args[1], n)
	}
	return os.WriteFile(ts.MkAbs(args[0]), []byte(strings.Replace(data, args[1], args[2], 1)), 0o600)
}

func badZIP(ts *testscript.TestScript, args []string) error {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	put := func(name string, method uint16, data io.Reader) error {
		f, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: method})
		if err == nil {
			_, err = io.Copy(f, data)
		}
		return err
	}
	declaration := func() io.Reader {
		return strings.NewReader("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
	}
	var err error
	switch args[0] {
	case "bomb":
		err = errors.Join(put("bagit.txt", zip.Deflate, declaration()), put("data/zeros", zip.Deflate, io.LimitReader(zeros{}, 256<<20)))
	case "parent":
		err = errors.Join(put("../escaped.txt", zip.Store, declaration()), put("bagit.txt", zip.Store, declaration()))
	case "absolute":
		err = errors.Join(put("/etc/escaped.txt", zip.Store, declaration()), put("bagit.txt", zip.Store, declaration()))
	case "twice":
		err = errors.Join(put("bagit.txt", zip.Store, declaration()), put("bagit.txt", zip.Store, declaration()))
	default:
		ts.Fatalf("badzip: %q", args[0])
	}
	if err := errors.Join(err, w.Close()); err != nil {
		return err
	}
	return os.WriteFile(ts.MkAbs(args[1]), b.Bytes(), 0o600)
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

func lockedPDF(ts *testscript.TestScript, args []string) error {
	f := fpdf.New("P", "mm", "A4", "")
	f.SetProtection(0, "reader", "owner")
	f.AddPage()
	f.SetFont("Helvetica", "", 12)
	f.Cell(40, 10, "An invented letter.")
	return f.OutputFileAndClose(ts.MkAbs(args[0]))
}

func oneJSON(ts *testscript.TestScript, _ []string) error {
	var v any
	if err := json.Unmarshal([]byte(ts.ReadFile("stdout")), &v); err != nil {
		return err
	}
	if s := ts.ReadFile("stderr"); s != "" {
		ts.Fatalf("stderr: %s", s)
	}
	return nil
}
