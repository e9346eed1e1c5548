package pdfium

import (
	"context"
	"errors"
	"fmt"
	"reflect"

	"github.com/klippa-app/go-pdfium"
	"github.com/tetratelabs/wazero/api"
)

// Functions is the way to pdfium's functions past go-pdfium's requests, which
// cost more than the functions themselves. It stands between go-pdfium and the
// WebAssembly module: it keeps the functions that were looked up, and notes
// what each returned last, so that both ways lead to the same document and the
// same page. It belongs to one goroutine at a time.
type Functions struct {
	api.Module
	known map[string]*function
	field reflect.Value // of go-pdfium, in which it stands
}

// function is one function of the module and its last result.
type function struct {
	api.Function
	last  uint64
	stack [16]uint64
}

// Attach steps into an instance. The fields it uses are exported by go-pdfium,
// though their type is not.
func Attach(instance pdfium.Pdfium) (*Functions, error) {
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
	f := &Functions{Module: module, known: map[string]*function{}, field: field}
	field.Set(reflect.ValueOf(f))
	return f, nil
}

// Aside runs a step of go-pdfium with the module itself: what calls back out
// of the guest, such as a writer, is looked up by it.
func (f *Functions) Aside(step func() error) error {
	f.field.Set(reflect.ValueOf(f.Module))
	defer f.field.Set(reflect.ValueOf(f))
	return step()
}

// Call is how go-pdfium calls.
func (f *function) Call(ctx context.Context, params ...uint64) ([]uint64, error) {
	results, err := f.Function.Call(ctx, params...)
	if len(results) > 0 {
		f.last = results[0]
	}
	return results, err
}

// ExportedFunction looks a function up once: wazero makes a stack for it every time.
func (f *Functions) ExportedFunction(name string) api.Function {
	if fn := f.function(name); fn != nil {
		return fn
	}
	return nil
}

func (f *Functions) function(name string) *function {
	fn, ok := f.known[name]
	if !ok {
		if found := f.Module.ExportedFunction(name); found != nil {
			fn = &function{Function: found}
		}
		f.known[name] = fn
	}
	return fn
}

// Do calls a function. Numbers are passed as pdfium's C declares them: pointers
// and ints as they are, floating ones through api.EncodeF64.
func (f *Functions) Do(name string, params ...uint64) (uint64, error) {
	fn := f.function(name)
	if fn == nil {
		return 0, fmt.Errorf("pdfium has no function %q", name)
	}
	fn.stack[0] = 0
	copy(fn.stack[:], params)
	if err := fn.CallWithStack(context.Background(), fn.stack[:]); err != nil {
		return 0, fmt.Errorf("%s: %w", name, err)
	}
	return fn.stack[0], nil
}

// Last is what a function returned when go-pdfium called it last; 0 where it did
// not, or there is no such function.
func (f *Functions) Last(name string) uint64 {
	if fn := f.function(name); fn != nil {
		return fn.last
	}
	return 0
}
