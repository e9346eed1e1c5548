//go:build !unix

package system

import "os/exec"

// Group does nothing: exec ends the program itself, and waits no longer for its
// children than cmd.WaitDelay.
func Group(*exec.Cmd) {}

// EndGroup does nothing.
func EndGroup(*exec.Cmd) {}
