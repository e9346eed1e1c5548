package find

import (
	"bytes"
	"math"
	"strings"
)

var secretLabels = []string{
	"hesl(o|a|u|em)", "prihlasovaci hesl(o|a)", "kod od vchodu", "kod od dveri", "kod vchodu", "kod brany", "kod od brany", "prihlasovaci udaje", "pristupove udaje", "bejelentkezesi adatok", "belepesi adatok", "hozzaferesi adatok", "pin", "pin kod", "puk", "pristupov(y|eho|ym) kod(|u|em)", "vstupni(|ho|m) kod(|u|em)", "kod alarmu", "kod k alarmu", "kod zamku", "kod ke dverim", "kod trezoru", "bezpecnostni kod",
	"jelszo(|t|val|k|ja)", "jelszav(a|ak|ai)", "belepesi kod(|ot|ja)", "belepokod", "riasztokod", "riaszto kod(|ja)", "kapukod", "ajtokod", "szef kod(|ja)", "biztonsagi kod(|ja)", "hozzaferesi kod",
	"password", "passwd", "passphrase", "pwd", "pass", "passcode", "secret", "client secret", "api key", "apikey", "api klic(|e)", "api kulcs(|a)", "access key", "secret key", "private key", "soukromy klic", "titkos kulcs", "token", "access token", "pristupovy token", "bearer", "psk", "wpa", "wpa2", "community", "snmp community", "produktovy klic", "licencni klic", "termekkulcs", "licenckulcs",
}

var userLabels = []string{"uzivatelske jmeno", "uzivatelskym jmenem", "prihlasovaci jmeno", "uzivatelsky ucet", "uzivatelskeho uctu", "username", "user name", "user", "uzivatel(|e|i|em)", "pod uct(em|u)", "ucet spravce", "ucet uzivatele", "rendszergazda fiok(ja|javal)", "felhasznalonevvel", "felhasznaloi neven", "login", "logon", "uid", "ucet v domene", "domenovy ucet", "felhasznalonev(|e|et)", "felhasznaloi nev(|e)", "felhasznaloi fiok(|ja)", "felhasznalo", "bejelentkezesi nev", "account", "sam account name"}

var networkLabels = []string{"ssid", "wi fi", "wifi", "wi fi sit(|e|i)", "wifi sit(|e|i)", "nazev site", "nazev wifi", "nazev wi fi", "sit se jmenuje", "site je", "site zni", "halozat neve", "halozat azonositoja", "halozat nev(|e)", "halozatnev", "wifi halozat(|a)", "wi fi halozat(|a)", "wlan", "vlan", "essid"}

var deviceLabels = []string{"inv. c.", "inventarni cislo", "inventarniho cisla", "inv. cislo", "evidencni cislo zarizeni", "vyrobni cislo", "vyrobniho cisla", "seriove cislo", "serioveho cisla", "ser. c.", "s n", "sn", "serial number", "serial no", "leltari szam(|a|u)", "gyari szam(|a|u)", "sorozatszam(|a|u)", "szeriaszam(|a|u)", "imei", "asset tag"}

var roomLabels = []string{"serverovn(a|y|e|u|ou)", "serverova mistnost", "serverove mistnosti", "rozvadec(|e|i)", "rackov(a|e) mistnost(|i)", "datove centrum", "szerverszob(a|aban|at|aja)", "szerverterem(|ben)", "szerverhelyiseg(|ben|e)", "server room", "trezorov(a|e) mistnost(|i)"}

// secretPrefixes begin keys of known services.
var secretPrefixes = []string{"ghp_", "gho_", "ghs_", "github_pat_", "glpat-", "xoxb-", "xoxp-", "AKIA", "ASIA", "AIza", "sk-", "sk_live_", "pk_live_", "eyJ", "ya29.", "SG.", "npm_", "hf_", "dop_v1_", "shpat_"}

// findSecrets finds passwords, keys, names of networks and accounts, and what
// tells a burglar where to look.
func findSecrets(x *contextText, propose func(proposal)) {
	x.findLabelledSecrets(propose)
	x.findKeyBlocks(propose)
	x.findTokens(propose)
	x.findAccounts(propose)
}

// secretTopics say what the value after a label is.
var secretTopics = []struct {
	topic  labelTopic
	score  int
	what   string
	digits bool // only a value with a digit counts
	colon  bool // without a colon or an equals sign the score is halved
}{
	{labelSecret, 92, "a password, a code or a key", false, true},
	{labelAccount, 80, "an account", false, true},
	{labelNetwork, 80, "the name of a network", false, true},
	{labelDevice, 70, "the number of a device", true, false},
	{labelRoom, 60, "a room with machines", true, false},
}

