package content

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/pem"
	"encoding/xml"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/bundles/bundlestest"
)

const requesterName = "Dobromila Smyšlená"

// exportOffice is an office with a sealed and released case "a", whose
// requester is known, and a second one that is only open.
func exportOffice(t *testing.T) *testOffice {
	t.Helper()
	o := newTestOffice(t, filepath.Join(fixtures, "cs-cesta-cenik.md"))
	c, err := o.Case("a")
	if err != nil {
		t.Fatal(err)
	}
	c.Requester, c.Question = Requester{Name: requesterName}, "Kolik stojí oprava cesty?"
	if err := o.SaveCase(c); err != nil {
		t.Fatal(err)
	}
	o.release(t)
	if _, err := o.OpenCase(Case{ID: "b", Title: "Druhý", Received: "2026-03-03"}); err != nil {
		t.Fatal(err)
	}
	return o
}

func TestExport(t *testing.T) {
	o := exportOffice(t)
	before := treeOf(t, o.Dir)
	dir := filepath.Join(t.TempDir(), "out")
	got, err := o.Export(t.Context(), dir, ExportOptions{})
	if err != nil {
		t.Fatal(err)
	}
	files := treeOf(t, dir)
	if len(files) != got.Files || strings.Join(got.Cases, " ") != "a b" {
		t.Errorf("%+v, %d files there", got, len(files))
	}
	for _, want := range []string{"/README.txt", "/public/trust.json", "/public/releases/a-r1.zip", "/public/cases/a/case.json", "/private/a/case.md", "/private/a/plan.json",
		"/private/a/documents/cs-cesta-cenik.md", "/private/a/bundles/s1/commitment.json", "/public/cases/b/case.json", "/private/b/case.md"} {
		if _, ok := files[want]; !ok {
			t.Errorf("%s is missing", want)
		}
	}
	if _, ok := files["/private/a/bundles/r1.zip"]; ok {
		t.Error("a public release lies in private, too")
	}
	for name, data := range files {
		private := strings.Contains(name, "/private/")
		if mode := data[:10]; private != (mode == "-rw-------") {
			t.Errorf("%s: mode %s", name, mode)
		}
		if !private && strings.Contains(data, requesterName) {
			t.Errorf("%s names who asked", name)
		}
	}
	// Each file is the office's own, byte for byte.
	if files["/private/a/bundles/s1/data/d1/original.md"] != before["/bundles/a/s1/data/d1/original.md"] {
		t.Error("the original in the seal was changed")
	}
	raw, err := os.ReadFile(filepath.Join(dir, "public", "trust.json"))
	if err != nil {
		t.Fatal(err)
	}
	trust, err := bundles.ParseTrust(raw)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"private/a/bundles/s1", "public/releases/a-r1.zip"} {
		v, err := bundles.Verify(t.Context(), filepath.Join(dir, filepath.FromSlash(name)), bundles.VerifyOptions{Trust: trust, Case: "a"})
		if err != nil || v.Code != bundles.CodeHolds {
			t.Errorf("%s, exported: %+v %v", name, v, err)
		}
	}
	for _, text := range []string{"POZOR", "údaje žadatelů", "Případ"} {
		if !strings.Contains(files["/README.txt"], text) {
			t.Errorf("README.txt does not say %q", text)
		}
	}

	public := filepath.Join(t.TempDir(), "public")
	if _, err := o.Export(t.Context(), public, ExportOptions{Cases: []string{"a"}, Public: true}); err != nil {
		t.Fatal(err)
	}
	for name, data := range treeOf(t, public) {
		if strings.Contains(name, "private") || strings.Contains(data, requesterName) || strings.Contains(data, "private/") {
			t.Errorf("%s in what is public", name)
		}
	}
	if info, err := os.Stat(dir); err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("%v %v", info, err)
	}
}

// TestExportRefuses: a text that is hidden is found before anything is there.
func TestExportRefuses(t *testing.T) {
	o := exportOffice(t)
	full := t.TempDir()
	if err := os.WriteFile(filepath.Join(full, "x"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ what, dir, want string }{
		{"a folder with something in it", full, "not empty"},
		{"the website", filepath.Join(o.Dir, "site", "public"), "own folder site"},
		{"the cases", filepath.Join(o.Dir, "content", "x"), "own folder content"},
		{"no parent", filepath.Join(full, "a", "b"), "no such file"},
	} {
		if got, err := o.Export(t.Context(), c.dir, ExportOptions{}); got != nil || err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", c.what, err)
		}
	}
	c, err := o.Case("a")
	if err != nil {
		t.Fatal(err)
	}
	c.Question = "Ptá se Smyšlená Dobromila."
	if err := o.SaveCase(c); err != nil {
		t.Fatal(err)
	}
	parent := t.TempDir()
	got, err := o.Export(t.Context(), filepath.Join(parent, "out"), ExportOptions{Public: true})
	if got != nil || err == nil || !strings.Contains(err.Error(), "nothing was exported: leak audit: ") || strings.Contains(err.Error(), "Smyšlená") {
		t.Errorf("%v", err)
	}
	if left, err := os.ReadDir(parent); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
}

