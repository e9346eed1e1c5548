package read

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/akta-foi/akta/content/read/readtest"
)

func TestRTFText(t *testing.T) {
	for _, tt := range []struct{ name, in, want, hidden string }{
		{"code page", `{\rtf1\ansi\ansicpg1250 \'9elu\'9dou\'e8k\'fd k\'f9\'f2 \'f5\'fb}`, "žluťoučký kůň őű\n", ""},
		{"of the font", `{\rtf1\ansi{\fonttbl{\f0 A;}{\f1\fcharset238 B;}}\f1 \'f8\f0 \'f8}`, "řø\n", ""},
		{"unicode", `{\rtf1\uc1 \u345?\u8211\'96{\uc2 \u237ab}\uc0\u253 x\u-10179 \u-8704 }`, "ř–íýx😀\n", ""},
		{"escapes", `{\rtf1 a\{b\}\\c\~d\_e}`, "a{b}\\c d\u2011e\n", ""},
		{"line ends mean nothing", "{\\rtf1 Nov\r\nak}", "Novak\n", ""},
		{"hidden off again", `{\rtf1 a \v b\v0  c}`, "a c\n", `hidden-text, paragraph 1: 1 word: "b"`},
		{"deleted", `{\rtf1{\*\revtbl{Unknown;}{Jana;}}a {\deleted\revauthdel1 b} c}`, "a c\n", `tracked-change, paragraph 1: 1 word: "Jana: b"`},
		{"nothing known", `{\rtf1 a{\*\neznamo tajn\'e9 slovo}b}`, "ab\n", `unknown-part, group \neznamo: 2 words: "tajné slovo"`},
		{"bin is skipped", "{\\rtf1 a{\\*\\neznamo\\bin4 }}}}}b}", "ab\n", ""},
		{"merged down", `{\rtf1\trowd\clvmgf\cellx1\cellx2\intbl a\cell b\cell\row\trowd\clvmrg\cellx1\cellx2\intbl\cell c\cell\row\pard z}`, "a\tb\nc\n\nz\n", ""},
	} {
		r := NewReader(Options{})
		doc, _ := readBack(t, r, "a.rtf", []byte(tt.in))
		if doc.Text() != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, doc.Text(), tt.want)
		}
		hidden := ""
		for _, h := range doc.Hidden {
			hidden += h.String()
		}
		if hidden != tt.hidden {
			t.Errorf("%s: hidden %s, want %s", tt.name, hidden, tt.hidden)
		}
	}
}

func TestRTFHostile(t *testing.T) {
	r := NewReader(Options{})
	defer r.Close()
	for _, tt := range []struct{ name, in, error string }{
		{"deep", `{\rtf1` + strings.Repeat("{", 1_000_000), "groups"},
		{"huge bin", `{\rtf1 a{\*\x\bin2147483647 abc}`, ""},
		{"longest number", `{\rtf1 a\bin99999999999999999999 b`, ""},
		{"negative bin", `{\rtf1 a\bin-5 b}`, ""},
		{"closes too much", `{\rtf1 a}}}}}}`, ""},
		{"many cells", `{\rtf1\intbl ` + strings.Repeat(`\cell`, 300_000) + `\row}`, ""},
		{"many rows", `{\rtf1\intbl ` + strings.Repeat(`x\cell\row `, 1_100_000) + `}`, "cells"},
		{"alternating", `{\rtf1 ` + strings.Repeat(`{\v a}b`, 200_000) + `}`, ""},
		{"styles", `{\rtf1{\stylesheet` + strings.Repeat(`{\s99999999 a;}`, 100_000) + `}}`, ""},
	} {
		began := time.Now()
		doc, err := r.Read(t.Context(), Source{Name: "a.rtf", Data: bytes.NewReader([]byte(tt.in)), Size: int64(len(tt.in))}, nil)
		if took := time.Since(began); took > 20*time.Second {
			t.Errorf("%s took %s", tt.name, took)
		}
		if (err == nil) != (tt.error == "") || err != nil && (doc != nil || !strings.Contains(err.Error(), tt.error)) {
			t.Errorf("%s: error %v, want %q", tt.name, err, tt.error)
		}
	}
}

func FuzzRTF(f *testing.F) {
	for _, fixture := range readtest.All() {
		if fixture.Format == "rtf" {
			f.Add(fixture.Data)
		}
	}
	fuzzReader(f, "a.rtf", func(_ testing.TB, data []byte) []byte { return append([]byte(`{\rtf1`), data...) })
}
