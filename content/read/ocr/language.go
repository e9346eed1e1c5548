package ocr

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// language is one set of language data. Its size tells the fast, the standard
// and the best data of the same language apart.
type language struct {
	name string // the program's, "ces"
	size int64  // bytes of its data, 0 where the file is not to be seen
}

// programName returns the program's name of an ISO 639-1 code; another code is
// taken as the program's own name.
func programName(code string) string {
	switch code {
	case "cs":
		return "ces"
	case "hu":
		return "hun"
	case "sk":
		return "slk"
	case "de":
		return "deu"
	case "en":
		return "eng"
	}
	return code
}

// language finds an installed language.
func (e *Engine) language(code string) (language, bool) {
	name := programName(code)
	i := slices.IndexFunc(e.langs, func(l language) bool { return l.name == name })
	if i < 0 {
		return language{}, false
	}
	return e.langs[i], true
}

// Languages are the installed ones by the program's names, as "ces", sorted.
func (e *Engine) Languages() []string {
	names := make([]string, len(e.langs))
	for i, l := range e.langs {
		names[i] = l.name
	}
	return names
}

// Missing returns those of the languages whose data is not installed.
func (e *Engine) Missing(languages []string) []string {
	var missing []string
	for _, code := range languages {
		if _, ok := e.language(code); !ok {
			missing = append(missing, code)
		}
	}
	return missing
}

// howToInstall is what to do about something that is missing.
func howToInstall(what string, languages []string) string {
	packages := []string{"tesseract-ocr"}
	for _, code := range languages {
		packages = append(packages, "tesseract-ocr-"+strings.ReplaceAll(programName(code), "_", "-"))
	}
	return fmt.Sprintf("%s: apt-get install %s", what, strings.Join(packages, " "))
}

// parseLanguages reads the answer to --list-langs: a heading with the folder in
// quotation marks, then one name a line. "osd" finds directions, no words.
func parseLanguages(out []byte) []language {
	heading, list, _ := bytes.Cut(out, []byte("\n"))
	folder := ""
	if from, to := bytes.IndexByte(heading, '"'), bytes.LastIndexByte(heading, '"'); from >= 0 && to > from {
		folder = string(heading[from+1 : to])
	}
	var langs []language
	for line := range bytes.Lines(list) {
		name := string(bytes.TrimSpace(line))
		if !isLanguageName(name) || name == "osd" {
			continue
		}
		l := language{name: name}
		if info, err := os.Stat(filepath.Join(folder, name+".traineddata")); folder != "" && err == nil {
			l.size = info.Size()
		}
		langs = append(langs, l)
	}
	slices.SortFunc(langs, func(a, b language) int { return strings.Compare(a.name, b.name) })
	return slices.CompactFunc(langs, func(a, b language) bool { return a.name == b.name })
}

// isLanguageName keeps whatever else the program prints, and any option, out of
// its command line.
func isLanguageName(s string) bool {
	if s == "" || len(s) > 40 || s[0] == '-' || s[0] == '/' {
		return false
	}
	return !strings.ContainsFunc(s, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r == '_' || r == '-' || r == '/')
	})
}
