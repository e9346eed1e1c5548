package find

import (
	"bytes"
	"strings"
)

// personalSites are hosts whose addresses name persons.
var personalSites = []string{"facebook.com", "fb.com", "linkedin.com", "instagram.com", "twitter.com", "x.com", "tiktok.com", "t.me", "wa.me", "vk.com", "youtube.com/@", "github.com"}

// secretParts of an address give access to whoever knows it.
var secretParts = []string{"token=", "key=", "apikey=", "api_key=", "password=", "heslo=", "jelszo=", "pass=", "secret=", "sig=", "signature=", "session=", "sid=", "auth=", "code=", "access_token="}

// findURLs proposes the addresses of the web.
func findURLs(x *contextText, propose func(proposal)) {
	for _, p := range x.urls {
		propose(p)
	}
}

// scanURLs finds addresses of the web and of other services (RFC 3986): with a
// scheme, beginning with www, or a host name with a path.
func (x *contextText) scanURLs() {
	done := 0
	for i := 0; i < len(x.low); i++ {
		var from, to, rest int // rest: behind the scheme
		damaged := false
		switch c := x.low[i]; {
		case c == ':' || c == ';':
			from, to, damaged = x.scheme(i)
			rest = to
		case c == 'w' && bytes.HasPrefix(x.low[i:], []byte("www")) && !x.isAt(i-1, wasLetter|wasDigit):
			k := i + 3
			for k < i+5 && x.byteAt(k) == ' ' {
				k++
			}
			if c := x.byteAt(k); c != '.' && c != ',' {
				continue
			}
			damaged = k > i+3 || x.low[k] == ','
			from, to, rest = i, k+1, i
			if x.byteAt(to) == ' ' {
				damaged, to = true, to+1
			}
		case c == '/' && x.isAt(i-1, wasLetter) && x.isAt(i+1, wasLetter|wasDigit):
			host, _ := x.hostName(i - 1)
			dot := bytes.LastIndexByte(x.low[host:i], '.')
			if dot < 1 || !tlds[string(x.low[host+dot+1:i])] || x.byteAt(host-1) == '@' || x.byteAt(host-1) == '/' {
				continue
			}
			from, to, rest = host, i+1, host
		}
		if to == 0 || from < done {
			continue
		}
		end := x.urlEnd(to)
		if end <= to {
			continue
		}
		x.urls = append(x.urls, x.url(from, rest, end, damaged))
		done, i = end, end-1
	}
}

// scheme returns where an address with a scheme begins, whose colon stands at
// i, and where the part after the slashes begins.
func (x *contextText) scheme(i int) (from, to int, damaged bool) {
	k := i + 1
	if x.byteAt(k) == ' ' {
		k, damaged = k+1, true
	}
	slashes := 0
	for slashes < 2 {
		switch c := x.byteAt(k); c {
		case '/':
		case 'f':
			if slashes == 0 || !x.Recognised || string(x.low[max(0, i-5):i]) != "https" && string(x.low[max(0, i-4):i]) != "http" {
				return 0, 0, false
			}
			damaged = true
		case 'l', 'i', '|', '1':
			damaged = true
		case ' ':
			if slashes == 1 {
				k++
				continue
			}
			return 0, 0, false
		default:
			return 0, 0, false
		}
		slashes++
		k++
	}
	end := i
	if x.byteAt(end-1) == ' ' {
		end, damaged = end-1, true
	}
	for from = end; end-from < 12 && x.isAt(from-1, wasLetter); from-- {
	}
	s := string(x.low[from:end])
	if end < i && s != "http" && s != "https" {
		return 0, 0, false
	}
	switch s {
	case "http", "https", "ftp", "ftps", "sftp", "ssh", "smb", "ldap", "ldaps", "rdp", "vnc", "file", "git", "ws", "wss", "mongodb", "postgres", "postgresql", "mysql", "redis", "amqp", "imap", "smtp":
	default:
		if len(s) > 3 && s[len(s)-1] != 'e' && (oneOff("http", []byte(s)) || oneOff("https", []byte(s))) {
			damaged = true
			break
		}
		if damaged || x.low[i] == ';' || len(s) < 2 {
			return 0, 0, false
		}
	}
	if x.byteAt(k) == ' ' {
		k++
		damaged = true
	}
	return from, k, damaged || x.low[i] == ';'
}

