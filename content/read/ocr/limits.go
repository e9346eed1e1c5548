package ocr

import "time"

// Every bound of this package, each with its reason.
const (
	maxPixels     = 40_000_000 // of one image: as for page images
	maxWorkPixels = 80_000_000 // of an image made larger for the program
	maxSide       = 32_000     // pixels: the program refuses more than 32,767
	minDPI        = 36         // below it nothing is legible
	maxDPI        = 1200       // above it no scanner's word is believed

	pageLimit   = 120 * time.Second // for one process: a page of noise runs for minutes
	askLimit    = 20 * time.Second  // for its version and its languages
	killWait    = 2 * time.Second   // for the pipes of a process that was ended
	maxTSV      = 64 << 20          // bytes it may print for one page
	maxAnswer   = 1 << 20           // bytes of its version and its languages
	maxStderr   = 4 << 10           // bytes kept of what it complains about
	maxRows     = 400_000           // rows of one answer
	maxWordText = 4 << 10           // bytes of one word
	maxLangs    = 8                 // languages at a time: each costs time and memory
	maxCache    = 64 << 20          // bytes of one kept result
)
