package readtest

import (
	"bytes"
	"encoding/base64"
	"image"
	"image/color"
	"image/png"

	"golang.org/x/text/encoding/charmap"
)

// htmlPage puts a body into a page.
func htmlPage(head, body string) []byte {
	return []byte("<!DOCTYPE html>\n<html lang=\"cs\">\n<head><meta charset=\"utf-8\"><title>Sdělení</title>" + head + "</head>\n<body>" + body + "</body>\n</html>\n")
}

const htmlLetter = `<h1>Sdělení úřadu</h1>
<p>Vážená paní, k Vaší žádosti sdělujeme:</p>`

func html() []Fixture {
	hides := func(name, kind, canary, head, body string) Fixture {
		return Fixture{Name: "html-" + name + ".html", Format: "html", Text: "Sdělení úřadu Vážená paní sdělujeme:", Hidden: kind, Canary: canary, Data: htmlPage(head, htmlLetter+body)}
	}
	return []Fixture{
		{Name: "html-clean.html", Format: "html", Text: "Sdělení úřadu Vážená paní sdělujeme:", Data: htmlPage("", htmlLetter)},
		{Name: "html-rich.html", Format: "html", Text: "Zápis Rada města schválila opravu střechy. Další řádek. 1. Šťastný bod 2. Druhý bod Kőrösi Győző Přehled Položka Částka Střecha 1 250,00 85,50 Celkem • součet sloupec druhý Odkaz example.org, dolů.", Data: htmlPage(htmlRichHead, htmlRichBody)},
		{Name: "html-1250.htm", Format: "html", Text: "Příliš žluťoučký kůň", Data: htmlWindows1250()},
		hides("comment", "markup", "KANAREK301", "", "<!-- interní: KANAREK301 nesdělovat -->"),
		hides("conditional", "markup", "KANAREK302", "", "<!--[if mso]><p>KANAREK302</p><![endif]-->"),
		hides("display-none", "markup", "KANAREK303", "", `<div style="color:red; DISPLAY : none"><p>KANAREK303 <b>tajné</b></p></div>`),
		hides("class-none", "markup", "KANAREK304", "<style>@media print { .x { color: red } } p.skryte, .jine { display: none }</style>", `<p class="a skryte">KANAREK304</p>`),
		hides("hidden-attribute", "markup", "KANAREK305", "", `<section hidden>KANAREK305</section>`),
		hides("font-size", "markup", "KANAREK306", "", `<span style="font-size:0px">KANAREK306</span>`),
		hides("off-screen", "markup", "KANAREK307", "", `<div style="position:absolute; left:-9999px">KANAREK307</div>`),
		hides("white", "background-text", "KANAREK308", "", `<p><font color="#FEFEFE">KANAREK308</font></p>`),
		hides("bgcolor", "background-text", "KANAREK309", "", `<table><tr><td bgcolor="navy"><span style="color:#000080">KANAREK309</span></td><td>dva</td></tr></table>`),
		hides("script", "script", "KANAREK310", `<script>var x = "KANAREK310 <p>";</script>`, ""),
		hides("handler", "script", "KANAREK311", "", `<p onclick="alert('KANAREK311')">Dále</p>`),
		hides("style-comment", "markup", "KANAREK312", "<style>/* autor KANAREK312 */ p { color: black }</style>", ""),
		hides("template", "markup", "KANAREK313", "", "<template><p>KANAREK313</p></template><noscript>bez skriptů</noscript>"),
		hides("alt", "alternative-text", "KANAREK314", "", `<img src="logo.png" alt="znak KANAREK314">`),
		hides("title", "alternative-text", "KANAREK315", "", `<p title="KANAREK315">Dále</p>`),
		hides("link", "external-link", "KANAREK316", "", `<a href="https://example.org/KANAREK316">zde</a>`),
		hides("image", "external-link", "KANAREK317", "", `<img src="https://example.org/KANAREK317.png">`),
		hides("frame", "external-link", "KANAREK318", "", `<iframe src="https://example.org/KANAREK318"></iframe>`),
		hides("input", "form", "KANAREK319", "", `<form><input type="hidden" name="token" value="KANAREK319"></form>`),
		hides("textarea", "form", "KANAREK320", "", `<textarea>KANAREK320</textarea>`),
		hides("meta", "metadata", "KANAREK321", `<meta name="author" content="Jana KANAREK321">`, ""),
		hides("data-attribute", "markup", "KANAREK322", "", `<p data-owner="KANAREK322">Dále</p>`),
		hides("data-address", "embedded-object", "KANAREK323", "", `<object data="data:text/plain,KANAREK323"></object>`),
		hides("svg", "embedded-object", "KANAREK324", "", `<svg><text>KANAREK324</text></svg>`),
		hides("picture", "unread-region", "", "", `<img src="`+htmlDataPNG()+`">`),
		hides("zero-width", "unseen-text", "", "", "<p>zna&#8203;čka</p>"),
	}
}

const htmlRichHead = `<meta name="viewport" content="width=device-width"><style>
td { padding: 2px } .modre { color: #003366; background-color: #ffffff } h2, p:hover { font-weight: bold }
</style>`

const htmlRichBody = `<header><h1>Zápis</h1></header>
<p class="modre">Rada města <b>schválila</b> <i>opravu střechy</i>.<br>Další řádek.
<ol start="1"><li>Šťastný bod<li>Druhý bod<ul><li>Kőrösi Győző</ul></ol>
<table border=1><caption>Přehled</caption><thead><tr><th>Položka<th>Částka</thead>
<tr><td rowspan="2">Střecha<td align="right">1 250,00<tr><td>85,50
<tr><td colspan=2>Celkem • součet</table>
<pre>
  sloupec   druhý
</pre>
<p>Odkaz <a href="https://example.org/">example.org</a>, <a href="mailto:urad@example.org">urad@example.org</a>, <a href="#konec">dolů</a>.</p>`

func htmlWindows1250() []byte {
	text := `<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1250"></head><body><p>Příliš žluťoučký kůň</p></body></html>`
	data, err := charmap.Windows1250.NewEncoder().String(text)
	if err != nil {
		panic(err) // the text is written above
	}
	return []byte(data)
}

// htmlDataPNG is a small grey picture as an address.
func htmlDataPNG() string {
	m := image.NewGray(image.Rect(0, 0, 40, 20))
	for x := range 40 {
		m.SetGray(x, 10, color.Gray{90})
	}
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		panic(err) // memory does not fail
	}
	return "data:image/png;base64," + base64.StdEncoding.EncodeToString(b.Bytes())
}
