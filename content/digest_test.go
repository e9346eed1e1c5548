package content

import (
	"bytes"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/content/audit"
)

// digestsOf finds the digests of some bytes among the private ones.
func digestsOf(all []audit.Private, data []byte) *audit.Private {
	sum := sha256.Sum256(data)
	for i := range all {
		if bytes.Equal(all[i].Sums[2], sum[:]) {
			return &all[i]
		}
	}
	return nil
}

// TestPrivateDigests: everything private has its digests, and nothing that a
// release shows byte for byte.
func TestPrivateDigests(t *testing.T) {
	letter := "Vyřizuje: Jana Vymyšlená, linka 14.\n"
	o := newTestOffice(t, writeText(t, "dopis.txt", letter), writeText(t, "predpis.txt", "Předpis obce.\n"))
	if _, _, err := o.Decide(t.Context(), o.reader, "a", Decisions{Redactions: []Redaction{{Text: "Jana Vymyšlená", Ground: "personal-data"}}}); err != nil {
		t.Fatal(err)
	}
	r := o.release(t)
	got, err := o.allDigests("a")
	if err != nil {
		t.Fatal(err)
	}
	words := o.sealed(t, "d1").Text
	for what, data := range map[string]string{
		"the letter":            letter,
		"its words":             strings.Join(words, ""),
		"its words, trimmed":    strings.TrimSpace(strings.Join(words, "")),
		"the gap":               "Jana Vymyšlená,",
		"a hidden word":         "Jana",
		"the other hidden word": "Vymyšlená,",
	} {
		p := digestsOf(got, []byte(data))
		if p == nil {
			t.Errorf("%s: no digests", what)
			continue
		}
		m, s1, s5 := md5.Sum([]byte(data)), sha1.Sum([]byte(data)), sha512.Sum512([]byte(data))
		if p.Case != "a" || p.Document != "d1" || p.What == "" || !bytes.Equal(p.Sums[0], m[:]) || !bytes.Equal(p.Sums[1], s1[:]) || !bytes.Equal(p.Sums[3], s5[:]) {
			t.Errorf("%s: %+v", what, p)
		}
	}
	if p := digestsOf(got, []byte("Předpis obce.\n")); p != nil {
		t.Errorf("the digests of a document that is released whole: %+v", p)
	}
	sealed := filepath.Join(o.bundlesDir("a"), "s1")
	private := 0
	err = filepath.WalkDir(sealed, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		sum := sha256.Sum256(data)
		public := slices.ContainsFunc(r.Release.Files, func(f bundles.FileDigest) bool { return f.SHA256 == sum }) || d.Name() == "bagit.txt"
		if public != (digestsOf(got, data) == nil) {
			t.Errorf("%s: public %v, and its digests are there: %v", path, public, !public)
		}
		if !public {
			private++
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if private < 8 {
		t.Errorf("%d private files in a sealed bag", private)
	}
}

// TestPrivateDigestsCache: a sealed bag and unchanged documents are not read a
// second time, and what is kept is as private as they are.
func TestPrivateDigestsCache(t *testing.T) {
	o := newTestOffice(t, writeText(t, "dopis.txt", "Vymyšlený dopis."))
	first, err := o.allDigests("a")
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(o.Dir, stateDir, digestsDir)
	for _, name := range []string{"a-s1.json", "a-documents.json"} {
		info, err := os.Stat(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode().Perm() != 0o600 {
			t.Errorf("%s: mode %04o", name, info.Mode().Perm())
		}
	}
	// A member that cannot be read any more shows whether it is read.
	secret := filepath.Join(o.bundlesDir("a"), "s1", "data", "d1", "text.json")
	if err := os.Remove(secret); err != nil {
		t.Fatal(err)
	}
	again, err := o.allDigests("a")
	if err != nil {
		t.Fatalf("the sealed bag was read again: %v", err)
	}
	if len(again) != len(first) {
		t.Errorf("%d digests, at first %d", len(again), len(first))
	}
	if err := os.WriteFile(filepath.Join(dir, "a-s1.json"), []byte(`{"format":"x"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := o.allDigests("a"); err == nil {
		t.Error("a cache that is not whole was believed")
	}
}

// TestPrivateDigestsOfChangedDocument: a document that was changed is read again.
func TestPrivateDigestsOfChangedDocument(t *testing.T) {
	o := newTestOffice(t, writeText(t, "dopis.txt", "Vymyšlený dopis."))
	if _, err := o.allDigests("a"); err != nil {
		t.Fatal(err)
	}
	plan, err := o.Plan("a")
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(o.caseDir("a"), documentsDir, plan.Documents[0].File)
	if err := os.WriteFile(file, []byte("Změněný  dopis."), 0o600); err != nil {
		t.Fatal(err)
	}
	later := time.Now().Add(time.Hour)
	if err := os.Chtimes(file, later, later); err != nil {
		t.Fatal(err)
	}
	got, err := o.allDigests("a")
	if err != nil {
		t.Fatal(err)
	}
	if digestsOf(got, []byte("Změněný  dopis.")) == nil {
		t.Error("no digests of the changed document")
	}
	if digestsOf(got, []byte("Vymyšlený dopis.")) == nil {
		t.Error("no digests of the document as it was sealed")
	}
}

func FuzzParseDigests(f *testing.F) {
	f.Add([]byte(`{"format":"https://github.com/akta-foi/akta/digests/v1","key":"a","entries":[]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		if c := parseDigests(data); c != nil {
			for _, e := range c.Entries {
				if len(e.Sums) != 4 || len(e.Sums[2]) != 64 {
					t.Errorf("%+v", e)
				}
			}
		}
	})
}

// allDigests are the private digests of a case with its secrets.
func (o *testOffice) allDigests(caseID string) ([]audit.Private, error) {
	secrets, err := o.Secrets(caseID)
	if err != nil {
		return nil, err
	}
	return o.PrivateDigests(caseID, secrets)
}
