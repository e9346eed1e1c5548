package main

import (
	"os"
	"strings"
)

// actorVariable names who writes something down, where --actor does not.
const actorVariable = "AKTA_ACTOR"

// actor is who does what a command writes down.
func (a *app) actor() string {
	for _, name := range []string{a.by, os.Getenv(actorVariable)} {
		if name = strings.TrimSpace(name); name != "" {
			return name
		}
	}
	return officer()
}
