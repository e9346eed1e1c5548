package intake

import (
	"archive/zip"
	"bytes"
	"fmt"
	"hash/crc32"
	"strings"
	"testing"
)

func TestReadRefuses(t *testing.T) {
	alaveteli, froide := fixture(t, "alaveteli.json").Data, fixture(t, "froide.json").Data
	with := func(data []byte, old, new string) []byte {
		if !bytes.Contains(data, []byte(old)) {
			t.Fatalf("%q does not stand there", old)
		}
		return bytes.Replace(data, []byte(old), []byte(new), 1)
	}
	events := strings.Repeat(`{"id":1,"event_type":"comment","created_at":"2024-03-04"},`, 10_000)
	messages := strings.Repeat(`{"id":1,"subject":"x"},`, 10_000)
	for _, c := range []struct {
		what, source string
		data         []byte
		want         string
	}{
		{"nothing", "mail", nil, "empty (0 bytes)"},
		{"an unknown source", "foia", []byte("x"), `source "foia": want one of alaveteli, canada, froide, mail, muckrock`},
		{"a cut file", "alaveteli", alaveteli[:len(alaveteli)/2], "ends in the middle"},
		{"two values", "alaveteli", append(bytes.Clone(alaveteli), "{}"...), "something follows"},
		{"a number for a text", "alaveteli", with(alaveteli, `"title": "Náklady na provoz osvětlení (vymyšlený příklad)"`, `"title": 5`), "title"},
		{"an object for an id", "alaveteli", with(alaveteli, `"id": 4711`, `"id": {}`), "id "},
		{"no id", "alaveteli", with(alaveteli, `"id": 4711,`, ``), "no id and url_title"},
		{"events that are no list", "alaveteli", []byte(`{"id":1,"url_title":"a","info_request_events":{}}`), "info_request_events"},
		{"10,000 events", "alaveteli", []byte(`{"id":1,"url_title":"a","info_request_events":[` + strings.TrimSuffix(events, ",") + `]}`), "10000 events, more than the 5000 allowed"},
		{"another JSON", "alaveteli", []byte(`{"a":1}`), "not the JSON of a request"},
		{"another page", "alaveteli", []byte("<!doctype html><h1>x</h1>"), "no message in it"},
		{"something else", "alaveteli", []byte("hello"), "neither the request's JSON"},
		{"a cut ZIP", "alaveteli", zipOf(t, "correspondence.txt", "hello").Data[:40], "damaged or not a ZIP"},
		{"a cut file", "froide", froide[:len(froide)-40], "ends in the middle"},
		{"no id", "froide", []byte(`{"title":"x"}`), "no id"},
		{"only an attachment", "froide", []byte("x"), "no request"},
		{"a text for a truth", "froide", with(froide, `"public": true`, `"public": "yes"`), "public"},
		{"a diff of another shape", "froide", with(froide, `[[false, "Costs of the sports hall"]]`, `[["Costs", false]]`), "piece of a redacted text"},
		{"10,000 messages", "froide", []byte(`{"id":1,"messages":[` + strings.TrimSuffix(messages, ",") + `]}`), "10000 messages, more than the 2000 allowed"},
		{"nested too deep", "froide", []byte(`{"id":1,"x":` + strings.Repeat("[", 20_000) + strings.Repeat("]", 20_000) + `}`), "depth"},
		{"no e-mail", "mail", []byte("Just a note.\n"), "neither an e-mail nor a mailbox"},
		{"another table", "muckrock", []byte("a,b\n1,2\n"), "no columns request id, subject, date requested"},
		{"a cut quote", "muckrock", []byte("Request ID,Subject,Date Requested\n1,\"open"), "extraneous or missing"},
		{"a row too short", "muckrock", []byte("Request ID,Subject,Date Requested\n1\n"), "wrong number of fields"},
		{"a column twice", "canada", []byte("year,month,year,request_number\n"), `column "year": there twice`},
		{"too many rows", "canada", []byte("year,month,request_number\n" + strings.Repeat("2024,1,a\n", maxRequests+1)), "rows allowed"},
	} {
		b, err := Read(t.Context(), c.source, []Input{{"in.txt", c.data}}, Options{})
		if b != nil || err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s, %s: %v; want %q", c.source, c.what, err, c.want)
		}
	}
	page := fixture(t, "alaveteli.html")
	page.Data = with(page.Data, "request/naklady_na", "request/jine_naklady_na")
	for _, c := range []struct {
		what, source string
		in           []Input
		want         string
	}{
		{"the page of another request", "alaveteli", []Input{fixture(t, "alaveteli.json"), page}, "import one request at a time"},
		{"two JSON files", "alaveteli", []Input{fixture(t, "alaveteli.json"), fixture(t, "alaveteli.json")}, "a second JSON file"},
		{"two attachments of a name", "froide", []Input{fixture(t, "froide.json"), {"froide2.json", with(froide, `"id": 815`, `"id": 816`)}, {"costs.csv", []byte("x")}}, "2 attachments have that name"},
		{"two files of a name", "froide", []Input{fixture(t, "froide.json"), {"a/costs.csv", []byte("x")}, {"b/costs.csv", []byte("y")}}, "two files of that name"},
	} {
		if b, err := Read(t.Context(), c.source, c.in, Options{}); b != nil || err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v; want %q", c.what, err, c.want)
		}
	}
}

// TestReadZIPHostile: archives made to take memory, or to lie, are refused.
func TestReadZIPHostile(t *testing.T) {
	packed := func(f func(w *zip.Writer) error) Input {
		var b bytes.Buffer
		w := zip.NewWriter(&b)
		if err := f(w); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		return Input{"a.zip", b.Bytes()}
	}
	zeros := make([]byte, 1<<20)
	for _, c := range []struct {
		what string
		in   Input
		want string
	}{
		{"a bomb", packed(func(w *zip.Writer) error {
			f, err := w.Create("1_2_a.txt")
			for range maxMemberBytes>>20 + 1 {
				if err == nil {
					_, err = f.Write(zeros)
				}
			}
			return err
		}), "more than the"},
		{"many bombs", packed(func(w *zip.Writer) error {
			for i := range 5 {
				f, err := w.Create(fmt.Sprint(i))
				for range maxMemberBytes >> 20 {
					if err == nil {
						_, err = f.Write(zeros)
					}
				}
				if err != nil {
					return err
				}
			}
			return nil
		}), "unpacks to more than"},
		{"a size that lies", packed(func(w *zip.Writer) error {
			f, err := w.CreateRaw(&zip.FileHeader{Name: "a", Method: zip.Store, CRC32: crc32.ChecksumIEEE([]byte("abc")), CompressedSize64: 3, UncompressedSize64: 3_000_000})
			if err == nil {
				_, err = f.Write([]byte("abc"))
			}
			return err
		}), "claims to unpack to"},
		{"a password", packed(func(w *zip.Writer) error {
			f, err := w.CreateRaw(&zip.FileHeader{Name: "a", Method: zip.Store, Flags: 1, CompressedSize64: 3, UncompressedSize64: 3})
			if err == nil {
				_, err = f.Write([]byte("abc"))
			}
			return err
		}), "has a password"},
		{"too many members", packed(func(w *zip.Writer) error {
			for i := range maxMembers + 1 {
				if _, err := w.Create(fmt.Sprint(i)); err != nil {
					return err
				}
			}
			return nil
		}), "members, more than"},
	} {
		if b, err := Read(t.Context(), "alaveteli", []Input{c.in}, Options{}); b != nil || err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v; want %q", c.what, err, c.want)
		}
	}
}
