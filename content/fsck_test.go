package content

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/bundles/bundlestest"
	"github.com/akta-foi/akta/content/journal"
	"github.com/akta-foi/akta/content/law"
)

// fsckOffice has a case "a" with two documents, two seals, two releases, an
// event and a published checkpoint, and a case "b" with a document that is not
// sealed; the journal has a timestamp.
func fsckOffice(t *testing.T) *testOffice {
	t.Helper()
	dir := t.TempDir()
	var files []string
	for _, name := range []string{"one.txt", "two.txt", "three.txt"} {
		files = append(files, filepath.Join(dir, name))
		if err := os.WriteFile(files[len(files)-1], []byte("An invented letter, "+name+".\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	o := newTestOffice(t, files[0])
	o.Actor = "Žofie Úřední"
	o.release(t)
	yesterday := time.Now()
	o.clock = func() time.Time { return yesterday.AddDate(0, 0, 1) } // what was done so far was the day before
	if _, err := o.Add(t.Context(), o.reader, "a", files[1:2], AddOptions{}); err != nil {
		t.Fatal(err)
	}
	if _, err := o.Seal(t.Context(), o.reader, o.keys, "a", SealOptions{Created: time.Now()}); err != nil {
		t.Fatal(err)
	}
	o.release(t)
	if _, _, err := o.AddEvent("a", Event{Event: law.Event{Code: "extend", Date: date(t, "2026-03-05"), Grounds: []string{"large-amount"}, Reason: "many records"}}); err != nil {
		t.Fatal(err)
	}
	if _, err := o.OpenCase(Case{ID: "b", Title: "Druhý", Received: "2026-03-02"}); err != nil {
		t.Fatal(err)
	}
	if _, err := o.Add(t.Context(), o.reader, "b", files[2:], AddOptions{}); err != nil {
		t.Fatal(err)
	}
	if err := o.RecordPublished(); err != nil {
		t.Fatal(err)
	}
	return o
}

func date(t *testing.T, s string) law.Date {
	t.Helper()
	d, err := law.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestJournalOfOffice: each operation is one line, by who did it, and no secret
// is in it.
func TestJournalOfOffice(t *testing.T) {
	o := fsckOffice(t)
	entries, err := o.JournalEntries(JournalOptions{})
	if err != nil {
		t.Fatal(err)
	}
	var did []string
	for _, e := range entries {
		line := e.Action + " " + e.Case
		for _, x := range e.Objects {
			line += " " + x.Name
		}
		did = append(did, line)
	}
	want := []string{"init ", "open a receive:2026-03-02", "add a d1", "seal a s1 d1", "release a r1", "add a d2", "seal a s2 d2", "release a r2",
		"event a extend:2026-03-05", "open b receive:2026-03-02", "add b d1", "publish  checkpoint"}
	if !slices.Equal(did, want) {
		t.Errorf("the journal says\n%q, want\n%q", did, want)
	}
	if e := entries[len(entries)-1]; e.Actor != "Žofie Úřední" || entries[0].Actor == e.Actor {
		t.Errorf("by %q and %q", entries[0].Actor, e.Actor)
	}
	r, err := o.VerifyJournal()
	if err != nil || !r.OK() || len(r.Stamps) != 1 || !r.Stamps[0].Own || len(r.Unstamped) != 0 {
		t.Errorf("%v, %+v", err, r)
	}
	if last, err := o.JournalEntries(JournalOptions{Case: "a", Last: 1, Since: "2026-01-01"}); err != nil || len(last) != 1 || last[0].Action != actEvent {
		t.Errorf("%v, %v", last, err)
	}
	password, err := os.ReadFile(filepath.Join(o.Dir, stateDir, passwordFile))
	if err != nil {
		t.Fatal(err)
	}
	names, err := filepath.Glob(filepath.Join(o.Dir, "content", journalDir, "*"))
	if err != nil || len(names) < 2 {
		t.Fatalf("%q, %v", names, err)
	}
	for _, name := range names {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, secret := range []string{string(bytes.TrimSpace(password)), "many records", "one.txt", "invented"} {
			if bytes.Contains(raw, []byte(secret)) {
				t.Errorf("%s: holds %q", name, secret)
			}
		}
	}
	if _, err := o.OpenCase(Case{ID: journalDir, Title: "T", Received: "2026-03-02"}); err == nil || !strings.Contains(err.Error(), "is the name of one of the office's own folders") {
		t.Errorf("a case called journal: %v", err)
	}
}

// TestStampStockTool: openssl verifies the timestamp of a day over its last
// line, as package journal says.
func TestStampStockTool(t *testing.T) {
	openssl := bundlestest.Tool(t, "openssl")
	o := fsckOffice(t)
	tokens, err := filepath.Glob(filepath.Join(o.Dir, "content", journalDir, "*.tsr"))
	if err != nil || len(tokens) != 1 {
		t.Fatalf("%q, %v", tokens, err)
	}
	day := strings.TrimSuffix(filepath.Base(tokens[0]), ".tsr")
	raw, err := os.ReadFile(filepath.Join(o.Dir, "content", journalDir, day[:4]+".jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	var last []byte
	for line := range bytes.Lines(raw) {
		if bytes.Contains(line, []byte(`"time":"`+day+`T`)) {
			last = line
		}
	}
	data := filepath.Join(t.TempDir(), "line")
	if err := os.WriteFile(data, last, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(openssl, "ts", "-verify", "-data", data, "-in", tokens[0], "-CAfile", filepath.Join(o.keysDir(), "tsa.pem")).CombinedOutput()
	if err != nil || !bytes.Contains(out, []byte("Verification: OK")) {
		t.Errorf("%v\n%s", err, out)
	}
}

// damage is one kind of thing done to a copy of an office.
type damage struct {
	name   string
	do     func(t *testing.T, dir string)
	want   []string // parts of "where: problem; do", one for each fault that has to be told
	mended bool     // --repair mends all of it
	keys   bool     // the keys are tried
}

func remove(names ...string) func(*testing.T, string) {
	return func(t *testing.T, dir string) {
		for _, n := range names {
			if _, err := os.Lstat(filepath.Join(dir, n)); err != nil {
				t.Fatal(err)
			}
			if err := os.RemoveAll(filepath.Join(dir, n)); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func write(name, data string) func(*testing.T, string) {
	return func(t *testing.T, dir string) {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(data), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// edit replaces the last place where old stands in a file.
func edit(name, old, replacement string) func(*testing.T, string) {
	return func(t *testing.T, dir string) {
		raw, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		i := bytes.LastIndex(raw, []byte(old))
		if i < 0 {
			t.Fatalf("%s: no %q in it", name, old)
		}
		raw = slices.Concat(raw[:i], []byte(replacement), raw[i+len(old):])
		if err := os.WriteFile(filepath.Join(dir, name), raw, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func flipByte(name string, fromEnd int) func(*testing.T, string) {
	return func(t *testing.T, dir string) {
		raw, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		raw[len(raw)-fromEnd] ^= 1
		if err := os.WriteFile(filepath.Join(dir, name), raw, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func modes(mode fs.FileMode, names ...string) func(*testing.T, string) {
	return func(t *testing.T, dir string) {
		for _, n := range names {
			if err := os.Chmod(filepath.Join(dir, n), mode); err != nil {
				t.Fatal(err)
			}
		}
	}
}

var year = time.Now().UTC().Format("2006")

// dropLines removes lines from the end of the journal.
func dropLines(n int) func(*testing.T, string) {
	return func(t *testing.T, dir string) {
		names, err := filepath.Glob(filepath.Join(dir, "content", journalDir, "*.jsonl"))
		if err != nil || len(names) != 1 {
			t.Skipf("the journal has %d files, which happens on the last day of a year", len(names))
		}
		raw, err := os.ReadFile(names[0])
		if err != nil {
			t.Fatal(err)
		}
		lines := bytes.SplitAfter(raw, []byte("\n"))
		if err := os.WriteFile(names[0], bytes.Join(lines[:len(lines)-1-n], nil), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

var damages = []damage{
	{name: "nothing", do: func(*testing.T, string) {}, mended: true, keys: true},
	{name: "settings", do: edit("akta.toml", "\nauthority = ", "\nautority = "), want: []string{"akta.toml: strict mode"}},
	{name: "no settings", do: remove("akta.toml"), want: []string{"akta.toml: "}},
	{name: "key lost", do: remove(".akta/keys/seal.key"), want: []string{".akta/keys: "}, keys: true},
	{name: "all keys lost", do: remove(".akta/keys"), want: []string{".akta/keys: missing: nothing can be sealed or released; restore .akta from a backup"}, keys: true},
	{name: "wrong password", do: write(".akta/password", "wrong\n"), want: []string{".akta/keys: "}, keys: true},
	{name: "trust lost", do: remove("bundles/trust.json"), want: []string{"bundles/trust.json: ", "tsr: not a timestamp of a line of that day: no trust.json"}},
	{name: "trust cut", do: write("bundles/trust.json", "{"), want: []string{"bundles/trust.json: ", "tsr: not a timestamp"}},
	{name: "case.md damaged", do: edit("content/a/case.md", "title:", "titel:"), want: []string{"content/a/case.md: case \"a\": case.md: "}},
	{name: "case.md of another law's history", do: edit("content/a/case.md", "event: extend", "event: reopen"), want: []string{"content/a/case.md: ", "does not name events of case a: reopen:2026-03-05"}},
	{name: "case.md lost", do: remove("content/a/case.md"), want: []string{"content/a/case.md: missing: the case was there (open on "}},
	{name: "case lost", do: remove("content/b"), want: []string{"content/b: missing: the case was there (open on "}},
	{name: "case with bundles lost", do: remove("content/a"), want: []string{"content/a: missing: the case has bundles; restore it from a backup"}},
	{name: "plan damaged", do: edit("content/b/plan.json", `"kind"`, `"kin"`), want: []string{"content/b/plan.json: case \"b\": plan.json: "}},
	{name: "plan lost", do: remove("content/b/plan.json"), want: []string{"content/b/plan.json: "}},
	{name: "plan emptied", do: write("content/b/plan.json", `{"format":"https://github.com/akta-foi/akta/plan/v1","documents":[],"redactions":[]}`),
		want: []string{"does not name the plan of case b as it is", "content/b/plan.json: does not list d1, which the case has (add on "}},
	{name: "plan of before", do: func(t *testing.T, dir string) {
		raw, err := (&Plan{Format: formatPlan}).marshal()
		if err != nil {
			t.Fatal(err)
		}
		write("content/b/plan.json", string(raw))(t, dir)
	}, want: []string{"content/b/plan.json: does not list d1", "content/b/plan.json: as it was before (open on "}},
	{name: "plan changed", do: edit("content/a/plan.json", `"reviewed": false`, `"reviewed": true`), mended: true,
		want: []string{"content/journal: does not name the plan of case a as it is, which has changed since (event on "}},
	{name: "document lost", do: remove("content/b/documents/three.txt"), want: []string{"content/b/documents/three.txt: missing: d1 of the plan; restore it from a backup"}},
	{name: "sealed document lost", do: remove("content/a/documents/one.txt"),
		want: []string{"content/a/documents/one.txt: missing: d1 of the plan; restore it from a backup, or copy it from bundles/a/s1/data/d1/original.txt"}},
	{name: "document changed", do: write("content/b/documents/three.txt", "Something else."), want: []string{"content/b/documents/three.txt: not the file that was added as d1 (add on "}},
	{name: "sealed document changed", do: write("content/a/documents/two.txt", "Something else."), want: []string{"content/a/documents/two.txt: not the file that was sealed as d2 in s2; restore"}},
	{name: "corrections damaged", do: write("content/a/corrections/d1.txt", "nonsense"), want: []string{"content/a/corrections/d1.txt: "}},
	{name: "seal changed", do: flipByte("bundles/a/s1/data/d1/original.txt", 3), want: []string{`bundles/a/s1: does not verify; "akta verify bundles/a/s1" says why`}},
	{name: "newest seal lost", do: remove("bundles/a/s2"), want: []string{"bundles/a/s2: missing (seal on "}},
	{name: "older seal lost", do: remove("bundles/a/s1"), want: []string{"bundles/a/s1: missing (seal on "}},
	{name: "seals lost without a journal", do: func(t *testing.T, dir string) { remove("bundles/a/s1", "content/journal")(t, dir) },
		want: []string{"bundles/a/s1: missing: the numbers of a case have no gaps", "does not name the opening of case a", "documents of case a: d1, d2", "seals of case a: s2", "releases of case a: r1, r2", "the opening of case b", "documents of case b: d1", "the making of the office", "the site that was published last"}},
	{name: "release changed", do: flipByte("bundles/a/r1.zip", 300), want: []string{"bundles/a/r1.zip: "}},
	{name: "newest release lost", do: remove("bundles/a/r2.zip"), want: []string{"bundles/a/r2: missing (release on "}},
	{name: "release exchanged", do: func(t *testing.T, dir string) {
		raw, err := os.ReadFile(filepath.Join(dir, "bundles/a/r1.zip"))
		if err != nil {
			t.Fatal(err)
		}
		write("bundles/a/r2.zip", string(raw))(t, dir)
	}, want: []string{"bundles/a/r2.zip: does not verify"}},
	{name: "log changed", do: flipByte("bundles/log/tile/entries/000.p/4", 30), want: []string{"bundles/log: "}},
	{name: "log lost", do: remove("bundles/log"), want: []string{"bundles/log: "}},
	{name: "published checkpoint of another log", do: write(".akta/published-checkpoint", "nonsense"), want: []string{".akta/published-checkpoint: checkpoint: ", "does not name the site that was published last"}},
	{name: "published checkpoint lost", do: remove(".akta/published-checkpoint"), want: []string{".akta/published-checkpoint: missing: a site was published (publish on "}},
	{name: "journal changed", do: edit("content/journal/"+year+".jsonl", `"action":"seal"`, `"action":"save"`),
		want: []string{"content/journal/" + year + ".jsonl: line 7: its sum does not fit", "does not name seals of case a: s2"}},
	{name: "journal lost", do: remove("content/journal"), mended: true,
		want: []string{"the opening of case a", "documents of case a", "seals of case a", "releases of case a", "the opening of case b", "documents of case b", "the making of the office", "the site that was published last"}},
	{name: "journal's last lines lost", do: dropLines(6), mended: true,
		want: []string{"does not name seals of case a: s2", "releases of case a: r2", "events of case a: extend:2026-03-05", "the opening of case b", "documents of case b: d1", "the site that was published last"}},
	{name: "journal torn", do: func(t *testing.T, dir string) {
		names, err := filepath.Glob(filepath.Join(dir, "content", journalDir, "*.jsonl"))
		if err != nil || len(names) == 0 {
			t.Fatal(names, err)
		}
		info, err := os.Stat(names[len(names)-1])
		if err != nil {
			t.Fatal(err)
		}
		if err := os.Truncate(names[len(names)-1], info.Size()-20); err != nil {
			t.Fatal(err)
		}
	}, mended: true, want: []string{"a crash cut it off after ", "does not name the site that was published last"}},
	{name: "modes", do: func(t *testing.T, dir string) {
		modes(0o755, "content", "content/a", "bundles/a/s1", ".akta")(t, dir)
		modes(0o644, "content/a/case.md", "content/a/documents/one.txt", ".akta/keys/seal.key", "content/journal/"+year+".jsonl")(t, dir)
	}, mended: true, want: []string{
		".akta: private, and open to others (mode 0755)", "content: private, and open to others (mode 0755), as are 4 more in it; chmod -R go-rwx content",
		"bundles/a/s1: private, and open to others", ".akta/keys: private, and .akta/keys/seal.key in it is open to others (mode 0644)"}},
	{name: "leftovers", do: func(t *testing.T, dir string) {
		write("bundles/a/.s3.tmp/data/x", "half")(t, dir)
		write("content/a/.case.md.123.tmp", "half")(t, dir)
		write("content/a/documents/.adding.tmp", "half")(t, dir)
		write("site/.addresses.txt.123.tmp", "half")(t, dir)
		write("bundles/a/r1.waiting.zip", "done")(t, dir)
		if err := os.MkdirAll(filepath.Join(dir, "content/c/documents"), 0o700); err != nil {
			t.Fatal(err)
		}
	}, mended: true, want: []string{"bundles/a/.s3.tmp: left by a run that was killed", "content/a/.case.md.123.tmp: ", "content/a/documents/.adding.tmp: ", "site/.addresses.txt.123.tmp: ", "bundles/a/r1.waiting.zip: has its approvals, and is r1.zip by now", "content/c: left by a run that was killed: an empty case"}},
	{name: "a folder without case.md", do: write("content/c/documents/x.txt", "kept"), want: []string{"content/c: holds files, and no case.md"}},
}

// TestFsck copies an office, damages each kind of thing, and asserts what is
// told; repairs lose nothing, and what they mend is mended.
func TestFsck(t *testing.T) {
	o := fsckOffice(t)
	for _, d := range damages {
		t.Run(d.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "restored")
			copyFolder(t, dir, o.Dir)
			if !d.keys {
				if err := os.Remove(filepath.Join(dir, stateDir, passwordFile)); err != nil {
					t.Fatal(err)
				}
			}
			d.do(t, dir)
			before := snapshot(t, dir)
			c := fsckOf(t, dir, false)
			told := faults(c)
			for _, want := range d.want {
				if !slices.ContainsFunc(told, func(s string) bool { return strings.Contains(s, want) }) {
					t.Errorf("nothing says %q:\n%s", want, strings.Join(told, "\n"))
				}
			}
			for _, s := range told {
				if !slices.ContainsFunc(d.want, func(want string) bool { return strings.Contains(s, want) }) {
					t.Errorf("not expected: %s", s)
				}
			}
			if c.OK() != (len(d.want) == 0) {
				t.Errorf("OK is %v", c.OK())
			}
			if after := snapshot(t, dir); !slices.Equal(before, after) {
				t.Errorf("a check without repairs has changed something:\n%q\n%q", before, after)
			}
			c = fsckOf(t, dir, true)
			if c.OK() != d.mended {
				t.Errorf("after the repair: OK is %v: %q", c.OK(), faults(c))
			}
			for _, lost := range missingFrom(snapshot(t, dir), before) {
				if !strings.Contains(lost, ".tmp") && !strings.Contains(lost, "waiting") && !strings.Contains(lost, "content/c") && !strings.Contains(lost, ".jsonl") {
					t.Errorf("the repair lost %s", lost)
				}
			}
			again := fsckOf(t, dir, false)
			if again.OK() != d.mended {
				t.Errorf("after the repair, checked again: %q", faults(again))
			}
			if d.mended {
				for _, f := range again.Faults {
					t.Errorf("told again: %+v", f)
				}
			}
		})
	}
}

// TestFsckMarksWhatItFound: what the journal did not name is told to be found.
func TestFsckMarksWhatItFound(t *testing.T) {
	o := fsckOffice(t)
	remove("content/journal")(t, o.Dir)
	if c, err := Fsck(t.Context(), o.Dir, FsckOptions{Repair: true, Actor: "Auditor"}); err != nil || !c.OK() {
		t.Fatalf("%v, %+v", err, c)
	}
	entries, err := o.JournalEntries(JournalOptions{})
	if err != nil || len(entries) != 8 {
		t.Fatalf("%d lines, %v", len(entries), err)
	}
	for _, e := range entries {
		if !e.Found || e.Actor != "Auditor" {
			t.Errorf("%+v", e)
		}
	}
	i := slices.IndexFunc(entries, func(e journal.Entry) bool { return e.Action == actSeal })
	if i < 0 || len(entries[i].Objects) != 2 || entries[i].Objects[0].Digest == nil {
		t.Errorf("no seals with their digests: %+v", entries)
	}
}

// TestFsckOlderLog: a log from an older backup does not hold the newest
// bundles, and does not reach what was published.
func TestFsckOlderLog(t *testing.T) {
	o := newTestOffice(t, filepath.Join(fixtures, "cs-posta-zadost.txt"))
	old := filepath.Join(t.TempDir(), "log")
	copyFolder(t, old, o.LogDir())
	o.release(t)
	if err := o.RecordPublished(); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(o.LogDir()); err != nil {
		t.Fatal(err)
	}
	copyFolder(t, o.LogDir(), old)
	told := faults(fsckOf(t, o.Dir, false))
	for _, want := range []string{
		"bundles/a/r1.zip: release.sigstore.json: its entry is not in the log: the log is older than the bundle",
		".akta/published-checkpoint: log \"log.lhotka.example\": 1 entries, and 2 were published: the newest are missing",
	} {
		if !slices.ContainsFunc(told, func(s string) bool { return strings.Contains(s, want) }) {
			t.Errorf("nothing says %q:\n%s", want, strings.Join(told, "\n"))
		}
	}
	if len(told) != 2 {
		t.Errorf("%q", told)
	}
}

// TestRecordCleansTheActor: what somebody calls themselves never keeps work
// from being written down.
func TestRecordCleansTheActor(t *testing.T) {
	o := newTestOffice(t, filepath.Join(fixtures, "cs-posta-zadost.txt"))
	o.Actor = "  Eva\n\xff" + strings.Repeat("ž", 300)
	if err := o.record(actDecide, "a"); err != nil {
		t.Fatal(err)
	}
	last, err := o.JournalEntries(JournalOptions{Last: 1})
	if err != nil || !strings.HasPrefix(last[0].Actor, "Eva ž") || len(last[0].Actor) > maxOfficerName {
		t.Errorf("%+v, %v", last, err)
	}
	var e journal.Entry
	e.Action = "not a code"
	if err := o.recordEntry(e); err == nil || !strings.Contains(err.Error(), `done, but not written down ("akta fsck --repair" does)`) {
		t.Errorf("%v", err)
	}
}

func fsckOf(t *testing.T, dir string, repair bool) *Checkup {
	t.Helper()
	c, err := Fsck(context.Background(), dir, FsckOptions{Repair: repair, Progress: func(bundles.Event) {}})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func faults(c *Checkup) []string {
	var out []string
	for _, f := range c.Faults {
		out = append(out, f.Where+": "+f.Problem+"; "+f.Do)
	}
	return out
}

// snapshot lists all files with modes and contents, but for the locks.
func snapshot(t *testing.T, dir string) []string {
	t.Helper()
	var out []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.Name() == "lock" || d.Name() == "journal.lock" {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		line := path + " " + info.Mode().Type().String()
		if info.Mode().IsRegular() {
			sum, err := fileDigest(path)
			if err != nil {
				return err
			}
			line += " " + sum.String()
		}
		out = append(out, line)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func missingFrom(have, want []string) (out []string) {
	for _, w := range want {
		if !slices.Contains(have, w) {
			out = append(out, w)
		}
	}
	return out
}

// copyFolder copies a folder with its modes.
func copyFolder(t *testing.T, to, from string) {
	t.Helper()
	err := filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		target := to + strings.TrimPrefix(path, from)
		if d.IsDir() {
			return os.Mkdir(target, info.Mode().Perm())
		}
		raw, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return os.WriteFile(target, raw, info.Mode().Perm())
	})
	if err != nil {
		t.Fatal(err)
	}
}
