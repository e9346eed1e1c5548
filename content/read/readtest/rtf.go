package readtest

import (
	"encoding/hex"
	"fmt"
	"strings"
)

// rtfText writes text as eight bit programs do: letters beyond ASCII as \u with
// a question mark for those who cannot read it.
func rtfText(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r < 0x80 {
			b.WriteRune(r)
		} else {
			fmt.Fprintf(&b, `\u%d?`, r)
		}
	}
	return b.String()
}

const rtfHead = `{\rtf1\ansi\ansicpg1250\deff0{\fonttbl{\f0\froman\fcharset238 Times New Roman;}}{\colortbl;\red0\green0\blue0;\red255\green255\blue255;\red255\green0\blue0;}`

func rtfFile(head, body string) []byte {
	return []byte(rtfHead + head + `\pard\plain ` + body + `\par}`)
}

// rtfPlanted makes a text that begins with head and goes on with body.
func rtfPlanted(name, kind, canary, head, body string) Fixture {
	return Fixture{Name: "rtf-" + name + ".rtf", Format: "rtf", Text: "Úřad městyse Žďárek sděluje.", Hidden: kind, Canary: canary,
		Data: rtfFile(head, rtfText("Úřad městyse Žďárek sděluje.")+`\par `+body)}
}

func rtf() []Fixture {
	return []Fixture{
		rtfPlanted("clean", "", "", "", ""),
		rtfRich(),
		rtfPlanted("hidden", "hidden-text", "KANAREK21", "", `A {\v skryto KANAREK21}B`),
		rtfPlanted("white", "background-text", "KANAREK22", "", `A {\cf2 KANAREK22} B`),
		rtfPlanted("highlight", "black-highlight", "KANAREK23", "", `A {\highlight1 KANAREK23} B`),
		rtfPlanted("shaded", "black-highlight", "KANAREK24", "", `A {\chcbpat1\cf1 KANAREK24} B`),
		rtfPlanted("tiny", "unseen-text", "KANAREK25", "", `A {\fs2 KANAREK25} B`),
		rtfPlanted("deleted", "tracked-change", "KANAREK26", `{\*\revtbl{Unknown;}{Jana;}}`, `A {\deleted\revauthdel1 KANAREK26} B`),
		rtfPlanted("inserted-by", "tracked-change", "KANAREK27", `{\*\revtbl{Unknown;}{KANAREK27;}}`, `A {\revised\revauth1 vlo\'9eeno} B`),
		rtfPlanted("comment", "comment", "KANAREK28", "", `A{\*\atnid J}{\*\atnauthor Jana}\chatn{\*\annotation{\*\atndate 1}\pard pozn\'e1mka KANAREK28} B`),
		rtfPlanted("author", "metadata", "KANAREK29", `{\info{\author KANAREK29}{\creatim\yr2024\mo3\dy12}}`, ``),
		rtfPlanted("user-property", "metadata", "KANAREK30", `{\*\userprops{\propname Spis}\proptype30{\staticval KANAREK30}}`, ``),
		rtfPlanted("template", "metadata", "KANAREK31", `{\*\template H:KANAREK31.dot}`, ``),
		rtfPlanted("object", "embedded-object", "KANAREK32", "", `{\object\objemb{\*\objclass Package}{\*\objdata `+hex.EncodeToString([]byte("vložený soubor KANAREK32"))+`}{\result vid\'edt}}`),
		rtfPlanted("binary", "embedded-object", "KANAREK33", "", `{\object\objemb{\*\objdata\bin12 KANAREK33}{}}} B`),
		rtfPlanted("link", "external-link", "KANAREK34", "", `{\field{\*\fldinst HYPERLINK "https://vnitrni.example/KANAREK34"}{\fldrslt zde}}`),
		rtfPlanted("datastore", "unknown-part", "KANAREK35", `{\*\datastore KANAREK35}`, ``),
		rtfPlanted("trailing", "unknown-part", "KANAREK36", "", `A\par} KANAREK36 {`),
		rtfPlanted("form", "form", "KANAREK37", "", `{\field{\*\fldinst FORMTEXT {\*\formfield{\fftype0{\*\ffname jm}{\*\ffdeftext KANAREK37}}}}{\fldrslt x}}`),
		rtfPlanted("macro", "script", "KANAREK38", "", `{\field{\*\fldinst MACROBUTTON KANAREK38 text}{\fldrslt tla}}`),
		rtfPlanted("alt", "alternative-text", "KANAREK39", "", `{\pict{\*\picprop{\sp{\sn wzDescription}{\sv KANAREK39}}}\pngblip `+hex.EncodeToString(tinyPNG())+`}`),
	}
}

// rtfRich is a text with everything that is no secret.
func rtfRich() Fixture {
	body := strings.Join([]string{
		`{\header\pard ` + rtfText("Záhlaví") + `\par}{\footer\pard ` + rtfText("Zápatí") + `\par}`,
		`\pard\s1\outlinelevel0 Rozhodnut\'ed\par`,
		`\pard\plain Pan\'ed {\b \'8atastn\'e1}\tab obdr\'9e\'ed\line v\'fdpis{\super\chftn}{\footnote\pard\chftn  Viz z\'e1kon.}.\par`,
		`{\listtext\pard 1.\tab}\pard\ls1\ilvl0 prvn\'ed\par`,
		`\trowd\trhdr\clmgf\cellx1000\clmrg\cellx2000\pard\intbl Hlava\cell\cell\row`,
		`\trowd\cellx1000\cellx2000\pard\intbl vlevo\cell vpravo\cell\row`,
		`\pard {\field{\*\fldinst HYPERLINK "https://urad.example/"}{\fldrslt urad.example}}\par`,
		`{\*\shppict{\pict\pngblip ` + hex.EncodeToString(tinyPNG()) + `}}{\nonshppict{\pict\wmetafile8 0100}}\par`,
		`{\shp{\*\shpinst{\sp{\sn shapeType}{\sv 202}}{\shptxt\pard r\'e1me\'e8ek\par}}{\shprslt jinak}}\par`,
		`{\upr{vid}{\*\ud vid\u237?}} konec \{1\}`,
	}, "\r\n")
	return Fixture{Name: "rtf-rich.rtf", Format: "rtf",
		Text: "Záhlaví Rozhodnutí Paní Šťastná obdrží výpis první Hlava vlevo vpravo urad.example rámeček vidí konec {1} 1 Viz zákon. Zápatí",
		Data: rtfFile(`{\stylesheet{\s0 Normal;}{\s1\outlinelevel0 heading 1;}}`, strings.ReplaceAll(body, `\'8atastn`, `\'8a\'9dastn`))}
}
