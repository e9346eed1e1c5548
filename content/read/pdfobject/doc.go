// Package pdfobject reads the objects of a PDF file (ISO 32000-1 clause 7) as
// they stand in it: the cross-reference sections with what each save added, the
// objects in object streams, and the bytes that belong to none. It draws
// nothing and trusts nothing: every length, count and reference may be wrong.
//
//	f, err := pdfobject.Open(ctx, data, size, limits)
//	r := f.Reader(ctx, budget)
//	root := r.Dict(f.Trailer["Root"])
//
// A File may be read from several goroutines, a Reader only from one. A Reader
// stops at its budget; what it could not read is in its Problems.
package pdfobject
