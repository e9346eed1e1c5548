package audit

import (
	"bufio"
	"compress/zlib"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"hash"
	"hash/crc32"
	"io"
)

// pngFormat is a format of pixels that the page writer writes.
type pngFormat struct {
	depth, colour byte
	channels      int
	palette       string // exactly this
}

// pageFormats is the allow-list: four greys in two bits, grey, and colour.
var pageFormats = []pngFormat{
	{2, 3, 1, "\x00\x00\x00\x55\x55\x55\xaa\xaa\xaa\xff\xff\xff"},
	{8, 0, 1, ""},
	{8, 2, 3, ""},
}

const tileSide = 16 // pixels

const pngMagic = "\x89PNG\r\n\x1a\n"

// png is a page image: pixels, and nothing that is not a pixel.
func (x *inspection) png(f *item) error {
	p, err := readPNG(f)
	if err != nil {
		return err
	}
	x.mu.Lock()
	switch {
	case f.kind == placeFiles:
		x.pictures = append(x.pictures, pictureCopy{f.place, p.file})
	case f.kind == placeBag && f.page > 0:
		b := x.bagOf(f.bag)
		if b.pages[f.doc] == nil {
			b.pages[f.doc] = map[int]*pagePicture{}
		}
		b.pages[f.doc][f.page] = p
	}
	x.mu.Unlock()
	return x.recognise(f)
}

// readPNG reads a page's image (PNG 3, 5.3) of IHDR, PLTE, IDAT and IEND.
func readPNG(f *item) (*pagePicture, error) {
	file := sha256.New()
	r := &pngReader{r: bufio.NewReaderSize(io.TeeReader(io.NewSectionReader(f.r, 0, f.size), file), 1<<16), left: f.size}
	magic := make([]byte, len(pngMagic))
	if err := r.full(magic); err != nil || string(magic) != pngMagic {
		return nil, defectAt(0, "not a PNG")
	}
	kind, head, err := r.small()
	if err != nil {
		return nil, err
	}
	if kind != "IHDR" || len(head) != 13 {
		return nil, defectAt(8, "a PNG that does not begin with IHDR")
	}
	w, h := int(binary.BigEndian.Uint32(head)), int(binary.BigEndian.Uint32(head[4:]))
	if w < 1 || h < 1 || w > maxImageSide || h > maxImageSide || w*h > maxImagePixels {
		return nil, defectAt(16, "an image of %d x %d pixels", w, h)
	}
	var format *pngFormat
	for i := range pageFormats {
		if p := &pageFormats[i]; head[8] == p.depth && head[9] == p.colour {
			format = p
		}
	}
	if format == nil || head[10] != 0 || head[11] != 0 || head[12] != 0 {
		return nil, defectAt(24, "pixels of %d bits, colour type %d: a page has four greys, 8-bit grey or 8-bit colour", head[8], head[9])
	}
	if format.palette != "" {
		kind, palette, err := r.small()
		if err != nil {
			return nil, err
		}
		if kind != "PLTE" || string(palette) != format.palette {
			return nil, defectAt(r.at, "a palette that is not the four greys")
		}
	}
	p := &pagePicture{width: w, height: h}
	if err := p.readPixels(r, format); err != nil {
		return nil, err
	}
	copy(p.pixels[:], r.pixels.Sum(nil))
	// The last chunk was begun where the pixels ended.
	if r.kind != "IEND" || r.chunk != 0 {
		return nil, defectAt(r.at, "a chunk %q: a page image has only IHDR, PLTE, IDAT and IEND", safeKind(r.kind))
	}
	if err := r.endChunk(); err != nil {
		return nil, err
	}
	if r.left != 0 {
		return nil, defectAt(r.at, "%d bytes after the end of a PNG", r.left)
	}
	copy(p.file[:], file.Sum(nil))
	return p, nil
}

// pngReader reads chunks; as a reader it gives what is in the IDAT chunks.
type pngReader struct {
	r      *bufio.Reader
	at     int64
	left   int64
	kind   string
	chunk  uint32 // bytes left of the chunk's data
	crc    uint32
	chunks int
	pixels hash.Hash
	ended  bool // the pixels have
}

