// Package bundles will be described once it stands.
package bundles
