//go:build !unix

package ocr

import "os/exec"

// ownGroup leaves it at ending the process itself: there are no process groups
// here, and tesseract starts no processes on such systems.
func ownGroup(*exec.Cmd) {}
