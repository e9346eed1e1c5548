package letter

import (
	"fmt"
	"slices"
	"strings"

	"github.com/akta-foi/akta/content/law"
)

// Kind is a kind of letter.
type Kind struct {
	Code   string   `json:"kind"`
	What   string   `json:"what"`   // in English, for the officer
	Events []string `json:"events"` // events of the law that such a letter tells of
	State  string   `json:"-"`      // public state whose remedies it tells
}

var kinds = []Kind{
	{"acknowledgement", "the request was received, and by when it is answered", []string{"receive"}, law.PublicOpen},
	{"particulars", "what is missing in the request, or unclear", []string{"request-particulars"}, law.PublicOpen},
	{"extension", "the deadline is extended, why, and until when", []string{"extend"}, law.PublicOpen},
	{"fee", "what the answer costs, and until when it is paid", []string{"suspend"}, law.PublicOpen},
	{"transfer", "another body is competent for the request", []string{"transfer", "not-competent"}, law.PublicTransferred},
	{"refusal", "the request is refused", []string{"refuse"}, law.PublicRefused},
	{"refusal-part", "a part of the request is refused", []string{"refuse-part"}, law.PublicPartlyRefused},
	{"answer", "the information is provided", []string{"answer"}, law.PublicAnswered},
}

// Kinds lists the kinds of letters, in the order of a case's life.
func Kinds() []Kind { return slices.Clone(kinds) }

// KindOf finds a kind by its code.
func KindOf(code string) (*Kind, error) {
	i := slices.IndexFunc(kinds, func(k Kind) bool { return k.Code == code })
	if i < 0 {
		var codes []string
		for _, k := range kinds {
			codes = append(codes, k.Code)
		}
		return nil, fmt.Errorf("letter %q: want one of %s", code, strings.Join(codes, ", "))
	}
	k := kinds[i]
	return &k, nil
}
