package bundles

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"unicode/utf8"
)

const (
	statementType = "https://in-toto.io/Statement/v1"
	payloadType   = "application/vnd.in-toto+json" // DSSE payload type of an in-toto statement
)

// Statement is what is signed: an in-toto Statement v1 about one subject.
type Statement struct {
	Name          string          // name of the subject, such as "commitment.json"
	Digest        Hash            // SHA-256 of the subject's bytes
	PredicateType string          // URI saying what Predicate means
	Predicate     json.RawMessage // one JSON value in compact form
}

// statementWire is the JSON of a Statement. There is exactly one subject:
// with several, verifiers do not agree on which one was meant.
type statementWire struct {
	Type          string           `json:"_type"`
	Subject       [1]statementItem `json:"subject"`
	PredicateType string           `json:"predicateType"`
	Predicate     json.RawMessage  `json:"predicate"`
}

type statementItem struct {
	Name   string          `json:"name"`
	Digest statementDigest `json:"digest"`
}

type statementDigest struct {
	SHA256 Hash `json:"sha256"`
}

// marshal writes the statement in its one spelling, or says what is missing.
func (s Statement) marshal() ([]byte, error) {
	switch {
	case s.Name == "":
		return nil, errors.New("statement: no subject name")
	case s.PredicateType == "":
		return nil, errors.New("statement: no predicate type")
	case !json.Valid(s.Predicate):
		return nil, errors.New("statement: the predicate is not JSON")
	}
	w := statementWire{Type: statementType, PredicateType: s.PredicateType, Predicate: s.Predicate}
	w.Subject[0] = statementItem{Name: s.Name, Digest: statementDigest{s.Digest}}
	data := marshalJSON(w)
	// What is signed must be what a reader accepts (a predicate with invalid
	// UTF-8 would pass until here).
	if _, err := parseStatement(data); err != nil {
		return nil, err
	}
	return data, nil
}

func parseStatement(data []byte) (Statement, error) {
	if !utf8.Valid(data) {
		return Statement{}, errors.New("statement: not UTF-8")
	}
	w, err := parseJSON[statementWire]("statement", data, maxStatement)
	if err != nil {
		return Statement{}, err
	}
	item := w.Subject[0]
	switch {
	case w.Type != statementType:
		return Statement{}, fmt.Errorf("statement: type %q, want %q", w.Type, statementType)
	case item.Name == "" || len(item.Name) > maxNameLength:
		return Statement{}, fmt.Errorf("statement: subject name of %d bytes, want 1 to %d", len(item.Name), maxNameLength)
	case w.PredicateType == "" || len(w.PredicateType) > maxStringField:
		return Statement{}, fmt.Errorf("statement: predicate type of %d bytes, want 1 to %d", len(w.PredicateType), maxStringField)
	case len(w.Predicate) == 0:
		return Statement{}, errors.New("statement: no predicate")
	}
	return Statement{Name: item.Name, Digest: item.Digest.SHA256, PredicateType: w.PredicateType, Predicate: w.Predicate}, nil
}

// preAuth is the DSSE v1 pre-authentication encoding of a statement: the
// bytes that are really signed.
func preAuth(payload []byte) []byte {
	var b []byte
	b = append(b, "DSSEv1 "...)
	b = strconv.AppendInt(b, int64(len(payloadType)), 10)
	b = append(b, ' ')
	b = append(b, payloadType...)
	b = append(b, ' ')
	b = strconv.AppendInt(b, int64(len(payload)), 10)
	b = append(b, ' ')
	return append(b, payload...)
}
