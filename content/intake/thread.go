package intake

import (
	"regexp"
	"strings"

	"github.com/akta-foi/akta/content/law"
)

// replyPrefix is what mail programs put before a subject they answer or pass
// on, in the languages of the offices.
var replyPrefix = regexp.MustCompile(`(?i)^\s*(re|fwd?|fw|aw|wg|odp|vs|vá|tov|továbbítás|předáno)\s*(\[[0-9]+\])?\s*:\s*`)

// stem is a subject without what was put before it.
func stem(subject string) string {
	for {
		rest := replyPrefix.ReplaceAllString(subject, "")
		if rest == subject {
			return strings.ToLower(strings.TrimSpace(rest))
		}
		subject = rest
	}
}

// threads puts messages together that answer one another: by what they refer
// to, and where a reply refers to nothing, by its subject and the one address
// outside of the office. Two requests of one subject are two. Messages are
// sorted; so are the threads, by their first.
func (j *job) threads(all []*message) [][]*message {
	parent := make([]int, len(all))
	for i := range parent {
		parent[i] = i
	}
	find := func(i int) int {
		for parent[i] != i {
			parent[i] = parent[parent[i]]
			i = parent[i]
		}
		return i
	}
	join := func(a, b int) {
		if a, b = find(a), find(b); a != b {
			parent[max(a, b)] = min(a, b)
		}
	}
	byKey, byTalk := map[string]int{}, map[string]int{}
	for i, m := range all {
		byKey[m.key] = i
		// A message that is not here is still a place where answers to it meet.
		for _, r := range m.refers {
			if o, ok := byKey[r]; ok {
				join(i, o)
			} else {
				byKey[r] = i
			}
		}
		if who := j.outsider(m); who != "" && stem(m.subject) != "" {
			talk := who + "\x00" + stem(m.subject)
			if o, ok := byTalk[talk]; ok && len(m.refers) == 0 && replyPrefix.MatchString(m.subject) {
				join(i, o)
			}
			byTalk[talk] = i
		}
	}
	for i, m := range all { // what was referred to before it came
		for _, r := range m.refers {
			join(i, byKey[r])
		}
	}
	at := map[int]int{}
	var out [][]*message
	for i, m := range all {
		root := find(i)
		if _, ok := at[root]; !ok {
			at[root] = len(out)
			out = append(out, nil)
		}
		out[at[root]] = append(out[at[root]], m)
	}
	return out
}

func (j *job) ours(m *message) bool { return m.from != nil && j.opt.Ours(m.from.Address) }

// outsider is the one address of a message that is not the office's, "" where
// there are several or none.
func (j *job) outsider(m *message) string {
	found := ""
	for _, a := range append([]string{m.sender()}, m.others...) {
		if a == "" || a == found || j.opt.Ours(a) {
			continue
		}
		if found != "" {
			return ""
		}
		found = a
	}
	return found
}

func (m *message) sender() string {
	if m.from == nil {
		return ""
	}
	return strings.ToLower(m.from.Address)
}

// thread makes a request of a thread. The first message from outside is the
// request; what the office's own messages are, an officer says.
func (j *job) thread(t []*message) Request {
	n := &notes{}
	r := Request{ID: t[0].key, Title: line(replyPrefix.ReplaceAllString(t[0].subject, "")), Private: true, State: law.PublicOpen}
	asked := false
	for _, m := range t {
		f := File{Key: "message:" + m.key, Name: m.file, Kind: "letter", Data: m.data}
		switch {
		case m.from == nil:
			n.add(Missing, "%s: does not tell who wrote it", m.file)
		case !asked && !j.ours(m):
			asked, f.Kind = true, "request"
			r.Requester = Person{Name: line(m.from.Name), Email: line(m.from.Address)}
			if m.day != 0 {
				r.Received = m.day
				r.Events = append(r.Events, Event{Event: law.Event{Code: "receive", Date: m.day}, Word: "Date", File: f.Key})
			}
		}
		if m.day == 0 {
			n.add(Missing, "%s: tells no day", m.file)
		}
		r.Files = append(r.Files, f)
	}
	if !asked {
		n.add(Missing, "no message is from outside of the office: nobody asked")
	}
	n.add(Missing, "e-mails tell no state: the case is taken as open")
	r.Notes = n.all()
	return r
}
