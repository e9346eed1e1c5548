//go:build !unix

package find

import (
	"testing"
	"time"
)

// spent is the time that f takes.
func spent(_ testing.TB, f func()) time.Duration {
	start := time.Now()
	f()
	return time.Since(start)
}
