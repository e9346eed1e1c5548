package content

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/akta-foi/akta/content/find"
)

// TestManyFindings: ten thousand findings in a case are recorded, grouped and
// decided in seconds, and the cost per finding does not grow with their number.
func TestManyFindings(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	took := map[int]time.Duration{}
	for _, n := range []int{2_000, 10_000} {
		o := newTestOffice(t, writeText(t, "spis.txt", strings.Repeat("Vymyšlený text o ničem. ", n)))
		var found []find.Finding
		for i := range n {
			f := finding(find.TypePerson, 4*i, 2, 80)
			f.Group = fmt.Sprintf("person %d", i/3)
			found = append(found, f)
		}
		o.detects(found...)
		start := time.Now()
		report, v := o.find(t)
		recorded := time.Since(start)
		groups := v.Undecided()
		if report.Added != n || len(groups) != (n+2)/3 {
			t.Fatalf("%+v, %d groups", report, len(groups))
		}
		step := time.Now()
		if got := o.releaseError(t); !strings.Contains(got, fmt.Sprintf("%d findings nobody has decided about", n)) {
			t.Errorf("released: %.300s", got)
		}
		refused := time.Since(step)
		step = time.Now()
		if _, err := v.Judge(Judgement{IDs: groups[0].IDs(), State: Rejected, At: decidedAt}); err != nil {
			t.Fatal(err)
		}
		one := time.Since(step)
		step = time.Now()
		var all []string
		for _, g := range groups[1:] {
			all = append(all, g.IDs()...)
		}
		if _, err := v.Judge(Judgement{IDs: all, State: Rejected, At: decidedAt}); err != nil {
			t.Fatal(err)
		}
		if left := v.Undecided(); len(left) != 0 {
			t.Errorf("%d groups left", len(left))
		}
		took[n] = time.Since(start)
		t.Logf("%6d findings: recorded in %s, a release refused in %s, one decision saved in %s, all others in %s", n, recorded.Round(time.Millisecond), refused.Round(time.Millisecond), one.Round(time.Millisecond), time.Since(step).Round(time.Millisecond))
	}
	if limit := 20 * took[2_000]; took[10_000] > limit { // 5 is linear, 25 is quadratic; the machine is shared
		t.Errorf("10,000 findings took %s, 2,000 took %s", took[10_000], took[2_000])
	}
}
