package read

import (
	"github.com/akta-foi/akta/content/read/pdfobject"
)

// pdfPageObject is one page as its objects describe it.
type pdfPageObject struct {
	number    int // from 1
	object    int // its number; 0: it has none
	dict      pdfobject.Dict
	resources pdfobject.Object
	box       rect // what is shown of it: the crop box within the media box

	redacted []pdfMark
	links    []pdfLink
	replaced []string // replacement texts of the structure, to be held against the page
}

// pdfNode is a node of the page tree with what it inherits.
type pdfNode struct {
	object, resources, media, crop pdfobject.Object
}

// readPages follows the page tree.
func (s *pdfScan) readPages(root pdfobject.Dict) {
	s.pages = pagesOfTree(s.r, root)
	for _, p := range s.pages {
		s.named[p.object] = true
		s.pageOf[p.object] = p.number
	}
	if len(s.pages) != s.f.pages {
		s.f.doc.warn("objects could not be read: the page tree has %d pages, %d are drawn: page numbers of hidden things may be wrong", len(s.pages), s.f.pages)
	}
}

// pagesOfTree returns the pages of a document in order (ISO 32000-1 7.7.3).
func pagesOfTree(r *pdfobject.Reader, root pdfobject.Dict) (pages []*pdfPageObject) {
	stack := []pdfNode{{object: root["Pages"]}}
	seen := map[int]bool{}
	for visited := 0; len(stack) > 0 && visited < maxPDFTreeNodes && len(pages) < maxPages && r.Err() == nil; visited++ {
		n := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		ref, _ := n.object.(pdfobject.Ref)
		d := r.Dict(n.object)
		if d == nil || seen[ref.Number] && d["Kids"] != nil {
			continue
		}
		seen[ref.Number] = ref.Number != 0
		n.inherit(d)
		if d["Kids"] == nil {
			pages = append(pages, &pdfPageObject{
				number: len(pages) + 1, object: ref.Number, dict: d, resources: n.resources, box: n.box(r),
			})
			continue
		}
		kids := r.Array(d["Kids"])
		for i := len(kids) - 1; i >= 0 && len(stack) < maxPDFTreeNodes; i-- {
			kid := n
			kid.object = kids[i]
			stack = append(stack, kid)
		}
	}
	return pages
}

// inherit takes from a node what holds for those below it.
func (n *pdfNode) inherit(d pdfobject.Dict) {
	for _, held := range []struct {
		key   pdfobject.Name
		place *pdfobject.Object
	}{{"Resources", &n.resources}, {"MediaBox", &n.media}, {"CropBox", &n.crop}} {
		if d[held.key] != nil {
			*held.place = d[held.key]
		}
	}
}

// box returns what is shown of a page; not set where the file does not say.
func (n *pdfNode) box(r *pdfobject.Reader) rect {
	var shown rect
	for _, o := range []pdfobject.Object{n.media, n.crop} {
		a := r.Array(o)
		if len(a) != 4 {
			continue
		}
		b := rectOf([]float64{r.Float(a[0]), r.Float(a[1]), r.Float(a[2]), r.Float(a[3])})
		if !shown.set {
			shown = b
			continue
		}
		cut := rect{max(shown.left, b.left), max(shown.bottom, b.bottom), min(shown.right, b.right), min(shown.top, b.top), true}
		if cut.left < cut.right && cut.bottom < cut.top {
			shown = cut
		}
	}
	return shown
}

// readPage names what hangs on a page.
func (s *pdfScan) readPage(p *pdfPageObject) {
	d := p.dict
	if d["Thumb"] != nil && s.mark(d["Thumb"]) {
		t := s.r.Dict(d["Thumb"])
		s.name(Hidden{
			Kind: HiddenThumbnail, Where: onPage(p.number, "a small picture of how it once looked"), Page: p.number, Count: 1, Unit: "pictures",
			Excerpt: s.r.Text(t["Width"]) + " x " + s.r.Text(t["Height"]) + " pixels",
		})
	}
	s.readActions(p.number, "the page", d["AA"])
	s.readAttached(p.number, "the page", d["AF"])
	s.readPieces(p.number, "the page", d["PieceInfo"])
	s.readXMP(p.number, "the page", d["Metadata"])
	for _, a := range s.r.Array(d["Annots"]) {
		if s.r.Err() != nil {
			return
		}
		s.readNote(p, a)
	}
}

// readCatalog names what hangs on the document.
func (s *pdfScan) readCatalog(root pdfobject.Dict) {
	const what = "the document"
	s.readAction(0, "opening "+what, root["OpenAction"])
	s.readActions(0, what, root["AA"])
	s.readAttached(0, what, root["AF"])
	s.readPieces(0, what, root["PieceInfo"])
	s.readXMP(0, what, root["Metadata"])
	s.readProofs(root)
}

// readPieces names what other programs keep for themselves (ISO 32000-1 14.5).
func (s *pdfScan) readPieces(page int, what string, o pdfobject.Object) {
	pieces := s.r.Dict(o)
	if !s.mark(o) {
		return
	}
	for _, program := range pieces.Keys() {
		s.name(Hidden{
			Kind: HiddenUnknownPart, Where: onPage(page, "private data of the program "+string(program)+" for "+what), Page: page,
			Count: 1, Unit: "parts", Excerpt: s.textsIn(pieces[program]),
		})
	}
}

// textsIn gathers the strings and streams of an object, for an excerpt.
func (s *pdfScan) textsIn(o pdfobject.Object) string {
	var text string
	queue := []pdfobject.Object{o}
	for visited := 0; len(queue) > 0 && visited < maxPDFOfOneKind && len(text) < maxExcerptBytes; visited++ {
		next := queue[0]
		queue = queue[1:]
		switch v := s.r.Resolve(next).(type) {
		case pdfobject.String:
			text += v.Text() + " "
		case pdfobject.Array:
			queue = append(queue, v[:min(len(v), maxPDFOfOneKind)]...)
		case pdfobject.Dict:
			for _, key := range v.Keys() {
				queue = append(queue, v[key])
			}
		case *pdfobject.Stream:
			if data, err := s.r.Data(v, maxPDFContent); err == nil {
				text += printable(data) + " "
			}
		}
	}
	return text
}
