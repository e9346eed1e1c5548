package audit

// patterns is all that is looked for. It does not change during an audit.
type patterns struct {
	subjects   []subject
	allowances allowances
	table      *foldTable
	letters    *matcher // over folded letters
	short      *matcher // the same for terms of few letters
	encoded    *matcher // over the bytes as they are
}

// subject is what a needle tells of.
type subject struct {
	check, caseID, document, class string
	what                           string
	allowed                        []int // indexes of allowances of this text
}

// newPatterns prepares the search, or takes the one that is prepared.
func newPatterns(o Options, report *Report) (*patterns, error) {
	if o.prepared == nil {
		return makePatterns(o, report)
	}
	made, told, err := o.prepared()
	if err != nil {
		return nil, err
	}
	*report = told
	p := *made
	p.allowances = newAllowances(o.Allowed, p.table) // they note which of them were used
	return &p, nil
}

func makePatterns(o Options, report *Report) (*patterns, error) {
	p := &patterns{
		table:   newFoldTable(),
		letters: newMatcher(6), short: newMatcher(minTerm), encoded: newMatcher(minEncoded),
	}
	p.allowances = newAllowances(o.Allowed, p.table)
	if err := p.addTerms(o.Terms, report); err != nil {
		return nil, err
	}
	p.addDigests(o.Private)
	p.letters.ready()
	p.short.ready()
	p.encoded.ready()
	return p, nil
}

func (p *patterns) subject(s subject) int32 {
	p.subjects = append(p.subjects, s)
	return int32(len(p.subjects) - 1)
}
