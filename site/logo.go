package site

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// logoElements and logoAttributes are those of a plain drawing. Only these are
// published: an editor's own elements, comments and names are left behind.
var (
	logoElements = strings.Fields(`svg g path rect circle ellipse line polyline polygon title desc defs symbol use linearGradient radialGradient stop clipPath mask`)
	// An element that could run, fetch or show something else is refused, and so
	// is text: it would look different on every machine.
	logoRefused    = strings.Fields(`script foreignObject image iframe a style animate animateTransform animateMotion set handler video audio text tspan textPath filter pattern`)
	logoAttributes = strings.Fields(`id viewBox width height x y x1 y1 x2 y2 cx cy r rx ry d points transform href offset
		gradientUnits gradientTransform spreadMethod clipPathUnits maskUnits maskContentUnits preserveAspectRatio fx fy`)
	// logoStyles are attributes that a style may hold, too.
	logoStyles = strings.Fields(`fill fill-opacity fill-rule stroke stroke-width stroke-linecap stroke-linejoin stroke-miterlimit stroke-dasharray
		stroke-dashoffset stroke-opacity opacity clip-path clip-rule mask stop-color stop-opacity color display visibility`)
)

const svgNamespace = "http://www.w3.org/2000/svg"

// planBrand makes the public files of the office's look: logo.svg or logo.png,
// and brand.css.
func (pl *plan) planBrand() error {
	b := &pl.portal.Brand
	if css := b.css(); css != nil {
		pl.data[brandCSS] = css
	}
	name := b.logoName()
	if name == "" {
		return nil
	}
	f, err := os.Open(b.Logo)
	if err != nil {
		return fmt.Errorf("logo: %w", err)
	}
	defer f.Close()
	raw, err := io.ReadAll(io.LimitReader(f, maxLogo+1))
	if err != nil {
		return fmt.Errorf("logo: %w", err)
	}
	if len(raw) > maxLogo {
		return fmt.Errorf("logo %q: more than %d bytes", filepath.Base(b.Logo), maxLogo)
	}
	clean := cleanPNG
	if name == logoSVG {
		clean = cleanSVG
	}
	if pl.data[name], err = clean(raw); err != nil {
		return fmt.Errorf("logo %q: %w", filepath.Base(b.Logo), err)
	}
	return nil
}

// cleanPNG decodes a picture and writes its pixels anew, on white where it is
// transparent: nothing else of the file remains.
func cleanPNG(raw []byte) ([]byte, error) {
	c, err := png.DecodeConfig(bytes.NewReader(raw))
	if err != nil {
		return nil, err
	}
	if c.Width > maxLogoSide || c.Height > maxLogoSide {
		return nil, fmt.Errorf("%d x %d pixels, at most %d x %[3]d", c.Width, c.Height, maxLogoSide)
	}
	img, err := png.Decode(bytes.NewReader(raw))
	if err != nil {
		return nil, err
	}
	flat := image.NewRGBA(image.Rect(0, 0, c.Width, c.Height))
	draw.Draw(flat, flat.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	draw.Draw(flat, flat.Bounds(), img, img.Bounds().Min, draw.Over)
	var out bytes.Buffer
	err = (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&out, flat)
	return out.Bytes(), err
}

// cleanSVG writes a drawing anew from what a plain drawing is made of, and
// refuses one that could run a script or fetch something.
func cleanSVG(raw []byte) ([]byte, error) {
	w := &svgWriter{}
	d := xml.NewDecoder(bytes.NewReader(raw))
	for {
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("not a well-formed drawing: %w", err)
		}
		if err := w.token(t); err != nil {
			return nil, err
		}
	}
	if !w.began {
		return nil, fmt.Errorf("no <svg> element")
	}
	return w.out.Bytes(), nil
}

// svgWriter writes a drawing anew.
type svgWriter struct {
	out   bytes.Buffer
	open  []string
	skip  int // depth below an element that is left out
	began bool
}

func (w *svgWriter) token(t xml.Token) error {
	switch t := t.(type) {
	case xml.Directive:
		if strings.Contains(string(t), "ENTITY") {
			return fmt.Errorf("a drawing with entities")
		}
	case xml.StartElement:
		return w.start(t)
	case xml.EndElement:
		if w.skip > 0 {
			w.skip--
			return nil
		}
		w.out.WriteString("</" + w.open[len(w.open)-1] + ">")
		w.open = w.open[:len(w.open)-1]
	case xml.CharData:
		if n := len(w.open); w.skip == 0 && n > 0 && (w.open[n-1] == "title" || w.open[n-1] == "desc") {
			return xml.EscapeText(&w.out, t)
		}
	}
	return nil
}

func (w *svgWriter) start(e xml.StartElement) error {
	name := e.Name.Local
	own := e.Name.Space == svgNamespace || e.Name.Space == ""
	switch {
	case slices.Contains(logoRefused, name):
		return fmt.Errorf("an element <%s>: a logo is a plain drawing; turn text into paths, and leave out scripts, styles, pictures and filters", name)
	case w.skip > 0 || !own || !slices.Contains(logoElements, name):
		w.skip++
		return nil
	case !w.began && name != "svg", w.began && len(w.open) == 0, w.began && name == "svg":
		return fmt.Errorf("an element <%s> where <svg> is the one to hold all others", name)
	case len(w.open) >= maxLogoDepth:
		return fmt.Errorf("elements more than %d deep", maxLogoDepth)
	}
	w.out.WriteString("<" + name)
	if !w.began {
		w.out.WriteString(` xmlns="` + svgNamespace + `"`)
	}
	w.began = true
	for _, a := range e.Attr {
		if err := w.attribute(a); err != nil {
			return err
		}
	}
	w.out.WriteString(">")
	w.open = append(w.open, name)
	return nil
}

// attribute writes what belongs to a drawing. A style becomes attributes.
func (w *svgWriter) attribute(a xml.Attr) error {
	name := a.Name.Local
	if strings.HasPrefix(strings.ToLower(name), "on") {
		return fmt.Errorf("an event handler %q", name)
	}
	if name == "href" {
		if !strings.HasPrefix(a.Value, "#") {
			return fmt.Errorf("a reference to something outside the drawing")
		}
		return w.write(name, a.Value)
	}
	if a.Name.Space != "" {
		return nil // an editor's own
	}
	if name == "style" {
		for _, s := range strings.Split(a.Value, ";") {
			property, value, _ := strings.Cut(s, ":")
			if property = strings.TrimSpace(property); slices.Contains(logoStyles, property) {
				if err := w.write(property, strings.TrimSpace(value)); err != nil {
					return err
				}
			}
		}
		return nil
	}
	if slices.Contains(logoAttributes, name) || slices.Contains(logoStyles, name) {
		return w.write(name, a.Value)
	}
	return nil
}

// write writes one attribute; a reference in it stays in the drawing.
func (w *svgWriter) write(name, value string) error {
	low := strings.ToLower(strings.Join(strings.Fields(value), ""))
	if strings.Contains(strings.ReplaceAll(low, "url(#", ""), "url(") || strings.Contains(low, ":") || strings.Contains(low, "\\") {
		return fmt.Errorf("attribute %s: a reference to something outside the drawing", name)
	}
	w.out.WriteString(" " + name + `="`)
	if err := xml.EscapeText(&w.out, []byte(value)); err != nil {
		return err
	}
	w.out.WriteString(`"`)
	return nil
}
