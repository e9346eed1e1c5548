package read

import "testing"

func TestLanguage(t *testing.T) {
	r := NewReader(Options{})
	defer r.Close()
	for text, want := range map[string]string{
		"Vážená paní, na Vaši žádost ze dne 3. května Vám zasíláme kopii zápisu.\nOsobní údaje byly znečitelněny.": "cs",
		"Vážená pani, na Vašu žiadosť zo dňa 3. mája Vám posielame kópiu zápisu.\nOsobné údaje boli začiernené.":   "sk",
		"Tisztelt Asszonyom! Kérelmére megküldjük a jegyzőkönyv másolatát.\nA személyes adatokat kitakartuk.":      "hu",
		"118/4; 601 234 567; 12 000,00": "",
	} {
		if doc, _ := readBack(t, r, "a.txt", []byte(text)); doc.Language != want {
			t.Errorf("%q: %q, want %q", text, doc.Language, want)
		}
	}
}
