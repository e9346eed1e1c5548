package readtest

import (
	"encoding/base64"
	"strings"
)

// mailHead is what every mail program shows.
const mailHead = "From: =?utf-8?Q?Jana_Novotn=C3=A1?= <jana@lhotka.example>\n" +
	"To: podatelna@ujezd.example\nDate: Tue, 18 Mar 2025 13:15:22 +0100\n" +
	"Subject: =?iso-8859-2?Q?=AE=E1dost_o_informace?=\nMessage-ID: <1@lhotka.example>\nMIME-Version: 1.0\n"

// plainBody is a text part with its headers.
const plainBody = "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"

// wireMail makes the bytes of a message.
func wireMail(parts ...string) []byte {
	return []byte(strings.ReplaceAll(strings.Join(parts, ""), "\n", "\r\n"))
}

// base64Lines writes base64 as mail programs break it.
func base64Lines(data []byte) string {
	all := base64.StdEncoding.EncodeToString(data)
	var b strings.Builder
	for len(all) > 76 {
		b.WriteString(all[:76] + "\n")
		all = all[76:]
	}
	return b.String() + all + "\n"
}

func emails() []Fixture {
	const kind, mixed = "email", "Content-Type: multipart/mixed; boundary=\"hranice\"\n\n"
	const say = "Dobrý den, žádám o smlouvu č. 7."
	part := "--hranice\n" + plainBody + say + "\n"
	return append([]Fixture{
		{Name: "mail-clean.eml", Format: kind, Text: "Dobrý den, žádám o smlouvu",
			Data: wireMail(mailHead, mixed, part, "--hranice--\n")},
		{Name: "mail-headers.eml", Format: kind, Text: "žádám", Hidden: "mail-header", Canary: "KANAREK401",
			Data: wireMail("Received: from mx.ujezd.example by a\nReceived: from KANAREK401-pc ([192.0.2.7])\n\tby mx\n", mailHead, plainBody, say)},
		{Name: "mail-originating.eml", Format: kind, Text: "žádám", Hidden: "mail-header", Canary: "KANAREK402",
			Data: wireMail("X-Originating-IP: [KANAREK402]\n", mailHead, plainBody, say)},
		{Name: "mail-part-header.eml", Format: kind, Text: "žádám", Hidden: "mail-header", Canary: "KANAREK403",
			Data: wireMail(mailHead, mixed, part, "--hranice\nContent-Type: image/png; name=logo.png\nContent-ID: <KANAREK403@pc>\nContent-Disposition: inline; filename=logo.png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n--hranice--\n")},
		{Name: "mail-receipt.eml", Format: kind, Text: "žádám", Hidden: "mail-header", Canary: "KANAREK404",
			Data: wireMail("Disposition-Notification-To: KANAREK404@lhotka.example\n", mailHead, plainBody, say)},
		{Name: "mail-quoted.eml", Format: kind, Text: "Posílám. Původní KANAREK405", Hidden: "quoted-thread",
			Data: wireMail(mailHead, plainBody, "Posílám.\n\n-----Původní zpráva-----\nOd: Karel KANAREK405\nOdesláno: 1. 2. 2025\nPředmět: Smlouva\n\nNemám ji.\n")},
		{Name: "mail-alternative.eml", Format: kind, Text: "žádám", Hidden: "alternative-part", Canary: "KANAREK406",
			Data: wireMail(mailHead, "Content-Type: multipart/alternative; boundary=b\n\n--b\n", plainBody, say, "\n--b\nContent-Type: text/html; charset=utf-8\n\n<p>Dobrý den,</p><p>žádám o <b>smlouvu</b> č. 7. KANAREK406</p>\n--b--\n")},
		{Name: "mail-preamble.eml", Format: kind, Text: "žádám", Hidden: "unknown-part", Canary: "KANAREK407",
			Data: wireMail(mailHead, mixed, "Poznámka KANAREK407 před částmi\n", part, "--hranice--\n")},
		{Name: "mail-epilogue.eml", Format: kind, Text: "žádám", Hidden: "unknown-part", Canary: "KANAREK408",
			Data: wireMail(mailHead, mixed, part, "--hranice--\nza koncem KANAREK408\n")},
		{Name: "mail-pixel.eml", Format: kind, Text: "žádám", Hidden: "external-link", Canary: "KANAREK409",
			Data: wireMail(mailHead, "Content-Type: text/html; charset=utf-8\n\n<p>žádám</p><img width=1 height=1 src=\"https://sledovani.example/KANAREK409.gif\">")},
		{Name: "mail-signed.eml", Format: kind, Text: "žádám", Hidden: "signature", Canary: "KANAREK410",
			Data: wireMail(mailHead, "Content-Type: multipart/signed; protocol=\"application/pkcs7-signature\"; micalg=sha-256; boundary=s\n\n--s\n", plainBody, say,
				"\n--s\nContent-Type: application/pkcs7-signature; name=smime.p7s\nContent-Disposition: attachment; filename=smime.p7s\nContent-Transfer-Encoding: base64\n\n",
				base64Lines(SignedMessage("Eliška KANAREK410", nil, false)), "--s--\n")},
		{Name: "mail-opaque.eml", Format: kind, Text: "žádám o smlouvu", Hidden: "signature", Canary: "KANAREK411",
			Data: wireMail(mailHead, "Content-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m\nContent-Transfer-Encoding: base64\n\n",
				base64Lines(SignedMessage("Eliška KANAREK411", wireMail(plainBody, say), true)))},
		{Name: "mail-encrypted.eml", Format: kind, Hidden: "unknown-part",
			Data: wireMail(mailHead, "Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\nContent-Transfer-Encoding: base64\n\n", base64Lines(EncryptedMessage()))},
		{Name: "mail-winmail.eml", Format: kind, Text: "Posílám tabulku", Hidden: "mail-header", Canary: "KANAREK412",
			Data: wireMail(mailHead, "Content-Type: application/ms-tnef; name=winmail.dat\nContent-Transfer-Encoding: base64\n\n", base64Lines(Winmail("KANAREK412")))},
	}, mailboxes()...)
}
