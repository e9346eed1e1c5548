package intake

import (
	"fmt"
	"strings"
)

// message takes a message and its attachments, and refuses what only somebody
// who was logged in can have seen. It tells whether anything was taken.
func (f *froide) message(out *Request, m *froideMessage, first bool, n *notes) bool {
	what := "message " + string(m.ID)
	switch {
	case m.IsDraft, m.Sent != nil && !*m.Sent:
		n.add(Refused, "%s: a draft, which only somebody who is logged in sees: not taken", what)
		return false
	case m.NotPublishable:
		n.add(Refused, "%s: marked as not publishable: not taken", what)
		return false
	case m.ContentHidden && (m.Content != "" || m.Subject != ""):
		n.add(Refused, "%s: its content is hidden on the site, but stands in the file, which was fetched by somebody who was logged in: not taken", what)
		return false
	}
	if m.RedactedSubject.tells(m.Subject) {
		n.add(Refused, "%s: redacted_subject holds more than the subject: the file was fetched by somebody who was logged in; that field was not read: fetch it again without logging in", what)
	}
	if m.RedactedContent.tells(m.Content) {
		n.add(Refused, "%s: redacted_content holds more than the content: the file was fetched by somebody who was logged in; that field was not read: fetch it again without logging in", what)
	}
	day := dateOf(m.Timestamp)
	if day == 0 {
		n.add(Missing, "%s: %q is no date", what, cut(line(m.Timestamp), maxWord))
	}
	kind := "letter"
	if first {
		kind = "request"
	}
	text := strings.TrimSpace(m.Subject + "\n\n" + m.Content)
	if text == "" {
		n.add(LeftOut, "%s: has no text (%s)", what, cut(line(m.Kind), maxWord))
	} else {
		name := fmt.Sprintf("message-%s.txt", safeName(string(m.ID)))
		if day != 0 {
			name = day.String() + "-" + name
		}
		out.Files = append(out.Files, File{Key: "message:" + string(m.ID), Name: name, Kind: kind, Data: []byte(text + "\n")})
	}
	for i := range m.Attachments {
		f.attachment(out, &m.Attachments[i], what, n)
	}
	return text != ""
}

func (f *froide) attachment(out *Request, a *froideAttachment, what string, n *notes) {
	name := safeName(a.Name)
	data, given := f.files[name]
	switch {
	case a.Approved == nil || !*a.Approved:
		n.add(Refused, "%s: attachment %q was not approved for the public: not taken", what, name)
	case a.CanApprove || a.CanRedact || a.CanDelete:
		n.add(Refused, "%s: attachment %q: the file was fetched by somebody who was logged in, so that the attachment may be the original and not the public copy: not taken; fetch both again without logging in", what, name)
	case a.Pending:
		n.add(LeftOut, "%s: attachment %q was still being made on the site", what, name)
	case !given:
		n.add(Missing, "%s: attachment %q is not among the files: download it and import again", what, name)
	default:
		f.taken[name] = true
		out.Files = append(out.Files, File{Key: "attachment:" + string(a.ID), Name: name, Kind: "annex", Data: data})
	}
}
