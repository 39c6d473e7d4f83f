package site

import (
	"embed"
	"fmt"
	"io/fs"

	"github.com/go-chi/chi/v5"
	lru "github.com/hashicorp/golang-lru/v2"

	"github.com/cittaclick/cittaclick/channels/internal/httpkit"
	"github.com/cittaclick/cittaclick/channels/internal/look"
)

// channel is the site's name in logs, measures and messages.
const channel = "site"

//go:embed pages/*.html pages/_*.html pages/site.css
var sources embed.FS

// server answers the site's requests. It is safe for concurrent use.
type server struct {
	Needs
	limits *httpkit.Limits
	pages  look.Pages
	styles []httpkit.Asset
	kept   *lru.Cache[pageKey, httpkit.Kept]
}

// Mount puts the site on the face, with words for what is not there.
func Mount(face *httpkit.Face, needs Needs) error {
	s, err := newServer(face, needs)
	if err != nil {
		return fmt.Errorf("mount site: %w", err)
	}
	face.Channel(channel, s.routes)
	face.NotFound(s.missing)
	return nil
}

func newServer(face *httpkit.Face, needs Needs) (*server, error) {
	files, err := fs.Sub(sources, "pages")
	if err != nil {
		return nil, err
	}
	pages, err := look.ParsePages(files)
	if err != nil {
		return nil, err
	}
	published, err := face.Publish(files, "site.css")
	if err != nil {
		return nil, err
	}
	kept, err := lru.New[pageKey, httpkit.Kept](keptPages)
	if err != nil {
		return nil, err
	}
	return &server{
		Needs: needs, limits: face.Limits(), pages: pages,
		styles: []httpkit.Asset{published["site.css"]}, kept: kept,
	}, nil
}

// routes are all that the site answers.
func (s *server) routes(routes chi.Router) {
	for path, show := range map[string]func(*visit) (shown, error){
		"/":                  s.showHome,
		"/servizi":           s.listServices,
		"/servizi/{slug}":    s.showService,
		"/uffici":            s.listOffices,
		"/uffici/{slug}":     s.showOffice,
		"/sedi":              s.listBuildings,
		"/sedi/{slug}":       s.showBuilding,
		"/persone":           s.listPeople,
		"/eventi":            s.listEvents,
		"/eventi/{slug}":     s.showEvent,
		"/altri-enti":        s.listMatters,
		"/altri-enti/{slug}": s.showMatter,
		"/accessibilita":     s.showAccessibility,
		"/privacy":           s.showPrivacy,
		"/note-legali":       s.showLegalNotes,
	} {
		routes.Get(path, s.keeping(show))
	}
	routes.Get("/cerca", s.showSearch)
	routes.Get("/sitemap.xml", s.writeSitemap)
	routes.Get("/robots.txt", s.writeRobots)
}
