package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/akta-foi/akta/content"
)

type decideFlags struct {
	acceptAbove, rejectBelow int
	from                     string
	list, excerpts           bool
}

func newDecide(a *app) *cobra.Command {
	var f decideFlags
	c := &cobra.Command{
		Use:   "decide CASE",
		Short: "Decide about what was found, group by group",
		Long: `Step through what waits for a decision in a case: what "akta find" has found, and
what was proposed otherwise. All places of one person or number are one group;
what does most harm when it is missed comes first. One key decides, and each
decision is saved at once: quit whenever you like, the next run goes on there.

  a  accept: hide all places of the group      A  accept all groups of this type
  r  reject: hide none of them                 R  reject all groups of this type
  e  show every place with more around it      o  decide its places one by one
  g  choose another ground                     s  skip: decide later
  u  undo                                      q  quit        ?  explain the keys

When a person was accepted, the case is searched for further mentions of the
name, which come as one more group. When nothing is undecided any more, a second
look follows: one in twenty of the places that were kept, at least three, and all
places that no machine could read surely and that you kept; k keeps, h hides.

Where standard input is no terminal, each line of it is one key, and the line
after g the ground. For scripts there are also --accept-above, --reject-below
(of the scores, each place for itself; places without a score are left) and
--from, a file of lines of JSON, all of which count or none:
  {"id": "x12", "decision": "accept", "ground": "§ 8a", "note": "..."}
  {"group": "...", "decision": "reject"}
with the group as it stands in plan.json. Decisions carry your name: AKTA_OFFICER,
or the name you are logged in with.

` + exitCodes,
		Example: `  akta decide 2026-001
  akta decide 2026-001 --list
  akta decide 2026-001 --accept-above 90 --reject-below 45
  akta decide 2026-001 --from decisions.jsonl`,
		Args: args(1, false),
	}
	c.Flags().IntVar(&f.acceptAbove, "accept-above", 0, "accept what has a score above `N`")
	c.Flags().IntVar(&f.rejectBelow, "reject-below", 0, "reject what has a score below `N`")
	c.Flags().StringVar(&f.from, "from", "", "read decisions from this `FILE`")
	c.Flags().BoolVar(&f.list, "list", false, "list the groups that wait, and decide nothing")
	c.Flags().BoolVar(&f.excerpts, "excerpts", false, "show what was found in --list, also where it is no terminal")
	c.RunE = func(c *cobra.Command, args []string) error {
		if err := f.check(c, a); err != nil {
			return usage(err)
		}
		return runDecide(c.Context(), a, args[0], f, newKeyboard(c.InOrStdin()))
	}
	return c
}

func (f *decideFlags) check(c *cobra.Command, a *app) error {
	for _, name := range []string{"accept-above", "reject-below"} {
		if n, err := c.Flags().GetInt(name); err != nil || c.Flags().Changed(name) && (n < 1 || n > 100) {
			return fmt.Errorf("--%s %d: want a score, 1 to 100", name, n)
		}
	}
	scores := f.acceptAbove > 0 || f.rejectBelow > 0
	ways := 0
	for _, is := range []bool{scores, f.from != "", f.list} {
		if is {
			ways++
		}
	}
	switch {
	case ways > 1:
		return errors.New("want one of --list, --from and scores")
	case f.acceptAbove > 0 && f.rejectBelow > f.acceptAbove+1:
		return fmt.Errorf("--accept-above %d and --reject-below %d: a score between them would be both", f.acceptAbove, f.rejectBelow)
	case ways == 0 && (a.json || a.quiet):
		return errors.New("--json and --quiet go with --list, --from, --accept-above and --reject-below")
	case f.excerpts && !f.list:
		return errors.New("--excerpts belongs to --list")
	}
	return nil
}

// decidedCase is what was decided, as JSON.
type decidedCase struct {
	Case     string       `json:"case"`
	Accepted int          `json:"accepted"`
	Rejected int          `json:"rejected"`
	Further  int          `json:"further"` // more mentions of accepted persons, undecided
	Left     int          `json:"left"`    // groups
	Groups   []foundGroup `json:"groups,omitempty"`
}

