package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/bundles/bundlestest"
)

const wasmScript = `
const fs = require("fs");
require(process.argv[2]);
(async () => {
	const go = new Go();
	const { instance } = await WebAssembly.instantiate(fs.readFileSync(process.argv[3]), go.importObject);
	go.run(instance);
	const trust = fs.readFileSync(process.argv[4]);
	const out = [];
	for (const name of process.argv.slice(5)) {
		try {
			out.push(JSON.parse(await aktaVerify(fs.readFileSync(name), trust)));
		} catch (e) {
			out.push({ error: e.message });
		}
	}
	console.log(JSON.stringify(out));
	process.exit(0);
})();
`

// TestWASMAgrees builds the verifier for the browser and has it give the same
// verdicts as the one here, on good and on changed releases.
func TestWASMAgrees(t *testing.T) {
	node := bundlestest.Tool(t, "node")
	o := demoOnce(t).offices[0]
	dir := t.TempDir()
	wasm := filepath.Join(dir, "akta.wasm")
	build := exec.Command("go", "build", "-o", wasm, module+"cmd/akta-wasm")
	build.Env = append(build.Environ(), "GOOS=js", "GOARCH=wasm")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	script := filepath.Join(dir, "verify.js")
	if err := os.WriteFile(script, []byte(wasmScript), 0o600); err != nil {
		t.Fatal(err)
	}
	files := append([]string(nil), o.Releases...)
	data, err := os.ReadFile(o.Releases[0])
	if err != nil {
		t.Fatal(err)
	}
	for i, at := range []int{100, len(data) / 3, len(data) - 30} { // a header, content, the directory
		bad := append([]byte(nil), data...)
		bad[at] ^= 1
		name := filepath.Join(dir, "bad"+string(rune('0'+i))+".zip")
		if err := os.WriteFile(name, bad, 0o600); err != nil {
			t.Fatal(err)
		}
		files = append(files, name)
	}
	goroot, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	trustFile := filepath.Join(o.Dir, "bundles", "trust.json")
	args := append([]string{script, filepath.Join(strings.TrimSpace(string(goroot)), "lib", "wasm", "wasm_exec.js"), wasm, trustFile}, files...)
	out, err := exec.Command(node, args...).Output()
	if err != nil {
		t.Fatal(err)
	}
	var got []json.RawMessage
	if err := json.Unmarshal(out, &got); err != nil || len(got) != len(files) {
		t.Fatalf("%d verdicts of %d: %v\n%s", len(got), len(files), err, out)
	}
	trust, err := readTrust(trustFile)
	if err != nil {
		t.Fatal(err)
	}
	for i, f := range files {
		v, err := bundles.Verify(t.Context(), f, bundles.VerifyOptions{Trust: trust})
		if err != nil {
			if !strings.Contains(string(got[i]), `"error"`) {
				t.Errorf("%s: here %v, in the browser %s", f, err, got[i])
			}
			continue
		}
		want, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		if !jsonEqual(t, want, got[i]) {
			t.Errorf("%s: here %s, in the browser %s", f, want, got[i])
		}
	}
}

func jsonEqual(t *testing.T, a, b []byte) bool {
	t.Helper()
	var x, y any
	if err := json.Unmarshal(a, &x); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, &y); err != nil {
		t.Fatal(err)
	}
	ja, errA := json.Marshal(x)
	jb, errB := json.Marshal(y)
	return errA == nil && errB == nil && string(ja) == string(jb)
}
