package audit

import (
	"bytes"
	"encoding/asn1"
	"encoding/binary"
	"encoding/csv"
	"encoding/json"
	"encoding/pem"
	"errors"
	"io"
	"strings"
	"unicode/utf8"
)

// fileKind is a type of file that the builder writes: how its names end, where
// it may stand, and what holds it to that type to the last byte.
type fileKind struct {
	suffix string
	where  placeKind
	check  func(x *inspection, f *item) error
}

// fileKinds is the allow-list. The first that fits counts; a suffix that begins
// with "/" is a whole name.
var fileKinds = []fileKind{
	{".html", placeSite, (*inspection).html},
	{".css", placeSite, (*inspection).css},
	{".js", placeSite, (*inspection).script},
	{".svg", placeSite, (*inspection).svg},
	{".xml", placeSite, (*inspection).xml},
	{".atom", placeSite, (*inspection).xml},
	{".jsonld", placeSite, (*inspection).json},
	{".jsonl", placeSite, (*inspection).jsonLines},
	{".csv", placeSite, (*inspection).csv},
	{".wasm", placeSite, (*inspection).wasm},
	{".wasm.gz", placeSite, (*inspection).own},
	{"/_headers", placeSite, (*inspection).text},
	{"/.htaccess", placeSite, (*inspection).text},
	{"/headers-nginx.conf", placeSite, (*inspection).text},
	{".zip", placeSite, (*inspection).releaseZIP},
	{"/.akta-site", placeSite, (*inspection).text},
	{"/log/checkpoint", placeSite, (*inspection).text},
	{"/manifest/files.sha256", placeSite, (*inspection).digestList},
	{"", placeLog, (*inspection).tile},
	{".pf_fragment", placeSearch, (*inspection).fragment},
	{".pf_index", placeSearch, (*inspection).wordList},
	{".pf_filter", placeSearch, (*inspection).wordList},
	{".pf_meta", placeSearch, (*inspection).wordList},
	{"/pagefind-entry.json", placeSearch, (*inspection).json},
	{".js", placeSearch, (*inspection).searchProgram},
	{".pagefind", placeSearch, (*inspection).searchProgram},
	{".txt", placeSearch, (*inspection).searchProgram},
	{"/release.json", placeBag, (*inspection).releaseJSON},
	{"/proof.json", placeBag, (*inspection).proofJSON},
	{"/text.json", placeBag, (*inspection).textJSON},
	{"/places.json", placeBag, (*inspection).placesJSON},
	{"/text.txt", placeBag, (*inspection).textEdition},
	{".json", placeSite | placeBag, (*inspection).json},
	{".txt", placeSite | placeBag, (*inspection).text},
	{".pem", placeSite | placeBag, (*inspection).pem},
	{".pub", placeSite | placeBag, (*inspection).pem},
	{".tsr", placeSite | placeBag, (*inspection).der},
	{".sig", placeSite | placeBag, (*inspection).der},
	{".tlog-proof", placeSite | placeBag, (*inspection).tlogProof},
	{".png", placeSite | placeFiles | placeBag, (*inspection).png},
	{".pdf", placeFiles, (*inspection).pdf},
	{"", placeOriginal, func(*inspection, *item) error { return nil }},
}

func fileKindOf(p place) *fileKind {
	last := "/" + p.path[strings.LastIndexByte(p.path, '/')+1:]
	for i := range fileKinds {
		k := &fileKinds[i]
		whole := strings.HasPrefix(k.suffix, "/")
		if k.where&p.kind != 0 && (whole && (last == k.suffix || "/"+p.path == k.suffix) || !whole && strings.HasSuffix(p.path, k.suffix)) {
			return k
		}
	}
	return nil
}

// text is plain text.
func (x *inspection) text(f *item) error {
	data, err := f.whole(maxStructuredFile)
	if err != nil {
		return err
	}
	return checkText(data)
}

func checkText(data []byte) error {
	if i := bytes.IndexByte(data, 0); i >= 0 {
		return defectAt(int64(i), "a zero byte in a text file")
	}
	if !utf8.Valid(data) {
		return defectAt(0, "a text file that is not UTF-8")
	}
	return nil
}

// digestList is a list of files as sha256sum writes it. That the digests are
// those of public files, the search for private ones tells.
func (x *inspection) digestList(f *item) error {
	data, err := f.whole(maxStructuredFile)
	if err != nil {
		return err
	}
	if err := checkText(data); err != nil {
		return err
	}
	at := int64(0)
	for len(data) > 0 {
		line, rest, ended := bytes.Cut(data, []byte("\n"))
		digest, name, ok := bytes.Cut(line, []byte("  "))
		if !ended || !ok || len(digest) != 64 || len(bytes.Trim(digest, "0123456789abcdef")) > 0 || len(name) == 0 {
			return defectAt(at, "a line that is no digest and name")
		}
		at += int64(len(line)) + 1
		data = rest
	}
	return nil
}

