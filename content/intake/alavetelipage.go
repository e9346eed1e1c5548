package intake

import (
	"bytes"
	"fmt"
	"net/url"
	"regexp"
	"strings"

	"golang.org/x/net/html"

	"github.com/akta-foi/akta/content/law"
)

// alaveteliPage is what the saved page of a request shows.
type alaveteliPage struct {
	file      *Input
	slug      string // the last part of the request's address
	title     string
	state     string
	sent      law.Date
	requester string
	question  string // the first message
}

var (
	alaveteliSlug    = regexp.MustCompile(`/request/([a-z0-9_]{1,200})(?:[/.?#]|$)`)
	alaveteliState   = regexp.MustCompile(`(?:^|\s)request-status-message--([a-z_]{1,80})(?:\s|$)`)
	alaveteliMessage = regexp.MustCompile(`^(outgoing|incoming)-[0-9]{1,12}$`)
)

// parseAlaveteliPage reads the page. What differs from one version of the site
// to the next is looked for in each of its forms.
func parseAlaveteliPage(f Input, n *notes) (*alaveteliPage, error) {
	if len(f.Data) > maxPage {
		return nil, fmt.Errorf("%s: %d bytes, more than the %d allowed", f.Name, len(f.Data), maxPage)
	}
	root, err := html.Parse(bytes.NewReader(f.Data))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", f.Name, err)
	}
	p := &alaveteliPage{}
	var first *html.Node // the first message that was sent
	messages := 0
	for node := range root.Descendants() {
		if node.Type != html.ElementNode {
			continue
		}
		p.address(node)
		switch m := alaveteliMessage.FindStringSubmatch(attribute(node, "id")); {
		case node.Data == "h1" && p.title == "":
			p.title = line(textOf(node))
		case m != nil && hasClass(node, "correspondence"):
			if messages++; first == nil && m[1] == "outgoing" {
				first = node
			}
		}
		if m := alaveteliState.FindStringSubmatch(attribute(node, "class")); m != nil && p.state == "" {
			p.state = m[1]
		}
	}
	switch {
	case messages == 0:
		return nil, fmt.Errorf("%s: no message in it: not the page of a request", f.Name)
	case messages > maxMessages:
		return nil, fmt.Errorf("%s: %d messages, more than the %d allowed", f.Name, messages, maxMessages)
	case first == nil:
		n.add(Missing, "%s: the message that was sent first is not on the page", f.Name)
		return p, nil
	}
	p.firstMessage(first, f.Name, n)
	return p, nil
}

// address takes the request's address from the links that name it: the
// canonical one first, else the first of a message.
func (p *alaveteliPage) address(node *html.Node) {
	link := ""
	switch node.Data {
	case "link":
		if rel := attribute(node, "rel"); rel != "canonical" && rel != "alternate" {
			return
		}
		link = attribute(node, "href")
	case "a":
		if link = attribute(node, "href"); !strings.Contains(link, "#outgoing-") && !strings.Contains(link, "#incoming-") {
			return
		}
	case "input":
		link = attribute(node, "value")
	default:
		return
	}
	u, err := url.Parse(link)
	if p.slug != "" || err != nil {
		return
	}
	if m := alaveteliSlug.FindStringSubmatch(u.Path); m != nil {
		p.slug = m[1]
	}
}

func (p *alaveteliPage) firstMessage(message *html.Node, name string, n *notes) {
	for node := range message.Descendants() {
		switch {
		case node.Type != html.ElementNode:
		case node.Data == "time" && p.sent == 0:
			p.sent = dateOf(attribute(node, "datetime"))
		case (hasClass(node, "person_name") || hasClass(node, "correspondence__header__author")) && p.requester == "":
			p.requester = line(textOf(node))
		case hasClass(node, "correspondence_text") && p.question == "":
			p.question = paragraphs(textOf(node))
		}
	}
	if p.sent == 0 {
		n.add(Missing, "%s: the day of the first message is not told in a way that can be read: give the JSON, too", name)
	}
	if p.requester == "" {
		n.add(Missing, "%s: the name of who asked was not found: if it stands on the page, write it down with \"akta case requester\", so that it is looked for", name)
	}
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func hasClass(n *html.Node, class string) bool {
	for c := range strings.FieldsSeq(attribute(n, "class")) {
		if c == class {
			return true
		}
	}
	return false
}

// textOf is the text below a node, with a line break for each paragraph.
func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		switch {
		case b.Len() > 2*maxQuestion:
			return b.String()
		case d.Type == html.ElementNode && (d.Data == "p" || d.Data == "div") && b.Len() > 0:
			b.WriteString("\n\n")
		case d.Type == html.ElementNode && d.Data == "br":
			b.WriteString("\n")
		case d.Type == html.TextNode && d.Parent.Data != "script" && d.Parent.Data != "style":
			b.WriteString(strings.Join(strings.Fields(d.Data), " "))
			if strings.TrimRight(d.Data, " \t\r\n") != d.Data {
				b.WriteString(" ")
			}
		}
	}
	return b.String()
}
