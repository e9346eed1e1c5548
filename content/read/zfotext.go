package read

import (
	"fmt"
	"strings"
)

// zfoLines are the elements of the envelope that are shown, in the order of the
// data box web page, with its labels.
var zfoLines = [...]struct{ element, label, field string }{
	{"dmID", "ID zprávy", "message-id"},
	{"dmAnnotation", "Věc", "subject"},
	{"dmSender", "Odesílatel", "from"},
	{"dbIDSender", "ID schránky odesílatele", "sender-box"},
	{"dmSenderAddress", "Adresa odesílatele", ""},
	{"dmSenderOrgUnit", "Organizační jednotka odesílatele", ""},
	{"dmSenderOrgUnitNum", "Číslo organizační jednotky odesílatele", ""},
	{"dmSenderRefNumber", "Číslo jednací odesílatele", "sender-reference"},
	{"dmSenderIdent", "Spisová značka odesílatele", "sender-file"},
	{"dmRecipient", "Příjemce", "to"},
	{"dbIDRecipient", "ID schránky příjemce", "recipient-box"},
	{"dmRecipientAddress", "Adresa příjemce", ""},
	{"dmRecipientOrgUnit", "Organizační jednotka příjemce", ""},
	{"dmRecipientOrgUnitNum", "Číslo organizační jednotky příjemce", ""},
	{"dmRecipientRefNumber", "Číslo jednací příjemce", "recipient-reference"},
	{"dmRecipientIdent", "Spisová značka příjemce", "recipient-file"},
	{"dmToHands", "K rukám", ""},
	{"dmLegalTitleLaw", "Zmocnění: zákon", ""},
	{"dmLegalTitleYear", "Zmocnění: rok", ""},
	{"dmLegalTitleSect", "Zmocnění: paragraf", ""},
	{"dmLegalTitlePar", "Zmocnění: odstavec", ""},
	{"dmLegalTitlePoint", "Zmocnění: písmeno", ""},
	{"dmPersonalDelivery", "Do vlastních rukou", ""},
	{"dmAllowSubstDelivery", "Náhradní doručení povoleno", ""},
	{"dmDeliveryTime", "Datum a čas dodání", "date"},
	{"dmAcceptanceTime", "Datum a čas doručení", "accepted"},
	{"dmMessageStatus", "Stav zprávy", "status"},
}

// zfoLabel returns the label of an element; "" where no line shows it.
func zfoLabel(element string) string {
	for _, l := range zfoLines {
		if l.element == element {
			return l.label
		}
	}
	return ""
}

// text is the envelope in plain labelled lines, with its files; what no line
// shows is named.
func (z *zfoFile) text() string {
	var b strings.Builder
	b.WriteString("Datová zpráva\n")
	if strings.Contains(z.root, "DeliveryInfo") {
		b.Reset()
		b.WriteString("Dodejka datové zprávy\n")
	}
	for _, l := range zfoLines {
		value := cleanLine(z.values[l.element])
		switch value {
		case "":
			continue
		case "true":
			value = "ano"
		case "false":
			value = "ne"
		}
		fmt.Fprintf(&b, "%s: %s\n", l.label, value)
		if l.field != "" {
			z.j.doc.setField(l.field, value)
		}
	}
	for _, line := range append(z.files, z.events...) {
		b.WriteString(cleanLine(line) + "\n")
	}
	if !strings.Contains(z.root, "DeliveryInfo") {
		z.j.doc.setField("files", fmt.Sprint(len(z.files)))
	}
	for _, e := range z.extra {
		z.j.doc.hide(Hidden{Kind: HiddenHeader, Where: "the envelope, beside what is shown of it", Count: 1, Unit: "lines", Excerpt: e})
	}
	return b.String()
}
