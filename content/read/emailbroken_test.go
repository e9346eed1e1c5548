package read

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// TestEmailBroken: what can be read of damaged messages is read, and what
// cannot is said.
func TestEmailBroken(t *testing.T) {
	const head = "From: a@b.example\nSubject: x\n"
	const mixed = head + "Content-Type: multipart/mixed; boundary=b\n\n"
	for _, tt := range []struct {
		name, in, text string
		warn           string // in one of the warnings; "" for none at all
		attachments    []string
	}{
		{"bare CR", "From: a@b.example\rSubject: x\r\rahoj\rsvěte", "ahoj\nsvěte", "", nil},
		{"doubled CR", "From: a@b.example\r\r\nSubject: x\r\r\n\r\r\nahoj", "ahoj", "", nil},
		{"mailbox line first", "\nFrom a@b.example Tue Mar 18\n" + head + "\nahoj", "ahoj", "", nil},
		{"header without value", "From:\n" + head + "X-Empty:\n\nahoj", "ahoj", "", nil},
		{"folded without a blank", "From: a@b.example\nSubject: dlouhý\npředmět zprávy\nDate: x\n\nahoj", "ahoj", "lines of the header are damaged", nil},
		{"no blank line", head + "Dobrý den,\nposílám to.\n", "Dobrý den,\nposílám to.\n", "lines of the header are damaged", nil},
		{"blanks before the colon", "From : a@b.example\nContent-Type : text/html\n\n<b>ahoj</b>", "ahoj", "", nil},
		{"eight bit header", "From: Ji\xF8\xED \xA9\x9Dastn\xFD <a@b.example>\n\nahoj", "ahoj", "", nil},
		{"inner multipart without an end", mixed + "--b\nContent-Type: multipart/mixed; boundary=c\n\n--c\n\njedna\n--b\n\ndva\n--b--\n", "jedna\n\ndva", "ends before its last part", nil},
		{"wrong boundary", head + "Content-Type: multipart/mixed; boundary=jiná\n\n--b\nContent-Type: text/plain\n\njedna\n--b\n\ndva\n--b--\n", "jedna\n\ndva", "boundary of the message's parts is missing or wrong", nil},
		{"no boundary", head + "Content-Type: multipart/mixed\n\njen text", "jen text", "no boundary", nil},
		{"base64 with junk", head + "Content-Transfer-Encoding: base64\n\nYW!hv\nag==\n", "ahoj", "1 characters do not belong", nil},
		{"base64 in pieces", head + "Content-Transfer-Encoding: base64\n\nYWg=\nb2o=\n", "ahoj", "", nil},
		{"quoted-printable with errors", head + "Content-Transfer-Encoding: quoted-printable\n\n100=ZZ a=3db =\nc", "100=ZZ a=b c", "1 characters do not belong", nil},
		{"Windows bytes said to be Latin 2", head + "Content-Type: text/plain; charset=iso-8859-2\n\nn\xE1\x9A \x9Elu\x9Dou\xE8k\xFD", "náš žluťoučký", "unknown or wrong", nil},
		{"bad parameter", head + "Content-Type: text/html; charset=utf-8; =x;\n\n<p>ahoj</p>", "ahoj", "", nil},
		{"uuencoded", head + "\nViz soubor.\n\nbegin 644 výpis.txt\n%86AO:@H`\n`\nend\nkonec\n", "Viz soubor.\n\nkonec\n", "", []string{"výpis.txt 5"}},
		{"flowed", head + "Content-Type: text/plain; format=flowed\n\nprvní část \nřádku\n> citát \n> dál\n-- \nJana\n", "první část řádku\n> citát dál\n-- \nJana\n", "", nil},
		{"partial", head + "Content-Type: message/partial; id=x; number=1; total=3\n\nSubject: y\n\nahoj", "", "piece 1 of 3", []string{"partial.txt 18"}},
		{"delivery report", head + "Content-Type: multipart/report; boundary=b; report-type=delivery-status\n\n--b\n\nNedoručeno.\n--b\nContent-Type: message/delivery-status\n\nStatus: 5.1.1\n--b\nContent-Type: text/rfc822-headers\n\nSubject: x\n--b--\n",
			"Nedoručeno.", "", []string{"delivery-status.txt 13", "attachment-2.txt 10"}},
		{"calendar", mixed + "--b\n\nPozvánka\n--b\nContent-Type: text/calendar; method=REQUEST\n\nBEGIN:VCALENDAR\n--b--\n", "Pozvánka", "", []string{"attachment-1.ics 15"}},
		{"OpenPGP", head + "Content-Type: multipart/encrypted; boundary=b; protocol=\"application/pgp-encrypted\"\n\n--b\n\nx\n--b--\n", "", "ask the recipient for a decrypted copy", nil},
		{"damaged signature", head + "Content-Type: multipart/signed; boundary=b\n\n--b\n\nahoj\n--b\nContent-Type: application/pkcs7-signature\nContent-Transfer-Encoding: base64\n\nMIIB\n--b--\n", "ahoj", "who signed cannot be said", nil},
		{"empty S/MIME part", head + "Content-Type: application/pkcs7-mime\n\n", "", "signed or encrypted part of the message is damaged", nil},
		{"damaged winmail.dat", head + "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nahoj\n--b\nContent-Type: application/ms-tnef\nContent-Transfer-Encoding: base64\n\neJ8+IgEAAAAAAAAA\n--b--\n", "ahoj", "winmail.dat of the message is damaged", nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			in := []byte(tt.in)
			if !strings.Contains(tt.in, "\r") {
				in = crlf(tt.in)
			}
			r := NewReader(Options{})
			defer r.Close()
			doc, _ := readBack(t, r, "a.eml", in)
			checkTokens(t, doc.Tokens)
			if strings.Join(strings.Fields(doc.Text()), " ") != strings.Join(strings.Fields(tt.text), " ") {
				t.Errorf("text %q, want %q", doc.Text(), tt.text)
			}
			all := strings.Join(doc.Warnings, "\n")
			if !strings.Contains(all, tt.warn) || tt.warn == "" && all != "" {
				t.Errorf("warnings %q, want %q", doc.Warnings, tt.warn)
			}
			var got []string
			for _, a := range doc.Attachments {
				got = append(got, fmt.Sprintf("%s %d", a.Name, len(a.Data)))
			}
			if !slices.Equal(got, tt.attachments) {
				t.Errorf("attachments %q, want %q", got, tt.attachments)
			}
			if want := tt.name != "OpenPGP" && tt.name != "empty S/MIME part"; doc.MachineRead != want {
				t.Errorf("machine read %v", doc.MachineRead)
			}
		})
	}
}

