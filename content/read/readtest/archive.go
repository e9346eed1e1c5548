package readtest

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"time"
)

// packed is one member of a ZIP file.
type packed struct{ name, content, comment string }

// pack writes a ZIP file with fixed dates.
func pack(comment string, members ...packed) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, m := range members {
		h := &zip.FileHeader{Name: m.name, Comment: m.comment, Method: zip.Deflate, Modified: time.Date(2025, 3, 18, 12, 0, 0, 0, time.UTC)}
		if m.name == "mimetype" {
			h.Method = zip.Store
		}
		w, err := z.CreateHeader(h)
		if err == nil {
			_, err = w.Write([]byte(m.content))
		}
		if err != nil {
			panic(err) // a buffer takes everything
		}
	}
	if err := z.SetComment(comment); err != nil {
		panic(err)
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// withoutMember takes the directory's line of the first member away: what
// programs do that delete in place.
func withoutMember(name, content string, rest []byte) []byte {
	local := pack("", packed{name: name, content: content})
	return append(local[:bytes.Index(local, []byte("PK\x01\x02"))], rest...)
}

func archives() []Fixture {
	const kind = "zip"
	a, b := packed{name: "spis/žádost.txt", content: "Žádost č. 7"}, packed{name: "spis/odpověď.txt", content: "Odpověď"}
	clean := pack("", packed{name: "spis/"}, a, b)
	return append([]Fixture{
		{Name: "archive-clean.zip", Format: kind, Text: "1 (txt) 2 (txt)", Data: clean},
		{Name: "archive-comment.zip", Format: kind, Text: "1 (txt)", Hidden: "comment", Canary: "KANAREK420", Data: pack("poznámka KANAREK420", a)},
		{Name: "archive-member-comment.zip", Format: kind, Text: "1 (txt)", Hidden: "comment", Canary: "KANAREK421",
			Data: pack("", packed{a.name, a.content, "od KANAREK421"})},
		{Name: "archive-system.zip", Format: kind, Text: "1 (txt)", Hidden: "unknown-part", Canary: "KANAREK422",
			Data: pack("", a, packed{name: "spis/desktop.ini", content: "[KANAREK422]"})},
		{Name: "archive-after.zip", Format: kind, Text: "1 (txt)", Hidden: "unknown-part", Canary: "KANAREK423", Data: join(clean, []byte("KANAREK423"))},
		{Name: "archive-before.zip", Format: kind, Text: "1 (txt)", Hidden: "unknown-part", Canary: "KANAREK424", Data: join([]byte("KANAREK424\n"), clean)},
		{Name: "archive-deleted.zip", Format: kind, Text: "1 (txt)", Hidden: "unknown-part", Canary: "KANAREK425", Data: withoutMember("KANAREK425.txt", "smazáno", clean)},
		{Name: "archive-outside.zip", Format: kind, Hidden: "unknown-part", Data: pack("", packed{name: "../../etc/tajné.txt", content: "x"})},
	}, append(containers(), boxes()...)...)
}

// containers are ASiC containers and signed files.
func containers() []Fixture {
	mime := packed{name: "mimetype", content: "application/vnd.etsi.asic-e+zip"}
	file := packed{name: "smlouva.txt", content: "Smlouva o dílo"}
	manifest := packed{name: "META-INF/manifest.xml", content: `<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">` +
		`<manifest:file-entry manifest:full-path="/" manifest:media-type="x"/><manifest:file-entry manifest:full-path="smlouva.txt" manifest:media-type="text/plain"/></manifest:manifest>`}
	c, _ := Certificate("Eliška KANAREK430")
	xades := packed{name: "META-INF/signatures0.xml", content: `<asic:XAdESSignatures xmlns:asic="http://uri.etsi.org/02918/v1.2.1#" xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:Signature><ds:KeyInfo><ds:X509Data><ds:X509Certificate>` +
		base64.StdEncoding.EncodeToString(c.Raw) + `</ds:X509Certificate></ds:X509Data></ds:KeyInfo><ds:Object><SigningTime>2025-03-18T12:15:22Z</SigningTime></ds:Object></ds:Signature></asic:XAdESSignatures>`}
	return []Fixture{
		{Name: "container-clean.asice", Format: "asic", Text: "1 (txt)", Data: pack("", mime, file, manifest)},
		{Name: "container-xades.asice", Format: "asic", Text: "1 (txt)", Hidden: "signature", Canary: "KANAREK430", Data: pack("", mime, file, manifest, xades)},
		{Name: "container-cades.asics", Format: "asic", Text: "1 (txt)", Hidden: "signature", Canary: "KANAREK431",
			Data: pack("", packed{name: "mimetype", content: "application/vnd.etsi.asic-s+zip"}, file, packed{name: "META-INF/signature.p7s", content: string(SignedMessage("Eliška KANAREK431", nil, false))})},
		{Name: "smlouva.txt.p7m", Format: "cms", Text: "Signed file (txt)", Hidden: "signature", Canary: "KANAREK432", Data: SignedMessage("Eliška KANAREK432", []byte(file.content), false)},
		{Name: "podpis.p7s", Format: "cms", Text: "Signature without", Hidden: "signature", Canary: "KANAREK433", Data: SignedMessage("Eliška KANAREK433", nil, false)},
	}
}
