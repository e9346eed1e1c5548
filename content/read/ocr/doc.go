// Package ocr reads the words of a page image with the tesseract command.
//
//	engine, err := ocr.Find(ctx) // says how to install it where it is missing
//	words, err := engine.Page(ctx, ocr.Image{Gray: g, Width: w, Height: h, DPI: 200}, []string{"cs"})
//
// A page is made fit for the program first: turned straight, cleaned of noise,
// enlarged where its resolution is low. The places of the words are turned back
// and are pixels of the image that was given.
//
// Guaranteed: one process a page, at most GOMAXPROCS at a time, each ended with
// its children after a time limit; what it prints is read strictly and within
// bounds; the same image gives the same words with the same program and the
// same language data on the same kind of machine.
//
// Not guaranteed: that the words are right. Each comes with a confidence.
package ocr
