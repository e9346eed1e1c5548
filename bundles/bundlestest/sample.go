package bundlestest

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"

	"github.com/akta-foi/akta/bundles"
)

// Sample is a case of an office with everything that a case can have. All
// people and events in it are invented.
//
// Seal s1 holds d1 (two pages with text in boxes), d2 (pages only), d3 (bytes
// only) and d4. Seal s2 holds d2 read better, and d5. Release r1 draws on s1:
// d1 and d2 redacted, d3 whole, d4 withheld. Release r2 draws on both: d1 with
// less hidden, d2 of s2, d3 and d5 whole, d4 withheld. Release r3, for those who
// have it written, takes r2 down and hides again what r1 hid of d1. All are
// searched before they are signed, and approved; the office's trust asks for that.
type Sample struct {
	Office *Office
	Case   string
	Dir    string // the case's bundles: s1, s2, r1, r2
	Small  bool   // s1 and r1 only, with d1 of one page, and d4
}

// NewSample makes the whole case.
func NewSample(t testing.TB, o *Office, id string) *Sample {
	t.Helper()
	s := &Sample{Office: o, Case: id, Dir: t.TempDir()}
	o.Trust.Require.Approvals = 1
	s.seal(t, "s1", s.letter(2), scan("s1", ""), register(), internalNote())
	s.seal(t, "s2", scan("s2", "s1"), annex())
	s.WriteRelease(t, "r1")
	s.WriteRelease(t, "r2")
	return s
}

// NewSmallSample makes the case in the fewest bytes, for tests that verify it
// thousands of times.
func NewSmallSample(t testing.TB, o *Office, id string) *Sample {
	t.Helper()
	s := &Sample{Office: o, Case: id, Dir: t.TempDir(), Small: true}
	o.Trust.Require.Approvals = 1
	s.seal(t, "s1", s.letter(1), internalNote())
	s.WriteRelease(t, "r1")
	return s
}

// Path is the folder of a seal or release.
func (s *Sample) Path(name string) string { return filepath.Join(s.Dir, name) }

// Evidence is what the office signs with.
func (o *Office) Evidence() bundles.Evidence {
	return bundles.Evidence{Signer: o.Signer, Timestampers: o.Timestampers, Log: o.Log}
}

// Approval is what the office's approver signs with.
func (o *Office) Approval() bundles.Evidence {
	return bundles.Evidence{Signer: o.Approver, Timestampers: o.Timestampers, Log: o.Log}
}

func (s *Sample) seal(t testing.TB, name string, docs ...bundles.DocumentInput) {
	t.Helper()
	_, err := bundles.WriteSeal(t.Context(), s.Path(name), bundles.SealInput{
		Authority: s.Office.Authority, Case: s.Case, Seal: name, Created: s.Office.Now,
		Documents: docs, Random: FixedRandom(s.Case + "/" + name),
	}, s.Office.Evidence())
	check(t, err)
}

// FixedRandom is a stream of random bytes that follows from its name.
func FixedRandom(name string) io.Reader { return rand.NewChaCha8(sha256.Sum256([]byte(name))) }

// WriteRelease writes the case's release name.
func (s *Sample) WriteRelease(t testing.TB, name string) {
	t.Helper()
	s.WriteReleaseAs(t, name, name)
}

// WriteReleaseAs writes what release name is made of under another name, and
// has it approved.
func (s *Sample) WriteReleaseAs(t testing.TB, name, as string) {
	t.Helper()
	in, done := s.ReleaseInput(t, name)
	defer done()
	in.Release = as
	_, err := bundles.WriteRelease(t.Context(), s.Path(as), in, s.Office.Evidence())
	check(t, err)
	check(t, bundles.Approve(t.Context(), s.Path(as), s.Office.Approval()))
}

// ReleaseInput is what r1, r2 or r3 is made of; done closes what it opened.
func (s *Sample) ReleaseInput(t testing.TB, name string) (in bundles.ReleaseInput, done func()) {
	t.Helper()
	s1, err := bundles.OpenSealed(s.Path("s1"))
	check(t, err)
	closers := []io.Closer{s1}
	in = bundles.ReleaseInput{
		Authority: s.Office.Authority, Case: s.Case, Release: name, Title: "Hluk v ulici Pod Ničím",
		Created: s.Office.Now, Seals: []*bundles.Sealed{s1}, Trust: s.Office.Trust, ReviewBy: "2027-03-31", Audit: countFiles,
		Grounds: []bundles.Ground{
			{Code: "personal-data", Label: "osobní údaj", Paragraph: "§ 8a", Link: "https://law.example/106-1999/8a"},
			{Code: "internal", Label: "vnitřní pokyn", Paragraph: "§ 11"},
		},
	}
	later := name != "r1"
	in.Documents = append(in.Documents, s.letterDecision(t, s1, name == "r2"))
	if !s.Small {
		in.Documents = append(in.Documents, scanDecision(later),
			bundles.ReleaseDecision{ReleasedDocument: described("s1", "d3"), Whole: true})
	}
	in.Documents = append(in.Documents, bundles.ReleaseDecision{
		ReleasedDocument: bundles.ReleasedDocument{Seal: "s1", ID: "d4", Withheld: "internal"}})
	if later {
		s2, err := bundles.OpenSealed(s.Path("s2"))
		check(t, err)
		r1, err := bundles.OpenReleased(s.Path("r1"))
		check(t, err)
		closers = append(closers, s2, r1)
		in.Seals, in.Earlier = append(in.Seals, s2), []*bundles.Released{r1}
		in.Documents = append(in.Documents, bundles.ReleaseDecision{ReleasedDocument: described("s2", "d5"), Whole: true})
	}
	if name == "r3" {
		r2, err := bundles.OpenReleased(s.Path("r2"))
		check(t, err)
		closers = append(closers, r2)
		in.Earlier = append(in.Earlier, r2)
		in.Takedown = &bundles.Takedown{Releases: []string{"r2"}, Reason: "it shows a telephone number by mistake"}
	}
	return in, func() {
		for _, c := range closers {
			c.Close()
		}
	}
}

