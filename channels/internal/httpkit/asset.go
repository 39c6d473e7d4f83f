package httpkit

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
	"sync"

	"github.com/go-chi/chi/v5"
)

// AssetsPath is under which every asset is served.
const AssetsPath = "/assets/"

// Asset is a style sheet, script, font or picture as it is served. Its URL
// carries the digest of its content, so that browsers may keep it for ever and
// never see an old one beside a new page.
type Asset struct {
	// URL is the path on this server.
	URL string
	// Content as it is sent uncompressed.
	Content []byte

	mediaType string
	gzipped   []byte // nil where compressing gains nothing
}

// assets are all that the channels have published.
type assets struct {
	mu     sync.RWMutex
	byName map[string]Asset
}

// Publish bundles entry points of the sources, TypeScript or CSS, with all that
// they import, and serves the result. It returns the assets by entry point.
func (f *Face) Publish(sources fs.FS, entries ...string) (map[string]Asset, error) {
	built, err := bundle(sources, entries...)
	if err != nil {
		return nil, err
	}
	byName := make(map[string]Asset, len(built.files))
	for name, content := range built.files {
		byName[name] = f.assets.add(name, content)
	}
	published := make(map[string]Asset, len(entries))
	for _, entry := range entries {
		asset, ok := byName[built.entries[entry]]
		if !ok {
			return nil, fmt.Errorf("bundle %s: nothing came out of it", entry)
		}
		published[entry] = asset
	}
	return published, nil
}

// PublishFile serves one file as it is.
func (f *Face) PublishFile(name string, content []byte) Asset {
	const digits = 10
	digest := sha256.Sum256(content)
	extension := path.Ext(name)
	stem := strings.TrimSuffix(path.Base(name), extension)
	return f.assets.add(stem+"-"+hex.EncodeToString(digest[:])[:digits]+extension, content)
}

func (a *assets) add(name string, content []byte) Asset {
	asset := Asset{URL: AssetsPath + name, Content: content, mediaType: mediaTypeOf(name), gzipped: gzipped(name, content)}
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.byName == nil {
		a.byName = make(map[string]Asset)
	}
	a.byName[name] = asset
	return asset
}

// ServeHTTP answers GET /assets/{file}.
func (a *assets) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	a.mu.RLock()
	asset, ok := a.byName[chi.URLParam(r, "file")]
	a.mu.RUnlock()
	if !ok {
		notFound(w)
		return
	}
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	asset.Serve(w, r)
}

// Serve sends the asset, compressed to whoever takes it so. Fonts and scripts may
// be used from other origins: an embedding page loads the widget from here.
func (a Asset) Serve(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Type", a.mediaType)
	h.Set("Access-Control-Allow-Origin", "*")
	h.Set("Cross-Origin-Resource-Policy", "cross-origin")
	h.Add("Vary", "Accept-Encoding")
	content := a.Content
	if a.gzipped != nil && strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		h.Set("Content-Encoding", "gzip")
		content = a.gzipped
	}
	_, _ = w.Write(content) // the client is gone: nothing can be mended
}

// mediaTypeOf does not ask the machine, whose tables differ.
func mediaTypeOf(name string) string {
	types := map[string]string{
		".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
		".svg": "image/svg+xml", ".png": "image/png", ".woff2": "font/woff2", ".ico": "image/x-icon",
	}
	if known, ok := types[path.Ext(name)]; ok {
		return known
	}
	return mime.TypeByExtension(path.Ext(name))
}

// gzipped returns what is text smaller; fonts and pictures are compressed already.
func gzipped(name string, content []byte) []byte {
	switch path.Ext(name) {
	case ".css", ".js", ".svg":
	default:
		return nil
	}
	var small bytes.Buffer
	writer, err := gzip.NewWriterLevel(&small, gzip.BestCompression)
	if err != nil {
		return nil
	}
	if _, err := writer.Write(content); err != nil || writer.Close() != nil || small.Len() >= len(content) {
		return nil
	}
	return small.Bytes()
}
