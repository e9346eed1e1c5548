// Command generate builds the verifier for browsers that package site embeds:
// akta.wasm.gz, the page's half of Go's runtime for it (wasm_exec.js), and
// version.txt, which names the version of Go that both are of. The same version
// gives the same bytes. Run it in the folder site by "go generate".
package main

import (
	"fmt"
	"os"
)

func main() {
	dir := "check"
	if len(os.Args) > 1 {
		dir = os.Args[1]
	}
	if err := run(dir); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}
