package content

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Requester is the person who asked: requester.json of the case, see
// SetRequester. The public never learns who it is: what stands here is looked for
// in all that is published. An organisation is no person: leave the name out, or
// name whoever writes for it.
type Requester struct {
	Name    string `yaml:"name,omitempty" json:"name,omitempty"`
	Address string `yaml:"address,omitempty" json:"address,omitempty"` // on one line: "Smyšlená 12, 123 45 Lhotka"
	Email   string `yaml:"email,omitempty" json:"email,omitempty"`
	Phone   string `yaml:"phone,omitempty" json:"phone,omitempty"`
	DataBox string `yaml:"data-box,omitempty" json:"data-box,omitempty"`
	Born    string `yaml:"born,omitempty" json:"born,omitempty"` // 1985-04-12
}

func (r *Requester) check() error {
	for _, f := range []struct{ what, value string }{
		{"name", r.Name}, {"address", r.Address}, {"email", r.Email}, {"phone", r.Phone}, {"data-box", r.DataBox},
	} {
		v := f.value
		if v != strings.TrimSpace(v) || len(v) > maxRequesterLine || !utf8.ValidString(v) || strings.ContainsFunc(v, unicode.IsControl) {
			return fmt.Errorf("requester: %s: want one line of text, at most %d bytes", f.what, maxRequesterLine)
		}
	}
	if _, err := time.Parse(dateLayout, r.Born); r.Born != "" && err != nil {
		return fmt.Errorf("requester: born %q: want a date such as 1985-04-12", r.Born)
	}
	return nil
}

// knownText is a text by which a person is known, found as it is.
type knownText struct{ what, text string }

// texts are what is known of the requester, besides the name.
func (r *Requester) texts() []knownText {
	var out []knownText
	add := func(what, text string) {
		if text = trimWord(text); utf8.RuneCountInString(text) >= minForm && !slices.Contains(out, knownText{what, text}) {
			out = append(out, knownText{what, text})
		}
	}
	add("e-mail address", r.Email)
	add("data box", r.DataBox)
	add("address", r.Address)
	if street, _, ok := strings.Cut(r.Address, ","); ok && streetNumber.MatchString(street) {
		add("address", street)
	}
	for _, p := range phoneForms(r.Phone) {
		add("telephone number", p)
	}
	if t, err := time.Parse(dateLayout, r.Born); err == nil {
		for _, layout := range bornLayouts {
			add("date of birth", t.Format(layout))
		}
	}
	return out
}

// bornLayouts are the ways in which offices write a date; white space between
// its parts does not matter when it is looked for.
var bornLayouts = []string{"2. 1. 2006", "02. 01. 2006", "2006-01-02", "2006. 01. 02", "2006. 1. 2", "2/1/2006"}

// streetNumber is a street with a number, in either order of the languages.
var streetNumber = regexp.MustCompile(`\pL{3}.*\pN|\pN.*\pL{3}`)

// dialling are the prefixes under which a number is also written without the
// country's code.
var dialling = []struct{ code, instead string }{{"+420", ""}, {"00420", ""}, {"+421", "0"}, {"00421", "0"}, {"+36", "06"}, {"0036", "06"}, {"06", "+36"}}

// phoneForms are a number as it was given, and with or without the country's
// code.
func phoneForms(phone string) []string {
	if phone == "" {
		return nil
	}
	out := []string{phone}
	compact := strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) || r == '+' {
			return r
		}
		return -1
	}, phone)
	for _, d := range dialling {
		if rest, ok := strings.CutPrefix(compact, d.code); ok {
			// Without the code and what may stand in its place, it is found under both.
			out = append(out, d.instead+rest, rest)
		}
	}
	return slices.DeleteFunc(out, func(s string) bool { return len(s) < minDigits })
}
