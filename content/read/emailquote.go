package read

import (
	"regexp"
	"strings"
)

// quoteVerb is what whoever is quoted did.
const quoteVerb = `(napsala?(\(a\))?|napísala?(\(a\))?|wrote|schrieb.{0,80}|írta.{0,80})`

// The lines under which mail programs of Czech, Slovak, Hungarian, German and
// English offices put the message they answer.
var (
	quoteRule = regexp.MustCompile(`(?i)^[\s>*]*-{2,}\s*(original message|původní zpráva|původní e-mail|pôvodná správa|eredeti üzenet|ursprüngliche nachricht|` +
		`forwarded message|přeposlaná zpráva|předaná zpráva|preposlaná správa|továbbított üzenet|weitergeleitete nachricht)\s*-{2,}\s*$`)
	quoteIntro = regexp.MustCompile(`(?i)^[\s>]*((dne|on|am|dňa|.{0,80}\d{4}[.,/\- ]).{0,200}` + quoteVerb + `|.{0,200}(<[^>]*@[^>]*>\s*` + quoteVerb + `|ezt írta).{0,80})\s*:\s*$`)
	quoteFrom  = regexp.MustCompile(`(?i)^[\s>*]*(od|from|feladó|von)\s*:\**\s*\S`)
	quoteSent  = regexp.MustCompile(`(?i)^[\s>*]*(odesláno|odoslané|sent|küldve|gesendet|date|datum|dátum|elküldve)\s*:\**\s*\S`)
	quoteTo    = regexp.MustCompile(`(?i)^[\s>*]*(komu|pro|to|címzett|an|předmět|predmet|subject|tárgy|betreff|kopie|cc|másolat)\s*:`)
)

// hideQuotes names the earlier messages that a text quotes. They stay in the
// text: what is quoted was written by somebody else, and the officer has to know.
func hideQuotes(doc *Document, text string) {
	lines := strings.Split(text, "\n")
	start := quoteStart(lines)
	var marked []string
	for _, line := range lines[:start] {
		if strings.HasPrefix(strings.TrimLeft(line, " \t"), ">") {
			marked = append(marked, line)
		}
	}
	doc.hideText(HiddenQuotedThread, "lines of the text that begin with >", strings.Join(marked, "\n"))
	doc.hideText(HiddenQuotedThread, "the end of the text, under the line that quotes an earlier message", strings.Join(lines[start:], "\n"))
}

// quoteStart returns the first line of the quoted rest, or the number of lines.
func quoteStart(lines []string) int {
	for i, line := range lines {
		if len(line) > maxQuoteLine || strings.TrimSpace(line) == "" {
			continue
		}
		if strings.Contains(line, "--") && quoteRule.MatchString(line) || isIntro(line) || quoteBlock(lines[i:]) {
			return i
		}
		// Long introductions are broken over two lines.
		if i+1 < len(lines) && len(lines[i+1]) <= maxQuoteLine && introBegins(line) && isIntro(line+" "+lines[i+1]) {
			return i
		}
	}
	return len(lines)
}

func isIntro(line string) bool {
	return strings.HasSuffix(strings.TrimSpace(line), ":") && quoteIntro.MatchString(line)
}

func introBegins(line string) bool {
	line = strings.ToLower(strings.TrimLeft(line, " >\t"))
	for _, word := range []string{"dne ", "on ", "am ", "dňa "} {
		if strings.HasPrefix(line, word) {
			return true
		}
	}
	return false
}

// quoteBlock knows the lines "Od: ... Odesláno: ... Komu: ..." in any order
// after the first.
func quoteBlock(lines []string) bool {
	if !quoteFrom.MatchString(lines[0]) {
		return false
	}
	sent, to := false, false
	for _, line := range lines[1:min(len(lines), 7)] {
		if len(line) > maxQuoteLine {
			continue
		}
		sent = sent || quoteSent.MatchString(line)
		to = to || quoteTo.MatchString(line)
	}
	return sent && to
}
