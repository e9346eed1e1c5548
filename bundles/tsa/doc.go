// Package tsa obtains RFC 3161 timestamps: [Local] from the office's own
// clock, [URL] from an authority on the network.
//
// A token of Local proves no more than the word of the publisher, and every
// verdict that rests on one says so. Both check a token before they return it.
package tsa
