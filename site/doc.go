// Package site turns a Portal, which holds public facts only, into a folder of
// static pages that can be uploaded to any web host or carried on a USB stick.
//
// Two functions do the work: Build writes the folder, Serve shows it on this
// machine. Build runs Hugo as a library over an embedded, ordinary Hugo theme
// (folder theme, usable without akta), with the layouts, translations and static
// files of the office laid over it.
//
// What is guaranteed:
//
//   - Only what the Portal names is published. Hugo works on an in-memory file
//     system that holds the theme, the office's overrides and the data of the
//     Portal, and nothing else; it may not run programs, read the environment or
//     open a connection.
//   - Fail closed. Every file is written to a temporary folder next to the
//     target and searched for what is hidden (leak audit). One hit and the target
//     stays as it was. Otherwise the two folders are swapped by rename, so that
//     a reader never meets a half-written site; an interrupted swap is repaired
//     by the next Build.
//   - What is hidden cannot be counted or measured: all redactions on one ground
//     are the same bytes, neighbours are one, and rows, columns, items and
//     paragraphs that are wholly hidden leave no trace.
//   - A release that was taken down keeps its entry, with date, reason and both
//     digests, and loses its file.
//   - The same Portal gives the same bytes. No clock, no host name, no path of
//     this machine enters a page.
//   - Pages need no script, no cookie and no third party. Every link is relative
//     and ends in a file name, so that pages work from file:// and from any
//     sub-path, under a strict content security policy.
//
// What is not guaranteed: the leak audit looks for the texts and digests it is
// given, in the forms that package audit lists. It is a net, not a proof; the proof
// is that a page is made from released leaves alone.
//
// Build changes process-wide settings of Hugo (its logger and clock): do not
// run two Builds at the same time in one process.
package site
