// Package content is an authority's office: its cases, their documents, and
// what is decided about them. It knows documents, people and law; evidence is
// made in package bundles, pages in package site.
//
// An office is a folder (see Init and OpenOffice):
//
//	akta.toml                     authority, law, language, domain, timestamp authorities
//	content/CASE/case.md          the case, and the answer's text
//	content/CASE/documents/*      the originals as they came
//	content/CASE/corrections/*    what officers corrected in recognised words
//	content/CASE/plan.json        documents, decisions, redactions
//	bundles/CASE/s1/, r1.zip      sealed bags (private) and releases (public)
//	bundles/log/, trust.json      the log, and what verifiers accept
//	site/public/                  the website
//	.akta/                        keys, lock, what OCR read and is not sealed yet
//
// A case goes through Office.OpenCase, Add, Seal, Redact and Release. What an
// officer has not decided about is not released: a page or a place on it that no
// machine has read surely, the own bytes of a file in which something hides, a
// file that no reader knows, a document that is not sealed. A redaction
// of a text hides its words and the tiles they stand on; one of a box hides the
// tiles and the words under it.
//
// Everything in content/, the sealed bags and .akta/ is private, with file
// modes 0600 and 0700.
package content
