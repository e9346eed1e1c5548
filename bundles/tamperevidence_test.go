package bundles_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/bundles/bundlestest"
)

// wantCode gives the verdict on f and fails the test unless its code is want.
func wantCode(t *testing.T, what string, f bagFiles, o bundles.VerifyOptions, want int) *bundles.Verdict {
	t.Helper()
	v, err := f.verdict(t, o)
	if err != nil {
		t.Fatalf("%s: %v", what, err)
	}
	if v.Code != want {
		var text bytes.Buffer
		if err := v.WriteText(&text); err != nil {
			t.Fatal(err)
		}
		t.Errorf("%s: verdict %d, want %d\n%s", what, v.Code, want, text.String())
	}
	return v
}

func TestStrippedEvidenceIsNotEnough(t *testing.T) {
	o := bundlestest.NewOffice(t)
	s := bundlestest.NewSmallSample(t, o, "2026-1")
	for prefix, dir := range map[string]string{"seal": "s1", "release": "r1"} {
		f := readFiles(t, s.Path(dir))
		raw := f[prefix+".sigstore.json"]
		for what, strip := range map[string]func() (*bundles.Signature, error){
			"all timestamps":          func() (*bundles.Signature, error) { return bundles.WithoutTimestamps(raw, 0) },
			"independent timestamp":   func() (*bundles.Signature, error) { return bundles.WithoutTimestamps(raw, 1) },
			"log entry and its proof": func() (*bundles.Signature, error) { return bundles.WithoutLog(raw) },
		} {
			sig, err := strip()
			if err != nil {
				t.Fatal(err)
			}
			stripped := f.replace(prefix+".", bundles.SignatureMembers(prefix, sig)).rebagged()
			v := wantCode(t, dir+" without "+what, stripped, bundles.VerifyOptions{Trust: o.Trust}, bundles.CodeUnconfirmed)
			if v.Integrity.Status != bundles.Holds || v.Completeness.Status != bundles.Holds {
				t.Errorf("%s without %s: integrity %s, completeness %s: stripping evidence changes neither", dir, what, v.Integrity.Status, v.Completeness.Status)
			}
			one := f.with(prefix+".sigstore.json", sig.Marshal()).rebagged()
			wantCode(t, dir+" without "+what+" in the bundle only", one, bundles.VerifyOptions{Trust: o.Trust}, bundles.CodeFalse)
		}
		unsigned := f.replace(prefix+".", nil).rebagged()
		wantCode(t, dir+" unsigned", unsigned, bundles.VerifyOptions{Trust: o.Trust}, bundles.CodeFalse)
		wantCode(t, dir+" without trust", f, bundles.VerifyOptions{}, bundles.CodeUnconfirmed)
	}
}

func TestEvidenceOfAnotherSignature(t *testing.T) {
	o := bundlestest.NewOffice(t)
	a, b := bundlestest.NewSmallSample(t, o, "2026-1"), bundlestest.NewSmallSample(t, o, "2026-2")
	for prefix, dir := range map[string]string{"seal": "s1", "release": "r1"} {
		f, g := readFiles(t, a.Path(dir)), readFiles(t, b.Path(dir))
		name := prefix + ".sigstore.json"
		sig, err := bundles.WithEvidenceOf(f[name], g[name])
		if err != nil {
			t.Fatal(err)
		}
		mixed := f.replace(prefix+".", bundles.SignatureMembers(prefix, sig)).rebagged()
		v := wantCode(t, dir, mixed, bundles.VerifyOptions{Trust: o.Trust}, bundles.CodeFalse)
		if v.Time.Status != bundles.False || v.Log.Status != bundles.False {
			t.Errorf("%s with the evidence of another case: time %s, log %s, want both false", dir, v.Time.Status, v.Log.Status)
		}
	}
}

// changedTrust is a copy of the office's trust after edit.
func changedTrust(t *testing.T, o *bundlestest.Office, edit func(*bundles.Trust)) *bundles.Trust {
	t.Helper()
	trust, err := bundles.ParseTrust(o.Trust.Marshal())
	if err != nil {
		t.Fatal(err)
	}
	edit(trust)
	return trust
}

