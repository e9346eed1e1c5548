//go:build unix

package find

import (
	"syscall"
	"testing"
	"time"
)

// spent is the processor time that f takes. Other programs do not count, as
// they would by the clock.
func spent(tb testing.TB, f func()) time.Duration {
	tb.Helper()
	now := func() time.Duration {
		var u syscall.Rusage
		if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
			tb.Fatal(err)
		}
		return time.Duration(u.Utime.Nano() + u.Stime.Nano())
	}
	start := now()
	f()
	return now() - start
}
