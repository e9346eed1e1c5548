package intake

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/akta-foi/akta/content/law"
)

// froideRequest is what FoiRequestDetailSerializer writes.
type froideRequest struct {
	ID          number          `json:"id"`
	URL         string          `json:"url"`
	Title       string          `json:"title"`
	Description string          `json:"description"`
	Redacted    froideDiff      `json:"redacted_description"`
	Public      *bool           `json:"public"`
	CreatedAt   string          `json:"created_at"`
	ResolvedOn  string          `json:"resolved_on"`
	Status      string          `json:"status"`
	Resolution  string          `json:"resolution"`
	Messages    []froideMessage `json:"messages"`
}

type froideMessage struct {
	ID              number             `json:"id"`
	Sent            *bool              `json:"sent"`
	IsResponse      bool               `json:"is_response"`
	IsDraft         bool               `json:"is_draft"`
	NotPublishable  bool               `json:"not_publishable"`
	ContentHidden   bool               `json:"content_hidden"`
	Kind            string             `json:"kind"`
	Timestamp       string             `json:"timestamp"`
	Subject         string             `json:"subject"`
	Content         string             `json:"content"`
	RedactedSubject froideDiff         `json:"redacted_subject"`
	RedactedContent froideDiff         `json:"redacted_content"`
	Attachments     []froideAttachment `json:"attachments"`
}

type froideAttachment struct {
	ID         number `json:"id"`
	Name       string `json:"name"`
	Approved   *bool  `json:"approved"`
	Pending    bool   `json:"pending"`
	CanApprove bool   `json:"can_approve"`
	CanRedact  bool   `json:"can_redact"`
	CanDelete  bool   `json:"can_delete"`
}

// froideDiff is a text in pieces, each with whether it was changed when it was
// redacted: [[false, "Dear "], [true, "..."]]. For the public the pieces are of
// the redacted text; for somebody who is logged in they are of the original.
type froideDiff []froidePiece

type froidePiece string

// UnmarshalJSON implements [json.Unmarshaler].
func (p *froidePiece) UnmarshalJSON(raw []byte) error {
	var pair [2]json.RawMessage
	var changed bool
	var text string
	if err := json.Unmarshal(raw, &pair); err != nil {
		return err
	}
	if err := json.Unmarshal(pair[0], &changed); err != nil {
		return fmt.Errorf("piece of a redacted text: %w", err)
	}
	if err := json.Unmarshal(pair[1], &text); err != nil {
		return fmt.Errorf("piece of a redacted text: %w", err)
	}
	*p = froidePiece(text)
	return nil
}

// tells tells whether the pieces hold anything that the shown text does not.
func (d froideDiff) tells(shown string) bool {
	var b strings.Builder
	for _, p := range d {
		b.WriteString(string(p))
	}
	return strings.Join(strings.Fields(b.String()), " ") != strings.Join(strings.Fields(shown), " ") && b.Len() > 0
}

// froide reads requests and the attachments beside them.
type froide struct {
	*job
	files map[string][]byte // attachments, by name
	taken map[string]bool
}

func readFroide(j *job) error {
	f := &froide{job: j, files: map[string][]byte{}, taken: map[string]bool{}}
	var requests []froideRequest
	for _, in := range j.in {
		if !isJSON(in.Data) {
			name := safeName(in.Name)
			if _, twice := f.files[name]; twice {
				return fmt.Errorf("%s: two files of that name", name)
			}
			f.files[name] = in.Data
			continue
		}
		got, err := parseFroide(in)
		if err != nil {
			return err
		}
		requests = append(requests, got...)
	}
	if len(requests) == 0 {
		return fmt.Errorf("no request: give the JSON of the API (/api/v1/request/NUMBER/)")
	}
	if err := f.attachable(requests); err != nil {
		return err
	}
	for i := range requests {
		if err := f.request(&requests[i]); err != nil {
			return err
		}
	}
	for name := range f.files {
		if !f.taken[name] {
			j.notes.add(LeftOut, "%s: no request has an attachment of that name that may be taken", name)
		}
	}
	slices.SortFunc(j.notes.list, func(a, b Note) int { return strings.Compare(a.Text, b.Text) })
	return nil
}

