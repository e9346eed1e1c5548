package content

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/asn1"
	"encoding/base64"
	"encoding/xml"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/content/journal"
)

// ASiC-E with a time assertion (ETSI EN 319 162-1 V1.1.1, 4.4): a ZIP whose
// first member says what it is, the files, a manifest of their digests
// (ASiCManifest, A.4), and a timestamp token (RFC 3161) over the manifest.
const (
	asicMediaType   = "application/vnd.etsi.asic-e+zip"
	asicManifest    = "META-INF/ASiCManifest.xml"
	asicToken       = "META-INF/timestamp.tst"
	asicTokenType   = "application/vnd.etsi.timestamp-token"
	asicNamespace   = "http://uri.etsi.org/02918/v1.2.1#"
	xmldsig         = "http://www.w3.org/2000/09/xmldsig#"
	digestAlgorithm = "http://www.w3.org/2001/04/xmlenc#sha256"
)

// Container is an ASiC-E container that was written.
type Container struct {
	File      string `json:"file"`
	Case      string `json:"case"`
	Seal      string `json:"seal"`
	Files     int    `json:"files"`     // of the sealed bag
	Authority string `json:"timestamp"` // whose clock the token is of
	OwnClock  bool   `json:"own_clock"` // it is the office's own
}

// ExportASiC writes a sealed bag as an ASiC-E container, for archives that take
// nothing else, with a new timestamp: that of the first authority of akta.toml,
// else of the office's own clock. The container holds the private originals and
// the seal's secret: its mode is 0600. Nothing that is there is replaced.
func (o *Office) ExportASiC(ctx context.Context, k *Keys, caseID, seal, file string) (*Container, error) {
	if _, err := o.Case(caseID); err != nil {
		return nil, err
	}
	if !sealName.MatchString(seal) {
		return nil, fmt.Errorf("seal %q: want a name such as s1", seal)
	}
	if err := o.outside(file); err != nil {
		return nil, err
	}
	if _, err := os.Lstat(file); err == nil {
		return nil, fmt.Errorf("%s: %w", file, bundles.ErrExists)
	}
	unlock, err := o.Lock()
	if err != nil {
		return nil, err
	}
	defer unlock()
	bag, err := o.checkedBag(ctx, caseID, seal)
	if err != nil {
		return nil, err
	}
	defer bag.Close()
	manifest, err := asicManifestOf(bag)
	if err != nil {
		return nil, err
	}
	stamps, err := o.authorities(k.post)
	if err != nil {
		return nil, err
	}
	out := &Container{File: file, Case: caseID, Seal: seal, Files: len(bag.Names()), OwnClock: len(stamps) == 0}
	stamp := append(stamps, bundles.Timestamper(k.ring.TSA()))[0]
	out.Authority = stamp.URI()
	resp, err := stamp.Timestamp(ctx, manifest)
	if err != nil {
		return nil, fmt.Errorf("timestamp authority %q: %w", stamp.URI(), err)
	}
	token, err := timestampToken(resp)
	if err != nil {
		return nil, err
	}
	if err := writePrivate(file, func(w io.Writer) error { return writeASiC(w, bag, manifest, token) }); err != nil {
		return nil, err
	}
	return out, o.record(actExport, caseID, journal.Object{Name: seal})
}

// checkedBag opens a sealed bag that the verifier finds nothing false in.
func (o *Office) checkedBag(ctx context.Context, caseID, seal string) (*bundles.Bag, error) {
	trust, err := o.Trust()
	if err != nil {
		return nil, err
	}
	bag, err := bundles.OpenBag(filepath.Join(o.bundlesDir(caseID), seal))
	if err != nil {
		return nil, err
	}
	v, err := bundles.VerifyBag(ctx, bag, bundles.VerifyOptions{Trust: trust, Case: caseID, Name: seal})
	if err == nil && (v.Code == bundles.CodeFalse || v.Integrity.Status != bundles.Holds) {
		err = fmt.Errorf("seal %s of case %s: not verified: \"akta verify\" tells what is wrong", seal, caseID)
	}
	if err != nil {
		bag.Close()
		return nil, err
	}
	return bag, nil
}

