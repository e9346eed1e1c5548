package ocr

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/png"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"

	"github.com/akta-foi/akta/content/system"
)

var errTooMuch = errors.New("it printed too much")

// arguments of one run. The image comes on standard input. The variable is
// what the file "tsv" of the language data sets, which may not be there.
func arguments(dpi int, langs []language) []string {
	names := make([]string, len(langs))
	for i, l := range langs {
		names[i] = l.name
	}
	return []string{
		"stdin", "stdout", "-l", strings.Join(names, "+"),
		"--dpi", strconv.Itoa(dpi), "--psm", "3", "-c", "tessedit_create_tsv=1",
	}
}

// run gives the image to a process of its own and returns what it prints.
func (e *Engine) run(ctx context.Context, img Image, langs []language) ([]byte, error) {
	slow := fmt.Errorf("ocr: the page took longer than %s: look at it yourself", e.limit)
	ctx, cancel := context.WithTimeoutCause(ctx, e.limit, slow)
	defer cancel()
	// The program takes standard input one byte at a time: a page of 4 MB costs
	// it more so than as PNG, packed and unpacked (1.39 s and 1.30 s).
	var in bytes.Buffer
	fast := png.Encoder{CompressionLevel: png.BestSpeed}
	page := &image.Gray{Pix: img.Gray, Stride: img.Width, Rect: image.Rect(0, 0, img.Width, img.Height)}
	if err := fast.Encode(&in, page); err != nil {
		return nil, fmt.Errorf("ocr: %w", err)
	}
	out, complaint, err := process(ctx, maxTSV, &in, e.path, arguments(img.DPI, langs)...)
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	if err != nil {
		return nil, fmt.Errorf("ocr: %q failed: %w (%s): look at the page yourself", e.path, err, complaint)
	}
	return out, nil
}

// ask runs the program for an answer about itself. Older versions give it on
// standard error.
func ask(ctx context.Context, path, question string) ([]byte, error) {
	out, complaint, err := process(ctx, maxAnswer, nil, path, question)
	if err == nil && len(bytes.TrimSpace(out)) == 0 {
		out = []byte(complaint)
	}
	return out, err
}

// process runs a program in a process group of its own, which ends with ctx.
func process(ctx context.Context, limit int, in io.Reader, path string, args ...string) (out []byte, complaint string, err error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	stdout := &bounded{limit: limit, full: func() { cancel(errTooMuch) }}
	stderr := &bounded{limit: maxStderr}
	c := exec.CommandContext(ctx, path, args...)
	c.Stdin, c.Stdout, c.Stderr = in, stdout, stderr
	c.Env = environment()
	c.WaitDelay = killWait
	system.Group(c)
	err = c.Run()
	if errors.Is(context.Cause(ctx), errTooMuch) {
		err = errTooMuch
	}
	return stdout.kept.Bytes(), strings.Join(strings.Fields(strings.ToValidUTF8(stderr.kept.String(), "?")), " "), err
}

// environment is all a process gets to see: one thread, since pages run side by
// side, no locale, and of the user's only where programs, language data and
// temporary files are.
func environment() []string {
	env := []string{"LC_ALL=C", "OMP_THREAD_LIMIT=1"}
	for _, name := range []string{"PATH", "HOME", "TESSDATA_PREFIX", "LD_LIBRARY_PATH", "TMPDIR", "TEMP", "TMP", "SystemRoot", "USERPROFILE"} {
		if v, ok := os.LookupEnv(name); ok {
			env = append(env, name+"="+v)
		}
	}
	return env
}

// bounded keeps the first bytes written to it and takes the rest in silence, or
// says once that it is full. It must not embed the buffer, whose ReadFrom would
// be called instead of Write.
type bounded struct {
	kept  bytes.Buffer
	limit int
	full  func()
}

func (b *bounded) Write(p []byte) (int, error) {
	room := b.limit - b.kept.Len()
	if len(p) > room && b.full != nil {
		b.full()
		return 0, errTooMuch
	}
	b.kept.Write(p[:min(len(p), max(room, 0))])
	return len(p), nil
}
