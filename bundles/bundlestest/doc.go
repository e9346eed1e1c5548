// Package bundlestest helps to test what is built on package bundles: an
// office that lives in the test's process, with fixed keys and a fixed clock,
// and the stock tools that must agree with us.
//
// The authority in it is invented.
package bundlestest
