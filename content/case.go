package content

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/content/law"
)

// Case is case.md: the front matter, and below it the answer's text in
// Markdown. An officer edits it by hand.
type Case struct {
	ID       string   `yaml:"id" json:"id"`
	Title    string   `yaml:"title" json:"title"`                            // public
	Language string   `yaml:"language" json:"language"`                      // cs, hu or en
	Received string   `yaml:"received" json:"received"`                      // 2006-01-02
	Answered string   `yaml:"answered,omitempty" json:"answered,omitempty"`  // 2006-01-02, empty until then
	State    string   `yaml:"state" json:"state"`                            // a public state of package law: open, answered, partly-refused, ...
	Topics   []string `yaml:"topics,omitempty,flow" json:"topics,omitempty"` // public: codes of akta.toml's portal.topics
	Question string   `yaml:"question,omitempty" json:"question,omitempty"`  // public, without the requester's name

	Events        []Event       `yaml:"events,omitempty" json:"events,omitempty"`                 // the case's history, oldest first
	Undone        []UndoneEvent `yaml:"undone,omitempty" json:"undone,omitempty"`                 // what was taken out of it
	PublishAfter  string        `yaml:"publish_after,omitempty" json:"publish_after,omitempty"`   // 2006-01-02: the first day on which its answer is public, see Office.Held
	EmbargoReason string        `yaml:"embargo_reason,omitempty" json:"embargo_reason,omitempty"` // private: why

	Forgotten string    `yaml:"forgotten,omitempty" json:"forgotten,omitempty"` // 2006-01-02: when who asked was erased, see Office.Forget
	Requester Requester `yaml:"requester,omitempty" json:"-"`                   // private: no page and no output holds it; requester.json keeps it

	Answer string `yaml:"-" json:"answer,omitempty"` // Markdown, public
}

var states = []string{
	law.PublicOpen, law.PublicAnswered, law.PublicPartlyRefused, law.PublicRefused,
	law.PublicWithdrawn, law.PublicTransferred, law.PublicClosed,
}

const (
	caseFile     = "case.md"
	dateLayout   = "2006-01-02"
	frontMatter  = "---\n"
	documentsDir = "documents"
)

