package site

import (
	"fmt"
	"math"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// Contact is how the authority is reached; empty fields are not shown.
type Contact struct {
	Address     []string `json:"address"` // lines
	Email       string   `json:"email"`
	Phone       string   `json:"phone"`
	DataBox     string   `json:"databox"`     // Czech data box, seven characters
	CompanyID   string   `json:"companyid"`   // IČO, törzsszám
	Web         string   `json:"web"`         // https address of the office's own site
	NoticeBoard string   `json:"noticeboard"` // https address of the official notice board
}

// check demands that the addresses are addresses.
func (c *Contact) check() error {
	if err := checkLink("address of the office's site", c.Web); err != nil {
		return err
	}
	return checkLink("address of the notice board", c.NoticeBoard)
}

// Brand is the look of the portal.
type Brand struct {
	// Logo is the path of an SVG or PNG on this machine; it becomes logo.svg or
	// logo.png. Empty: none.
	Logo string
	// Colour and DarkColour are those of the header in the light and in the dark
	// scheme, "#14506b"; empty: the theme's. The text on them is white: Build
	// refuses a colour against which it cannot be read (WCAG 2.2, 1.4.3).
	Colour, DarkColour string
}

// Names of the public files of the look.
const (
	logoSVG  = "logo.svg"
	logoPNG  = "logo.png"
	brandCSS = "brand.css"
)

type brandView struct {
	Logo string `json:"logo"` // path of the public file; empty: none
	CSS  string `json:"css"`
}

func (b *Brand) view() brandView {
	v := brandView{Logo: b.logoName()}
	if b.css() != nil {
		v.CSS = brandCSS
	}
	return v
}

// logoName is the public name of the logo; check has seen that it has one.
func (b *Brand) logoName() string {
	switch strings.ToLower(filepath.Ext(b.Logo)) {
	case ".svg":
		return logoSVG
	case ".png":
		return logoPNG
	}
	return ""
}

// css sets the colours of the header, and nothing else; nil: they are the theme's.
func (b *Brand) css() []byte {
	var s strings.Builder
	if b.Colour != "" {
		// It counts in the dark scheme, too, unless that has its own.
		s.WriteString(":root { --brand: " + b.Colour + "; --brand-ink: #ffffff; }\n")
	}
	if b.DarkColour != "" {
		s.WriteString("@media (prefers-color-scheme: dark) { :root { --brand: " + b.DarkColour + "; --brand-ink: #ffffff; } }\n")
	}
	if s.Len() == 0 {
		return nil
	}
	return []byte(s.String())
}

var colour = regexp.MustCompile(`^#[0-9a-f]{6}$`)

// minContrast is that of text that is not large (WCAG 2.2, 1.4.3, level AA).
const minContrast = 4.5

func (b *Brand) check() error {
	for _, c := range []string{b.Colour, b.DarkColour} {
		if c == "" {
			continue
		}
		if !colour.MatchString(c) {
			return fmt.Errorf("colour %q: want # and six hex digits, in lower case", c)
		}
		// Rounded down: what is said to be enough is enough.
		if n := contrastWithWhite(c); n < minContrast {
			return fmt.Errorf("colour %q: white text has a contrast of %.2f : 1 on it, at least %.1f : 1 is needed; take a darker one", c, math.Floor(n*100)/100, minContrast)
		}
	}
	if b.Logo != "" && b.logoName() == "" {
		return fmt.Errorf("logo %q: want an SVG or a PNG file", filepath.Base(b.Logo))
	}
	return nil
}

// contrastWithWhite is the contrast ratio of white and "#rrggbb", from the
// relative luminance of both (WCAG 2.2, terms "contrast ratio" and "relative
// luminance").
func contrastWithWhite(c string) float64 {
	luminance := 0.0
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		n, err := strconv.ParseUint(c[1+2*i:3+2*i], 16, 8)
		if err != nil {
			return 1 // no colour: no contrast
		}
		v := float64(n) / 255
		if v <= 0.04045 {
			v /= 12.92
		} else {
			v = math.Pow((v+0.055)/1.055, 2.4)
		}
		luminance += weight * v
	}
	return 1.05 / (luminance + 0.05)
}

// Topic is something that cases are about.
type Topic struct {
	Code  string            // a-z, 0-9 and hyphens: part of addresses
	Label map[string]string // by language of the user interface
}

// Accessibility is what the accessibility statement says (Directive (EU)
// 2016/2102, Decision (EU) 2018/1523).
type Accessibility struct {
	Prepared string // ISO date of the statement
	Reviewed string // ISO date of the last review
	// Method is "self" for a self-assessment by the office, "third-party" for one
	// by somebody else.
	Method string
}
