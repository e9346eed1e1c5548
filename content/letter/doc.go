// Package letter writes an authority's letters to a requester.
//
// A letter is made from a template of the law in a language, templates/<law>/
// <language>/<kind>.md.tmpl, which is filled with the [Facts] of a case. What a
// template can use are the methods of the type fill ({{.Title}}, {{.Due}}, {{range
// .Grounds}}), the parts of the language's layout ({{template "head" .}}), and the
// functions todo, lines, label, and, or, not, eq, ne and len; no other. An office
// puts a template of its own in the place of one of these.
//
//   - [Write] fills in a letter, in Markdown;
//   - [Parse] reads one, also after an officer has worked on it;
//   - [Render] writes it as PDF, DOCX or ODT, with the same words.
//
// Guaranteed: what people wrote (names, titles, reasons) is text in the letter
// and never mark-up, a link or a placeholder. What is not known is a placeholder,
// [[in double brackets]], and is told; nothing is left empty in silence. Dates
// and deadlines are those of package law. The same facts give the same bytes.
// A file has no author, no other metadata than title, language and day, and
// loads nothing.
//
// Not guaranteed: that a letter is right in law. It is a draft. What its
// template rests on stands in the comment at the template's head; the officer
// who signs checks it.
//
// PDFs are tagged (ISO 32000-1, 14.8): language, title, headings, paragraphs
// and lists are marked. They do not claim PDF/UA. Their fonts are the Go fonts.
package letter
