package content

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/akta-foi/akta/content/find"
	"github.com/akta-foi/akta/content/system"
)

// Plugin is a program of the office's own that looks for what to hide. It reads
// one JSON object a line on its standard input, one line a document,
//
//	{"document": "d1", "language": "cs", "words": ["Vážený ", "pane, ", ...]}
//
// each word with the white space that follows it, and writes on its standard
// output one line for each place it finds:
//
//	{"document": "d1", "first": 0, "count": 2, "type": "person", "score": 80, "reason": "...", "ground": "personal-data"}
//
// first counts the words from 0; the type is a name of a-z, 0-9 and "-"; the
// score is 1 to 100; reason and ground may be left out. The program ends with
// code 0 before its deadline, or nothing of it counts.
type Plugin struct {
	Name    string   `toml:"name"`
	Command []string `toml:"command" comment:"The program and its arguments; no shell reads them. A path that is not absolute begins at the office's folder."`
	Timeout int      `toml:"timeout,omitempty" comment:"Seconds; 60 where it is left out."`
}

const pluginTimeout = 60 * time.Second

var pluginName = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9 ._-]{0,63}$`)

func checkPlugins(list []Plugin) error {
	if len(list) > maxPlugins {
		return fmt.Errorf("%d plug-ins, more than the %d allowed", len(list), maxPlugins)
	}
	for i, p := range list {
		switch {
		case !pluginName.MatchString(p.Name) || slices.ContainsFunc(list[:i], func(o Plugin) bool { return o.Name == p.Name }):
			return fmt.Errorf("plug-in %q: want a name of letters and digits, each once", p.Name)
		case len(p.Command) == 0 || p.Command[0] == "" || len(p.Command) > maxPluginWords:
			return fmt.Errorf("plug-in %q: command: want the program and its arguments, at most %d", p.Name, maxPluginWords)
		case p.Timeout < 0 || p.Timeout > maxPluginTimeout:
			return fmt.Errorf("plug-in %q: timeout %d: want 1 to %d seconds", p.Name, p.Timeout, maxPluginTimeout)
		}
	}
	return nil
}

// plugins are those that a search runs.
func (o *Office) plugins(opt FindOptions) ([]Plugin, error) {
	if !opt.Only {
		return o.Settings.Plugins, nil
	}
	var out []Plugin
	for _, name := range opt.Plugins {
		i := slices.IndexFunc(o.Settings.Plugins, func(p Plugin) bool { return p.Name == name })
		if i < 0 {
			return nil, fmt.Errorf("plug-in %q: not in %s", name, officeFile)
		}
		out = append(out, o.Settings.Plugins[i])
	}
	return out, nil
}

// pluginPage is what a plug-in reads.
type pluginPage struct {
	Document string   `json:"document"`
	Language string   `json:"language"`
	Words    []string `json:"words"`
}

// pluginSpan is what a plug-in writes.
type pluginSpan struct {
	Document string `json:"document"`
	First    *int   `json:"first"`
	Count    int    `json:"count"`
	Type     string `json:"type"`
	Score    int    `json:"score"`
	Reason   string `json:"reason"`
	Ground   string `json:"ground"`
}

// runPlugin runs a plug-in over the documents. What it found counts only when
// all of it is good. Its processes are ended with it.
func (o *Office) runPlugin(ctx context.Context, p Plugin, texts []find.Text, emit func(find.Finding) error) error {
	deadline := pluginTimeout
	if p.Timeout > 0 {
		deadline = time.Duration(p.Timeout) * time.Second
	}
	slow := fmt.Errorf("plug-in %q: took longer than %s and was ended: raise its timeout in %s, or leave it out with --plugin none", p.Name, deadline, officeFile)
	limited, cancel := context.WithTimeoutCause(ctx, deadline, slow)
	defer cancel()
	program := p.Command[0]
	if strings.ContainsRune(program, '/') && !filepath.IsAbs(program) {
		var err error
		if program, err = filepath.Abs(filepath.Join(o.Dir, filepath.FromSlash(program))); err != nil {
			return fmt.Errorf("plug-in %q: %w", p.Name, err)
		}
	}
	cmd := exec.CommandContext(limited, program, p.Command[1:]...)
	cmd.Dir, cmd.Env, cmd.WaitDelay = o.Dir, pluginEnviron(), 2*time.Second
	says := &firstBytes{limit: maxPluginSays}
	cmd.Stderr = says
	system.Group(cmd)
	in, err := cmd.StdinPipe()
	if err != nil {
		return fmt.Errorf("plug-in %q: %w", p.Name, err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return fmt.Errorf("plug-in %q: %w", p.Name, err)
	}
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("plug-in %q: %w", p.Name, err)
	}
	go func() {
		// A plug-in may end before it has read all: its exit code tells.
		_ = writePages(in, texts)
		_ = in.Close()
	}()
	// At the deadline all pipes are closed, whoever still holds their other end.
	unblock := context.AfterFunc(limited, func() { _ = out.Close() })
	found, readErr := o.readSpans(out, p, texts)
	if readErr != nil {
		cancel()
	}
	waitErr := cmd.Wait()
	unblock()
	system.EndGroup(cmd)
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(context.Cause(limited), slow):
		return slow
	case readErr != nil:
		return fmt.Errorf("plug-in %q: %w", p.Name, readErr)
	case waitErr != nil:
		return fmt.Errorf("plug-in %q: %w%s", p.Name, waitErr, says.trimmed())
	}
	for _, f := range found {
		if err := emit(f); err != nil {
			return err
		}
	}
	return nil
}

func writePages(w io.Writer, texts []find.Text) error {
	b := bufio.NewWriter(w)
	e := json.NewEncoder(b)
	e.SetEscapeHTML(false)
	for _, t := range texts {
		if err := e.Encode(pluginPage{t.Document, t.Language, t.Words}); err != nil {
			return err
		}
	}
	return b.Flush()
}

// readSpans reads what a plug-in found. An error names the line, and quotes
// nothing of it: it may hold private text.
func (o *Office) readSpans(r io.Reader, p Plugin, texts []find.Text) ([]find.Finding, error) {
	words := map[string]int{}
	for _, t := range texts {
		words[t.Document] = len(t.Words)
	}
	var out []find.Finding
	s := bufio.NewScanner(r)
	s.Buffer(nil, maxPluginLine)
	total, n := 0, 0
	for s.Scan() {
		n++
		if total += len(s.Bytes()) + 1; total > maxPluginOutput || len(out) >= maxPluginSpans {
			return nil, fmt.Errorf("line %d: more than the %d bytes and %d spans allowed", n, maxPluginOutput, maxPluginSpans)
		}
		if len(bytes.TrimSpace(s.Bytes())) == 0 {
			continue
		}
		f, err := o.span(s.Bytes(), words)
		if err != nil {
			return nil, fmt.Errorf("line %d of its output: %w", n, err)
		}
		f.Source = SourcePlugin + p.Name
		out = append(out, f)
	}
	if err := s.Err(); err != nil {
		return nil, fmt.Errorf("line %d of its output: %w", n+1, err)
	}
	return out, nil
}

var errSpan = errors.New(`want {"document", "first", "count", "type", "score", "reason", "ground"}, each once`)

func (o *Office) span(line []byte, words map[string]int) (find.Finding, error) {
	var x pluginSpan
	if strictLine(line, &x) != nil { // whose message may quote the line
		return find.Finding{}, errSpan
	}
	f := find.Finding{Document: x.Document, Count: x.Count, Type: find.Type(x.Type), Score: x.Score, Ground: x.Ground}
	n, ok := words[x.Document]
	switch {
	case !ok:
		return f, errors.New("document: none of those it was given")
	case x.First == nil || *x.First < 0 || x.Count < 1 || *x.First >= n || x.Count > n-*x.First:
		return f, fmt.Errorf("first and count: want words of document %s, which has %d", x.Document, n)
	case !findingType.MatchString(x.Type):
		return f, errors.New(`type: want a name of a-z, 0-9 and "-"`)
	case x.Score < 1 || x.Score > 100:
		return f, fmt.Errorf("score %d: want 1 to 100", x.Score)
	case !isLine(x.Reason, maxFindingReason):
		return f, fmt.Errorf("reason: want one line of at most %d bytes", maxFindingReason)
	}
	if x.Ground != "" {
		if _, err := o.Law.Ground(x.Ground); err != nil {
			return f, fmt.Errorf("ground: not in law %s", o.Law.Code)
		}
	}
	f.First = *x.First
	if x.Reason != "" {
		f.Reasons = []string{x.Reason}
	}
	return f, nil
}

// pluginEnviron is akta's own environment without its secrets.
func pluginEnviron() []string {
	return slices.DeleteFunc(os.Environ(), func(v string) bool { return strings.HasPrefix(v, "AKTA_") })
}

// firstBytes keeps the beginning of what is written to it.
type firstBytes struct {
	limit int
	kept  []byte
}

func (b *firstBytes) Write(p []byte) (int, error) {
	b.kept = append(b.kept, p[:min(len(p), b.limit-len(b.kept))]...)
	return len(p), nil
}

// trimmed is what was said, on one line.
func (b *firstBytes) trimmed() string {
	const most = 300
	if s := oneLine(string(b.kept), most); s != "" {
		return ": it says " + fmt.Sprintf("%q", s)
	}
	return ""
}
