// Package read turns one file into views, and names what hides in it. The views
// are the words in reading order, the page images and the fields of its
// metadata: what a seal commits to. Everything else in the file (comments,
// hidden sheets, text under a black box, earlier versions, who signed) becomes an
// item of Document.Hidden, for the officer alone. The package knows nothing of
// cases, seals or web pages.
//
//	r := read.NewReader(read.Options{})
//	defer r.Close()
//	doc, err := r.Read(ctx, read.Source{Name: name, Data: f, Size: n}, sink)
//
// Guaranteed: the same bytes give the same tokens, pixels, fields and hidden
// items, on every machine and however many cores it has (OCR: with the same
// tesseract); pages are handed over one at a time and never held together; every
// bound is in limits.go, and every document and page has a deadline; the file is
// not changed, and nothing outside of it is read (PDF code runs in a WebAssembly
// sandbox without a file system, a clock or a network). A file inside the file
// becomes an Attachment, which the caller reads as a document of its own.
//
// Not guaranteed: that a machine has read everything a person can see. A page
// with ink and no text is listed in Document.UnreadPages; with OCR, ink without a
// word, doubtful words, and words on which text layer and image disagree are
// hidden items with their places. That a signature is valid is not judged, only
// who is said to have signed.
//
// # Formats
//
// Readers are a plain list (formats.go), one file or family of files each. PDF
// is drawn by pdfium; what hides in it is found by walking its objects (package
// pdfobject). Office documents become a flow of paragraphs, tables and pictures,
// which akta sets as plain pages (package typeset), so that a facsimile exists
// without an office suite; an office may choose the pages of soffice instead.
// Scans, pictures and pictures inside documents are recognised by tesseract,
// where it is installed (package ocr). What each format gives, and what hidden
// content a fixture of package readtest proves to be named:
//
//	format   text places pages files  hidden content that is named
//	asic     yes  -      -         3  signature
//	cms      yes  -      -         2  signature
//	csv      yes  yes    yes       5  unseen-text
//	docx     yes  yes    yes      57  alternative-text, background-text, black-highlight, comment, custom-xml,
//	                                  embedded-object, external-link, form, hidden-text, metadata, script,
//	                                  signature, thumbnail, tracked-change, unknown-part, unread-region
//	email    yes  -      -        14  alternative-part, external-link, mail-header, quoted-thread, signature,
//	                                  unknown-part
//	html     yes  yes    yes      29  alternative-text, background-text, embedded-object, external-link, form,
//	                                  markup, metadata, script, unread-region, unseen-text
//	image    -    -      yes      21  metadata, thumbnail, unknown-part
//	markdown yes  -      -         1
//	mbox     yes  -      -         2  mail-header
//	msg      yes  -      -         2  mail-header
//	ods      yes  yes    yes      20  background-text, black-highlight, comment, external-link, formula,
//	                                  hidden-column, hidden-row, hidden-sheet, hidden-text, named-range,
//	                                  pivot-cache, tracked-change
//	odt      yes  yes    yes      30  alternative-text, background-text, black-highlight, comment, custom-xml,
//	                                  earlier-revision, embedded-object, external-link, form, hidden-text,
//	                                  markup, metadata, script, signature, thumbnail, tracked-change,
//	                                  unknown-part, unseen-text
//	pdf      yes  yes    yes      54  alternative-text, annotation, attachment, bookmark, earlier-revision,
//	                                  external-link, form, invisible-text, layer, metadata, redact-mark,
//	                                  script, signature, thumbnail, unknown-part, unseen-text
//	rtf      yes  yes    yes      21  alternative-text, background-text, black-highlight, comment,
//	                                  embedded-object, external-link, form, hidden-text, metadata, script,
//	                                  tracked-change, unknown-part, unseen-text
//	text     yes  -      -         1
//	tiff     -    -      yes       4  metadata, thumbnail, unknown-part
//	tnef     yes  -      -         2  mail-header
//	xlsx     yes  yes    yes      43  alternative-text, annotation, background-text, black-highlight, comment,
//	                                  custom-xml, embedded-object, external-link, form, formula, hidden-column,
//	                                  hidden-row, hidden-sheet, hidden-text, metadata, named-range,
//	                                  pivot-cache, script, unknown-part
//	zfo      yes  -      -         5  mail-header, signature
//	zip      yes  -      -         8  comment, unknown-part
//
// Text that differs between the text layer and the image of a page, and regions
// that OCR could not read (text-differs, unread-region), are found in PDF,
// images and TIFF where tesseract is installed. Old Office files (.doc, .xls,
// .ppt) are read through soffice or kept as bytes.
//
// # Words
//
// A token is one word and the separator after it: nothing, " ", "\t" between the
// cells of a table's row, "\n" or "\n\n". The separator is empty at the end of a
// text without a final line break, between the pieces of an overlong word, and
// where a PDF breaks a word at a line end: "Novot-" and "ná" become the tokens
// "Novot" and "ná ", each with the box of its own line, so that the joined text
// says "Novotná". The hyphen stays if an upper case letter or a digit follows
// ("Frýdek-" "Místek").
//
// Soft hyphens, zero width characters and decomposed letters are kept as they
// came: whoever searches folds them with package normal. Words that OCR read may
// be corrected by an officer, in a small file beside the document: see
// Corrections.
package read
