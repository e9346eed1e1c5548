package letter

// Bounds on templates and on what they make.
const (
	maxTemplate    = 256 << 10 // bytes of one template of an office
	maxDraft       = 1 << 20   // bytes of one letter in Markdown; a long one has 20,000
	maxBlocks      = 20_000    // headings, paragraphs and items of one letter
	maxNesting     = 50        // of lists and quotations in a letter
	maxPages       = 500       // pages of one PDF
	maxItems       = 2_000     // documents or grounds a letter lists, as many as a case has
	maxPlaceholder = 500       // bytes of the words in one placeholder
)
