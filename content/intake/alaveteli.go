package intake

import (
	"cmp"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/akta-foi/akta/content/law"
)

// alaveteliRequest is what InfoRequest.json_for_api writes. It holds no texts
// and no attachments: those are in the ZIP.
type alaveteliRequest struct {
	ID             number           `json:"id"`
	URLTitle       string           `json:"url_title"`
	Title          string           `json:"title"`
	CreatedAt      string           `json:"created_at"`
	DescribedState string           `json:"described_state"`
	Prominence     string           `json:"prominence"`
	User           *alaveteliUser   `json:"user"`
	UserName       string           `json:"user_name"` // of a request that was made elsewhere
	Events         []alaveteliEvent `json:"info_request_events"`
}

type alaveteliUser struct {
	Name string `json:"name"`
}

type alaveteliEvent struct {
	ID             number `json:"id"`
	Type           string `json:"event_type"`
	CreatedAt      string `json:"created_at"`
	DescribedState string `json:"described_state"`
	IncomingID     number `json:"incoming_message_id"`
}

// alaveteli is one request, put together from its files.
type alaveteli struct {
	*job
	req      Request
	notes    notes
	json     *alaveteliRequest
	page     *alaveteliPage
	incoming map[int]string // number of an answer, from 1: the key of the first file that came with it
}

// readAlaveteli reads one request: at most one JSON file, one ZIP and one saved
// page, in any order.
func readAlaveteli(j *job) error {
	a := &alaveteli{job: j, incoming: map[int]string{}}
	var archive *Input
	for i := range j.in {
		f := &j.in[i]
		switch {
		case isJSON(f.Data):
			if a.json != nil {
				return fmt.Errorf("%s: a second JSON file; import one request at a time", f.Name)
			}
			a.json = new(alaveteliRequest)
			if err := decodeJSON(*f, a.json); err != nil {
				return err
			}
			if err := a.json.check(f.Name); err != nil {
				return err
			}
		case isZIP(f.Data):
			if archive != nil {
				return fmt.Errorf("%s: a second ZIP; import one request at a time", f.Name)
			}
			archive = f
		case isHTML(f.Data):
			if a.page != nil {
				return fmt.Errorf("%s: a second page; import one request at a time", f.Name)
			}
			var err error
			if a.page, err = parseAlaveteliPage(*f, &a.notes); err != nil {
				return err
			}
			a.page.file = f
		default:
			return fmt.Errorf("%s: neither the request's JSON, nor its ZIP, nor its saved page", f.Name)
		}
	}
	if archive != nil {
		if err := a.unpack(*archive); err != nil {
			return err
		}
	}
	return a.finish(archive)
}

func (r *alaveteliRequest) check(name string) error {
	switch {
	case line(r.URLTitle) == "" || r.ID == "":
		return fmt.Errorf("%s: no id and url_title: not the JSON of a request", name)
	case len(r.Events) > maxEvents:
		return fmt.Errorf("%s: %d events, more than the %d allowed", name, len(r.Events), maxEvents)
	}
	return nil
}

var alaveteliMember = regexp.MustCompile(`^([0-9]{1,4})_[0-9]{1,4}_.`)

// unpack takes the files of the ZIP: the correspondence, and the attachments,
// which are called <number of the answer>_<number of its part>_<name>.
func (a *alaveteli) unpack(f Input) error {
	members, err := unpack(f, &a.notes)
	if err != nil {
		return err
	}
	for i, m := range members {
		name, kind := safeName(m.name), "annex"
		switch {
		case strings.HasPrefix(name, "correspondence."):
			kind = "letter"
		case name == "":
			name = fmt.Sprintf("attachment-%d", i+1)
		}
		key := "zip:" + line(m.name)
		a.req.Files = append(a.req.Files, File{Key: key, Name: name, Kind: kind, Data: m.data})
		if p := alaveteliMember.FindStringSubmatch(path.Base(m.name)); p != nil {
			var n int
			fmt.Sscan(p[1], &n)
			if _, there := a.incoming[n]; !there {
				a.incoming[n] = key
			}
		}
	}
	return nil
}

