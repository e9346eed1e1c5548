package site

// blockData is a paragraph, heading, list or table of a text edition. Which of
// the fields it has follows from Kind.
type blockData struct {
	Kind    string       `json:"kind"` // "paragraph", "heading", "list", "table"
	Level   int          `json:"level,omitempty"`
	Content []any        `json:"content,omitempty"` // of a paragraph or heading
	Items   []itemData   `json:"items,omitempty"`
	Rows    [][]cellData `json:"rows,omitempty"`
}

type itemData struct {
	Content []any      `json:"content"`
	Items   []itemData `json:"items,omitempty"`
}

// cellData is a cell of a table. Gap says that it goes on with what the cell
// before hides: whether something is in it is not told.
type cellData struct {
	Content []any `json:"content"`
	Columns int   `json:"columns"` // that it spans
	Gap     bool  `json:"gap,omitempty"`
}

// gapData stands for what is hidden. It tells the ground and nothing else.
type gapData struct {
	Redacted string `json:"redacted"` // code of the ground
}

// blocksOf is a text edition for programs. It says what the page says: it is
// made from the same view.
func blocksOf(text []elementView, grounds []groundView) []blockData {
	out := []blockData{}
	for _, e := range text {
		b := blockData{Kind: e.Kind, Level: e.Level}
		switch {
		case e.List != nil:
			b.Items = itemsOf(e.List, grounds)
		case e.Rows != nil:
			b.Rows = rowsOf(e.Rows, grounds)
		default:
			b.Content = contentOf(e.Spans, grounds)
		}
		out = append(out, b)
	}
	return out
}

func itemsOf(l *listView, grounds []groundView) []itemData {
	var out []itemData
	for _, i := range l.Items {
		item := itemData{Content: contentOf(i.Spans, grounds)}
		if i.List != nil {
			item.Items = itemsOf(i.List, grounds)
		}
		out = append(out, item)
	}
	return out
}

func rowsOf(rows [][]cellView, grounds []groundView) [][]cellData {
	out := [][]cellData{}
	for _, r := range rows {
		row := []cellData{}
		for _, c := range r {
			row = append(row, cellData{contentOf(c.Spans, grounds), c.Columns, c.Gap})
		}
		out = append(out, row)
	}
	return out
}

// contentOf is a list of texts and gaps, in order; a line feed is a line break.
func contentOf(spans []spanView, grounds []groundView) []any {
	out := []any{}
	for _, s := range spans {
		text := s.Text
		switch {
		case s.Ground > 0:
			out = append(out, gapData{grounds[s.Ground-1].Code})
			continue
		case s.Break:
			text = "\n"
		case text == "":
			continue
		}
		if n := len(out); n > 0 {
			if before, ok := out[n-1].(string); ok {
				out[n-1] = before + text
				continue
			}
		}
		out = append(out, text)
	}
	return out
}
