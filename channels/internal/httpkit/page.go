package httpkit

import (
	"bytes"
	"fmt"
	"html/template"
	"net/http"
	"strconv"
	"strings"
)

// PagePolicy is what a page of ours may do (Content Security Policy level 3):
// everything comes from this server, no script and no style stands in the page,
// no string becomes code (Trusted Types), and only our own pages, such as the
// totem's, may frame it. Pictures may be data: URIs, which the vendored style
// sheet uses for its icons.
const PagePolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; " +
	"font-src 'self' data:; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; " +
	"frame-ancestors 'self'; require-trusted-types-for 'script'; trusted-types 'none'"

// pageHeaders are those of every page, over securityHeaders.
func pageHeaders(h http.Header) {
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Security-Policy", PagePolicy)
	h.Set("X-Frame-Options", "SAMEORIGIN")
	h.Set("Referrer-Policy", "strict-origin-when-cross-origin")
	h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Content-Language", "it")
}

// Render makes a page of a template, whole before the first byte is sent: a
// template that fails never leaves half a page behind.
func Render(page *template.Template, name string, view any) ([]byte, error) {
	var buffer bytes.Buffer
	if err := page.ExecuteTemplate(&buffer, name, view); err != nil {
		return nil, fmt.Errorf("render %s: %w", name, err)
	}
	return buffer.Bytes(), nil
}

// WritePage sends a rendered page. Nothing can be mended when the client is gone.
func WritePage(w http.ResponseWriter, status int, html []byte) {
	pageHeaders(w.Header())
	w.Header().Set("Content-Length", strconv.Itoa(len(html)))
	w.WriteHeader(status)
	_, _ = w.Write(html)
}

// WantsPage reports whether a client would rather read a page than a problem: a
// browser, not a program.
func WantsPage(r *http.Request) bool { return strings.Contains(r.Header.Get("Accept"), "text/html") }
