package intake

import (
	"encoding/json"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/akta-foi/akta/content/law"
	"github.com/akta-foi/akta/content/read"
)

func isLine(s string) bool {
	return utf8.ValidString(s) && len(s) <= maxLine && s == strings.TrimSpace(s) && !strings.ContainsFunc(s, unicode.IsControl)
}

// checkBatch holds what Read promises of every batch.
func checkBatch(t *testing.T, b *Batch) {
	t.Helper()
	ids := map[string]bool{}
	p, err := law.Load("generic")
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range b.Requests {
		if r.ID == "" || ids[r.ID] || !isLine(r.ID) || !isLine(r.Title) || !isLine(r.Requester.Name) || !isLine(r.Requester.Email) {
			t.Fatalf("request %q, title %q, %+v", r.ID, r.Title, r.Requester)
		}
		ids[r.ID] = true
		if r.State == "" || len(r.Question) > maxQuestion || !utf8.ValidString(r.Question) || len(r.Files) > maxFiles || len(r.Notes) > maxNotes+1 {
			t.Fatalf("request %q: state %q", r.ID, r.State)
		}
		if r.State == law.PublicOpen && r.Closed != 0 && !slices.ContainsFunc(r.Events, func(e Event) bool { return e.Date == r.Closed }) {
			t.Fatalf("request %q: open, and closed on %s", r.ID, r.Closed)
		}
		for _, e := range r.Events {
			if p.Event(e.Code) == nil || e.Date == 0 || len(e.Word) > maxWord {
				t.Fatalf("request %q: event %+v", r.ID, e)
			}
		}
		for _, f := range r.Files {
			if f.Name == "" || len(f.Name) > maxNameBytes || f.Name != filepath.Base(f.Name) || strings.HasPrefix(f.Name, ".") || strings.ContainsAny(f.Name, "/\\:\x00\n") || !utf8.ValidString(f.Name) {
				t.Fatalf("request %q: file name %q", r.ID, f.Name)
			}
			if f.Key == "" || len(f.Data) == 0 || !slices.Contains([]string{"request", "letter", "annex"}, f.Kind) {
				t.Fatalf("request %q: file %q: %q %d bytes", r.ID, f.Name, f.Kind, len(f.Data))
			}
		}
	}
}

// FuzzRead: whatever the bytes, an import ends in an error and nothing, or in a
// batch that holds what is promised, and in the same batch the next time.
func FuzzRead(f *testing.F) {
	for i, name := range []string{"alaveteli.json", "canada.csv", "froide.json", "thread.mbox", "muckrock.csv"} {
		f.Add(uint8(i), fixture(f, name).Data)
	}
	f.Add(uint8(0), fixture(f, "alaveteli.html").Data)
	f.Add(uint8(0), zipOf(f, "correspondence.txt", "a", "../1_2_x", "b", `..\..\c`, "d", "1_3_x", "e").Data)
	f.Add(uint8(1), fixture(f, "canada-nil.csv").Data)
	f.Add(uint8(2), fixture(f, "froide_logged_in.json").Data)
	names, _ := Sources()
	r := read.NewReader(read.Options{})
	f.Cleanup(func() { r.Close() })
	f.Fuzz(func(t *testing.T, source uint8, data []byte) {
		if len(data) > 1<<16 {
			return
		}
		in := []Input{{"in.txt", data}}
		name := names[int(source)%len(names)]
		b, err := Read(t.Context(), name, in, Options{Reader: r, Ours: ours})
		if err != nil {
			if b != nil {
				t.Fatal("a batch and an error")
			}
			return
		}
		checkBatch(t, b)
		again, err := Read(t.Context(), name, in, Options{Reader: r, Ours: ours})
		if err != nil || !reflect.DeepEqual(b, again) {
			t.Fatalf("read twice, and not the same: %v", err)
		}
	})
}

// FuzzFroideHidden: a text that a message's diff holds beside what is shown gets
// nowhere.
func FuzzFroideHidden(f *testing.F) {
	f.Add("Dear ", "Zdislava", " thank you")
	f.Add("", "\u00e1", "")
	f.Fuzz(func(t *testing.T, before, hidden, after string) {
		shown := before + "[redacted]" + after
		const mark = "Q7hiddenQ7"
		if !utf8.ValidString(before+hidden+after) || strings.Contains(shown, mark) {
			return
		}
		hidden = mark + hidden
		message := map[string]any{
			"id": 1, "sent": true, "timestamp": "2024-06-03T08:00:00Z", "subject": shown, "content": shown,
			"redacted_subject": []any{[]any{true, hidden}}, "redacted_content": []any{[]any{false, before}, []any{true, hidden}, []any{false, after}},
		}
		raw, err := json.Marshal(map[string]any{"id": 1, "title": "x", "description": shown, "redacted_description": []any{[]any{true, hidden}}, "messages": []any{message}})
		if err != nil {
			t.Fatal(err)
		}
		b, err := Read(t.Context(), "froide", []Input{{"a.json", raw}}, Options{})
		if err != nil {
			t.Fatal(err)
		}
		all, err := json.Marshal(b)
		if err != nil {
			t.Fatal(err)
		}
		text := string(all)
		for _, file := range b.Requests[0].Files {
			text += string(file.Data)
		}
		if strings.Contains(text, mark) {
			t.Fatalf("what was hidden is in the batch: %s", text)
		}
		if n := b.Requests[0].Notes; !hasNote(n, Refused, "redacted_subject") || !hasNote(n, Refused, "redacted_content") || !hasNote(n, Refused, "redacted_description") {
			t.Fatalf("not refused: %q", n)
		}
	})
}
