package bundlestest

import (
	"bytes"
	"crypto/hmac"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/json"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/akta-foi/akta/bundles"
)

// disclosure is what the releases among the public files show.
type disclosure struct {
	leaves  map[string][]bool // by case/seal/document/view
	headers map[string]bool   // by case/seal/document: its header is open
}

// newDisclosure reads every proof among the files.
func newDisclosure(files map[string][]byte) (*disclosure, error) {
	d := &disclosure{map[string][]bool{}, map[string]bool{}}
	for name, data := range files {
		if path.Base(name) != "proof.json" {
			continue
		}
		p, err := bundles.ParseProof(data)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		for _, s := range p.Seals {
			for _, doc := range s.Documents {
				d.add(doc)
			}
		}
	}
	return d, nil
}

func (d *disclosure) add(p bundles.DocumentProof) {
	id := p.Header.Case + "/" + p.Header.Seal + "/" + p.ID
	d.headers[id] = true
	for i, v := range p.Views {
		set := d.leaves[id+"/"+v.View]
		if set == nil {
			set = make([]bool, p.Header.Views[i].Leaves)
			d.leaves[id+"/"+v.View] = set
		}
		shown := slices.Repeat([]bool{true}, len(set))
		for _, r := range v.Hidden {
			clear(shown[r[0] : r[0]+r[1]])
		}
		for leaf, is := range shown {
			set[leaf] = set[leaf] || is
		}
	}
}

// secretValue is a value that opens leaves, or that nobody may see at all.
type secretValue struct {
	what  string
	view  *privateView // nil: it opens no leaf
	lo, n int
	may   bool // it may be public
}

// privateView is one view of a sealed document.
type privateView struct {
	name  string
	shown []bool // by the releases
	open  []bool // by what was found
}

type privateBag struct {
	index  *valueIndex
	values []secretValue
	views  []*privateView
}

// openPrivate indexes the secrets of a sealed bag.
func openPrivate(dir string, shown *disclosure, public map[string][]byte) (*privateBag, error) {
	s, err := bundles.OpenSealed(dir)
	if err != nil {
		return nil, err
	}
	defer s.Close()
	b, err := bundles.OpenBag(dir)
	if err != nil {
		return nil, err
	}
	defer b.Close()
	raw, err := b.Read("data/secret.json", 16<<20)
	if err != nil {
		return nil, err
	}
	var secret struct {
		BagKey    bundles.Hash `json:"bag_key"`
		Documents []struct {
			ID   string       `json:"id"`
			Seed bundles.Hash `json:"seed"`
		} `json:"documents"`
	}
	if err := json.Unmarshal(raw, &secret); err != nil {
		return nil, err
	}
	p := &privateBag{index: newValueIndex()}
	p.add(secret.BagKey[:], secretValue{what: "the key of the bag"})
	for _, d := range secret.Documents {
		doc, err := s.Document(d.ID)
		if err != nil {
			return nil, err
		}
		id := s.Commitment.Case + "/" + s.Commitment.Seal + "/" + d.ID
		p.add(d.Seed[:], secretValue{what: "the seed of document " + id})
		p.add(mac(d.Seed[:], "akta-header-salt/v1"), secretValue{what: "the salt of the header of " + id, may: shown.headers[id]})
		for _, v := range doc.Header.Views {
			view := &privateView{id + "/" + v.View, shown.leaves[id+"/"+v.View], make([]bool, v.Leaves)}
			if view.shown == nil {
				view.shown = make([]bool, v.Leaves)
			}
			if len(view.shown) != v.Leaves {
				return nil, fmt.Errorf("%s: %d leaves, the release says %d", view.name, v.Leaves, len(view.shown))
			}
			p.views = append(p.views, view)
			if v.Leaves > 0 {
				p.addNodes(view, 0, v.Leaves, mac(d.Seed[:], "akta-view/v1\x00"+v.View))
			}
		}
		p.addDigests("the text of "+id, []byte(strings.Join(doc.Text, "")), public)
		for i, leaf := range slices.Concat(doc.Text, doc.Meta) {
			view, at := id+"/"+bundles.ViewText, i
			if i >= len(doc.Text) {
				view, at = id+"/"+bundles.ViewMeta, i-len(doc.Text)
			}
			if leaf != "" && !p.shows(view, at) {
				p.addDigests(fmt.Sprintf("%q in %s", leaf, id), []byte(leaf), public)
				p.addDigests(fmt.Sprintf("%q in %s", leaf, id), []byte(strings.TrimSpace(leaf)), public)
			}
		}
		for n := range doc.Header.Pages() {
			page, err := doc.Page(n + 1)
			if err != nil {
				return nil, err
			}
			p.addDigests(fmt.Sprintf("the pixels of page %d of %s", n+1, id), page.Samples, public)
		}
	}
	for _, n := range b.Names() {
		if strings.HasPrefix(n, "data/") || strings.HasPrefix(n, "manifest") || strings.HasPrefix(n, "tagmanifest") {
			data, err := b.Read(n, 1<<30)
			if err != nil {
				return nil, err
			}
			p.addDigests(s.Commitment.Case+"/"+s.Commitment.Seal+"/"+n, data, public)
		}
	}
	return p, nil
}