func (x *contextText) findLabelledSecrets(propose func(proposal)) {
	for _, topic := range secretTopics {
		done := 0
		for _, hit := range x.hits[topic.topic] {
			from, to, colon := x.valueAfter(hit, topic.topic)
			if topic.topic == labelAccount && !colon && x.withUserName(hit) {
				if p, ok := x.accountBefore(hit); ok {
					propose(p)
				}
				continue
			}
			if from == to || x.tokens[hit.first].from < done || topic.digits && !x.anyDigit(from, to) {
				continue
			}
			p := proposal{from: from, to: to, kind: TypeSecurity, ground: groundSecurity, score: topic.score, group: string(x.low[from:to]), reasons: []string{labelReason(topic.what, hit.damaged)}}
			if hit.damaged {
				p.score -= 12
			}
			if topic.colon && !colon {
				p.score = 20
				switch {
				case x.anyDigit(from, to) || topic.topic != labelAccount && x.mixed(from, to):
					p.score = 70
				case topic.topic == labelNetwork && x.isAt(from, wasUpper) && bytes.ContainsAny(x.low[from:to], "-_"):
					p.score = 60
					p.reasons = append(p.reasons, "a name with a sign in it")
				case topic.topic == labelAccount && x.labelled(labelSecret, from, to, 0, 3):
					p.score = 65
					p.reasons = append(p.reasons, "a label of a password follows")
				case topic.topic == labelAccount && x.login(from, to):
					p.score = 55
					p.reasons = append(p.reasons, "an initial and a surname, as names of accounts are made")
				case topic.topic == labelAccount && x.underAccount(hit) && x.oddWord(from, to):
					p.score = 46
					p.reasons = append(p.reasons, "no word of the language")
				}
				if p.score < Low {
					continue // "heslo bylo zmeneno"
				}
				p.reasons = append(p.reasons, "no colon stands between")
			}
			if topic.colon && colon && x.proseAt(from, to) { // "felhasználó: egy adott ..."
				if topic.topic != labelSecret {
					continue
				}
				p.score = 45
				p.reasons = append(p.reasons, "a sentence may follow")
			}
			done = p.to
			propose(p)
		}
	}
}

// withUserName tells whether a label is "felhasználónévvel", which stands behind
// the name of an account.
func (x *contextText) withUserName(hit labelHit) bool {
	if hit.damaged && hit.first == hit.last {
		return within(x.word(hit.first), "felhasznalonevvel", 2)
	}
	return bytes.HasPrefix(x.word(hit.first), []byte("felhasznalo")) && bytes.HasSuffix(x.word(hit.last), []byte("nevvel"))
}

// accountBefore reads "az u12345 felhasználónévvel".
func (x *contextText) accountBefore(hit labelHit) (p proposal, ok bool) {
	i := hit.first - 1
	if i < 1 || string(x.gap(i)) != " " && !x.scannedGap(i) || !x.is(i-1, "az") && !x.is(i-1, "a") || len(x.word(i)) < 3 {
		return p, false
	}
	p = proposal{from: x.tokens[i].from, to: x.tokens[i].to, kind: TypeSecurity, ground: groundSecurity, score: 55, group: string(x.word(i)), reasons: []string{labelReason("an account", hit.damaged)}}
	if x.anyDigit(p.from, p.to) {
		p.score = 75
	}
	return p, true
}

// scannedGap tells whether no more than blanks, line ends and a stray mark or two
// stand between a token and the next one, on a scan.
func (x *contextText) scannedGap(i int) bool {
	gap := x.gap(i)
	return x.Recognised && len(gap) <= 6 && !bytes.ContainsAny(gap, ".;(")
}

// underAccount tells whether a label is of the kind that an account's name
// follows in a sentence: "pod účtem ...", "účet správce je ...".
func (x *contextText) underAccount(hit labelHit) bool {
	return hit.last > hit.first && !hit.damaged
}

// oddWord tells whether a piece in small letters or with a capital behind them
// is no word of the language: on a scan what is left of the name of an account.
func (x *contextText) oddWord(from, to int) bool {
	if !x.Recognised || to-from < 4 || to-from > 20 || x.isAt(from, wasUpper) {
		return false
	}
	for _, k := range x.kind[from:to] {
		if k&wasLetter == 0 {
			return false
		}
	}
	return x.source(to)-x.source(from) == to-from && !x.known(from, to) // marks are in words
}