func TestWrongTrust(t *testing.T) {
	o := bundlestest.NewOffice(t)
	stranger := bundlestest.NewNamedOffice(t, o.Authority, "log.cizi.example")
	s := bundlestest.NewSmallSample(t, o, "2026-1")
	after, before := bundles.At(o.Now.Add(time.Hour)), bundles.At(o.Now.Add(-time.Hour))
	for _, c := range []struct {
		what  string
		trust *bundles.Trust
		code  int
	}{
		{"trust of another key, clock and log", stranger.Trust, bundles.CodeFalse},
		{"another key", changedTrust(t, o, func(r *bundles.Trust) { r.Keys = stranger.Trust.Keys }), bundles.CodeFalse},
		{"key not yet in force", changedTrust(t, o, func(r *bundles.Trust) { r.Keys[0].From = after }), bundles.CodeFalse},
		{"key no longer in force", changedTrust(t, o, func(r *bundles.Trust) { r.Keys[0].Until = before }), bundles.CodeFalse},
		{"key for other roles", changedTrust(t, o, func(r *bundles.Trust) { r.Keys[0].Roles = []string{bundles.RoleSite} }), bundles.CodeFalse},
		{"log not yet trusted", changedTrust(t, o, func(r *bundles.Trust) { r.Logs[0].From = after }), bundles.CodeFalse},
		{"log keys of another", changedTrust(t, o, func(r *bundles.Trust) { r.Logs = stranger.Trust.Logs }), bundles.CodeUnconfirmed},
		{"no log", changedTrust(t, o, func(r *bundles.Trust) { r.Logs = []bundles.TrustedLog{} }), bundles.CodeUnconfirmed},
		{"other clocks", changedTrust(t, o, func(r *bundles.Trust) { r.TimestampAuthorities = stranger.Trust.TimestampAuthorities }), bundles.CodeUnconfirmed},
		{"three timestamps", changedTrust(t, o, func(r *bundles.Trust) {
			r.TimestampAuthorities = append(r.TimestampAuthorities, stranger.Trust.TimestampAuthorities[1])
			r.Require.Timestamps = 3
		}), bundles.CodeUnconfirmed},
		{"a witness", changedTrust(t, o, func(r *bundles.Trust) { r.Require.Witnesses = 1 }), bundles.CodeUnconfirmed},
	} {
		for _, dir := range []string{"s1", "r1"} {
			f := readFiles(t, s.Path(dir))
			v, err := f.verdict(t, bundles.VerifyOptions{Trust: c.trust})
			switch {
			case err != nil:
				t.Errorf("%s, %s: %v", c.what, dir, err)
			case v.Code == bundles.CodeHolds:
				t.Errorf("%s, %s: verdict 0", c.what, dir)
			case v.Code != c.code:
				t.Errorf("%s, %s: verdict %d, want %d", c.what, dir, v.Code, c.code)
			}
		}
	}
}

func TestReplay(t *testing.T) {
	o := bundlestest.NewOffice(t)
	a, b := bundlestest.NewSmallSample(t, o, "2026-1"), bundlestest.NewSmallSample(t, o, "2026-2")
	for _, dir := range []string{"s1", "r1"} {
		f := readFiles(t, a.Path(dir))
		wantCode(t, dir+" as what it is", f, bundles.VerifyOptions{Trust: o.Trust, Case: "2026-1", Name: dir}, bundles.CodeHolds)
		wantCode(t, dir+" under another case", f, bundles.VerifyOptions{Trust: o.Trust, Case: "2026-2", Name: dir}, bundles.CodeFalse)
		wantCode(t, dir+" under another name", f, bundles.VerifyOptions{Trust: o.Trust, Case: "2026-1", Name: "s2"}, bundles.CodeFalse)
	}
	// The seal says another case or name, and all that follows is made to fit.
	f := readFiles(t, a.Path("s1"))
	for from, to := range map[string]string{`"case":"2026-1"`: `"case":"2026-2"`, `"seal":"s1"`: `"seal":"s2"`} {
		renamed := f.with("commitment.json", bytes.ReplaceAll(f["commitment.json"], []byte(from), []byte(to))).rebagged()
		wantCode(t, to, renamed, bundles.VerifyOptions{Trust: o.Trust}, bundles.CodeFalse)
	}
	// A genuine seal of another case inside a release, without and with the
	// office's own signature over the whole.
	r, foreign := readFiles(t, a.Path("r1")), map[string][]byte{}
	for n, data := range readFiles(t, b.Path("r1")) {
		if strings.HasPrefix(n, "seals/s1/") {
			foreign[n] = data
		}
	}
	swapped := r.replace("seals/s1/", foreign)
	wantCode(t, "seal of another case", swapped.rebagged(), bundles.VerifyOptions{Trust: o.Trust}, bundles.CodeFalse)
	signed := resigned(t, o, swapped, func(r *bundles.Release) { r.Seals[0].Commitment = sha256.Sum256(foreign["seals/s1/commitment.json"]) })
	if v := wantCode(t, "seal of another case, signed", signed, bundles.VerifyOptions{Trust: o.Trust}, bundles.CodeFalse); v.Completeness.Status != bundles.False {
		t.Errorf("seal of another case, signed: completeness %s, want false", v.Completeness.Status)
	}
}

