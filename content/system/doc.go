// Package system asks the operating system what the standard library does not say
// alike everywhere: to end a program with all that it started, and when anything of
// a file last changed.
package system
