package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/akta-foi/akta/content"
	"github.com/akta-foi/akta/content/find"
	"github.com/akta-foi/akta/content/law"
)

// session is an officer at work. It prints plain lines, one after the other, so
// that a screen reader can follow.
type session struct {
	v    *content.Review
	law  *law.Profile
	out  io.Writer
	keys *keyboard
	by   string

	queue   []step
	skipped int
	ground  string // chosen for the group at hand; "": as it was proposed
	looked  map[string]bool
	history []past

	accepted, rejected, further int
}

// step is a group that waits, or one place of the second look.
type step struct {
	ids    []string
	also   bool // further mentions of a person
	second bool // it was kept, and is looked at again
}

// past is what undo restores.
type past struct {
	undos                                []*content.Undo
	queue                                []step
	skipped, accepted, rejected, further int
}

// errQuit ends a session; all that was decided is saved.
var errQuit = errors.New("quit")

const keysLine = "keys: a accept, r reject, e look at the places, ? all keys, q quit"

// run steps through all groups, and then through the second look.
func (s *session) run(ctx context.Context) error {
	s.looked = map[string]bool{}
	for _, g := range s.v.Undecided() {
		s.queue = append(s.queue, step{ids: g.IDs()})
	}
	s.printf("%s to decide; %s", plural(len(s.queue), "group", "groups"), keysLine)
	for {
		for len(s.queue) > 0 {
			if err := s.step(ctx); errors.Is(err, errQuit) || errors.Is(err, io.EOF) {
				return nil
			} else if err != nil {
				return err
			}
		}
		if s.skipped == 0 && s.secondLook() {
			continue
		}
		if again, err := s.end(ctx); err != nil || !again {
			return err
		}
	}
}

// end waits for a last key, so that the last decision can be taken back, too;
// true: something was.
func (s *session) end(ctx context.Context) (bool, error) {
	for len(s.history) > 0 {
		s.printf("\nThat was the last. Everything is saved; u undoes, q ends")
		fmt.Fprint(s.out, "> ")
		key, err := s.keys.key(ctx)
		s.printf("%s", key)
		switch {
		case errors.Is(err, io.EOF):
			return false, nil
		case err != nil:
			return false, err
		case key == "u":
			return s.undo()
		case key == "q":
			return false, nil
		}
	}
	return false, nil
}

// secondLook fills the queue with what is looked at again; false: nothing.
func (s *session) secondLook() bool {
	for _, x := range s.v.SecondLook() {
		if !s.looked[x.ID] {
			s.looked[x.ID] = true
			s.queue = append(s.queue, step{ids: []string{x.ID}, second: true})
		}
	}
	if n := len(s.queue); n > 0 {
		s.printf("Second look: %s that would stay; k keep, h hide", plural(n, "place", "places"))
		return true
	}
	return false
}

func (s *session) printf(format string, args ...any) { fmt.Fprintf(s.out, format+"\n", args...) }

// step shows the first of the queue and acts on keys until it is dealt with.
func (s *session) step(ctx context.Context) error {
	at := s.queue[0]
	if !at.second { // others may have decided meanwhile
		at.ids = slices.DeleteFunc(slices.Clone(at.ids), func(id string) bool {
			x, ok := s.v.Redaction(id)
			return !ok || x.State != content.Undecided
		})
	}
	g := s.v.Group(at.ids)
	if len(g.Redactions) == 0 {
		s.queue = s.queue[1:]
		return nil
	}
	s.ground = ""
	s.show(at, g)
	for {
		fmt.Fprint(s.out, "> ")
		key, err := s.keys.key(ctx)
		s.printf("%s", key)
		if err != nil {
			return err
		}
		next, err := s.act(ctx, key, at, g)
		if err != nil {
			return err
		}
		if next {
			return nil
		}
	}
}

// act does what a key says; true: something else is at hand now.
func (s *session) act(ctx context.Context, key string, at step, g content.Group) (bool, error) {
	if at.second {
		switch key {
		case "k":
			return true, s.confirm(g)
		case "h":
			return true, s.judge(ctx, content.Accepted, []step{at})
		case "a", "r", "A", "R", "o":
			s.printf("second look: k keeps it, h hides it")
			return false, nil
		}
	}
	switch key {
	case "a":
		return true, s.judge(ctx, content.Accepted, []step{at})
	case "r":
		return true, s.judge(ctx, content.Rejected, []step{at})
	case "A":
		return true, s.judge(ctx, content.Accepted, s.alike(g))
	case "R":
		return true, s.judge(ctx, content.Rejected, s.alike(g))
	case "o":
		return s.oneByOne(at), nil
	case "s":
		s.remember()
		s.queue = s.queue[1:]
		if !at.second {
			s.skipped++
		}
		return true, nil
	case "u":
		return s.undo()
	case "g":
		return false, s.chooseGround(ctx)
	case "e":
		s.explain(g)
	case "?":
		s.help()
	case "q":
		return true, errQuit
	default:
		s.printf("key %q: not known; ? explains the keys", key)
	}
	return false, nil
}

