package content

import (
	"testing"

	"github.com/akta-foi/akta/content/law"
)

func TestAnswerDue(t *testing.T) {
	for _, c := range []struct{ law, received, state, want string }{
		{"cz-106-1999", "2026-07-03", "open", "2026-07-20"}, // 18 July is a Saturday
		{"hu-infotv", "2026-07-03", "open", "2026-07-20"},
		{"cz-106-1999", "2026-07-03", "answered", ""},
	} {
		profile, err := law.Load(c.law)
		if err != nil {
			t.Fatal(err)
		}
		o := &Office{Law: profile}
		if got, err := o.AnswerDue(&Case{Received: c.received, State: c.state}); err != nil || got != c.want {
			t.Errorf("%s, received %s, %s: %q, %v; want %q", c.law, c.received, c.state, got, err, c.want)
		}
	}
}
