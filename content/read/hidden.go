package read

import (
	"fmt"
	"strings"
)

// HiddenKind says what hides in a file.
type HiddenKind string

// Kinds of hidden content: everything in a file that a reader of its pages
// does not see, and what no machine could read on them.
const (
	HiddenUnseenText      HiddenKind = "unseen-text"      // text without ink of its own: white, covered, off the page
	HiddenInvisibleText   HiddenKind = "invisible-text"   // text drawn to be invisible, as scanners put over the image
	HiddenTextDiffers     HiddenKind = "text-differs"     // the text layer says one thing, the page image another
	HiddenUnreadRegion    HiddenKind = "unread-region"    // ink in which no word was read, or only a doubtful one
	HiddenAttachment      HiddenKind = "attachment"       // a file inside the file
	HiddenScript          HiddenKind = "script"           // JavaScript, macros, actions
	HiddenForm            HiddenKind = "form"             // form fields and their values
	HiddenAnnotation      HiddenKind = "annotation"       // notes and their texts
	HiddenRedactMark      HiddenKind = "redact-mark"      // a redaction that was marked and never applied
	HiddenBookmark        HiddenKind = "bookmark"         // the outline's titles
	HiddenMetadata        HiddenKind = "metadata"         // information dictionary, XMP, document properties, EXIF
	HiddenLayer           HiddenKind = "layer"            // optional content, shown or not
	HiddenRevision        HiddenKind = "earlier-revision" // what the file was before its last change
	HiddenThumbnail       HiddenKind = "thumbnail"        // a small picture of how it once looked
	HiddenSignature       HiddenKind = "signature"        // electronic signatures: who signed
	HiddenAltText         HiddenKind = "alternative-text" // descriptions and replacement texts
	HiddenTrackedChange   HiddenKind = "tracked-change"   // inserted and deleted text with its author
	HiddenComment         HiddenKind = "comment"          // comments of authors and reviewers
	HiddenText            HiddenKind = "hidden-text"      // text formatted as hidden
	HiddenBackgroundText  HiddenKind = "background-text"  // text in the colour of what is behind it
	HiddenBlackHighlight  HiddenKind = "black-highlight"  // living text under a dark highlight
	HiddenRow             HiddenKind = "hidden-row"
	HiddenColumn          HiddenKind = "hidden-column"
	HiddenSheet           HiddenKind = "hidden-sheet"
	HiddenNamedRange      HiddenKind = "named-range"
	HiddenPivotCache      HiddenKind = "pivot-cache"      // the data a pivot table was made from
	HiddenExternalLink    HiddenKind = "external-link"    // addresses and cached values of other files
	HiddenCustomXML       HiddenKind = "custom-xml"       // data of other programs
	HiddenEmbeddedObject  HiddenKind = "embedded-object"  // a document inside the document
	HiddenFormula         HiddenKind = "formula"          // what a cell is calculated from
	HiddenUnknownPart     HiddenKind = "unknown-part"     // a part of the container that no reader knows
	HiddenHeader          HiddenKind = "mail-header"      // headers no mail program shows: servers, addresses, programs
	HiddenQuotedThread    HiddenKind = "quoted-thread"    // earlier messages below the answer
	HiddenAlternativeText HiddenKind = "alternative-part" // another version of a message's text
	HiddenMarkup          HiddenKind = "markup"           // comments and invisible elements of HTML
)

// Hidden is one thing in a file that is not in its views. It is for the
// officer: nothing of it is ever public.
type Hidden struct {
	Kind    HiddenKind `json:"kind"`
	Where   string     `json:"where"`             // in plain words: "page 3", `sheet "Mzdy", row 7`, "part word/comments.xml"
	Page    int        `json:"page,omitempty"`    // page image it stands on, from 1; 0: none
	Box     *Box       `json:"box,omitempty"`     // pixels of that page image
	Count   int        `json:"count"`             // how many of Unit
	Unit    string     `json:"unit"`              // "words", "items", "cells", "bytes", ...
	Excerpt string     `json:"excerpt,omitempty"` // the beginning of what is hidden, one line
}

// String is one line for the officer.
func (h Hidden) String() string {
	unit := h.Unit
	if h.Count == 1 {
		if stem, ok := strings.CutSuffix(unit, "ies"); ok {
			unit = stem + "y"
		} else {
			unit = strings.TrimSuffix(unit, "s")
		}
	}
	s := fmt.Sprintf("%s, %s: %d %s", h.Kind, h.Where, h.Count, unit)
	if h.Excerpt != "" {
		s += fmt.Sprintf(": %q", h.Excerpt)
	}
	return s
}

// hide records one hidden thing. Beyond maxHidden the kind alone is counted in
// a last entry of that kind, so that none of them is lost without a word.
func (d *Document) hide(h Hidden) {
	h.Where = cutBytes(cleanLine(h.Where), maxExcerptBytes)
	h.Excerpt = strings.TrimSpace(cutBytes(cleanLine(h.Excerpt), maxExcerptBytes))
	if h.Unit == "" {
		h.Unit = "items"
	}
	if len(d.Hidden) < maxHidden {
		d.Hidden = append(d.Hidden, h)
		return
	}
	for i := len(d.Hidden) - 1; i >= maxHidden; i-- {
		if d.Hidden[i].Kind == h.Kind && d.Hidden[i].Unit == h.Unit {
			d.Hidden[i].Count += h.Count
			return
		}
	}
	d.Hidden = append(d.Hidden, Hidden{Kind: h.Kind, Where: "further places", Count: h.Count, Unit: h.Unit})
}

// hideText records hidden text by its words.
func (d *Document) hideText(kind HiddenKind, where, text string) {
	if n := len(strings.Fields(text)); n > 0 {
		d.hide(Hidden{Kind: kind, Where: where, Count: n, Unit: "words", Excerpt: text})
	}
}
