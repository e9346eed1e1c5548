package bundles_test

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/bundles/bundlestest"
	"github.com/transparency-dev/merkle/rfc6962"
	"github.com/transparency-dev/tessera/api"
	"github.com/transparency-dev/tessera/client"
	"github.com/transparency-dev/tessera/fsck"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func logVerifiers(t testing.TB, o *bundlestest.Office) []note.Verifier {
	t.Helper()
	v, err := o.Trust.LogVerifiers(o.Origin)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func verifyLog(t testing.TB, o *bundlestest.Office) (bundles.LogReport, error) {
	t.Helper()
	return bundles.VerifyLog(os.DirFS(o.LogDir), logVerifiers(t, o))
}

// tesseraFsck is what the reference implementation says of a log.
func tesseraFsck(t testing.TB, o *bundlestest.Office) error {
	t.Helper()
	v, err := note.NewVerifier(o.LogKeys.VKeys[0])
	if err != nil {
		t.Fatal(err)
	}
	return fsck.New(o.Origin, v, client.FileFetcher{Root: o.LogDir}, func(b []byte) ([][]byte, error) {
		var eb api.EntryBundle
		if err := eb.UnmarshalText(b); err != nil {
			return nil, err
		}
		var out [][]byte
		for _, e := range eb.Entries {
			out = append(out, rfc6962.DefaultHasher.HashLeaf(e))
		}
		return out, nil
	}, fsck.Opts{N: 2}).Check(t.Context())
}

// files returns the files below the log's folder.
func files(t testing.TB, dir string) []string {
	t.Helper()
	var out []string
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			out = append(out, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestLogGrows(t *testing.T) {
	o := bundlestest.NewOffice(t)
	if r, err := verifyLog(t, o); err != nil || r.Size != 0 {
		t.Fatalf("empty log: %+v, %v", r, err)
	}
	size := int64(0)
	for step, n := range []int{1, 1, 3, 250, 1, 1, 255, 512, 64000, 1024} {
		before := o.Log.Checkpoint()
		bodies := make([][]byte, n)
		for i := range bodies {
			bodies[i] = fmt.Appendf(nil, "entry %d", size+int64(i))
		}
		in, err := o.Log.AppendAll(t.Context(), bodies)
		if err != nil {
			t.Fatal(err)
		}
		size += int64(n)
		if len(in) != n || o.Log.Size() != size || in[0].Index != size-int64(n) || in[n-1].Index != size-1 {
			t.Fatalf("step %d: %d inclusions from %d, size %d, want %d", step, len(in), in[0].Index, o.Log.Size(), size)
		}
		for _, i := range []int{0, n / 2, n - 1} {
			p := bundles.TLogProof{Index: in[i].Index, Hashes: in[i].Hashes, Checkpoint: in[i].Checkpoint}
			if cp, err := p.Verify(bodies[i], logVerifiers(t, o)...); err != nil || cp.Size != size {
				t.Fatalf("step %d, entry %d: %v", step, i, err)
			}
		}
		if bytes.Equal(before, o.Log.Checkpoint()) {
			t.Fatalf("step %d: the checkpoint did not change", step)
		}
		if n > 1000 && step != 9 {
			continue // fsck and VerifyLog of a large log are slow; the last step does both
		}
		r, err := verifyLog(t, o)
		if err != nil || r.Size != size || len(r.Leftovers) != 0 || r.Tiles == 0 || r.Bundles == 0 {
			t.Fatalf("step %d: VerifyLog: %+v, %v", step, r, err)
		}
		if err := tesseraFsck(t, o); err != nil {
			t.Fatalf("step %d: tessera fsck: %v", step, err)
		}
		if o.Log, err = bundles.OpenLog(o.LogDir, o.LogKeys); err != nil { // as a new process would
			t.Fatal(err)
		}
	}
	if size < 1<<16 {
		t.Error("no tile of level 2 was tested")
	}
	if n := len(files(t, o.LogDir)); n > 530 {
		t.Errorf("%d files: old partial tiles pile up", n)
	}
}

func TestLogAppendAfterAppendKeepsPublishedPartials(t *testing.T) {
	o := bundlestest.NewOffice(t)
	filler(t, o.Log, 3)
	filler(t, o.Log, 2)
	for _, name := range []string{"tile/0/000.p/3", "tile/0/000.p/5", "tile/entries/000.p/3", "tile/entries/000.p/5"} {
		info, err := os.Stat(filepath.Join(o.LogDir, name))
		if err != nil {
			t.Error(err)
		} else if info.Mode().Perm() != 0o644 {
			t.Errorf("%s: mode %v", name, info.Mode())
		}
	}
	exists := func(name string) bool {
		_, err := os.Stat(filepath.Join(o.LogDir, name))
		return err == nil
	}
	o.Log.Published(o.Log.Checkpoint()) // of 5
	filler(t, o.Log, 1)
	filler(t, o.Log, 1)
	filler(t, o.Log, 1)
	if exists("tile/0/000.p/3") || exists("tile/entries/000.p/6") {
		t.Error("partial tiles older than the last head are still there")
	}
	if !exists("tile/0/000.p/5") || !exists("tile/entries/000.p/5") {
		t.Error("partial tiles of the published head are gone")
	}
}

// TestVerifyLogEveryByte changes bytes of every file; each must be an error
// that names the file.
func TestVerifyLogEveryByte(t *testing.T) {
	o := bundlestest.NewOffice(t)
	filler(t, o.Log, 258)
	filler(t, o.Log, 2)
	mutants := 0
	for _, name := range files(t, o.LogDir) {
		path := filepath.Join(o.LogDir, name)
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for i := 0; i < len(data); i += 1 + len(data)/40 {
			mutants++
			mutant := bytes.Clone(data)
			mutant[i] ^= 1 << (i % 8)
			if err := os.WriteFile(path, mutant, 0o644); err != nil {
				t.Fatal(err)
			}
			if _, err := verifyLog(t, o); err == nil || !strings.Contains(err.Error(), fmt.Sprintf("%q", name)) {
				t.Errorf("%s, byte %d: %v", name, i, err)
			}
		}
		for what, mutant := range map[string][]byte{"cut off": data[:len(data)-1], "longer": append(bytes.Clone(data), 0), "empty": nil} {
			mutants++
			if err := os.WriteFile(path, mutant, 0o644); err != nil {
				t.Fatal(err)
			}
			if _, err := verifyLog(t, o); err == nil || !strings.Contains(err.Error(), fmt.Sprintf("%q", name)) {
				t.Errorf("%s, %s: %v", name, what, err)
			}
		}
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if mutants < 250 {
		t.Errorf("only %d mutants", mutants)
	}
	if _, err := verifyLog(t, o); err != nil {
		t.Errorf("after putting everything back: %v", err)
	}
}

func TestVerifyLogFiles(t *testing.T) {
	for _, c := range []struct {
		name, fact string
		change     func(dir string) error
	}{
		{"missing tile", `"tile/0/000": missing`, func(d string) error { return os.Remove(d + "/tile/0/000") }},
		{"missing entries", `"tile/entries/001.p/44": missing`, func(d string) error { return os.Remove(d + "/tile/entries/001.p/44") }},
		{"missing checkpoint", `"checkpoint": missing`, func(d string) error { return os.Remove(d + "/checkpoint") }},
		{"foreign file", `"tile/0/notes.txt": unexpected file`, func(d string) error { return os.WriteFile(d+"/tile/0/notes.txt", nil, 0o644) }},
		{"foreign level", `"tile/9/000.p/1": unexpected file`, func(d string) error {
			return os.MkdirAll(d+"/tile/9/000.p", 0o755)
		}},
		{"symlink", `"tile/0/000": not a regular file`, func(d string) error {
			if err := os.Rename(d+"/tile/0/000", d+"/moved"); err != nil {
				return err
			}
			return os.Symlink(d+"/moved", d+"/tile/0/000")
		}},
		{"wrong older partial", `"tile/0/000.p/7": not the hashes of the tree`, func(d string) error {
			if err := os.MkdirAll(d+"/tile/0/000.p", 0o755); err != nil {
				return err
			}
			return os.WriteFile(d+"/tile/0/000.p/7", make([]byte, 7*32), 0o644)
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := bundlestest.NewOffice(t)
			filler(t, o.Log, 300)
			if err := c.change(o.LogDir); err != nil {
				t.Fatal(err)
			}
			if c.name == "foreign level" {
				if err := os.WriteFile(o.LogDir+"/tile/9/000.p/1", make([]byte, 32), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if _, err := verifyLog(t, o); err == nil || !strings.Contains(err.Error(), c.fact) {
				t.Errorf("error %v, want %s", err, c.fact)
			}
		})
	}
}

// TestLogCrash appends, then puts the old checkpoint back: what a crash
// between the tiles and the checkpoint leaves.
func TestLogCrash(t *testing.T) {
	o := bundlestest.NewOffice(t)
	filler(t, o.Log, 250)
	old := o.Log.Checkpoint()
	filler(t, o.Log, 300)
	if err := os.WriteFile(filepath.Join(o.LogDir, "checkpoint"), old, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(o.LogDir, "tile/0/.000.123.tmp"), []byte("half"), 0o600); err != nil {
		t.Fatal(err)
	}
	r, err := verifyLog(t, o)
	if err != nil || r.Size != 250 || len(r.Leftovers) != 8 {
		t.Fatalf("after the crash: %+v, %v", r, err)
	}
	if o.Log, err = bundles.OpenLog(o.LogDir, o.LogKeys); err != nil {
		t.Fatal(err)
	}
	if _, err := o.Log.Append(t.Context(), []byte("after the crash")); err != nil {
		t.Fatal(err)
	}
	if r, err = verifyLog(t, o); err != nil || r.Size != 251 || len(r.Leftovers) != 0 {
		t.Fatalf("after the next append: %+v, %v", r, err)
	}
	if err := tesseraFsck(t, o); err != nil {
		t.Errorf("tessera fsck: %v", err)
	}
}

func TestLogRefusesInconsistentAppend(t *testing.T) {
	for _, c := range []struct {
		name, fact string
		change     func(t *testing.T, o *bundlestest.Office)
	}{
		{"older than published", "300 entries were published, but only 100 are here: restored from an older backup?", func(t *testing.T, o *bundlestest.Office) {
			copyDir := filepath.Join(t.TempDir(), "copy")
			if err := os.CopyFS(copyDir, os.DirFS(o.LogDir)); err != nil {
				t.Fatal(err)
			}
			filler(t, o.Log, 200)
			published := o.Log.Checkpoint()
			var err error
			if o.Log, err = bundles.OpenLog(copyDir, o.LogKeys); err != nil {
				t.Fatal(err)
			}
			o.Log.Published(published)
		}},
		{"another history", "first 50 entries are not those that were published", func(t *testing.T, o *bundlestest.Office) {
			fork, err := bundles.CreateLog(filepath.Join(t.TempDir(), "fork"), o.Origin, o.LogKeys)
			if err != nil {
				t.Fatal(err)
			}
			for range 50 {
				if _, err := fork.Append(t.Context(), []byte("other")); err != nil {
					t.Fatal(err)
				}
			}
			o.Log.Published(fork.Checkpoint())
		}},
		{"published by another log", "published checkpoint of", func(t *testing.T, o *bundlestest.Office) {
			o.Log.Published(bundlestest.NewNamedOffice(t, "Dolní Lhota", "log.lhota.example").Log.Checkpoint())
		}},
		{"published is no checkpoint", "published checkpoint: not a signed note", func(t *testing.T, o *bundlestest.Office) {
			o.Log.Published([]byte{})
		}},
		{"changed tile", "do not lead to the root", func(t *testing.T, o *bundlestest.Office) {
			flip(t, filepath.Join(o.LogDir, "tile/0/000.p/100"), 5)
		}},
		{"changed entries", `"tile/entries/000.p/100"`, func(t *testing.T, o *bundlestest.Office) {
			flip(t, filepath.Join(o.LogDir, "tile/entries/000.p/100"), 5)
		}},
		{"changed checkpoint", "changed since the log was opened", func(t *testing.T, o *bundlestest.Office) {
			flip(t, filepath.Join(o.LogDir, "checkpoint"), 5)
		}},
		{"symlink instead of a tile", "not a regular file", func(t *testing.T, o *bundlestest.Office) {
			if err := os.Symlink("/dev/null", filepath.Join(o.LogDir, "tile/0/000.p/101")); err != nil {
				t.Fatal(err)
			}
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := bundlestest.NewOffice(t)
			filler(t, o.Log, 100)
			c.change(t, o)
			size := o.Log.Size()
			if _, err := o.Log.Append(t.Context(), []byte("more")); err == nil || !strings.Contains(err.Error(), c.fact) {
				t.Errorf("error %v, want %s", err, c.fact)
			}
			if o.Log.Size() != size {
				t.Error("the log grew")
			}
		})
	}
	t.Run("consistent", func(t *testing.T) {
		o := bundlestest.NewOffice(t)
		o.Log.Published(o.Log.Checkpoint())
		for range 5 {
			old := o.Log.Checkpoint()
			filler(t, o.Log, 100)
			o.Log.Published(old)
		}
	})
}

func flip(t *testing.T, path string, i int) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	data[i] ^= 1
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestLogUsage(t *testing.T) {
	o := bundlestest.NewOffice(t)
	if _, err := bundles.CreateLog(o.LogDir, o.Origin, o.LogKeys); err == nil || !strings.Contains(err.Error(), "exists already") {
		t.Errorf("second CreateLog: %v", err)
	}
	for _, origin := range []string{"", "Log.example", "log.example/x", "log.example:8080", "other.example", "log example"} {
		if _, err := bundles.CreateLog(t.TempDir()+"/l", origin, o.LogKeys); err == nil {
			t.Errorf("CreateLog accepts origin %q", origin)
		}
	}
	for name, body := range map[string][]byte{"empty": nil, "too long": make([]byte, 1<<16)} {
		if _, err := o.Log.Append(t.Context(), body); err == nil {
			t.Errorf("%s entry accepted", name)
		}
	}
	if _, err := o.Log.Append(t.Context(), make([]byte, 1<<16-1)); err != nil {
		t.Errorf("longest entry: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := o.Log.Append(ctx, []byte("x")); err == nil || o.Log.Size() != 1 {
		t.Errorf("cancelled append: %v, size %d", err, o.Log.Size())
	}
	reader, err := bundles.OpenLog(o.LogDir, bundles.LogKeys{Origin: o.Origin, VKeys: o.LogKeys.VKeys})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := reader.Append(t.Context(), []byte("x")); err == nil || !strings.Contains(err.Error(), "without signing keys") {
		t.Errorf("append without keys: %v", err)
	}
	if _, err := bundles.VerifyLog(os.DirFS(o.LogDir), nil); err == nil {
		t.Error("VerifyLog without keys finds nothing wrong")
	}
}

func BenchmarkLogAppend(b *testing.B) {
	bodies := make([][]byte, 10_000)
	for i := range bodies {
		bodies[i] = fmt.Appendf(nil, `{"i":%d,"pad":%q}`, i, strings.Repeat("x", 600))
	}
	o := bundlestest.NewOffice(b)
	filler(b, o.Log, 100)
	for b.Loop() {
		in, err := o.Log.AppendAll(b.Context(), bodies)
		if err != nil {
			b.Fatal(err)
		}
		last := in[len(in)-1]
		cp, err := bundles.ParseCheckpoint(last.Checkpoint, logVerifiers(b, o)...)
		if err != nil {
			b.Fatal(err)
		}
		if err := tlog.CheckRecord(last.Hashes, cp.Size, cp.Root, last.Index, tlog.RecordHash(bodies[len(bodies)-1])); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(bodies))*float64(b.N)/b.Elapsed().Seconds(), "entries/s")
}

func BenchmarkVerifyLog(b *testing.B) {
	o := bundlestest.NewOffice(b)
	filler(b, o.Log, 70_000)
	for b.Loop() {
		if r, err := verifyLog(b, o); err != nil || r.Size != 70_000 {
			b.Fatal(r, err)
		}
	}
}
