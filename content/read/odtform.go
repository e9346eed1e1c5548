package read

import "encoding/xml"

// startForm names the controls of forms with their values (ODF 1.3 part 3, 13).
func (o *odf) startForm(e xml.StartElement, local string) func() {
	var parts []string
	for _, a := range e.Attr {
		switch a.Name.Local {
		case "name", "label", "title", "value", "current-value", "string-value", "current-selected", "datasource", "command", "connection-resource", "href", "data-field", "filter":
			parts = append(parts, a.Value)
		}
	}
	switch local {
	case "properties", "property", "list-property", "list-value":
		return nil
	}
	o.hideOnce(HiddenForm, "form "+local+", "+o.where(), joinNonEmpty(" ", parts...))
	return nil
}
