package read

import (
	"strconv"
	"strings"
)

// cssColour is a colour, where it is known.
type cssColour struct {
	r, g, b int
	known   bool
}

// near tells whether nobody can tell two colours apart.
func (c cssColour) near(o cssColour) bool {
	close := func(a, b int) bool { return max(a, b)-min(a, b) < 24 }
	return c.known && o.known && close(c.r, o.r) && close(c.g, o.g) && close(c.b, o.b)
}

var cssNames = map[string]cssColour{
	"white": {255, 255, 255, true}, "black": {0, 0, 0, true}, "red": {255, 0, 0, true}, "yellow": {255, 255, 0, true},
	"blue": {0, 0, 255, true}, "green": {0, 128, 0, true}, "gray": {128, 128, 128, true}, "grey": {128, 128, 128, true},
	"silver": {192, 192, 192, true}, "navy": {0, 0, 128, true}, "snow": {255, 250, 250, true}, "ivory": {255, 255, 240, true},
	"whitesmoke": {245, 245, 245, true}, "ghostwhite": {248, 248, 255, true}, "lightgray": {211, 211, 211, true},
}

// parseCSSColour reads #rgb, #rrggbb, rgb() and the names that matter.
func parseCSSColour(s string) cssColour {
	s = strings.ToLower(strings.TrimSpace(s))
	if c, ok := cssNames[s]; ok {
		return c
	}
	hex := strings.TrimPrefix(s, "#")
	if len(hex) == 3 {
		hex = string([]byte{hex[0], hex[0], hex[1], hex[1], hex[2], hex[2]})
	}
	if n, err := strconv.ParseUint(hex, 16, 32); err == nil && len(hex) == 6 {
		return cssColour{int(n >> 16), int(n >> 8 & 255), int(n & 255), true}
	}
	if inner, ok := strings.CutPrefix(s, "rgb("); ok {
		parts := strings.Split(strings.TrimSuffix(inner, ")"), ",")
		var v [3]int
		for i := range v {
			if len(parts) != 3 {
				return cssColour{}
			}
			n, err := strconv.Atoi(strings.TrimSpace(parts[i]))
			if err != nil {
				return cssColour{}
			}
			v[i] = n
		}
		return cssColour{v[0], v[1], v[2], true}
	}
	return cssColour{}
}
