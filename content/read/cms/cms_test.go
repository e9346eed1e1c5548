package cms_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/akta-foi/akta/content/read/cms"
	"github.com/akta-foi/akta/content/read/readtest"
)

func TestSigned(t *testing.T) {
	for _, pieces := range []bool{false, true} {
		content := bytes.Repeat([]byte("Smlouva o dílo. "), 40)
		in := append(readtest.SignedMessage("Eliška Ryšavá", content, pieces), 0, 0, 0) // padded
		m, err := cms.Parse(in)
		if err != nil {
			t.Fatal(err)
		}
		if m.Kind != cms.Signed || m.Detached || !bytes.Equal(m.Content, content) || len(m.Signers) != 1 {
			t.Fatalf("%+v", m)
		}
		const want = "Eliška Ryšavá, Obec Lhotka <eliska@lhotka.example>, certificate by Vymyšlená autorita, signed 2025-03-18T12:15:22Z"
		if got := m.Signers[0].String(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	m, err := cms.Parse(readtest.SignedMessage("A", nil, false))
	if err != nil || !m.Detached {
		t.Errorf("%+v, %v", m, err)
	}
	m, err = cms.Parse(readtest.EncryptedMessage())
	if err != nil || m.Kind != cms.Encrypted || m.Recipients != 1 {
		t.Errorf("%+v, %v", m, err)
	}
}

func TestHostile(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"empty", "", "ends inside"},
		{"length bomb", "\x30\x84\xFF\xFF\xFF\xFF\x06", "ends inside"},
		{"long length", "\x30\x88\x7F\xFF\xFF\xFF\xFF\xFF\xFF\xFF", "impossible length"},
		{"primitive without a length", "\x04\x80aa\x00\x00", "impossible length"},
		{"deep", strings.Repeat("\x30\x80", 1_000_000), "inside each other"},
		{"no type", "\x30\x03\x02\x01\x01", "not a signed or encrypted message"},
		{"long tag", "\x3F\xFF\xFF\xFF\xFF\xFF\xFF", "ends inside"},
	} {
		if m, err := cms.Parse([]byte(tt.in)); m != nil || err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v, %v; want %q", tt.name, m, err, tt.want)
		}
	}
	// Every single cut ends in an error and never in half a message.
	whole := readtest.SignedMessage("Eliška", []byte("obsah"), true)
	for n := range len(whole) {
		if m, err := cms.Parse(whole[:n]); m != nil || err == nil {
			t.Fatalf("cut after %d bytes: %v, %v", n, m, err)
		}
	}
}

// FuzzParse: a message or an error, never both, and the content no longer than
// the input.
func FuzzParse(f *testing.F) {
	f.Add(readtest.SignedMessage("Eliška", []byte("obsah"), true))
	f.Add(readtest.SignedMessage("Eliška", []byte("obsah"), false))
	f.Add(readtest.EncryptedMessage())
	f.Fuzz(func(t *testing.T, data []byte) {
		before := bytes.Clone(data)
		m, err := cms.Parse(data)
		if (m == nil) == (err == nil) || !bytes.Equal(before, data) {
			t.Fatalf("%v, %v", m, err)
		}
		if m != nil && len(m.Content) > len(data) {
			t.Fatalf("%d bytes of content from %d", len(m.Content), len(data))
		}
	})
}
