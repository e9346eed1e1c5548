package bundles_test

import (
	"crypto/sha256"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/bundles/bundlestest"
)

// inMemory reads the files of a folder.
func inMemory(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		files[name], err = os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// TestOpenFiles: a bag in memory gets the verdict of the folder it was read from,
// also where a byte is changed.
func TestOpenFiles(t *testing.T) {
	o := bundlestest.NewOffice(t)
	s := bundlestest.NewSmallSample(t, o, "2026-1")
	files := inMemory(t, s.Path("r1"))
	verdict := func() *bundles.Verdict {
		b, err := bundles.OpenFiles(files)
		if err != nil {
			t.Fatal(err)
		}
		v, err := bundles.VerifyBag(t.Context(), b, bundles.VerifyOptions{Trust: o.Trust})
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	allHold(t, verdict())
	changed := files["data/s1/d1/text.txt"]
	changed[len(changed)/2] ^= 1
	if v := verdict(); v.Code != bundles.CodeFalse {
		t.Errorf("a changed word: code %d, want %d", v.Code, bundles.CodeFalse)
	}
}

func TestOpenFilesRefuses(t *testing.T) {
	for name, files := range map[string]map[string][]byte{
		"no bag":           {"release.json": nil},
		"nothing":          {},
		"hidden file":      {"bagit.txt": nil, ".DS_Store": nil},
		"step up":          {"bagit.txt": nil, "../x": nil},
		"absolute":         {"bagit.txt": nil, "/x": nil},
		"another alphabet": {"bagit.txt": nil, "čtení.txt": nil},
		"file and folder":  {"bagit.txt": nil, "data": nil, "data/s1/x": nil},
	} {
		if b, err := bundles.OpenFiles(files); !errors.Is(err, bundles.ErrUnusable) || b != nil {
			t.Errorf("%s: bag %v, error %v, want ErrUnusable", name, b, err)
		}
	}
}

// TestShown: what a release shows is its words and files, and nothing that is
// hidden.
func TestShown(t *testing.T) {
	o := bundlestest.NewOffice(t)
	s := bundlestest.NewSample(t, o, "2026-1")
	files := inMemory(t, s.Path("r1"))
	b, err := bundles.OpenFiles(files)
	if err != nil {
		t.Fatal(err)
	}
	r, err := bundles.ReleasedBag(b)
	if err != nil {
		t.Fatal(err)
	}
	list, err := r.Shown()
	if err != nil {
		t.Fatal(err)
	}
	texts, gaps, images, withheld := 0, 0, 0, 0
	for i, d := range list {
		rd := r.Release.Documents[i]
		folder := "data/" + rd.Seal + "/" + rd.ID + "/"
		if d.ID != rd.ID || d.Withheld != (rd.Withheld != "") {
			t.Errorf("document %d: %s, withheld %v", i, d.ID, d.Withheld)
		}
		if d.Withheld {
			withheld++
			if d.Text != nil || d.Images != nil || d.Facsimile != nil || d.Whole != nil {
				t.Errorf("%s: withheld, and shows something", d.ID)
			}
			continue
		}
		var words strings.Builder
		for j, p := range d.Text {
			if (p.Text == "") == (p.Ground == "") {
				t.Errorf("%s: piece %d is %+v: want words or a gap", d.ID, j, p)
			}
			if p.Ground != "" {
				gaps++
				words.WriteString("[" + r.Release.Ground(p.Ground).Label + "] ")
			}
			words.WriteString(p.Text)
		}
		if len(d.Text) > 0 {
			texts++
			want := strings.Join(strings.Fields(string(files[folder+"text.txt"])), " ")
			if got := strings.Join(strings.Fields(words.String()), " "); got != want {
				t.Errorf("%s: words\n%s\nwant those of text.txt\n%s", d.ID, got, want)
			}
		}
		for _, img := range d.Images {
			images++
			name, _ := r.PageFile(rd.Seal, rd.ID, img.Page)
			if sha256.Sum256(files[name]) != img.SHA256 {
				t.Errorf("%s: page %d: not the digest of %s", d.ID, img.Page, name)
			}
		}
		if name, whole := r.WholeFile(rd.Seal, rd.ID); whole != (d.Whole != nil) || whole && *d.Whole != sha256.Sum256(files[name]) {
			t.Errorf("%s: whole file %v, want the digest of %s: %v", d.ID, d.Whole, name, whole)
		}
	}
	if texts == 0 || gaps < 2 || images == 0 || withheld != 1 {
		t.Errorf("%d texts with %d gaps, %d images, %d withheld: the sample proves too little", texts, gaps, images, withheld)
	}
}

// TestReleasedBagRefuses: a sealed bag is no release.
func TestReleasedBagRefuses(t *testing.T) {
	o := bundlestest.NewOffice(t)
	s := bundlestest.NewSmallSample(t, o, "2026-1")
	b, err := bundles.OpenBag(s.Path("s1"))
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	if _, err := bundles.ReleasedBag(b); !errors.Is(err, bundles.ErrUnusable) {
		t.Errorf("error %v, want ErrUnusable", err)
	}
}
