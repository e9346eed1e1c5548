package bundles_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/bundles/bundlestest"
)

// TestLogReport: a log that was verified tells which entries it holds, and
// which earlier heads it continues.
func TestLogReport(t *testing.T) {
	o := bundlestest.NewOffice(t)
	other := bundlestest.NewOffice(t)
	var heads []bundles.Checkpoint
	for n := range 300 {
		if _, err := o.Log.Append(t.Context(), fmt.Appendf(nil, "entry %d", n)); err != nil {
			t.Fatal(err)
		}
		if n%99 != 0 {
			continue
		}
		head, err := bundles.ParseCheckpoint(o.Log.Checkpoint(), logVerifiers(t, o)...)
		if err != nil {
			t.Fatal(err)
		}
		heads = append(heads, head)
	}
	if _, err := other.Log.Append(t.Context(), []byte("another")); err != nil {
		t.Fatal(err)
	}
	r, err := verifyLog(t, o)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range []int64{0, 255, 256, 299} {
		if i, ok := r.Entry(fmt.Appendf(nil, "entry %d", n)); !ok || i != n {
			t.Errorf("entry %d: %d, %v", n, i, ok)
		}
	}
	if i, ok := r.Entry([]byte("entry 300")); ok {
		t.Errorf("an entry that is not there is at %d", i)
	}
	for _, h := range heads {
		if err := r.Continues(h); err != nil {
			t.Errorf("head of %d: %v", h.Size, err)
		}
	}
	forked, err := bundles.ParseCheckpoint(other.Log.Checkpoint(), logVerifiers(t, other)...)
	if err != nil {
		t.Fatal(err)
	}
	longer, elsewhere := heads[2], heads[2]
	longer.Size, elsewhere.Origin = 301, "log.elsewhere.example"
	for _, c := range []struct {
		head bundles.Checkpoint
		want string
	}{
		{forked, "its first 1 entries are not those that were published"},
		{longer, "300 entries, and 301 were published: the newest are missing"},
		{elsewhere, `checkpoint of "log.elsewhere.example", and the log is`},
	} {
		if err := r.Continues(c.head); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%+v: %v, want %q", c.head, err, c.want)
		}
	}
}

// TestCheckTimestamp: a timestamp of bytes that no bundle carries.
func TestCheckTimestamp(t *testing.T) {
	o := bundlestest.NewOffice(t)
	other := bundlestest.NewNamedOffice(t, "Dolní Lhota", "log.lhota.example")
	resp, _ := token(t, o, "line")
	stated, err := o.Trust.CheckTimestamp(resp, []byte("line"))
	if err != nil || stated.Name == "" || time.Since(stated.Time) < 0 {
		t.Fatalf("%+v, %v", stated, err)
	}
	for _, c := range []struct {
		trust *bundles.Trust
		token []byte
		data  string
		want  string
	}{
		{o.Trust, resp, "another line", "made for another signature"},
		{other.Trust, resp, "line", "made by an authority that is not trusted"},
		{o.Trust, resp[:len(resp)-1], "line", "timestamp: "},
		{changedTrust(t, o, func(r *bundles.Trust) {
			for i := range r.TimestampAuthorities {
				r.TimestampAuthorities[i].From = bundles.At(stated.Time.Add(time.Hour))
			}
		}), resp, "line", "not trusted at "},
	} {
		if _, err := c.trust.CheckTimestamp(c.token, []byte(c.data)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: %v, want %q", c.data, err, c.want)
		}
	}
}