// TestExportTakenDown: a release that was taken down is not public any more.
func TestExportTakenDown(t *testing.T) {
	o := exportOffice(t)
	plan, err := o.Plan("a")
	if err != nil {
		t.Fatal(err)
	}
	plan.Redactions = append(plan.Redactions, Redaction{Text: "komunikace", Ground: groundPersonal})
	if err := o.writePlan("a", plan); err != nil {
		t.Fatal(err)
	}
	if _, _, err := o.Release(t.Context(), o.keys, "a", ReleaseOptions{Takedown: []string{"r1"}, TakedownReason: "omyl"}); err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "out")
	if _, err := o.Export(t.Context(), dir, ExportOptions{Cases: []string{"a"}}); err != nil {
		t.Fatal(err)
	}
	files := treeOf(t, dir)
	_, r1 := files["/public/releases/a-r1.zip"]
	_, r2 := files["/public/releases/a-r2.zip"]
	_, kept := files["/private/a/bundles/r1.zip"]
	if r1 || !r2 || !kept {
		t.Errorf("r1 public %v, r2 public %v, r1 private %v", r1, r2, kept)
	}
}

// TestExportASiC holds a container to EN 319 162-1, with readers of its own, and
// has openssl check the token.
func TestExportASiC(t *testing.T) {
	o := exportOffice(t)
	dir := t.TempDir()
	file := filepath.Join(dir, "a-s1.asice")
	got, err := o.ExportASiC(t.Context(), o.keys, "a", "s1", file)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 || !got.OwnClock {
		t.Errorf("%v %v %+v", info.Mode(), err, got)
	}
	// A.1: the name at byte 30, the value at byte 38; no flags, stored, no extra field.
	if string(raw[30:38]) != "mimetype" || string(raw[38:38+len(asicMediaType)]) != asicMediaType || !bytes.Equal(raw[6:10], []byte{0, 0, 0, 0}) || !bytes.Equal(raw[28:30], []byte{0, 0}) {
		t.Errorf("the head of the container: %q", raw[:80])
	}
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	members := map[string][]byte{}
	for _, m := range z.File {
		r, err := m.Open()
		if err != nil {
			t.Fatal(err)
		}
		if members[m.Name], err = io.ReadAll(r); err != nil || m.Method != zip.Store {
			t.Errorf("%s: %v, method %d", m.Name, err, m.Method)
		}
	}
	checkASiCManifest(t, members)

	bag, err := bundles.OpenBag(filepath.Join(o.bundlesDir("a"), "s1"))
	if err != nil {
		t.Fatal(err)
	}
	defer bag.Close()
	if len(bag.Names()) != got.Files || len(members) != got.Files+3 {
		t.Errorf("%d files of the bag, %d members, says %d", len(bag.Names()), len(members), got.Files)
	}
	for _, n := range bag.Names() {
		if data, err := bag.Read(n, 1<<30); err != nil || !bytes.Equal(data, members[n]) {
			t.Errorf("%s: not the bag's (%v)", n, err)
		}
	}

	// akta's own reader of signed containers knows the signer.
	doc, err := o.Add(t.Context(), o.reader, "b", []string{file}, AddOptions{})
	if err != nil || doc[0].Format != "asic" || len(doc[0].Hidden) == 0 {
		t.Errorf("read back: %v %+v", err, doc)
	}
	opensslToken(t, o, dir, members)
}

