package main

import (
	"bytes"
	"cmp"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"maps"
	"os"
	"path/filepath"
	"slices"
)

// maxReadme bounds a picture of the README, in bytes.
const maxReadme = 80_000

// shrink writes each picture in dir again with 64 colours, which is what a page
// of text needs. One that is still too large for the README is an error.
func shrink(dir string) error {
	names, err := filepath.Glob(filepath.Join(dir, "*.png"))
	if err != nil {
		return err
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		picture, err := png.Decode(bytes.NewReader(data))
		if err != nil {
			return fmt.Errorf("%s: %w", filepath.Base(name), err)
		}
		few := image.NewPaletted(picture.Bounds(), frequent(picture, 64))
		draw.Draw(few, few.Bounds(), picture, picture.Bounds().Min, draw.Src)
		var out bytes.Buffer
		if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&out, few); err != nil {
			return fmt.Errorf("%s: %w", filepath.Base(name), err)
		}
		if out.Len() > maxReadme {
			return fmt.Errorf("%s: %d bytes, at most %d fit the README", filepath.Base(name), out.Len(), maxReadme)
		}
		if err := os.WriteFile(name, out.Bytes(), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// frequent are the n most frequent colours of a picture, no two of them near each other.
func frequent(picture image.Image, n int) color.Palette {
	count := map[color.RGBA]int{}
	b := picture.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			count[color.RGBAModel.Convert(picture.At(x, y)).(color.RGBA)]++
		}
	}
	all := slices.SortedFunc(maps.Keys(count), func(a, b color.RGBA) int {
		return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(key(a), key(b)))
	})
	var list color.Palette
	for _, c := range all {
		if len(list) == n {
			break
		}
		if !slices.ContainsFunc(list, func(have color.Color) bool { return distance(have.(color.RGBA), c) < 12*12 }) {
			list = append(list, c)
		}
	}
	return list
}

func key(c color.RGBA) int { return int(c.R)<<16 | int(c.G)<<8 | int(c.B) }

func distance(a, b color.RGBA) int {
	r, g, l := int(a.R)-int(b.R), int(a.G)-int(b.G), int(a.B)-int(b.B)
	return r*r + g*g + l*l
}
