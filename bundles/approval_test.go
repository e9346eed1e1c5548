package bundles_test

import (
	"bytes"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/bundles/bundlestest"
)

// secondApprover adds another approver's key to the office's trust.
func secondApprover(t testing.TB, o *bundlestest.Office) bundles.Evidence {
	t.Helper()
	ev := o.Approval()
	ev.Signer = bundlestest.KeySigner{Key: bundlestest.FixedKey(t, "second approver")}
	id, err := bundles.KeyID(ev.Signer.PublicKey())
	if err != nil {
		t.Fatal(err)
	}
	k := o.Trust.Keys[1]
	k.KeyID, k.Name, k.PublicKey = id, "Ctirad Souhlasící", bundlestest.SPKI(t, ev.Signer.PublicKey())
	o.Trust.Keys = append(o.Trust.Keys, k)
	return ev
}

func TestApprove(t *testing.T) {
	o := bundlestest.NewOffice(t)
	second := secondApprover(t, o)
	s := bundlestest.NewSmallSample(t, o, "2026-1")
	before := readFiles(t, s.Path("r1"))
	if err := bundles.Approve(t.Context(), s.Path("r1"), second); err != nil {
		t.Fatal(err)
	}
	after := readFiles(t, s.Path("r1"))
	for n, data := range before {
		if n != "tagmanifest-sha256.txt" && !bytes.Equal(after[n], data) {
			t.Errorf("%s changed", n)
		}
	}
	var added []string
	for _, n := range after.names() {
		if before[n] == nil {
			added = append(added, strings.TrimPrefix(n, "release.approval-2."))
		}
	}
	if strings.Join(added, " ") != "sig sigstore.json timestamp-1.tsr timestamp-2.tsr tlog-proof" {
		t.Errorf("added: %q", added)
	}
	twice := changedTrust(t, o, func(r *bundles.Trust) { r.Require.Approvals = 2 })
	v := bothVerdicts(t, s.Path("r1"), bundles.VerifyOptions{Trust: twice})
	allHold(t, v)
	says(t, v.Signer, "approval 2: signed by Ctirad Souhlasící for "+o.Authority)
	v = wantCode(t, "one approval of two", before, bundles.VerifyOptions{Trust: twice}, bundles.CodeUnconfirmed)
	says(t, v.Signer, "1 of 2 required approvals: somebody other than the redactor has yet to approve this release")
	if v.Signer.Status != bundles.Unconfirmed || v.Integrity.Status != bundles.Holds || v.Completeness.Status != bundles.Holds {
		t.Errorf("one approval of two: %+v", v)
	}
	r, err := bundles.OpenReleased(s.Path("r1"))
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	checks, err := r.Approvals(o.Trust)
	if err != nil || len(checks) != 2 || checks[1].Signer.Status != bundles.Holds || checks[1].KeyID != o.Trust.Keys[2].KeyID {
		t.Errorf("approvals %+v, %v", checks, err)
	}
}

