package pdfobject

// Extent tells where the object that begins at a place ends: after its value,
// or after the data of its stream. The number must be the object's, or -1 for
// any.
func (r *Reader) Extent(at int64, number int) (o Object, end int64, err error) {
	o, end, err = r.indirect(at, number)
	if err != nil {
		return nil, 0, err
	}
	if s, ok := o.(*Stream); ok {
		length, err := r.length(s, r.f.limits.ObjectBytes)
		if err != nil {
			return nil, 0, err
		}
		end = s.start + length
	}
	return o, end, nil
}

// Replaced returns the places of objects that a later save wrote anew.
func (f *File) Replaced() []int64 { return f.replaced }
