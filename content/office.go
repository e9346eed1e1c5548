package content

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/pelletier/go-toml/v2"
	"github.com/rogpeppe/go-internal/lockedfile"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/bundles/keys"
	"github.com/akta-foi/akta/content/law"
)

// languages are those the portal speaks.
var languages = []string{"cs", "hu", "en"}

// documentLanguages are those a document may be in.
var documentLanguages = append(slices.Clone(languages), "sk", "de")

const (
	officeFile = "akta.toml"
	stateDir   = ".akta" // keys and lock: never leaves the office
)

// Settings is akta.toml.
type Settings struct {
	Authority  string               `toml:"authority" comment:"The public body, as it stands in every bundle."`
	Law        string               `toml:"law" comment:"The information law: cz-106-1999, hu-infotv or generic."`
	Language   string               `toml:"language" comment:"The office's language: cs, hu or en."`
	Domain     string               `toml:"domain" comment:"The office's domain. The log's name is log.<domain> and cannot change after the first seal."`
	Languages  []string             `toml:"languages,omitempty" comment:"Further languages of the documents, for reading scans: cs, hu, sk, de, en."`
	OCR        string               `toml:"ocr,omitempty" comment:"off: scans are not recognised, an officer looks at each. Else tesseract does, where it is installed."`
	Rendering  string               `toml:"rendering,omitempty" comment:"soffice: pages of office documents are made by LibreOffice, which must be installed. Else akta sets plain pages."`
	Facsimile  string               `toml:"facsimile,omitempty" comment:"How far black boxes grow on page images. line (default): so far that they do not tell how long a hidden word is; page: a page with anything hidden is hidden whole; exact: around the words, which tells their length."`
	Approvals  int                  `toml:"approvals,omitempty" comment:"How many other people approve each release, with keys of their own (akta approver)."`
	Facts      *Facts               `toml:"facts,omitempty" comment:"What the office publishes about itself: \"akta find\" keeps it by default."`
	Portal     *Portal              `toml:"portal,omitempty" comment:"The public website: contact, topics, logo and colours."`
	Reports    Reports              `toml:"reports,omitempty" comment:"What the office states in the law's reports of a year: [reports.2026], by the code of the item; \"none\" where there is none."`
	Plugins    []Plugin             `toml:"plugins,omitempty" comment:"Programs of the office's own that look for what to hide."`
	Override   *law.Override        `toml:"law_override,omitempty" comment:"What the office changes in its law, each with a note that says why: deadlines, extends, labels, days, calendar. \"akta law show\" lists the changes."`
	Timestamps []TimestampAuthority `toml:"timestamps,omitempty" comment:"Timestamp authorities by URL (RFC 3161), besides the office's own clock."`
}

// Facts are what an office publishes about itself. Its name and its domain are
// public facts, too.
type Facts struct {
	Numbers   []string `toml:"numbers,omitempty" comment:"IČO, adószám, accounts, phone numbers of the switchboard."`
	Addresses []string `toml:"addresses,omitempty"`
	Officials []string `toml:"officials,omitempty" comment:"Elected and leading officials in office, by name."`
}

// check bounds the facts and refuses those that would keep anything.
func (f *Facts) check() error {
	if f == nil {
		return nil
	}
	for _, l := range []struct {
		what  string
		facts []string
	}{{"numbers", f.Numbers}, {"addresses", f.Addresses}, {"officials", f.Officials}} {
		if len(l.facts) > maxFacts {
			return fmt.Errorf("facts: %d %s, more than the %d allowed", len(l.facts), l.what, maxFacts)
		}
		for _, s := range l.facts {
			if foldText(s) == "" || !isLine(s, maxFact) {
				return fmt.Errorf("facts, %s: %q: want text on one line, at most %d bytes", l.what, s, maxFact)
			}
		}
	}
	return nil
}

// TimestampAuthority is a timestamp authority the office asks by URL.
type TimestampAuthority struct {
	Name         string `toml:"name"`
	URL          string `toml:"url"`
	Certificates string `toml:"certificates" comment:"PEM file, the TSA's certificate first, the root last."`
}

// Office is one authority's folder.
type Office struct {
	Dir      string
	Settings Settings
	Law      *law.Profile
	Day      law.Date // on which it is told what is public, see Held; 0: today, by the machine's calendar
	Actor    string   // who works: written into the journal; "": who is logged in

	ring   *keys.Ring       // open already where Init made the keys; nil: OpenKeys opens it
	post   Post             // as OpenKeys was given it: for timestamps of the journal
	detect detect           // how documents are searched for what to hide; nil: find.Find
	clock  func() time.Time // the journal's; nil: this machine's
}

// OpenOffice opens the office in dir.
func OpenOffice(dir string) (*Office, error) {
	raw, err := os.ReadFile(filepath.Join(dir, officeFile))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s: no %s here: not an office; run \"akta init\" or name the office with -C", dir, officeFile)
	}
	if err != nil {
		return nil, err
	}
	settings, err := parseSettings(raw)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", officeFile, err)
	}
	o := &Office{Dir: dir, Settings: *settings}
	o.Law, err = law.LoadWith(o.Settings.Law, o.Settings.Override)
	return o, err
}

