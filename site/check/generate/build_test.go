package main

import (
	"bytes"
	"crypto/sha256"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/akta-foi/akta/bundles/bundlestest"
)

// TestProgramIsThatOfTheSource builds the verifier again: what is embedded is
// what the source gives, to the last byte.
func TestProgramIsThatOfTheSource(t *testing.T) {
	recorded, err := os.ReadFile(filepath.Join("..", "version.txt"))
	if err != nil {
		t.Fatal(err)
	}
	version, err := tool("env", "GOVERSION")
	if err != nil {
		t.Fatal(err)
	}
	if want := strings.TrimSpace(string(recorded)); version != want {
		if os.Getenv("CI") == "true" {
			t.Fatalf("this is %s, and the verifier was built with %s: CI must build it again", version, want)
		}
		t.Skipf("this is %s, and the verifier was built with %s: it is not built again here", version, want)
	}
	dir := t.TempDir()
	if err := run(dir); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"akta.wasm.gz", "wasm_exec.js", "version.txt"} {
		want, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		have, err := os.ReadFile(filepath.Join("..", name))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(have, want) {
			t.Errorf("%s: SHA-256 %x, the source gives %x: run \"go generate ./site\" and commit", name, sha256.Sum256(have), sha256.Sum256(want))
		}
	}
}

// TestProgramIsSmall: a reader loads at most 1.5 MB where a server packs with
// brotli, and little more than 2 MB where it does not. To pack with brotli takes
// half a minute, so that it is done with AKTA_SAMPLES=all.
func TestProgramIsSmall(t *testing.T) {
	const maxBrotli, maxGzip = 1_500_000, 2_100_000
	name := filepath.Join("..", "akta.wasm.gz")
	info, err := os.Stat(name)
	if err != nil {
		t.Fatal(err)
	}
	if info.Size() > maxGzip {
		t.Errorf("%d bytes with gzip, at most %d", info.Size(), maxGzip)
	}
	if bundlestest.Samples(0, 1) == 0 {
		return
	}
	node := bundlestest.Tool(t, "node")
	out := bundlestest.Run(t, node, "-e", `
const zlib = require("zlib");
const module = zlib.gunzipSync(require("fs").readFileSync(process.argv[1]));
process.stdout.write(String(zlib.brotliCompressSync(module).length));`, name)
	brotli, err := strconv.Atoi(out)
	if err != nil || brotli < 100_000 || brotli > maxBrotli {
		t.Errorf("%q bytes with brotli, at most %d", out, maxBrotli)
	}
	t.Logf("%d bytes with gzip, %d with brotli", info.Size(), brotli)
}
