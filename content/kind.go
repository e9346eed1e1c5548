package content

import (
	"fmt"
	"slices"
	"strings"
)

// kinds are the kinds of documents, and what the public calls one that has no
// title of its own.
var kinds = []struct {
	code string
	name map[string]string
}{
	{"request", map[string]string{"cs": "Žádost", "hu": "Igénylés", "en": "Request", "sk": "Žiadosť", "de": "Antrag"}},
	{"incident-report", map[string]string{"cs": "Hlášení o incidentu", "hu": "Eseményjelentés", "en": "Incident report", "sk": "Hlásenie o incidente", "de": "Vorfallmeldung"}},
	{"letter", map[string]string{"cs": "Dopis", "hu": "Levél", "en": "Letter", "sk": "List", "de": "Brief"}},
	{"regulation", map[string]string{"cs": "Předpis", "hu": "Szabályzat", "en": "Regulation", "sk": "Predpis", "de": "Vorschrift"}},
	{"decision", map[string]string{"cs": "Rozhodnutí", "hu": "Határozat", "en": "Decision", "sk": "Rozhodnutie", "de": "Bescheid"}},
	{"answer", map[string]string{"cs": "Odpověď", "hu": "Válasz", "en": "Answer", "sk": "Odpoveď", "de": "Antwort"}},
	{"annex", map[string]string{"cs": "Příloha", "hu": "Melléklet", "en": "Annex", "sk": "Príloha", "de": "Anlage"}},
}

// Kinds returns the codes of the kinds of documents.
func Kinds() []string {
	var out []string
	for _, k := range kinds {
		out = append(out, k.code)
	}
	return out
}

// CheckKind tells why kind is none.
func CheckKind(kind string) error {
	if !slices.Contains(Kinds(), kind) {
		return fmt.Errorf("kind %q: want one of %s", kind, strings.Join(Kinds(), ", "))
	}
	return nil
}

// KindName is what a document of that kind is called in a language.
func KindName(kind, language string) string {
	for _, k := range kinds {
		if k.code == kind {
			return k.name[language]
		}
	}
	return kind
}
