package read

import (
	"archive/zip"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// zipNames decodes the names of an archive's members. Without the UTF-8 flag
// they are in the code page of whoever packed: DOS programs and the old Windows
// wrote CP852, others Windows-1250. One archive has one packer: all of its
// names decide together.
func zipNames(files []*zip.File) []string {
	var all []byte
	for _, f := range files {
		if !utf8.ValidString(f.Name) && len(all) < maxNameSample {
			all = append(append(all, f.Name...), '\n')
		}
	}
	table := charmap.CodePage852
	if scoreNames(charmap.Windows1250, all) > scoreNames(charmap.CodePage852, all) {
		table = charmap.Windows1250
	}
	out := make([]string, len(files))
	for i, f := range files {
		out[i] = zipName(f.Name, table)
		if out[i] == "" {
			out[i] = fmt.Sprintf("member-%d", i+1)
		}
	}
	return out
}

// zipName decodes one name; folders keep their last slash.
func zipName(raw string, table *charmap.Charmap) string {
	name := raw
	if !utf8.ValidString(raw) {
		name, _ = table.NewDecoder().String(raw)
	}
	name = cleanLine(strings.ReplaceAll(name, `\`, "/"))
	if (strings.HasSuffix(raw, "/") || strings.HasSuffix(raw, `\`)) && !strings.HasSuffix(name, "/") {
		name += "/"
	}
	return name
}

// scoreNames weighs how well a code page spells names: the letters of Czech and
// Hungarian count for it; signs, and capitals inside of a word, against it.
// scoreSingleByte knows text, in which the letters of neighbours occur.
func scoreNames(table *charmap.Charmap, data []byte) (score int) {
	before := ' '
	for _, c := range data {
		r := table.DecodeByte(c)
		switch {
		case c < 0x80:
		case strings.ContainsRune("áčďéěíňóřšťúůýžöőüű", unicode.ToLower(r)):
			score += 2
		case !unicode.IsLetter(r):
			score -= 2
		}
		if c >= 0x80 && unicode.IsUpper(r) && unicode.IsLower(before) {
			score -= 2
		}
		before = r
	}
	return score
}
