package content

// Bounds on what an office's own files may hold; those of evidence are in
// package bundles, those of documents in package read.
const (
	maxSettings        = 1 << 20   // bytes of akta.toml
	maxDigestsFile     = 64 << 20  // bytes of one cache of digests: a bag of 20,000 files
	maxManifest        = 8 << 20   // bytes of a release's manifest, as package bundles writes it
	maxRecognised      = 100 << 20 // pixels of one published page image, as in a bag
	maxReleaseFile     = 16 << 20  // bytes of a release's release.json, as package bundles writes it
	maxIndexFile       = 512 << 20 // bytes of .akta/index: 10,000 cases have about 10 MB
	maxListedErrors    = 20        // cases whose problems are told one by one; the rest is counted
	maxApprovals       = 9         // approvals an office can ask for
	maxCaseFile        = 4 << 20   // bytes of case.md
	maxEvents          = 1_000     // events of one case, as in package law
	maxEventGrounds    = 100       // grounds of one event
	maxEventText       = 4_000     // bytes of one text of an event
	maxPlanFile        = 64 << 20  // bytes of plan.json
	maxPlanDocuments   = 2_000     // documents in one case, as in one seal
	maxCorrectionsFile = 16 << 20  // bytes of the corrections of one document
	maxPlanRedactions  = 100_000   // redactions in one case, proposals among them
	maxPlanAllowed     = 10_000    // places where a hidden text may stand
	maxOpenFields      = 100       // metadata fields opened of one document
	maxRedactionText   = 10_000    // bytes of one text to redact
	maxWordNumber      = 1 << 24   // words in one document; a seal takes fewer
	maxRedactionNote   = 4_000     // bytes of an officer's note or reason
	maxOfficerName     = 200       // bytes of an officer's name
	maxRequesterLine   = 1_000     // bytes of one line about the requester
	maxRequesterFile   = 16 << 10  // bytes of requester.json
	maxForgottenFile   = 1 << 20   // bytes of forgotten.json
	maxForgottenPlaces = 1_000     // places of forgotten.json: every form of a name, once
	maxPersonForms     = 2_000     // forms of one person's name; the longest double names have about 600
	maxElsewhereWords  = 12        // words of a text that is offered to be hidden in all places
	maxOpenList        = 50        // undecided findings told one by one; the rest is counted
	maxDocumentFile    = 16 << 30  // bytes of one file added to a case
	maxStoredName      = 200       // bytes of a document's file name, below every file system's 255
	maxSecretWords     = 6         // words of a secret searched for as one term
	maxTitle           = 1_000     // bytes of a title on one line; bundles takes 4 KiB
	maxPageLines       = 2_000     // lines of a page with something hidden; one with more is no text, and is hidden whole
	maxFieldValue      = 4_000     // bytes of one metadata value; the file holds the rest
	maxFindingReasons  = 20        // reasons of one finding
	maxFindingReason   = 500       // bytes of one reason
	maxFindingGroup    = 500       // bytes of the name of a group of findings
	maxTopics          = 200       // topics in akta.toml: a reader chooses from a list
	maxFacts           = 10_000    // public facts of each kind in akta.toml
	maxFact            = 500       // bytes of one public fact
	maxPlugins         = 20        // plug-ins in akta.toml
	maxPluginWords     = 50        // words of a plug-in's command
	maxPluginTimeout   = 3_600     // seconds a plug-in may take
	maxPluginLine      = 64 << 10  // bytes of one line a plug-in writes
	maxPluginOutput    = 64 << 20  // bytes of all a plug-in writes
	maxPluginSpans     = 100_000   // spans a plug-in finds in one case
	maxPluginSays      = 4 << 10   // bytes of a plug-in's complaints that are kept
	maxDecisionFile    = 64 << 20  // bytes of a file of decisions
	maxAddresses       = 64 << 20  // bytes of the ledger of the site's addresses that are looked through
	maxLetterDraft     = 1 << 20   // bytes of a draft of a letter
	maxImportedFile    = 16 << 20  // bytes of imported.json
	maxImportFile      = 512 << 20 // bytes of one file to import, which is held in memory
	minReportYear      = 1990      // years of reports: those of the dates of package law
	maxReportYear      = 2199
	maxReportItems     = 100 // items of a year's reports in akta.toml
)

// MaxAttachDepth is how deep files within files are read.
const MaxAttachDepth = 8
