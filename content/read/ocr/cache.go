package ocr

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// cacheVersion is part of every name: another number forgets all that was kept.
// It changes whenever a page is made fit in another way.
const cacheVersion = 2

// cacheMagic begins a kept result; the digest of the rest follows.
const cacheMagic = "akta ocr "

// cacheName is the digest of everything the words of a page depend on, "" where
// nothing is kept.
func (e *Engine) cacheName(img Image, langs []language) string {
	if e.Cache == "" {
		return ""
	}
	h := sha256.New()
	fmt.Fprintf(h, "%d\n%s\n%d %d %d\n", cacheVersion, e.version, img.Width, img.Height, img.DPI)
	for _, l := range langs {
		fmt.Fprintf(h, "%s %d\n", l.name, l.size)
	}
	fmt.Fprintf(h, "%q\n", arguments(img.DPI, langs))
	h.Write(img.Gray)
	return hex.EncodeToString(h.Sum(nil))
}

// cached returns the words that were kept under a name. Whatever is wrong with
// the file, the page is simply read again.
func (e *Engine) cached(name string, img Image) ([]Word, bool) {
	if name == "" {
		return nil, false
	}
	f, err := os.Open(filepath.Join(e.Cache, name))
	if err != nil {
		return nil, false
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxCache+1))
	if err != nil || len(data) > maxCache {
		return nil, false
	}
	return decodeWords(data, img)
}

// decodeWords refuses what encodeWords did not write.
func decodeWords(data []byte, img Image) ([]Word, bool) {
	head, body, _ := bytes.Cut(data, []byte("\n"))
	if string(head) != cacheMagic+digest(body) {
		return nil, false
	}
	words := []Word{}
	if json.Unmarshal(body, &words) != nil || len(words) > maxRows {
		return nil, false
	}
	for _, w := range words {
		inside := w.X >= 0 && w.Y >= 0 && w.W >= 0 && w.H >= 0 &&
			w.X <= img.Width && w.Y <= img.Height && w.W <= img.Width-w.X && w.H <= img.Height-w.Y
		if !inside || w.Text == "" || cleanText(w.Text) != w.Text || w.Confidence < 0 || w.Confidence > 100 {
			return nil, false
		}
	}
	return words, true
}

func encodeWords(words []Word) ([]byte, error) {
	body, err := json.Marshal(words)
	if err != nil {
		return nil, err
	}
	return append([]byte(cacheMagic+digest(body)+"\n"), body...), nil
}

func digest(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// keep writes the words under a name, for nobody but this user. A folder that
// cannot be written costs time and nothing else, so its error is not reported.
func (e *Engine) keep(name string, words []Word) {
	if name == "" {
		return
	}
	data, err := encodeWords(words)
	if err != nil || len(data) > maxCache || os.MkdirAll(e.Cache, 0o700) != nil {
		return
	}
	f, err := os.CreateTemp(e.Cache, ".page*") // 0600
	if err != nil {
		return
	}
	_, err = f.Write(data)
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Rename(f.Name(), filepath.Join(e.Cache, name))
	}
	if err != nil {
		os.Remove(f.Name())
	}
}
