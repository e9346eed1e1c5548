package main

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"

	"unicode"

	"github.com/akta-foi/akta/content"
	"github.com/akta-foi/akta/content/law"
)

func newInit(a *app) *cobra.Command {
	var s content.Settings
	c := &cobra.Command{
		Use:   "init DIR --name NAME",
		Short: "Make a new office: folders, keys, log and trust.json",
		Long: `Make a new office in DIR, which must be new or empty.

The keys are encrypted with the password in AKTA_PASSWORD. Without it, one is
drawn and kept in DIR/.akta/password, where only file permissions protect it.

` + exitCodes,
		Example: `  akta init office --name "Obec Lhotka" --law cz-106-1999 --lang cs --domain lhotka.example
  AKTA_PASSWORD=... akta init hivatal --name "Kisfalu Község Önkormányzata" --law hu-infotv --lang hu`,
		Args: args(1, false),
	}
	c.Flags().StringVar(&s.Authority, "name", "", "the authority's name, as it stands in every bundle (required)")
	c.Flags().StringVar(&s.Law, "law", "generic", "the information law: "+strings.Join(law.Codes(), ", "))
	c.Flags().StringVar(&s.Language, "lang", "en", "the office's language: cs, hu, en")
	c.Flags().StringVar(&s.Domain, "domain", "", "the office's domain; the log is called log.DOMAIN for ever")
	c.RunE = func(_ *cobra.Command, args []string) error { return runInit(a, args[0], s) }
	return c
}

func runInit(a *app, dir string, s content.Settings) error {
	if s.Authority == "" {
		return usage(fmt.Errorf("--name is missing: the authority's name"))
	}
	guessed := s.Domain == ""
	if guessed {
		s.Domain = domainOf(s.Authority)
	}
	o, err := content.InitBy(a.actor(), dir, s, []byte(os.Getenv(content.PasswordVariable)), time.Now())
	if err != nil {
		return usage(err)
	}
	k, err := o.OpenKeys(nil)
	if err != nil {
		return err
	}
	id, err := k.KeyID()
	if err != nil {
		return err
	}
	a.say("Office of %s in %s", s.Authority, dir)
	a.say("  law       %s", o.Law.Name[s.Language])
	a.say("  key       %s", id)
	a.say("  log       log.%s", s.Domain)
	if guessed {
		a.say("            (no --domain was given; this name is a placeholder, and cannot change after the first seal)")
	}
	if o.PasswordBesideKeys() {
		a.say("  password  drawn, and kept in %s/.akta/password: only file permissions protect the keys", dir)
	}
	a.say("Next: akta -C %s case open TITLE", dir)
	return a.result(map[string]string{"dir": dir, "authority": s.Authority, "law": s.Law, "keyid": id, "log": "log." + s.Domain})
}

var notLabel = regexp.MustCompile(`[^a-z0-9]+`)

// domainOf makes a placeholder domain of a name, in the top level that never
// resolves (RFC 2606).
func domainOf(name string) string {
	plain, _, err := transform.String(transform.Chain(norm.NFD, runes.Remove(runes.In(unicode.Mn)), norm.NFC), strings.ToLower(name))
	if err != nil {
		plain = name
	}
	label := strings.Trim(notLabel.ReplaceAllString(plain, "-"), "-")
	if label = strings.Trim(label[:min(len(label), 60)], "-"); label == "" {
		label = "office"
	}
	return label + ".invalid"
}
