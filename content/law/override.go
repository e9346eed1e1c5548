package law

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"
)

// Override is what an office changes in a law: the table law_override of its
// settings. Each change carries a note that says why.
type Override struct {
	Deadlines []DeadlineOverride  `toml:"deadlines,omitempty" comment:"Other lengths of deadlines: code, days, count (calendar, working, months), note."`
	Extends   []ExtensionOverride `toml:"extends,omitempty" comment:"Other lengths of extensions: event, days, note."`
	Labels    []LabelOverride     `toml:"labels,omitempty" comment:"Other labels of grounds: ground, label (by language), note."`
	Days      []DayOverride       `toml:"days,omitempty" comment:"Days that are worked or free: date (2026-08-08, or 08-08 for every year), working, name (by language), note."`
	Calendar  *CalendarOverride   `toml:"calendar,omitempty" comment:"The last year whose days are all here: known_to, note."`
	Retention *RetentionOverride  `toml:"retention,omitempty" comment:"How long who asked is kept: years, note."`
}

// RetentionOverride is how long an office's own filing rules keep who asked.
type RetentionOverride struct {
	Years int    `toml:"years"`
	Note  string `toml:"note"`
}

// CalendarOverride says up to which year an office has entered all days that
// are worked or free.
type CalendarOverride struct {
	KnownTo int    `toml:"known_to"`
	Note    string `toml:"note"`
}

// DeadlineOverride changes the length of a deadline.
type DeadlineOverride struct {
	Code  string `toml:"code"`
	Days  int    `toml:"days,omitempty"`  // 0: as it was
	Count string `toml:"count,omitempty"` // empty: as it was
	Note  string `toml:"note"`
}

// ExtensionOverride changes by how much an event extends a deadline at most.
type ExtensionOverride struct {
	Event string `toml:"event"`
	Days  int    `toml:"days"`
	Note  string `toml:"note"`
}

// LabelOverride changes the label of a ground in one language or more.
type LabelOverride struct {
	Ground string            `toml:"ground"` // its code or paragraph
	Label  map[string]string `toml:"label"`
	Note   string            `toml:"note"`
}

// DayOverride makes a day worked or free.
type DayOverride struct {
	Date    string            `toml:"date"`
	Working bool              `toml:"working,omitempty"`
	Name    map[string]string `toml:"name"`
	Note    string            `toml:"note"`
}

// Change is one thing an office changed.
type Change struct {
	What string `json:"what"` // "deadline answer"
	Was  string `json:"was"`
	Is   string `json:"is"`
	Note string `json:"note"`
}

// ParseOverride reads an override by itself, strictly.
func ParseOverride(raw []byte) (*Override, error) {
	if len(raw) > maxProfile {
		return nil, fmt.Errorf("law override: %d bytes, more than the %d allowed", len(raw), maxProfile)
	}
	o := new(Override)
	d := toml.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	if err := d.Decode(o); err != nil {
		return nil, fmt.Errorf("law override: %w", err)
	}
	return o, nil
}

// LoadWith returns the profile with that code as an office has changed it. A
// nil override changes nothing.
func LoadWith(code string, o *Override) (*Profile, error) {
	p, err := Load(code)
	if err != nil || o == nil {
		return p, err
	}
	if err := p.override(o); err != nil {
		return nil, fmt.Errorf("law override: %w", err)
	}
	return p, nil
}

func (p *Profile) override(o *Override) error {
	if n := len(o.Deadlines) + len(o.Extends) + len(o.Labels) + len(o.Days); n > maxList {
		return fmt.Errorf("%d changes, more than the %d allowed", n, maxList)
	}
	for _, d := range o.Deadlines {
		if err := p.overrideDeadline(d); err != nil {
			return err
		}
	}
	for _, x := range o.Extends {
		if err := p.overrideExtension(x); err != nil {
			return err
		}
	}
	for _, l := range o.Labels {
		if err := p.overrideLabel(l); err != nil {
			return err
		}
	}
	for _, d := range o.Days {
		if err := p.overrideDay(d); err != nil {
			return err
		}
	}
	if o.Calendar != nil {
		if err := p.overrideKnown(o.Calendar); err != nil {
			return err
		}
	}
	if r := o.Retention; r != nil {
		c := new(checker)
		if c.years("retention", r.Years); c.err != nil {
			return c.err
		}
		was := p.Retention.Years
		p.Retention.Years = r.Years
		if err := p.change("retention", fmt.Sprintf("%d years", was), fmt.Sprintf("%d years", r.Years), r.Note); err != nil {
			return err
		}
	}
	return p.compile()
}

