package site

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"path"
	"strings"
)

// Serve shows the public folder dir on this machine until ctx ends. addr is a
// loopback address with a port ("127.0.0.1:8080", "[::1]:0", "localhost:8080");
// any other is refused. ready, if not nil, is told the address of the home page
// once the server listens.
func Serve(ctx context.Context, dir, addr string, ready func(url string)) error {
	ours, err := isOurs(dir)
	if err != nil {
		return fmt.Errorf("serving: %w", err)
	}
	if !ours {
		return fmt.Errorf("serving %q: not a folder that akta wrote (no %s in it): build the site first", dir, Marker)
	}
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return fmt.Errorf("serving: address %q: want a loopback host and a port", addr)
	}
	if ip := net.ParseIP(host); host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return fmt.Errorf("serving: address %q: only this machine may be served, use 127.0.0.1", addr)
	}
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return fmt.Errorf("serving: %w", err)
	}
	bound, ok := listener.Addr().(*net.TCPAddr)
	if !ok || !bound.IP.IsLoopback() {
		return errors.Join(fmt.Errorf("serving: %q is not a loopback address", listener.Addr()), listener.Close())
	}
	root, err := os.OpenRoot(dir) // nothing above dir is reachable, by links either
	if err != nil {
		return errors.Join(fmt.Errorf("serving: %w", err), listener.Close())
	}
	defer root.Close()
	server := &http.Server{
		Handler:     Handler(root, bound.Port),
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

// Handler serves the files of root, read only and without listings. A request
// has to name this machine and the port in its Host header and, when it bears an
// Origin, come from there: another site's page cannot read the answers through
// the reader's browser (DNS rebinding).
func Handler(root *os.Root, port int) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cache-Control", "no-store")
		if !localHost(r.Host, port) || !localOrigin(r.Header.Get("Origin"), port) {
			http.Error(w, "this server answers to its own address only", http.StatusForbidden)
			return
		}
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			h.Set("Allow", "GET, HEAD")
			http.Error(w, "only GET and HEAD", http.StatusMethodNotAllowed)
			return
		}
		serveFile(w, r, root)
	})
}

// serveFile answers one request; what is not there is answered by 404.html.
func serveFile(w http.ResponseWriter, r *http.Request, root *os.Root) {
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
	if strings.HasPrefix(path.Base(name), ".") {
		name = ""
	}
	f, err := root.Open(name)
	if err != nil {
		notFound(w, root)
		return
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() {
		notFound(w, root)
		return
	}
	w.Header().Set("Content-Type", contentType(name))
	http.ServeContent(w, r, name, info.ModTime(), f)
}

func notFound(w http.ResponseWriter, root *os.Root) {
	page, err := root.ReadFile("404.html")
	if err != nil {
		http.Error(w, "not found", http.StatusNotFound)
		return
	}
	w.Header().Set("Content-Type", contentType("404.html"))
	w.WriteHeader(http.StatusNotFound)
	// An error here means that the reader has gone.
	_, _ = w.Write(page)
}

// contentType is fixed by the name, not by the machine's configuration.
func contentType(name string) string {
	switch path.Ext(name) {
	case ".html":
		return "text/html; charset=utf-8"
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
	case ".pdf":
		return "application/pdf"
	case ".zip":
		return "application/zip"
	case ".txt", ".md", ".csv", ".eml", ".pem", ".pub":
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
