package site

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"fmt"
)

// pagefindVersion is that of the program and of the scripts below. An index of
// one version is read by the scripts of that version.
const pagefindVersion = "1.6.0"

// What searches in the browser: Pagefind's script, its worker and its module for
// texts of no one language, as the program for linux-x64 writes them. The
// program of each system writes them in bytes of its own, so that those of one
// are published whatever system an index is made on, and the leak audit knows them.
var (
	//go:embed search/pagefind.js
	searchScript []byte
	//go:embed search/pagefind-worker.js
	searchWorker []byte
	//go:embed search/wasm.unknown.pagefind
	searchModule []byte
	//go:embed search/LICENSE.txt
	searchLicence []byte
)

// searchPrograms are the files that are told by their bytes.
func searchPrograms() map[string][]byte {
	return map[string][]byte{
		"pagefind.js": searchScript, "pagefind-worker.js": searchWorker, "wasm.unknown.pagefind": searchModule, "LICENSE.txt": searchLicence,
	}
}

// searchFiles are the public files of a search that is of no year: the programs,
// and an index of no pages, to which the script adds those of the years.
func searchFiles() map[string][]byte {
	files := searchPrograms()
	files["pagefind-entry.json"] = fmt.Appendf(nil, `{"version":%q,"languages":{"unknown":{"hash":"unknown_0","wasm":null,"page_count":0}},"include_characters":[]}`+"\n", pagefindVersion)
	files["pagefind.unknown_0.pf_meta"] = emptyIndex()
	return files
}

// emptyIndex is a list of no pages, index chunks, filters, orders and fields
// (CBOR, RFC 8949).
func emptyIndex() []byte {
	data := append([]byte("pagefind_dcd\x86"), 0x60|byte(len(pagefindVersion)))
	data = append(data, pagefindVersion...)
	data = append(data, 0x80, 0x80, 0x80, 0x80, 0x80)
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, err := z.Write(data)
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		panic(fmt.Sprintf("site: gzip into memory: %v", err))
	}
	return b.Bytes()
}