func TestStatementOfAnotherRelease(t *testing.T) {
	o := bundlestest.NewOffice(t)
	s := bundlestest.NewSample(t, o, "2026-1")
	r1, r2 := readFiles(t, s.Path("r1")), readFiles(t, s.Path("r2"))
	members := map[string][]byte{}
	for n, data := range r1 {
		if strings.HasPrefix(n, "release.") && n != "release.json" {
			members[n] = data
		}
	}
	wantCode(t, "signature of r1 on r2", r2.replace("release.", members).rebagged(), bundles.VerifyOptions{Trust: o.Trust}, bundles.CodeFalse)
	wantCode(t, "statement and signature of r1 on r2", r2.replace("release.", members).with("release.json", r1["release.json"]).rebagged(),
		bundles.VerifyOptions{Trust: o.Trust}, bundles.CodeFalse)
}

// TestDishonestOffice signs each lie with the office's own key: what is left
// to refute it is the proof.
func TestDishonestOffice(t *testing.T) {
	o := bundlestest.NewOffice(t)
	s := bundlestest.NewSmallSample(t, o, "2026-1")
	f := readFiles(t, s.Path("r1"))
	sealed, err := bundles.OpenSealed(s.Path("s1"))
	if err != nil {
		t.Fatal(err)
	}
	defer sealed.Close()
	doc, err := sealed.Document("d1")
	if err != nil {
		t.Fatal(err)
	}
	wantCode(t, "signed again and true", resigned(t, o, f, nil), bundles.VerifyOptions{Trust: o.Trust}, bundles.CodeHolds)
	for what, lie := range lies(t, f, doc) {
		v := wantCode(t, what, resigned(t, o, lie.files, lie.edit), bundles.VerifyOptions{Trust: o.Trust}, bundles.CodeFalse)
		if v.Completeness.Status != bundles.False {
			t.Errorf("%s: completeness %s %q, want false", what, v.Completeness.Status, v.Completeness.Facts)
		}
		if v.Signer.Status != bundles.Holds || v.Integrity.Status != bundles.Holds {
			t.Errorf("%s: signer %s, integrity %s %q: the lie should be in the proof alone", what, v.Signer.Status, v.Integrity.Status, v.Integrity.Facts)
		}
	}
}

type lie struct {
	files bagFiles
	edit  func(*bundles.Release)
}

const (
	releasedText = "data/s1/d1/text.json"
	releasedPage = "data/s1/d1/page-0001.png"
	releasedMeta = "data/s1/d1/meta.json"
	metaView     = 1
	textView     = 2
	pageView     = 3

	releasedLayout = "data/s1/d1/layout.json"
)

