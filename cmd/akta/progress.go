package main

import (
	"fmt"
	"os"
	"sync"
	"time"

	"golang.org/x/term"

	"github.com/akta-foi/akta/bundles"
)

// progress returns a printer of what is being done, and a function that clears
// its line. On anything but a terminal it prints nothing, and on a terminal
// nothing for the first second.
func (a *app) progress() (show func(bundles.Event), done func()) {
	f, ok := a.stderr.(*os.File)
	if a.quiet || a.json || !ok || !term.IsTerminal(int(f.Fd())) {
		return nil, func() {}
	}
	var mu sync.Mutex
	start, drawn := time.Now(), false
	show = func(e bundles.Event) {
		mu.Lock()
		defer mu.Unlock()
		if time.Since(start) < time.Second {
			return
		}
		line := e.Stage + " " + e.Item
		if e.Total > 0 {
			line += fmt.Sprintf("  %d of %d", e.Done+1, e.Total)
		}
		fmt.Fprintf(f, "\r\x1b[K%s", line)
		drawn = true
	}
	return show, func() {
		mu.Lock()
		defer mu.Unlock()
		if drawn {
			fmt.Fprint(f, "\r\x1b[K")
		}
	}
}
