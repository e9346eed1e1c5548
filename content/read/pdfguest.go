package read

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"reflect"
	"sync/atomic"

	"github.com/klippa-app/go-pdfium"
	"github.com/tetratelabs/wazero/api"
)

// guest is the way to pdfium's functions past go-pdfium's requests, which cost
// more than the functions themselves. It stands between go-pdfium and the
// WebAssembly module: it keeps the functions that were looked up, and notes
// what the loading ones return, so that both ways lead to the same document
// and the same page.
type guest struct {
	api.Module
	functions map[string]*guestFunction
	scratch   uint32        // guestScratch bytes for results
	field     reflect.Value // of go-pdfium, in which the guest stands
}

// guestScratch is room for four numbers of 8 bytes.
const guestScratch = 32

// errGuest is what a function's 0 means where 0 is no answer.
var errGuest = errors.New("no answer from pdfium")

// newGuest steps into an instance. The fields it uses are exported by
// go-pdfium, though their type is not.
func newGuest(instance pdfium.Pdfium) (*guest, error) {
	v := reflect.ValueOf(instance.GetImplementation())
	if v.Kind() != reflect.Pointer || v.Elem().Kind() != reflect.Struct {
		return nil, fmt.Errorf("pdf: go-pdfium's implementation is a %s", v.Kind())
	}
	field := v.Elem().FieldByName("Module")
	if !field.IsValid() || !field.CanSet() {
		return nil, errors.New("pdf: go-pdfium's implementation has no module")
	}
	module, ok := field.Interface().(api.Module)
	if !ok {
		return nil, fmt.Errorf("pdf: go-pdfium's module is a %s", field.Type())
	}
	g := &guest{Module: module, functions: map[string]*guestFunction{}, field: field}
	field.Set(reflect.ValueOf(g))
	at, err := g.call("malloc", guestScratch)
	if err != nil || at == 0 {
		return nil, errors.Join(errors.New("pdf: no memory in the sandbox"), err)
	}
	g.scratch = uint32(at)
	return g, nil
}

// aside runs a step of go-pdfium with the module itself: what calls back out
// of the guest, such as a writer, is looked up by it.
func (g *guest) aside(step func() error) error {
	g.field.Set(reflect.ValueOf(g.Module))
	defer g.field.Set(reflect.ValueOf(g))
	return step()
}

// guestFunction is one function of the module and its last result.
type guestFunction struct {
	api.Function
	last  uint64
	stack [16]uint64
}

// Call is how go-pdfium calls.
func (f *guestFunction) Call(ctx context.Context, params ...uint64) ([]uint64, error) {
	results, err := f.Function.Call(ctx, params...)
	if len(results) > 0 {
		f.last = results[0]
	}
	return results, err
}

// ExportedFunction looks a function up once: wazero makes a stack for it every time.
func (g *guest) ExportedFunction(name string) api.Function {
	if f := g.function(name); f != nil {
		return f
	}
	return nil
}

func (g *guest) function(name string) *guestFunction {
	f, ok := g.functions[name]
	if !ok {
		if found := g.Module.ExportedFunction(name); found != nil {
			f = &guestFunction{Function: found}
		}
		g.functions[name] = f
	}
	return f
}

// call calls a function. Numbers are passed as pdfium's C declares them:
// pointers and ints as they are, floating ones through api.EncodeF64.
func (g *guest) call(name string, params ...uint64) (uint64, error) {
	f := g.function(name)
	if f == nil {
		return 0, fmt.Errorf("pdfium has no function %q", name)
	}
	f.stack[0] = 0
	copy(f.stack[:], params)
	if err := f.CallWithStack(context.Background(), f.stack[:]); err != nil {
		return 0, fmt.Errorf("%s: %w", name, err)
	}
	return f.stack[0], nil
}

// handle is what a loading function returned when go-pdfium called it last.
func (g *guest) handle(name string) (uint64, error) {
	if f := g.function(name); f != nil && f.last != 0 {
		return f.last, nil
	}
	return 0, fmt.Errorf("%s: %w", name, errGuest)
}

// results are the numbers of 8 bytes that a function wrote to scratch.
func (g *guest) results() (out [4]float64, err error) {
	raw, ok := g.Memory().Read(g.scratch, guestScratch)
	if !ok {
		return out, errGuest
	}
	for i := range out {
		out[i] = math.Float64frombits(binary.LittleEndian.Uint64(raw[8*i:]))
	}
	return out, nil
}

// floats are the numbers of 4 bytes that a function wrote to scratch.
func (g *guest) floats() (out [4]float64, err error) {
	raw, ok := g.Memory().Read(g.scratch, guestScratch)
	if !ok {
		return out, errGuest
	}
	for i := range out {
		out[i] = float64(math.Float32frombits(binary.LittleEndian.Uint32(raw[4*i:])))
	}
	return out, nil
}

// at is the address of the nth number of 8 bytes in scratch.
func (g *guest) at(n int) uint64 { return uint64(g.scratch) + uint64(8*n) }

// errStopped ends a guest whose time is over.
var errStopped = errors.New("stopped")

// brake is the guest's standard error: the metered module writes to it every
// few milliseconds, and a refusal ends the guest (see package pdfium).
type brake struct{ pulled atomic.Bool }

func (b *brake) Write(p []byte) (int, error) {
	if b.pulled.Load() {
		return 0, errStopped
	}
	return len(p), nil
}

// guestFile lets the guest read the file, until the brake is pulled.
type guestFile struct {
	*io.SectionReader
	brake *brake
}

func (f guestFile) Read(p []byte) (int, error) {
	if f.brake.pulled.Load() {
		return 0, errStopped
	}
	return f.SectionReader.Read(p)
}
