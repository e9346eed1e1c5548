package content

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/content/journal"
	"github.com/akta-foi/akta/content/law"
	"github.com/akta-foi/akta/content/letter"
)

// lettersDir holds the drafts of a case's letters, content/CASE/letters, which
// are private; and the office's own templates, content/letters.
const lettersDir = "letters"

// LetterOptions says how to write a letter.
type LetterOptions struct {
	Language string   // "": the case's, or the law's own where the law has no letters in it
	Format   string   // one of letter.Formats
	File     string   // where to; "": a new file among the case's drafts
	Date     law.Date // of the letter
}

// LetterDraft is a letter that was written.
type LetterDraft struct {
	Kind     string   `json:"kind,omitempty"`
	Case     string   `json:"case,omitempty"`
	Language string   `json:"language"`
	Format   string   `json:"format"`
	File     string   `json:"file"`
	Title    string   `json:"title"`
	Open     []string `json:"placeholders"`      // what is left to fill in by hand
	Missing  string   `json:"missing,omitempty"` // characters without a picture in the PDF
}

// Letter writes a letter of a case as a new private file. It changes nothing
// in the case: the event is added, and the letter sealed, by whoever sends it.
func (o *Office) Letter(kind, caseID string, opt LetterOptions) (*LetterDraft, error) {
	unlock, err := o.Lock()
	if err != nil {
		return nil, err
	}
	defer unlock()
	c, err := o.Case(caseID)
	if err != nil {
		return nil, err
	}
	if opt.Language == "" {
		opt.Language = o.letterLanguage(c)
	}
	facts, err := o.letterFacts(c, opt.Language, opt.Date)
	if err != nil {
		return nil, err
	}
	l, err := letter.Write(*facts, kind, opt.Language, o.letterTemplates())
	if err != nil {
		return nil, fmt.Errorf("case %q: %w", caseID, err)
	}
	d := &LetterDraft{Kind: kind, Case: caseID, Language: l.Language, Format: opt.Format, File: opt.File, Title: l.Title, Open: append([]string{}, l.Open...)}
	data, err := d.render(l.Markdown, opt.Date)
	if err != nil {
		return nil, err
	}
	if d.File == "" {
		if d.File, err = o.newDraft(caseID, kind, l.Language, opt.Format); err != nil {
			return nil, err
		}
	}
	if err := writeNew(d.File, data); err != nil {
		return nil, err
	}
	return d, o.record(actLetter, caseID, journal.Object{Name: kind})
}

// ConvertLetter writes a draft in Markdown, as an officer has worked on it, in
// another format: as opt.File, or else beside it under the same name.
func ConvertLetter(draft string, opt LetterOptions) (*LetterDraft, error) {
	raw, err := readDraft(draft)
	if err != nil {
		return nil, err
	}
	if opt.Language == "" {
		if opt.Language = draftLanguage(draft); opt.Language == "" {
			return nil, fmt.Errorf("%s: its name does not tell its language: name it (--lang)", filepath.Base(draft))
		}
	}
	if !slices.Contains(languages, opt.Language) {
		return nil, fmt.Errorf("language %q: want one of %s", opt.Language, strings.Join(languages, ", "))
	}
	if opt.Format == "md" {
		return nil, fmt.Errorf("%s: is Markdown already: want pdf, docx or odt", filepath.Base(draft))
	}
	if opt.File == "" {
		opt.File = strings.TrimSuffix(draft, filepath.Ext(draft)) + "." + opt.Format
	}
	d := &LetterDraft{Language: opt.Language, Format: opt.Format, File: opt.File, Open: append([]string{}, letter.Placeholders(string(raw))...)}
	data, err := d.render(string(raw), opt.Date)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", filepath.Base(draft), err)
	}
	return d, writeNew(d.File, data)
}

// render makes the bytes of a letter in the draft's format.
func (d *LetterDraft) render(markdown string, date law.Date) ([]byte, error) {
	text, err := letter.Parse(markdown, d.Language)
	if err != nil {
		return nil, err
	}
	if d.Title = text.Title; d.Format == "md" {
		return []byte(markdown), nil
	}
	data, missing, err := letter.Render(text, d.Format, date)
	d.Missing = missing
	return data, err
}

// letterLanguage is the case's language, or the law's own where the law has no
// letters in that.
func (o *Office) letterLanguage(c *Case) string {
	if slices.Contains(letter.Languages(o.Law.Code, ""), c.Language) {
		return c.Language
	}
	return o.Law.Language
}

// letterTemplates are the office's own templates.
func (o *Office) letterTemplates() fs.FS {
	return os.DirFS(filepath.Join(o.Dir, "content", lettersDir))
}

// LetterTemplate is the text of the template of a letter in the office, and
// whether it is the office's own.
func (o *Office) LetterTemplate(kind, lang string) (text string, own bool, err error) {
	if _, err := letter.KindOf(kind); err != nil {
		return "", false, err
	}
	return letter.Template(o.Law.Code, o.Law.Language, kind, lang, o.letterTemplates())
}

