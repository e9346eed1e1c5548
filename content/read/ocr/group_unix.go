//go:build unix

package ocr

import (
	"os/exec"
	"syscall"
)

// ownGroup puts the process at the head of a new group, and ends all of it
// when its time is over: what it started itself must not live on.
func ownGroup(c *exec.Cmd) {
	c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	c.Cancel = func() error { return syscall.Kill(-c.Process.Pid, syscall.SIGKILL) }
}
