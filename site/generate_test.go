package site

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/akta-foi/akta/content/audit"
)

// generator makes portals of any size: case n is the same however many there
// are. All in them is invented.
type generator struct {
	dir   string // of the releases
	terms []audit.Term
}

var generatedWords = strings.Fields(`obec usnesení rada zastupitelstvo smlouva příloha rozhodnutí žádost informace oprava mostu cena nabídka vyhláška
	ze dne zákona o svobodném přístupu k informacím a v na se je že podle důvodů kterým výbor komise termín kontrola zápis jednání rozpočet`)

func prose(r *rand.Rand, n int) string {
	list := make([]string, n)
	for i := range list {
		list[i] = generatedWords[r.IntN(len(generatedWords))]
	}
	return "Obec " + strings.Join(list, " ") + "."
}

// hiddenName is what document d1 of case n hides.
func hiddenName(n int) string {
	return fmt.Sprintf("Vendelín Třešňák%c%c%c%c", 'a'+n%26, 'a'+n/26%26, 'a'+n/676%26, 'a'+n/17576%26)
}

// portal makes a Portal of cases 0 to n-1: of each a question of two paragraphs,
// an answer of one page, and one release of a document of three paragraphs with
// two redactions.
func (g *generator) portal(t testing.TB, n int) *Portal {
	t.Helper()
	p := &Portal{
		Authority: "Obec Ukázka", Domain: "ukazka.example", Language: "cs", BaseURL: "https://ukazka.example",
		Law:   Law{Code: "cz-106-1999", Name: map[string]string{"cs": "Zákon č. 106/1999 Sb.", "hu": "106/1999. sz. cseh törvény", "en": "Act No. 106/1999 Coll."}},
		KeyID: "SHA256:Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyMTI", Trust: []byte("{}\n"), TrustedRoot: []byte("{}\n"),
	}
	g.terms = nil
	for i := range n {
		p.Cases = append(p.Cases, g.newCase(t, i))
		for _, text := range []string{hiddenName(i), fmt.Sprintf("+420 601 %03d %03d", i/1000, i%1000)} {
			g.terms = append(g.terms, audit.Term{Case: p.Cases[i].ID, Document: "d1", Class: "personal-data", Text: text})
		}
	}
	return p
}

func (g *generator) newCase(t testing.TB, n int) Case {
	r := rand.New(rand.NewPCG(uint64(n), 7))
	day := time.Date(2006, 1, 2, 9, 30, 0, 0, time.UTC).AddDate(0, 0, n/2)
	id := fmt.Sprintf("%d-%05d", day.Year(), n)
	var answer strings.Builder
	fmt.Fprintf(&answer, "# Odpověď\n\n")
	for range 6 {
		fmt.Fprintf(&answer, "%s **%s** %s\n\n", prose(r, 30), prose(r, 3), prose(r, 30))
	}
	ground := &Ground{Code: "personal-data", Paragraph: "§ 8a", Link: "https://www.e-sbirka.cz/eli/cz/sb/1999/106/1999-01-01/par_8a",
		Label: map[string]string{"cs": "osobní údaj", "hu": "személyes adat", "en": "personal data"}}
	first, second, third := prose(r, 40), prose(r, 40), prose(r, 40)
	doc := Document{ID: "d1", Title: prose(r, 4), Kind: "letter", Language: "cs", Blocks: []Block{
		{Spans: []Span{{Text: first}}},
		{Spans: []Span{{Text: second}, {Redaction: ground}, {Text: third}}},
		{Spans: []Span{{Text: prose(r, 30)}, {Redaction: ground}}},
	}}
	file := filepath.Join(g.dir, id+".zip")
	if _, err := os.Stat(file); err != nil {
		writeFile(t, file, releaseOf(t, id, first+" "+second+" ", third+" "))
	}
	size, sum := digest(t, file)
	return Case{
		ID: id, Title: prose(r, 6), Language: "cs", Received: day.AddDate(0, 0, -14).Format(time.DateOnly), Answered: day.Format(time.DateOnly),
		State: StatePartlyRefused, Question: prose(r, 40) + "\n\n" + prose(r, 30), AnswerMarkdown: answer.String(),
		Releases: []Release{{
			ID: "r1", Date: day, File: file, Size: size, SHA256: sum, LogIndex: int64(2*n + 1), Documents: []Document{doc},
			Seals: []Seal{{ID: "s1", Path: "seals/s1", LogIndex: int64(2 * n), Times: []SealTime{{Name: "Obec Ukázka TSA", Own: true, Time: day}}}},
		}},
	}
}

// releaseOf is a ZIP that the audit takes for a release: it looks at text and
// grounds, not at signatures.
func releaseOf(t testing.TB, id, before, after string) []byte {
	leaves := []*string{&before, nil, &after}
	text, err := json.Marshal(leaves)
	if err != nil {
		t.Fatal(err)
	}
	facts := fmt.Sprintf(`{"case":%q,"release":"r1","grounds":[{"code":"personal-data","label":"osobní údaj","paragraph":"§ 8a"}],`+
		`"documents":[{"seal":"s1","id":"d1","language":"cs","redactions":[{"view":"text","leaves":[1,1],"ground":"personal-data"}]}]}`+"\n", id)
	sum := sha256.Sum256(text)
	pad := strings.Repeat(hex.EncodeToString(sum[:]), 40)
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, m := range []struct{ name, data string }{
		{"release.json", facts}, {"data/s1/d1/text.json", string(text)}, {"data/s1/d1/text.txt", before + "[osobní údaj] " + after},
		{"manifest-sha256.txt", pad + "\n"},
	} {
		if err := storeMember(z, m.name, m.data); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// storeMember adds a member as the builder writes them: stored, one header.
func storeMember(z *zip.Writer, name, data string) error {
	w, err := z.CreateRaw(&zip.FileHeader{
		Name: name, Method: zip.Store, CRC32: crc32.ChecksumIEEE([]byte(data)),
		CompressedSize64: uint64(len(data)), UncompressedSize64: uint64(len(data)),
	})
	if err != nil {
		return err
	}
	_, err = w.Write([]byte(data))
	return err
}
