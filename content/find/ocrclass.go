package find

// digitClass has the digit of each character, or 0. An í has lost its mark.
var digitClass = func() (table [256]byte) {
	for d := byte('0'); d <= '9'; d++ {
		table[d] = d
	}
	for digit, class := range map[byte]string{'0': "OoDQ", '1': "lIi|!", '2': "Z", '5': "S", '6': "Gb", '8': "B", '9': "g"} {
		for i := range len(class) {
			table[class[i]] = digit
		}
	}
	table[paragraph] = '5'
	return table
}()

// group is a run of characters that are digits or read for digits, with no
// letter beside it.
type group struct {
	from, to int32
	real     int32 // digits that were read as such
	prefix   int32 // letters that stand just before it in the same word
	tail     bool  // letters follow it in the same word
}

// groupsOf finds the groups of digits. At least half of each group must be real
// digits. One of up to four characters that lost more of them ("IO", "6GG") is
// a group, too, beside a real one: whether a number has enough of them is
// looked at again when it is put together.
func groupsOf(plain string) []group {
	var all []group
	for i := 0; i < len(plain); {
		if !alnum(plain[i]) { // a mark that is read for a digit stands inside of a word
			i++
			continue
		}
		end, last := i, i
		digits := 0
		for end < len(plain) && (alnum(plain[end]) || digitClass[plain[end]] != 0) {
			if alnum(plain[end]) {
				last = end + 1
			}
			if isDigit(plain[end]) {
				digits++
			}
			end++
		}
		end = last
		if digits > 0 || end-i <= 4 {
			all = appendGroups(all, plain, i, end, digits)
		}
		i = end
	}
	kept := all[:0]
	for i, g := range all {
		if g.weak() && !(i > 0 && near(all[i-1], g) && !all[i-1].weak() || i+1 < len(all) && near(g, all[i+1]) && !all[i+1].weak()) {
			continue
		}
		kept = append(kept, g)
	}
	return kept
}

// weak tells whether less than half of its digits were read as such.
func (g group) weak() bool { return 2*g.real < g.to-g.from }

// near tells whether two groups may belong to one number.
func near(a, b group) bool { return b.from-a.to <= maxGap }

// appendGroups adds the groups of one word.
func appendGroups(all []group, plain string, from, to, digits int) []group {
	if 2*digits < to-from && to-from <= 4 && allClasses(plain[from:to]) {
		return append(all, group{from: int32(from), to: int32(to), real: int32(digits)})
	}
	first := from
	if to-from >= 4 && plain[from+1] == 'Z' && (plain[from] == 'G' || plain[from] == 'O') {
		first += 2 // CZ
	}
	for i := first; i < to; {
		if digitClass[plain[i]] == 0 {
			i++
			continue
		}
		end, real := i, 0
		for end < to && digitClass[plain[end]] != 0 {
			if isDigit(plain[end]) {
				real++
			}
			end++
		}
		start := i
		if i > from || end < to { // letters beside it: digits only at that edge
			for i > from && start < end && !isDigit(plain[start]) {
				start++
			}
		}
		stop := end
		if end < to {
			for stop > start && !isDigit(plain[stop-1]) {
				stop--
			}
		}
		if real > 0 && stop > start && 2*real >= stop-start {
			all = append(all, group{int32(start), int32(stop), int32(real), int32(start - from), stop < to})
		}
		i = end
	}
	return all
}

func allClasses(s string) bool {
	for i := range len(s) {
		if digitClass[s[i]] == 0 {
			return false
		}
	}
	return true
}
