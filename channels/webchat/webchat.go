package webchat

import (
	"context"
	"embed"
	"fmt"
	"io/fs"
	"time"

	"github.com/go-chi/chi/v5"

	"github.com/cittaclick/cittaclick/channels/internal/httpkit"
	"github.com/cittaclick/cittaclick/channels/internal/look"
	"github.com/cittaclick/cittaclick/knowledge"
)

// channel is the chat's name in logs and measures.
const channel = "webchat"

// Charters gives the charter as it stands on a day. It returns fault.Unavailable
// while there is none.
type Charters interface {
	On(ctx context.Context, day knowledge.Date) (knowledge.View, error)
}

// Needs is what the web chat is made of.
type Needs struct {
	Charters Charters
	// Look is how the page of the chat looks.
	Look look.Look
	// Now is the time in the municipality's zone: its day is "today".
	Now func() time.Time
}

//go:embed *.ts *.css pages
var sources embed.FS

// server answers the web chat's requests.
type server struct {
	Needs
	widget httpkit.Asset // the element
	styles httpkit.Asset // of the page
	pages  look.Pages
}

// Mount puts the web chat on the face.
func Mount(face *httpkit.Face, needs Needs) error {
	published, err := face.Publish(sources, "chat.ts", "pages/chat.css")
	if err != nil {
		return fmt.Errorf("publish chat: %w", err)
	}
	templates, err := fs.Sub(sources, "pages")
	if err != nil {
		return fmt.Errorf("find pages: %w", err)
	}
	pages, err := look.ParsePages(templates)
	if err != nil {
		return err
	}
	s := &server{Needs: needs, widget: published["chat.ts"], styles: published["pages/chat.css"], pages: pages}
	face.Channel(channel, s.routes)
	return nil
}

// routes are all that the web chat answers.
func (s *server) routes(routes chi.Router) {
	routes.Get("/chat", s.showChat)
	routes.Get("/widget.js", s.getWidget)
}
