package site

import (
	"fmt"
	"regexp"
	"strconv"

	"github.com/akta-foi/akta/content/normal"
)

// slugs hands out public names and refuses two ids with the same one.
type slugs map[string]string

func (s slugs) take(kind, id string) (string, error) {
	name := normal.Slug(id)
	if name == "" {
		return "", fmt.Errorf("%s id %q: needs at least one letter a-z or digit", kind, id)
	}
	if other, ok := s[name]; ok {
		return "", fmt.Errorf("%s id %q: has the same public name %q as %q", kind, id, name, other)
	}
	s[name] = id
	return name, nil
}

// releaseNumber reads "r12" as 12.
func releaseNumber(id string) (int, error) {
	if !releaseID.MatchString(id) {
		return 0, fmt.Errorf("release id %q: want r and a number from 1", id)
	}
	return strconv.Atoi(id[1:])
}

var releaseID = regexp.MustCompile(`^r[1-9][0-9]{0,5}$`)
