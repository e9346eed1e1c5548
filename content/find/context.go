package find

// contextDetectors find what its surroundings make private: addresses, dates,
// contacts, security data, markings.
var contextDetectors = []detector{
	onContext("email", findEmails),
	{mailScanDetector, findScannedEmails},
	onContext(guessDetector, findGuessedEmails),
	onContext("url", findURLs),
	onContext("ip", findIPs),
	onContext("mac", findMACs),
	onContext("host", findHosts),
	onContext("security", findSecrets),
	onContext("address-cs", findCzechAddresses),
	onContext("address-hu", findHungarianAddresses),
	onContext("birth-date", findBirthDates),
	onContext("marking", findMarkings),
	onContext("geodata", findGeodata),
	onContext("health", findHealth),
	onContext(fieldDetector, findFields),
}

// More grounds that are suggested: codes that every law profile has.
const (
	groundSecurity   = "security"
	groundClassified = "classified"
	groundTrade      = "trade-secret"
)

// proposal is a finding by its place in a contextText.
type proposal struct {
	from, to int
	kind     Type
	score    int
	ground   string
	group    string
	reasons  []string
}

// onContext makes a detector of a function that reads a contextText.
func onContext(name string, look func(x *contextText, propose func(proposal))) detector {
	return detector{name, func(c *caseText, t *text, emit func(Finding)) {
		x := t.context()
		look(x, func(p proposal) {
			f := Finding{Type: p.kind, Score: min(100, max(1, p.score)), Reasons: p.reasons, Ground: p.ground, Group: p.group}
			f.First, f.Count = t.words(x.source(p.from), x.source(p.to))
			emit(f)
		})
	}}
}

// context is the text as the detectors of contextDetectors read it, made once.
func (t *text) context() *contextText {
	if t.contextText == nil {
		t.contextText = newContextText(t)
	}
	return t.contextText
}