// TestApproveRefuses: nothing is signed or logged, and nothing is written.
func TestApproveRefuses(t *testing.T) {
	o := bundlestest.NewOffice(t)
	s := bundlestest.NewSmallSample(t, o, "2026-1")
	entries := o.Log.Size()
	stranger := o.Approval()
	stranger.Signer = bundlestest.KeySigner{Key: bundlestest.FixedKey(t, "a stranger")}
	good := readFiles(t, s.Path("r1"))
	for what, c := range map[string]struct {
		ev    bundles.Evidence
		fact  string
		files bagFiles
	}{
		"the same key":       {o.Approval(), "has approved this release already", good},
		"the redactor's key": {o.Evidence(), `does not list it with the role "approve"`, good},
		"a stranger's key":   {stranger, "does not list it", good},
		"a changed release":  {o.Approval(), "it does not verify", withoutApprovals(good).with("data/s1/d1/text.txt", []byte("another")).rebagged()},
		"no release":         {o.Approval(), "missing", good.with("release.json", nil)},
		"a seal":             {o.Approval(), "missing", readFiles(t, s.Path("s1"))},
	} {
		dir := c.files.write(t)
		if err := bundles.Approve(t.Context(), dir, c.ev); err == nil || !strings.Contains(err.Error(), c.fact) {
			t.Errorf("%s: %v, want %q", what, err, c.fact)
		}
		if left := readFiles(t, dir); !maps.EqualFunc(left, c.files, bytes.Equal) {
			t.Errorf("%s: the bag changed", what)
		}
		if beside, err := os.ReadDir(filepath.Dir(dir)); err != nil || len(beside) != 1 {
			t.Errorf("%s: %v is left, %v", what, beside, err)
		}
	}
	zip := filepath.Join(t.TempDir(), "r1.zip")
	if err := bundles.Pack(s.Path("r1"), zip); err != nil {
		t.Fatal(err)
	}
	if err := bundles.Approve(t.Context(), zip, o.Approval()); err == nil || !strings.Contains(err.Error(), "unpack the release first") {
		t.Errorf("a ZIP: %v", err)
	}
	if o.Log.Size() != entries {
		t.Errorf("refused approvals left %d entries in the log", o.Log.Size()-entries)
	}
}

