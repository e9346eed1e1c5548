package audit

// pdfRole is what one kind of object of a facsimile may hold: every key it may
// have, and the shape of its value. Keys end in "?" where they may be missing;
// "*" stands for names that a writer chooses.
//
// Shapes: "/A|/B" one of these names; "name" any; "int", "number", "string",
// "bool"; "int 0..9" within bounds; "box" four numbers; "@role" a reference to an object of that role;
// "<role>" a dictionary in place; "[shape]" an array of any length; "colours" see isColours.
type pdfRole struct {
	keys   map[string]string
	stream string // "": no stream; else what is in it: "image", "content", "cmap", "font", "glyphs"
	alone  bool   // there is one of it
}

// pdfRoles is the allow-list of a facsimile (SPEC 5.11). What is not in it is
// not in a facsimile: no Info, ID, Metadata, Names, Outlines, Annots, AcroForm,
// StructTreeRoot, OCProperties, Thumb, EmbeddedFiles, actions or scripts.
var pdfRoles = map[string]pdfRole{
	"trailer": {keys: map[string]string{"Size": "int", "Root": "@catalog"}},
	"catalog": {alone: true, keys: map[string]string{
		"Type": "/Catalog", "Pages": "@pages", "Lang?": "string", "MarkInfo?": "<markinfo>", "ViewerPreferences?": "<viewer>",
	}},
	"markinfo": {keys: map[string]string{"Marked": "bool"}},
	"viewer":   {keys: map[string]string{"DisplayDocTitle": "bool"}},
	"pages":    {alone: true, keys: map[string]string{"Type": "/Pages", "Kids": "[@page]", "Count": "int"}},
	"page": {keys: map[string]string{
		"Type": "/Page", "Parent": "@pages", "MediaBox": "box", "Resources": "<resources>", "Contents": "@content",
	}},
	"resources": {keys: map[string]string{"XObject": "<images>", "Font?": "<fonts>"}},
	"images":    {keys: map[string]string{"*": "@image"}},
	"fonts":     {keys: map[string]string{"*": "@font"}},
	"image": {stream: "image", keys: map[string]string{
		"Type": "/XObject", "Subtype": "/Image", "Width": "int", "Height": "int", "ColorSpace": "colours", "BitsPerComponent": "int 1..8",
		"Filter": "/FlateDecode", "DecodeParms": "<predictor>", "Length": "int",
	}},
	"predictor": {keys: map[string]string{"Predictor": "int 15..15", "Colors": "int 1..3", "BitsPerComponent": "int 1..8", "Columns": "int"}},
	"content":   {stream: "content", keys: map[string]string{"Length": "int"}},
	"font": {alone: true, keys: map[string]string{
		"Type": "/Font", "Subtype": "/Type0", "BaseFont": "name", "Encoding": "/Identity-H", "DescendantFonts": "[@cidfont]", "ToUnicode": "@cmap",
	}},
	"cidfont": {alone: true, keys: map[string]string{
		"Type": "/Font", "Subtype": "/CIDFontType2", "BaseFont": "name", "CIDSystemInfo": "<system>", "FontDescriptor": "@descriptor",
		"CIDToGIDMap": "/Identity|@glyphs", "DW?": "int 0..1000",
	}},
	"system": {keys: map[string]string{"Registry": "string", "Ordering": "string", "Supplement": "int 0..9"}},
	"descriptor": {alone: true, keys: map[string]string{
		"Type": "/FontDescriptor", "FontName": "name", "Flags": "int", "FontBBox": "box", "ItalicAngle": "number", "Ascent": "number",
		"Descent": "number", "CapHeight": "number", "StemV": "number", "FontFile2": "@fontfile",
	}},
	"fontfile": {alone: true, stream: "font", keys: map[string]string{"Length": "int", "Length1": "int"}},
	"glyphs":   {alone: true, stream: "glyphs", keys: map[string]string{"Length": "int"}},
	"cmap":     {alone: true, stream: "cmap", keys: map[string]string{"Length": "int"}},
}

// pdfOperators is what a page's content may do: draw its one image, and place
// words that are not painted. Operands: "n" a number, "/" a name, "s" a string,
// a digit that very number.
var pdfOperators = map[string]string{
	"q": "", "Q": "", "cm": "nnnnnn", "Do": "/",
	"BT": "", "ET": "", "Tf": "/n", "Tr": "3", "Tm": "nnnnnn", "Td": "nn", "Tz": "n", "Ts": "n", "Tj": "s",
}

// cmapWords is what a map of characters is written with, besides numbers,
// codes in angle brackets and the marks "<<", ">>", "[", "]".
var cmapWords = setOf(`/CIDInit /ProcSet findresource begin dict begincmap /CIDSystemInfo /Registry (Adobe) /Ordering (UCS) (Identity) /Supplement def
	/CMapName /Adobe-Identity-UCS /CMapType begincodespacerange endcodespacerange beginbfchar endbfchar beginbfrange endbfrange
	endcmap CMapName currentdict /CMap defineresource pop end dup`)