// letterFacts gathers what a letter is filled with.
func (o *Office) letterFacts(c *Case, lang string, date law.Date) (*letter.Facts, error) {
	plan, err := o.Plan(c.ID)
	if err != nil {
		return nil, err
	}
	p := o.Portal()
	f := &letter.Facts{
		Law: o.Law, Case: c.ID, Title: c.Title, History: c.History(), Date: date, Answer: c.Answer,
		Authority: letter.Authority{
			Name: o.Settings.Authority, Address: p.Address, Email: p.Email, Phone: p.Phone, DataBox: p.DataBox, CompanyID: p.CompanyID, Web: p.Web,
		},
		Requester: letter.Requester{Name: c.Requester.Name, Address: c.Requester.Address, Email: c.Requester.Email, DataBox: c.Requester.DataBox},
	}
	if born, err := time.Parse(dateLayout, c.Requester.Born); err == nil { // checked with case.md; law.ParseDate begins in 1990
		f.Requester.Born = law.DateOf(born)
	}
	var released bool
	if f.Documents, f.Grounds, released, err = o.letterDocuments(c.ID, plan, lang); err == nil && released {
		f.Page, err = o.publicPage(c.ID, lang)
	}
	return f, err
}

// publicPage is the address of a case's page on the website in a language, or
// in the office's; "" where the site was not built with it, or has no address.
func (o *Office) publicPage(caseID, lang string) (string, error) {
	base := o.Portal().URL
	if base == "" {
		return "", nil
	}
	f, err := os.Open(o.AddressesFile())
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	defer f.Close()
	page := ""
	s := bufio.NewScanner(io.LimitReader(f, maxAddresses))
	for s.Scan() {
		switch s.Text() {
		case lang + "/cases/" + caseID + "/index.html":
			page = lang + "/cases/" + caseID + "/"
		case "cases/" + caseID + "/index.html":
			if page == "" || lang == o.Settings.Language {
				page = "cases/" + caseID + "/"
			}
		}
	}
	if page == "" || s.Err() != nil {
		return "", s.Err()
	}
	return strings.TrimSuffix(base, "/") + "/" + page, nil
}

// letterDocuments are those of the newest release that stands, else those that
// the plan would release; and the grounds of what is hidden in them. The request
// and the answer itself are none of them.
func (o *Office) letterDocuments(caseID string, plan *Plan, lang string) (docs []letter.Document, grounds []string, released bool, err error) {
	add := func(ground string) {
		if ground != "" && !slices.Contains(grounds, ground) {
			grounds = append(grounds, ground)
		}
	}
	releases, err := o.openReleases(caseID)
	if err != nil {
		return nil, nil, false, err
	}
	defer closeAll(releases)
	if standing := bundles.Standing(releases, nil); len(standing) > 0 {
		for _, d := range standing[len(standing)-1].Release.Documents {
			if !toldInLetter(d.Kind) {
				continue
			}
			docs = append(docs, letter.Document{ID: d.ID, Title: cmp.Or(d.Title, KindName(d.Kind, lang)), Redacted: len(d.Redactions) > 0, Withheld: d.Withheld})
			add(d.Withheld)
			for _, r := range d.Redactions {
				add(r.Ground)
			}
		}
		return docs, grounds, true, nil
	}
	for _, d := range plan.Documents {
		if !toldInLetter(d.Kind) {
			continue
		}
		made := letter.Document{ID: d.ID, Title: d.Title}
		if d.Decision == Withheld {
			made.Withheld = d.Ground
			add(d.Ground)
		}
		for _, r := range plan.Redactions {
			if d.Decision == Redacted && r.hides() && r.of(d.ID) {
				made.Redacted = made.Redacted || r.Document == d.ID // a text for all of them need not stand in this one
				add(r.Ground)
			}
		}
		docs = append(docs, made)
	}
	return docs, grounds, false, nil
}

// toldInLetter tells whether a document of that kind is listed in a letter.
func toldInLetter(kind string) bool { return kind != kindRequest && kind != "answer" }

var draftName = regexp.MustCompile(`^([0-9]{2,6})-[a-z-]+\.[a-z]{2}\.[a-z]+$`)

// newDraft is the name of the next draft of a case: 01-acknowledgement.cs.md.
func (o *Office) newDraft(caseID, kind, lang, format string) (string, error) {
	dir := filepath.Join(o.caseDir(caseID), lettersDir)
	if err := mkdirs(dir); err != nil {
		return "", err
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return "", err
	}
	last := 0
	for _, e := range entries {
		if m := draftName.FindStringSubmatch(e.Name()); m != nil {
			if n, err := strconv.Atoi(m[1]); err == nil {
				last = max(last, n)
			}
		}
	}
	return filepath.Join(dir, fmt.Sprintf("%02d-%s.%s.%s", last+1, kind, lang, format)), nil
}

// draftLanguage is the language that the name of a draft tells; "" if none.
func draftLanguage(name string) string {
	lang := strings.TrimPrefix(filepath.Ext(strings.TrimSuffix(filepath.Base(name), filepath.Ext(name))), ".")
	if slices.Contains(languages, lang) {
		return lang
	}
	return ""
}

// readDraft reads a draft in Markdown.
func readDraft(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	raw, err := io.ReadAll(io.LimitReader(f, maxLetterDraft+1))
	if err != nil {
		return nil, err
	}
	if len(raw) > maxLetterDraft {
		return nil, fmt.Errorf("%s: more than the %d bytes allowed", filepath.Base(name), maxLetterDraft)
	}
	return raw, nil
}

// writeNew writes a private file that must not exist yet, whole or not at all.
func writeNew(name string, data []byte) error {
	err := writePrivate(name, func(w io.Writer) error { _, err := w.Write(data); return err })
	if errors.Is(err, bundles.ErrExists) {
		return fmt.Errorf("%s: exists already: letters are never overwritten; name another file (-o)", name)
	}
	return err
}
