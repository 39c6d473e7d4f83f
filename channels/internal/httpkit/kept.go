package httpkit

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"slices"
	"strings"
)

// Kept is a rendered page that is sent many times: compressed once, and known by
// the digest of what is on it, so that whoever has it already is told so.
type Kept struct {
	html    []byte
	gzipped []byte
	tag     string
}

// keptFor lets browsers and proxies keep a page about the charter for a minute:
// what it tells of hours is the same within one.
const keptFor = "public, max-age=60"

// Keep compresses a page. The error is that of the compressor.
func Keep(html []byte) (Kept, error) {
	var small bytes.Buffer
	writer := gzip.NewWriter(&small)
	if _, err := writer.Write(html); err != nil {
		return Kept{}, fmt.Errorf("compress page: %w", err)
	}
	if err := writer.Close(); err != nil {
		return Kept{}, fmt.Errorf("compress page: %w", err)
	}
	const digits = 20
	digest := sha256.Sum256(html)
	return Kept{html: html, gzipped: small.Bytes(), tag: `W/"` + hex.EncodeToString(digest[:])[:digits] + `"`}, nil
}

// Write sends the page, or says that the client has it already.
func (k Kept) Write(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("ETag", k.tag)
	h.Set("Cache-Control", keptFor)
	h.Add("Vary", "Accept-Encoding")
	if MatchesTag(r.Header.Get("If-None-Match"), k.tag) {
		pageHeaders(h) // a browser takes over what comes with this, the policy included
		w.WriteHeader(http.StatusNotModified)
		return
	}
	content := k.html
	if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		h.Set("Content-Encoding", "gzip")
		content = k.gzipped
	}
	WritePage(w, http.StatusOK, content)
}

// MatchesTag compares an If-None-Match header with a tag weakly, as RFC 9110,
// section 13.1.2, asks.
func MatchesTag(ifNoneMatch, tag string) bool {
	return slices.ContainsFunc(strings.Split(ifNoneMatch, ","), func(have string) bool {
		have = strings.TrimSpace(have)
		return have == "*" || strings.TrimPrefix(have, "W/") == strings.TrimPrefix(tag, "W/")
	})
}
