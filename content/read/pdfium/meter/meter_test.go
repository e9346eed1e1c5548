package main

import (
	"bytes"
	"crypto/sha256"
	"os"
	"os/exec"
	"testing"
)

// TestModuleIsTheDependencys makes the module again and compares.
func TestModuleIsTheDependencys(t *testing.T) {
	if _, err := exec.LookPath("go"); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skip("the go command is not on the PATH: the module was not made again")
	}
	module, err := original()
	if err != nil {
		t.Fatal(err)
	}
	want, loops, err := meter(module)
	if err != nil {
		t.Fatal(err)
	}
	if loops < 1000 {
		t.Errorf("%d loops are metered, want all of some thousand", loops)
	}
	got, err := os.ReadFile("../pdfium.wasm")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("pdfium.wasm has the hash %x, made again %x: run go generate ./content/read/pdfium", sha256.Sum256(got), sha256.Sum256(want))
	}
}

// Nothing is written for a module that is cut off or no module at all.
func TestMeterRefuses(t *testing.T) {
	module, err := original()
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range []int{0, 4, 8, 100, 5000, len(module) / 2} {
		if out, _, err := meter(module[:n]); err == nil || out != nil {
			t.Errorf("%d bytes of a module: %d bytes, %v", n, len(out), err)
		}
	}
}
