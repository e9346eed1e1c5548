package intake

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/akta-foi/akta/content/read"
)

// Input is one file to import. Of its name only the last element is used.
type Input struct {
	Name string
	Data []byte
}

// Options is what readers have to know besides the files.
type Options struct {
	Reader *read.Reader            // reads e-mails; nil: one is made
	Ours   func(email string) bool // whether an address is the office's own; nil: none is
}

// reader reads the files of one source.
type reader struct {
	name string
	what string
	read func(*job) error
}

var readers = []reader{
	{"alaveteli", "a request of an Alaveteli site: its JSON, its ZIP, its saved page, together or alone", readAlaveteli},
	{"canada", "Canada's tables of completed requests and of nothing to report (CSV)", readCanada},
	{"froide", "requests of a Froide site (API v1, JSON), with the attachments beside it", readFroide},
	{"mail", "e-mail threads (.eml, mbox)", readMail},
	{"muckrock", "a log of requests as MuckRock publishes it (CSV)", readMuckRock},
}

// Sources returns the names of the sources, sorted, and what each reads.
func Sources() (names, what []string) {
	for _, r := range readers {
		names, what = append(names, r.name), append(what, r.what)
	}
	return names, what
}

// job is one import being read.
type job struct {
	ctx   context.Context
	in    []Input
	opt   Options
	words words
	batch *Batch
	notes notes
}

// Read reads the files of one import. On an error nothing is returned.
func Read(ctx context.Context, source string, in []Input, opt Options) (*Batch, error) {
	i := slices.IndexFunc(readers, func(r reader) bool { return r.name == source })
	if i < 0 {
		names, _ := Sources()
		return nil, fmt.Errorf("source %q: want one of %s", source, strings.Join(names, ", "))
	}
	if len(in) == 0 || len(in) > maxInputs {
		return nil, fmt.Errorf("%d files, want 1 to %d", len(in), maxInputs)
	}
	total := 0
	for _, f := range in {
		if len(f.Data) == 0 {
			return nil, fmt.Errorf("%s: empty (0 bytes): the copy may have failed", f.Name)
		}
		total += len(f.Data)
	}
	if total > maxInputTotal {
		return nil, fmt.Errorf("%d bytes in all, more than the %d allowed: import the files in parts", total, maxInputTotal)
	}
	all, err := loadWords()
	if err != nil {
		return nil, err
	}
	j := &job{ctx: ctx, in: in, opt: opt, words: all[source], batch: &Batch{}}
	if j.opt.Ours == nil {
		j.opt.Ours = func(string) bool { return false }
	}
	if err := readers[i].read(j); err != nil {
		return nil, fmt.Errorf("%s: %w", source, err)
	}
	if err := j.unique(); err != nil {
		return nil, fmt.Errorf("%s: %w", source, err)
	}
	j.batch.Notes = j.notes.all()
	return j.batch, ctx.Err()
}

// unique holds that every request has an id of its own: of two the first is
// taken, and the other told.
func (j *job) unique() error {
	if len(j.batch.Requests) > maxRequests {
		return fmt.Errorf("%d requests, more than the %d allowed: import the file in parts", len(j.batch.Requests), maxRequests)
	}
	seen := map[string]bool{}
	j.batch.Requests = slices.DeleteFunc(j.batch.Requests, func(r Request) bool {
		if seen[r.ID] {
			j.notes.add(LeftOut, "request %q: there twice; the first was taken", r.ID)
			return true
		}
		seen[r.ID] = true
		return false
	})
	return nil
}

// decodeJSON reads one JSON value and nothing after it. Fields that are not
// asked for are allowed: the sources add some with every version.
func decodeJSON(f Input, v any) error {
	if len(f.Data) > maxJSON {
		return fmt.Errorf("%s: %d bytes, more than the %d allowed", f.Name, len(f.Data), maxJSON)
	}
	d := json.NewDecoder(bytes.NewReader(bytes.TrimPrefix(f.Data, []byte("\xef\xbb\xbf"))))
	if err := d.Decode(v); err != nil {
		if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
			return fmt.Errorf("%s: ends in the middle: fetch it again", f.Name)
		}
		return fmt.Errorf("%s: %w", f.Name, err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return fmt.Errorf("%s: something follows the JSON value", f.Name)
	}
	return nil
}

// number is an id that sources write as a number or as a text.
type number string

// UnmarshalJSON implements [json.Unmarshaler].
func (n *number) UnmarshalJSON(raw []byte) error {
	s := string(raw)
	if len(raw) > 0 && raw[0] == '"' {
		if err := json.Unmarshal(raw, &s); err != nil {
			return err
		}
	}
	if s == "null" {
		s = ""
	}
	if strings.ContainsAny(s, "{}[]") || len(s) > maxWord {
		return fmt.Errorf("id %.40q: want a number or a short text", s)
	}
	*n = number(line(s))
	return nil
}

func isJSON(data []byte) bool {
	data = bytes.TrimLeft(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")), " \t\r\n")
	return len(data) > 0 && (data[0] == '{' || data[0] == '[')
}

func isZIP(data []byte) bool {
	return bytes.HasPrefix(data, []byte("PK\x03\x04")) || bytes.HasPrefix(data, []byte("PK\x05\x06"))
}

func isHTML(data []byte) bool {
	head := bytes.ToLower(data[:min(len(data), 4<<10)])
	return bytes.Contains(head, []byte("<html")) || bytes.Contains(head, []byte("<!doctype html"))
}