// parseFroide reads one request, or a page of the list of requests.
func parseFroide(in Input) ([]froideRequest, error) {
	var page struct {
		Objects []froideRequest `json:"objects"`
		froideRequest
	}
	if err := decodeJSON(in, &page); err != nil {
		return nil, err
	}
	out := page.Objects
	if out == nil {
		out = []froideRequest{page.froideRequest}
	}
	for _, r := range out {
		if r.ID == "" {
			return nil, fmt.Errorf("%s: no id: not a request of the API", in.Name)
		}
		if len(r.Messages) > maxMessages {
			return nil, fmt.Errorf("%s: request %s: %d messages, more than the %d allowed", in.Name, r.ID, len(r.Messages), maxMessages)
		}
	}
	return out, nil
}

// attachable refuses files whose name two messages use: nobody can tell which
// is meant.
func (f *froide) attachable(requests []froideRequest) error {
	count := map[string]int{}
	for _, r := range requests {
		for _, m := range r.Messages {
			for _, a := range m.Attachments {
				count[safeName(a.Name)]++
			}
		}
	}
	for name := range f.files {
		if count[name] > 1 {
			return fmt.Errorf("%s: %d attachments have that name: import the requests one by one, and add this file with \"akta add\"", name, count[name])
		}
	}
	return nil
}

// request takes one request as the public sees it.
func (f *froide) request(r *froideRequest) error {
	n := &notes{}
	out := Request{ID: string(r.ID), Title: line(r.Title), Received: dateOf(r.CreatedAt), Word: r.Status}
	if r.Public != nil && !*r.Public {
		f.notes.add(Refused, "request %s: is not public on the site, so that it was fetched by somebody who was logged in: not imported", r.ID)
		return nil
	}
	if out.Question = paragraphs(r.Description); r.Redacted.tells(r.Description) {
		n.add(Refused, "redacted_description holds more than the description: the file was fetched by somebody who was logged in; that field was not read: fetch it again without logging in")
	}
	if len(r.Messages) == 0 {
		n.add(Missing, "no messages: the list of requests has none; fetch the request itself (/api/v1/request/%s/)", r.ID)
	}
	messages := slices.Clone(r.Messages)
	slices.SortStableFunc(messages, func(a, b froideMessage) int { return strings.Compare(a.Timestamp, b.Timestamp) })
	seen := map[number]bool{}
	lastAnswer, answerFile := law.Date(0), ""
	for i := range messages {
		m := &messages[i]
		if m.ID == "" || seen[m.ID] {
			n.add(LeftOut, "message %q: no id, or there twice; the first was taken", m.ID)
			continue
		}
		seen[m.ID] = true
		first := len(out.Files) == 0 && !m.IsResponse
		if !f.message(&out, m, first, n) {
			continue
		}
		day := dateOf(m.Timestamp)
		if first && out.Received == 0 {
			out.Received = day
		}
		if m.IsResponse && day != 0 {
			lastAnswer, answerFile = day, "message:"+string(m.ID)
		}
	}
	n.add(Missing, "the site does not tell who asked: if the name stands in the documents, write it down with \"akta case requester\", so that it is looked for")
	f.state(&out, r, lastAnswer, answerFile, n)
	if len(out.Files) > maxFiles {
		return fmt.Errorf("request %s: %d files, more than the %d allowed", r.ID, len(out.Files), maxFiles)
	}
	out.Notes = n.all()
	f.batch.Requests = append(f.batch.Requests, out)
	return nil
}

// state maps status and resolution, and the two events that have a date.
func (f *froide) state(out *Request, r *froideRequest, lastAnswer law.Date, answerFile string, n *notes) {
	if out.Received != 0 {
		out.Events = append(out.Events, Event{Event: law.Event{Code: "receive", Date: out.Received}, Word: "created_at"})
	}
	if r.Status == "resolved" && r.Resolution != "" {
		out.Word = r.Resolution
	}
	m := f.words.state(out.Word, n)
	out.State = m.State
	if m.State == law.PublicOpen {
		return
	}
	if out.Closed = dateOf(r.ResolvedOn); out.Closed == 0 {
		out.Closed = lastAnswer
	}
	if out.Closed == 0 {
		n.add(Missing, "the day of the answer is not told")
	}
	if e, ok := m.event(out.Word, out.Closed, answerFile); ok {
		out.Events = append(out.Events, e)
	}
}
