// Package law holds the law profiles: what an information law calls its
// grounds for withholding, with paragraph, label and link, as data.
//
// A profile is a TOML file in data/, so that an officer can read and correct
// it without reading Go. Every profile has the ground "personal-data", and a
// ground can be named by its code or by its paragraph ("§ 8a", "27. § (1)").
package law
