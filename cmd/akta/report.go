package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/akta-foi/akta/bundles"
	"github.com/akta-foi/akta/content"
	"github.com/akta-foi/akta/content/law"
	"github.com/akta-foi/akta/content/report"
)

type reportFlags struct {
	year                         int
	law, code, format, lang, out string
	date                         string
	schema                       bool
}

func newReport(a *app) *cobra.Command {
	var f reportFlags
	c := &cobra.Command{
		Use:   "report",
		Short: "Make a report that the law asks for",
		Long: `Make a report that the law asks for, such as the annual report of § 18 of the
Czech act 106/1999, or the report to NAIH: from the events of the cases, and for
the year before this one unless --year names another. "akta law show" lists the
reports of the office's law and what each tells. A year without requests has a
report as well.

Each number says how it is counted, and which cases it counts. What happened after
the year does not count, so that a report made again says the same.

What no case tells, such as costs, stands in akta.toml, "none" where there is none:

  [reports.2026]
  court-costs = "none"
  other = "In May the office published its contracts."
  closed = "2027-01-20" # from this line on, the portal shows the reports of 2026

A report in which something is not filled in is written, and says so; the exit
code is 3 then. --schema prints the JSON Schema of a report.

` + exitCodes,
		Example: `  akta report --year 2026
  akta report --year 2026 --code naih --lang hu --format csv -o naih-2026.csv
  akta report --json`,
		Args: args(0, false),
		RunE: func(*cobra.Command, []string) error { return runReport(a, &f) },
	}
	c.Flags().IntVar(&f.year, "year", 0, "the `YEAR` that is reported on")
	c.Flags().StringVar(&f.law, "law", "", "`CODE` of a law; that of the office unless given")
	c.Flags().StringVar(&f.code, "code", "", "`CODE` of a report of the law; its first unless given")
	c.Flags().StringVar(&f.format, "format", "md", "md, html, csv or json")
	c.Flags().StringVar(&f.lang, "lang", "", "cs, hu or en; the office's language unless given")
	c.Flags().StringVarP(&f.out, "output", "o", "", "write to this `FILE`")
	c.Flags().StringVar(&f.date, "date", "", "the `DAY` of the report, such as 2027-01-15; today unless given")
	c.Flags().BoolVar(&f.schema, "schema", false, "print the JSON Schema of a report")
	return c
}

func runReport(a *app, f *reportFlags) error {
	if f.schema {
		_, err := a.stdout.Write(report.Schema())
		return err
	}
	q, err := f.query()
	if err != nil {
		return usage(err)
	}
	o, err := a.office()
	if err != nil {
		return err
	}
	if f.lang == "" {
		f.lang = o.Settings.Language
	}
	if a.json {
		f.format = "json"
	}
	if f.law == "" || f.law == o.Law.Code {
		q.Law = o.Law // as the office has changed it
	}
	if _, err := report.Find(q.Law, q.Code); err != nil {
		return usage(err)
	}
	r, err := o.Report(*q)
	if err != nil {
		return err
	}
	raw, err := reportFormats[f.format](r, f.lang)
	if err != nil {
		return err
	}
	if f.out == "" {
		_, err = a.stdout.Write(raw)
	} else if err = bundles.WriteFileAtomic(f.out, raw, 0o644); err == nil && !a.json {
		a.say("%s: %s of %d, %d items", f.out, r.Name["en"], r.Year, len(r.Items))
	}
	if err != nil {
		return err
	}
	if lacking := r.Lacking(); len(lacking) > 0 {
		return &codeError{3, fmt.Errorf("the %s of %d is not complete:\n  %s", r.Name["en"], r.Year, strings.Join(lacking, "\n  "))}
	}
	return nil
}

// query is the question the flags ask. A year that is over counts whole.
func (f *reportFlags) query() (*content.ReportQuery, error) {
	if reportFormats[f.format] == nil {
		return nil, fmt.Errorf("--format %q: want md, html, csv or json", f.format)
	}
	if f.lang != "" && !slices.Contains(report.Languages(), f.lang) {
		return nil, fmt.Errorf("--lang %q: want one of %s", f.lang, strings.Join(report.Languages(), ", "))
	}
	q := &content.ReportQuery{Code: f.code, Year: f.year}
	var err error
	if q.Until, err = dayOf(f.date); err != nil {
		return nil, err
	}
	if f.year == 0 {
		q.Year = q.Until.Year() - 1
	}
	if q.Year > q.Until.Year() {
		return nil, fmt.Errorf("--year %d: has not begun on %s", q.Year, q.Until)
	}
	if f.law != "" {
		if q.Law, err = law.Load(f.law); err != nil {
			return nil, err
		}
	}
	return q, nil
}

// reportFormats write a report. That of a program has no language of its own.
var reportFormats = map[string]func(r *report.Report, lang string) ([]byte, error){
	"md":   (*report.Report).Markdown,
	"html": (*report.Report).HTML,
	"csv":  (*report.Report).CSV,
	"json": func(r *report.Report, _ string) ([]byte, error) { return r.JSON() },
}