func lies(t *testing.T, f bagFiles, doc *bundles.SealedDocument) map[string]lie {
	t.Helper()
	view := func(n int, edit func(v *bundles.ViewProof)) lie {
		return lie{files: f.withProof(t, func(p *bundles.Proof) { edit(&p.Seals[0].Documents[0].Views[n]) })}
	}
	page, err := bundles.DecodePNG(f[releasedPage], doc.Header.Page(1))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]lie{
		"content for a hidden leaf": {files: f.with(releasedText, unhide(t, f[releasedText], doc.Text))},
		"a shown word changed": {files: f.with(releasedText, bytes.Replace(f[releasedText], []byte("hluk "), []byte("klid "), 1)).
			with("data/s1/d1/text.txt", bytes.Replace(f["data/s1/d1/text.txt"], []byte("hluk "), []byte("klid "), 1))},
		"text.txt says more":                 {files: f.with("data/s1/d1/text.txt", append(bytes.Clone(f["data/s1/d1/text.txt"]), "a nic víc"...))},
		"seeds in the place of hashes, text": view(textView, func(v *bundles.ViewProof) { v.Items = doc.SeedsInPlace(textView, v.Hidden) }),
		"seeds in the place of hashes, page": view(pageView, func(v *bundles.ViewProof) { v.Items = doc.SeedsInPlace(pageView, v.Hidden) }),
		"seed in the place of the meta root": view(1, func(v *bundles.ViewProof) { v.Items = doc.SeedsInPlace(1, v.Hidden) }),
		"seed in the place of the file's":    view(0, func(v *bundles.ViewProof) { v.Items = doc.SeedsInPlace(0, v.Hidden) }),
		"extra proof item":                   view(textView, func(v *bundles.ViewProof) { v.Items = append(v.Items, make([]byte, 32)...) }),
		"extra half proof item":              view(textView, func(v *bundles.ViewProof) { v.Items = append(v.Items, make([]byte, 16)...) }),
		"proof item left out":                view(pageView, func(v *bundles.ViewProof) { v.Items = v.Items[:len(v.Items)-32] }),
		"more hidden than marked":            view(pageView, func(v *bundles.ViewProof) { v.Hidden[0][1]++ }),
		"nothing hidden":                     view(textView, func(v *bundles.ViewProof) { v.Hidden = []bundles.Range{} }),
		"no list of hidden ranges":           view(textView, func(v *bundles.ViewProof) { v.Hidden = nil }),
		"view left out": {files: f.withProof(t, func(p *bundles.Proof) {
			d := &p.Seals[0].Documents[0]
			d.Views = d.Views[:len(d.Views)-1]
		})},
		"page and its header left out": {files: f.with(releasedPage, nil).withProof(t, func(p *bundles.Proof) {
			d := &p.Seals[0].Documents[0]
			d.Views, d.Header.Views = d.Views[:3], d.Header.Views[:3]
		}), edit: func(r *bundles.Release) { r.Documents[0].Redactions = r.Documents[0].Redactions[:2] }},
		"another header salt": {files: f.withProof(t, func(p *bundles.Proof) { p.Seals[0].Documents[0].Salt[0] ^= 1 })},
		"document twice in the proof": {files: f.withProof(t, func(p *bundles.Proof) {
			p.Seals[0].Documents = append(p.Seals[0].Documents, p.Seals[0].Documents[0])
		})},
		"proof of no document": {files: f.withProof(t, func(p *bundles.Proof) { p.Seals[0].Documents = []bundles.DocumentProof{} })},
		"proof of no seal":     {files: f.withProof(t, func(p *bundles.Proof) { p.Seals = []bundles.SealProof{} })},
		"unknown field in the proof": {files: f.with("proof.json",
			bytes.Replace(f["proof.json"], []byte(`{"format"`), []byte(`{"note":1,"format"`), 1))},
		"unknown field in the text":  {files: f.with(releasedText, append([]byte(`{"note":1}`), f[releasedText]...))},
		"withheld document left out": {files: f, edit: func(r *bundles.Release) { r.Documents = r.Documents[:1] }},
		"document nobody sealed": {files: f, edit: func(r *bundles.Release) {
			r.Documents = append(r.Documents, bundles.ReleasedDocument{Seal: "s1", ID: "d7", Withheld: "internal"})
		}},
		"redaction not told":   {files: f, edit: func(r *bundles.Release) { r.Documents[0].Redactions = r.Documents[0].Redactions[1:] }},
		"redaction not needed": {files: f, edit: func(r *bundles.Release) { r.Documents[0].Redactions[0].Leaves[1]++ }},
		"redaction of a page that is not there": {files: f, edit: func(r *bundles.Release) {
			r.Documents[0].Redactions = append(r.Documents[0].Redactions, bundles.Redaction{View: "page/2", Tiles: &bundles.TileBlock{0, 0, 1, 1}, Ground: "internal"})
		}},
		"page that is not proven":     {files: f.with("data/s1/d1/page-0002.png", f[releasedPage])},
		"a hidden field shown":        {files: f.with(releasedMeta, unhide(t, f[releasedMeta], doc.Meta))},
		"a shown field changed":       {files: f.with(releasedMeta, bytes.Replace(f[releasedMeta], []byte("hluk"), []byte("klid"), 1))},
		"fields without their member": {files: f.with(releasedMeta, nil)},
		"fields without their proof": view(metaView, func(v *bundles.ViewProof) {
			v.Hidden, v.Items = []bundles.Range{{0, 16}}, bundles.Bytes(doc.Header.Views[metaView].Root[:])
		}),
		"a pad of the fields shown": padShown(t, f, doc),
		"layout that begins in a gap": {files: f.with(releasedLayout, bundles.MarshalCanonical(
			[]bundles.LayoutBlock{{Leaf: gapOf(t, f)[0] + 1, Kind: bundles.BlockParagraph}}))},
		"layout of a hidden paragraph": {files: f.with(releasedLayout, bundles.MarshalCanonical(
			[]bundles.LayoutBlock{{Leaf: gapOf(t, f)[0], Kind: bundles.BlockParagraph}, {Leaf: gapOf(t, f)[0] + gapOf(t, f)[1], Kind: bundles.BlockParagraph}}))},
		"layout with a row left out": {files: f.with(releasedLayout, bytes.Replace(f[releasedLayout], []byte(`"row":1`), []byte(`"row":2`), -1))},
		"layout out of order": {files: f.with(releasedLayout, bundles.MarshalCanonical(
			[]bundles.LayoutBlock{{Leaf: 2, Kind: bundles.BlockParagraph}, {Leaf: 1, Kind: bundles.BlockParagraph}}))},
		"layout of no block":          {files: f.with(releasedLayout, []byte("[]\n"))},
		"layout of a withheld one":    {files: f.with("data/s1/d4/layout.json", f[releasedLayout])},
		"fields of a withheld one":    {files: f.with("data/s1/d4/meta.json", f[releasedMeta])},
		"audit that is no object":     {files: f.with("audit.json", []byte("[]\n"))},
		"audit of 64 KiB and more":    {files: f.with("audit.json", append(bytes.Repeat([]byte(" "), 64<<10), "{}"...))},
		"growth not told":             {files: f, edit: func(r *bundles.Release) { r.Documents[0].Facsimile = nil }},
		"box on a page, growth page":  {files: f, edit: func(r *bundles.Release) { r.Documents[0].Facsimile.Growth = bundles.GrowthPage }},
		"original beside a redaction": {files: f.with("data/s1/d1/original.txt", []byte("the original"))},
	}
	for what, at := range map[string]int{"hidden tile not black": 16 + 3, "shown pixel changed": 64*20 + 3} {
		p := *page
		p.Samples = bytes.Clone(page.Samples)
		p.Samples[at] ^= 0x55
		out[what] = lie{files: f.with(releasedPage, bundles.EncodePNG(&p))}
	}
	return out
}