// countFiles stands for a search: its record says how many files there were.
func countFiles(_ context.Context, dir string) ([]byte, error) {
	n := 0
	err := filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			n++
		}
		return err
	})
	return fmt.Appendf(nil, `{"format":"https://github.com/akta-foi/akta/audit/v1","akta":"(test)","files":%[1]d,"bytes":0,"redactions":3,"checks":[{"name":"terms","done":%[1]d,"hits":0}]}`+"\n", n), err
}

func described(seal, id string) bundles.ReleasedDocument {
	return bundles.ReleasedDocument{Seal: seal, ID: id, Title: "Dokument " + id, Kind: "letter", Language: "cs"}
}

// letterDecision hides the name, its tiles and, in r1, the telephone too.
func (s *Sample) letterDecision(t testing.TB, seal *bundles.Sealed, later bool) bundles.ReleaseDecision {
	t.Helper()
	d, err := seal.Document("d1")
	check(t, err)
	out := described("s1", "d1")
	secrets := []string{"Vendelín Neexistující"}
	if !later {
		secrets = append(secrets, "555 000 111")
	}
	for _, words := range secrets {
		gap := d.Gap(find(t, d.Text, words))
		out.Redactions = append(out.Redactions, bundles.Redaction{View: bundles.ViewText, Leaves: &gap, Ground: "personal-data"})
	}
	for n := range d.Header.Pages() {
		out.Redactions = append(out.Redactions, bundles.Redaction{View: bundles.PageView(n + 1), Tiles: &bundles.TileBlock{1, n, 2, 1}, Ground: "personal-data"})
	}
	out.Facsimile = &bundles.Facsimile{Growth: bundles.GrowthLine}
	return bundles.ReleaseDecision{ReleasedDocument: out, Layout: letterLayout(t, d), Fields: []string{"title"}}
}

// letterLayout has a block of every kind; the telephone number is an item.
func letterLayout(t testing.TB, d *bundles.SealedDocument) []bundles.LayoutBlock {
	at := func(words string, b bundles.LayoutBlock) bundles.LayoutBlock {
		b.Leaf = find(t, d.Text, words)[0]
		return b
	}
	return []bundles.LayoutBlock{
		at("Vážený", bundles.LayoutBlock{Kind: bundles.BlockHeading, Level: 1}),
		at("stěžuji", bundles.LayoutBlock{Kind: bundles.BlockParagraph}),
		at("555", bundles.LayoutBlock{Kind: bundles.BlockItem, Level: 1}),
		at("bytem", bundles.LayoutBlock{Kind: bundles.BlockParagraph}),
		at("S", bundles.LayoutBlock{Kind: bundles.BlockCell, Table: 1, Row: 1, Col: 1}),
		at("odesílatel", bundles.LayoutBlock{Kind: bundles.BlockCell, Table: 1, Row: 1, Col: 2}),
	}
}

func scanDecision(later bool) bundles.ReleaseDecision {
	seal := "s1"
	if later {
		seal = "s2"
	}
	out := described(seal, "d2")
	out.Redactions = []bundles.Redaction{{View: bundles.PageView(1), Tiles: &bundles.TileBlock{0, 2, 3, 1}, Ground: "internal"}}
	out.Facsimile = &bundles.Facsimile{Growth: bundles.GrowthExact, Reason: "the box hides a drawing, whose width is on the map beside it"}
	return bundles.ReleaseDecision{ReleasedDocument: out}
}

// find is the run of leaves from the first to the last of words.
func find(t testing.TB, leaves []string, words string) bundles.Range {
	t.Helper()
	for first, leaf := range leaves {
		if leaf == "" {
			continue
		}
		text := ""
		for i := first; i < len(leaves) && len(text) < len(words)+2; i++ {
			text += leaves[i]
			if strings.Trim(text, " ,.") == words {
				return bundles.Range{first, i - first + 1}
			}
		}
	}
	t.Fatalf("%q is not in the text", words)
	return bundles.Range{}
}

