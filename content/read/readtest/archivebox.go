package readtest

import "encoding/base64"

// boxMessage is the XML of a data box message; more stands on its envelope.
func boxMessage(more string) []byte {
	return []byte(`<?xml version="1.0" encoding="UTF-8"?><q:MessageDownloadResponse xmlns:q="http://isds.czechpoint.cz/v20/message" xmlns:p="http://isds.czechpoint.cz/v20">` +
		`<q:dmReturnedMessage><p:dmDm><p:dmID>77000123</p:dmID><p:dbIDSender>ab3c4de</p:dbIDSender><p:dmSender>Obec Lhotka</p:dmSender>` +
		`<p:dmRecipient>Úřad Újezd</p:dmRecipient><p:dbIDRecipient>fg5h6ij</p:dbIDRecipient><p:dmAnnotation>Žádost o informace</p:dmAnnotation>` +
		`<p:dmSenderRefNumber>LH/7/2025</p:dmSenderRefNumber><p:dmPersonalDelivery>false</p:dmPersonalDelivery>` + more +
		`<p:dmFiles><p:dmFile dmFileMetaType="main" dmMimeType="text/plain" dmFileDescr="žádost.txt"><p:dmEncodedContent>` +
		base64.StdEncoding.EncodeToString([]byte("Žádám o smlouvu č. 7.")) + `</p:dmEncodedContent></p:dmFile></p:dmFiles></p:dmDm>` +
		`<q:dmDeliveryTime>2025-03-18T13:15:22.000+01:00</q:dmDeliveryTime><q:dmAcceptanceTime>2025-03-19T08:00:00.000+01:00</q:dmAcceptanceTime></q:dmReturnedMessage></q:MessageDownloadResponse>`)
}

// deliveryNote is the XML of a delivery note.
const deliveryNote = `<?xml version="1.0" encoding="UTF-8"?><q:GetDeliveryInfoResponse xmlns:q="http://isds.czechpoint.cz/v20/delivery" xmlns:p="http://isds.czechpoint.cz/v20">` +
	`<p:dmDelivery><p:dmDm><p:dmID>77000123</p:dmID><p:dmSender>Obec Lhotka</p:dmSender></p:dmDm><p:dmEvents><p:dmEvent><p:dmEventTime>2025-03-19T08:00:00.000+01:00</p:dmEventTime>` +
	`<p:dmEventDescr>EV11: přihlášení</p:dmEventDescr></p:dmEvent></p:dmEvents></p:dmDelivery></q:GetDeliveryInfoResponse>`

// boxes are messages of the Czech data boxes. The clean one is what the
// system gives out unsigned.
func boxes() []Fixture {
	const kind = "zfo"
	sign := func(who string, content []byte) []byte { return SignedMessage(who, content, true) }
	return []Fixture{
		{Name: "box-clean.zfo", Format: kind, Text: "Datová zpráva 77000123 Žádost o informace Obec Lhotka ab3c4de Úřad Újezd Hlavní písemnost (txt)", Data: boxMessage("")},
		{Name: "box-signed.zfo", Format: kind, Text: "Obec Lhotka Úřad Újezd", Hidden: "signature", Canary: "KANAREK440", Data: sign("Systém KANAREK440", boxMessage(""))},
		{Name: "box-extra.zfo", Format: kind, Text: "Obec Lhotka", Hidden: "mail-header", Canary: "KANAREK441", Data: sign("Systém", boxMessage("<p:dmNeznámé>KANAREK441</p:dmNeznámé>"))},
		{Name: "box-stamp.zfo", Format: kind, Text: "Obec Lhotka", Hidden: "signature", Canary: "KANAREK442",
			Data: boxMessage("<p:dmQTimestamp>" + base64.StdEncoding.EncodeToString(SignedMessage("Razítko KANAREK442", []byte("x"), false)) + "</p:dmQTimestamp>")},
		{Name: "box-delivery.zfo", Format: kind, Text: "Dodejka datové zprávy 77000123 EV11: přihlášení", Hidden: "signature", Canary: "KANAREK443", Data: sign("Systém KANAREK443", []byte(deliveryNote))},
	}
}
