package letter

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// piece is text in one face on one line.
type piece struct {
	text  string
	face  int
	open  bool
	width float64
}

// line is one line of a block.
type line []piece

// word is what is not broken: pieces without a blank between them, or with
// blanks that must not end a line.
type word struct {
	pieces []piece
	width  float64
	ends   bool // the line ends after it
}

// setter breaks blocks into lines.
type setter struct {
	lang  string
	faces [4]*face
}

func (s *setter) face(n int) (*face, error) {
	if s.faces[n] == nil {
		f, err := newFace(n)
		if err != nil {
			return nil, err
		}
		s.faces[n] = f
	}
	return s.faces[n], nil
}

// lines breaks runs into lines no wider than width; bold makes all bold.
func (s *setter) lines(runs []Run, size, width float64, bold bool) ([]line, error) {
	words, err := s.words(runs, size, width, bold)
	if err != nil {
		return nil, err
	}
	var out []line
	var now line
	at := 0.0
	flush := func() {
		out, now, at = append(out, now), nil, 0
	}
	for i, w := range words {
		if at > 0 {
			blank, err := s.blank(now[len(now)-1].face, size)
			if err != nil {
				return nil, err
			}
			if at+blank+w.width > width {
				flush()
			} else {
				now[len(now)-1].text += " "
				now[len(now)-1].width += blank
				at += blank
			}
		}
		for _, p := range w.pieces {
			now = now.add(p)
		}
		at += w.width
		if w.ends && i < len(words)-1 {
			flush()
		}
	}
	if len(now) > 0 {
		flush()
	}
	return out, nil
}

// add joins a piece with the one before where they look the same.
func (l line) add(p piece) line {
	if n := len(l) - 1; n >= 0 && l[n].face == p.face && l[n].open == p.open {
		l[n].text += p.text
		l[n].width += p.width
		return l
	}
	return append(l, p)
}

func (s *setter) blank(face int, size float64) (float64, error) {
	f, err := s.face(face)
	if err != nil {
		return 0, err
	}
	return f.width(" ", size)
}

// words takes runs apart. A word that is wider than a line is cut.
func (s *setter) words(runs []Run, size, width float64, bold bool) ([]word, error) {
	var out []word
	var w word
	end := func(ends bool) {
		if len(w.pieces) > 0 {
			w.ends = ends
			out = append(out, w)
		} else if ends && len(out) > 0 {
			out[len(out)-1].ends = true
		}
		w = word{}
	}
	put := func(r Run, text string) error {
		n := faceNumber(r.Bold || bold, r.Italic)
		f, err := s.face(n)
		if err != nil {
			return err
		}
		for text != "" {
			part := text
			wide, err := f.width(part, size)
			for err == nil && wide > width && utf8.RuneCountInString(part) > 1 {
				runes := []rune(part)
				part = string(runes[:max(1, min(len(runes)-1, int(float64(len(runes))*width/wide)))])
				wide, err = f.width(part, size)
			}
			if err != nil {
				return err
			}
			if len(w.pieces) > 0 && w.width+wide > width {
				end(false)
			}
			w.pieces, w.width = append(w.pieces, piece{part, n, r.Open, wide}), w.width+wide
			text = text[len(part):]
		}
		return nil
	}
	for _, r := range runs {
		if r.Break {
			end(true)
			continue
		}
		rest := norm.NFC.String(r.Text)
		for rest != "" {
			i := strings.IndexByte(rest, ' ')
			if i < 0 {
				i = len(rest)
			}
			if err := put(r, rest[:i]); err != nil {
				return nil, err
			}
			if i == len(rest) {
				break
			}
			if rest = strings.TrimLeft(rest[i:], " "); s.binds(w) && rest != "" {
				if err := put(r, " "); err != nil {
					return nil, err
				}
				continue
			}
			end(false)
		}
	}
	end(false)
	return out, nil
}

// bound are words that stay with the number or the letter after them.
var bound = []string{"§", "č.", "čl.", "odst.", "písm.", "No", "No."}

// binds tells whether a word stays with the next one: "§" with its number, and
// in Czech the words of one letter, and a day with its month.
func (s *setter) binds(w word) bool {
	var text strings.Builder
	for _, p := range w.pieces {
		text.WriteString(p.text)
	}
	last := text.String()
	last = last[strings.LastIndexByte(last, ' ')+1:]
	r, n := utf8.DecodeRuneInString(last)
	day := len(last) > 1 && strings.Trim(last[:len(last)-1], "0123456789") == "" && last[len(last)-1] == '.'
	return slices.Contains(bound, last) || s.lang == "cs" && (day || n == len(last) && unicode.IsLetter(r))
}
