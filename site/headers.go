package site

import (
	"fmt"
	"net/url"
	"path"
	"strings"
)

// sitePolicy is the content security policy that a server sends with every file.
// It is that of all pages together (the theme's partial csp.html), and what a
// page cannot say of itself: that no other site shows it in a frame. A page is
// held to its own policy as well, so that scripts run only where one is needed.
const sitePolicy = allPolicies + "; frame-ancestors 'none'"

// allPolicies is that of all pages together.
const allPolicies = "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'"

// headers are what a server is asked to send with every file.
var headers = []struct{ name, value string }{
	{"Content-Security-Policy", sitePolicy},
	{"X-Content-Type-Options", "nosniff"},
	{"Referrer-Policy", "no-referrer"},
}

// rareTypes are those of files that servers often do not know.
var rareTypes = []struct{ suffix, media string }{
	{"atom", "application/atom+xml"},
	{"gz", "application/gzip"},
	{"jsonl", "text/plain"},
	{"jsonld", "application/ld+json"},
	{"js", "text/javascript"},
	{"md", "text/plain"},
	{"pem", "text/plain"},
	{"pub", "text/plain"},
	{"tsr", "application/timestamp-reply"},
	{"wasm", "application/wasm"},
}

// headerFiles are settings for common hosts, at the top of the public folder:
// _headers for Netlify and Cloudflare Pages, .htaccess for Apache, and a file to
// include in a server block of nginx. In .htaccess stand only directives of the
// class FileInfo: with any other a host may answer every request by an error.
// base is the address of the website; empty: no page for what is not found.
func headerFiles(base string) map[string][]byte {
	var pages, apache, nginx strings.Builder
	pages.WriteString("/*\n")
	apache.WriteString("<IfModule mod_headers.c>\n")
	nginx.WriteString("# In the server block of this website: include /path/to/headers-nginx.conf;\n")
	for _, h := range headers {
		fmt.Fprintf(&pages, "  %s: %s\n", h.name, h.value)
		fmt.Fprintf(&apache, "  Header always set %s \"%s\"\n", h.name, h.value)
		fmt.Fprintf(&nginx, "add_header %s \"%s\" always;\n", h.name, h.value)
	}
	apache.WriteString("</IfModule>\nAddDefaultCharset utf-8\n<IfModule mod_mime.c>\n  RemoveEncoding .gz\n")
	nginx.WriteString("charset utf-8;\n")
	for _, m := range rareTypes {
		fmt.Fprintf(&pages, "/*.%s\n  Content-Type: %s\n", m.suffix, m.media)
		fmt.Fprintf(&apache, "  AddType %s .%s\n", m.media, m.suffix)
		fmt.Fprintf(&nginx, "location ~ \\.%s$ { types { } default_type %s; }\n", m.suffix, m.media)
	}
	apache.WriteString("</IfModule>\n")
	if u, err := url.Parse(base); base != "" && err == nil {
		notFound := path.Join("/", u.EscapedPath(), "404.html")
		fmt.Fprintf(&apache, "ErrorDocument 404 \"%s\"\n", notFound)
		fmt.Fprintf(&nginx, "error_page 404 \"%s\";\n", notFound)
	}
	return map[string][]byte{
		"_headers": []byte(pages.String()), ".htaccess": []byte(apache.String()), "headers-nginx.conf": []byte(nginx.String()),
	}
}
