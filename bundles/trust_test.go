package bundles_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/bundles/bundlestest"
)

func TestTrustRoundTrip(t *testing.T) {
	tr := bundlestest.NewOffice(t).Trust
	tr.Keys[0].Until = bundles.At(time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC))
	again, err := bundles.ParseTrust(tr.Marshal())
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(again.Marshal(), tr.Marshal()) {
		t.Error("another trust came back")
	}
	if s := string(tr.Marshal()); !strings.Contains(s, `"until":"2030-01-01T00:00:00Z"`) || strings.Count(s, `"until"`) != 1 {
		t.Errorf("until is not written as it should be: %s", s)
	}
	if again.Authority != "Horní Planá nad Ničím" || len(again.Keys) != 2 || again.Keys[1].Name != "Bohumila Schvalující" || len(again.Logs[0].Keys) != 2 || !again.Require.Log {
		t.Errorf("%+v", again)
	}
}

func TestTrustRefuses(t *testing.T) {
	day := bundles.At(time.Date(2025, 12, 31, 0, 0, 0, 0, time.UTC))
	for _, c := range []struct {
		fact   string
		change func(tr *bundles.Trust)
	}{
		{"format", func(tr *bundles.Trust) { tr.Format = "https://example.org/trust" }},
		{"authority", func(tr *bundles.Trust) { tr.Authority = "" }},
		{"no key", func(tr *bundles.Trust) { tr.Keys = tr.Keys[:0] }},
		{"must be lists", func(tr *bundles.Trust) { tr.Logs = nil }},
		{"its key id is", func(tr *bundles.Trust) { tr.Keys[0].KeyID = "SHA256:x" }},
		{"public key", func(tr *bundles.Trust) { tr.Keys[0].PublicKey = tr.Keys[0].PublicKey[1:] }},
		{"listed twice", func(tr *bundles.Trust) { tr.Keys = append(tr.Keys, tr.Keys[0]) }},
		{"no role", func(tr *bundles.Trust) { tr.Keys[0].Roles = nil }},
		{"not one line of text", func(tr *bundles.Trust) { tr.Keys[1].Name = "Bohumila\nSchvalující" }},
		{"require.approvals is 2, but 1 keys", func(tr *bundles.Trust) { tr.Require.Approvals = 2 }},
		{"require.approvals is 1, but 0 keys", func(tr *bundles.Trust) { tr.Require.Approvals, tr.Keys = 1, tr.Keys[:1] }},
		{"require.approvals is -1", func(tr *bundles.Trust) { tr.Require.Approvals = -1 }},
		{`role "boss"`, func(tr *bundles.Trust) { tr.Keys[0].Roles = []string{"boss"} }},
		{`role "seal"`, func(tr *bundles.Trust) { tr.Keys[0].Roles = []string{"seal", "seal"} }},
		{"is not after", func(tr *bundles.Trust) { tr.Keys[0].Until = day }},
		{"a policy without a source of time is refused", func(tr *bundles.Trust) { tr.Require = bundles.Requirement{Log: true} }},
		{"require.timestamps is -1", func(tr *bundles.Trust) { tr.Require.Timestamps = -1 }},
		{"require.timestamps is 3, but 2", func(tr *bundles.Trust) { tr.Require.Timestamps = 3 }},
		{"independent_timestamps is 2, but 1", func(tr *bundles.Trust) { tr.Require.IndependentTimestamps = 2 }},
		{"but 1 authorities", func(tr *bundles.Trust) { tr.TimestampAuthorities = tr.TimestampAuthorities[:1] }},
		{"as the publisher's own and as independent", func(tr *bundles.Trust) { tr.TimestampAuthorities[1].URI = tr.TimestampAuthorities[0].URI }},
		{"goes by another URI", func(tr *bundles.Trust) {
			tr.TimestampAuthorities[1].Certificates = tr.TimestampAuthorities[0].Certificates
		}},
		{"1 certificates, want 2", func(tr *bundles.Trust) {
			tr.TimestampAuthorities[0].Certificates = tr.TimestampAuthorities[0].Certificates[:1]
		}},
		{"is a CA", func(tr *bundles.Trust) {
			c := tr.TimestampAuthorities[0].Certificates
			c[0], c[1] = c[1], c[0]
		}},
		{"is not a CA", func(tr *bundles.Trust) {
			c := tr.TimestampAuthorities[0].Certificates
			c[1] = c[0]
		}},
		{"URI", func(tr *bundles.Trust) { tr.TimestampAuthorities[0].URI = "a b" }},
		{"no log is listed", func(tr *bundles.Trust) { tr.Logs = tr.Logs[:0] }},
		{"no keys", func(tr *bundles.Trust) { tr.Logs[0].Keys = nil }},
		{"Ed25519 key, listed first", func(tr *bundles.Trust) { k := tr.Logs[0].Keys; tr.Logs[0].Keys = []string{k[1], k[0]} }},
		{"Ed25519 key, listed first", func(tr *bundles.Trust) { tr.Logs[0].Keys = tr.Logs[0].Keys[1:] }},
		{"repeated", func(tr *bundles.Trust) { k := tr.Logs[0].Keys; tr.Logs[0].Keys = []string{k[0], k[1], k[1]} }},
		{"want a lower-case host name", func(tr *bundles.Trust) { tr.Logs[0].Origin = "Log.horniplana.example" }},
		{"key is named", func(tr *bundles.Trust) { tr.Logs[0].Origin = "log.lhota.example" }},
		{"witnesses without", func(tr *bundles.Trust) { tr.Require.Witnesses, tr.Require.Log = 1, false }},
	} {
		o := bundlestest.NewOffice(t)
		c.change(o.Trust)
		if _, err := bundles.ParseTrust(o.Trust.Marshal()); err == nil || !strings.Contains(err.Error(), c.fact) {
			t.Errorf("error %v, want %q", err, c.fact)
		}
		if _, err := o.Trust.TrustedRoot(); err == nil {
			t.Errorf("%s: TrustedRoot writes what ParseTrust refuses", c.fact)
		}
	}
}

