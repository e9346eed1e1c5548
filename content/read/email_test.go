package read

import (
	"bytes"
	"fmt"
	"mime/quotedprintable"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// crlf makes a message out of Go's lines.
func crlf(s string) []byte { return []byte(strings.ReplaceAll(s, "\n", "\r\n")) }

func TestEmail(t *testing.T) {
	const plainHead = "From: a@b.example\nSubject: x\n"
	for _, tt := range []struct {
		name, in, text string
		fields         map[string]string
		attachments    []string // name, type, size
		warnings       int
	}{
		{
			name: "latin 2, encoded words",
			in: "From: =?iso-8859-2?Q?Ji=F8=ED_=A9t=ECstka?= <jiri@b.example>\nTo: =?windows-1250?B?io6e?= <s@b.example>\nDate: Tue, 18 Mar 2025 13:15:22 +0100\n" +
				"Message-ID: <1@b.example>\nSubject: =?utf-8?Q?V=C3=BDpa?=\n =?utf-8?Q?dek?=\nReceived: from [192.0.2.1]\n" +
				"Content-Type: text/plain; charset=iso-8859-2\nContent-Transfer-Encoding: quoted-printable\n\nDobr=FD den,=20\npane =A9=\n=BBastn=FD\n",
			text:   "Dobrý den,\npane Šťastný\n",
			fields: map[string]string{"from": "Jiří Štěstka <jiri@b.example>", "to": "ŠŽž <s@b.example>", "date": "2025-03-18T13:15:22+01:00", "message-id": "<1@b.example>", "subject": "Výpadek", "received": "", "filename": "a.eml"},
		},
		{name: "no content type, raw eight bits", in: plainHead + "\np\xF8\xEDli\x9A \x9Elu\x9Dou\xE8k\xFD k\xF9\xF2", text: "příliš žluťoučký kůň", warnings: 1},
		{name: "wrong charset", in: plainHead + "Content-Type: text/plain; charset=utf-8\n\np\xF8\xEDli\xB9 \xBElu\xBBou\xE8k\xFD", text: "příliš žluťoučký", warnings: 1},
		{
			name: "alternative", text: "Prostý text\n",
			in: plainHead + "Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\nProstý text\n\n--b\nContent-Type: text/html\n\n<p>Jiný</p>\n--b--\n",
		},
		{
			name: "html only", text: "Dobrý den & ahoj\nřádek jeden dva\n\nodstavec\n",
			in: plainHead + "Content-Type: text/html; charset=utf-8\n\n<html><head><title>T</title><style>p{}</style></head><body><div>Dobrý\nden &amp; ahoj</div>\n<div>řádek <a href='http://x.example'>jeden</a> <b>dva</b></div><p>odstavec</p><script>alert(1)</script></body></html>",
		},
		{
			name: "attachments", text: "Viz přílohy.\n",
			in: plainHead + "Content-Type: multipart/mixed; boundary=b\n\nignored\n--b\n\nViz přílohy.\n--b\nContent-Type: application/PDF; name=\"../../etc/zpr=E1va.pdf\"\nContent-Transfer-Encoding: base64\n\nJVBERg==\n" +
				"--b\nContent-Type: text/plain\nContent-Disposition: attachment; filename*=iso-8859-2''v%FDpis.txt\n\nab\n" +
				"--b\nContent-Type: text/plain\nContent-Disposition: attachment; filename*0*=windows-1250''%9Ea; filename*1=\"lob\"; filename*2*=a%2Etxt\n\nc\n" +
				"--b\nContent-Type: image/png\nContent-Disposition: inline; filename=\"=?iso-8859-2?Q?=BElut=FD.png?=\"\n\nd\n" +
				"--b\nContent-Type: message/rfc822\n\nFrom: c@d.example\n\nuvnitř\n--b--\n",
			attachments: []string{"zpr=E1va.pdf application/pdf 4", "výpis.txt text/plain 2", "žaloba.txt text/plain 1", "žlutý.png image/png 1", "attachment-5.eml message/rfc822 28"},
		},
		{
			name: "ends early", text: "začátek\n", warnings: 1,
			in: plainHead + "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nzačátek\n--b\nContent-Ty",
		},
		{
			name: "broken base64", text: "ab", warnings: 1,
			in: plainHead + "Content-Transfer-Encoding: base64\n\nYWI*!!",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := NewReader(Options{})
			defer r.Close()
			doc, _ := readBack(t, r, "a.eml", crlf(tt.in))
			if strings.TrimSpace(doc.Text()) != strings.TrimSpace(tt.text) {
				t.Errorf("text %q, want %q", doc.Text(), tt.text)
			}
			for name, want := range tt.fields {
				if got := doc.Field(name); got != want {
					t.Errorf("field %s is %q, want %q", name, got, want)
				}
			}
			if !slices.IsSortedFunc(doc.Fields, func(a, b Field) int { return strings.Compare(a.Name, b.Name) }) {
				t.Errorf("fields %v", doc.Fields)
			}
			var got []string
			for _, a := range doc.Attachments {
				got = append(got, fmt.Sprintf("%s %s %d", a.Name, a.MediaType, len(a.Data)))
			}
			if !slices.Equal(got, tt.attachments) {
				t.Errorf("attachments\n%q, want\n%q", got, tt.attachments)
			}
			if len(doc.Warnings) != tt.warnings || doc.MediaType != "message/rfc822" || !doc.MachineRead {
				t.Errorf("%+v", doc)
			}
		})
	}
}