type asicManifestXML struct {
	XMLName xml.Name `xml:"asic:ASiCManifest"`
	ASiC    string   `xml:"xmlns:asic,attr"`
	DS      string   `xml:"xmlns:ds,attr"`
	Sig     struct {
		URI      string `xml:"URI,attr"`
		MimeType string `xml:"MimeType,attr"`
	} `xml:"asic:SigReference"`
	Files []asicFileXML `xml:"asic:DataObjectReference"`
}

type asicFileXML struct {
	URI    string `xml:"URI,attr"`
	Method struct {
		Algorithm string `xml:"Algorithm,attr"`
	} `xml:"ds:DigestMethod"`
	Value string `xml:"ds:DigestValue"`
}

// asicManifestOf lists every file of a bag with its SHA-256. Names of members
// are plain ASCII (SPEC 3.2), so that a name is its own URI.
func asicManifestOf(bag *bundles.Bag) ([]byte, error) {
	m := asicManifestXML{ASiC: asicNamespace, DS: xmldsig}
	m.Sig.URI, m.Sig.MimeType = asicToken, asicTokenType
	for _, name := range bag.Names() {
		h := sha256.New()
		if err := copyMember(h, bag, name); err != nil {
			return nil, err
		}
		f := asicFileXML{URI: name, Value: base64.StdEncoding.EncodeToString(h.Sum(nil))}
		f.Method.Algorithm = digestAlgorithm
		m.Files = append(m.Files, f)
	}
	out, err := xml.MarshalIndent(m, "", "  ")
	return append([]byte(xml.Header), append(out, '\n')...), err
}

func copyMember(w io.Writer, bag *bundles.Bag, name string) error {
	r, err := bag.Open(name)
	if err != nil {
		return err
	}
	defer r.Close()
	_, err = io.Copy(w, r)
	return err
}

// timestampToken is the token in a response that was checked (RFC 3161 2.4.2):
// the container holds it without the response's status (EN 319 162-1, A.6).
func timestampToken(resp []byte) ([]byte, error) {
	var r struct{ Status, Token asn1.RawValue }
	if rest, err := asn1.Unmarshal(resp, &r); err != nil || len(rest) > 0 {
		return nil, fmt.Errorf("timestamp response: %w", errors.Join(err, errors.New("no token in it")))
	}
	return r.Token.FullBytes, nil
}

// writeASiC writes the container. The member that says what it is comes first,
// stored, with its size before it and no extra field, so that its name and value
// stand at fixed places (EN 319 162-1, A.1).
func writeASiC(w io.Writer, bag *bundles.Bag, manifest, token []byte) error {
	z := zip.NewWriter(w)
	kind := []byte(asicMediaType)
	first, err := z.CreateRaw(&zip.FileHeader{
		Name: "mimetype", Method: zip.Store, CRC32: crc32.ChecksumIEEE(kind),
		CompressedSize64: uint64(len(kind)), UncompressedSize64: uint64(len(kind)),
	})
	if err == nil {
		_, err = first.Write(kind)
	}
	if err != nil {
		return err
	}
	put := func(name string, write func(io.Writer) error) error {
		f, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
		if err != nil {
			return err
		}
		return write(f)
	}
	for _, name := range bag.Names() {
		if err := put(name, func(w io.Writer) error { return copyMember(w, bag, name) }); err != nil {
			return err
		}
	}
	for _, f := range []struct {
		name string
		data []byte
	}{{asicManifest, manifest}, {asicToken, token}} {
		err := put(f.name, func(w io.Writer) error { _, err := io.Copy(w, bytes.NewReader(f.data)); return err })
		if err != nil {
			return err
		}
	}
	return z.Close()
}

// writePrivate writes a new file that nobody else may read, whole or not at all.
func writePrivate(name string, write func(io.Writer) error) error {
	f, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+".*.tmp") // mode 0600
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // nothing is there after the rename
	if err := errors.Join(write(f), f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Link(f.Name(), name); err != nil { // unlike Rename it replaces nothing
		if errors.Is(err, os.ErrExist) {
			return fmt.Errorf("%s: %w", name, bundles.ErrExists)
		}
		if err := os.Rename(f.Name(), name); err != nil { // a file system without links
			return err
		}
	}
	return bundles.SyncDir(filepath.Dir(name))
}
