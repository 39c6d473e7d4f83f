package site

import (
	"encoding/xml"
	"net/http"

	"github.com/cittaclick/cittaclick/channels/internal/httpkit"
	"github.com/cittaclick/cittaclick/knowledge"
)

// sitemap lists the pages for search engines (sitemaps.org, 0.9).
type sitemap struct {
	XMLName xml.Name  `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
	URLs    []siteURL `xml:"url"`
}

type siteURL struct {
	Address string `xml:"loc"`
	Changed string `xml:"lastmod,omitempty"`
}

// writeSitemap answers GET /sitemap.xml.
func (s *server) writeSitemap(w http.ResponseWriter, r *http.Request) {
	v, err := s.visit(r)
	if err != nil {
		httpkit.Fail(r.Context(), err).Write(w)
		return
	}
	body, err := xml.Marshal(sitemapOf(v))
	if err != nil {
		httpkit.Fail(r.Context(), err).Write(w)
		return
	}
	w.Header().Set("Content-Type", "application/xml; charset=utf-8")
	w.Header().Set("Cache-Control", "public, max-age=3600")
	_, _ = w.Write(append([]byte(xml.Header), body...)) // the client is gone: nothing can be mended
}

func sitemapOf(v *visit) sitemap {
	var m sitemap
	add := func(path string, changed knowledge.Date) {
		u := siteURL{Address: v.base + path}
		if dated(changed) != "" {
			u.Changed = changed.String()
		}
		m.URLs = append(m.URLs, u)
	}
	for _, path := range []string{"/", "/servizi", "/uffici", "/sedi", "/persone", "/eventi", "/altri-enti", "/accessibilita", "/privacy", "/note-legali"} {
		add(path, 0)
	}
	for _, topic := range topicsOf(v) {
		add(topic.Path, 0)
	}
	for _, service := range v.view.Services() {
		add(serviceLink(service).Path, service.UpdatedOn)
	}
	for _, office := range v.view.Offices() {
		add(officeLink(office).Path, office.UpdatedOn)
	}
	for _, building := range v.view.Buildings() {
		add(buildingLink(building).Path, 0)
	}
	for _, event := range v.view.LifeEvents() {
		add(eventLink(event).Path, event.UpdatedOn)
	}
	for _, matter := range v.view.Matters() {
		add(matterLink(matter).Path, matter.UpdatedOn)
	}
	return m
}

// writeRobots answers GET /robots.txt: everything but the searches of others.
func (s *server) writeRobots(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "public, max-age=3600")
	_, _ = w.Write([]byte("User-agent: *\nDisallow: /cerca\n\nSitemap: " + s.base(r) + "/sitemap.xml\n"))
}
