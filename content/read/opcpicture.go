package read

import (
	"bytes"
	"fmt"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"path"
)

// opcPictures decodes the pictures of one office file, each once.
type opcPictures struct {
	p       *opcPackage
	decoded map[string]image.Image // nil: cannot be shown, and that is said
	pixels  int
}

// crop is what is cut off a picture, in shares of its sides.
type crop struct{ left, top, right, bottom float64 }

// picture returns a visible picture, or nil after naming why it is not shown.
// What was cropped away stays in the file, and is named.
func (x *opcPictures) picture(part, where string, cut crop) (image.Image, error) {
	img, seen := x.decoded[part]
	if !seen {
		var err error
		if img, err = x.decode(part, where); err != nil {
			return nil, err
		}
		x.decoded[part] = img
	}
	if img == nil || cut == (crop{}) {
		return img, nil
	}
	b := img.Bounds()
	w, h := float64(b.Dx()), float64(b.Dy())
	shown := image.Rect(
		b.Min.X+int(w*cut.left), b.Min.Y+int(h*cut.top),
		b.Max.X-int(w*cut.right), b.Max.Y-int(h*cut.bottom)).Intersect(b)
	if shown == b {
		return img, nil
	}
	x.p.j.doc.hide(Hidden{Kind: HiddenUnknownPart, Where: where + ", cropped away from part " + part, Count: b.Dx()*b.Dy() - shown.Dx()*shown.Dy(), Unit: "pixels"})
	part2, ok := img.(interface {
		SubImage(image.Rectangle) image.Image
	})
	if !ok || shown.Empty() {
		return nil, nil
	}
	return part2.SubImage(shown), nil
}

// decode reads one picture within the bounds. Pictures that cannot be shown
// are ink that was not read.
func (x *opcPictures) decode(part, where string) (image.Image, error) {
	if !x.p.has(part) {
		return nil, nil
	}
	x.p.used[part] = true
	data, err := x.p.bytes(part)
	if err != nil {
		return nil, err
	}
	img, why := x.decodeBytes(data)
	if img == nil {
		x.p.j.doc.hide(Hidden{Kind: HiddenUnreadRegion, Where: where + ", part " + part, Count: 1, Unit: "pictures", Excerpt: path.Base(part)})
		x.p.j.doc.warn("a picture is not shown: part %s: %s", part, why)
		return nil, nil
	}
	if bytes.Contains(data[:min(len(data), sniffBytes)], []byte("Exif\x00\x00")) {
		x.p.j.doc.hide(Hidden{Kind: HiddenMetadata, Where: "camera data (EXIF) in part " + part, Count: 1})
	}
	return img, nil
}

func (x *opcPictures) decodeBytes(data []byte) (img image.Image, why string) {
	decodeConfig, decode := png.DecodeConfig, png.Decode
	switch {
	case bytes.HasPrefix(data, []byte("\x89PNG\r\n\x1a\n")):
	case bytes.HasPrefix(data, []byte("\xFF\xD8\xFF")):
		decodeConfig, decode = jpeg.DecodeConfig, jpeg.Decode
	case bytes.HasPrefix(data, []byte("GIF8")):
		decodeConfig, decode = gif.DecodeConfig, gif.Decode
	default:
		return nil, "a format this program does not draw: look at the original"
	}
	config, err := decodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Sprintf("damaged (%v): look at the original", err)
	}
	if err := checkPixels(config.Width, config.Height); err != nil {
		return nil, err.Error()
	}
	if x.pixels += config.Width * config.Height; x.pixels > maxFlowPixels {
		return nil, fmt.Sprintf("more than %d pixels in all pictures: split the file", maxFlowPixels)
	}
	if img, err = decode(bytes.NewReader(data)); err != nil {
		return nil, fmt.Sprintf("damaged (%v): look at the original", err)
	}
	return img, ""
}
