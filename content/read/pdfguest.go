package read

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"sync/atomic"

	"github.com/klippa-app/go-pdfium"

	pdfiumwasm "github.com/akta-foi/akta/content/read/pdfium"
)

// guest is the way to pdfium's functions past go-pdfium's requests, with room
// for what they write.
type guest struct {
	*pdfiumwasm.Functions
	scratch uint32 // guestScratch bytes for results
}

// guestScratch is room for four numbers of 8 bytes.
const guestScratch = 32

// errGuest is what a function's 0 means where 0 is no answer.
var errGuest = errors.New("no answer from pdfium")

// newGuest steps into an instance.
func newGuest(instance pdfium.Pdfium) (*guest, error) {
	f, err := pdfiumwasm.Attach(instance)
	if err != nil {
		return nil, err
	}
	at, err := f.Do("malloc", guestScratch)
	if err != nil || at == 0 {
		return nil, errors.Join(errors.New("pdf: no memory in the sandbox"), err)
	}
	return &guest{f, uint32(at)}, nil
}

// handle is what a loading function returned when go-pdfium called it last.
func (g *guest) handle(name string) (uint64, error) {
	if last := g.Last(name); last != 0 {
		return last, nil
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
