package audit

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
)

// memoryFormat names the form of a memory and its version.
const memoryFormat = "https://github.com/akta-foi/akta/audit-memory/v2"

// memoryFile is a Memory as JSON.
type memoryFile struct {
	Format  string                  `json:"format"`
	Key     []byte                  `json:"key"`
	Program []byte                  `json:"program"`
	Rules   []byte                  `json:"rules"`
	Sought  []byte                  `json:"sought"` // keyed digests, one after the other
	Files   map[string]*remembered  `json:"files"`
	Cases   map[string]*remembrance `json:"cases"`
	Grams   []*gramFile             `json:"grams"`
	Next    int                     `json:"next"` // id of the next group
}

// Marshal writes the memory: a line with the digest of what follows, and JSON.
// It is private.
func (m *Memory) Marshal() ([]byte, error) {
	out := memoryFile{Format: memoryFormat, Key: m.key, Program: m.program, Rules: m.rules[:], Files: m.files, Cases: m.cases, Grams: m.grams, Next: m.next}
	all := make([]mac, 0, len(m.sought))
	for k := range m.sought {
		all = append(all, k)
	}
	slices.SortFunc(all, func(a, b mac) int { return bytes.Compare(a[:], b[:]) })
	for _, k := range all {
		out.Sought = append(out.Sought, k[:]...)
	}
	data, err := json.Marshal(out)
	if err != nil {
		return nil, fmt.Errorf("memory of the audit: %w", err)
	}
	return append([]byte(sealOf(data)+"\n"), data...), nil
}

// ParseMemory reads what Marshal wrote. It refuses anything else: what is not
// whole is not to be believed, and the next audit begins anew. filter reads one
// of the files that Memory.Filters names; without it, files are searched again
// for what is new.
func ParseMemory(data []byte, filter func(name string) ([]byte, error)) (*Memory, error) {
	m, err := parseMemory(data)
	if err != nil {
		return nil, fmt.Errorf("memory of the audit: %w", err)
	}
	m.read = filter
	return m, nil
}

func parseMemory(data []byte) (*Memory, error) {
	if len(data) > maxMemory {
		return nil, fmt.Errorf("%d bytes, more than the %d allowed", len(data), maxMemory)
	}
	line, rest, ok := bytes.Cut(data, []byte("\n"))
	if !ok || string(line) != sealOf(rest) {
		return nil, errors.New("its digest is another")
	}
	var f memoryFile
	d := json.NewDecoder(bytes.NewReader(rest))
	d.DisallowUnknownFields()
	if err := d.Decode(&f); err != nil {
		return nil, err
	}
	m := &Memory{key: f.Key, program: f.Program, sought: map[mac]bool{}, files: f.Files, cases: f.Cases, grams: f.Grams, next: f.Next}
	if f.Format != memoryFormat || len(f.Key) != sha256.Size || len(f.Program) != sha256.Size || len(f.Rules) != len(m.rules) || len(f.Sought)%len(mac{}) != 0 {
		return nil, fmt.Errorf("format %q, or a key or digest of another length", f.Format)
	}
	m.rules = mac(f.Rules)
	for k := range slices.Chunk(f.Sought, len(mac{})) {
		m.sought[mac(k)] = true
	}
	held := map[int]bool{}
	for _, g := range f.Grams {
		if g == nil || len(g.Sum) != sha256.Size || len(f.Grams) > maxGramFiles {
			return nil, errors.New("a file of filters without its digest, or too many")
		}
		for _, id := range g.Groups {
			if id >= f.Next || held[id] {
				return nil, fmt.Errorf("group %d: there twice, or too high", id)
			}
			held[id] = true
		}
	}
	for name, r := range f.Files {
		if r != nil && slices.ContainsFunc(r.Groups, func(id int) bool { return !held[id] }) {
			return nil, fmt.Errorf("file %q: in a group without a filter", name)
		}
		if r == nil || len(r.Sum) != sha256.Size || r.Files < 0 || r.Bytes < 0 || r.Visible < 0 {
			return nil, fmt.Errorf("file %q: no digest, or a count is negative", name)
		}
	}
	for name, r := range f.Cases {
		if r == nil {
			return nil, fmt.Errorf("case %q: nothing", name)
		}
	}
	return m, nil
}

func sealOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
