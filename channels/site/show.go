package site

import (
	"net/http"
	"time"

	"github.com/cittaclick/cittaclick/channels/internal/httpkit"
	"github.com/cittaclick/cittaclick/knowledge"
)

// shown is a view and the name of the template that shows it.
type shown struct {
	page string
	view any
}

// keptPages is how many rendered pages are kept, tens of kilobytes each: those of
// a whole charter.
const keptPages = 512

// pageKey is all that a page depends on. What it tells of hours changes by the
// minute; the base is part of canonical addresses.
type pageKey struct {
	path, query, base string
	version           knowledge.ChangeID
	day               knowledge.Date
	minute            int64
}

func (v *visit) key() pageKey {
	return pageKey{
		path: v.request.URL.Path, query: v.asked.query(), base: v.base,
		version: v.view.Charter().Version(), day: v.view.Day(), minute: v.now.Unix() / int64(time.Minute/time.Second),
	}
}

// keeping answers with a page that is rendered and compressed once a minute at
// most: compressing it costs more than all the rest.
func (s *server) keeping(show func(*visit) (shown, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		v, err := s.visit(r)
		if err != nil {
			s.fail(w, v, err)
			return
		}
		page, ok := s.kept.Get(v.key())
		if !ok {
			if page, err = s.render(v, show); err != nil {
				s.fail(w, v, err)
				return
			}
			s.kept.Add(v.key(), page)
		}
		page.Write(w, r)
	}
}

func (s *server) render(v *visit, show func(*visit) (shown, error)) (httpkit.Kept, error) {
	what, err := show(v)
	if err != nil {
		return httpkit.Kept{}, err
	}
	html, err := s.pages.Render(what.page, what.view)
	if err != nil {
		return httpkit.Kept{}, err
	}
	return httpkit.Keep(html)
}
