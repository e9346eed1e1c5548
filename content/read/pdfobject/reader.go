package pdfobject

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
)

// errBudget ends a Reader that has looked at too much.
var errBudget = errors.New("there is more in it than is read: made to harm, or to be split")

// maxProblems bounds Reader.Problems: the first ones tell enough.
const maxProblems = 20

// Reader reads objects within a budget of bytes. After the budget is used up
// or the context ended, every object is nil.
type Reader struct {
	Problems []string // what could not be read, in the order it was met

	f      *File
	ctx    context.Context
	budget int64
	failed error

	unpacking bool // an object stream is being read: none other may be asked for
}

// Reader returns a reader that looks at no more than budget bytes.
func (f *File) Reader(ctx context.Context, budget int64) *Reader {
	return &Reader{f: f, ctx: ctx, budget: budget}
}

// Err returns why the reader stopped early: its budget or its context.
func (r *Reader) Err() error { return r.failed }

func (r *Reader) problem(format string, args ...any) {
	p := fmt.Sprintf(format, args...)
	if len(r.Problems) < maxProblems && !slices.Contains(r.Problems, p) {
		r.Problems = append(r.Problems, p)
	}
}

// spend takes n bytes from the budget.
func (r *Reader) spend(n int64) error {
	if r.failed != nil {
		return r.failed
	}
	if r.ctx.Err() != nil {
		r.failed = context.Cause(r.ctx)
	} else if r.budget -= n; r.budget < 0 {
		r.failed = errBudget
	}
	return r.failed
}

// Bytes reads up to n bytes at a place; fewer at the end of the file.
func (r *Reader) Bytes(at, n int64) ([]byte, error) {
	if at < 0 || at >= r.f.Size {
		return nil, fmt.Errorf("place %d is outside of the file", at)
	}
	n = min(n, r.f.Size-at)
	if err := r.spend(n); err != nil {
		return nil, err
	}
	buf := make([]byte, n)
	if _, err := io.ReadFull(io.NewSectionReader(r.f.data, at, n), buf); err != nil {
		return nil, err
	}
	return buf, nil
}

// firstWindow is what is read to parse one object; most are shorter.
const firstWindow = 1 << 10

// parse runs step over a window at a place that grows while it is too short.
func (r *Reader) parse(at int64, limit int64, step func(l *lexer) error) error {
	for n := int64(firstWindow); ; n *= 8 {
		n = min(n, limit)
		data, err := r.Bytes(at, n)
		if err != nil {
			return err
		}
		more := at+int64(len(data)) < r.f.Size
		err = step(&lexer{data: data, depth: r.f.limits.Depth, more: more, refs: true})
		if !errors.Is(err, errShort) || !more || n >= limit {
			return err
		}
	}
}

// Resolve follows references until something else comes.
func (r *Reader) Resolve(o Object) Object {
	for range 16 { // a chain of references is against the rules and has no end of its own
		ref, ok := o.(Ref)
		if !ok {
			return o
		}
		o = r.Get(ref.Number)
	}
	return nil
}

// Get returns an object by its number; nil if there is none.
func (r *Reader) Get(number int) Object {
	e, ok := r.f.entries[number]
	if !ok || e.kind == 0 || r.failed != nil || e.kind == 2 && r.unpacking {
		return nil
	}
	var o Object
	var err error
	if e.kind == 2 {
		o, err = r.unpack(int(e.at), e.index, number)
	} else {
		o, _, err = r.indirect(e.at, number)
	}
	if err != nil {
		r.problem("object %d: %v", number, err)
		return nil
	}
	return o
}

// indirect reads "7 0 obj ..." and tells where its object, or the data of its
// stream, end or begin.
func (r *Reader) indirect(at int64, number int) (o Object, end int64, err error) {
	err = r.parse(at, r.f.limits.ObjectBytes, func(l *lexer) error {
		for i := range 3 {
			l.refs = false
			head, err := l.object(0)
			if err != nil {
				return err
			}
			n, isNumber := head.(int64)
			if i == 0 && (!isNumber || number >= 0 && n != int64(number)) || i == 1 && !isNumber || i == 2 && head != Object(Keyword("obj")) {
				return fmt.Errorf("another object or none stands at place %d", at)
			}
		}
		l.refs = true
		var err error
		if o, err = l.object(0); err != nil {
			return err
		}
		end = at + int64(l.at)
		d, isDict := o.(Dict)
		if _, isWord := o.(Keyword); isWord {
			o = nil // "obj endobj": nothing
			return nil
		}
		if !isDict {
			return nil
		}
		l.skip()
		word, err := l.word()
		if err != nil {
			return err
		}
		if word != "stream" {
			return nil
		}
		if l.at+2 > len(l.data) {
			return errShort
		}
		if l.data[l.at] == '\r' {
			l.at++
		}
		if l.data[l.at] == '\n' {
			l.at++
		}
		end = at + int64(l.at)
		o = &Stream{Dict: d, start: end}
		return nil
	})
	return o, end, err
}

// Dict returns a dictionary, also that of a stream; nil if it is none.
func (r *Reader) Dict(o Object) Dict {
	switch o := r.Resolve(o).(type) {
	case Dict:
		return o
	case *Stream:
		return o.Dict
	}
	return nil
}

// Array returns an array; what is none becomes an array of itself.
func (r *Reader) Array(o Object) Array {
	switch o := r.Resolve(o).(type) {
	case nil:
		return nil
	case Array:
		return o
	default:
		return Array{o}
	}
}

// Name returns a name, or "".
func (r *Reader) Name(o Object) Name {
	n, _ := r.Resolve(o).(Name)
	return n
}

// Text returns the text of a string, of a name or of a number, or "".
func (r *Reader) Text(o Object) string {
	switch o := r.Resolve(o).(type) {
	case String:
		return o.Text()
	case Name:
		return String(o).Text()
	case int64, float64, bool:
		return fmt.Sprint(o)
	}
	return ""
}

// Int returns a whole number, or 0.
func (r *Reader) Int(o Object) int64 {
	switch o := r.Resolve(o).(type) {
	case int64:
		return o
	case float64:
		if math.Abs(o) < 1<<53 {
			return int64(o)
		}
	}
	return 0
}

// Float returns a number, or 0.
func (r *Reader) Float(o Object) float64 {
	switch o := r.Resolve(o).(type) {
	case int64:
		return float64(o)
	case float64:
		return o
	}
	return 0
}
