package readtest

// texts are plain text, in which nothing can hide.
func texts() []Fixture {
	const letter = "Vážený pane starosto,\n\nžádám o zápis z jednání zastupitelstva.\n"
	return []Fixture{
		{Name: "dopis.txt", Format: "text", Text: "Vážený pane žádám zápis zastupitelstva.", Data: []byte(letter)},
		{Name: "dopis.md", Format: "markdown", Text: "# Žádost Vážený zastupitelstva.", Data: []byte("# Žádost\n\n" + letter)},
	}
}
