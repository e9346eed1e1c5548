package read

import "strings"

// uuFile is a file written into the text of a message, as programs did before
// MIME: "begin 644 name", lines of 45 bytes, "end".
type uuFile struct {
	name string
	data []byte
	junk int // lines that are not what they should be
}

// uuFiles takes the files out of a text.
func uuFiles(text string) (rest string, files []uuFile) {
	if !strings.Contains(text, "begin ") {
		return text, nil
	}
	lines := strings.SplitAfter(text, "\n")
	var b strings.Builder
	for i := 0; i < len(lines); i++ {
		name, ok := uuBegin(lines[i])
		if !ok || i+1 >= len(lines) || !uuLine(strings.TrimRight(lines[i+1], "\r\n")) || len(files) >= maxAttachments {
			b.WriteString(lines[i])
			continue
		}
		f := uuFile{name: name}
		end := false
		for i++; i < len(lines); i++ {
			line := strings.TrimRight(lines[i], "\r\n")
			if end = line == "end"; end {
				break
			}
			f.line(line)
		}
		if !end {
			f.junk++
		}
		files = append(files, f)
	}
	return b.String(), files
}

func uuBegin(line string) (name string, ok bool) {
	mode, ok := strings.CutPrefix(strings.TrimRight(line, "\r\n"), "begin ")
	mode, name, found := strings.Cut(mode, " ")
	return name, ok && found && len(mode) >= 3 && len(mode) <= 4 && strings.Trim(mode, "01234567") == ""
}

// uuLine checks the length in a line's first character against the line.
func uuLine(line string) bool {
	if line == "" || line[0] < ' ' || line[0] > '`' {
		return false
	}
	n := int(line[0]-' ') & 63
	return len(line)-1 >= (n*4+2)/3 && len(line)-1 <= (n+2)/3*4+2
}

func (f *uuFile) line(line string) {
	if line == "" || line == "`" {
		return
	}
	if !uuLine(line) {
		f.junk++
		return
	}
	n := int(line[0]-' ') & 63
	at := func(i int) byte {
		if i < len(line) {
			return (line[i] - ' ') & 63
		}
		return 0
	}
	for i := 1; n > 0; i += 4 {
		a, b, c, d := at(i), at(i+1), at(i+2), at(i+3)
		out := [3]byte{a<<2 | b>>4, b<<4 | c>>2, c<<6 | d}
		f.data = append(f.data, out[:min(n, 3)]...)
		n -= 3
	}
}