// json is one JSON value and white space.
func (x *inspection) json(f *item) error {
	_, err := f.json()
	return err
}

func (f *item) json() ([]byte, error) {
	data, err := f.whole(maxStructuredFile)
	if err != nil {
		return nil, err
	}
	if !json.Valid(data) || !utf8.Valid(data) {
		return nil, defectAt(0, "not one JSON value")
	}
	return data, nil
}

// jsonLines is one JSON value on each line.
func (x *inspection) jsonLines(f *item) error {
	data, err := f.whole(maxStructuredFile)
	if err != nil {
		return err
	}
	if err := checkText(data); err != nil {
		return err
	}
	for at := 0; at < len(data); {
		n := bytes.IndexByte(data[at:], '\n')
		if n < 0 || !json.Valid(data[at:at+n]) {
			return defectAt(int64(at), "a line that is not one JSON value")
		}
		at += n + 1
	}
	return nil
}

// csv is a table of as many cells in every row (RFC 4180), in which a quotation
// mark hides nothing.
func (x *inspection) csv(f *item) error {
	data, err := f.whole(maxStructuredFile)
	if err != nil {
		return err
	}
	if err := checkText(data); err != nil {
		return err
	}
	for r := csv.NewReader(bytes.NewReader(data)); ; {
		at := r.InputOffset()
		if _, err := r.Read(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return defectAt(at, "not a table of comma-separated values")
		}
	}
}

// pem is certificates and public keys in PEM, and nothing around them.
func (x *inspection) pem(f *item) error {
	data, err := f.whole(maxMarkupFile)
	if err != nil {
		return err
	}
	var again []byte
	for rest := data; ; {
		var b *pem.Block
		if b, rest = pem.Decode(rest); b == nil {
			break
		}
		if b.Type != "CERTIFICATE" && b.Type != "PUBLIC KEY" {
			return defectAt(0, "PEM of something other than certificates and public keys")
		}
		again = append(again, pem.EncodeToMemory(b)...)
	}
	if len(data) == 0 || !bytes.Equal(data, again) {
		return defectAt(0, "something besides PEM blocks")
	}
	return nil
}

// der is one ASN.1 sequence that fills the file.
func (x *inspection) der(f *item) error {
	data, err := f.whole(maxMarkupFile)
	if err != nil {
		return err
	}
	var v asn1.RawValue
	rest, err := asn1.Unmarshal(data, &v)
	if err != nil || v.Tag != asn1.TagSequence || !v.IsCompound {
		return defectAt(0, "not an ASN.1 sequence")
	}
	if len(rest) > 0 {
		return defectAt(f.size-int64(len(rest)), "%d bytes after the end", len(rest))
	}
	return nil
}

// tlogProof is a C2SP tlog-proof.
func (x *inspection) tlogProof(f *item) error {
	data, err := f.whole(maxMarkupFile)
	if err != nil {
		return err
	}
	if !bytes.HasPrefix(data, []byte("c2sp.org/tlog-proof@v1\n")) {
		return defectAt(0, "not a tlog-proof")
	}
	return checkText(data)
}

// wasm is a WebAssembly module whose sections fill the file.
func (x *inspection) wasm(f *item) error {
	data, err := f.whole(maxStructuredFile)
	if err != nil {
		return err
	}
	if !bytes.HasPrefix(data, []byte("\x00asm\x01\x00\x00\x00")) {
		return defectAt(0, "not a WebAssembly module")
	}
	for at := 8; at < len(data); {
		size, n := binary.Uvarint(data[at+1:])
		if data[at] > 13 || n <= 0 || size > uint64(len(data)-at-1-n) {
			return defectAt(int64(at), "not a section of a WebAssembly module")
		}
		at += 1 + n + int(size)
	}
	return nil
}

// tile is a tile of the log (C2SP tlog-tiles): hashes, or entries with their lengths.
func (x *inspection) tile(f *item) error {
	m := logTile.FindStringSubmatch(f.path)
	if m == nil {
		return defectAt(-1, "not a name of the log's tiles")
	}
	want := 256
	if m[2] != "" {
		want = 0
		for _, c := range m[2] {
			want = 10*want + int(c-'0')
		}
	}
	data, err := f.whole(maxMarkupFile)
	if err != nil {
		return err
	}
	n := 0
	if m[1] != "entries" {
		if len(data)%32 != 0 {
			return defectAt(0, "a tile that is not whole hashes")
		}
		n = len(data) / 32
	}
	for at := 0; m[1] == "entries" && at < len(data); n++ {
		if len(data)-at < 2 || len(data)-at-2 < int(binary.BigEndian.Uint16(data[at:])) {
			return defectAt(int64(at), "an entry that is cut off")
		}
		at += 2 + int(binary.BigEndian.Uint16(data[at:]))
	}
	if n != want {
		return defectAt(0, "%d entries in a tile of %d", n, want)
	}
	return nil
}
