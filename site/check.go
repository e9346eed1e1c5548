package site

import (
	"crypto/sha256"
	_ "embed"
	"maps"
	"slices"

	"github.com/akta-foi/akta/content/audit"
)

// The verifier for browsers: cmd/akta-wasm, packed by gzip because static hosts
// do not pack it, Go's runtime for it, of the same version of Go (its licence
// stands in its head), and the script that runs it in a thread of its own.
//
//go:generate go run ./check/generate check
var (
	//go:embed check/akta.wasm.gz
	checkProgram []byte
	//go:embed check/wasm_exec.js
	checkRuntime []byte
	//go:embed check/worker.js
	checkWorker []byte
)

// checkFiles are the public files of the verifier, by their names.
func checkFiles() map[string][]byte {
	return map[string][]byte{
		"check/akta.wasm.gz": checkProgram, "check/wasm_exec.js": checkRuntime, "check/worker.js": checkWorker,
	}
}

// OwnFiles are the public files that are the same in every office's folder, for
// the leak audit.
func OwnFiles() []audit.Own {
	files := checkFiles()
	maps.Copy(files, searchPrograms())
	var list []audit.Own
	for _, name := range slices.Sorted(maps.Keys(files)) {
		list = append(list, audit.Own{Size: int64(len(files[name])), SHA256: sha256.Sum256(files[name])})
	}
	return list
}
