// Package pdfium holds the PDF code as WebAssembly, metered.
//
// It is the module of github.com/klippa-app/go-pdfium with one addition, made
// by the program in the folder meter: every loop counts down, and when the
// count reaches zero the guest writes one byte at address 24 to its standard
// error. The host's writer so gets control every few milliseconds: Go's
// scheduler and collector run, and an error of the writer ends the guest with a
// trap. wazero's own way, WithCloseOnContextDone, leaves the guest at every
// turn of every loop and makes pages take about five times as long.
//
// A test makes the module again from the dependency and compares.
package pdfium

import _ "embed"

//go:generate go run ./meter pdfium.wasm

//go:embed pdfium.wasm
var module []byte

// Module is the metered module. It must not be changed.
func Module() []byte { return module }
