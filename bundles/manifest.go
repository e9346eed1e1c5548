package bundles

import (
	"bytes"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"
)

// isTag tells a tag file from payload (RFC 8493, 2.1.2, 2.2).
func isTag(name string) bool { return !strings.HasPrefix(name, "data/") }

// manifestText is a manifest of the digests, sorted by name (SPEC 3.3).
func manifestText(digests map[string]Hash, include func(name string) bool) []byte {
	names := make([]string, 0, len(digests))
	for n := range digests {
		if include(n) {
			names = append(names, n)
		}
	}
	slices.Sort(names)
	var b bytes.Buffer
	for _, n := range names {
		fmt.Fprintf(&b, "%s  %s\n", digests[n], n)
	}
	return b.Bytes()
}

func inManifest(name string) bool    { return !isTag(name) }
func inTagManifest(name string) bool { return isTag(name) && name != nameTagManifest }

// bagInfo is what bag-info.txt says; it follows from signed facts, so the
// verifier writes it again and compares (SPEC 3.4).
type bagInfo struct {
	authority  string
	identifier string // case/seal or case/release
	created    Time
	bytes      int64 // of the payload
	files      int
}

func (i bagInfo) text() []byte {
	return fmt.Appendf(nil, "Source-Organization: %s\nBagging-Date: %s\nExternal-Identifier: %s\nPayload-Oxum: %d.%d\n",
		i.authority, i.created.Format("2006-01-02"), i.identifier, i.bytes, i.files)
}

// checkBag holds SPEC 3: the declaration, both manifests and bag-info.txt are
// byte for byte what follows from the members, every member is in one of
// them. It returns every member's digest. seen gives digests that were
// computed already.
func (b *Bag) checkBag(seen map[string]Hash, info bagInfo) (map[string]Hash, error) {
	digests := map[string]Hash{}
	var rest []string
	for _, n := range b.names {
		if d, ok := seen[n]; ok {
			digests[n] = d
		} else {
			rest = append(rest, n)
		}
	}
	got, err := inParallel(rest, func(n string) (Hash, error) { return b.digest(n) })
	if err != nil {
		return nil, err
	}
	for i, n := range rest {
		digests[n] = got[i]
	}
	for _, n := range b.names {
		if !isTag(n) {
			info.bytes += b.members[n].size
			info.files++
		}
	}
	var errs []error
	for _, f := range []struct {
		name string
		want []byte
	}{
		{nameBagIt, []byte(bagDeclaration)},
		{nameBagInfo, info.text()},
		{nameManifest, manifestText(digests, inManifest)},
		{nameTagManifest, manifestText(digests, inTagManifest)},
	} {
		have, err := b.Read(f.name, maxManifest)
		switch {
		case err != nil:
			errs = append(errs, err)
		case !bytes.Equal(have, f.want):
			errs = append(errs, fmt.Errorf("%s: %s", f.name, firstDifference(have, f.want)))
		}
	}
	return digests, errors.Join(errs...)
}

// firstDifference names the first line in which a tag file differs from what
// the members give.
func firstDifference(have, want []byte) string {
	h, w := strings.Split(string(have), "\n"), strings.Split(string(want), "\n")
	for i := range max(len(h), len(w)) {
		switch {
		case i >= len(h) || i >= len(w):
			return fmt.Sprintf("line %d: there are %d lines, the members give %d", i+1, len(h)-1, len(w)-1)
		case h[i] != w[i]:
			return fmt.Sprintf("line %d: found %q, the members give %q", i+1, h[i], w[i])
		}
	}
	return "differs"
}

// memberExtension is the harmless part of a file name's extension, with its
// dot: the only part of a source name that stands in a bag (SPEC 3.5).
func memberExtension(name string) string {
	ext := strings.ToLower(path.Ext(name))
	if len(ext) < 2 || len(ext) > 9 {
		return ""
	}
	for _, c := range ext[1:] {
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') {
			return ""
		}
	}
	return ext
}