// write writes a bag as a folder of its own.
func (f bagFiles) write(t testing.TB) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "r1")
	for n, data := range f {
		name := filepath.Join(dir, filepath.FromSlash(n))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func withoutApprovals(f bagFiles) bagFiles { return f.replace("release.approval-", nil).rebagged() }

// TestRedactorCannotApprove: also where the redactor's key may approve others'.
func TestRedactorCannotApprove(t *testing.T) {
	o := bundlestest.NewOffice(t)
	o.Trust.Keys[0].Roles = append(o.Trust.Keys[0].Roles, bundles.RoleApprove)
	s := bundlestest.NewSmallSample(t, o, "2026-1")
	if err := bundles.Approve(t.Context(), s.Path("r1"), o.Evidence()); err == nil || !strings.Contains(err.Error(), "the redactor's key: another person has to approve") {
		t.Errorf("approved by the redactor: %v", err)
	}
	f := readFiles(t, s.Path("r1"))
	v := wantCode(t, "approved by the redactor", withApproval(t, o, f, 2, o.Signer, nil), bundles.VerifyOptions{Trust: o.Trust}, bundles.CodeFalse)
	says(t, v.Signer, "approval 2: by the redactor's own key")
}

// withApproval is f with an approval of its release, which is edited first.
func withApproval(t testing.TB, o *bundlestest.Office, f bagFiles, n int, signer bundles.Signer, edit func(st *bundles.Statement)) bagFiles {
	t.Helper()
	r, err := bundles.ParseRelease(f["release.json"])
	if err != nil {
		t.Fatal(err)
	}
	st := approvalOf(f["release.json"], r)
	if edit != nil {
		edit(&st)
	}
	sig, err := bundles.Sign(t.Context(), st, signer, o.Timestampers, o.Log)
	if err != nil {
		t.Fatal(err)
	}
	prefix := "release.approval-" + itoa(int64(n))
	return f.replace(prefix+".", bundles.SignatureMembers(prefix, sig)).rebagged()
}

// TestBadApprovals: an approval that fails makes the verdict false, whatever
// else is there.
func TestBadApprovals(t *testing.T) {
	o := bundlestest.NewOffice(t)
	second := secondApprover(t, o)
	s := bundlestest.NewSmallSample(t, o, "2026-1")
	other := bundlestest.NewSmallSample(t, o, "2026-2")
	f, g := readFiles(t, s.Path("r1")), readFiles(t, other.Path("r1"))
	foreign := map[string][]byte{}
	renamed := map[string][]byte{}
	for n, data := range g {
		if strings.HasPrefix(n, "release.approval-1.") {
			foreign[n] = data
		}
	}
	for n, data := range f {
		if rest, ok := strings.CutPrefix(n, "release.approval-1."); ok {
			renamed["release.approval-3."+rest] = data
		}
	}
	stranger := bundlestest.KeySigner{Key: bundlestest.FixedKey(t, "a stranger")}
	with := func(n int, signer bundles.Signer, edit func(st *bundles.Statement)) bagFiles {
		return withApproval(t, o, f, n, signer, edit)
	}
	many := f
	for n := 2; n <= 17; n++ {
		many = many.with("release.approval-"+itoa(int64(n))+".sigstore.json", f["release.approval-1.sigstore.json"])
	}
	for what, bad := range map[string]bagFiles{
		"the same key twice":          with(2, o.Approver, nil),
		"a key nobody lists":          with(2, stranger, nil),
		"a number left out":           f.replace("release.approval-", renamed).rebagged(),
		"an approval of another":      f.replace("release.approval-", foreign).rebagged(),
		"seventeen":                   many.rebagged(),
		"no bundle":                   f.with("release.approval-1.sigstore.json", nil).rebagged(),
		"another digest":              with(1, o.Approver, func(st *bundles.Statement) { st.Digest[0] ^= 1 }),
		"another subject":             with(1, o.Approver, func(st *bundles.Statement) { st.Name = "release.txt" }),
		"the redactor's statement":    with(2, second.Signer, func(st *bundles.Statement) { st.PredicateType = bundles.PredicateRelease }),
		"the statement of a seal":     with(2, second.Signer, func(st *bundles.Statement) { st.PredicateType = bundles.PredicateSeal }),
		"a predicate of another":      with(2, second.Signer, func(st *bundles.Statement) { st.Predicate = []byte(`{"release":"r2"}`) }),
		"a release key that approves": with(2, o.Signer, nil),
	} {
		wantCode(t, what, bad, bundles.VerifyOptions{Trust: o.Trust}, bundles.CodeFalse)
	}
	v := wantCode(t, "stripped", withoutApprovals(f), bundles.VerifyOptions{Trust: o.Trust}, bundles.CodeUnconfirmed)
	says(t, v.Signer, "0 of 1 required approvals")
	none := changedTrust(t, o, func(r *bundles.Trust) { r.Require.Approvals = 0 })
	wantCode(t, "stripped, and none required", withoutApprovals(f), bundles.VerifyOptions{Trust: none}, bundles.CodeHolds)
	wantCode(t, "a second good one", with(2, second.Signer, nil), bundles.VerifyOptions{Trust: o.Trust}, bundles.CodeHolds)
	// The redactor's signature cannot stand for an approval, nor the other way round.
	swapped := f.replace("release.", nil)
	for n, data := range f {
		if rest, ok := strings.CutPrefix(n, "release.approval-1."); ok {
			swapped["release."+rest] = data
		}
	}
	wantCode(t, "approval as the redactor's signature", swapped.rebagged(), bundles.VerifyOptions{Trust: o.Trust}, bundles.CodeFalse)
}

// TestApprovalWithoutTime: an approval with less evidence than the policy asks
// for does not count.
func TestApprovalWithoutTime(t *testing.T) {
	o := bundlestest.NewOffice(t)
	s := bundlestest.NewSmallSample(t, o, "2026-1")
	f := readFiles(t, s.Path("r1"))
	sig, err := bundles.WithoutTimestamps(f["release.approval-1.sigstore.json"], 0)
	if err != nil {
		t.Fatal(err)
	}
	stripped := f.replace("release.approval-", bundles.SignatureMembers("release.approval-1", sig)).rebagged()
	v := wantCode(t, "without timestamps", stripped, bundles.VerifyOptions{Trust: o.Trust}, bundles.CodeUnconfirmed)
	says(t, v.Time, "approval 1: 0 of 2 required timestamps")
	says(t, v.Signer, "0 of 1 required approvals")
}

// TestApproveAfterCrash: an exchange that was cut off is put right.
func TestApproveAfterCrash(t *testing.T) {
	o := bundlestest.NewOffice(t)
	second := secondApprover(t, o)
	s := bundlestest.NewSmallSample(t, o, "2026-1")
	want := readFiles(t, s.Path("r1"))
	// Between the two renames: the bag stands under its other name.
	if err := os.Rename(s.Path("r1"), s.Path(".r1.before.tmp")); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(s.Path(".r1.new.tmp"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := bundles.Approve(t.Context(), s.Path("r1"), o.Approval()); err == nil { // refused, and yet recovered
		t.Error("approved twice by one key")
	}
	if got := readFiles(t, s.Path("r1")); !maps.EqualFunc(got, want, bytes.Equal) {
		t.Error("the bag is not what it was before the crash")
	}
	// After the second one: the old bag is left.
	if err := os.Mkdir(s.Path(".r1.before.tmp"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := bundles.Approve(t.Context(), s.Path("r1"), second); err != nil {
		t.Fatal(err)
	}
	allHold(t, bothVerdicts(t, s.Path("r1"), bundles.VerifyOptions{Trust: o.Trust}))
	if left, err := filepath.Glob(s.Path(".*")); err != nil || len(left) != 0 {
		t.Errorf("%q is left, %v", left, err)
	}
}

// TestCosignVerifiesApproval: a stock tool checks who approved.
func TestCosignVerifiesApproval(t *testing.T) {
	cosign := bundlestest.Tool(t, "cosign")
	o := bundlestest.NewOffice(t)
	s := bundlestest.NewSmallSample(t, o, "2026-1")
	file := func(n string) string { return filepath.Join(s.Path("r1"), n) }
	args := []string{"--bundle", file("release.approval-1.sigstore.json"), "--trusted-root", file("trusted_root.json"), "--use-signed-timestamps"}
	approver := slices.Concat(args, []string{"--key", file("akta-2.pub")})
	for _, command := range [][]string{
		slices.Concat([]string{"verify-blob"}, approver),
		slices.Concat([]string{"verify-blob-attestation", "--type", bundles.PredicateApproval}, approver),
	} {
		if out := bundlestest.Run(t, cosign, append(command, file("release.json"))...); !strings.Contains(out, "Verified OK") {
			t.Errorf("cosign %s says %q", command[0], out)
		}
	}
	if out, err := exec.Command(cosign, slices.Concat([]string{"verify-blob"}, args, []string{"--key", file("akta.pub"), file("release.json")})...).CombinedOutput(); err == nil {
		t.Errorf("cosign accepts the approval under the redactor's key: %s", out)
	}
}

// FuzzApproval: whatever stands in the place of an approval's bundle, with the
// files made to fit, either is that approval or makes the verdict worse.
func FuzzApproval(f *testing.F) {
	o := bundlestest.NewSpareOffice(f)
	s := bundlestest.NewSmallSample(f, o, "fuzz")
	files := readFiles(f, s.Path("r1"))
	good := files["release.approval-1.sigstore.json"]
	f.Add(good, uint16(0), byte(0))
	f.Add(good, uint16(len(good)/2), byte(1))
	f.Add(files["release.sigstore.json"], uint16(0), byte(0))
	f.Fuzz(func(t *testing.T, data []byte, at uint16, mask byte) {
		if len(data) > 0 {
			data = flipped(data, int(at)%len(data), mask)
		}
		members := map[string][]byte{"release.approval-1.sigstore.json": data}
		if sig, err := bundles.ParseSignature(data); err == nil {
			members = bundles.SignatureMembers("release.approval-1", sig)
			if !bytes.Equal(sig.Marshal(), data) {
				t.Fatal("another spelling came back")
			}
		}
		v, err := files.replace("release.approval-", members).rebagged().verdict(t, bundles.VerifyOptions{Trust: o.Trust})
		if err != nil {
			t.Fatal(err)
		}
		if (v.Code == bundles.CodeHolds) != bytes.Equal(data, good) {
			t.Fatalf("verdict %d on %s", v.Code, data)
		}
	})
}
