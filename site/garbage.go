package site

import (
	"math"
	"os"
	"runtime/debug"
)

// Collecting garbage costs a fifth of the time of a Build at Go's setting, which
// does it whenever the memory in use has doubled. While a Build runs it is done
// when that has become three times as much, and more often as the process comes near
// to buildMemory. Both are settings of the process; who set them in its
// environment is obeyed.
const (
	buildGarbage = 200
	buildMemory  = 1500 << 20
)

// holdGarbage changes the settings, and returns what puts them back.
func holdGarbage() (restore func()) {
	if os.Getenv("GOGC") != "" || debug.SetMemoryLimit(-1) != math.MaxInt64 {
		return func() {}
	}
	percent, limit := debug.SetGCPercent(buildGarbage), debug.SetMemoryLimit(buildMemory)
	return func() {
		debug.SetGCPercent(percent)
		debug.SetMemoryLimit(limit)
	}
}
