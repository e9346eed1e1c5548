package read

import (
	"fmt"
	"io"
	"mime"
	"net/url"
	"sort"
	"strconv"
	"strings"
)

// headerText decodes the encoded words of a header (RFC 2047), and the raw
// eight bit bytes some programs put there.
func headerText(value string) string {
	decoder := mime.WordDecoder{CharsetReader: wordReader}
	text, err := decoder.DecodeHeader(value)
	if err != nil {
		text = value
	}
	return eightBit(text)
}

// wordReader decodes encoded words in the character sets package mime lacks.
func wordReader(label string, input io.Reader) (io.Reader, error) {
	e := charsetOf(label)
	if e == nil {
		return nil, fmt.Errorf("unknown character set %q", label)
	}
	return e.NewDecoder().Reader(input), nil
}

// eightBit decodes text that is not UTF-8 by guessing.
func eightBit(text string) string {
	if decoded, _, err := decodeText([]byte(text)); err == nil {
		return decoded
	}
	return strings.ToValidUTF8(text, "\uFFFD")
}

// attachmentName returns the file name of a part: of Content-Disposition
// (RFC 2183), else of Content-Type; only the last element of a path, "" if
// there is none.
func attachmentName(h *mailHeader) string {
	for _, f := range []struct{ header, param string }{{"content-disposition", "filename"}, {"content-type", "name"}} {
		value := h.get(f.header)
		if value == "" {
			continue
		}
		name := extendedParam(value, f.param)
		if name == "" {
			name = headerText(plainParam(value, f.param))
		}
		if name = baseName(name); name != "" && name != "." && name != ".." {
			return cutBytes(name, maxNameBytes)
		}
	}
	return ""
}

// plainParam returns the first parameter of that name. A header that package
// mime refuses for one bad parameter still names the file.
func plainParam(value, param string) string {
	if _, params, err := mime.ParseMediaType(value); err == nil {
		return params[param]
	}
	for _, p := range splitParams(value) {
		key, text, found := strings.Cut(p, "=")
		if found && strings.EqualFold(strings.TrimSpace(key), param) {
			return strings.Trim(strings.TrimSpace(text), `"`)
		}
	}
	return ""
}

// extendedParam decodes filename*=charset'language'percent and its numbered
// continuations (RFC 2231 3 and 4) in any character set: package mime knows
// only ASCII and UTF-8 and drops the rest in silence.
func extendedParam(value, param string) string {
	type section struct {
		number  int
		encoded bool
		text    string
	}
	var sections []section
	for _, p := range splitParams(value) {
		key, text, found := strings.Cut(p, "=")
		key = strings.ToLower(strings.TrimSpace(key))
		rest, ours := strings.CutPrefix(key, param+"*")
		if !found || !ours || len(sections) >= maxNameSections {
			continue
		}
		number, encoded := strings.CutSuffix(rest, "*")
		n := 0
		if rest == "" {
			encoded = true
		} else if v, err := strconv.Atoi(number); err != nil || v < 0 {
			continue
		} else {
			n = v
		}
		sections = append(sections, section{n, encoded, strings.Trim(strings.TrimSpace(text), `"`)})
	}
	sort.SliceStable(sections, func(i, j int) bool { return sections[i].number < sections[j].number })
	set := ""
	var raw strings.Builder
	for i, s := range sections {
		if i == 0 && s.encoded {
			parts := strings.SplitN(s.text, "'", 3)
			if len(parts) != 3 {
				return ""
			}
			set, s.text = parts[0], parts[2]
		}
		if s.encoded {
			text, err := url.PathUnescape(s.text)
			if err != nil {
				return ""
			}
			s.text = text
		}
		raw.WriteString(s.text)
	}
	if e := charsetOf(set); e != nil {
		if text, err := e.NewDecoder().String(raw.String()); err == nil {
			return text
		}
	}
	return eightBit(raw.String())
}

// splitParams splits a header at the semicolons outside of quotes.
func splitParams(value string) (out []string) {
	quoted, from := false, 0
	for i := 0; i < len(value); i++ {
		switch {
		case value[i] == '\\' && quoted:
			i++
		case value[i] == '"':
			quoted = !quoted
		case value[i] == ';' && !quoted:
			out, from = append(out, value[from:i]), i+1
		}
	}
	return append(out, value[from:])
}
