package main

import (
	"time"

	"github.com/akta-foi/akta/content/law"
)

// dayOf reads a flag with a day; empty is today, by the machine's calendar. An error is one of
// usage.
func dayOf(flag string) (law.Date, error) {
	if flag == "" {
		return law.DateOf(time.Now()), nil
	}
	d, err := law.ParseDate(flag)
	return d, usage(err)
}