// urlEnd returns where the address ends: at white space, a quote or a closing
// bracket without an opening one; it goes on over a line end after a sign that
// ends no sentence.
func (x *contextText) urlEnd(i int) int {
	from, open := i, 0
	for ; i < len(x.low) && i-from < maxURL; i++ {
		c := x.low[i]
		if c == '(' {
			open++
		}
		if c == ')' {
			open--
		}
		if c == '\n' && i > from && strings.IndexByte("/-_=&?%", x.low[i-1]) >= 0 && x.isAt(i+1, wasLetter|wasDigit) && !x.isAt(i+1, wasUpper) {
			continue
		}
		if c == ' ' && i > from && (x.byteAt(i+1) == '?' || x.byteAt(i+1) == '&') && x.isAt(i+2, wasLetter) {
			continue // OCR makes blanks before signs
		}
		if c == ' ' && i > from && x.Recognised {
			end := x.urlPiece(i + 1)
			if end == 0 && bytes.IndexByte(x.low[from:i], '.') < 0 {
				end = x.urlRest(i + 1)
			}
			if end > 0 {
				i = end - 1
				continue
			}
		}
		if c <= ' ' || c == '"' || c == '\'' || c == '<' || c == '>' || c == ']' || open < 0 || c == byteOther {
			break
		}
	}
	for i > from && strings.IndexByte(".,;:!?", x.low[i-1]) >= 0 {
		i--
	}
	return i
}

// urlPiece returns where a piece ends that belongs to an address although a
// blank stands before it: it has a sign of a path or a query and a letter.
func (x *contextText) urlPiece(i int) (end int) {
	sign, letter := false, false
	for end = i; end < len(x.low) && x.low[end] > ' ' && end-i < maxMailPart; end++ {
		c := x.low[end]
		sign = sign || strings.IndexByte("/?=&", c) >= 0 && end > i
		letter = letter || x.isAt(end, wasLetter)
	}
	if !sign || !letter || x.isAt(i, wasUpper) {
		return 0
	}
	for end > i && strings.IndexByte(".,;:!", x.low[end-1]) >= 0 {
		end--
	}
	return end
}

// urlRest returns where the path ends of an address whose host was read with
// blanks and without its dots: "srv1 , lhota-net cz/ab?id=1".
func (x *contextText) urlRest(i int) (end int) {
	for range 2 {
		for i < len(x.low) && x.low[i] > ' ' {
			if x.isAt(i, wasUpper) {
				return 0
			}
			i++
		}
		if x.byteAt(i) != ' ' {
			return 0
		}
		i++
		if end := x.urlPiece(i); end > 0 {
			return end
		}
	}
	return 0
}

// url judges an address.
func (x *contextText) url(from, start, to int, damaged bool) proposal {
	s := strings.ReplaceAll(string(x.low[from:to]), "\n", "")
	p := proposal{from: from, to: to, kind: TypeURL, ground: groundSecurity, score: 50, group: s, reasons: []string{"has the form of a web address"}}
	rest := strings.NewReplacer("\n", "", " ", "").Replace(string(x.low[start:to]))
	host, path, _ := strings.Cut(rest, "/")
	user, _, has := strings.Cut(host, "@")
	name, _, _ := strings.Cut(host, ":")
	switch {
	case has && strings.Contains(user, ":"):
		p.score = 95
		p.reasons = append(p.reasons, "with a password in it")
	case containsAny(path, secretParts):
		p.score = 85
		p.reasons = append(p.reasons, "with a key or a token in it")
	case strings.Trim(name, "0123456789.") == "" || privateTLDs[name[strings.LastIndexByte(name, '.')+1:]] || !strings.Contains(name, "."):
		p.score = 85
		p.reasons = append(p.reasons, "of an internal network or with a numeric address")
	case containsAny(rest, personalSites):
		p.score, p.ground = 65, groundPersonal
		p.reasons = append(p.reasons, "of a site whose addresses name persons")
	}
	if damaged {
		p.score -= 8
		p.reasons = append(p.reasons, "read with damage")
	}
	return p
}

func containsAny(s string, parts []string) bool {
	for _, p := range parts {
		if strings.Contains(s, p) {
			return true
		}
	}
	return false
}