func (r *pngReader) full(buf []byte) error {
	if int64(len(buf)) > r.left {
		return defectAt(r.at, "a PNG that is cut off")
	}
	if _, err := io.ReadFull(r.r, buf); err != nil {
		return err
	}
	r.at += int64(len(buf))
	r.left -= int64(len(buf))
	return nil
}

// begin reads the head of a chunk.
func (r *pngReader) begin() error {
	var head [8]byte
	if err := r.full(head[:]); err != nil {
		return err
	}
	if r.chunks++; r.chunks > maxPNGChunks {
		return defectAt(r.at, "more than %d chunks in a PNG", maxPNGChunks)
	}
	r.chunk, r.kind = binary.BigEndian.Uint32(head[:4]), string(head[4:])
	r.crc = crc32.ChecksumIEEE(head[4:])
	return nil
}

func (r *pngReader) data(buf []byte) error {
	if err := r.full(buf); err != nil {
		return err
	}
	r.crc = crc32.Update(r.crc, crc32.IEEETable, buf)
	r.chunk -= uint32(len(buf))
	return nil
}

func (r *pngReader) endChunk() error {
	var sum [4]byte
	if err := r.full(sum[:]); err != nil {
		return err
	}
	if binary.BigEndian.Uint32(sum[:]) != r.crc {
		return defectAt(r.at-4, "a chunk of a PNG whose checksum is wrong")
	}
	return nil
}

// small reads a chunk that is not pixels.
func (r *pngReader) small() (kind string, data []byte, err error) {
	if err := r.begin(); err != nil {
		return "", nil, err
	}
	if r.chunk > maxSmallChunk {
		return "", nil, defectAt(r.at, "a chunk of %d bytes in a PNG that is not pixels", r.chunk)
	}
	data = make([]byte, r.chunk)
	if err := r.data(data); err != nil {
		return "", nil, err
	}
	return r.kind, data, r.endChunk()
}

// Read gives the data of the IDAT chunks that follow one another. At its end
// the head of the next chunk has been read.
func (r *pngReader) Read(buf []byte) (int, error) {
	for r.chunk == 0 && !r.ended {
		if r.kind == "IDAT" {
			if err := r.endChunk(); err != nil {
				return 0, err
			}
		}
		if err := r.begin(); err != nil {
			return 0, err
		}
		r.ended = r.kind != "IDAT"
	}
	if r.ended {
		return 0, io.EOF
	}
	n := min(len(buf), int(r.chunk))
	if err := r.data(buf[:n]); err != nil {
		return 0, err
	}
	r.pixels.Write(buf[:n])
	return n, nil
}

// readPixels inflates the pixels, exactly as many as there are, and notes which
// tiles are black.
func (p *pagePicture) readPixels(r *pngReader, format *pngFormat) error {
	r.pixels = sha256.New()
	r.kind, r.chunk = "", 0
	packed := bufio.NewReaderSize(r, 1<<15)
	wrong := func(err error) error {
		if d := (*defect)(nil); errors.As(err, &d) {
			return err
		}
		return defectAt(r.at, "pixels that do not inflate")
	}
	z, err := zlib.NewReader(packed)
	if err != nil {
		return wrong(err)
	}
	bits := int(format.depth) * format.channels
	t := newTileScan(p.width, p.height, bits)
	if err := readRows(z, p.width, p.height, bits, t.row); err != nil {
		return wrong(err)
	}
	p.black = t.black
	if n, err := z.Read(make([]byte, 1)); n > 0 {
		return defectAt(r.at, "more pixels than the image has")
	} else if err != io.EOF {
		return wrong(err)
	}
	if _, err := packed.ReadByte(); err == nil {
		return defectAt(r.at, "bytes after the end of the pixels")
	} else if err != io.EOF {
		return wrong(err)
	}
	return nil
}

// safeKind is a chunk's name where it is one.
func safeKind(kind string) string {
	for _, c := range []byte(kind) {
		if (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') {
			return "?"
		}
	}
	return kind
}