func (s *session) remember(undos ...*content.Undo) {
	s.history = append(s.history, past{undos, slices.Clone(s.queue), s.skipped, s.accepted, s.rejected, s.further})
}

// alike are the steps of the queue whose groups are of the same type.
func (s *session) alike(g content.Group) []step {
	var out []step
	for _, at := range s.queue {
		if o := s.v.Group(at.ids); !at.second && len(o.Redactions) > 0 && o.Type() == g.Type() {
			out = append(out, at)
		}
	}
	return out
}

// judge decides about steps of the queue and saves it. Of persons that were
// accepted further mentions come next.
func (s *session) judge(ctx context.Context, state string, steps []step) error {
	j := content.Judgement{State: state, Ground: s.ground, By: s.by, At: now()}
	for _, at := range steps {
		j.IDs = append(j.IDs, at.ids...)
	}
	if steps[0].second {
		j.Note = content.NoteSecondLook
	}
	undo, err := s.v.Judge(j)
	if err != nil {
		return err
	}
	s.remember(undo)
	what := "rejected, nothing of it is hidden"
	if state == content.Accepted {
		s.accepted += len(j.IDs)
		what = "accepted"
	} else {
		s.rejected += len(j.IDs)
	}
	if steps[0].second {
		s.rejected = max(0, s.rejected-1)
		what = "hidden after all"
	}
	s.printf("%s: %s", what, plural(len(j.IDs), "place", "places"))
	taken := map[string]bool{}
	for _, at := range steps {
		taken[at.ids[0]] = true
	}
	s.queue = slices.DeleteFunc(slices.Clone(s.queue), func(at step) bool { return taken[at.ids[0]] })
	if state != content.Accepted || !s.persons(j.IDs) {
		return nil
	}
	ids, undo, err := s.v.Further(ctx)
	if err != nil || len(ids) == 0 {
		return err
	}
	last := &s.history[len(s.history)-1]
	last.undos = append(last.undos, undo)
	s.further += len(ids)
	s.queue = slices.Insert(s.queue, 0, step{ids: ids, also: true})
	return nil
}

// persons tells whether one of the redactions is a person.
func (s *session) persons(ids []string) bool {
	return slices.ContainsFunc(ids, func(id string) bool {
		x, ok := s.v.Redaction(id)
		return ok && x.Type == string(find.TypePerson)
	})
}

func (s *session) confirm(g content.Group) error {
	undo, err := s.v.Confirm(g.Redactions[0], s.by, now())
	if err != nil {
		return err
	}
	s.remember(undo)
	s.queue = s.queue[1:]
	s.printf("kept")
	return nil
}

func (s *session) oneByOne(at step) bool {
	if len(at.ids) == 1 {
		s.printf("it is one place already")
		return false
	}
	s.remember()
	var steps []step
	for _, x := range s.v.Group(at.ids).Redactions {
		steps = append(steps, step{ids: []string{x.ID}})
	}
	s.queue = append(steps, s.queue[1:]...)
	return true
}

// undo takes the last key back that decided, skipped or divided something.
func (s *session) undo() (bool, error) {
	n := len(s.history)
	if n == 0 {
		s.printf("nothing to undo in this run; \"akta redact\" with --accept or --reject decides anew")
		return false, nil
	}
	p := s.history[n-1]
	if len(p.undos) > 0 {
		if err := s.v.Undo(p.undos...); err != nil {
			return false, err
		}
	}
	s.history = s.history[:n-1]
	s.queue, s.skipped, s.accepted, s.rejected, s.further = p.queue, p.skipped, p.accepted, p.rejected, p.further
	s.looked = map[string]bool{} // other places may stay now
	s.printf("taken back")
	return true, nil
}

// chooseGround reads a ground for the group at hand.
func (s *session) chooseGround(ctx context.Context) error {
	for i, g := range s.law.Grounds {
		s.printf("  %d  %s  %s", i+1, g.Code, g.Paragraph)
	}
	fmt.Fprint(s.out, "ground, by number, code or paragraph; empty: as it was> ")
	line, err := s.keys.line(ctx)
	s.printf("")
	if err != nil || line == "" {
		return err
	}
	if n, err := strconv.Atoi(line); err == nil && n >= 1 && n <= len(s.law.Grounds) {
		line = s.law.Grounds[n-1].Code
	}
	g, err := s.law.Ground(line)
	if err != nil {
		s.printf("%v", err)
		return nil
	}
	s.ground = g.Code
	s.printf("ground: %s; a accepts with it", strings.TrimSpace(g.Code+" "+g.Paragraph))
	return nil
}
