package main

import (
	"encoding/binary"
	"fmt"
)

// Opcodes that need a look (WebAssembly core specification, 5.4); what stands
// between them has no immediate, or one that instruction skips.
const (
	opBlock = 0x02
	opLoop  = 0x03
	opIf    = 0x04

	opUnreachable = 0x00
	opEnd         = 0x0B
	opCall        = 0x10
	opGlobalGet   = 0x23
	opGlobalSet   = 0x24
	opI32Store    = 0x36
	opI32Const    = 0x41
	opI32Eqz      = 0x45
	opI32Sub      = 0x6B

	typeI32  = 0x7F
	noResult = 0x40
)

// op is an instruction with one number after it.
func op(code byte, n uint64) []byte { return binary.AppendUvarint([]byte{code}, n) }

// i32 pushes a number from 0 on.
func i32(n uint64) []byte {
	out := []byte{opI32Const}
	for ; n >= 0x40; n >>= 7 {
		out = append(out, byte(n)|0x80)
	}
	return append(out, byte(n))
}

// rewrite copies the code section, with the check inserted at the head of
// every loop, and reports the number of loops.
func rewrite(code, check []byte) (out []byte, loops int, err error) {
	in := &input{data: code}
	n := in.uint()
	out = binary.AppendUvarint(make([]byte, 0, 2*len(code)), n)
	for i := range n {
		body, added, err := rewriteBody(in.take(in.uint()), check)
		if err != nil {
			return nil, 0, fmt.Errorf("function %d of the code section: %w", i, err)
		}
		loops += added
		out = binary.AppendUvarint(out, uint64(len(body)))
		out = append(out, body...)
	}
	return out, loops, in.err
}

func rewriteBody(body, check []byte) (out []byte, loops int, err error) {
	in := &input{data: body}
	for range in.uint() { // locals
		in.uint()
		in.byte()
	}
	done := 0
	for in.at < len(in.data) && in.err == nil {
		op := in.byte()
		if err := in.immediate(op); err != nil {
			return nil, 0, err
		}
		if op == opLoop {
			out = append(append(out, body[done:in.at]...), check...)
			done = in.at
			loops++
		}
	}
	return append(out, body[done:]...), loops, in.err
}

// immediate skips what follows an opcode.
func (in *input) immediate(op byte) error {
	switch {
	case op == opBlock || op == opLoop || op == opIf:
		in.signed() // block type
	case op >= 0x0C && op <= 0x0D, op == 0x10, op >= 0x20 && op <= 0x26, op == 0xD2:
		in.uint() // br, br_if, call, variables, tables, ref.func
	case op == 0x0E: // br_table
		for range in.uint() + 1 {
			in.uint()
			if in.err != nil {
				break
			}
		}
	case op == 0x11: // call_indirect
		in.uint()
		in.uint()
	case op == 0x1C: // select with types
		in.take(in.uint())
	case op >= 0x28 && op <= 0x3E: // loads and stores
		in.uint()
		in.uint()
	case op == 0x3F || op == 0x40 || op == 0xD0: // memory.size, memory.grow, ref.null
		in.byte()
	case op == 0x41 || op == 0x42: // i32.const, i64.const
		in.signed()
	case op == 0x43:
		in.take(4)
	case op == 0x44:
		in.take(8)
	case op == 0xFC:
		return in.extended(in.uint())
	case op <= 0x01, op == 0x05, op == 0x0B, op == 0x0F, op == 0x1A, op == 0x1B, op >= 0x45 && op <= 0xC4, op == 0xD1:
	default:
		return fmt.Errorf("opcode 0x%02X: not known here", op)
	}
	return nil
}

// extended skips what follows an opcode with the prefix 0xFC.
func (in *input) extended(op uint64) error {
	switch {
	case op <= 7: // saturating conversions
	case op == 8, op == 10, op == 12, op == 14: // memory.init, memory.copy, table.init, table.copy
		in.uint()
		in.uint()
	case op == 9, op == 11, op == 13, op >= 15 && op <= 17:
		in.uint()
	default:
		return fmt.Errorf("opcode 0xFC %d: not known here", op)
	}
	return nil
}
