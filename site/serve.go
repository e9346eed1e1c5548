package site

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"html"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"time"
)

// Serve shows the public folder dir on this machine until ctx ends. addr is a
// loopback address with a port ("127.0.0.1:8080", "[::1]:0", "localhost:8080");
// any other is refused. ready, if not nil, is told the address of the home page
// once the server listens.
func Serve(ctx context.Context, dir, addr string, ready func(url string)) error {
	return serveWith(ctx, dir, addr, ready, func(port int) http.Handler { return Handler(dir, port) })
}

// serveWith is Serve with a handler that is made for the port.
func serveWith(ctx context.Context, dir, addr string, ready func(url string), handle func(port int) http.Handler) error {
	full, err := filepath.Abs(dir)
	if err == nil {
		err = finish(full)
	}
	if err != nil {
		return fmt.Errorf("serving: %w", err)
	}
	ours, err := isOurs(dir)
	if err != nil {
		return fmt.Errorf("serving: %w", err)
	}
	if !ours {
		return fmt.Errorf("serving %q: not a folder that akta wrote (no %s in it): build the site first", dir, Marker)
	}
	if err := checkLoopback(addr); err != nil {
		return err
	}
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return fmt.Errorf("serving: %w", err)
	}
	bound, ok := listener.Addr().(*net.TCPAddr)
	if !ok || !bound.IP.IsLoopback() {
		return errors.Join(fmt.Errorf("serving: %q is not a loopback address", listener.Addr()), listener.Close())
	}
	server := &http.Server{
		Handler:     handle(bound.Port),
		ReadTimeout: readTimeout, ReadHeaderTimeout: readTimeout, WriteTimeout: writeTimeout,
		IdleTimeout: readTimeout, MaxHeaderBytes: maxHeader,
	}
	if ready != nil {
		ready("http://" + listener.Addr().String() + "/")
	}
	done := make(chan error, 1)
	go func() { done <- server.Serve(listener) }()
	select {
	case err := <-done:
		return fmt.Errorf("serving: %w", err)
	case <-ctx.Done():
		stop, cancel := context.WithTimeout(context.WithoutCancel(ctx), shutdownTimeout)
		defer cancel()
		if err := server.Shutdown(stop); err != nil {
			return fmt.Errorf("serving: %w", err)
		}
		return nil
	}
}

// checkLoopback refuses an address that others than this machine could reach.
func checkLoopback(addr string) error {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return fmt.Errorf("serving: address %q: want a loopback host and a port", addr)
	}
	if ip := net.ParseIP(host); host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return fmt.Errorf("serving: address %q: only this machine may be served, use 127.0.0.1", addr)
	}
	return nil
}

// Handler serves the files of dir, read only and without listings. A request
// has to name this machine and the port in its Host header and, when it bears an
// Origin, come from there: another site's page cannot read the answers through
// the reader's browser (DNS rebinding).
func Handler(dir string, port int) http.Handler { return (&server{dir: dir, port: port}).handler() }

// server serves a folder. What changes a page on its way is nil but in a preview.
type server struct {
	dir    string
	port   int
	change func(page []byte) []byte
}

func (s *server) handler() http.Handler {
	return s.guard(func(w http.ResponseWriter, r *http.Request) {
		root, err := openSite(s.dir)
		if err != nil {
			http.Error(w, "the folder of the site is not there", http.StatusServiceUnavailable)
			return
		}
		defer root.Close()
		s.file(w, r, root)
	})
}

// guard sends the headers of every answer and refuses requests from elsewhere.
func (s *server) guard(answer http.HandlerFunc) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		setPolicy(h, allPolicies)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cache-Control", "no-store")
		if !localHost(r.Host, s.port) || !localOrigin(r.Header.Get("Origin"), s.port) {
			http.Error(w, "this server answers to its own address only", http.StatusForbidden)
			return
		}
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			h.Set("Allow", "GET, HEAD")
			http.Error(w, "only GET and HEAD", http.StatusMethodNotAllowed)
			return
		}
		answer(w, r)
	})
}

// openSite opens the folder as it is now: a Build puts another in its place, and
// for a moment there is none. Nothing above it is reachable, by links either.
func openSite(dir string) (*os.Root, error) {
	for try := 0; ; try++ {
		root, err := os.OpenRoot(dir)
		if err == nil || !errors.Is(err, fs.ErrNotExist) || try == swapTries {
			return root, err
		}
		time.Sleep(swapWait)
	}
}

