//go:build !unix

package read

import "os/exec"

// Elsewhere exec ends the program itself, and waits no longer for its
// children than cmd.WaitDelay.
func ownGroup(*exec.Cmd) {}

func endGroup(*exec.Cmd) {}
