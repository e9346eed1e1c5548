// Package journal is the record of what was done in an office: who did what,
// when, and to which case, document, seal or release.
//
// A journal is a folder of text files, one for each year, only ever added to:
//
//	2026.jsonl                 one JSON object a line, one line for each action
//	2026-11-25.tsr             an RFC 3161 timestamp of the last line of a day
//	2026-8123-5f1c0a9b.torn    what a crash left of a line at byte 8123, kept aside
//
// A line reads:
//
//	{"previous":"9f...","time":"2026-11-25T09:30:00Z","actor":"novakova","action":"seal","case":"2026-001","objects":[{"name":"s1","sha256":"c4..."}],"sum":"07..."}
//
// previous is the SHA-256 of the line before, its newline included, over the
// end of a year, too; of the first line it is 64 zeros. plan, where a line has
// it, is the SHA-256 of the case's plan.json after the action. sum is the SHA-256 of
// the line itself up to `,"sum":`, so that a line that nothing follows cannot
// change unnoticed either. Stock tools check both, and the timestamps:
//
//	sed -n 8p 2026.jsonl | sha256sum                                 # previous of line 9
//	sed -n 8p 2026.jsonl | tr -d '\n' | sed 's/,"sum":.*//' | sha256sum   # sum of line 8
//	openssl ts -verify -data LASTLINE -in 2026-11-25.tsr -CAfile tsa.pem
//
// There is one spelling of a line; any other is refused. [Journal.Append] makes
// a line durable before it returns. [Journal.Verify] recomputes everything and
// tells where it breaks.
//
// What it does not prove: whoever can write the files can make the whole chain
// anew, but for the timestamps of authorities that are not the office's own
// clock. Lines cut off at the end of the last day are not missed here; what they
// recorded is found by a check of the whole office.
//
// The journal is private (files 0600), and holds no secrets all the same: names
// of objects are ids and codes, which have no spaces, and never a text.
package journal