// TestQuotes: the lines under which offices quote are known, ordinary ones not.
func TestQuotes(t *testing.T) {
	for _, tt := range []struct {
		text  string
		words int
	}{
		{"Dobrý den,\nDne 3. 5. jsem napsal:\nto", 6},
		{"a\n\nDne 18. 3. 2025 v 13:15 Jana Novotná napsala:\n", 9},
		{"a\n\nDne 18. 3. 2025 v 13:15 Jana Novotná napsal(a):\n> b", 11},
		{"a\nOn Tue, Mar 18, 2025 at 1:15 PM Jana <j@b.example>\nwrote:\n> b", 13},
		{"a\n2025. márc. 18. 13:15 keltezéssel, Szűcs Ödön ezt írta:\nb", 10},
		{"a\nSzűcs Ödön <o@b.example> ezt írta (2025. márc. 18.):\nb", 9},
		{"a\nOd: Jana\nOdesláno: úterý\nKomu: Karel\nPředmět: x\n\nb", 9},
		{"a\nFeladó: Ödön\nKüldve: kedd\nTárgy: x\nb", 7},
		{"Od: března platí\nnový ceník", 0},
		{"a\n-----Original Message-----\nb", 3},
		{"a\n-------- Eredeti üzenet --------\nb", 5},
		{"a\n> b c\nd", 3},
		{"Pan Novák napsal, že přijde:\nzítra", 0},
		{"Příloha --- viz níže", 0},
	} {
		doc := &Document{}
		hideQuotes(doc, tt.text)
		n := 0
		for _, h := range doc.Hidden {
			n += h.Count
		}
		if n != tt.words {
			t.Errorf("%q: %d words quoted, want %d: %v", tt.text, n, tt.words, doc.Hidden)
		}
	}
}

// TestAlternativeSame: two forms of one text are no secret.
func TestAlternativeSame(t *testing.T) {
	r := NewReader(Options{})
	defer r.Close()
	doc, _ := readBack(t, r, "a.eml", crlf("From: a@b.example\nContent-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\n\n* Dobrý den,\n* pane\n--b\nContent-Type: text/html; charset=utf-8\n\n<ul><li>Dobrý&nbsp;den,<li>pane</ul>\n--b--\n"))
	if len(doc.Hidden) > 0 || len(doc.Warnings) > 0 {
		t.Errorf("%v %q", doc.Hidden, doc.Warnings)
	}
}

// TestEmailHostile: messages made to take time or memory end soon.
func TestEmailHostile(t *testing.T) {
	const head = "From: a@b.example\n"
	r := NewReader(Options{})
	defer r.Close()
	for _, tt := range []struct{ name, in, want string }{
		{"100,000 parts", head + "Content-Type: multipart/mixed; boundary=b\n\n" + strings.Repeat("--b\n\nx\n", 100_000), "more than 5000 parts"},
		{"a header folded 60,000 times", head + "Subject: x\n" + strings.Repeat(" y\n", 60_000) + "\nahoj", ""},
		{"lines that are no header", head + strings.Repeat("Dobrý den\n", 20_000) + "\nahoj", ""},
		{"lines that look like quotes", head + "\n" + strings.Repeat("Od: "+strings.Repeat("x ", 200)+":\n", 2_000), ""},
		{"HTML that never ends", head + "Content-Type: text/html\n\n" + strings.Repeat("<div><img src=http://x ", 50_000), ""},
		{"a message of boundaries", head + "Content-Type: multipart/mixed; boundary=\"\"\n\n" + strings.Repeat("--x\n", 50_000), "parts"},
	} {
		in := crlf(tt.in)
		doc, err := r.Read(t.Context(), Source{Name: "a.eml", Data: bytes.NewReader(in), Size: int64(len(in))}, nil)
		if tt.want == "" && err != nil || tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)) || (doc == nil) == (err == nil) {
			t.Errorf("%s: %v, want %q", tt.name, err, tt.want)
		}
	}
}
