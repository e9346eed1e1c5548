package journal

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// Line is a line of a journal, as it stands there.
type Line struct {
	File string // such as "2026.jsonl"
	At   int    // from 1
	Raw  []byte // with its newline; without one where it was torn off
}

// Torn tells whether a crash has cut the line off.
func (l Line) Torn() bool { return len(l.Raw) == 0 || l.Raw[len(l.Raw)-1] != '\n' }

// lines reads all lines, oldest first.
func (j *Journal) lines(take func(Line) error) error {
	names, err := j.years()
	if err != nil {
		return err
	}
	for _, name := range names {
		if err := j.linesOf(name, take); err != nil {
			return err
		}
	}
	return nil
}

func (j *Journal) linesOf(name string, take func(Line) error) error {
	f, err := os.Open(filepath.Join(j.dir, name))
	if err != nil {
		return err
	}
	defer f.Close()
	r := bufio.NewReader(io.LimitReader(f, maxFile+1))
	total := 0
	for at := 1; ; at++ {
		raw, err := readLine(r)
		if total += len(raw); total > maxFile {
			return fmt.Errorf("%s: more than the %d bytes allowed", name, maxFile)
		}
		if len(raw) > 0 {
			if err := take(Line{name, at, raw}); err != nil {
				return err
			}
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%s, line %d: %w", name, at, err)
		}
	}
}

var errLongLine = fmt.Errorf("longer than the %d bytes allowed", maxLine)

func readLine(r *bufio.Reader) ([]byte, error) {
	var line []byte
	for {
		part, err := r.ReadSlice('\n')
		if line = append(line, part...); len(line) > maxLine {
			return line, errLongLine
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return line, err
		}
	}
}

// Entries reads the actions, oldest first. It leaves out what is no whole line,
// and holds nothing else against the journal: Verify does.
func (j *Journal) Entries(take func(Entry) error) error {
	return j.lines(func(l Line) error {
		if e, err := Parse(l.Raw); err == nil {
			return take(*e)
		}
		return nil
	})
}