// LetterText is the text of d1.
const LetterText = "Vážený úřade, stěžuji si na hluk v ulici Pod Ničím. Podepsán Vendelín Neexistující, telefon 555 000 111, bytem tamtéž. " +
	"Žádám o kopii zprávy o měření ze dne prvního dubna a o sdělení, kdo ji schválil.\n\nS pozdravem odesílatel"

// letter is d1: some thirty words on so many pages.
func (s *Sample) letter(pages int) bundles.DocumentInput {
	words := strings.SplitAfter(LetterText, " ")
	views := &bundles.Views{Meta: []bundles.Field{{Name: "title", Value: "Stížnost na hluk"}, {Name: "file-name", Value: "stiznost.txt"},
		{Name: "source-author", Value: "Vendelín Neexistující"}},
		Reading: []byte(`{"format":"text","hidden":[{"kind":"comment","where":"page 1","count":2,"unit":"words","excerpt":"Vymyšlená poznámka"}]}`)}
	for i, w := range words {
		text, end, paragraph := strings.Cut(w, "\n\n")
		if paragraph {
			text += "\n\n"
		}
		views.Text = append(views.Text, bundles.Word{Text: text, Page: 1 + i*pages/len(words), Box: bundles.Box{X: i, Y: i, W: 8, H: 4}})
		if end != "" {
			views.Text = append(views.Text, bundles.Word{Text: end})
		}
	}
	return document("d1", "stiznost.TXT", []byte(LetterText), views, func(page func(*bundles.Page) error) error {
		for n := range pages {
			if err := page(InventedPage(64, 64, 1, s.Case+string(rune('1'+n)))); err != nil {
				return err
			}
		}
		return nil
	})
}

// scan is d2: one page of colour whose sides are no multiple of a tile.
func scan(name, replaces string) bundles.DocumentInput {
	views := &bundles.Views{}
	if replaces != "" {
		views.Text = []bundles.Word{{Text: "Měření ", Page: 1}, {Text: "hluku\n\n", Page: 1}}
	}
	d := document("d2", "sken.png", []byte("an invented scan, "+name), views, func(page func(*bundles.Page) error) error {
		return page(InventedPage(40, 39, 3, name))
	})
	d.Replaces = replaces
	return d
}

func register() bundles.DocumentInput {
	return document("d3", "vykaz.tar.gz", bytes.Repeat([]byte("invented register\x00"), 40), &bundles.Views{}, nil)
}

func internalNote() bundles.DocumentInput {
	return document("d4", "pokyn", []byte("invented internal note"), &bundles.Views{Text: []bundles.Word{{Text: "invented "}, {Text: "internal "}, {Text: "note"}}}, nil)
}

func annex() bundles.DocumentInput {
	return document("d5", "priloha.txt", []byte("all of this is public"), &bundles.Views{Text: []bundles.Word{{Text: "all "}, {Text: "of "}, {Text: "this "}, {Text: "is "}, {Text: "public"}}}, nil)
}

func document(id, name string, data []byte, views *bundles.Views, pages func(func(*bundles.Page) error) error) bundles.DocumentInput {
	return bundles.DocumentInput{ID: id, Name: name,
		Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(data)), nil },
		Read: func(_ context.Context, page func(*bundles.Page) error) (*bundles.Views, error) {
			if pages == nil {
				return views, nil
			}
			return views, pages(page)
		}}
}

// InventedPage is a page of four greys, or of colours, with no white tile, so
// that no two tiles of it are alike.
func InventedPage(width, height, channels int, name string) *bundles.Page {
	p := &bundles.Page{Width: width, Height: height, Channels: channels, DPI: 200, Samples: make([]byte, width*height*channels)}
	r := rand.NewChaCha8(sha256.Sum256([]byte("page " + name)))
	if _, err := r.Read(p.Samples); err != nil {
		panic(err) // ChaCha8 never fails
	}
	if channels == 1 {
		for i, s := range p.Samples {
			p.Samples[i] = s % 4 * 85
		}
	}
	return p
}

// NewSpareOffice makes an office with one independent clock and a log of one
// Ed25519 key: the least a policy can ask for, which verifies fastest.
func NewSpareOffice(t testing.TB) *Office {
	t.Helper()
	o := NewNamedOffice(t, "Dolní Planá nad Ničím", "log.dolniplana.example")
	o.Timestampers = []bundles.Timestamper{o.Independent}
	o.LogKeys.Signers, o.LogKeys.VKeys = o.LogKeys.Signers[:1], o.LogKeys.VKeys[:1]
	o.LogDir = filepath.Join(t.TempDir(), "log")
	log, err := bundles.CreateLog(o.LogDir, o.Origin, o.LogKeys)
	check(t, err)
	o.Log = log
	o.Trust.TimestampAuthorities = o.Trust.TimestampAuthorities[1:]
	o.Trust.Logs[0].Keys = o.LogKeys.VKeys
	o.Trust.Require = bundles.Requirement{Timestamps: 1, IndependentTimestamps: 1, Log: true}
	check(t, o.Trust.Check())
	return o
}