// checkASiCManifest reads the manifest by its namespaces and compares it with
// the members: each file once, with its digest, and nothing else.
func checkASiCManifest(t *testing.T, members map[string][]byte) {
	t.Helper()
	var m struct {
		XMLName xml.Name `xml:"http://uri.etsi.org/02918/v1.2.1# ASiCManifest"`
		Sig     struct {
			URI      string `xml:"URI,attr"`
			MimeType string `xml:"MimeType,attr"`
		} `xml:"http://uri.etsi.org/02918/v1.2.1# SigReference"`
		Files []struct {
			URI    string `xml:"URI,attr"`
			Method struct {
				Algorithm string `xml:"Algorithm,attr"`
			} `xml:"http://www.w3.org/2000/09/xmldsig# DigestMethod"`
			Value string `xml:"http://www.w3.org/2000/09/xmldsig# DigestValue"`
		} `xml:"http://uri.etsi.org/02918/v1.2.1# DataObjectReference"`
	}
	if err := xml.Unmarshal(members["META-INF/ASiCManifest.xml"], &m); err != nil {
		t.Fatal(err)
	}
	if m.Sig.URI != "META-INF/timestamp.tst" || m.Sig.MimeType != "application/vnd.etsi.timestamp-token" || len(members[m.Sig.URI]) == 0 {
		t.Errorf("reference to the token: %+v", m.Sig)
	}
	seen := map[string]bool{}
	for _, f := range m.Files {
		sum := sha256.Sum256(members[f.URI])
		if seen[f.URI] || f.Method.Algorithm != "http://www.w3.org/2001/04/xmlenc#sha256" || f.Value != base64.StdEncoding.EncodeToString(sum[:]) {
			t.Errorf("%s: %+v", f.URI, f)
		}
		seen[f.URI] = true
	}
	for name := range members {
		if outside := name != "mimetype" && !strings.HasPrefix(name, "META-INF/"); outside != seen[name] {
			t.Errorf("%s: listed %v", name, seen[name])
		}
	}
}

func opensslToken(t *testing.T, o *testOffice, dir string, members map[string][]byte) {
	t.Helper()
	openssl := bundlestest.Tool(t, "openssl")
	chain := o.keys.ring.TSA().Certificates()
	var roots bytes.Buffer
	for _, c := range chain[1:] {
		if err := pem.Encode(&roots, &pem.Block{Type: "CERTIFICATE", Bytes: c.Raw}); err != nil {
			t.Fatal(err)
		}
	}
	for name, data := range map[string][]byte{"m.xml": members[asicManifest], "t.tst": members[asicToken], "roots.pem": roots.Bytes(), "bad.xml": append(bytes.Clone(members[asicManifest]), ' ')} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	in := func(name string) string { return filepath.Join(dir, name) }
	args := []string{"ts", "-verify", "-token_in", "-in", in("t.tst"), "-CAfile", in("roots.pem"), "-data"}
	if out := bundlestest.Run(t, openssl, append(args, in("m.xml"))...); !strings.Contains(out, "Verification: OK") {
		t.Errorf("openssl: %s", out)
	}
	if out, err := exec.CommandContext(t.Context(), openssl, append(args, in("bad.xml"))...).CombinedOutput(); err == nil {
		t.Errorf("openssl accepts a changed manifest: %s", out)
	}
}

func TestExportASiCRefuses(t *testing.T) {
	o := exportOffice(t)
	dir := t.TempDir()
	there := filepath.Join(dir, "there")
	if err := os.WriteFile(there, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ what, seal, file, want string }{
		{"a file that is there", "s1", there, "exists"},
		{"no such seal", "s7", filepath.Join(dir, "a"), "no such file or folder"},
		{"no seal", "../s1", filepath.Join(dir, "a"), "want a name such as s1"},
		{"the website", "s1", filepath.Join(o.Dir, "site", "a"), "own folder site"},
	} {
		if got, err := o.ExportASiC(t.Context(), o.keys, "a", c.seal, c.file); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %+v %v", c.what, got, err)
		}
	}
	original := filepath.Join(o.bundlesDir("a"), "s1", "data", "d1", "original.md")
	data, err := os.ReadFile(original)
	if err != nil {
		t.Fatal(err)
	}
	data[3] ^= 1
	if err := os.WriteFile(original, data, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := o.ExportASiC(t.Context(), o.keys, "a", "s1", filepath.Join(dir, "a")); err == nil || !strings.Contains(err.Error(), "not verified") {
		t.Errorf("a seal that was tampered with: %v", err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != 1 {
		t.Errorf("left behind: %v %v", left, err)
	}
}

// TestExportText: every language tells of the same files, and of nothing private
// where nothing private is.
func TestExportText(t *testing.T) {
	for _, l := range languages {
		w := exportTexts[l]
		if len(w.files) != len(exportTexts["en"].files) {
			t.Fatalf("%s: %d files, English has %d", l, len(w.files), len(exportTexts["en"].files))
		}
		for i, f := range w.files {
			e := exportTexts["en"].files[i]
			if f.name != e.name || f.private != e.private || f.private != strings.HasPrefix(f.name, exportPrivate+"/") || f.what == "" || l != "en" && f.what == e.what {
				t.Errorf("%s: %+v, English %+v", l, f, e)
			}
		}
		full, public := exportText(l, "Obec Lhotka", []*Case{{ID: "a", Title: "Případ"}}, false), exportText(l, "Obec Lhotka", nil, true)
		if !strings.Contains(full, "    a  Případ\n") || !strings.Contains(full, w.private) || strings.Contains(public, "private") || !strings.Contains(public, w.public) {
			t.Errorf("%s:\n%s\n%s", l, full, public)
		}
	}
}
