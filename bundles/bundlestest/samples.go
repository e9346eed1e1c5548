package bundlestest

import "os"

// Samples tells how many of something large a test tries: some of them, drawn
// always the same way, or all where AKTA_SAMPLES=all, which .ci/run sets in a
// step of its own.
func Samples(some, all int) int {
	if os.Getenv("AKTA_SAMPLES") == "all" {
		return all
	}
	return some
}
