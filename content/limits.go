package content

// Bounds on what an office's own files may hold; those of evidence are in
// package bundles, those of documents in package read.
const (
	maxSettings        = 1 << 20  // bytes of akta.toml
	maxCaseFile        = 4 << 20  // bytes of case.md
	maxPlanFile        = 64 << 20 // bytes of plan.json
	maxPlanDocuments   = 2_000    // documents in one case, as in one seal
	maxCorrectionsFile = 16 << 20 // bytes of the corrections of one document
	maxRedactionText   = 10_000   // bytes of one text to redact
	maxDocumentFile    = 16 << 30 // bytes of one file added to a case
	maxStoredName      = 200      // bytes of a document's file name, below every file system's 255
	maxSecretWords     = 6        // words of a secret searched for as one term
	maxTitle           = 1_000    // bytes of a title on one line; bundles takes 4 KiB
	maxFieldValue      = 4_000    // bytes of one metadata value; the file holds the rest
)

// MaxAttachDepth is how deep files within files are read.
const MaxAttachDepth = 8
