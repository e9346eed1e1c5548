package site

import (
	"bytes"
	"context"
	"fmt"
	"html/template"
	"net/http"
	"strings"
	"sync"
	"time"
)

// Preview shows a site while somebody works at it: when what it is made from
// changes, it is built again, and the browser loads the page again. It shows the
// former site until the new one is in place, and why where there is no new one.
type Preview struct {
	Dir     string // where Build builds; where nothing is yet, it is built first
	Address string // loopback, as for Serve
	// Watch are patterns of files and folders, see WatchedByPreview.
	Watch []string
	// Build builds the site. It is called at the beginning and after each change,
	// never twice at a time.
	Build func(ctx context.Context) error
	// Ready, if not nil, is told the address of the home page.
	Ready func(url string)

	interval time.Duration // between looks; tests are in a hurry

	mu      sync.Mutex
	version int
	failed  error
}

// Serve previews until ctx ends.
func (p *Preview) Serve(ctx context.Context) error {
	if err := checkLoopback(p.Address); err != nil {
		return err
	}
	if ours, err := isOurs(p.Dir); err != nil {
		return fmt.Errorf("serving: %w", err)
	} else if !ours {
		if err := p.Build(ctx); err != nil {
			return err
		}
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	interval := p.interval
	if interval == 0 {
		interval = watchInterval
	}
	watching := make(chan error, 1)
	begin := func(url string) {
		if p.Ready != nil {
			p.Ready(url)
		}
		go func() {
			p.build(ctx)
			watching <- watch(ctx, p.Watch, interval, p.build)
			stop()
		}()
	}
	started := false
	err := serveWith(ctx, p.Dir, p.Address, func(url string) { started = true; begin(url) }, p.handler)
	stop()
	if started {
		if failed := <-watching; err == nil {
			err = failed
		}
	}
	return err
}

// build builds once, and lets the browser know.
func (p *Preview) build(ctx context.Context) {
	err := p.Build(ctx)
	if ctx.Err() != nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.version, p.failed = p.version+1, err
}

func (p *Preview) now() (version int, failed error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.version, p.failed
}

// The addresses of the preview itself. No page of a site has such a name.
const (
	reloadScript  = "/-/reload.js"
	reloadVersion = "/-/version"
)

// script loads the page again when the version is another. It is served by the
// preview only and is no part of a site.
const script = `const at = "/-/version"
const read = async () => (await fetch(at, { cache: "no-store" })).text()
let known
setInterval(async () => {
  try {
    const now = await read()
    if (known !== undefined && now !== known) location.reload()
    known = now
  } catch { /* the server has stopped: it may come back */ }
}, 1000)
`

func (p *Preview) handler(port int) http.Handler {
	s := &server{dir: p.Dir, port: port, change: withReload}
	files := s.handler()
	own := (&server{dir: p.Dir, port: port}).guard(func(w http.ResponseWriter, r *http.Request) {
		version, failed := p.now()
		switch {
		case r.URL.Path == reloadScript:
			w.Header().Set("Content-Type", "text/javascript; charset=utf-8")
			fmt.Fprint(w, script)
		case r.URL.Path == reloadVersion:
			w.Header().Set("Content-Type", "text/plain; charset=utf-8")
			fmt.Fprint(w, version)
		case failed == nil:
			http.NotFound(w, r)
		default:
			setPolicy(w.Header(), allowReload(allPolicies))
			w.Header().Set("Content-Type", contentType(".html"))
			w.WriteHeader(http.StatusServiceUnavailable)
			// An error here means that the reader has gone.
			_ = failurePage.Execute(w, failure{Text: shortened(failed.Error()), Path: r.URL.Path})
		}
	})
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, failed := p.now()
		page := strings.HasSuffix(r.URL.Path, "/") || strings.HasSuffix(r.URL.Path, ".html")
		if strings.HasPrefix(r.URL.Path, "/-/") || failed != nil && page && !r.URL.Query().Has("former") {
			own.ServeHTTP(w, r)
			return
		}
		files.ServeHTTP(w, r)
	})
}

// allowReload lets a policy run the script, and the script ask for the version.
func allowReload(policy string) string {
	var out []string
	missing := map[string]bool{"script-src": true, "connect-src": true}
	for _, d := range strings.Split(policy, ";") {
		name, values, _ := strings.Cut(strings.TrimSpace(d), " ")
		if missing[name] {
			missing[name] = false
			if values = strings.TrimSpace(strings.ReplaceAll(" "+values+" ", " 'none' ", " ")); !strings.Contains(" "+values+" ", " 'self' ") {
				values = strings.TrimSpace(values + " 'self'")
			}
		}
		out = append(out, strings.TrimSpace(name+" "+values))
	}
	for _, name := range []string{"script-src", "connect-src"} {
		if missing[name] {
			out = append(out, name+" 'self'")
		}
	}
	return strings.Join(out, "; ")
}

// withReload puts the script into a page, and takes the page's own policy out,
// which is sent as a header with what the script needs.
func withReload(page []byte) []byte {
	if at := policyTag.FindIndex(page[:min(len(page), maxHead)]); at != nil {
		page = append(page[:at[0]:at[0]], page[at[1]:]...)
	}
	return bytes.Replace(page, []byte("</head>"), []byte(`<script src="`+reloadScript+`" defer></script>`+"\n</head>"), 1)
}

type failure struct{ Text, Path string }

func shortened(s string) string {
	if len(s) > maxShownError {
		return strings.ToValidUTF8(s[:maxShownError], "") + " ..."
	}
	return s
}

// failurePage is shown in place of a page when the site could not be built.
var failurePage = template.Must(template.New("failure").Parse(`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>The site could not be built</title>
<link rel="stylesheet" href="/akta.css">
<script src="` + reloadScript + `" defer></script>
</head>
<body>
<main class="wrap">
<h1>The site could not be built</h1>
<p lang="cs">Web se nepodařilo sestavit. Zveřejněná podoba se nezměnila. Stránka se načte znovu, až bude příčina odstraněna.</p>
<p lang="hu">A honlapot nem sikerült elkészíteni. A közzétett változat nem módosult. Az oldal újra betöltődik, amint az ok megszűnik.</p>
<p>The published site is as it was. This page loads again when the cause is gone.</p>
<pre>{{ .Text }}</pre>
<p><a href="{{ .Path }}?former"><span lang="cs">Předchozí podoba</span> · <span lang="hu">Előző változat</span> · The former page</a></p>
</main>
</body>
</html>
`))
