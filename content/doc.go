// Package content is an authority's office: its cases, their documents, and
// what is decided about them. It knows documents, people and law; evidence is
// made in package bundles, pages in package site.
//
// An office is a folder (see Init and OpenOffice):
//
//	akta.toml                     authority, law, language, domain, timestamp authorities
//	content/CASE/case.md          the case, and the answer's text
//	content/CASE/requester.json   who asked, as long as that is kept
//	content/CASE/forgotten.json   when that was erased, and where in the sealed documents it stands
//	content/CASE/documents/*      the originals as they came
//	content/CASE/corrections/*    what officers corrected in recognised words
//	content/CASE/imported.json    what came from another system, and from where
//	content/CASE/plan.json        documents, decisions, redactions
//	content/journal/              who did what, and when; see package journal
//	bundles/CASE/s1/, r1.zip      sealed bags (private) and releases (public)
//	bundles/CASE/r1.waiting.zip   a release that waits for someone else's approval
//	bundles/log/, trust.json      the log, and what verifiers accept
//	site/public/                  the website
//	.akta/                        keys, lock, digests of what is private, what OCR read, what the last build did,
//	                              and the secret from which pseudonyms are made
//	.akta/index                   what the lists need of each case; made anew when it is removed (see Office.Index)
//
// A case goes through Office.OpenCase, Add, Seal, Decide, Preview and Release,
// and Approve where akta.toml asks for it. What an officer has not decided about
// is not released: a proposal, a person the case knows, a page or a place on it
// that no machine has read surely, the own bytes of a file in which something
// hides, a file that no reader knows, a document that is not sealed. A redaction
// of a text hides its words and the tiles they stand on; one of a box hides the
// tiles and the words under it; then the boxes grow (see grow) until both
// editions together do not tell how wide the hidden words are. Before it is
// signed a release is searched for all that it hides (package audit).
//
// Who asked has a pseudonym for each case (Office.Pseudonym), and is erased from the
// working papers when the law's retention is over (Office.Forget); what is evidence
// stays as it is. An answer can be held back until a day (Office.SetEmbargo): until
// then nothing public tells of it (Office.PublicCase).
// What happens to a case under the office's law (package law, as akta.toml
// changes it) is written down with AddEvent, which refuses what cannot have
// happened; its state and its deadlines follow (Life), and UndoEvent takes back
// the last entry. A state that an officer wrote into case.md by hand stands until
// the events reach it.
// Each operation that changes something writes one line into the journal once
// its work is durable (see Office.record). Fsck checks the whole office, and
// finds what a killed run did and could not write down.
//
// Everything in content/, the sealed bags and .akta/ is private, with file
// modes 0600 and 0700.
package content
