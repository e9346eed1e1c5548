package read

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/akta-foi/akta/content/read/ocr"
)

// doubtful is the confidence below which a word is named as a region that was
// not read. Of 3,420 words of 60 and more on the scans of TestRecognise and
// noisier ones 2 of 100 were wrong, of those below it every second one.
const doubtful = 60

// recognised is what OCR made of one page image.
type recognised struct {
	tokens []Token  // with page, box and confidence; the last one ends a paragraph
	hidden []Hidden // unread regions
}

// recognise reads the words of a page image whose full levels of grey are
// given (page.Gray has only four). It returns nil where no OCR is installed or
// wanted. It may be called from several goroutines. A page on which the program
// fails has no tokens, is one unread region, and a warning says why; the only
// errors are those of the job's context.
func (j *job) recognise(page Page, gray []byte) (*recognised, error) {
	engine := j.reader.opt.OCR
	if engine == nil {
		return nil, nil
	}
	languages := j.languages(engine)
	img := ocr.Image{Gray: gray, Width: page.Width, Height: page.Height, DPI: page.DPI}
	words, err := engine.Page(j.ctx, img, languages)
	if ended := j.ctx.Err(); ended != nil {
		return nil, ended
	}
	j.progress("recognise", page.Number, 0)
	if err != nil {
		j.notes.add(page.Number, fmt.Sprintf("page %d was not machine-read: %v", page.Number, err))
		whole := Box{0, 0, page.Width, page.Height}
		return &recognised{hidden: []Hidden{unread(page, whole, "the page was not machine-read")}}, nil
	}
	return &recognised{
		tokens: wordTokens(page, words),
		hidden: j.unreadRegions(page, gray, words),
	}, nil
}

// languages are the office's; where it named none, those of its countries that
// are installed. What is missing is said once a document.
func (j *job) languages(engine *ocr.Engine) []string {
	wanted := j.reader.opt.Languages
	if len(wanted) == 0 {
		for _, code := range []string{"cs", "hu", "en"} {
			if len(engine.Missing([]string{code})) == 0 {
				wanted = append(wanted, code)
			}
		}
		return wanted
	}
	for _, code := range engine.Missing(wanted) {
		j.notes.add(0, fmt.Sprintf("scans were read without the language %q: install its data for tesseract", code))
	}
	return wanted
}

// wordTokens makes tokens of words in their order.
func wordTokens(page Page, found []ocr.Word) []Token {
	var w words
	w.page = page.Number
	var confidence []int // of each token
	for i, word := range found {
		if i > 0 {
			w.space(gapBefore(found[i-1], word))
		}
		for _, part := range strings.Fields(word.Text) {
			w.space(gapBlank) // the weakest: what came before is at least that
			for _, r := range part {
				w.add(r)
				w.box = Box{word.X, word.Y, word.W, word.H}
			}
			for len(confidence) <= len(w.tokens) {
				confidence = append(confidence, max(word.Confidence, 1))
			}
		}
	}
	w.space(gapParagraph)
	w.settle()
	for i := range w.tokens {
		w.tokens[i].Confidence = confidence[i]
	}
	return w.tokens
}

func gapBefore(a, b ocr.Word) gap {
	switch {
	case a.Block != b.Block || a.Paragraph != b.Paragraph:
		return gapParagraph
	case a.Line != b.Line:
		return gapLine
	}
	return gapBlank
}

// notes are warnings from goroutines that read pages side by side. They become
// warnings of the document in the order of the pages.
type notes struct {
	mu   sync.Mutex
	list []note
}

type note struct {
	page int // 0: of no page
	text string
}

func (n *notes) add(page int, text string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if !slices.Contains(n.list, note{page, text}) {
		n.list = append(n.list, note{page, text})
	}
}

// settle gives the notes to the document once every page is read.
func (n *notes) settle(doc *Document) {
	slices.SortFunc(n.list, func(a, b note) int {
		if a.page != b.page {
			return a.page - b.page
		}
		return strings.Compare(a.text, b.text)
	})
	for _, n := range n.list {
		doc.warn("%s", n.text)
	}
}
