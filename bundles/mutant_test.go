package bundles_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/bundles/bundlestest"
)

// bagFiles are a bundle's members by name.
type bagFiles map[string][]byte

func readFiles(t testing.TB, dir string) bagFiles {
	t.Helper()
	out := bagFiles{}
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, err := filepath.Rel(dir, p)
		if err != nil {
			return err
		}
		out[filepath.ToSlash(name)], err = os.ReadFile(p)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func (f bagFiles) names() []string { return slices.Sorted(maps.Keys(f)) }

// with is f with one member changed; nil removes it.
func (f bagFiles) with(name string, data []byte) bagFiles {
	out := maps.Clone(f)
	if data == nil {
		delete(out, name)
	} else {
		out[name] = data
	}
	return out
}

// replace is f without the members that begin with prefix, and with these. Of
// the redactor's signature an approval is no part.
func (f bagFiles) replace(prefix string, members map[string][]byte) bagFiles {
	out := maps.Clone(f)
	maps.DeleteFunc(out, func(name string, _ []byte) bool {
		return strings.HasPrefix(name, prefix) && name != "release.json" && (prefix != "release." || !strings.HasPrefix(name, "release.approval-"))
	})
	for n, data := range members {
		out[n] = data
	}
	return out
}

// rebagged is f with Payload-Oxum and both manifests made to fit, as anybody
// can do.
func (f bagFiles) rebagged() bagFiles {
	out := maps.Clone(f)
	var payload, tags bytes.Buffer
	size, count := 0, 0
	for _, n := range out.names() {
		if strings.HasPrefix(n, "data/") {
			fmt.Fprintf(&payload, "%x  %s\n", sha256.Sum256(out[n]), n)
			size += len(out[n])
			count++
		}
	}
	if _, ok := out["manifest-sha256.txt"]; ok {
		out["manifest-sha256.txt"] = payload.Bytes()
	}
	if head, _, ok := bytes.Cut(out["bag-info.txt"], []byte("Payload-Oxum: ")); ok {
		out["bag-info.txt"] = fmt.Appendf(bytes.Clone(head), "Payload-Oxum: %d.%d\n", size, count)
	}
	for _, n := range out.names() {
		if !strings.HasPrefix(n, "data/") && n != "tagmanifest-sha256.txt" {
			fmt.Fprintf(&tags, "%x  %s\n", sha256.Sum256(out[n]), n)
		}
	}
	if _, ok := out["tagmanifest-sha256.txt"]; ok {
		out["tagmanifest-sha256.txt"] = tags.Bytes()
	}
	return out
}

// verdict gives the verdict on f as a folder.
func (f bagFiles) verdict(t testing.TB, o bundles.VerifyOptions) (*bundles.Verdict, error) {
	b, err := bundles.NewMemoryBag(f)
	if err != nil {
		return nil, err
	}
	return bundles.VerifyBag(t.Context(), b, o)
}

// zip is the ZIP of f, or nil if f is no bag.
func (f bagFiles) zip(t testing.TB) []byte {
	t.Helper()
	b, err := bundles.NewMemoryBag(f)
	if err != nil {
		return nil
	}
	var out bytes.Buffer
	if err := b.WriteZIP(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func verdictOfZIP(t testing.TB, data []byte, o bundles.VerifyOptions) (*bundles.Verdict, error) {
	b, err := bundles.OpenZIP(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	return bundles.VerifyBag(t.Context(), b, o)
}

// zipMember is one member of a hand-made ZIP.
type zipMember struct {
	name string
	data []byte
}

func (f bagFiles) members() []zipMember {
	var out []zipMember
	for _, n := range f.names() {
		out = append(out, zipMember{n, f[n]})
	}
	return out
}

// handmadeZIP writes members in the bytes of SPEC 3.6, in whatever order and
// however often they are named. TestHandmadeZIP holds it against WriteZIP.
func handmadeZIP(members []zipMember) []byte {
	le := binary.LittleEndian
	var out, directory []byte
	for _, m := range members {
		shared := le.AppendUint16(nil, 20)
		shared = append(shared, 0, 0, 0, 0, 0, 0, 0x21, 0)
		shared = le.AppendUint32(shared, crc32.ChecksumIEEE(m.data))
		shared = le.AppendUint32(shared, uint32(len(m.data)))
		shared = le.AppendUint32(shared, uint32(len(m.data)))
		shared = le.AppendUint16(shared, uint16(len(m.name)))
		directory = append(append(directory, "PK\x01\x02\x14\x03"...), shared...)
		directory = append(directory, make([]byte, 8)...)
		directory = le.AppendUint32(directory, 0o100644<<16)
		directory = append(le.AppendUint32(directory, uint32(len(out))), m.name...)
		out = append(append(append(append(out, "PK\x03\x04"...), shared...), 0, 0), m.name...)
		out = append(out, m.data...)
	}
	end := le.AppendUint32([]byte("PK\x05\x06"), 0)
	end = le.AppendUint16(end, uint16(len(members)))
	end = le.AppendUint16(end, uint16(len(members)))
	end = le.AppendUint32(end, uint32(len(directory)))
	end = le.AppendUint32(end, uint32(len(out)))
	return slices.Concat(out, directory, end, []byte{0, 0})
}

// resigned is the release f after edit, signed again by the office: what a
// dishonest office could publish. Only the proof can stop it.
func resigned(t testing.TB, o *bundlestest.Office, f bagFiles, edit func(r *bundles.Release)) bagFiles {
	t.Helper()
	var r bundles.Release
	if err := json.Unmarshal(f["release.json"], &r); err != nil {
		t.Fatal(err)
	}
	r.Files = []bundles.FileDigest{}
	for _, n := range f.names() {
		switch {
		case strings.HasPrefix(n, "release."), strings.HasPrefix(n, "bag"), n == "manifest-sha256.txt", n == "tagmanifest-sha256.txt":
		default:
			r.Files = append(r.Files, bundles.FileDigest{Name: n, SHA256: sha256.Sum256(f[n])})
		}
	}
	if edit != nil {
		edit(&r)
	}
	data := bundles.MarshalCanonical(&r)
	return signedAs(t, o, f, data, &r)
}

// signedAs is f with data as its release.json, signed and approved by the
// office.
func signedAs(t testing.TB, o *bundlestest.Office, f bagFiles, data []byte, r *bundles.Release) bagFiles {
	t.Helper()
	sig := o.Sign(t, bundles.Statement{Name: "release.json", Digest: sha256.Sum256(data),
		PredicateType: bundles.PredicateRelease, Predicate: bundles.ReleasePredicate(r)})
	approval, err := bundles.Sign(t.Context(), approvalOf(data, r), o.Approver, o.Timestampers, o.Log)
	if err != nil {
		t.Fatal(err)
	}
	return f.replace("release.", bundles.SignatureMembers("release", sig)).with("release.json", data).
		replace("release.approval-", bundles.SignatureMembers("release.approval-1", approval)).rebagged()
}

// approvalOf is what an approver signs.
func approvalOf(data []byte, r *bundles.Release) bundles.Statement {
	return bundles.Statement{Name: "release.json", Digest: sha256.Sum256(data),
		PredicateType: bundles.PredicateApproval, Predicate: bundles.ReleasePredicate(r)}
}

// withProof is f with its proof edited.
func (f bagFiles) withProof(t testing.TB, edit func(p *bundles.Proof)) bagFiles {
	t.Helper()
	p, err := bundles.ParseProof(f["proof.json"])
	if err != nil {
		t.Fatal(err)
	}
	edit(p)
	return f.with("proof.json", bundles.MarshalCanonical(p))
}
