//go:build unix

package system

import (
	"os/exec"
	"syscall"
)

// Group puts a program that is not started yet, and all that it starts, into a
// process group, which ends when the program's context does: what is run may be a
// script that starts the real program.
func Group(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
}

// EndGroup ends what a program of Group left behind.
func EndGroup(cmd *exec.Cmd) {
	if cmd.Process != nil {
		_ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) // nobody left is no error
	}
}
