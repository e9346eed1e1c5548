// Command meter writes pdfium's module, as github.com/klippa-app/go-pdfium
// brings it, with a check in every loop: see package pdfium.
package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
)

const (
	// turns of loops between two checks: some milliseconds
	turns = 1 << 19
	// where the byte and its vector lie; Emscripten puts nothing below 1024
	vector, written, stderr = 16, 28, 2
)

func main() {
	log.SetFlags(0)
	if len(os.Args) != 2 {
		log.Fatal("usage: meter FILE")
	}
	module, err := original()
	if err != nil {
		log.Fatal(err)
	}
	metered, loops, err := meter(module)
	if err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile(os.Args[1], metered, 0o644); err != nil {
		log.Fatal(err)
	}
	log.Printf("%d loops", loops)
}

// original is the module of the dependency that go.mod pins.
func original() ([]byte, error) {
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/klippa-app/go-pdfium").Output()
	if err != nil {
		return nil, fmt.Errorf("looking for go-pdfium: %w", err)
	}
	return os.ReadFile(filepath.Join(string(bytes.TrimSpace(dir)), "webassembly", "pdfium.wasm"))
}

// meter adds a global that counts down, a function that reports to the host,
// and in every loop a check that calls it. Indexes that exist stay as they are.
func meter(module []byte) (metered []byte, loops int, err error) {
	sections, err := parse(module)
	if err != nil {
		return nil, 0, err
	}
	var at [sectionCode + 1]*section
	for _, id := range []byte{sectionType, sectionImport, sectionFunction, sectionGlobal, sectionCode} {
		if at[id], err = find(sections, id); err != nil {
			return nil, 0, err
		}
	}
	imported, write, err := imports(at[sectionImport], "wasi_snapshot_preview1", "fd_write")
	if err != nil {
		return nil, 0, err
	}
	kind := at[sectionType].extend([]byte{0x60, 0, 0})
	counter := at[sectionGlobal].extend(slices.Concat([]byte{typeI32, 1}, i32(turns), []byte{opEnd}))
	report := imported + at[sectionFunction].extend(binary.AppendUvarint(nil, kind))
	code, loops, err := rewrite(at[sectionCode].body, check(counter, report))
	if err != nil {
		return nil, 0, err
	}
	at[sectionCode].body = code
	body := reporter(counter, write)
	at[sectionCode].extend(append(binary.AppendUvarint(nil, uint64(len(body))), body...))
	return format(sections), loops, nil
}

// check counts down and calls the reporter at zero.
func check(counter, report uint64) []byte {
	return slices.Concat(
		op(opGlobalGet, counter), i32(1), []byte{opI32Sub}, op(opGlobalSet, counter),
		op(opGlobalGet, counter), []byte{opI32Eqz, opIf, noResult}, op(opCall, report), []byte{opEnd},
	)
}

// reporter is the body of the function that winds up the counter, writes one
// byte to standard error, and traps where that is refused.
func reporter(counter, write uint64) []byte {
	return slices.Concat(
		[]byte{0}, // no locals
		i32(turns), op(opGlobalSet, counter),
		i32(vector), i32(vector+8), op(opI32Store, 2), []byte{0},
		i32(vector+4), i32(1), op(opI32Store, 2), []byte{0},
		i32(stderr), i32(vector), i32(1), i32(written), op(opCall, write),
		[]byte{opIf, noResult, opUnreachable, opEnd, opEnd},
	)
}
