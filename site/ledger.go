package site

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/akta-foi/akta/bundles"
)

// A ledger is the list of the addresses that a portal has ever had: a build that
// would drop one refuses. It is a text file, one address a line; one that was
// dropped on purpose keeps its line, with the day and the reason after tabs.
type ledger struct {
	kept    map[string]bool
	dropped map[string]string // address -> day, tab, reason
}

// permanent tells whether a public file's address is promised: pages, data,
// feeds and releases are. The search index and its parts, the pieces of the sitemap,
// the manifest and the log's tiles have names that come and go; page images belong
// to a release, and what a newer one replaces is kept in the older one's ZIP.
func permanent(name string) bool {
	top, _, below := strings.Cut(name, "/")
	if below && slices.Contains([]string{"files", "manifest", "pagefind"}, top) || strings.HasPrefix(name, "log/tile/") || strings.HasPrefix(name, "sitemap-") {
		return false
	}
	return !strings.HasPrefix(path.Base(name), ".") || strings.HasPrefix(name, ".well-known/")
}

// readLedger reads the ledger; there may be none yet.
func readLedger(file string) (*ledger, error) {
	info, err := os.Stat(file)
	if errors.Is(err, fs.ErrNotExist) {
		return &ledger{map[string]bool{}, map[string]string{}}, nil
	}
	if err != nil {
		return nil, fmt.Errorf("ledger of addresses: %w", err)
	}
	if info.Size() > maxLedger {
		return nil, fmt.Errorf("ledger of addresses: %d bytes, at most %d", info.Size(), maxLedger)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("ledger of addresses: %w", err)
	}
	return parseLedger(data)
}

const ledgerHead = "# The addresses of the portal. They never change: a build that would drop one refuses.\n"

func parseLedger(data []byte) (*ledger, error) {
	l := &ledger{map[string]bool{}, map[string]string{}}
	if !utf8.Valid(data) {
		return nil, errors.New("ledger of addresses: not UTF-8")
	}
	for n, line := range strings.Split(string(data), "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		name, rest, dropped := strings.Cut(line, "\t")
		if !fs.ValidPath(name) || name == "." || strings.ContainsFunc(name, unicode.IsControl) {
			return nil, fmt.Errorf("ledger of addresses: line %d: %q is no address", n+1, name)
		}
		if _, twice := l.dropped[name]; twice || l.kept[name] {
			return nil, fmt.Errorf("ledger of addresses: line %d: %q is there twice", n+1, name)
		}
		if !dropped {
			l.kept[name] = true
			continue
		}
		day, reason, ok := strings.Cut(rest, "\t")
		if !ok || len(day) != len("2006-01-02") || strings.TrimSpace(reason) == "" || strings.ContainsFunc(reason, unicode.IsControl) {
			return nil, fmt.Errorf("ledger of addresses: line %d: want an address, or an address, a day and a reason between tabs", n+1)
		}
		l.dropped[name] = rest
	}
	return l, nil
}

// text is the ledger as it is written: sorted.
func (l *ledger) text() []byte {
	lines := make([]string, 0, len(l.kept)+len(l.dropped))
	for name := range l.kept {
		lines = append(lines, name+"\n")
	}
	for name, why := range l.dropped {
		lines = append(lines, name+"\t"+why+"\n")
	}
	slices.Sort(lines)
	var b bytes.Buffer
	b.WriteString(ledgerHead)
	for _, line := range lines {
		b.WriteString(line)
	}
	return b.Bytes()
}

// Drop is an address that is given up on purpose.
type Drop struct {
	// Address is as in the ledger, "cases/2026-001/index.html". One that ends in a
	// slash is all below it, in every language.
	Address string
	Day     string // ISO date
	Reason  string // one line
}

// drop notes what is given up on purpose.
func (l *ledger) drop(list []Drop) error {
	for _, d := range list {
		if strings.TrimSpace(d.Reason) == "" || strings.ContainsFunc(d.Reason, unicode.IsControl) {
			return fmt.Errorf("dropping %q: want a reason on one line", d.Address)
		}
		found := false
		for name := range l.kept {
			if d.covers(name) {
				found = true
				delete(l.kept, name)
				l.dropped[name] = d.Day + "\t" + d.Reason
			}
		}
		if !found {
			return fmt.Errorf("dropping %q: not in the ledger of addresses", d.Address)
		}
	}
	return nil
}

func (d *Drop) covers(name string) bool {
	if !strings.HasSuffix(d.Address, "/") {
		return name == d.Address
	}
	language, rest, _ := strings.Cut(name, "/")
	return strings.HasPrefix(name, d.Address) || slices.Contains(Languages(), language) && strings.HasPrefix(rest, d.Address)
}

// add takes in the addresses of a new site. Releases that were taken down may be
// missing; any other that is missing is an error that names them.
func (l *ledger) add(names []string, takenDown map[string]bool) error {
	there := make(map[string]bool, len(names))
	for _, n := range names {
		there[n] = true
	}
	var lost []string
	for name := range l.kept {
		if !there[name] && !takenDown[name] {
			lost = append(lost, name)
		}
	}
	if len(lost) > 0 {
		slices.Sort(lost)
		shown := lost[:min(len(lost), maxLostShown)]
		return fmt.Errorf("nothing is published: the site would lose %d of its addresses, which people have linked to:\n  %s\nput the case, topic or setting back, or give an address up with --drop ADDRESS --reason TEXT (cases/ID/ for all of a case)",
			len(lost), strings.Join(shown, "\n  "))
	}
	for _, n := range names {
		if permanent(n) {
			l.kept[n] = true
			delete(l.dropped, n) // it is back
		}
	}
	return nil
}

// write puts the ledger in the place of the file.
func (l *ledger) write(file string) error {
	return bundles.WriteFileAtomic(file, l.text(), 0o644)
}
