package pdfobject

import "bytes"

// Scanner reads a content stream or a character map: objects and the words
// that act on them.
type Scanner struct{ l lexer }

// contentDepth is how deep objects of a content stream may stand.
const contentDepth = 32

// NewScanner reads data, which it does not change.
func NewScanner(data []byte) *Scanner {
	return &Scanner{lexer{data: data, depth: contentDepth}}
}

// Next returns the next object or Keyword, and false at the end. What is
// neither is passed over, as is the data of inline images.
func (s *Scanner) Next() (Object, bool) {
	for {
		s.l.skip()
		if s.l.at >= len(s.l.data) {
			return nil, false
		}
		from := s.l.at
		o, err := s.l.object(0)
		if err != nil {
			s.l.at = max(s.l.at, from+1)
			continue
		}
		if o == Object(Keyword("ID")) {
			s.skipImage()
		}
		return o, true
	}
}

// skipImage moves behind the "EI" of an inline image, whose data may hold
// anything.
func (s *Scanner) skipImage() {
	for {
		i := bytes.Index(s.l.data[s.l.at:], []byte("EI"))
		if i < 0 {
			s.l.at = len(s.l.data)
			return
		}
		end := s.l.at + i + 2
		alone := i > 0 && isSpace(s.l.data[end-3]) && (end == len(s.l.data) || isSpace(s.l.data[end]))
		s.l.at = end
		if alone {
			return
		}
	}
}