func TestEmailRefused(t *testing.T) {
	r := NewReader(Options{})
	defer r.Close()
	const head = "From: a@b.example\n"
	var deep strings.Builder
	for i := range 200 {
		fmt.Fprintf(&deep, "Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n", i, i)
	}
	many := head + "Content-Type: multipart/mixed; boundary=b\n\n" + strings.Repeat("--b\nContent-Type: image/png\n\nx\n", 10_000) + "--b--\n"
	texts := head + "Content-Type: multipart/mixed; boundary=b\n\n" + strings.Repeat("--b\n\nx\n", 10_000) + "--b--\n"
	for _, tt := range []struct{ name, in, want string }{
		{"deep", head + deep.String(), "deeper than 16"},
		{"attachments", many, "more than 500 attachments"},
		{"parts", texts, "more than 5000 parts"},
		{"header", "Subject: " + strings.Repeat("x", 2*maxHeaderBytes) + "\n\ntext", "header is damaged"},
		{"no header", "\n\nahoj", "no header"},
		{"prose", "Dobrý den\nposílám zprávu\n", "header is damaged"},
		{"nothing", head + "Content-Type: multipart/mixed\n\n", "boundary is empty"},
	} {
		doc, err := r.Read(t.Context(), Source{Name: "a.eml", Data: bytes.NewReader(crlf(tt.in)), Size: int64(len(crlf(tt.in)))}, nil)
		if doc != nil || err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v, %v; want %q", tt.name, doc, err, tt.want)
		}
	}
}

// FuzzEmailBody: whatever stands in a text body is in the tokens.
func FuzzEmailBody(f *testing.F) {
	f.Add("Dobrý den,\r\n\r\nJana\r\nNovotná")
	f.Add("--b\r\n.\r\n\u00AD\u200B")
	f.Fuzz(func(t *testing.T, body string) {
		if !utf8.ValidString(body) || !plausibleControls([]byte(body)) || strings.HasPrefix(body, "\uFEFF") || len(body) > 1<<16 {
			return
		}
		var b bytes.Buffer
		b.WriteString("From: a@b.example\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n")
		q := quotedprintable.NewWriter(&b)
		q.Binary = true
		if _, err := q.Write([]byte(body)); err != nil {
			t.Fatal(err)
		}
		if err := q.Close(); err != nil {
			t.Fatal(err)
		}
		doc := &Document{}
		if err := readEmail(&job{ctx: t.Context(), reader: NewReader(Options{}), src: Source{Name: "a.eml", Data: bytes.NewReader(b.Bytes()), Size: int64(b.Len())}, doc: doc}); err != nil {
			t.Fatal(err)
		}
		checkTokens(t, doc.Tokens)
		if got, want := visible(doc.Text()), visible(body); got != want {
			t.Fatalf("tokens say %q, the body %q", got, want)
		}
	})
}

// FuzzEmail: any bytes end in an error or in sound tokens and bounded
// attachments.
func FuzzEmail(f *testing.F) {
	f.Add(crlf("From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n--b\nContent-Disposition: attachment; filename*0*=utf-8''a%20; filename*1=b\n\ny\n--b--\n"))
	f.Add(crlf("Subject: =?iso-8859-2?Q?=A9?=\nContent-Type: text/html\n\n<p>a<br>b</p><script>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) == 0 || len(data) > 1<<16 {
			return
		}
		doc := &Document{}
		if err := readEmail(&job{ctx: t.Context(), reader: NewReader(Options{}), src: Source{Name: "a.eml", Data: bytes.NewReader(data), Size: int64(len(data))}, doc: doc}); err != nil {
			return
		}
		checkTokens(t, doc.Tokens)
		size := 0
		for _, a := range doc.Attachments {
			size += len(a.Data)
			if a.Name == "" || len(a.Name) > maxNameBytes || !utf8.ValidString(a.Name) || strings.ContainsAny(a.Name, "/\\\x00\n") {
				t.Fatalf("attachment name %q", a.Name)
			}
		}
		if size > len(data) {
			t.Fatalf("%d bytes of attachments from %d", size, len(data))
		}
		for _, field := range doc.Fields {
			if field.Value == "" || len(field.Value) > maxFieldBytes || !utf8.ValidString(field.Value) || strings.ContainsAny(field.Value, "\n\r\x00") {
				t.Fatalf("field %q", field)
			}
		}
	})
}
