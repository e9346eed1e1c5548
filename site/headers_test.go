package site

import (
	"bytes"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var metaPolicy = regexp.MustCompile(`<meta http-equiv="Content-Security-Policy" content="([^"]*)">`)

var scriptFile = regexp.MustCompile(`<script src="(\.\./)*[a-z/_]+\.js" defer></script>`)

// directives are those of a policy, each with its sources.
func directives(policy string) map[string][]string {
	out := map[string][]string{}
	for _, d := range strings.Split(policy, ";") {
		if f := strings.Fields(d); len(f) > 0 {
			out[f[0]] = f[1:]
		}
	}
	return out
}

// eachPage calls f for each HTML page of a public folder.
func eachPage(t *testing.T, out string, f func(name, text string)) {
	t.Helper()
	err := fs.WalkDir(os.DirFS(out), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) != ".html" {
			return err
		}
		data, err := os.ReadFile(filepath.Join(out, filepath.FromSlash(name)))
		f(name, string(data))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestPolicies: every page says what it may load, which is no more than what
// the server says, and only pages that check a release run WebAssembly.
func TestPolicies(t *testing.T) {
	out, _ := build(t, testPortal(t))
	whole := directives(sitePolicy)
	with, without := 0, 0
	eachPage(t, out, func(name, text string) {
		m := metaPolicy.FindStringSubmatch(text)
		if m == nil {
			t.Errorf("%s: no content security policy", name)
			return
		}
		own := directives(m[1])
		for d, sources := range own {
			for _, s := range sources {
				if s != "'none'" && !slices.Contains(whole[d], s) {
					t.Errorf("%s: %s allows %s, which the server's policy does not", name, d, s)
				}
			}
		}
		if !slices.Equal(own["default-src"], []string{"'none'"}) || own["base-uri"] == nil || own["form-action"] == nil {
			t.Errorf("%s: policy %q", name, m[1])
		}
		script := strings.Contains(text, "<script")
		if written := len(scriptFile.FindAllString(text, -1)); written != strings.Count(text, "<script") {
			t.Errorf("%s: a script that is not a file of the website", name)
		}
		if script && own["script-src"] == nil {
			t.Errorf("%s: a script, and a policy without one", name)
		}
		checks := strings.Contains(text, `id="check-run"`)
		if checks {
			with++
		} else {
			without++
		}
		if wasm := slices.Contains(own["script-src"], "'wasm-unsafe-eval'"); wasm != checks && !strings.Contains(name, "search") {
			t.Errorf("%s: WebAssembly allowed: %v, a check on it: %v", name, wasm, checks)
		}
		if checks != strings.Contains(text, "/check.js\" defer></script>") {
			t.Errorf("%s: a check on it: %v, its script: %v", name, checks, !checks)
		}
		for _, inline := range []string{"<style", " style=\""} {
			if strings.Contains(text, inline) {
				t.Errorf("%s: %s", name, inline)
			}
		}
	})
	if with < 6 || without < 6 { // three languages of /verify/ and of a case
		t.Errorf("%d pages with a check and %d without: too few to prove anything", with, without)
	}
}

// TestCheckIsPublished: the verifier's files are in the public folder as they
// are embedded, and every file that the check names is there.
func TestCheckIsPublished(t *testing.T) {
	out, _ := build(t, testPortal(t))
	for name, want := range checkFiles() {
		if have, err := os.ReadFile(filepath.Join(out, filepath.FromSlash(name))); err != nil || !bytes.Equal(have, want) {
			t.Errorf("%s: not the embedded file (%v)", name, err)
		}
	}
	if !bytes.HasPrefix(checkRuntime, []byte("// Copyright")) || !bytes.HasPrefix(checkProgram, []byte{0x1f, 0x8b, 8, 0, 0, 0, 0, 0}) {
		t.Error("the runtime without its licence, or the program packed with a name or date")
	}
	named := regexp.MustCompile(` data-(?:bag|wasm|worker|runtime|trust)="([^"]+)"`)
	n := 0
	eachPage(t, out, func(name, text string) {
		for _, m := range named.FindAllStringSubmatch(text, -1) {
			n++
			if _, err := os.Stat(filepath.Join(out, filepath.FromSlash(path.Join(path.Dir(name), m[1])))); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
		key := regexp.MustCompile(`say\("|data-t=""`)
		if key.MatchString(text) {
			t.Errorf("%s: a text of the check without its key", name)
		}
	})
	if n < 20 {
		t.Errorf("%d addresses: too few to prove anything", n)
	}
}

// TestCheckTexts: every text that check.js asks for is on its pages, in every
// language, with the values it is given.
func TestCheckTexts(t *testing.T) {
	script, err := os.ReadFile(filepath.Join("theme", "static", "check.js"))
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]bool{}
	for _, m := range regexp.MustCompile(`(?:say|fail)\("(\w+)"[,)]`).FindAllSubmatch(script, -1) {
		want[string(m[1])] = true
	}
	for _, name := range []string{"integrity", "signer", "time", "log", "completeness"} {
		want["name_"+name] = true
		for _, s := range []string{"holds", "false", "unconfirmed"} {
			want[name+"_"+s], want["is_"+s], want["all_"+s] = true, true, true
		}
	}
	out, _ := build(t, testPortal(t))
	placeholders := map[string]string{}
	for _, name := range []string{"verify/index.html", "en/verify/index.html", "hu/verify/index.html"} {
		data, err := os.ReadFile(filepath.Join(out, filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		have := map[string]bool{}
		for _, m := range regexp.MustCompile(`<li data-t="(\w+)">([^<]*)</li>`).FindAllSubmatch(data, -1) {
			key, text := string(m[1]), string(m[2])
			have[key] = true
			values := regexp.MustCompile(`\{\w+\}`).FindAllString(text, -1)
			slices.Sort(values)
			all := strings.Join(values, " ")
			if before, seen := placeholders[key]; text == "" || seen && before != all {
				t.Errorf("%s: text %q has %q, in another language %q", name, key, all, before)
			}
			placeholders[key] = all
		}
		for key := range want {
			if !have[key] {
				t.Errorf("%s: no text %q", name, key)
			}
		}
		for key := range have {
			if !want[key] {
				t.Errorf("%s: text %q, which check.js does not use", name, key)
			}
		}
	}
}

// TestHeaderFiles: each host's file has every header, types what it may not
// know, and knows where the website lies.
func TestHeaderFiles(t *testing.T) {
	files := headerFiles("https://www.example.org/foi/")
	for _, name := range []string{"_headers", ".htaccess", "headers-nginx.conf"} {
		text := string(files[name])
		for _, want := range []string{sitePolicy, "nosniff", "no-referrer", "application/wasm", "application/timestamp-reply"} {
			if !strings.Contains(text, want) {
				t.Errorf("%s: no %q", name, want)
			}
		}
		if name != "_headers" && !strings.Contains(text, `"/foi/404.html"`) {
			t.Errorf("%s: does not name the page for what is not found", name)
		}
		if strings.Contains(string(headerFiles("")[name]), "404") {
			t.Errorf("%s: names a page whose address is not known", name)
		}
	}
	if strings.Contains(sitePolicy, "unsafe-inline") || strings.Contains(sitePolicy, "'unsafe-eval'") || !strings.Contains(sitePolicy, "frame-ancestors 'none'") {
		t.Errorf("policy %q", sitePolicy)
	}
}
