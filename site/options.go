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
	// State is a private folder of this site in which Build keeps what the next
	// Build need not do again: digests of what each page was made from, and of what
	// was searched for what. Empty: everything is always done. It may be absent,
	// broken or lost: it only saves time.
	State string
	// Anew does everything, whatever State says.
	Anew bool
	// Sign signs the manifest of the site; nil: the site has none.
	Sign Signer
	// Ledger is the office's list of all addresses that the site has ever had.
	// Build refuses to drop one that is not in Drop. Empty: none is kept.
	Ledger string
	Drop   []Drop
	// Audit says what must not be found in any public file. Build adds its own
	// Progress.
	Audit audit.Options
	// Pagefind finds the program that writes the index of the full-text search:
	// FindPagefind. It is asked where texts changed. Where it is nil or finds
	// none, a site whose texts changed has no such search.
	Pagefind func(context.Context) (*Pagefind, error)
	// Progress, if not nil, is told what is being done.
	Progress func(Event)

	// search is audit.Folder; tests whose portals come from no real release only
	// ask for the search for terms.
	search func(ctx context.Context, dir string, o audit.Options) (*audit.Report, error)
	// batch is batchPages; tests ask for smaller ones.
	batch int
}

// audit is what is searched for, with the files that are told by their bytes.
func (o *Options) audit() audit.Options {
	options := o.Audit
	options.Own = OwnFiles()
	return options
}

// Event is one step of a Build. Stage is one of StageCollect, StageIndex,
// StageRender, StageCopy, StageCheck and StageSwap.
type Event struct {
	Stage string
	// Done and Total count years in StageIndex, pages in StageRender, files in
	// StageCopy, bytes in StageCheck; elsewhere they are 0.
	Done, Total int64
}

// The stages of a Build, in order.
const (
	StageCollect = "collect"
	StageIndex   = "index"
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
	// Rendered counts the pages that were rendered, in all languages.
	Rendered int
	// Search says that there is a full-text search, Searchable how many texts it
	// finds: cases, and parts of documents.
	Search     bool
	Searchable int
	// Changed are the public names of files that are new or differ from the former
	// site, Removed those that are gone, sorted. All others were not touched.
	Changed, Removed []string
	// Audit is the result of the leak audit; it is there too where its hits
	// stopped the build.
	Audit *audit.Report
	// Warnings are those of the page builder, for example of the office's layouts.
	Warnings []string
	// Notes say what was left out for want of a setting.
	Notes []string

	inPlace bool // see fresh.apply
}

// Marker is the file by which Build knows a folder that it may replace.
const Marker = ".akta-site"

// Languages returns the languages of the user interface.
func Languages() []string { return []string{"cs", "hu", "en"} }