// gapOf is the first gap in the released text.
func gapOf(t *testing.T, f bagFiles) bundles.Range {
	t.Helper()
	p, err := bundles.ParseProof(f["proof.json"])
	if err != nil {
		t.Fatal(err)
	}
	return p.Seals[0].Documents[0].Views[textView].Hidden[0]
}

// padShown is a release that shows a pad of the fields beside the title, as the
// proof allows: it would tell that this is no field.
func padShown(t *testing.T, f bagFiles, doc *bundles.SealedDocument) lie {
	t.Helper()
	var shown []*string
	if err := json.Unmarshal(f[releasedMeta], &shown); err != nil {
		t.Fatal(err)
	}
	pad := slices.Index(doc.Meta, "")
	shown[pad] = &doc.Meta[pad]
	hide := []bundles.Range{}
	for i := 0; i < len(shown); i++ {
		first := i
		for i < len(shown) && shown[i] == nil {
			i++
		}
		if i > first {
			hide = append(hide, bundles.Range{first, i - first})
		}
	}
	return lie{files: f.with(releasedMeta, bundles.MarshalCanonical(shown)).withProof(t, func(p *bundles.Proof) {
		p.Seals[0].Documents[0].Views[metaView] = doc.ProveMeta(hide)
	})}
}

// unhide fills the first hidden leaf that holds a word.
func unhide(t *testing.T, shown []byte, leaves []string) []byte {
	t.Helper()
	var out []*string
	if err := json.Unmarshal(shown, &out); err != nil {
		t.Fatal(err)
	}
	for i := range out {
		if out[i] == nil && leaves[i] != "" {
			out[i] = &leaves[i]
			return bundles.MarshalCanonical(out)
		}
	}
	t.Fatal("nothing is hidden")
	return nil
}

