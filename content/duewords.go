package content

import (
	"fmt"
	"strings"

	"github.com/akta-foi/akta/content/law"
)

// dueText says something about what is due in each language.
type dueText map[string]string

func (t dueText) in(lang string) string {
	if s, ok := t[lang]; ok {
		return s
	}
	return t["en"]
}

var (
	reviewWhat = dueText{
		"cs": "nové posouzení toho, co skrývá vydání %s",
		"hu": "a kitakarások újbóli vizsgálata (%s kiadás)",
		"en": "a new look at what release %s hides",
	}
	reviewWhy = dueText{
		"cs": "tento den byl určen při vydání %s: skryté části budou do té doby znovu posouzeny",
		"hu": "ezt a napot a(z) %s kiadás rögzíti: a kitakarásokat addig újra meg kell vizsgálni",
		"en": "the day was set when release %s was made: its redactions are looked at again by then",
	}
	unpublished = dueText{
		"cs": "žádné vydání zatím není",
		"hu": "kiadás még nem készült",
		"en": "there is no release yet",
	}
	liftWhat = dueText{
		"cs": "zveřejnění odpovědi, jejíž zveřejnění bylo odloženo",
		"hu": "a visszatartott válasz közzététele",
		"en": "publication of an answer that was held back",
	}
	liftWhy = dueText{
		"cs": "odloženo do %s (publish_after)",
		"hu": "visszatartva eddig: %s (publish_after)",
		"en": "held back until %s (publish_after)",
	}
	forgetWhat = dueText{
		"cs": "výmaz údajů o žadateli",
		"hu": "az igénylő adatainak törlése",
		"en": "erasure of who asked",
	}
	forgetWhy = dueText{
		"cs": "údaje se uchovávají po skončení věci tolik let: %d",
		"hu": "az adatok megőrzése az ügy lezárása után ennyi év: %d",
		"en": "kept for so many years after the case was closed: %d",
	}
	reportWhy = dueText{
		"cs": "za rok %d, každý rok do tohoto dne",
		"hu": "a(z) %d. évről, minden évben eddig a napig",
		"en": "for the year %d, each year by this day",
	}
)

// explain puts a duty into words.
func (c *dueCase) explain(d *duty, lang string) Due {
	id := c.e.Case.ID
	out := Due{
		Key: fmt.Sprintf("%s.%s.%d", id, d.kind, d.run), Date: d.date, Left: int(d.date - c.on), Status: d.status, Who: d.who, Kind: d.kind,
		Case: id, Title: c.e.Case.Title,
	}
	switch {
	case d.deadline != nil:
	case d.kind == KindReview:
		out.What, out.Why = fmt.Sprintf(reviewWhat.in(lang), c.e.Newest), fmt.Sprintf(reviewWhy.in(lang), c.e.Newest)
		out.Command = fmt.Sprintf("akta find %s, then akta release %[1]s --review-by DATE", id)
		return out
	case d.kind == KindLift:
		out.What, out.Why, out.Command = liftWhat.in(lang), fmt.Sprintf(liftWhy.in(lang), c.e.Case.PublishAfter), "akta build"
		return out
	case d.kind == KindForget:
		r := &c.o.Law.Retention
		out.What, out.Why, out.Command = forgetWhat.in(lang), fmt.Sprintf(forgetWhy.in(lang), r.Years), "akta case forget "+id
		if r.Paragraph != "" {
			out.Why += " (" + r.Paragraph + ")"
		}
		return out
	}
	out.What, out.Why = nameIn(d.deadline.Rule.Name, lang), d.deadline.Explain(lang)
	if d.kind == c.o.Law.Publication.Deadline && c.e.Releases == 0 {
		out.Why += "; " + unpublished.in(lang)
	}
	out.Command = c.command(d)
	return out
}

// command is what does it, or writes down that it was done.
func (c *dueCase) command(d *duty) string {
	id, rule := c.e.Case.ID, c.meeting(d.kind)
	if d.status == DueLapsed {
		rule = c.after(d.kind)
	}
	command := "akta case show " + id // where nothing that settles it can happen now
	if rule != nil {
		command = eventCommand(id, rule)
	}
	if d.kind != c.o.Law.Publication.Deadline {
		return command
	}
	publish := "akta build"
	if c.e.Releases == 0 {
		publish = "akta release " + id + ", then akta build"
	}
	if rule != nil {
		publish += ", then " + command
	}
	return publish
}

// eventCommand is the command that writes an event down, with what it needs.
func eventCommand(caseID string, r *law.EventRule) string {
	command := "akta case " + r.Code + " " + caseID
	for _, n := range r.Needs {
		command += " --" + n + " " + strings.ToUpper(n)
	}
	return command
}

// reportsDue are the reports of the law, each by the next of its days.
func (o *Office) reportsDue(opt DueOptions) (out []Due) {
	for _, r := range o.Law.Reports {
		if r.Due == "" {
			continue
		}
		year := opt.Date.Year()
		day, err := law.ParseDate(fmt.Sprintf("%d-%s", year, r.Due))
		if err == nil && day < opt.Date {
			year++
			day, err = law.ParseDate(fmt.Sprintf("%d-%s", year, r.Due))
		}
		if err != nil {
			continue // beyond the last year that is counted
		}
		why := fmt.Sprintf(reportWhy.in(opt.Language), year-1)
		if r.Paragraph != "" {
			why += " (" + r.Paragraph + ")"
		}
		out = append(out, Due{
			Key: fmt.Sprintf("%s.%s.%d", KindReport, r.Code, year-1), Date: day, Left: int(day - opt.Date), Status: DueOpen, Who: law.WhoOffice, Kind: KindReport,
			What: nameIn(r.Name, opt.Language), Why: why, Command: fmt.Sprintf("akta report --year %d", year-1),
		})
	}
	return out
}

// nameIn is a name of the law in a language, in English where it has none.
func nameIn(names map[string]string, lang string) string {
	if n := names[lang]; n != "" {
		return n
	}
	return names["en"]
}
