package law

// Words is the date for people, in cs, hu or en (any other language is taken
// as en): "3. července 2026", "2026. július 3.", "3 July 2026". No date is "".
func (d Date) Words(lang string) string {
	if d == 0 {
		return ""
	}
	return dateWords(d, lang)
}
