package read

import (
	"encoding/xml"
	"errors"
	"fmt"
	"net/url"
	"path"
	"strings"
)

// opcPackage is an opened office file of the Open Packaging Conventions
// (ECMA-376 part 2): parts, and relationships from one part to others or to
// addresses outside. Whatever no reader has asked for is named at the end.
type opcPackage struct {
	*container
	lower map[string]string // part names are compared without regard to case (6.2.2.3)
	used  map[string]bool   // parts whose content is in the views, named, or known to be harmless
	rels  map[string]map[string]*relationship
	all   []*relationship // in the order of the directory
}

// relationship is a link from one part, or from the package itself (""), to
// another part or to an address.
type relationship struct {
	id, kind string // kind is the last element of the type's address
	source   string
	target   string // name of a part, or an address
	external bool
	named    bool // an external one that was shown or named already
}

// openPackage opens the container and reads all relationships.
func openPackage(j *job) (*opcPackage, error) {
	c, err := openContainer(j)
	if err != nil {
		return nil, err
	}
	p := &opcPackage{container: c, lower: map[string]string{}, used: map[string]bool{}, rels: map[string]map[string]*relationship{}}
	for _, f := range c.members {
		name := memberName(f.Name)
		p.lower[strings.ToLower(name)] = name
	}
	p.used[p.name("[Content_Types].xml")] = true
	for _, f := range c.members {
		dir, base := path.Split(memberName(f.Name))
		if source, ok := strings.CutSuffix(base, ".rels"); ok && strings.HasSuffix("/"+dir, "/_rels/") {
			if err := p.readRels(memberName(f.Name), strings.TrimSuffix(dir, "_rels/")+source); err != nil {
				return nil, err
			}
		}
	}
	return p, nil
}

// memberName is the name under which a container keeps a member.
func memberName(name string) string {
	return strings.TrimPrefix(strings.ReplaceAll(name, `\`, "/"), "/")
}

// name returns the spelling a part has in the container, or name itself.
func (p *opcPackage) name(name string) string {
	if real := p.lower[strings.ToLower(name)]; real != "" {
		return real
	}
	return name
}

// readRels reads one part of relationships (9.3).
func (p *opcPackage) readRels(name, source string) error {
	p.used[name] = true
	byID := map[string]*relationship{}
	p.rels[source] = byID
	return walkXML(p.container, name, func(t xml.Token, _ int) error {
		e, ok := t.(xml.StartElement)
		if !ok || e.Name.Local != "Relationship" {
			return nil
		}
		if len(p.all) >= maxRelationships {
			return fmt.Errorf("part %s: more than %d relationships in the file: split the file", name, maxRelationships)
		}
		r := &relationship{
			id: attr(e, "Id"), kind: path.Base(attr(e, "Type")), source: source,
			target: attr(e, "Target"), external: strings.EqualFold(attr(e, "TargetMode"), "External"),
		}
		if !r.external {
			r.target = p.name(resolvePart(source, r.target))
		}
		byID[r.id] = r
		p.all = append(p.all, r)
		return nil
	})
}

// resolvePart turns the target of a relationship into the name of a part.
func resolvePart(source, target string) string {
	target, _, _ = strings.Cut(target, "#")
	if plain, err := url.PathUnescape(target); err == nil {
		target = plain
	}
	target = strings.ReplaceAll(target, `\`, "/")
	if !strings.HasPrefix(target, "/") {
		target = path.Join("/", path.Dir(source), target)
	}
	return strings.TrimPrefix(path.Clean(target), "/")
}

// rel returns the relationship of a part by its id, or nil.
func (p *opcPackage) rel(source, id string) *relationship { return p.rels[source][id] }

// related returns the parts of one kind that a part points to and that are
// there.
func (p *opcPackage) related(source, kind string) []string {
	var parts []string
	for _, r := range p.all {
		if r.source == source && r.kind == kind && !r.external && p.has(r.target) {
			parts = append(parts, r.target)
		}
	}
	return parts
}

// main returns the document part the package starts with, by its relationship
// or by the name every program gives it.
func (p *opcPackage) main(usual string) (string, error) {
	for _, part := range append(p.related("", "officeDocument"), p.name(usual)) {
		if p.has(part) {
			p.used[part] = true
			return part, nil
		}
	}
	return "", fmt.Errorf("no part %s in it: damaged, ask for the file again", usual)
}

// walk reads a part that is used from now on; a part that is not there has no
// tokens.
func (p *opcPackage) walk(part string, f func(t xml.Token, depth int) error) error {
	if !p.has(part) {
		return nil
	}
	p.used[part] = true
	return walkXML(p.container, part, f)
}

// first is related for parts of which there is one.
func (p *opcPackage) first(source, kind string) string {
	for _, part := range p.related(source, kind) {
		return part
	}
	return ""
}

// relID returns the id of a relationship an element points to: r:id, r:embed,
// r:link. Other attributes called id belong to the element itself.
func relID(e xml.StartElement, local string) string {
	for _, a := range e.Attr {
		if a.Name.Local == local && strings.HasSuffix(a.Name.Space, "/relationships") {
			return a.Value
		}
	}
	return ""
}

// on reads a switch (ECMA-376 part 1, 22.9.2.7): there and not false.
func on(value string) bool { return value != "0" && value != "false" && value != "off" }

// optional turns an error about a part that carries no text of the document
// into silence: a damaged thumbnail list must not keep an office from its
// letter. Deadlines and bounds of the whole file stay errors.
func (p *opcPackage) optional(err error) error {
	var syntax *xml.SyntaxError
	if errors.As(err, &syntax) {
		return nil
	}
	return err
}
