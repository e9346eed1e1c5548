package content

import (
	"fmt"
	"slices"
	"strings"

	"github.com/akta-foi/akta/bundles"
)

// openedFields checks the metadata fields that a document opens: each is there,
// no redaction in force hides it, and none holds a text that is hidden.
func (d *Document) openedFields(doc *bundles.SealedDocument, plan *Plan) ([]string, error) {
	l := newLocator(doc)
	for _, name := range d.Fields {
		values := l.values(name)
		if len(values) == 0 {
			return nil, fmt.Errorf("document %s: metadata field %q is to be opened, and there is none; there are %s", d.ID, name, strings.Join(l.fieldNames(), ", "))
		}
		f := newFinder(values)
		for _, x := range plan.Redactions {
			switch {
			case !x.hides() || !x.of(d.ID):
			case x.Field == name:
				return nil, fmt.Errorf("document %s: metadata field %q is opened, and hidden by redaction %s: decide for one", d.ID, name, x.ID)
			case x.Text != "" && len(f.find(x.Text)) > 0:
				return nil, fmt.Errorf("document %s: metadata field %q is opened, and holds the text that redaction %s hides: close it, or reject that one", d.ID, name, x.ID)
			case x.Unit == UnitDocument && l.names(x):
				return nil, fmt.Errorf("document %s: metadata field %q is opened, and redaction %s hides the whole document", d.ID, name, x.ID)
			}
		}
	}
	return slices.Clone(d.Fields), nil
}

// names tells whether a redaction stands in the document.
func (l *locator) names(x Redaction) bool {
	_, places, err := l.locate(x)
	return err != nil || places > 0
}

// FieldOf names a metadata field of a document.
type FieldOf struct{ Document, Field string }

// showFields opens fields. Whether they are there is known once the document is
// sealed; a release refuses those that are not.
func (p *Plan) showFields(fields []FieldOf) error {
	for _, f := range fields {
		d := p.Document(f.Document)
		if d == nil {
			return fmt.Errorf("document %q: not in this case", f.Document)
		}
		if !fieldName.MatchString(f.Field) {
			return fmt.Errorf("field %q: want a name of a-z and \"-\"", f.Field)
		}
		if !slices.Contains(d.Fields, f.Field) {
			d.Fields = append(d.Fields, f.Field)
		}
	}
	return nil
}
