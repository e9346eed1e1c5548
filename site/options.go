package site

import (
	"context"

	"github.com/akta-foi/akta/content/audit"
)

// Options says where and how Build works.
type Options struct {
	// Out is the folder to write. It must be absent, empty, or written by Build
	// before (it then holds the file named Marker).
	Out string
	// Overrides is a folder with the office's own layouts, i18n and static
	// sub-folders. It may be empty or absent.
	Overrides string
	// Audit says what must not be found in any public file. Build adds its own
	// Progress.
	Audit audit.Options
	// Progress, if not nil, is told what is being done.
	Progress func(Event)

	// search is audit.Folder; tests whose portals come from no real release only
	// ask for the search for terms.
	search func(ctx context.Context, dir string, o audit.Options) (*audit.Report, error)
}

// Event is one step of a Build. Stage is one of StageCollect, StageRender,
// StageCopy, StageCheck and StageSwap.
type Event struct {
	Stage string
	// Done and Total count files, in StageCheck bytes, where the number is known,
	// otherwise they are 0.
	Done, Total int64
}

// The stages of a Build, in order.
const (
	StageCollect = "collect"
	StageRender  = "render"
	StageCopy    = "copy"
	StageCheck   = "check"
	StageSwap    = "swap"
)

// Report says what Build wrote and searched.
type Report struct {
	// Out is the folder that was written.
	Out string
	// Pages counts HTML files, Files all files, Bytes their size.
	Pages int
	Files int
	Bytes int64
	// Audit is the result of the leak audit; it is there too where its hits
	// stopped the build.
	Audit *audit.Report
	// Warnings are those of the page builder, for example of the office's layouts.
	Warnings []string
}

// Marker is the file by which Build knows a folder that it may replace.
const Marker = ".akta-site"

// Languages returns the languages of the user interface.
func Languages() []string { return []string{"cs", "hu", "en"} }
