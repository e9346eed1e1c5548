package site

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/akta-foi/akta/content/audit"
)

// Build writes the public folder o.Out from p. It publishes everything or
// nothing: on any error, and on any hit of the leak audit (an *audit.Error),
// o.Out is as it was before. Relative paths of p and o are resolved by the process's
// working directory.
func Build(ctx context.Context, p *Portal, o Options) (Report, error) {
	pl, err := newPlan(p)
	if err != nil {
		return Report{}, err
	}
	out, err := filepath.Abs(o.Out)
	if err != nil || o.Out == "" {
		return Report{}, fmt.Errorf("public folder %q: not a usable path", o.Out)
	}
	if err := recoverSwap(out); err != nil {
		return Report{}, err
	}
	if err := checkTarget(out); err != nil {
		return Report{}, err
	}
	tell(o, StageCollect, 0, 0)
	work, err := newWorkspace(pl, o.Overrides)
	if err != nil {
		return Report{}, err
	}
	fresh, err := freshFolder(out)
	if err != nil {
		return Report{}, err
	}
	defer os.RemoveAll(fresh) // nothing is there after the swap

	report, err := fill(ctx, work, pl, o, fresh)
	if err != nil {
		return report, err
	}
	tell(o, StageSwap, 0, 0)
	if err := swap(fresh, out); err != nil {
		return Report{}, err
	}
	report.Out = out
	return report, nil
}

// fill writes everything into the fresh folder and searches it.
func fill(ctx context.Context, work *workspace, pl *plan, o Options, fresh string) (Report, error) {
	tell(o, StageRender, 0, 0)
	warnings, err := work.render(ctx, hugoConfig(pl), fresh)
	if err != nil {
		return Report{}, err
	}
	report := Report{Warnings: warnings}
	if err := copyAll(ctx, work, pl, o, fresh); err != nil {
		return Report{}, err
	}
	if err := writeNew(fresh, Marker, []byte("This folder is written by akta build. Do not edit it.\n")); err != nil {
		return Report{}, err
	}
	search, options := o.search, o.Audit
	if search == nil {
		search = audit.Folder
	}
	options.Progress = func(done, total int64) { tell(o, StageCheck, done, total) }
	if report.Audit, err = search(ctx, fresh, options); err != nil {
		return Report{Audit: report.Audit}, fmt.Errorf("nothing is published: %w", err)
	}
	files, err := listFiles(fresh)
	if err != nil {
		return Report{}, err
	}
	for _, f := range files {
		report.Files++
		report.Bytes += f.size
		if filepath.Ext(f.name) == ".html" {
			report.Pages++
		}
	}
	return report, nil
}

// tell reports progress.
func tell(o Options, stage string, done, total int64) {
	if o.Progress != nil {
		o.Progress(Event{Stage: stage, Done: done, Total: total})
	}
}
