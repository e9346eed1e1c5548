package readtest

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"hash/crc32"
)

// part is one member of a container. Stored members are not compressed, as
// ODF and ASiC ask of "mimetype".
type part struct {
	Name, Body string
	Stored     bool
}

// zipOf packs parts in the given order, all with the same time (none). Sizes
// and checksums stand before the data, so that no part needs a descriptor
// after it and a stored first part can be recognised by its bytes alone.
func zipOf(parts ...part) []byte {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, p := range parts {
		body := []byte(p.Body)
		h := &zip.FileHeader{
			Name:               p.Name,
			CRC32:              crc32.ChecksumIEEE(body),
			UncompressedSize64: uint64(len(body)),
		}
		if !p.Stored {
			h.Method, body = zip.Deflate, deflate(body)
		}
		h.CompressedSize64 = uint64(len(body))
		w, err := z.CreateRaw(h)
		must(err)
		_, err = w.Write(body)
		must(err)
	}
	must(z.Close())
	return out.Bytes()
}

func deflate(data []byte) []byte {
	var out bytes.Buffer
	w, err := flate.NewWriter(&out, flate.BestCompression)
	must(err)
	_, err = w.Write(data)
	must(err)
	must(w.Close())
	return out.Bytes()
}

// must stops a test whose fixture cannot be made: writing to memory fails only
// by a mistake in this package.
func must(err error) {
	if err != nil {
		panic(err)
	}
}