// finish fills the request in from whatever was given.
func (a *alaveteli) finish(archive *Input) error {
	switch {
	case a.json != nil:
		if a.page != nil && a.page.slug != "" && a.page.slug != a.json.URLTitle {
			return fmt.Errorf("%s is of the request %q, the JSON of %q: import one request at a time", a.page.file.Name, a.page.slug, line(a.json.URLTitle))
		}
		a.req.ID, a.req.Title = line(a.json.URLTitle), line(a.json.Title)
		a.req.Received, a.req.Word = dateOf(a.json.CreatedAt), a.json.DescribedState
		a.fromEvents()
		a.requesterFromJSON()
	case a.page != nil:
		a.req.ID, a.req.Title, a.req.Received, a.req.Word = a.page.slug, a.page.title, a.page.sent, a.page.state
	default:
		a.req.ID = strings.TrimSuffix(safeName(archive.Name), path.Ext(archive.Name))
		a.notes.add(Missing, "without the request's JSON or page there are no dates, no state and no events")
	}
	if a.page != nil {
		a.fromPage()
	}
	if a.req.ID == "" {
		return fmt.Errorf("the page does not tell the request's address: give its JSON, too")
	}
	a.req.State = a.words.state(a.req.Word, &a.notes).State
	if a.req.State != law.PublicOpen && a.req.Closed == 0 {
		a.notes.add(Missing, "the day of the answer is not told")
	}
	if archive == nil && len(a.req.Files) == 0 {
		a.notes.add(Missing, "no documents: the JSON holds none; download the ZIP of the request as well")
	}
	if len(a.req.Files) > maxFiles {
		return fmt.Errorf("%d files, more than the %d allowed", len(a.req.Files), maxFiles)
	}
	a.req.Notes = a.notes.all()
	a.batch.Requests = []Request{a.req}
	return nil
}

func (a *alaveteli) requesterFromJSON() {
	name := a.json.UserName
	if a.json.User != nil {
		name = a.json.User.Name
	}
	if a.req.Requester.Name = line(name); a.req.Requester.Name == "" {
		a.notes.add(Missing, "the name of who asked is not told: if it stands in the documents, write it down with \"akta case requester\", so that it is looked for")
	}
	if p := a.json.Prominence; p != "" && p != "normal" {
		a.req.Private = true
		a.notes.add(Refused, "the site hides this request or lists it nowhere (prominence %q): nothing of it was taken as public", cut(line(p), maxWord))
	}
}

// fromPage adds what the saved page says: it is a document itself, and shows
// the first message.
func (a *alaveteli) fromPage() {
	a.req.Files = append(a.req.Files, File{Key: "page", Name: pageName(a.page.file.Name), Kind: "letter", Data: a.page.file.Data})
	if a.json == nil || a.json.Prominence == "" || a.json.Prominence == "normal" {
		a.req.Question = a.page.question
	}
	if a.req.Requester.Name == "" {
		a.req.Requester.Name = a.page.requester
	}
}

func pageName(name string) string {
	name = safeName(name)
	if ext := strings.ToLower(path.Ext(name)); ext != ".html" && ext != ".htm" {
		name = cut(name, maxNameBytes-len(".html")) + ".html"
	}
	return name
}

// fromEvents maps the events. What the site calls the state after an event is
// what the person who asked said of it, or a moderator.
func (a *alaveteli) fromEvents() {
	events := slices.Clone(a.json.Events)
	slices.SortStableFunc(events, func(x, y alaveteliEvent) int { return cmp.Compare(x.CreatedAt, y.CreatedAt) })
	seen, last, incoming := map[number]bool{}, "", 0
	for _, e := range events {
		if e.ID != "" && seen[e.ID] {
			a.notes.add(LeftOut, "event %s: there twice; the first was taken", e.ID)
			continue
		}
		seen[e.ID] = true
		day, file := dateOf(e.CreatedAt), ""
		if e.IncomingID != "" && e.Type == "response" {
			incoming++
			file = a.incoming[incoming]
		}
		code, known := a.words.Events[strings.ToLower(e.Type)]
		switch {
		case !known:
			a.notes.add(Unknown, "event %q is not known: not taken", cut(line(e.Type), maxWord))
		case day == 0:
			a.notes.add(Missing, "event %q: %q is no date: not taken", cut(line(e.Type), maxWord), cut(line(e.CreatedAt), maxWord))
			continue
		case code == "receive" && len(a.req.Events) > 0, code == "complete" && last != "request-particulars":
		case code != "":
			a.add(Event{Event: law.Event{Code: code, Date: day}, Word: cut(line(e.Type), maxWord)})
			last = code
		}
		if e.DescribedState == "" || day == 0 {
			continue
		}
		m := a.words.state(e.DescribedState, &a.notes)
		if ev, ok := m.event(e.DescribedState, day, file); ok && ev.Code != last {
			a.add(ev)
			last = ev.Code
			if m.State != law.PublicOpen {
				a.req.Closed = day
			}
		}
	}
}

func (a *alaveteli) add(e Event) { a.req.Events = append(a.req.Events, e) }