// change records a change that has a note and changes something.
func (p *Profile) change(what, was, is, note string) error {
	c := new(checker)
	c.line(what+", note", note, maxSource, false)
	if was == is {
		c.fail("%s: is %s already", what, is)
	}
	if slices.ContainsFunc(p.Changes, func(c Change) bool { return c.What == what }) {
		c.fail("%s: changed twice", what)
	}
	p.Changes = append(p.Changes, Change{what, was, is, note})
	return c.err
}

func (p *Profile) overrideDeadline(o DeadlineOverride) error {
	d := p.deadlines[o.Code]
	if d == nil {
		var known []string
		for _, d := range p.DeadlineRules {
			known = append(known, d.Code)
		}
		return fmt.Errorf("deadline %q: not in law %s; known are: %s", o.Code, p.Code, strings.Join(known, ", "))
	}
	was := lengthWords(d.Days, d.Count, "en")
	if o.Days != 0 {
		d.Days = o.Days
	}
	if o.Count != "" {
		d.Count = o.Count
	}
	c := new(checker)
	c.days("deadline "+o.Code, d.Days, d.Count)
	if c.err != nil {
		return c.err
	}
	return p.change("deadline "+o.Code, was, lengthWords(d.Days, d.Count, "en"), o.Note)
}

func (p *Profile) overrideExtension(o ExtensionOverride) error {
	e := p.events[o.Event]
	if e == nil || e.Extends == "" {
		return fmt.Errorf("event %q: extends no deadline of law %s", o.Event, p.Code)
	}
	count := p.deadlines[e.Extends].Count
	c := new(checker)
	if c.days("event "+o.Event, o.Days, count); c.err != nil {
		return c.err
	}
	was := lengthWords(e.Days, count, "en")
	e.Days = o.Days
	return p.change("event "+o.Event, was, lengthWords(e.Days, count, "en"), o.Note)
}

func (p *Profile) overrideLabel(o LabelOverride) error {
	g, err := p.find("ground", o.Ground, p.Grounds, p.Refusals, p.Extensions)
	if err != nil {
		return err
	}
	if len(o.Label) == 0 {
		return fmt.Errorf("ground %q: no label", o.Ground)
	}
	for _, l := range languages {
		if s, ok := o.Label[l]; ok {
			if err := p.change("ground "+g.Code+", label in "+l, g.Label[l], s, o.Note); err != nil {
				return err
			}
		}
	}
	for l, s := range o.Label {
		if !slices.Contains(languages[:], l) {
			return fmt.Errorf("ground %q: label in %q: want cs, hu or en", o.Ground, l)
		}
		g.Label[l] = s
	}
	return nil
}

func (p *Profile) overrideKnown(o *CalendarOverride) error {
	k := &p.Calendar
	if k.KnownTo == 0 {
		return fmt.Errorf("calendar: in law %s all days are known", p.Code)
	}
	was := fmt.Sprint(k.KnownTo)
	k.KnownTo = o.KnownTo
	return p.change("calendar, known to", was, fmt.Sprint(o.KnownTo), o.Note)
}

func (p *Profile) overrideDay(o DayOverride) error {
	k, word := &p.Calendar, map[bool]string{true: "a working day", false: "a day off"}
	was := "as the calendar has it"
	if d, err := ParseDate(o.Date); err == nil {
		was = word[k.Working(d)]
	}
	k.Days = slices.DeleteFunc(k.Days, func(d Day) bool { return d.Date == o.Date })
	k.Days = append(k.Days, Day{Basis{Source: o.Note, Status: StatusDefault}, o.Name, o.Date, o.Working})
	return p.change("day "+o.Date, was, word[o.Working], o.Note)
}
