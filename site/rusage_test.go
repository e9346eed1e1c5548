//go:build unix

package site

import (
	"runtime"
	"syscall"
)

func usage() (u syscall.Rusage) {
	// An error leaves zeros, which the benchmark shows.
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return u
}

// processorTime is that of this process, in seconds.
func processorTime() float64 {
	u := usage()
	return float64(u.Utime.Nano()+u.Stime.Nano()) / 1e9
}

// peakMemory is the most memory this process has held, in bytes.
func peakMemory() int64 {
	if n := int64(usage().Maxrss); runtime.GOOS != "darwin" {
		return n << 10
	} else {
		return n
	}
}