func TestUnknownFieldInRelease(t *testing.T) {
	o := bundlestest.NewOffice(t)
	s := bundlestest.NewSmallSample(t, o, "2026-1")
	f := readFiles(t, s.Path("r1"))
	r, err := bundles.ParseRelease(f["release.json"])
	if err != nil {
		t.Fatal(err)
	}
	for _, data := range [][]byte{
		bytes.Replace(f["release.json"], []byte(`{"format"`), []byte(`{"note":1,"format"`), 1),
		append([]byte(" "), f["release.json"]...),
		bytes.Replace(f["release.json"], []byte(`"case":`), []byte(`"case":"x","case":`), 1),
	} {
		wantCode(t, string(data[:20]), signedAs(t, o, f, data, r), bundles.VerifyOptions{Trust: o.Trust}, bundles.CodeFalse)
	}
}

// TestBadStatementsOfARelease: what release.json says of other times and other
// releases is held even where the office signs it.
func TestBadStatementsOfARelease(t *testing.T) {
	o := bundlestest.NewOffice(t)
	s := bundlestest.NewSample(t, o, "2026-1")
	s.WriteRelease(t, "r3")
	f := readFiles(t, s.Path("r3"))
	for what, edit := range map[string]func(r *bundles.Release){
		"review on no day":              func(r *bundles.Release) { r.ReviewBy = "2027-13-01" },
		"review before the release":     func(r *bundles.Release) { r.ReviewBy = "2026-03-01" },
		"review written another way":    func(r *bundles.Release) { r.ReviewBy = "2027-3-1" },
		"takedown of itself":            func(r *bundles.Release) { r.Takedown.Releases = []string{"r3"} },
		"takedown of a later one":       func(r *bundles.Release) { r.Takedown.Releases = []string{"r4"} },
		"takedown twice":                func(r *bundles.Release) { r.Takedown.Releases = []string{"r2", "r2"} },
		"takedown of none":              func(r *bundles.Release) { r.Takedown.Releases = []string{} },
		"takedown out of order":         func(r *bundles.Release) { r.Takedown.Releases = []string{"r2", "r1"} },
		"takedown without a reason":     func(r *bundles.Release) { r.Takedown.Reason = "" },
		"takedown in the first":         func(r *bundles.Release) { r.Previous = nil },
		"growth nobody knows":           func(r *bundles.Release) { r.Documents[0].Facsimile.Growth = "" },
		"exact without a reason":        func(r *bundles.Release) { r.Documents[1].Facsimile.Reason = "" },
		"reason where none is wanted":   func(r *bundles.Release) { r.Documents[0].Facsimile.Reason = "because" },
		"growth of a withheld document": func(r *bundles.Release) { r.Documents[3].Facsimile = r.Documents[0].Facsimile },
	} {
		v := wantCode(t, what, resigned(t, o, f, edit), bundles.VerifyOptions{Trust: o.Trust}, bundles.CodeFalse)
		if v.Integrity.Status != bundles.False {
			t.Errorf("%s: integrity %s", what, v.Integrity.Status)
		}
	}
	wantCode(t, "as it is", resigned(t, o, f, nil), bundles.VerifyOptions{Trust: o.Trust}, bundles.CodeHolds)
}
