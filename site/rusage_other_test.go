//go:build !unix

package site

func processorTime() float64 { return 0 }
func peakMemory() int64      { return 0 }
