package audit

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"
)

const goodRecord = `{"format":"https://github.com/akta-foi/akta/audit/v1","akta":"v1.0.0","files":41,"bytes":12345,"redactions":12,` +
	`"checks":[{"name":"structure","done":41,"hits":0},{"name":"terms","done":41,"hits":0},{"name":"pictures","done":0,"note":"no OCR program","hits":0},{"name":"digests","done":41,"hits":0}]}` + "\n"

func TestRecord(t *testing.T) {
	r, err := ParseRecord([]byte(goodRecord))
	if err != nil || r.Files != 41 || len(r.Checks) != 4 || string(r.Marshal()) != goodRecord {
		t.Fatalf("%+v, %v", r, err)
	}
	for name, bad := range map[string]string{
		"empty":          "",
		"no line feed":   strings.TrimSuffix(goodRecord, "\n"),
		"two":            goodRecord + goodRecord,
		"space":          strings.Replace(goodRecord, `"files":41`, `"files": 41`, 1),
		"repeated field": strings.Replace(goodRecord, `"files":41`, `"files":41,"files":41`, 1),
		"unknown field":  strings.Replace(goodRecord, `"files":41`, `"files":41,"terms":3`, 1),
		"other format":   strings.Replace(goodRecord, "/v1\"", "/v2\"", 1),
		"negative":       strings.Replace(goodRecord, `"bytes":12345`, `"bytes":-1`, 1),
		"unknown check":  strings.Replace(goodRecord, `"pictures"`, `"images"`, 1),
		"check twice":    strings.Replace(goodRecord, `"pictures"`, `"terms"`, 1),
		"out of order":   strings.Replace(goodRecord, `"structure"`, `"words"`, 1),
		"no checks":      goodRecord[:strings.Index(goodRecord, `"checks"`)] + `"checks":[]}` + "\n",
		"two lines":      strings.Replace(goodRecord, "no OCR program", `no\nprogram`, 1),
		"large":          strings.Replace(goodRecord, "v1.0.0", strings.Repeat("v", maxRecord), 1),
	} {
		if _, err := ParseRecord([]byte(bad)); err == nil || !strings.HasPrefix(err.Error(), "audit record: ") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// The record of an audit is one that ParseRecord reads, and it does not tell how
// many terms there are.
func TestRecordOfAudit(t *testing.T) {
	dir := t.TempDir()
	writeFile(t, filepath.Join(dir, "f.txt"), []byte("text"))
	report, err := folder(t.Context(), dir, secrets(), nil)
	if err != nil {
		t.Fatal(err)
	}
	data := report.Record.Marshal()
	if r, err := ParseRecord(data); err != nil || !bytes.Equal(r.Marshal(), data) {
		t.Errorf("%s: %v", data, err)
	}
	more, err := folder(t.Context(), dir, Options{Terms: benchTerms(5)}, nil)
	if err != nil || !bytes.Equal(more.Record.Marshal(), data) {
		t.Errorf("with other terms: %s, want %s (%v)", more.Record.Marshal(), data, err)
	}
}

func FuzzRecord(f *testing.F) {
	f.Add([]byte(goodRecord))
	f.Add([]byte(strings.Replace(goodRecord, "41", "1e3", 1)))
	f.Fuzz(func(t *testing.T, data []byte) {
		r, err := ParseRecord(data)
		if err == nil && !bytes.Equal(r.Marshal(), data) {
			t.Errorf("%q is written as %q", data, r.Marshal())
		}
	})
}
