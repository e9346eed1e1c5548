package pdfobject

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"strings"
	"testing"
)

var testLimits = Limits{Objects: 10_000, ObjectBytes: 1 << 20, PackedBytes: 4 << 20, Depth: 32, Sections: 50, Work: 64 << 20}

func deflate(s string) string {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	w.Write([]byte(s))
	w.Close()
	return b.String()
}

// table puts objects together with a cross-reference table, numbered from 1.
func table(objects ...string) string {
	var b strings.Builder
	b.WriteString("%PDF-1.7\n")
	x := fmt.Sprintf("xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for i, o := range objects {
		x += fmt.Sprintf("%010d 00000 n \n", b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	return b.String() + x + fmt.Sprintf("trailer\n<</Root 1 0 R /Size %d>>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, b.Len())
}

// packed puts the catalogue into an object stream with a cross-reference stream.
func packed() string {
	head := "%PDF-1.7\n"
	members := "1 0 3 30 "
	data := deflate(members + fmt.Sprintf("%-30s", "<</Type/Catalog/Pages 3 0 R>>") + "<</Type/Pages/T(kůň)>>")
	s := head + fmt.Sprintf("2 0 obj\n<</Type/ObjStm/N 2/First %d/Filter/FlateDecode/Length %d>>stream\r\n%s\r\nendstream endobj\n", len(members), len(data), data)
	rows := ""
	for _, row := range [][5]byte{{0, 0, 0, 0, 0}, {2, 0, 0, 2, 0}, {1, 0, 0, byte(len(head)), 0}, {2, 0, 0, 2, 1}, {1, 0, byte(len(s) >> 8), byte(len(s)), 0}} {
		rows += "\x02" + string(row[:])
	}
	// Each row is the difference to the row above (predictor 12, PNG "up").
	raw := []byte(rows)
	for r := len(raw)/6 - 1; r > 0; r-- {
		for c := 1; c < 6; c++ {
			raw[r*6+c] -= raw[(r-1)*6+c]
		}
	}
	x := deflate(string(raw))
	return s + fmt.Sprintf("4 0 obj<</Type/XRef/Size 5/W[1 3 1]/Root 1 0 R/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 5>>/Length %d>>stream\n%s\nendstream endobj\nstartxref\n%d\n%%%%EOF", len(x), x, len(s))
}

func open(t testing.TB, s string) (*File, *Reader) {
	t.Helper()
	f, err := Open(t.Context(), strings.NewReader(s), int64(len(s)), testLimits)
	if err != nil {
		t.Fatal(err)
	}
	return f, f.Reader(t.Context(), 1<<20)
}

func TestTable(t *testing.T) {
	s := table("<</Type/Catalog/Pages 2 0 R>>", "<</A[1 2 0 R(a\\(b\\)\\101)<4a4>]/B#20C -1.5/D null>>")
	f, r := open(t, s)
	d := r.Dict(r.Dict(f.Trailer["Root"])["Pages"])
	want := Array{int64(1), Ref{2, 0}, String("a(b)A"), String("J@")}
	if got := fmt.Sprintf("%#v %v", d["A"], d["B C"]); got != fmt.Sprintf("%#v -1.5", want) || f.Repaired {
		t.Errorf("got %s, repaired %v", got, f.Repaired)
	}
	if len(f.Sections) != 1 || f.Sections[0].End != int64(len(s)) {
		t.Errorf("sections %+v of %d bytes", f.Sections, len(s))
	}
}

func TestObjectStreams(t *testing.T) {
	f, r := open(t, packed())
	if got := r.Text(r.Dict(r.Dict(f.Trailer["Root"])["Pages"])["T"]); got != String("kůň").Text() || f.Repaired || len(r.Problems) > 0 {
		t.Errorf("got %q, repaired %v, problems %q", got, f.Repaired, r.Problems)
	}
	if len(f.Sections) != 1 || f.Sections[0].End == 0 {
		t.Errorf("sections %+v", f.Sections)
	}
}

func TestRevisions(t *testing.T) {
	first := table("<</Type/Catalog/Pages 2 0 R>>", "<</V 1>>")
	const update = "2 0 obj\n<</V 2>>\nendobj\n"
	second := first + update + fmt.Sprintf("xref\n2 1\n%010d 00000 n \ntrailer\n<</Root 1 0 R/Size 3/Prev %d>>\nstartxref\n%d\n%%%%EOF\n",
		len(first), strings.Index(first, "xref"), len(first)+len(update))
	f, r := open(t, second)
	if got := r.Int(r.Dict(Ref{2, 0})["V"]); got != 2 || f.Repaired {
		t.Errorf("value %d, repaired %v", got, f.Repaired)
	}
	if len(f.Sections) != 2 || f.Sections[0].End != int64(len(first)) || len(f.Sections[1].Numbers) != 1 {
		t.Errorf("sections %+v, want the first to end at %d", f.Sections, len(first))
	}
}

func TestRepair(t *testing.T) {
	s := table("<</Type/Catalog/Pages 2 0 R>>", "<</V 7>>")
	for name, broken := range map[string]string{
		"no table":     s[:strings.Index(s, "xref\n")],
		"wrong place":  strings.Replace(s, "startxref\n", "startxref\n1", 1),
		"packed, none": strings.Replace(packed(), "startxref", "startxxxx", 1),
	} {
		f, r := open(t, broken)
		if d := r.Dict(r.Dict(f.Trailer["Root"])["Pages"]); d == nil || !f.Repaired {
			t.Errorf("%s: pages %v, repaired %v", name, d, f.Repaired)
		}
	}
}

// What refers to itself has an end all the same.
func TestCircles(t *testing.T) {
	s := table("<</Type/Catalog/Pages 2 0 R>>", "3 0 R", "2 0 R", "<</Length 4 0 R>>stream\nabc\nendstream")
	_, r := open(t, s)
	if o := r.Resolve(Ref{2, 0}); o != nil {
		t.Errorf("a circle of references is %v", o)
	}
	stream, _ := r.Get(4).(*Stream)
	if stream == nil {
		t.Fatal("no stream")
	}
	if data, err := r.Data(stream, 100); err != nil || string(data) != "abc" {
		t.Errorf("data %q, %v", data, err)
	}
	loop := strings.Replace(s, "/Size", fmt.Sprintf("/Prev %d/Size", strings.Index(s, "xref\n")), 1)
	open(t, loop)
}

func TestBombsAreRefused(t *testing.T) {
	zeros := deflate(strings.Repeat("\x00", 8<<20))
	s := table("<</Type/Catalog/Pages 2 0 R>>", strings.Repeat("[", 100)+strings.Repeat("]", 100),
		fmt.Sprintf("<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream", len(zeros), zeros))
	_, r := open(t, s)
	if r.Get(2) != nil || len(r.Problems) != 1 {
		t.Errorf("deep array: problems %q", r.Problems)
	}
	if data, err := r.Data(r.Get(3).(*Stream), 1<<20); err == nil {
		t.Errorf("%d bytes unpacked", len(data))
	}
	small, _ := Open(t.Context(), strings.NewReader(s), int64(len(s)), testLimits)
	poor := small.Reader(t.Context(), 10)
	if poor.Get(1) != nil || poor.Err() == nil {
		t.Error("the budget does not end a reader")
	}
}

func TestText(t *testing.T) {
	for raw, want := range map[String]string{
		"Plain\x9a\xe9": "Plainıé", "\xFE\xFF\x01\x59\x00a": "řa", "\xEF\xBB\xBFů": "ů", "\xFF\xFEa\x00": "a",
		"\xFE\xFF\x00\x1b\x00c\x00s\x00\x1b\x01\x65": "ť",
	} {
		if got := raw.Text(); got != want {
			t.Errorf("%q is %q, want %q", raw, got, want)
		}
	}
}

// Whatever the bytes are: opening and reading every object ends, within the
// budget, and changes nothing.
func FuzzFile(f *testing.F) {
	f.Add([]byte(table("<</Type/Catalog/Pages 2 0 R>>", "<</V 7>>")))
	f.Add([]byte(packed()))
	f.Add([]byte("%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 1 0 R>>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		before := bytes.Clone(data)
		file, err := Open(t.Context(), bytes.NewReader(data), int64(len(data)), testLimits)
		if (file == nil) == (err == nil) {
			t.Fatalf("%v, %v", file, err)
		}
		if err != nil {
			return
		}
		r := file.Reader(t.Context(), 8<<20)
		for _, n := range file.Numbers() {
			if s, ok := r.Get(n).(*Stream); ok {
				if out, err := r.Data(s, 1<<20); err == nil && len(out) > 1<<20 {
					t.Fatalf("object %d: %d bytes", n, len(out))
				}
			}
		}
		if r.budget < -(64<<20) || len(r.Problems) > maxProblems || !bytes.Equal(before, data) {
			t.Fatal("not bounded, or the input was changed")
		}
	})
}
