package bundles

import (
	"bufio"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
)

// greyIndex is the place of a sample among the four greys, 0xff for any other.
func greyIndex() (index [256]byte) {
	for i := range index {
		index[i] = 0xff
	}
	for i, g := range fourGreys {
		index[g] = byte(i)
	}
	return index
}

// fourGrey tells whether a page of one channel has no other samples.
func (p *Page) fourGrey(index *[256]byte) bool {
	for _, s := range p.Samples {
		if index[s] == 0xff {
			return false
		}
	}
	return true
}

// chunkWriter writes the chunks of a PNG; what is written to it is IDAT.
type chunkWriter struct{ w io.Writer }

func (c chunkWriter) Write(data []byte) (int, error) {
	return len(data), c.chunk("IDAT", data)
}

func (c chunkWriter) chunk(kind string, data []byte) error {
	head := append(binary.BigEndian.AppendUint32(nil, uint32(len(data))), kind...)
	sum := crc32.Update(crc32.ChecksumIEEE(head[4:]), crc32.IEEETable, data)
	for _, b := range [][]byte{head, data, binary.BigEndian.AppendUint32(nil, sum)} {
		if _, err := c.w.Write(b); err != nil {
			return err
		}
	}
	return nil
}

// encodeFourGreys writes a page of the four greys, two bits a pixel: the bytes
// that image/png writes, which asks a palette for every pixel and takes several
// times as long. Every page that is sealed goes this way.
func (p *Page) encodeFourGreys(w io.Writer, index *[256]byte) error {
	if _, err := io.WriteString(w, "\x89PNG\r\n\x1a\n"); err != nil {
		return err
	}
	c := chunkWriter{w}
	size := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, uint32(p.Width)), uint32(p.Height))
	palette := make([]byte, 0, 3*len(fourGreys))
	for _, g := range fourGreys {
		palette = append(palette, g, g, g)
	}
	// Two bits, palette, and the only compression, filters and order there are.
	err := errors.Join(c.chunk("IHDR", append(size, 2, 3, 0, 0, 0)), c.chunk("PLTE", palette))
	if err != nil {
		return err
	}
	buffered := bufio.NewWriterSize(c, 1<<15)
	z, err := zlib.NewWriterLevel(buffered, zlib.BestSpeed)
	if err != nil {
		return err
	}
	row := make([]byte, 1+(p.Width+3)/4) // the first byte says: no filter
	for y := range p.Height {
		pack(row[1:], p.Samples[y*p.Width:(y+1)*p.Width], index)
		if _, err := z.Write(row); err != nil {
			return err
		}
	}
	if err := errors.Join(z.Close(), buffered.Flush()); err != nil {
		return err
	}
	return c.chunk("IEND", nil)
}

// pack puts four samples into each byte, the first one highest.
func pack(out, samples []byte, index *[256]byte) {
	whole := len(samples) / 4
	for i := range whole {
		s := samples[4*i : 4*i+4 : 4*i+4]
		out[i] = index[s[0]]<<6 | index[s[1]]<<4 | index[s[2]]<<2 | index[s[3]]
	}
	if rest := samples[4*whole:]; len(rest) > 0 {
		out[whole] = 0
		for i, s := range rest {
			out[whole] |= index[s] << (6 - 2*i)
		}
	}
}
