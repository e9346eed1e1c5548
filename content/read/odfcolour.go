package read

import (
	"strconv"
	"strings"
)

// colour is 0xRRGGBB, or one of the two below zero.
type colour int32

const (
	colourAuto colour = -1 // of text: dark, or light where the ground is dark
	colourNone colour = -2 // of a ground: what is behind it shows
)

const (
	darkLevel       = 64 // of 255: below it nobody reads dark text
	sameColourSteps = 24 // of 255 in each channel: closer ones look the same
	legibleTenths   = 20 // tenths of a point: smaller letters are dots
)

// parseColour reads "#rrggbb"; anything else is other.
func parseColour(s string, other colour) colour {
	s = strings.TrimSpace(s)
	if len(s) != 7 || s[0] != '#' {
		return other
	}
	v, err := strconv.ParseUint(s[1:], 16, 32)
	if err != nil {
		return other
	}
	return colour(v)
}

func (c colour) channels() [3]int {
	return [3]int{int(c >> 16 & 0xFF), int(c >> 8 & 0xFF), int(c & 0xFF)}
}

func (c colour) dark() bool {
	v := c.channels()
	return c >= 0 && luminance(uint32(v[0]), uint32(v[1]), uint32(v[2])) < darkLevel
}

// looksLike reports two colours that no eye tells apart.
func (c colour) looksLike(o colour) bool {
	a, b := c.channels(), o.channels()
	for i := range a {
		if max(a[i]-b[i], b[i]-a[i]) >= sameColourSteps {
			return false
		}
	}
	return true
}

// look is how a piece of text is drawn.
type look struct {
	ink          colour
	mark         colour // behind the characters alone: a highlight
	ground       colour // of the paragraph, cell or frame; colourNone is white paper
	size         int    // tenths of a point; 0: not known
	hidden       bool   // formatted as hidden
	bold, italic bool
}

// plainLook is text as a document without styles has it.
func plainLook() look { return look{ink: colourAuto, mark: colourNone, ground: colourNone} }

// hides says why a reader of the page does not see the text, or "".
//
// Text of automatic colour turns light on a dark ground, so a dark table head
// hides nothing. Under a dark highlight it counts as blacked out all the same:
// programs differ there, and whoever marks words black wants them gone.
func (l look) hides() HiddenKind {
	behind := l.ground
	if l.mark != colourNone {
		behind = l.mark
	}
	if behind == colourNone {
		behind = 0xFFFFFF
	}
	switch {
	case l.hidden:
		return HiddenText
	case l.size > 0 && l.size < legibleTenths:
		return HiddenUnseenText
	case l.ink == colourAuto:
		if l.mark.dark() {
			return HiddenBlackHighlight
		}
	case behind.dark() && l.ink.dark():
		return HiddenBlackHighlight
	case behind.looksLike(l.ink):
		return HiddenBackgroundText
	}
	return ""
}