// file answers one request; what is not there is answered by 404.html.
func (s *server) file(w http.ResponseWriter, r *http.Request, root *os.Root) {
	name := strings.TrimPrefix(path.Clean("/"+r.URL.Path), "/")
	if name == "" {
		name = "."
	}
	if info, err := root.Stat(name); err == nil && info.IsDir() {
		if !strings.HasSuffix(r.URL.Path, "/") {
			// Relative links of the page need the slash.
			http.Redirect(w, r, (&url.URL{Path: "/" + name + "/"}).String(), http.StatusFound)
			return
		}
		name = path.Join(name, "index.html")
	}
	if hidden(name) {
		name = ""
	}
	f, err := root.Open(name)
	if err != nil {
		s.notFound(w, root)
		return
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() {
		s.notFound(w, root)
		return
	}
	w.Header().Set("Content-Type", contentType(name))
	if path.Ext(name) == ".html" && info.Size() <= maxServedPage {
		page, err := io.ReadAll(io.LimitReader(f, maxServedPage))
		if err != nil {
			http.Error(w, "the page cannot be read", http.StatusInternalServerError)
			return
		}
		http.ServeContent(w, r, name, info.ModTime(), bytes.NewReader(s.page(w, page)))
		return
	}
	http.ServeContent(w, r, name, info.ModTime(), f)
}

// hidden says whether a name or one of its folders begins with a dot. Of the
// public names only those below .well-known do (RFC 8615).
func hidden(name string) bool {
	return strings.Contains("/"+strings.TrimPrefix(name, ".well-known/"), "/.")
}

func (s *server) notFound(w http.ResponseWriter, root *os.Root) {
	page, err := root.ReadFile("404.html")
	if err != nil {
		http.Error(w, "not found", http.StatusNotFound)
		return
	}
	w.Header().Set("Content-Type", contentType("404.html"))
	if base := styleBase.FindSubmatch(page); base != nil {
		page = bytes.ReplaceAll(page, append([]byte(`="`), base[1]...), []byte(`="/`))
	}
	page = s.page(w, page)
	w.WriteHeader(http.StatusNotFound)
	// An error here means that the reader has gone.
	_, _ = w.Write(page)
}

// styleBase finds the portal's address in 404.html, whose links are absolute: on
// this machine they lead to this machine.
var styleBase = regexp.MustCompile(`<link rel="stylesheet" href="(https?://[^"]*/)akta\.css"`)

// policyTag is the policy that a page states.
var policyTag = regexp.MustCompile(`<meta http-equiv="Content-Security-Policy" content="([^"]*)">\n?`)

// page sends a page's own policy as a header too, and changes the page where this
// is a preview.
func (s *server) page(w http.ResponseWriter, page []byte) []byte {
	policy := allPolicies
	if m := policyTag.FindSubmatch(page[:min(len(page), maxHead)]); m != nil {
		policy = html.UnescapeString(string(m[1]))
	}
	if s.change != nil {
		policy, page = allowReload(policy), s.change(page)
	}
	setPolicy(w.Header(), policy)
	return page
}

// setPolicy sends a policy. That a page is in no frame can be said in a header only.
func setPolicy(h http.Header, policy string) {
	h.Set("Content-Security-Policy", policy+"; frame-ancestors 'none'")
}

// contentType is fixed by the name, not by the machine's configuration.
func contentType(name string) string {
	switch path.Ext(name) {
	case ".html":
		return "text/html; charset=utf-8"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".wasm":
		return "application/wasm"
	case ".gz":
		return "application/gzip"
	case ".tsr":
		return "application/timestamp-reply"
	case ".css":
		return "text/css; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	case ".png":
		return "image/png"
	case ".jpg":
		return "image/jpeg"
	case ".json":
		return "application/json"
	case ".jsonld":
		return "application/ld+json"
	case ".atom":
		return "application/atom+xml"
	case ".xml":
		return "application/xml"
	case ".pdf":
		return "application/pdf"
	case ".zip":
		return "application/zip"
	case ".csv":
		return "text/csv; charset=utf-8"
	case ".txt", ".md", ".jsonl", ".eml", ".pem", ".pub":
		return "text/plain; charset=utf-8"
	}
	return "application/octet-stream"
}

// localHost accepts this machine's loopback names with the right port.
func localHost(hostport string, port int) bool {
	host, p, err := net.SplitHostPort(hostport)
	if err != nil {
		host, p = strings.Trim(hostport, "[]"), "80"
	}
	ip := net.ParseIP(host)
	return p == fmt.Sprint(port) && (host == "localhost" || ip != nil && ip.IsLoopback())
}

func localOrigin(origin string, port int) bool {
	if origin == "" {
		return true
	}
	u, err := url.Parse(origin)
	return err == nil && u.Scheme == "http" && localHost(u.Host, port)
}