// parseSettings reads akta.toml.
func parseSettings(raw []byte) (*Settings, error) {
	if len(raw) > maxSettings {
		return nil, fmt.Errorf("%d bytes, more than the %d allowed", len(raw), maxSettings)
	}
	s := new(Settings)
	d := toml.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	if err := d.Decode(s); err != nil {
		return nil, err
	}
	return s, s.check()
}

var domainName = regexp.MustCompile(`^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+$`)

func (s *Settings) check() error {
	if s.Authority == "" || s.Authority != strings.TrimSpace(s.Authority) || strings.ContainsAny(s.Authority, "\r\n\t") {
		return fmt.Errorf("authority %q: want a name on one line", s.Authority)
	}
	if !slices.Contains(languages, s.Language) {
		return fmt.Errorf("language %q: want one of %s", s.Language, strings.Join(languages, ", "))
	}
	if !slices.Contains(law.Codes(), s.Law) {
		return fmt.Errorf("law %q: want one of %s", s.Law, strings.Join(law.Codes(), ", "))
	}
	if _, err := law.LoadWith(s.Law, s.Override); err != nil {
		return err
	}
	if !domainName.MatchString(s.Domain) || len(s.Domain) > 200 {
		return fmt.Errorf("domain %q: want a domain name in lower case", s.Domain)
	}
	for _, l := range s.Languages {
		if !slices.Contains(documentLanguages, l) {
			return fmt.Errorf("languages: %q: want some of %s", l, strings.Join(documentLanguages, ", "))
		}
	}
	if s.OCR != "" && s.OCR != ocrOff {
		return fmt.Errorf("ocr %q: want %q, or no such line", s.OCR, ocrOff)
	}
	if s.Rendering != "" && s.Rendering != renderingSoffice {
		return fmt.Errorf("rendering %q: want %q, or no such line", s.Rendering, renderingSoffice)
	}
	if err := errors.Join(s.Facts.check(), s.Portal.check(), checkPlugins(s.Plugins), s.Reports.check()); err != nil {
		return err
	}
	if s.Approvals < 0 || s.Approvals > maxApprovals {
		return fmt.Errorf("approvals %d: want 0 to %d", s.Approvals, maxApprovals)
	}
	if !slices.Contains([]string{"", bundles.GrowthLine, bundles.GrowthPage, bundles.GrowthExact}, s.Facsimile) {
		return fmt.Errorf("facsimile %q: want %s, %s or %s, or no such line", s.Facsimile, bundles.GrowthLine, bundles.GrowthPage, bundles.GrowthExact)
	}
	for _, t := range s.Timestamps {
		if t.Name == "" || !strings.HasPrefix(t.URL, "https://") && !strings.HasPrefix(t.URL, "http://") || t.Certificates == "" {
			return fmt.Errorf("timestamp authority %q: want a name, an http(s) URL and a file of certificates", t.Name)
		}
	}
	return nil
}

// growth is how far boxes grow, one of the constants of package bundles.
func (s *Settings) growth() string {
	if s.Facsimile == "" {
		return bundles.GrowthLine
	}
	return s.Facsimile
}

// The office's folders.
func (o *Office) caseDir(id string) string    { return filepath.Join(o.Dir, "content", id) }
func (o *Office) bundlesDir(id string) string { return filepath.Join(o.Dir, "bundles", id) }
func (o *Office) keysDir() string             { return filepath.Join(o.Dir, stateDir, "keys") }

// LogDir is the folder of the transparency log.
func (o *Office) LogDir() string { return filepath.Join(o.Dir, "bundles", "log") }

// TrustFile is the office's own trust.json.
func (o *Office) TrustFile() string { return filepath.Join(o.Dir, "bundles", "trust.json") }

// SiteDir holds the office's overrides of the theme.
func (o *Office) SiteDir() string { return filepath.Join(o.Dir, "site") }

// PublicDir is where the site is built unless another place is named.
func (o *Office) PublicDir() string { return filepath.Join(o.Dir, "site", "public") }

// PreviewDir is where a preview of the site is built: only "akta build" writes
// what is uploaded.
func (o *Office) PreviewDir() string { return filepath.Join(o.Dir, stateDir, "preview") }

// AddressesFile is the ledger of the site's addresses.
func (o *Office) AddressesFile() string { return filepath.Join(o.SiteDir(), "addresses.txt") }

// SiteStateDir is where the builder of the site keeps what it need not do again.
func (o *Office) SiteStateDir() string { return filepath.Join(o.Dir, stateDir, "site") }

// Lock keeps every other akta out of the office until unlock is called, and
// clears what a killed one has left.
func (o *Office) Lock() (unlock func(), err error) {
	if unlock, err = lockOffice(o.Dir); err != nil {
		return nil, err
	}
	if err := o.sweep(); err != nil {
		unlock()
		return nil, err
	}
	return unlock, nil
}

// lockOffice keeps every other akta out of the office in dir.
func lockOffice(dir string) (unlock func(), err error) {
	state := filepath.Join(dir, stateDir)
	if err := os.MkdirAll(state, 0o700); err != nil {
		return nil, err
	}
	return lockedfile.MutexAt(filepath.Join(state, "lock")).Lock()
}

// mkdirs makes private folders that may exist.
func mkdirs(dirs ...string) error {
	for _, d := range dirs {
		if err := os.MkdirAll(d, 0o700); err != nil {
			return err
		}
	}
	return nil
}