// login tells whether a word in small letters that is none of the language is a
// known surname behind one other letter.
func (x *contextText) login(from, to int) bool {
	for _, k := range x.kind[from:to] {
		if k&wasLetter == 0 || k&wasUpper != 0 {
			return false
		}
	}
	if to-from < 4 || to-from > 20 || x.known(from, to) {
		return false
	}
	names := vocabularyOf(x.Language).nameLists
	return names.surnames[string(x.low[from+1:to])]
}

// proseAt tells whether a value is a word in small letters and another one
// follows.
func (x *contextText) proseAt(from, to int) bool {
	for _, k := range x.kind[from:to] {
		if k&(wasLetter|wasUpper) != wasLetter {
			return false
		}
	}
	c := x.byteAt(to)
	return (c == ' ' || c == '\n') && x.isAt(to+1, wasLetter) && !x.isAt(to+1, wasUpper) && x.byteAt(x.pieceEnd(to+1)-1) != ':'
}

// valueAfter returns the value after a label: one piece without blanks, for
// networks and rooms what stands up to a comma or the end of the line.
func (x *contextText) valueAfter(hit labelHit, topic labelTopic) (from, to int, colon bool) {
	i := x.tokens[hit.last].to
	for n := 0; i < len(x.low) && n < 6; n++ {
		c := x.low[i]
		if c == ':' || c == '=' || c == '"' || c == ';' && x.Recognised {
			colon = true
		} else if (c == '.' || c == '!' || c == ',') && !colon && x.Recognised && (topic == labelAccount && !x.isAt(i+2, wasUpper) || topic == labelSecret && x.anyDigit(i, x.pieceEnd(min(i+2, len(x.low))))) && x.byteAt(i+1) == ' ' {
			colon = true // read for a colon
		} else if c != ' ' && c != '\n' && c != '"' && c != '\'' && c != '.' && c != '-' && c != '(' && c != ')' || c == '.' && !colon && topic != labelDevice {
			break
		}
		i++
	}
	if topic == labelSecret || topic == labelAccount { // "heslo je: ...", "heslo k uctu: ..."
		if !colon {
			i, colon = x.colonNear(i)
		}
	}
	if topic == labelRoom {
		return x.roomAfter(hit)
	}
	if (topic == labelSecret || topic == labelAccount) && !colon {
		i = x.afterVerb(i)
	}
	from = i
	for i < len(x.low) && i-from < maxSecret {
		c := x.low[i]
		if c == '\n' || c == '"' || c == ' ' && topic != labelNetwork {
			break
		}
		if topic == labelNetwork && (c == ',' || c == ';' || c == '.' && x.byteAt(i+1) <= ' ' || i-from > 32 || c == ' ' && (!colon || !x.isAt(i+1, wasUpper|wasDigit))) {
			break
		}
		if topic == labelDevice && !x.isAt(i, wasLetter|wasDigit) && c != '-' && c != '/' && c != '.' && c != '_' {
			break
		}
		i++
	}
	if (topic == labelSecret || topic == labelAccount) && colon && x.Recognised && i > from && x.byteAt(i) == ' ' {
		i = x.brokenSecret(i)
	}
	if topic == labelSecret && colon && bytes.HasPrefix(x.low[i:], []byte(" / ")) { // admin / Kolo.2020
		i = x.pieceEnd(i + 3)
	}
	for i > from && strings.IndexByte(".,;:)'", x.low[i-1]) >= 0 {
		i--
	}
	return from, i, colon
}

// brokenSecret is where a password ends that was read with a blank in it: a
// short piece with no small letter follows, as "152%" or "!".
func (x *contextText) brokenSecret(i int) int {
	if c := x.low[i-1]; c == '.' || c == ',' || c == ';' {
		return i
	}
	end, letters := i+1, 0
	for end < len(x.low) && x.low[end] > ' ' && end-i < 7 {
		if x.isAt(end, wasLetter) {
			letters++
		}
		end++
	}
	if x.byteAt(end) > ' ' || letters > 0 || end == i+1 || x.byteAt(i+1) == '(' {
		return i
	}
	return end
}

// afterVerb steps over the verb of "heslo je ...".
func (x *contextText) afterVerb(i int) int {
	for _, verb := range []string{"je ", "bylo ", "byl ", "zni ", "az ", "a kovetkezo ", "van "} {
		if bytes.HasPrefix(x.low[i:], []byte(verb)) {
			return i + len(verb)
		}
	}
	return i
}

