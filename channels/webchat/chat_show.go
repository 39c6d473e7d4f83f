package webchat

import (
	"errors"
	"net/http"

	"github.com/cittaclick/cittaclick/channels/internal/httpkit"
	"github.com/cittaclick/cittaclick/channels/internal/look"
	"github.com/cittaclick/cittaclick/internal/fault"
	"github.com/cittaclick/cittaclick/knowledge"
)

// chatPage is the chat with what stands in its place without JavaScript.
type chatPage struct{ look.Frame }

// showChat answers GET /chat.
func (s *server) showChat(w http.ResponseWriter, r *http.Request) {
	view, err := s.Charters.On(r.Context(), knowledge.DateOf(s.Now()))
	var town knowledge.MunicipalityProfile
	switch {
	case err == nil:
		town = view.Municipality()
	case !errors.Is(err, fault.Unavailable):
		httpkit.Fail(r.Context(), err).Write(w)
		return
	default:
		// Without a charter the page lacks the town's name; that nothing can be
		// answered yet the assistant says itself.
	}
	page, err := s.chat(town)
	if err != nil {
		httpkit.Fail(r.Context(), err).Write(w)
		return
	}
	page.Write(w, r)
}

// chat renders the page of a municipality's chat.
func (s *server) chat(town knowledge.MunicipalityProfile) (httpkit.Kept, error) {
	html, err := s.pages.Render("chat", chatPage{look.Frame{
		Look: s.Look, Town: town, Title: "Assistente", Path: "/chat", Bare: true,
		Description: "Chiedi con parole tue dove andare, che cosa portare, quando e quanto costa.",
		Stylesheets: []httpkit.Asset{s.styles}, Scripts: []httpkit.Asset{s.widget},
	}})
	if err != nil {
		return httpkit.Kept{}, err
	}
	return httpkit.Keep(html)
}
