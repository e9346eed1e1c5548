package find

import "iter"

// number is one to maxGroups groups of digits that may make one number. It is
// valid until the next one is yielded.
type number struct {
	text     *text
	from, to int // in folded
	digits   []byte
	real     int    // digits that were read as such
	layout   string // groups and what separates them: "6/4", "3 3 3"
	prefix   int    // letters just before it in the same word
	tail     bool   // letters just after it
	left     byte   // separates it from a group before it that may belong to it, or 0
	right    byte   // and after it

	groups []group
	seps   [maxGroups]byte
	buf    [maxDigits + 64]byte
	shape  [maxGroups * 4]byte
}

// numbers yields what may be a number of low to high digits, from left to
// right, the shorter ones first. Its groups are at most maxGap characters
// apart, with no letter between them.
func (t *text) numbers(low, high int) iter.Seq[*number] {
	return func(yield func(*number) bool) {
		n := &number{text: t}
		for i := range t.groups {
			n.start(i)
			for k := i; k < len(t.groups) && k-i < maxGroups; k++ {
				if k > i && !n.joined(i, k) || !n.add(k, high) {
					break
				}
				if len(n.digits) < low || 2*n.real < len(n.digits) {
					continue
				}
				n.finish(i, k)
				if !yield(n) {
					return
				}
			}
		}
	}
}

func (n *number) start(i int) {
	g := n.text.groups[i]
	n.from, n.prefix, n.digits, n.real = int(g.from), int(g.prefix), n.buf[:0], 0
}

// joined tells whether group k may go on after the one before it.
func (n *number) joined(i, k int) bool {
	sep := n.text.separator(k)
	n.seps[k-i] = sep
	return sep != 0
}

func (n *number) add(k, high int) bool {
	g := n.text.groups[k]
	if len(n.digits)+int(g.to-g.from) > min(high, maxDigits) {
		return false
	}
	for i := g.from; i < g.to; i++ {
		n.digits = append(n.digits, digitClass[n.text.plain[i]])
	}
	n.real += int(g.real)
	n.to = int(g.to)
	return true
}

func (n *number) finish(i, k int) {
	t := n.text
	n.groups = t.groups[i : k+1]
	n.tail = t.groups[k].tail
	n.left, n.right = 0, 0
	if i > 0 {
		n.left = t.separator(i)
	}
	if k+1 < len(t.groups) {
		n.right = t.separator(k + 1)
	}
	shape := n.shape[:0]
	for j, g := range n.groups {
		if j > 0 {
			shape = append(shape, n.seps[j])
		}
		if size := g.to - g.from; size >= 10 {
			shape = append(shape, byte('0'+size/10), byte('0'+size%10))
		} else {
			shape = append(shape, byte('0'+size))
		}
	}
	n.layout = string(shape)
}

// separator is what stands between a group and the one before it: ' ', '\n',
// '/', '-', '.', '(' for brackets, '*' for damage, or 0 where they cannot be
// one number.
func (t *text) separator(k int) byte {
	a, b := t.groups[k-1], t.groups[k]
	if b.from-a.to > maxGap || a.tail || b.prefix > 0 {
		return 0
	}
	sep := byte(0)
	for _, c := range []byte(t.plain[a.to:b.from]) {
		switch c {
		case ' ', '\n':
			if sep == 0 || sep == ' ' {
				sep = c
			}
			continue
		case '/', '-', '.':
		case '(', ')':
			c = '('
		case '\\':
			c = '/'
		case '_', '~', '=':
			c = '-'
		case '|', '!', '\'', '"', '`', '*', other, paragraph:
			c = '*'
		default:
			return 0
		}
		switch {
		case sep == 0, sep == ' ', sep == '\n':
			sep = c
		case sep != c:
			sep = '*'
		}
	}
	if sep == 0 {
		return '*' // nothing: a letter's edge
	}
	return sep
}

// tight tells whether the number may be a part of a longer one.
func (n *number) tight() bool {
	return tightSeparator(n.left) || tightSeparator(n.right)
}

func tightSeparator(c byte) bool { return c == '/' || c == '-' || c == ' ' || c == '*' }

// glued tells whether letters stand beside it in its word that are no label of
// it. What is glued to a label is no wall, and after a label letters are none.
func (n *number) glued(labels []string) bool {
	if n.prefix == 0 && !n.tail {
		return false
	}
	_, chars, ok := n.text.label(n.from, labels, labelReach)
	return !ok || n.prefix > 0 && chars > 0
}

// damaged is how many of its digits were read as letters.
func (n *number) damaged() int { return len(n.digits) - n.real }

// strokeAt tells whether digit i may be a slash that was read as 1, l, I, | or !.
func (n *number) strokeAt(i int) bool {
	return i > 0 && i < len(n.digits)-1 && n.digits[i] == '1'
}

// without is the digits but the one at i.
func (n *number) without(i int) []byte {
	return append(append(make([]byte, 0, len(n.digits)), n.digits[:i]...), n.digits[i+1:]...)
}

// weighted is the sum of the digits, each with its weight.
func weighted(digits []byte, weights ...int) (sum int) {
	for i, d := range digits {
		sum += int(d-'0') * weights[i%len(weights)]
	}
	return sum
}

// value of a few digits.
func value(digits []byte) (v int) {
	for _, d := range digits {
		v = v*10 + int(d-'0')
	}
	return v
}
