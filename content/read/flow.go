package read

import (
	"fmt"
	"runtime"

	"github.com/akta-foi/akta/content/read/typeset"
)

// setFlow makes the views of an office document from its visible content: the
// tokens, the blocks and the page images, which are set by akta or, where the
// office wants those, come from its soffice.
func (j *job) setFlow(flow typeset.Flow) error {
	if j.reader.opt.Soffice != "" && sofficeRenders(j.format) {
		return j.renderWithSoffice()
	}
	limits := typeset.Limits{Pages: maxPages, Words: maxTokens, WordBytes: maxTokenBytes}
	pages, err := typeset.Layout(j.ctx, flow, limits)
	if err != nil {
		return err
	}
	read, err := j.drawPages(pages)
	if err != nil {
		return err
	}
	if n := pages.Dropped(); n > 0 {
		j.doc.warn("%d control characters were left out of the text", n)
	}
	if n, which := pages.Lacking(); n > 0 {
		j.doc.warn("%d characters have no picture in akta's fonts: %+q", n, string(which[:min(len(which), 20)]))
	}
	j.doc.MachineRead = true
	return j.doc.setWords(flow, pages, read)
}

// flowPage is a page that was drawn, and what OCR made of its pictures.
type flowPage struct {
	Page
	pictures []flowPicture
}

// flowPicture is a picture with ink on a page.
type flowPicture struct {
	index int // in the order of the flow
	box   Box
	read  *recognised // nil: not read
}

// drawPages hands the pages over, and returns what was read in the pictures
// on them, by their order in the flow.
func (j *job) drawPages(pages *typeset.Pages) ([]*recognised, error) {
	if j.reader.opt.OCR != nil && len(pages.Pictures()) > 0 && j.untimed != nil {
		j.ctx = j.untimed // every page that OCR reads has a deadline of its own
	}
	onPage := map[int][]int{}
	for i, p := range pages.Pictures() {
		onPage[p.Page] = append(onPage[p.Page], i)
	}
	read := make([]*recognised, len(pages.Pictures()))
	produce := func(n int) (flowPage, error) { return j.drawPage(pages, n, onPage[n]) }
	err := typeset.Each(j.ctx, pages.Count(), runtime.GOMAXPROCS(0), produce, func(p flowPage) error {
		for _, pic := range p.pictures {
			read[pic.index] = pic.read
			j.doc.hidePicture(p.Number, pic)
		}
		j.progress("page", p.Number, pages.Count())
		return j.page(p.Page)
	})
	return read, err
}

// drawPage draws one page and reads the pictures on it.
func (j *job) drawPage(pages *typeset.Pages, number int, pictures []int) (flowPage, error) {
	out := flowPage{Page: Page{Number: number, DPI: typeset.DPI}}
	out.Width, out.Height = pages.Size(number)
	if j.sink == nil && len(pictures) == 0 {
		return out, nil // nobody looks at it
	}
	gray := pages.Draw(number).Gray
	out.Gray = gray
	if len(pictures) == 0 {
		return out, nil
	}
	out.Gray = make([]byte, len(gray))
	for i, v := range gray {
		out.Gray[i] = level(v)
	}
	for _, i := range pictures {
		pic := flowPicture{index: i, box: Box(pages.Pictures()[i].Box)}
		if darkest, _ := out.levels(pic.box); darkest == 255 {
			continue
		}
		if j.reader.opt.OCR != nil {
			var err error
			masked := out.only(out.Gray, pic.box)
			if pic.read, err = j.recognise(masked, out.only(gray, pic.box).Gray); err != nil {
				return out, err
			}
		}
		out.pictures = append(out.pictures, pic)
	}
	return out, nil
}

// only returns the page with nothing on it but what gray has in a box.
func (p Page) only(gray []byte, b Box) Page {
	p.Gray = make([]byte, len(gray))
	for i := range p.Gray {
		p.Gray[i] = 255
	}
	for y := b.Y; y < b.Y+b.H; y++ {
		at := y*p.Width + b.X
		copy(p.Gray[at:at+b.W], gray[at:])
	}
	return p
}

// hidePicture names what nobody read in a picture.
func (d *Document) hidePicture(page int, pic flowPicture) {
	if pic.read != nil && len(pic.read.tokens)+len(pic.read.hidden) > 0 {
		for _, h := range pic.read.hidden {
			d.hide(h)
		}
		return
	}
	d.hide(Hidden{Kind: HiddenUnreadRegion, Where: fmt.Sprintf("picture on page %d", page), Page: page, Box: &pic.box, Count: 1, Unit: "pictures"})
}
