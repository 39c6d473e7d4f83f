package main

import (
	"github.com/cittaclick/cittaclick/channels"
	"github.com/cittaclick/cittaclick/channels/webchat"
)

// pageFlags are the settings of what people see in a browser.
type pageFlags struct {
	EmbedOrigins []embedOrigin `name:"embed-origin" env:"CITTACLICK_EMBED_ORIGINS" placeholder:"SITO" help:"Sito che può incorporare l'assistente nelle sue pagine, come https://www.comune.example; si può ripetere."`
}

// origins are the embedding sites as the face takes them.
func (f pageFlags) origins() []string {
	var all []string
	for _, origin := range f.EmbedOrigins {
		all = append(all, string(origin))
	}
	return all
}

// mountPages puts on the face what people see in a browser.
func mountPages(face *channels.Face, town *instance) error {
	brand, err := channels.NewBrand(nil, "")
	if err != nil {
		return err
	}
	look, err := channels.NewLook(face, brand)
	if err != nil {
		return err
	}
	look.Assistant = true
	return webchat.Mount(face, webchat.Needs{Charters: town.charters, Look: look, Now: town.now})
}
