package webchat

import (
	"net/http"
	"path"

	"github.com/cittaclick/cittaclick/channels/internal/httpkit"
)

// getWidget answers GET /widget.js: the element at an address that never
// changes, for pages that embed it. They get a new release within minutes, and
// ask again at the price of a header.
func (s *server) getWidget(w http.ResponseWriter, r *http.Request) {
	tag := `W/"` + path.Base(s.widget.URL) + `"` // weak: it may come compressed or not
	w.Header().Set("ETag", tag)
	w.Header().Set("Cache-Control", "public, max-age=300")
	if httpkit.MatchesTag(r.Header.Get("If-None-Match"), tag) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	s.widget.Serve(w, r)
}
