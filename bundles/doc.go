// Package bundles makes and checks the evidence of akta: sealed bags of
// originals, public releases of redacted answers, and the log that both stand
// in. SPEC.md beside it is the norm; the code quotes its clauses.
//
// A seal commits to every word, pixel and field of a case's documents with
// salted Merkle trees, and the commitment, which gives nothing away, is signed,
// timestamped and logged:
//
//	commitment, err := bundles.WriteSeal(ctx, "bundles/2026-001/s1", input, evidence)
//
// A release shows some of that and proves that what it shows is what was
// sealed, minus exactly the marked parts, each with its ground:
//
//	release, err := bundles.WriteRelease(ctx, "r1", input, evidence)
//
// A second person may approve it, with a key of their own, and a later release
// may take it down, saying why:
//
//	err = bundles.Approve(ctx, "r1", evidence)
//
// Anyone checks either, offline:
//
//	verdict, err := bundles.Verify(ctx, "r1.zip", bundles.VerifyOptions{Trust: trust})
//
// The verdict's five answers are kept apart, and none is "holds" because
// nothing was looked at. Verify proves who signed, by when at the latest and
// by whose clock, that it stands in the log, that no byte was changed, and that
// nothing but the marked parts is missing. It does not prove that the words and
// pages are what the sealed file shows: that is the authority's statement.
//
// The same bytes are checked by cosign, openssl, sha256sum and any BagIt
// validator. Keys are in package keys, timestamps in package tsa; this package
// imports neither an HTTP client nor sigstore, and its verifier runs in a
// browser.
package bundles
