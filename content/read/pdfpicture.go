package read

// Values of fpdf_edit.h.
const (
	pdfiumObjectImage = 3
	pdfiumObjectForm  = 5
)

// pictureSearch looks for a picture that may hold words of its own.
type pictureSearch struct {
	guest *guest
	area  float64 // a picture's smallest, in points
	left  int     // objects that may still be looked at
}

// hasPicture tells whether an image covers at least a tenth of the page, also
// inside forms. A page with more objects than can be looked at has one.
func (f *pdfFile) hasPicture(handle uint64, page Page) (bool, error) {
	points := 72 / float64(page.DPI)
	s := &pictureSearch{f.guest, pictureShare * float64(page.Width) * float64(page.Height) * points * points, maxPageObjects}
	return s.in(handle, "FPDFPage_CountObjects", "FPDFPage_GetObject", 0, 1)
}

// in searches a page or a form. Inside a form, bounds are those of the form's
// own space: the scale by which it is drawn is multiplied in.
func (s *pictureSearch) in(container uint64, count, get string, depth int, scale float64) (bool, error) {
	n, err := s.guest.Do(count, container)
	if err != nil {
		return false, err
	}
	for i := range int(int32(n)) {
		if s.left--; s.left < 0 {
			return true, nil
		}
		object, err := s.guest.Do(get, container, uint64(i))
		if err != nil {
			return false, err
		}
		if object == 0 {
			continue
		}
		if found, err := s.object(object, depth, scale); found || err != nil {
			return found, err
		}
	}
	return false, nil
}

func (s *pictureSearch) object(object uint64, depth int, scale float64) (bool, error) {
	kind, err := s.guest.Do("FPDFPageObj_GetType", object)
	if err != nil {
		return false, err
	}
	switch kind {
	case pdfiumObjectImage:
		g := s.guest
		ok, err := g.Do("FPDFPageObj_GetBounds", object, g.at(0), g.at(0)+4, g.at(0)+8, g.at(0)+12)
		if err != nil || ok == 0 {
			return false, err
		}
		b, err := g.floats() // left, bottom, right, top
		return (b[2]-b[0])*(b[3]-b[1])*scale >= s.area, err
	case pdfiumObjectForm:
		if depth >= maxFormDepth {
			return true, nil
		}
		inner, err := s.scale(object)
		if err != nil {
			return false, err
		}
		return s.in(object, "FPDFFormObj_CountObjects", "FPDFFormObj_GetObject", depth+1, scale*inner)
	}
	return false, nil
}

// scale is by how much a form's matrix enlarges areas.
func (s *pictureSearch) scale(form uint64) (float64, error) {
	ok, err := s.guest.Do("FPDFPageObj_GetMatrix", form, s.guest.at(0)) // FS_MATRIX: a, b, c, d, e, f
	if err != nil || ok == 0 {
		return 1, err
	}
	m, err := s.guest.floats()
	return max(m[0]*m[3]-m[1]*m[2], m[1]*m[2]-m[0]*m[3]), err
}