// colonNear returns what follows a colon or an equals sign that stands at most
// five words on in the same line.
func (x *contextText) colonNear(i int) (after int, colon bool) {
	words := 0
	for k := i; k < len(x.low) && k-i < 40 && x.low[k] != '\n' && words <= 5; k++ {
		switch c := x.low[k]; c {
		case '.', ',', ';':
			return i, false
		case ' ':
			words++
		case ':', '=':
			if x.isAt(k+1, wasLetter|wasDigit) || x.byteAt(k+1) == ' ' {
				k++
				for x.byteAt(k) == ' ' || x.byteAt(k) == '"' {
					k++
				}
				return k, true
			}
			return i, false
		}
	}
	return i, false
}

// roomAfter reads a number of a room or a floor within a few words of a label
// and in the same sentence; the finding goes from the label to it.
func (x *contextText) roomAfter(hit labelHit) (from, to int, colon bool) {
	from = x.tokens[hit.first].from
	for i := hit.last + 1; i < len(x.tokens) && i <= hit.last+8; i++ {
		gap := x.gap(i - 1)
		if len(gap) > 3 || bytes.IndexByte(gap, ';') >= 0 || gap[0] == '.' && len(x.word(i-1)) > 3 {
			break
		}
		if x.anyDigit(x.tokens[i].from, x.tokens[i].to) {
			to = x.tokens[i].to
			if x.number(i) > 1900 && x.number(i) < 2100 && to == 0 {
				break
			}
		}
	}
	if to == 0 {
		return 0, 0, false
	}
	return from, to, true
}

func (x *contextText) anyDigit(from, to int) bool {
	for _, k := range x.kind[from:to] {
		if k&wasDigit != 0 {
			return true
		}
	}
	return false
}

// mixed tells whether capitals stand behind small letters, or signs between
// letters, as nobody writes a word.
func (x *contextText) mixed(from, to int) bool {
	for i := from + 1; i < to; i++ {
		if x.isAt(i, wasUpper) && x.isAt(i-1, wasLetter) && !x.isAt(i-1, wasUpper) {
			return true
		}
		if strings.IndexByte("!#$%&*+@^~", x.low[i]) >= 0 {
			return true
		}
	}
	return false
}

// findKeyBlocks finds PEM blocks (RFC 7468) and SSH public keys (RFC 4253).
func (x *contextText) findKeyBlocks(propose func(proposal)) {
	begin := []byte("-----begin ")
	for i := 0; ; {
		n := bytes.Index(x.low[i:], begin)
		if n < 0 {
			break
		}
		from := i + n
		i = from + len(begin)
		end := min(len(x.low), from+maxPEM)
		to, score, reason := i, 80, "the beginning of a PEM block without its end"
		if k := bytes.Index(x.low[i:end], []byte("-----end ")); k >= 0 {
			to = i + k + 9
			score, reason = 85, "a PEM block"
		}
		for to < end && x.low[to] != '\n' {
			to++
		}
		if bytes.Contains(x.low[from:min(to, from+60)], []byte("private key")) {
			score, reason = 99, reason+" of a private key"
		}
		propose(proposal{from: from, to: to, kind: TypeSecurity, ground: groundSecurity, score: score, group: string(x.low[from:min(to, from+200)]), reasons: []string{reason}})
		i = to
	}
	for i, t := range x.tokens {
		if t.to-t.from < 20 || !bytes.HasPrefix(x.low[t.from:t.to], []byte("aaaa")) || i < 2 || !x.is(i-1, "rsa") && !x.is(i-1, "ed25519") && !x.is(i-1, "nistp256") && !x.is(i-1, "dss") {
			continue
		}
		from, to := t.from, x.pieceEnd(t.from)
		for from > 0 && t.from-from < 24 && x.low[from-1] != '\n' && !(x.low[from-1] == ' ' && t.from-from > 1) {
			from--
		}
		propose(proposal{from: from, to: to, kind: TypeSecurity, ground: groundSecurity, score: 90, group: string(x.low[from:min(to, from+200)]), reasons: []string{"has the form of an SSH key"}})
	}
}

// pieceEnd is where a piece without blanks ends.
func (x *contextText) pieceEnd(i int) int {
	from := i
	for i < len(x.low) && i-from < 4096 && x.low[i] > ' ' && x.low[i] != '"' && x.low[i] != byteOther {
		i++
	}
	return i
}

