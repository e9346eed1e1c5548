package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

const command = "github.com/akta-foi/akta/cmd/akta-wasm"

// hot are the packages in which the verifier spends its time. In all others
// calls stay calls: that saves a tenth of what a reader loads.
var hot = []string{
	"bufio", "bytes", "compress/...", "crypto/hmac", "crypto/internal/fips140/...", "crypto/internal/fips140deps/...", "crypto/sha256",
	"encoding/binary", "github.com/akta-foi/akta/bundles", "hash/...", "image", "image/...", "math/bits",
}

// run writes the three files into dir.
func run(dir string) error {
	goroot, err := tool("env", "GOROOT")
	if err != nil {
		return err
	}
	version, err := tool("env", "GOVERSION")
	if err != nil {
		return err
	}
	runtime, err := os.ReadFile(filepath.Join(goroot, "lib", "wasm", "wasm_exec.js"))
	if err != nil {
		return err
	}
	module, err := build()
	if err != nil {
		return err
	}
	packed, err := pack(module)
	if err != nil {
		return err
	}
	for name, data := range map[string][]byte{
		"akta.wasm.gz": packed, "wasm_exec.js": runtime, "version.txt": []byte(version + "\n"),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			return err
		}
	}
	fmt.Printf("akta.wasm: %d bytes, %d packed, %s\n", len(module), len(packed), version)
	return nil
}

// build compiles the verifier. Nothing of this machine gets into it.
func build() ([]byte, error) {
	tmp, err := os.MkdirTemp("", "akta-wasm-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(tmp)
	name := filepath.Join(tmp, "akta.wasm")
	args := []string{"build", "-o", name, "-trimpath", "-buildvcs=false", "-ldflags=-s -w -buildid=", "-gcflags=all=-l"}
	for _, p := range hot {
		args = append(args, "-gcflags="+p+"=")
	}
	c := exec.Command("go", append(args, command)...)
	c.Env = append(c.Environ(), "GOOS=js", "GOARCH=wasm", "GOWASM=", "GOFLAGS=", "GOEXPERIMENT=", "CGO_ENABLED=0", "GOTOOLCHAIN=local")
	if out, err := c.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("building the verifier: %w\n%s", err, out)
	}
	return os.ReadFile(name)
}

// pack compresses without a name and a date.
func pack(data []byte) ([]byte, error) {
	var out bytes.Buffer
	w, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(data); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

func tool(args ...string) (string, error) {
	out, err := exec.Command("go", args...).Output()
	if err != nil {
		return "", fmt.Errorf("go %s: %w", strings.Join(args, " "), err)
	}
	return strings.TrimSpace(string(out)), nil
}
