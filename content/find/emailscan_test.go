package find

import (
	"slices"
	"strings"
	"testing"
)

// TestScannedEmails: what OCR makes of an address is still one, and prose is none.
func TestScannedEmails(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"e-maii jnovakova© posta-lhotka 3. Cz.", "jnovakova© posta-lhotka 3. Cz."},
		{"Lhotka 3, e-mail: kvymysleny © posta, example, účet", "kvymysleny © posta, example,"},
		{"válaszol, 5 vargajanos26 6 mail.example.com. :", "vargajanos26 6 mail.example.com."},
		{"e-mait: kiss.borkaPmail.example .com, ügyelet", "kiss.borkaPmail.example .com,"},
		{"elérhetősége kiss. borkadbposta, example 5", "kiss. borkadbposta, example"},
		{"Feladó: Kiss Dániel kissd59 2 posta-falu.huz Címzett", "kissd59 2 posta-falu.huz"},
		{"Server posta.lhotka.cz běží.", ""},
		{"Vše je na www.lhotka.cz, kontakt na úřadě.", ""},
		{"Podle čl. 3, odst. 2. cz", ""},
		{"Dne 5. 6. 2020 a 7 lhotka.cz", ""},
	} {
		x := Text{Document: "d1", Language: "cs", Words: strings.SplitAfter(c.text, " "), Recognised: true}
		var got []string
		err := Find(t.Context(), []Text{x}, Options{}, func(f Finding) error {
			if f.Type == TypeEmail {
				got = append(got, strings.TrimSpace(strings.Join(x.Words[f.First:f.First+f.Count], "")))
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if c.want == "" && len(got) > 0 || c.want != "" && !slices.Contains(got, c.want) {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}
