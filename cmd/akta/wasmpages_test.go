package main

import (
	"bytes"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// pageInput is one page for testdata/check.js.
type pageInput struct {
	Address string   `json:"address"`
	Root    pageNode `json:"root"`
}

type pageNode struct {
	Text       *string           `json:"text,omitempty"`
	Tag        string            `json:"tag,omitempty"`
	Attributes map[string]string `json:"attributes,omitempty"`
	Children   []pageNode        `json:"children,omitempty"`
}

// pageOutput is what aktaWords.compareTexts and fileHolds say of a case.
type pageOutput struct {
	Equal, Missing []string
	Different      []struct {
		ID            string
		Shown, Proven string
	}
	Files struct {
		Equal     int
		Different []string
	}
}

func nodeOf(n *html.Node) pageNode {
	if n.Type == html.TextNode {
		text := n.Data
		return pageNode{Text: &text}
	}
	out := pageNode{Tag: n.Data, Attributes: map[string]string{}}
	if n.Type == html.DocumentNode {
		out.Tag = "document"
	}
	for _, a := range n.Attr {
		out.Attributes[a.Key] = a.Val
	}
	for c := range n.ChildNodes() {
		if c.Type == html.TextNode || c.Type == html.ElementNode {
			out.Children = append(out.Children, nodeOf(c))
		}
	}
	return out
}

// casePages reads the pages of a case, after change.
func casePages(t *testing.T, public, slug string, change func(*html.Node)) []pageInput {
	t.Helper()
	var list []pageInput
	root := path.Join("cases", slug)
	err := fs.WalkDir(os.DirFS(public), root, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) != ".html" {
			return err
		}
		data, err := os.ReadFile(filepath.Join(public, filepath.FromSlash(name)))
		if err != nil {
			return err
		}
		page, err := html.Parse(bytes.NewReader(data))
		if err != nil {
			return err
		}
		if change != nil {
			change(page)
		}
		list = append(list, pageInput{Address: "http://127.0.0.1/" + name, Root: nodeOf(page)})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// inText calls f for each element and text in the texts of documents on a page,
// until it returns true.
func inText(page *html.Node, f func(*html.Node) bool) {
	for n := range page.Descendants() {
		if attr(n, "data-document") == "" || !strings.Contains(" "+attr(n, "class")+" ", " text ") {
			continue
		}
		for d := range n.Descendants() {
			if f(d) {
				return
			}
		}
	}
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// TestPagesEqualProof: the words on the demo's pages are the proven ones, and
// one changed word, one added, one left out and one gap on another ground are found.
func TestPagesEqualProof(t *testing.T) {
	o := demoOnce(t).offices[0]
	newest := map[string]string{} // by case
	for _, r := range o.Releases {
		newest[filepath.Base(filepath.Dir(r))] = r
	}
	in := checkInput{Public: o.Public}
	var cases []string
	for c, r := range newest {
		cases = append(cases, c)
		in.Pages = append(in.Pages, checkJob{Zip: r, Pages: casePages(t, o.Public, c, nil)})
	}
	texts, files := 0, 0
	for i, got := range runCheck(t, in).Pages {
		texts, files = texts+len(got.Equal), files+got.Files.Equal
		if len(got.Different)+len(got.Missing)+len(got.Files.Different) > 0 {
			t.Errorf("case %s: %+v", cases[i], got)
		}
	}
	if texts < 10 || files < 10 {
		t.Errorf("%d texts and %d files are equal: too few to prove anything", texts, files)
	}

	isWord := func(n *html.Node) bool {
		return n.Type == html.TextNode && len(strings.Fields(n.Data)) > 2 && n.Parent.Data == "p"
	}
	changes := map[string]func(done *bool) func(*html.Node) bool{
		"a changed word": func(done *bool) func(*html.Node) bool {
			return func(n *html.Node) bool {
				if *done = isWord(n); *done {
					n.Data = strings.Replace(n.Data, strings.Fields(n.Data)[1], "jinak", 1)
				}
				return *done
			}
		},
		"an added word": func(done *bool) func(*html.Node) bool {
			return func(n *html.Node) bool {
				if *done = isWord(n); *done {
					n.Data += " navíc"
				}
				return *done
			}
		},
		"a word left out": func(done *bool) func(*html.Node) bool {
			return func(n *html.Node) bool {
				if *done = isWord(n); *done {
					n.Data = strings.Join(strings.Fields(n.Data)[1:], " ")
				}
				return *done
			}
		},
		"words that look like a paragraph's number": func(done *bool) func(*html.Node) bool {
			return func(n *html.Node) bool {
				if *done = isWord(n); *done {
					n.Parent.AppendChild(&html.Node{Type: html.ElementNode, Data: "a", Attr: []html.Attribute{{Key: "class", Val: "n"}, {Key: "href", Val: "#p-1"}},
						FirstChild: nil})
					n.Parent.LastChild.AppendChild(&html.Node{Type: html.TextNode, Data: "navíc"})
				}
				return *done
			}
		},
		"a gap that is none": func(done *bool) func(*html.Node) bool {
			return func(n *html.Node) bool {
				if *done = isWord(n); *done {
					n.Parent.InsertBefore(&html.Node{Type: html.ElementNode, Data: "a", Attr: []html.Attribute{{Key: "class", Val: "redaction"}, {Key: "href", Val: "#ground-1"}}}, n)
				}
				return *done
			}
		},
		"another ground": func(done *bool) func(*html.Node) bool {
			return func(n *html.Node) bool {
				if *done = n.Type == html.ElementNode && attr(n, "class") == "redaction"; *done {
					for i := range n.Attr {
						if n.Attr[i].Key == "href" {
							n.Attr[i].Val = "#ground-99"
						}
					}
				}
				return *done
			}
		},
	}
	var names []string
	in.Pages = nil
	for name, change := range changes {
		names = append(names, name)
		done := false
		f := change(&done)
		pages := casePages(t, o.Public, cases[0], func(page *html.Node) {
			if !done {
				inText(page, f)
			}
		})
		if !done {
			t.Fatalf("%s: nothing to change in case %s", name, cases[0])
		}
		in.Pages = append(in.Pages, checkJob{Zip: newest[cases[0]], Pages: pages})
	}
	for i, got := range runCheck(t, in).Pages {
		if len(got.Different) != 1 || got.Different[0].Shown == got.Different[0].Proven {
			t.Errorf("%s: %+v, want one difference", names[i], got)
		}
	}
}