// ParseCase reads case.md.
func ParseCase(raw []byte) (*Case, error) {
	if len(raw) > maxCaseFile {
		return nil, fmt.Errorf("%s: %d bytes, more than the %d allowed", caseFile, len(raw), maxCaseFile)
	}
	text := strings.ReplaceAll(string(bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf"))), "\r\n", "\n")
	front, ok := strings.CutPrefix(text, frontMatter)
	if !ok {
		return nil, fmt.Errorf("%s: does not begin with a line \"---\"", caseFile)
	}
	front, answer, ok := strings.Cut(front, "\n"+frontMatter)
	if !ok {
		return nil, fmt.Errorf("%s: no line \"---\" after the front matter", caseFile)
	}
	c := new(Case)
	d := yaml.NewDecoder(strings.NewReader(front))
	d.KnownFields(true)
	if err := d.Decode(c); err != nil {
		return nil, fmt.Errorf("%s: %w", caseFile, err)
	}
	if err := d.Decode(new(yaml.Node)); !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("%s: the front matter ends before its line \"---\"", caseFile)
	}
	c.Answer = strings.TrimSpace(answer)
	c.dropEmpty()
	if err := c.check(); err != nil {
		return nil, fmt.Errorf("%s: %w", caseFile, err)
	}
	return c, nil
}

// dropEmpty makes an empty list no list, as Marshal leaves it out.
func (c *Case) dropEmpty() {
	if len(c.Topics) == 0 {
		c.Topics = nil
	}
	if len(c.Events) == 0 {
		c.Events = nil
	}
	for i := range c.Events {
		if len(c.Events[i].Grounds) == 0 {
			c.Events[i].Grounds = nil
		}
	}
	if len(c.Undone) == 0 {
		c.Undone = nil
	}
	for i := range c.Undone {
		if len(c.Undone[i].Grounds) == 0 {
			c.Undone[i].Grounds = nil
		}
	}
}

func (c *Case) check() error {
	if err := bundles.CheckCaseID(c.ID); err != nil {
		return err
	}
	if err := checkTitle(c.Title); err != nil {
		return err
	}
	if !slices.Contains(languages, c.Language) {
		return fmt.Errorf("language %q: want one of %s", c.Language, strings.Join(languages, ", "))
	}
	if !slices.Contains(states, c.State) {
		return fmt.Errorf("state %q: want one of %s", c.State, strings.Join(states, ", "))
	}
	if _, err := time.Parse(dateLayout, c.Received); err != nil {
		return fmt.Errorf("received %q: want a date such as 2026-07-03", c.Received)
	}
	if c.Answered != "" {
		if _, err := time.Parse(dateLayout, c.Answered); err != nil {
			return fmt.Errorf("answered %q: want a date such as 2026-07-03", c.Answered)
		}
		if c.Answered < c.Received {
			return fmt.Errorf("answered %s, before it was received on %s", c.Answered, c.Received)
		}
	}
	if len(c.Topics) > maxTopics {
		return fmt.Errorf("%d topics, more than the %d allowed", len(c.Topics), maxTopics)
	}
	for i, t := range c.Topics {
		if !topicCode.MatchString(t) || slices.Contains(c.Topics[:i], t) {
			return fmt.Errorf("topic %q: want a code of akta.toml, and each once", t)
		}
	}
	if len(c.Events) > maxEvents {
		return fmt.Errorf("%d events, more than the %d allowed", len(c.Events), maxEvents)
	}
	if len(c.Events) > 0 && c.Events[0].Date.String() != c.Received {
		return fmt.Errorf("the first event is on %s, and the request was received on %s", c.Events[0].Date, c.Received)
	}
	for i := range c.Events {
		if err := c.Events[i].check(); err != nil {
			return err
		}
	}
	if len(c.Undone) > maxEvents {
		return fmt.Errorf("%d undone events, more than the %d allowed", len(c.Undone), maxEvents)
	}
	for i := range c.Undone {
		if err := c.Undone[i].check(); err != nil {
			return err
		}
	}
	if _, err := time.Parse(dateLayout, c.Forgotten); c.Forgotten != "" && err != nil {
		return fmt.Errorf("forgotten %q: want a date such as 2026-07-03", c.Forgotten)
	}
	return errors.Join(c.checkEmbargo(), c.Requester.check())
}

// checkTitle holds a public title to one line of plain text.
func checkTitle(title string) error {
	if title == "" || title != strings.TrimSpace(title) || len(title) > maxTitle || !utf8.ValidString(title) || strings.ContainsFunc(title, unicode.IsControl) {
		return fmt.Errorf("title %q: want one line of text, at most %d bytes", title, maxTitle)
	}
	return nil
}

// Marshal writes case.md.
func (c *Case) Marshal() ([]byte, error) {
	if err := c.check(); err != nil {
		return nil, err
	}
	front, err := yaml.Marshal(c)
	if err != nil {
		return nil, err
	}
	text := frontMatter + string(front) + frontMatter
	if c.Answer != "" {
		text += "\n" + c.Answer + "\n"
	}
	return []byte(text), nil
}

// OpenCase starts a case: its folder, case.md and an empty plan. An empty id
// becomes the next free number of the year it was received in.
func (o *Office) OpenCase(c Case) (*Case, error) {
	unlock, err := o.Lock()
	if err != nil {
		return nil, err
	}
	defer unlock()
	if c.ID == "" {
		if c.ID, err = o.nextCaseID(c.Received); err != nil {
			return nil, err
		}
	}
	if c.State == "" {
		c.State = "open"
	}
	if c.Language == "" {
		c.Language = o.Settings.Language
	}
	if len(c.Events) == 0 {
		c.Events = Received(c.Received, "")
	}
	for _, t := range c.Topics {
		if !slices.ContainsFunc(o.Portal().Topics, func(k Topic) bool { return k.Code == t }) {
			return nil, fmt.Errorf("topic %q: not one of portal.topics in %s", t, officeFile)
		}
	}
	if err := c.check(); err != nil {
		return nil, err
	}
	dir := o.caseDir(c.ID)
	if _, err := os.Lstat(filepath.Join(dir, caseFile)); err == nil {
		return nil, fmt.Errorf("case %q: exists already", c.ID)
	}
	if o.reserved(c.ID) {
		return nil, fmt.Errorf("case id %q: is the name of one of the office's own folders", c.ID)
	}
	// A new case must not inherit the seals of one whose case.md was lost.
	if held, err := os.ReadDir(o.bundlesDir(c.ID)); err == nil && len(held) > 0 {
		return nil, fmt.Errorf("case %q: has bundles already, but no %s: restore that file, or take another id", c.ID, caseFile)
	}
	if err := mkdirs(filepath.Join(dir, documentsDir)); err != nil {
		return nil, err
	}
	if err := o.writePlan(c.ID, &Plan{Format: formatPlan, Documents: []Document{}, Redactions: []Redaction{}}); err != nil {
		return nil, err
	}
	// case.md comes last: a folder without it is not a case yet.
	if err := o.SaveCase(&c); err != nil {
		return nil, err
	}
	return &c, o.record(actOpen, c.ID, eventObjects(c.Events...)...)
}

// reserved tells whether an id is the name of one of the office's own folders.
func (o *Office) reserved(id string) bool {
	return id == filepath.Base(o.LogDir()) || id == journalDir || id == lettersDir
}

func (o *Office) nextCaseID(received string) (string, error) {
	ids, err := o.caseIDs()
	if err != nil {
		return "", err
	}
	if len(received) < 4 {
		return "", fmt.Errorf("received %q: want a date such as 2026-07-03", received)
	}
	for n := 1; ; n++ {
		id := fmt.Sprintf("%s-%03d", received[:4], n)
		if _, err := os.Lstat(o.bundlesDir(id)); slices.Contains(ids, id) || err == nil {
			continue
		}
		return id, nil
	}
}

func (o *Office) caseIDs() ([]string, error) {
	entries, err := os.ReadDir(filepath.Join(o.Dir, "content"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, e := range entries {
		if _, err := os.Lstat(filepath.Join(o.Dir, "content", e.Name(), caseFile)); e.IsDir() && err == nil {
			ids = append(ids, e.Name())
		}
	}
	return ids, nil
}

// Case reads one case.
func (o *Office) Case(id string) (*Case, error) {
	if err := bundles.CheckCaseID(id); err != nil {
		return nil, err
	}
	raw, err := os.ReadFile(filepath.Join(o.caseDir(id), caseFile))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("case %q: there is none; \"akta case list\" shows those there are", id)
	}
	if err != nil {
		return nil, err
	}
	c, err := ParseCase(raw)
	if err != nil {
		return nil, fmt.Errorf("case %q: %w", id, err)
	}
	if c.ID != id {
		return nil, fmt.Errorf("case %q: %s says its id is %q", id, caseFile, c.ID)
	}
	if err := o.withRequester(c); err != nil {
		return nil, fmt.Errorf("case %q: %w", id, err)
	}
	return c, nil
}

// Cases reads all cases, sorted by id.
func (o *Office) Cases() ([]*Case, error) {
	ids, err := o.caseIDs()
	if err != nil {
		return nil, err
	}
	return o.casesByID(ids)
}

// casesByID reads cases in the order given.
func (o *Office) casesByID(ids []string) ([]*Case, error) {
	var out []*Case
	for _, id := range ids {
		c, err := o.Case(id)
		if err != nil {
			return nil, err
		}
		out = append(out, c)
	}
	return out, nil
}

// SaveCase writes a case that exists. Who asked goes into a file of its own,
// which is written first: it is in the one or in the other, or in both, and never
// lost.
func (o *Office) SaveCase(c *Case) error {
	kept := *c
	kept.Requester = Requester{}
	raw, err := kept.Marshal()
	if err != nil {
		return err
	}
	if err := o.keepRequester(c); err != nil {
		return err
	}
	return bundles.WriteFileAtomic(filepath.Join(o.caseDir(c.ID), caseFile), raw, 0o600)
}
