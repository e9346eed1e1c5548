package audit

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/akta-foi/akta/bundles/bundlestest"
)

// mixWords are what the pages of the benchmark are made of.
var mixWords = strings.Fields(`obec usnesení rada zastupitelstvo smlouva příloha rozhodnutí žádost informace oprava mostu
	cena nabídka vyhláška č. § odst. ze dne zákona o svobodném přístupu k informacím a v na se je že podle důvodů kterým
	A település képviselő-testülete határozat melléklet szerződés adatigénylés közérdekű adat the minutes of council 2026 410 000 Kč`)

// writeMix writes the kinds of file a site is made of, in the shares that a site
// has them: most bytes are page images, on the site and in the releases.
func writeMix(t testing.TB, dir string, pages int) int64 {
	r := rand.New(rand.NewPCG(1, 2))
	words := func(n int, sep string) string {
		var b strings.Builder
		for range n {
			b.WriteString(mixWords[r.IntN(len(mixWords))])
			b.WriteString(sep)
		}
		return b.String()
	}
	random := func(n int) []byte {
		b := make([]byte, n)
		for i := range b {
			b[i] = byte(r.Uint32())
		}
		return b
	}
	var images [][]byte
	for range 6 {
		images = append(images, pageImage(t, r))
	}
	for i := range pages {
		id := fmt.Sprintf("2026-%03d", i)
		var html strings.Builder
		html.WriteString("<!doctype html><html lang=\"cs\"><head><title>" + words(5, " ") + "</title></head><body>")
		for range 200 {
			fmt.Fprintf(&html, "<p class=\"text\">%s&nbsp;&amp; <span class=\"redaction\">[osobní údaj]</span> %s</p>\n", words(15, " "), words(10, " "))
		}
		writeFile(t, filepath.Join(dir, "cs/cases", id, "index.html"), []byte(html.String()+"</body></html>"))
		proof := `{"format":"proof","hashes":["` + base64.StdEncoding.EncodeToString(random(12<<10)) + `"]}`
		text := `["` + words(4000, ` ","`) + `"]`
		var z bytes.Buffer
		w := zip.NewWriter(&z)
		put := func(name string, data []byte) {
			m, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
			if err != nil {
				t.Fatal(err)
			}
			if _, err := m.Write(data); err != nil {
				t.Fatal(err)
			}
		}
		put("proof.json", []byte(proof))
		put("release.json", []byte(`{"documents":[{"id":"d1","redactions":[{},{}]}]}`))
		put("data/s1/d1/text.json", []byte(text))
		for p := range 4 {
			img := images[(i+p)%len(images)]
			put(fmt.Sprintf("data/s1/d1/page-%04d.png", p+1), img)
			writeFile(t, filepath.Join(dir, "files", id, "r1", fmt.Sprintf("d1-%03d.png", p+1)), img)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		writeFile(t, filepath.Join(dir, "releases", id+"-r1.zip"), z.Bytes())
	}
	writeFile(t, filepath.Join(dir, "search.json"), []byte(`["`+words(100000, `","`)+`"]`))
	var total int64
	err := filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		total += info.Size()
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return total
}

// pageImage is a page of something like print, about 100 KB.
func pageImage(t testing.TB, r *rand.Rand) []byte {
	img := image.NewGray(image.Rect(0, 0, 827, 1170))
	for i := range img.Pix {
		img.Pix[i] = 255
	}
	for range 30000 {
		x, y := 60+r.IntN(700), 60+r.IntN(1050)
		for d := range 4 {
			img.SetGray(x+d, y+d%2, color.Gray{Y: byte(r.IntN(4) * 85)})
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func benchTerms(n int) []Term {
	first := []string{"Vendelín", "Bohumil", "Alžběta", "Kvido", "Žofie", "Ödön", "Piroska", "Hedvika"}
	last := []string{"Třešňák", "Zkušební", "Smyšlená", "Nevěřící", "Kitalált", "Próbaházy", "Vymyšlený"}
	var list []Term
	for i := range n {
		text := fmt.Sprintf("%s %s%c%cek", first[i%len(first)], last[i%len(last)], 'a'+i/26%26, 'a'+i%26)
		switch i % 10 {
		case 7:
			text = fmt.Sprintf("%06d/%04d", 710000+i*7, i*13%10000)
		case 8:
			text = fmt.Sprintf("vymyslena.osoba%d@lhotka.example", i)
		case 9:
			text = fmt.Sprintf("Smyšlená ulice %d, Horní Lhotka", i)
		}
		list = append(list, Term{Case: "2026-999", Class: "personal-data", Text: text})
	}
	return list
}

// BenchmarkScan searches a site for 1,000 terms and 1,000 digests, and times
// grep -F with the terms over the same folder.
func BenchmarkScan(b *testing.B) {
	dir := b.TempDir()
	size := writeMix(b, dir, 150)
	o := Options{Terms: benchTerms(1000)}
	for i := range 250 {
		sums := [][]byte{}
		for _, n := range []int{16, 20, 32, 64} {
			sums = append(sums, bytes.Repeat([]byte{byte(i), byte(n), 7, byte(i >> 3), 99}, 13)[:n])
		}
		o.Private = append(o.Private, Private{Case: "2026-999", What: "original file", Sums: sums})
	}
	b.SetBytes(size)
	n, used := 0, cpuTime(b)
	for b.Loop() {
		n++
		if _, err := folder(b.Context(), dir, o, nil); err != nil {
			b.Fatal(err)
		}
	}
	b.StopTimer()
	used = cpuTime(b) - used
	b.ReportMetric(float64(size)/1e6, "MB")
	b.ReportMetric(float64(size)*float64(n)/1e6/used.Seconds(), "MB/cpu-s")
	var lines strings.Builder
	for _, t := range o.Terms {
		lines.WriteString(t.Text + "\n")
	}
	terms := filepath.Join(b.TempDir(), "terms")
	writeFile(b, terms, []byte(lines.String()))
	grep := exec.Command(bundlestest.Tool(b, "grep"), "-r", "-F", "-a", "-c", "-f", terms, dir)
	start := time.Now()
	// grep -c still reads on; it prints one line a file
	if err := grep.Run(); err != nil && grep.ProcessState.ExitCode() != 1 {
		b.Fatal(err)
	}
	b.ReportMetric(float64(size)/1e6/time.Since(start).Seconds(), "grep-MB/s")
	b.ReportMetric(float64(size)/1e6/(grep.ProcessState.UserTime()+grep.ProcessState.SystemTime()).Seconds(), "grep-MB/cpu-s")
}

// cpuTime is what this process has used: on a machine with other work it tells
// more than the clock.
func cpuTime(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// BenchmarkTerms measures how long it takes to prepare the search.
func BenchmarkTerms(b *testing.B) {
	o := Options{Terms: benchTerms(1000)}
	var p *patterns
	for b.Loop() {
		var err error
		if p, err = newPatterns(o, &Report{}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(p.encoded.needles.n+p.letters.needles.n+p.short.needles.n), "needles")
}

// Kinds of bytes, each by itself.
func BenchmarkKinds(b *testing.B) {
	p, err := newPatterns(Options{Terms: benchTerms(1000)}, &Report{})
	if err != nil {
		b.Fatal(err)
	}
	dir := b.TempDir()
	writeMix(b, dir, 1)
	for kind, name := range map[string]string{"html": "cs/cases/2026-000/index.html", "png": "files/2026-000/r1/d1-001.png", "json": "search.json"} {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			b.Fatal(err)
		}
		b.Run(kind, func(b *testing.B) {
			s := &scanner{patterns: p, seen: map[Hit]bool{}}
			b.SetBytes(int64(len(data)))
			n, used := 0, cpuTime(b)
			for b.Loop() {
				n++
				s.scan(data, window{place: &location{name: "f"}, first: true, last: true, packed: kind == "png"})
			}
			b.ReportMetric(float64(len(data))*float64(n)/1e6/(cpuTime(b)-used).Seconds(), "MB/cpu-s")
			if len(s.hits) > 0 {
				b.Fatal(s.hits)
			}
		})
	}
}
