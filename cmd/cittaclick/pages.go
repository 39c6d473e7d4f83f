package main

import (
	"net/url"
	"os"
	"strings"

	"github.com/cittaclick/cittaclick/channels"
	"github.com/cittaclick/cittaclick/channels/site"
	"github.com/cittaclick/cittaclick/channels/webchat"
	"github.com/cittaclick/cittaclick/internal/fault"
)

// pageFlags are the settings of what people see in a browser.
type pageFlags struct {
	Arms             string        `placeholder:"FILE" help:"Stemma del Comune, in SVG o PNG."`
	Colour           string        `placeholder:"#0066CC" help:"Colore delle pagine; il testo bianco vi si deve leggere."`
	AccessibilityURL string        `placeholder:"URL" help:"Indirizzo della dichiarazione di accessibilità sul sito dell'AgID."`
	EmbedOrigins     []embedOrigin `name:"embed-origin" env:"CITTACLICK_EMBED_ORIGINS" placeholder:"SITO" help:"Sito che può incorporare l'assistente nelle sue pagine, come https://www.comune.example; si può ripetere."`
}

// origins are the embedding sites as the face takes them.
func (f pageFlags) origins() []string {
	var all []string
	for _, origin := range f.EmbedOrigins {
		all = append(all, string(origin))
	}
	return all
}

// brand reads the municipality's arms and colour.
func (f pageFlags) brand() (channels.Brand, error) {
	if f.Arms == "" {
		return channels.NewBrand(nil, f.Colour)
	}
	arms, err := os.ReadFile(f.Arms)
	if err != nil {
		return channels.Brand{}, fault.Wrap(fault.Invalid, err, "Non si può leggere lo stemma %q: indica con --arms un file SVG o PNG", f.Arms)
	}
	return channels.NewBrand(arms, f.Colour)
}

// publicAddress reads where the site is reached from outside; empty when that was
// not said.
func publicAddress(flag string) (string, error) {
	if flag == "" {
		return "", nil
	}
	address, err := url.Parse(flag)
	if err != nil || address.Host == "" || address.Scheme != "https" && address.Scheme != "http" ||
		strings.Trim(address.Path, "/") != "" || address.RawQuery != "" || address.Fragment != "" {
		return "", fault.New(fault.Invalid, "%q non è l'indirizzo pubblico del sito: scrivilo come https://servizi.comune.example, con --public-url", flag)
	}
	return address.Scheme + "://" + address.Host, nil
}

// mountPages puts on the face what people see in a browser.
func mountPages(face *channels.Face, town *instance, flags pageFlags, publicURL string) error {
	brand, err := flags.brand()
	if err != nil {
		return err
	}
	address, err := publicAddress(publicURL)
	if err != nil {
		return err
	}
	look, err := channels.NewLook(face, brand)
	if err != nil {
		return err
	}
	look.Assistant = true
	err = site.Mount(face, site.Needs{
		Charters: town.charters, Searcher: town.bot, Look: look, Now: town.now,
		PublicURL: address, AccessibilityURL: flags.AccessibilityURL,
	})
	if err != nil {
		return err
	}
	return webchat.Mount(face, webchat.Needs{Charters: town.charters, Look: look, Now: town.now})
}
