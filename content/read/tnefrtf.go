package read

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// rtfDictionary is what the window holds before the first byte ([MS-OXRTFCP] 2.1.2.1).
const rtfDictionary = `{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0` +
	"\r\n" + `\par \pard\plain\f0\fs20\b\i\u\tab\tx`

// unpackRTF unpacks the formatted text of an Outlook message ([MS-OXRTFCP]).
// Two bytes give 17 at most, so that what comes out is bounded by what went in
// and by maxTextSize.
func unpackRTF(b []byte) ([]byte, error) {
	const head = 16
	if len(b) < head {
		return nil, errors.New("its header is cut off")
	}
	size := binary.LittleEndian.Uint32(b[4:])
	if size > maxTextSize {
		return nil, fmt.Errorf("it claims %d bytes, at most %d are read", size, maxTextSize)
	}
	kind := string(b[8:12])
	b = b[head:]
	switch kind {
	case "MELA":
		return b[:min(len(b), int(size))], nil
	case "LZFu":
		return unpackLZFu(b, int(size))
	}
	return nil, fmt.Errorf("packed in an unknown way %q", kind)
}

func unpackLZFu(b []byte, size int) ([]byte, error) {
	const window = 4096
	var dict [window]byte
	at := copy(dict[:], rtfDictionary)
	out := make([]byte, 0, min(size, 9*len(b)))
	put := func(c byte) {
		out = append(out, c)
		dict[at] = c
		at = (at + 1) % window
	}
	for i := 0; i < len(b) && len(out) < size; {
		flags := b[i]
		i++
		for bit := 0; bit < 8 && i < len(b) && len(out) < size; bit++ {
			if flags>>bit&1 == 0 {
				put(b[i])
				i++
				continue
			}
			if i+1 >= len(b) {
				return out, errors.New("it ends early")
			}
			offset, length := int(b[i])<<4|int(b[i+1]>>4), int(b[i+1]&0xF)+2
			i += 2
			if offset == at { // the end
				return out, nil
			}
			for k := range length {
				put(dict[(offset+k)%window])
			}
		}
	}
	if len(out) < size {
		return out, errors.New("it ends early")
	}
	return out, nil
}
