package report

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/akta-foi/akta/content/law"
)

// StatedNone is what an office writes where there is none of what an item asks
// for.
const StatedNone = "none"

// CheckStated holds what an office states for a year to the law: codes of items
// that are its to state, and plain text.
func CheckStated(p *law.Profile, stated map[string]string) error {
	known := codes(p)
	for code, text := range stated {
		if !slices.Contains(known, code) {
			return fmt.Errorf("%q: no item that an office states in law %s; those are: %s", code, p.Code, strings.Join(known, ", "))
		}
		if err := checkText(text); err != nil {
			return fmt.Errorf("%q: %w", code, err)
		}
	}
	return nil
}

func checkText(text string) error {
	if strings.TrimSpace(text) == "" {
		return fmt.Errorf("nothing is stated; where there is none, write %q", StatedNone)
	}
	bad := strings.ContainsFunc(text, func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\r' && r != '\t' })
	if len(text) > maxText || !utf8.ValidString(text) || bad {
		return fmt.Errorf("want plain text of at most %d bytes", maxText)
	}
	return nil
}

// stateable says that the office states the item, or words to its number.
func stateable(p *law.Profile, code string) bool {
	r, ok := rules[p.Code+"/"+code]
	if !ok {
		r = rules[code]
	}
	return r.basis == ByOffice || code == "judgments" || code == "complaints"
}

// codes are those of the items of all reports of a law that the office states.
func codes(p *law.Profile) (list []string) {
	for _, r := range p.Reports {
		for _, i := range r.Items {
			if !slices.Contains(list, i.Code) && stateable(p, i.Code) {
				list = append(list, i.Code)
			}
		}
	}
	return list
}

// text is what the office states in words: a description, or an amount of money.
func (y *year) text(i *Item) error {
	text := strings.TrimSpace(y.stated[i.Code])
	switch {
	case text == "":
		i.State, i.lacks = Missing, fmt.Sprintf(`not filled in; write %s = "..." or %q below [reports.%d] in akta.toml`, i.Code, StatedNone, y.first.Year())
	case text == StatedNone:
		i.State = None
	default:
		if err := checkText(text); err != nil {
			return err
		}
		i.State, i.Text = Stated, strings.ReplaceAll(text, "\r\n", "\n")
	}
	return nil
}

// count is a number that the office states; "none" is 0.
func (y *year) count(i *Item) error {
	if err := y.text(i); err != nil || i.State == Missing {
		return err
	}
	n := 0
	if i.State == Stated {
		var err error
		if n, err = strconv.Atoi(i.Text); err != nil || n < 0 || n > maxCount {
			return fmt.Errorf("%q: want a number", i.Text)
		}
	}
	i.State, i.Text, i.Number = Stated, "", &n
	return nil
}

// address is that of a page.
func (y *year) address(i *Item) error {
	if err := y.text(i); err != nil || i.State != Stated {
		return err
	}
	if u, err := url.Parse(i.Text); err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || strings.ContainsAny(i.Text, " \n\t\"<>") {
		return fmt.Errorf("%q: want an https address", i.Text)
	}
	return nil
}