func runDecide(ctx context.Context, a *app, caseID string, f decideFlags, keys *keyboard) error {
	o, err := a.officeCase(caseID)
	if err != nil {
		return err
	}
	show, done := a.progress()
	r, err := a.reader(ctx, o, caseID, show)
	if err != nil {
		return err
	}
	defer r.Close()
	v, err := o.Review(ctx, r, caseID)
	done()
	if err != nil {
		return err
	}
	defer v.Close()
	out := decidedCase{Case: caseID}
	switch {
	case f.list:
		return decideList(a, v, out, f.excerpts)
	case f.from != "":
		err = decideFrom(v, f.from, &out)
	case f.acceptAbove > 0 || f.rejectBelow > 0:
		err = decideScores(v, f, &out)
	default:
		s := &session{v: v, law: o.Law, out: a.stdout, keys: keys, by: officer()}
		if err = s.run(ctx); errors.Is(err, context.Canceled) {
			err = fmt.Errorf("stopped; what was decided is saved, and \"akta decide %s\" goes on there: %w", caseID, err)
		}
		out.Accepted, out.Rejected, out.Further = s.accepted, s.rejected, s.further
	}
	if err != nil {
		return err
	}
	if f.from != "" || f.acceptAbove > 0 {
		ids, _, err := v.Further(ctx)
		if err != nil {
			return err
		}
		out.Further = len(ids)
	}
	out.Left = len(v.Undecided())
	a.say("%s accepted, %s rejected", plural(out.Accepted, "place", "places"), plural(out.Rejected, "place", "places"))
	if out.Further > 0 {
		a.say("%s of accepted persons found", plural(out.Further, "further mention", "further mentions"))
	}
	if out.Left > 0 {
		a.say("%s left. Next: akta decide %s; until then nothing is released", plural(out.Left, "group", "groups"), caseID)
	} else {
		a.say("Nothing waits for a decision. Next: akta release %s", caseID)
	}
	return a.result(out)
}

func decideList(a *app, v *content.Review, out decidedCase, excerpts bool) error {
	l := lister{v: v, excerpts: excerpts || !a.json && isTerminal(a.stdout), ids: true}
	list := groupList{"undecided", v.Undecided()}
	out.Left, out.Groups = len(list.groups), l.json(list)
	if a.json {
		return a.result(out)
	}
	if err := l.table(a.stdout, []groupList{list}); err != nil {
		return err
	}
	if out.Left == 0 {
		a.say("Nothing waits for a decision. Next: akta release %s", out.Case)
		return nil
	}
	a.say("%s left. Next: akta decide %s", plural(out.Left, "group", "groups"), out.Case)
	return nil
}

func decideFrom(v *content.Review, name string, out *decidedCase) error {
	file, err := os.Open(name)
	if err != nil {
		return usage(err)
	}
	defer file.Close()
	judgements, err := v.DecisionsFrom(file, officer(), now())
	if err != nil {
		return usage(fmt.Errorf("%s: %w", name, err))
	}
	return out.judge(v, judgements)
}

func decideScores(v *content.Review, f decideFlags, out *decidedCase) error {
	accept := content.Judgement{State: content.Accepted, By: officer(), At: now(), Note: fmt.Sprintf("score above %d", f.acceptAbove)}
	reject := content.Judgement{State: content.Rejected, By: officer(), At: now(), Note: fmt.Sprintf("score below %d", f.rejectBelow)}
	for _, g := range v.Undecided() {
		for _, x := range g.Redactions {
			switch {
			case x.Score == 0:
			case f.acceptAbove > 0 && x.Score > f.acceptAbove:
				accept.IDs = append(accept.IDs, x.ID)
			case x.Score < f.rejectBelow:
				reject.IDs = append(reject.IDs, x.ID)
			}
		}
	}
	return out.judge(v, []content.Judgement{accept, reject})
}

// judge records decisions and counts them.
func (out *decidedCase) judge(v *content.Review, judgements []content.Judgement) error {
	n := 0
	for _, j := range judgements {
		n += len(j.IDs)
		if j.State == content.Accepted {
			out.Accepted += len(j.IDs)
		} else {
			out.Rejected += len(j.IDs)
		}
	}
	if n == 0 {
		return nil
	}
	_, err := v.Judge(judgements...)
	return err
}
