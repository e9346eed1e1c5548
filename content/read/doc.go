// Package read turns one file into views: the words in reading order, the page
// images and the fields of its metadata. It knows nothing of cases, seals or
// web pages; what it returns is what a seal commits to.
//
//	r := read.NewReader()
//	defer r.Close()
//	doc, err := r.Read(ctx, read.Source{Name: name, Data: f, Size: n}, sink)
//
// Guaranteed: the same bytes give the same tokens, pixels and fields, on every
// machine; pages are handed over one at a time and never held together; every
// bound is in limits.go; nothing outside the file is read (PDF code runs in a
// WebAssembly sandbox without a file system, a clock or a network).
//
// Not guaranteed: that a machine has read everything a person can see. A page
// with ink and no text is listed in Document.UnreadPages, and text drawn as a
// picture on a page that also has real text is not noticed.
//
// # Words
//
// A token is one word and the separator after it: nothing, " ", "\n" or
// "\n\n". The separator is empty at the end of a text without a final line
// break, between the pieces of an overlong word, and where a PDF breaks a word
// at a line end: "Novot-" and "ná" become the tokens "Novot" and "ná ", each
// with the box of its own line, so that the joined text says "Novotná". The
// hyphen stays if an upper case letter or a digit follows ("Frýdek-" "Místek").
//
// Soft hyphens, zero width characters and decomposed letters of text and e-mail
// are kept as they came: whoever searches has to fold them.
package read
