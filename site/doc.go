// Package site turns a Portal, which holds public facts only, into a folder of
// static pages that can be uploaded to any web host or carried on a USB stick.
//
// Two functions do the work: Build writes the folder, Serve shows it on this
// machine; Preview does both while somebody works at it. Build runs Hugo as a
// library over an embedded, ordinary Hugo theme (folder theme, usable without
// akta), with the layouts, translations and static files of the office laid over it.
//
// What is guaranteed:
//
//   - Only what the Portal names is published. Hugo works on an in-memory file
//     system that holds the theme, the office's overrides and the data of the
//     Portal, and nothing else; it may not run programs, read the environment or
//     open a connection.
//   - Fail closed. Every new file is written to a temporary folder next to the
//     target, and all that will be public is searched for what is hidden (leak
//     audit). One hit and the target stays as it was. Otherwise the two folders are
//     swapped by rename, so that a reader never meets a half-written site. Where
//     little changed, the new files are renamed into the target one by one, after a
//     journal of what is to be done: a reader never meets a half-written file. What
//     was interrupted, the next Build or Serve brings to its end.
//   - What is as it was is not done again, and comes out as if it were. A page is
//     rendered when what it is made from changed, which is its own source, the
//     theme, the settings and the program; a file is written when its bytes changed,
//     and is otherwise the same file on the disk; old bytes are searched for new
//     terms. What tells is in Options.State and is believed only where digests of
//     the bytes agree. Bytes are digested again unless the file system says that
//     nobody wrote to the file since (its size, number, time and time of change are
//     as they were); Options.Anew digests all.
//   - What is hidden cannot be counted or measured: all redactions on one ground
//     are the same bytes, neighbours are one, and rows, columns, items and
//     paragraphs that are wholly hidden leave no trace.
//   - Of what happened to a case the pages tell the day, what the law calls it and
//     its paragraph, and nothing that was written down besides.
//   - A release that was taken down keeps its entry, with date, reason and both
//     digests, and loses its file.
//   - The same Portal gives the same bytes. No clock, no host name, no path of
//     this machine enters a page.
//   - An answer that the office holds back (content.Office.Held) is in no public file
//     before its day, and digests of its releases are searched for.
//   - Addresses never change. A ledger lists all that there ever were, and a Build
//     that would drop one refuses.
//   - Every public file stands in a manifest that is signed, timestamped and logged
//     when all of them are there and were searched (Options.Sign; package bundles,
//     SPEC.md 12). Where no file changed, the manifest of before stays.
//   - Pages need no script, no cookie and no third party. Every link is relative
//     and ends in a file name, so that pages work from file:// and from any
//     sub-path, under a strict content security policy.
//   - A release can be checked on its page, in the reader's browser: with a script
//     of this website (folder check, the verifier of package bundles as WebAssembly),
//     loaded on use only. It compares the words and files that the pages show with
//     the proven ones. It protects nobody against an office that changes its website.
//
// What is not guaranteed: the leak audit looks for the texts and digests it is
// given, in the forms that package audit lists. It is a net, not a proof; the proof
// is that a page is made from released leaves alone.
//
// Build changes process-wide settings of Hugo (its logger and clock): do not
// run two Builds at the same time in one process.
package site
