package bundles_test

import (
	"bytes"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/bundles/bundlestest"
)

// publicFiles are releases as they are published, as folders and as a ZIP.
func publicFiles(t testing.TB, s *bundlestest.Sample, releases ...string) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	for _, r := range releases {
		f := readFiles(t, s.Path(r))
		for n, data := range f {
			out["site/"+r+"/"+n] = data
		}
		out["site/"+r+".zip"] = f.zip(t)
	}
	return out
}

func TestReleasesGiveNothingAway(t *testing.T) {
	o := bundlestest.NewOffice(t)
	s := bundlestest.NewSample(t, o, "2026-1")
	s.WriteRelease(t, "r3")
	sealed := []string{s.Path("s1"), s.Path("s2")}
	for _, releases := range [][]string{{"r1"}, {"r2"}, {"r3"}, {"r1", "r2"}, {"r1", "r3"}, {"r1", "r2", "r3"}} { // alone, and their unions
		bundlestest.CheckNoLeak(t, sealed, publicFiles(t, s, releases...))
	}
	for n, data := range readFiles(t, o.LogDir) {
		bundlestest.CheckNoLeak(t, sealed, map[string][]byte{n: data})
	}
}

// TestLeakSearchFindsPlants is the negative control: each plant must be found,
// in two of six spellings, or with AKTA_TAMPER=all in all of them.
func TestLeakSearchFindsPlants(t *testing.T) {
	o := bundlestest.NewOffice(t)
	s := bundlestest.NewSample(t, o, "2026-1")
	private := readFiles(t, s.Path("s1"))
	sealed, err := bundles.OpenSealed(s.Path("s1"))
	if err != nil {
		t.Fatal(err)
	}
	defer sealed.Close()
	d1, err := sealed.Document("d1")
	if err != nil {
		t.Fatal(err)
	}
	plants := map[string][]byte{}
	proof, err := bundles.ParseProof(readFiles(t, s.Path("r1"))["proof.json"])
	if err != nil {
		t.Fatal(err)
	}
	for i, v := range proof.Seals[0].Documents[0].Views {
		seeds := d1.SeedsInPlace(i, v.Hidden)
		for at := 0; at < len(seeds); at += 32 {
			if !bytes.Equal(seeds[at:at+32], v.Items[at:at+32]) && plants["seed in "+v.View] == nil {
				plants["seed in "+v.View] = seeds[at : at+32]
			}
		}
		if plants["seed in "+v.View] == nil {
			t.Fatalf("nothing is hidden in %s", v.View)
		}
	}
	var secret struct {
		BagKey    bundles.Hash `json:"bag_key"`
		Documents []struct{ Seed bundles.Hash }
	}
	if err := json.Unmarshal(private["data/secret.json"], &secret); err != nil {
		t.Fatal(err)
	}
	plants["bag key"], plants["document seed"] = secret.BagKey[:], secret.Documents[0].Seed[:]
	for name, data := range map[string][]byte{"original": private["data/d1/original.txt"], "text.json": private["data/d1/text.json"],
		"header": private["data/d4/header.json"], "manifest": private["manifest-sha256.txt"], "name": []byte("Vendelín"), "text": []byte(strings.Join(d1.Text, ""))} {
		a, b, c, d := sha256.Sum256(data), sha512.Sum512(data), sha1.Sum(data), md5.Sum(data)
		plants["SHA-256 of "+name], plants["SHA-512 of "+name], plants["SHA-1 of "+name], plants["MD5 of "+name] = a[:], b[:], c[:], d[:]
	}
	public := publicFiles(t, s, "r1", "r2")
	for i, what := range slices.Sorted(maps.Keys(plants)) {
		plant := plants[what]
		spellings := map[string][]byte{
			"raw": plant, "hex": []byte(hex.EncodeToString(plant)), "upper hex": []byte(strings.ToUpper(hex.EncodeToString(plant))),
			"base64": []byte(base64.StdEncoding.EncodeToString(plant)), "shifted base64": []byte(base64.URLEncoding.EncodeToString(append([]byte("x"), plant...))),
			"short hex": []byte(hex.EncodeToString(plant[:8])),
		}
		for j, spelling := range slices.Sorted(maps.Keys(spellings)) {
			data := spellings[spelling]
			if (i+j)%sampled(3, 1) != 0 {
				continue
			}
			planted := maps.Clone(public)
			planted["site/style.css"] = slices.Concat([]byte("body{} /* "), data, []byte(" */"))
			leaks, err := bundlestest.FindLeaks([]string{s.Path("s1")}, planted)
			if err != nil {
				t.Fatal(err)
			}
			if len(leaks) == 0 || !strings.Contains(strings.Join(leaks, "\n"), "site/style.css") {
				t.Errorf("%s in %s is not found: %q", what, spelling, leaks)
			}
		}
	}
	sum := sha256.Sum256(private["data/d1/original.txt"])
	public["site/"+hex.EncodeToString(sum[:])+".html"] = nil
	if leaks, err := bundlestest.FindLeaks([]string{s.Path("s1")}, public); err != nil || len(leaks) == 0 {
		t.Errorf("a digest in a file's name is not found (%v)", err)
	}
}

// TestLeakSearchAllowsWhatIsPublic: a file released whole has a public digest.
func TestLeakSearchAllowsWhatIsPublic(t *testing.T) {
	o := bundlestest.NewOffice(t)
	s := bundlestest.NewSample(t, o, "2026-1")
	public := publicFiles(t, s, "r1")
	sum := sha256.Sum256(readFiles(t, s.Path("s1"))["data/d3/original.gz"])
	public["index.html"] = []byte(hex.EncodeToString(sum[:]))
	bundlestest.CheckNoLeak(t, []string{s.Path("s1")}, public)
	leaks, err := bundlestest.FindLeaks([]string{s.Path("s1")}, map[string][]byte{"index.html": public["index.html"]})
	if err != nil || len(leaks) != 1 {
		t.Errorf("the digest of a file that is not public: %q, %v; want one leak", leaks, err)
	}
}
