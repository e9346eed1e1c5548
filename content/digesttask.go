package content

import (
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"errors"
	"hash"
	"io"
	"runtime"
	"strings"
	"sync"
)

// digestTask is one thing to compute the digests of.
type digestTask struct {
	document, what string
	open           func() (io.ReadCloser, error)
}

// sumsOf reads each task's bytes once, as many at a time as there are cores.
func sumsOf(tasks []digestTask) ([]privateSums, error) {
	out := make([]privateSums, len(tasks))
	errs := make([]error, len(tasks))
	var wait sync.WaitGroup
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	for i, t := range tasks {
		slots <- struct{}{}
		wait.Go(func() {
			defer func() { <-slots }()
			out[i], errs[i] = t.sums()
		})
	}
	wait.Wait()
	return out, errors.Join(errs...)
}

func (t *digestTask) sums() (privateSums, error) {
	r, err := t.open()
	if err != nil {
		return privateSums{}, err
	}
	defer r.Close()
	hashes := []hash.Hash{md5.New(), sha1.New(), sha256.New(), sha512.New()}
	var writers []io.Writer
	for _, h := range hashes {
		writers = append(writers, h)
	}
	if _, err := io.Copy(io.MultiWriter(writers...), r); err != nil {
		return privateSums{}, err
	}
	p := privateSums{Document: t.document, What: t.what}
	for _, h := range hashes {
		p.Sums = append(p.Sums, hex.EncodeToString(h.Sum(nil)))
	}
	return p, nil
}

// textTask is a text as something to compute the digests of.
func textTask(document, what, text string) digestTask {
	return digestTask{document, what, func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil }}
}

// textTasks are a text as it is and without white space around it, not twice.
func textTasks(document, what, text string) []digestTask {
	tasks := []digestTask{textTask(document, what, text)}
	if trimmed := strings.TrimSpace(text); trimmed != text {
		tasks = append(tasks, textTask(document, what, trimmed))
	}
	return tasks
}
