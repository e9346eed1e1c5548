package audit

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// checkKeys holds a dictionary to its role: no key but those, each of its shape.
func (d *pdfDocument) checkKeys(role string, dict pdfDict, l *pdfLexer) error {
	rule, ok := pdfRoles[role]
	if !ok {
		return fmt.Errorf("no rule for a dictionary that is %s", role)
	}
	any, named := rule.keys["*"]
	for _, k := range slices.Sorted(maps.Keys(dict)) {
		shape, there := rule.keys[k]
		if !there {
			shape, there = rule.keys[k+"?"]
		}
		if !there && named {
			shape, there = any, true
		}
		if !there {
			return l.defect("a key /%s, which %s of a facsimile does not have", safeTag(k), role)
		}
		if !d.fits(dict[k], shape, l) {
			return l.defect("a value of /%s in %s that a facsimile does not have", safeTag(k), role)
		}
	}
	for k := range rule.keys {
		if _, there := dict[k]; !there && k != "*" && !strings.HasSuffix(k, "?") {
			return l.defect("%s without /%s", role, k)
		}
	}
	return nil
}

// fits tells whether a value has a shape; see pdfRole.
func (d *pdfDocument) fits(v any, shape string, l *pdfLexer) bool {
	if one, other, ok := strings.Cut(shape, "|"); ok {
		return d.fits(v, one, l) || d.fits(v, other, l)
	}
	switch shape {
	case "name":
		_, ok := v.(pdfName)
		return ok
	case "number":
		_, ok := v.(pdfNumber)
		return ok
	case "string":
		s, ok := v.(pdfString)
		return ok && len(s) <= 32
	case "bool":
		_, ok := v.(pdfBool)
		return ok
	case "box":
		return numbers(v, 4)
	case "colours":
		return isColours(v)
	}
	switch {
	case strings.HasPrefix(shape, "int"):
		low, high := 0, 1<<31-1
		fmt.Sscanf(shape, "int %d..%d", &low, &high)
		n, ok := v.(pdfNumber)
		return ok && n.whole && n.value >= float64(low) && n.value <= float64(high)
	case shape[0] == '/':
		return v == pdfName(shape[1:])
	case shape[0] == '@':
		_, ok := v.(pdfRef)
		return ok
	case shape[0] == '<':
		dict, ok := v.(pdfDict)
		return ok && d.checkKeys(shape[1:len(shape)-1], dict, l) == nil
	case shape[0] == '[':
		a, ok := v.(pdfArray)
		return ok && len(a) > 0 && !slices.ContainsFunc(a, func(e any) bool { return !d.fits(e, shape[1:len(shape)-1], l) })
	}
	return false
}

func numbers(v any, n int) bool {
	a, ok := v.(pdfArray)
	return ok && len(a) == n && !slices.ContainsFunc(a, func(e any) bool { _, ok := e.(pdfNumber); return !ok })
}

// isColours tells whether a value is a colour space of page images: grey,
// colour, or the palette of the four greys.
func isColours(v any) bool {
	if v == pdfName("DeviceGray") || v == pdfName("DeviceRGB") {
		return true
	}
	a, ok := v.(pdfArray)
	if !ok || len(a) != 4 || a[0] != pdfName("Indexed") || a[2] != (pdfNumber{3, true}) {
		return false
	}
	table, ok := a[3].(pdfString)
	if !ok {
		return false
	}
	switch a[1] {
	case pdfName("DeviceGray"):
		return bytes.Equal(table, []byte("\x00\x55\xaa\xff"))
	case pdfName("DeviceRGB"):
		return string(table) == pageFormats[0].palette
	}
	return false
}

// references visits every object that a dictionary refers to, as its role says.
func (d *pdfDocument) references(role string, dict pdfDict) error {
	rule := pdfRoles[role]
	for _, k := range slices.Sorted(maps.Keys(dict)) {
		shape, there := rule.keys[k]
		if !there {
			shape, there = rule.keys[k+"?"]
		}
		if !there {
			shape = rule.keys["*"]
		}
		if err := d.reach(dict[k], shape); err != nil {
			return err
		}
	}
	return nil
}

func (d *pdfDocument) reach(v any, shape string) error {
	if one, other, ok := strings.Cut(shape, "|"); ok {
		if _, ref := v.(pdfRef); ref == strings.HasPrefix(one, "@") {
			return d.reach(v, one)
		}
		return d.reach(v, other)
	}
	switch v := v.(type) {
	case pdfRef:
		return d.visit(int(v), strings.TrimPrefix(shape, "@"))
	case pdfDict:
		return d.references(strings.Trim(shape, "<>"), v)
	case pdfArray:
		if shape[0] != '[' {
			return nil
		}
		for _, e := range v {
			if err := d.reach(e, shape[1:len(shape)-1]); err != nil {
				return err
			}
		}
	}
	return nil
}