func TestTrustSpelling(t *testing.T) {
	data := string(bundlestest.NewOffice(t).Trust.Marshal())
	for _, c := range [][2]string{
		{`{"format"`, `{ "format"`},
		{`"log":true`, `"log":true,"no_timestamp_needed":true`},
		{`"log":true`, `"log":true,"log":true`},
		{`"log":true`, `"Log":true`},
		{`"timestamps":2`, `"timestamps":2.0`},
		{`00Z"`, `00+00:00"`},
		{"\n", ""},
		{"\n", "\n\n"},
		{"\n", "\n{}\n"},
	} {
		other := strings.Replace(data, c[0], c[1], 1)
		if other == data {
			t.Fatalf("%q is not in trust.json", c[0])
		}
		if _, err := bundles.ParseTrust([]byte(other)); err == nil {
			t.Errorf("%q instead of %q is accepted", c[1], c[0])
		}
	}
}

// TestTrustRotation: two keys of one log, one after the other, and two
// certificates of one authority.
func TestTrustRotation(t *testing.T) {
	o := bundlestest.NewOffice(t)
	renewed := bundlestest.NewOffice(t) // same names and Ed25519 key, other ML-DSA-44 key and certificates
	tr := o.Trust
	tr.Logs = append([]bundles.TrustedLog{renewed.Trust.Logs[0]}, tr.Logs...)
	tr.TimestampAuthorities = append(renewed.Trust.TimestampAuthorities, tr.TimestampAuthorities...)
	for _, office := range []*bundlestest.Office{o, renewed} {
		if c := judge(tr, office.Sign(t, statement(subject))); statuses(c) != "hhhh" {
			t.Errorf("statuses %s:\n%s", statuses(c), facts(c))
		}
	}
	tr.Require.Timestamps = 3
	if err := tr.Check(); err == nil {
		t.Error("four certificates of two authorities pass for three authorities")
	}
}
