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

// sayAhead tells of a day that has not come yet: mostly a slip in a year, and a
// deadline counted from it is one that nobody will be reminded of.
func (a *app) sayAhead(d law.Date) {
	if d > law.DateOf(time.Now()) {
		a.say("Note: %s has not come yet; is the date right?", d)
	}
}