func (p *privateBag) shows(view string, leaf int) bool {
	for _, v := range p.views {
		if v.name == view {
			return v.shown[leaf]
		}
	}
	return false
}

func (p *privateBag) add(value []byte, v secretValue) {
	p.index.add(value, len(p.values))
	p.values = append(p.values, v)
}

// mac is HMAC-SHA-256, by which all seeds are derived.
func mac(key []byte, message string) []byte {
	m := hmac.New(sha256.New, key)
	m.Write([]byte(message))
	return m.Sum(nil)
}

// addNodes adds the seed of every node, and the salt of every leaf.
func (p *privateBag) addNodes(v *privateView, lo, n int, seed []byte) {
	p.add(seed, secretValue{"a seed of " + v.name, v, lo, n, true})
	if n == 1 {
		p.add(mac(seed, "\x02"), secretValue{"a salt of " + v.name, v, lo, 1, true})
		return
	}
	k := 1
	for 2*k < n {
		k *= 2
	}
	p.addNodes(v, lo, k, mac(seed, "\x00"))
	p.addNodes(v, lo+k, n-k, mac(seed, "\x01"))
}

// addDigests adds the plain digests of something private. What is public
// itself, byte for byte, has no secret digest, and neither has white space.
func (p *privateBag) addDigests(what string, data []byte, public map[string][]byte) {
	if len(bytes.TrimSpace(data)) == 0 {
		return
	}
	for _, f := range public {
		if len(f) == len(data) && string(f) == string(data) {
			return
		}
	}
	a, b, c, d := sha256.Sum256(data), sha512.Sum512(data), sha1.Sum(data), md5.Sum(data)
	for name, sum := range map[string][]byte{"SHA-256": a[:], "SHA-512": b[:], "SHA-1": c[:], "MD5": d[:]} {
		p.add(sum, secretValue{what: "the " + name + " of " + what})
	}
}

// judge says which of the values that were found should not have been, and
// which leaves are open and not shown, or shown and not open.
func (p *privateBag) judge(found map[int]string) []string {
	var leaks []string
	for i, where := range found {
		v := p.values[i]
		if !v.may {
			leaks = append(leaks, fmt.Sprintf("%s: holds %s", where, v.what))
		}
		if v.view == nil {
			continue
		}
		for leaf := v.lo; leaf < v.lo+v.n; leaf++ {
			if !v.view.shown[leaf] {
				leaks = append(leaks, fmt.Sprintf("%s: holds %s, which opens hidden leaf %d", where, v.what, leaf))
				break
			}
		}
		for leaf := v.lo; leaf < v.lo+v.n; leaf++ {
			v.view.open[leaf] = true
		}
	}
	for _, v := range p.views {
		for leaf, is := range v.shown {
			if is && !v.open[leaf] {
				leaks = append(leaks, fmt.Sprintf("%s: leaf %d is shown, and nothing opens it: the search found less than there is", v.name, leaf))
				break
			}
		}
	}
	slices.Sort(leaks)
	return leaks
}
