package bundles_test

import (
	"encoding/pem"
	"os"
	"path/filepath"
	"strconv"
	"testing"
)

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

func writePublic(t testing.TB, dir string, spki []byte) string {
	t.Helper()
	name := filepath.Join(dir, "key.pub")
	if err := os.WriteFile(name, pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: spki}), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}
