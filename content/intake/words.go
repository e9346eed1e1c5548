package intake

import (
	_ "embed"
	"strings"

	"github.com/pelletier/go-toml/v2"

	"github.com/akta-foi/akta/content/law"
)

//go:embed words.toml
var wordsFile string

// words is what one source calls things.
type words struct {
	States map[string]meaning `toml:"states"`
	Events map[string]string  `toml:"events"`
}

// meaning is what a word for a state is here.
type meaning struct {
	State  string `toml:"state"`
	Event  string `toml:"event,omitempty"`
	Ground string `toml:"ground,omitempty"`
}

func loadWords() (map[string]words, error) {
	var all map[string]words
	d := toml.NewDecoder(strings.NewReader(wordsFile))
	d.DisallowUnknownFields()
	err := d.Decode(&all)
	return all, err
}

// state looks a word up; one that is unknown means an open case, and is told.
func (w words) state(word string, n *notes) meaning {
	if m, ok := w.States[strings.ToLower(strings.TrimSpace(word))]; ok {
		return m
	}
	if word == "" {
		n.add(Missing, "the source tells no state: the case is taken as open")
	} else {
		n.add(Unknown, "state %q is not known: the case is taken as open", cut(line(word), maxWord))
	}
	return meaning{State: law.PublicOpen}
}

// event is the event that a meaning stands for, on a day that is known.
func (m meaning) event(word string, day law.Date, file string) (Event, bool) {
	if m.Event == "" || day == 0 {
		return Event{}, false
	}
	e := Event{Event: law.Event{Code: m.Event, Date: day}, Word: cut(line(word), maxWord), File: file}
	if m.Ground != "" {
		e.Grounds = []string{m.Ground}
	}
	return e, true
}
