//go:build unix

package site

import (
	"os/exec"
	"syscall"
)

// ownGroup puts a program and all it starts into a process group: pagefind from
// npm is a script that starts the real one.
func ownGroup(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
}
