package read

import (
	"strings"

	"golang.org/x/net/html"
)

// remote names what an HTML text would fetch from elsewhere when it is shown:
// pictures, tracking pixels, styles. The sender learns of every reader.
func (m *mailFile) remote(source string) {
	z := html.NewTokenizer(strings.NewReader(source))
	count, pixels := 0, 0
	var addresses []string
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		if kind != html.StartTagToken && kind != html.SelfClosingTagToken {
			continue
		}
		name, more := z.TagName()
		tag, attrs := string(name), map[string]string{}
		for n := 0; more && n < maxNameSections; n++ {
			var key, value []byte
			key, value, more = z.TagAttr()
			if _, twice := attrs[string(key)]; !twice {
				attrs[string(key)] = string(value)
			}
		}
		address := attrs["src"]
		switch tag {
		case "link":
			address = attrs["href"]
		case "body", "table", "td", "tr":
			address = attrs["background"]
		}
		if !fetched(address) {
			continue
		}
		count++
		if tag == "img" && onePixel(attrs["width"]) && onePixel(attrs["height"]) {
			pixels++
			addresses = append([]string{address}, addresses[:min(len(addresses), 3)]...)
		} else if len(addresses) < 3 {
			addresses = append(addresses, address)
		}
	}
	where := "addresses the message loads from when it is shown"
	if pixels > 0 {
		where = "addresses the message loads from when it is shown, tracking pixels among them"
	}
	if count > 0 {
		m.doc.hide(Hidden{Kind: HiddenExternalLink, Where: where, Count: count, Unit: "addresses", Excerpt: strings.Join(addresses, " ")})
	}
}

func fetched(address string) bool {
	address = strings.ToLower(strings.TrimSpace(address))
	return strings.HasPrefix(address, "http:") || strings.HasPrefix(address, "https:") || strings.HasPrefix(address, "//") || strings.HasPrefix(address, "file:")
}

func onePixel(length string) bool {
	length = strings.TrimSuffix(strings.TrimSpace(length), "px")
	return length == "0" || length == "1" || length == "2"
}
