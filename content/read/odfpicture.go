package read

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
)

// pictureBudget bounds the pictures that one office document holds in memory.
type pictureBudget struct{ pixels int }

// decode reads a PNG or JPEG within the bounds.
func (b *pictureBudget) decode(data []byte) (image.Image, error) {
	decodeConfig, decode := png.DecodeConfig, png.Decode
	switch {
	case bytes.HasPrefix(data, []byte("\xFF\xD8\xFF")):
		decodeConfig, decode = jpeg.DecodeConfig, jpeg.Decode
	case !bytes.HasPrefix(data, []byte("\x89PNG\r\n\x1a\n")):
		return nil, errors.New("it is neither PNG nor JPEG")
	}
	config, err := decodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("it is damaged (%v)", err)
	}
	if err := checkPixels(config.Width, config.Height); err != nil {
		return nil, err
	}
	if b.pixels += config.Width * config.Height; b.pixels > maxFlowPixels {
		return nil, fmt.Errorf("all pictures together have more than %d pixels", maxFlowPixels)
	}
	img, err := decode(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("it is damaged (%v)", err)
	}
	return img, nil
}

// hasEXIF reports what a camera wrote into a picture: place, time, device.
func hasEXIF(data []byte) bool {
	return bytes.Contains(data, []byte("Exif\x00\x00")) || bytes.Contains(data, []byte("eXIf"))
}
