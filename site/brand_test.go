package site

import (
	"bytes"
	"encoding/xml"
	"errors"
	"image"
	"image/color"
	"image/png"
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/akta-foi/akta/content/audit"
)

// The contrasts are those of the examples in WCAG's own texts and of tools that
// follow them: black 21, #767676 the lightest grey that passes.
func TestContrast(t *testing.T) {
	for c, want := range map[string]float64{"#000000": 21, "#ffffff": 1, "#767676": 4.54, "#777777": 4.48, "#ff0000": 4.00} {
		if got := contrastWithWhite(c); math.Abs(got-want) > 0.01 {
			t.Errorf("%s: %.3f, want %.2f", c, got, want)
		}
	}
	for c, want := range map[string]string{"#777777": "4.47 : 1", "#ff0000": "3.99 : 1", "red": "six hex digits", "#767676": ""} {
		b := Brand{DarkColour: c}
		if err := b.check(); (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", c, err)
		}
	}
}

func TestBrandOnPages(t *testing.T) {
	p := testPortal(t)
	dir := t.TempDir()
	p.Brand = Brand{Logo: filepath.Join(dir, "znak.svg"), Colour: "#7a2f3b", DarkColour: "#4c1d25"}
	writeFile(t, p.Brand.Logo, []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path style="fill:#c00;-inkscape-font:x" d="M0 0h8v8z"/></svg>`))
	out, _ := build(t, p)
	files := tree(t, out)
	if got, want := files["logo.svg"], `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path fill="#c00" d="M0 0h8v8z"></path></svg>`; got != want {
		t.Errorf("logo: %s", got)
	}
	if want := ":root { --brand: #7a2f3b; --brand-ink: #ffffff; }\n@media (prefers-color-scheme: dark) { :root { --brand: #4c1d25; --brand-ink: #ffffff; } }\n"; files["brand.css"] != want {
		t.Errorf("style: %q", files["brand.css"])
	}
	for _, name := range []string{"index.html", "hu/cases/2026-001/index.html"} {
		if s := files[name]; !strings.Contains(s, `brand.css">`) || !strings.Contains(s, `logo.svg" alt="">`) {
			t.Errorf("%s: no brand", name)
		}
	}
	plain, _ := build(t, testPortal(t))
	for name := range tree(t, plain) {
		if name == "brand.css" || strings.HasPrefix(name, "logo.") {
			t.Errorf("%s: written without a setting", name)
		}
	}
}

// What is made of a logo is what the leak audit lets through.
func TestLogoPassesAudit(t *testing.T) {
	img := image.NewNRGBA(image.Rect(0, 0, 40, 30))
	img.SetNRGBA(3, 3, color.NRGBA{R: 200, A: 128})
	var raw bytes.Buffer
	if err := png.Encode(&raw, img); err != nil {
		t.Fatal(err)
	}
	picture, err := cleanPNG(pngText(t, raw.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(picture, []byte("Author")) {
		t.Error("the picture's text is still there")
	}
	back, err := png.Decode(bytes.NewReader(picture))
	if err != nil {
		t.Fatal(err)
	}
	if r, g, _, a := back.At(3, 3).RGBA(); r>>8 < 220 || g>>8 != 127 || a != 0xffff {
		t.Errorf("half red on white: %d %d %d", r>>8, g>>8, a)
	}
	drawing, err := cleanSVG([]byte(`<?xml version="1.0"?><!-- x --><svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:i="http://i.example/" width="8" i:version="1">
<metadata><i:who>Josef</i:who></metadata><title>Znak &amp; jméno</title><defs><linearGradient id="g"><stop offset="0" style="stop-color:#fff"/></linearGradient></defs>
<g i:label="x" fill="url(#g)"><circle r="3"/></g><use xlink:href="#g"/></svg>`))
	if err != nil {
		t.Fatal(err)
	}
	want := `<svg xmlns="http://www.w3.org/2000/svg" width="8"><title>Znak &amp; jméno</title><defs><linearGradient id="g"><stop offset="0" stop-color="#fff"></stop></linearGradient></defs><g fill="url(#g)"><circle r="3"></circle></g><use href="#g"></use></svg>`
	if string(drawing) != want {
		t.Errorf("drawing: %s", drawing)
	}
	dir := t.TempDir()
	writeFile(t, filepath.Join(dir, "logo.png"), picture)
	writeFile(t, filepath.Join(dir, "logo.svg"), drawing)
	if report, err := audit.Folder(t.Context(), dir, audit.Options{}); err != nil {
		t.Errorf("%v: %+v", err, report)
	}
}

// pngText is the picture with an author in it.
func pngText(t *testing.T, img []byte) []byte {
	t.Helper()
	with := pngWith(t, "tEXt", []byte("Author\x00Josef"))
	at := bytes.Index(with, []byte("tEXt")) - 4
	chunk := with[at : at+12+len("Author\x00Josef")]
	return append(append(append([]byte(nil), img[:33]...), chunk...), img[33:]...)
}

var badLogos = map[string]string{
	"script":             `<svg><script>a()</script></svg>`,
	"foreign object":     `<svg><foreignObject/></svg>`,
	"event handler":      `<svg onload="a()"></svg>`,
	"handler in capital": `<svg><g ONCLICK="a()"/></svg>`,
	"picture":            `<svg><image href="a.png"/></svg>`,
	"outside reference":  `<svg><use href="https://a.example/b.svg#c"/></svg>`,
	"other file":         `<svg xmlns:x="http://www.w3.org/1999/xlink"><use x:href="b.svg#c"/></svg>`,
	"outside fill":       `<svg><path fill="url(https://a.example/)"/></svg>`,
	"outside in style":   `<svg><path style="fill: URL( 'b.svg#c' )"/></svg>`,
	"second reference":   `<svg><path fill="url(#a) url(b.svg)"/></svg>`,
	"style sheet":        `<svg><style>path{}</style></svg>`,
	"text":               `<svg><text>A</text></svg>`,
	"entities":           `<!DOCTYPE svg [<!ENTITY a "b">]><svg/>`,
	"not a drawing":      `<html/>`,
	"two drawings":       `<svg/><svg/>`,
	"broken":             `<svg><g></svg>`,
	"nothing":            ``,
	"script in metadata": `<svg><metadata><script/></metadata></svg>`,
}

func TestBadLogos(t *testing.T) {
	for name, drawing := range badLogos {
		if out, err := cleanSVG([]byte(drawing)); err == nil {
			t.Errorf("%s: taken, as %s", name, out)
		}
	}
	if _, err := cleanSVG([]byte(strings.Repeat("<g>", 50))); err == nil {
		t.Error("no <svg>: taken")
	}
	if _, err := cleanSVG([]byte("<svg>" + strings.Repeat("<g>", 50) + strings.Repeat("</g>", 50) + "</svg>")); err == nil {
		t.Error("too deep: taken")
	}
	for name, data := range map[string][]byte{"logo.jpg": nil, "logo.png": []byte("GIF89a"), "logo.svg": bytes.Repeat([]byte(" "), maxLogo+1)} {
		p := testPortal(t)
		p.Brand.Logo = filepath.Join(t.TempDir(), name)
		writeFile(t, p.Brand.Logo, data)
		if _, err := newPlan(p); err == nil || !strings.Contains(err.Error(), "logo") {
			t.Errorf("%s: %v", name, err)
		}
	}
	p := testPortal(t)
	p.Brand.Logo = filepath.Join(t.TempDir(), "none.svg")
	if _, err := newPlan(p); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
}

// FuzzCleanSVG: what is made of a drawing is well-formed, holds nothing that
// runs or fetches, and is the same when it is made again.
func FuzzCleanSVG(f *testing.F) {
	for _, drawing := range badLogos {
		f.Add([]byte(drawing))
	}
	f.Add([]byte(`<svg viewBox="0 0 8 8"><title>a</title><path style="fill:#c00" d="M0 0h8v8z"/></svg>`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		out, err := cleanSVG(raw)
		if err != nil {
			return
		}
		d := xml.NewDecoder(bytes.NewReader(out))
		for {
			tok, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%q: %v", out, err)
			}
			e, ok := tok.(xml.StartElement)
			if !ok {
				continue
			}
			for _, a := range e.Attr {
				if strings.HasPrefix(strings.ToLower(a.Name.Local), "on") || a.Name.Local == "style" || a.Name.Local == "href" && !strings.HasPrefix(a.Value, "#") {
					t.Fatalf("%q: attribute %q", out, a.Name.Local)
				}
			}
		}
		if again, err := cleanSVG(out); err != nil || !bytes.Equal(again, out) {
			t.Fatalf("%q becomes %q (%v)", out, again, err)
		}
	})
}