// findTokens finds keys of known services by how they begin, and pieces of
// text that are too random to be a word.
func (x *contextText) findTokens(propose func(proposal)) {
	done := 0
	for _, t := range x.tokens {
		if t.from < done || t.to-t.from < 2 {
			continue
		}
		from, to := t.from, t.to
		for to < len(x.low) && to-from < maxSecret && (x.isAt(to, wasLetter|wasDigit) || (x.low[to] == '_' || x.low[to] == '-' || x.low[to] == '+' || x.low[to] == '/' || x.low[to] == '.') && x.isAt(to+1, wasLetter|wasDigit)) {
			to++
		}
		done = to
		if to-from < 16 {
			continue
		}
		piece := x.low[from:to]
		for _, prefix := range secretPrefixes {
			if strings.HasPrefix(x.raw[x.at[from]:x.at[to]], prefix) && x.anyDigit(from, to) {
				propose(proposal{from: from, to: to, kind: TypeSecurity, ground: groundSecurity, score: 92, group: string(piece), reasons: []string{"begins as a key of a known service"}})
				piece = nil
				break
			}
		}
		if piece == nil || bytes.IndexByte(piece, '.') >= 0 || bytes.Count(piece, []byte("/")) > 2 || bytes.IndexByte(piece, '-') >= 0 {
			continue
		}
		switch {
		case hexOnly(piece) && len(piece) >= 32:
			propose(proposal{from: from, to: to, kind: TypeSecurity, ground: groundSecurity, score: 55, group: string(piece), reasons: []string{"a long hexadecimal number: a key or a digest"}})
		case len(piece) >= 20 && x.random(from, to, 3):
			propose(proposal{from: from, to: to, kind: TypeSecurity, ground: groundSecurity, score: 72, group: string(piece), reasons: []string{"small letters, capitals and digits in no order, as of a key"}})
		}
	}
}

func hexOnly(piece []byte) bool {
	digits, letters := 0, 0
	for _, c := range piece {
		if !hexByte(c) {
			return false
		}
		if c <= '9' {
			digits++
		} else {
			letters++
		}
	}
	return digits > 2 && letters > 2
}

// random tells whether a piece has small letters, capitals and digits that
// change often, and at least so many bits a character.
func (x *contextText) random(from, to int, bits float64) bool {
	var count [256]int
	changes, last, seen := 0, charKind(0), charKind(0)
	small := false
	for i := from; i < to; i++ {
		k := x.kind[i] & (wasUpper | wasLetter | wasDigit)
		count[x.low[i]]++
		seen |= k
		small = small || k == wasLetter
		if i > from && k != last {
			changes++
		}
		last = k
	}
	if seen&wasDigit == 0 || !small && seen&wasUpper == 0 || changes*4 < to-from {
		return false
	}
	entropy := 0.0
	for _, n := range count {
		if n > 0 {
			p := float64(n) / float64(to-from)
			entropy -= p * math.Log2(p)
		}
	}
	return entropy >= bits
}

// findAccounts finds names of accounts as Windows writes them: DOMAIN\user.
func (x *contextText) findAccounts(propose func(proposal)) {
	for i := 1; i < len(x.low); i++ {
		if x.low[i] != '\\' {
			continue
		}
		from, to := i, i+1
		for from > 0 && i-from < 64 && (x.isAt(from-1, wasLetter|wasDigit) || strings.IndexByte("-_.", x.low[from-1]) >= 0) {
			from--
		}
		for to < len(x.low) && to-i < 64 && (x.isAt(to, wasLetter|wasDigit) || strings.IndexByte("-_.", x.low[to]) >= 0) {
			to++
		}
		for to > i+1 && x.low[to-1] == '.' {
			to--
		}
		next, before := x.byteAt(to), x.byteAt(from-1)
		if from == i || to < i+3 || next == '\\' || before == '\\' || before == ':' || before == '/' || next == ':' || !x.isAt(from, wasLetter) {
			if before == '\\' && x.byteAt(from-2) == '\\' { // \\server\share
				end := x.pieceEnd(from)
				propose(proposal{from: from - 2, to: end, kind: TypeSecurity, ground: groundSecurity, score: 85, group: string(x.low[from-2 : end]), reasons: []string{"has the form of a path on a server"}})
				i = end - 1
			}
			continue
		}
		propose(proposal{from: from, to: to, kind: TypeSecurity, ground: groundSecurity, score: 85, group: string(x.low[from:to]), reasons: []string{"has the form of an account in a domain"}})
		i = to - 1
	}
}
