package main

import (
	"bufio"
	"context"
	"io"
	"os"
	"strings"

	"golang.org/x/term"
)

// keyboard gives single keys: from a terminal as they are pressed, else each
// line of the input is one.
type keyboard struct {
	in      io.Reader
	fd      int // of a terminal; -1: none
	lines   *bufio.Scanner
	pending []byte
}

const (
	maxKeyLine = 4 << 10 // bytes of a line that is read
	maxKeys    = 64      // bytes of keys that are read at once
)

func newKeyboard(in io.Reader) *keyboard {
	k := &keyboard{in: in, fd: -1}
	if f, ok := in.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		k.fd = int(f.Fd())
		return k
	}
	k.lines = bufio.NewScanner(in)
	k.lines.Buffer(nil, maxKeyLine)
	return k
}

// Keys of a terminal in raw mode.
const (
	keyInterrupt = 3
	keyEnd       = 4
	keyEscape    = 27
)

// key waits for a key. Ctrl-C is context.Canceled, the end of the input io.EOF.
// Keys that send more than one byte (arrows) are "".
func (k *keyboard) key(ctx context.Context) (string, error) {
	if k.fd < 0 {
		return k.nextLine(ctx)
	}
	if len(k.pending) == 0 {
		var err error
		if k.pending, err = k.raw(ctx); err != nil {
			return "", err
		}
	}
	c := k.pending[0]
	k.pending = k.pending[1:]
	switch {
	case c == keyInterrupt:
		return "", context.Canceled
	case c == keyEnd:
		return "", io.EOF
	case c == keyEscape || c >= 0x80:
		k.pending = nil
		return "", nil
	}
	return string(rune(c)), nil
}

// raw reads what was typed, in raw mode for as long as that takes: whatever
// happens between two keys finds the terminal as it was.
func (k *keyboard) raw(ctx context.Context) ([]byte, error) {
	was, err := term.MakeRaw(k.fd)
	if err != nil {
		return nil, err
	}
	defer func() { _ = term.Restore(k.fd, was) }() // nothing helps where that fails
	buffer := make([]byte, maxKeys)
	n, err := await(ctx, func() (int, error) { return k.in.Read(buffer) })
	if n > 0 {
		return buffer[:n], nil
	}
	if err == nil {
		err = io.EOF
	}
	return nil, err
}

// line waits for a line.
func (k *keyboard) line(ctx context.Context) (string, error) {
	if k.fd < 0 {
		return k.nextLine(ctx)
	}
	k.pending = nil
	return await(ctx, func() (string, error) {
		var line []byte
		one := make([]byte, 1)
		for len(line) < maxKeyLine {
			n, err := k.in.Read(one)
			if n == 0 && err != nil {
				return "", err
			}
			if n > 0 && one[0] == '\n' {
				break
			}
			line = append(line, one[:n]...)
		}
		return strings.TrimSpace(string(line)), nil
	})
}

func (k *keyboard) nextLine(ctx context.Context) (string, error) {
	return await(ctx, func() (string, error) {
		if k.lines.Scan() {
			return strings.TrimSpace(k.lines.Text()), nil
		}
		if err := k.lines.Err(); err != nil {
			return "", err
		}
		return "", io.EOF
	})
}

// await returns early when ctx ends: a read that waits for a person cannot be
// stopped otherwise.
func await[T any](ctx context.Context, read func() (T, error)) (T, error) {
	type result struct {
		value T
		err   error
	}
	done := make(chan result, 1)
	go func() {
		value, err := read()
		done <- result{value, err}
	}()
	select {
	case r := <-done:
		return r.value, r.err
	case <-ctx.Done():
		var none T
		return none, ctx.Err()
	}
}
