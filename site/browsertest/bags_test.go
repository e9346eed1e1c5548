package browsertest

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/akta-foi/akta/bundles"
)

// changedBags makes, of two releases in the folder releases, what check.test.mjs
// takes to the page "How to verify": good.zip, which was unpacked and packed again with manifests made again,
// and five that were changed. It returns their folder.
func changedBags(t *testing.T, releases string) string {
	t.Helper()
	out := t.TempDir()
	zips, err := filepath.Glob(filepath.Join(releases, "*-r1.zip"))
	if err != nil || len(zips) < 2 {
		t.Fatalf("%d releases in %s: %v", len(zips), releases, err)
	}
	// The one with a page image that has the most members.
	var chosen, image, text string
	most := 0
	for _, z := range zips {
		names := members(t, z)
		if i := slices.IndexFunc(names, func(n string) bool { return strings.HasSuffix(n, "/page-0001.png") }); i >= 0 && len(names) > most {
			most, chosen, image = len(names), z, names[i]
			text = names[slices.IndexFunc(names, func(n string) bool { return strings.HasSuffix(n, "/text.json") })]
		}
	}
	if chosen == "" {
		t.Fatalf("no release with a page image in %s", releases)
	}
	other := zips[0]
	if other == chosen {
		other = zips[1]
	}

	changed := func(name string, change func(dir string)) {
		dir := filepath.Join(t.TempDir(), "bag")
		ok(t, bundles.Unpack(chosen, dir))
		change(dir)
		ok(t, bundles.Pack(dir, filepath.Join(out, name)))
	}
	changed("good.zip", func(dir string) { manifests(t, dir) })
	changed("image.zip", func(dir string) { flip(t, filepath.Join(dir, image)) })
	changed("text.zip", func(dir string) {
		name := filepath.Join(dir, text)
		data := read(t, name)
		i := strings.Index(string(data), "Obec")
		if i < 0 {
			i = len(data) / 2
		}
		data[i] ^= 1
		ok(t, os.WriteFile(name, data, 0o644))
		manifests(t, dir)
	})
	changed("removed.zip", func(dir string) {
		ok(t, os.Remove(filepath.Join(dir, image)))
		manifests(t, dir)
	})
	changed("proof.zip", func(dir string) {
		elsewhere := filepath.Join(t.TempDir(), "bag")
		ok(t, bundles.Unpack(other, elsewhere))
		ok(t, os.WriteFile(filepath.Join(dir, "proof.json"), read(t, filepath.Join(elsewhere, "proof.json")), 0o644))
		manifests(t, dir)
	})
	data := read(t, chosen)
	ok(t, os.WriteFile(filepath.Join(out, "truncated.zip"), data[:len(data)*2/3], 0o644))
	return out
}

func members(t *testing.T, name string) []string {
	t.Helper()
	b, err := bundles.OpenBag(name)
	ok(t, err)
	defer b.Close()
	return b.Names()
}

// flip changes a bit in the middle of a file.
func flip(t *testing.T, name string) {
	t.Helper()
	data := read(t, name)
	data[len(data)/2] ^= 1
	ok(t, os.WriteFile(name, data, 0o644))
}

// manifests makes the two manifests of a bag again, so that its own sums are right.
func manifests(t *testing.T, dir string) {
	t.Helper()
	write := func(manifest string, in func(name string) bool) {
		var lines strings.Builder
		ok(t, fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !in(name) {
				return err
			}
			sum := sha256.Sum256(read(t, filepath.Join(dir, filepath.FromSlash(name))))
			fmt.Fprintf(&lines, "%s  %s\n", hex.EncodeToString(sum[:]), name)
			return nil
		}))
		ok(t, os.WriteFile(filepath.Join(dir, manifest), []byte(lines.String()), 0o644))
	}
	payload := func(name string) bool { return strings.HasPrefix(name, "data/") }
	write("manifest-sha256.txt", payload)
	write("tagmanifest-sha256.txt", func(name string) bool { return !payload(name) && name != "tagmanifest-sha256.txt" })
}

func read(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(name)
	ok(t, err)
	return data
}

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
