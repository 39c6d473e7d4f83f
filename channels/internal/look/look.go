package look

import (
	"embed"
	"fmt"

	"github.com/cittaclick/cittaclick/channels/internal/httpkit"
)

//go:embed base.css frame.css vendor
var sources embed.FS

// Look is what a page links to, published on a face.
type Look struct {
	Brand Brand
	// Stylesheet is Bootstrap Italia with its fonts; Colours sets the brand's
	// custom properties and is linked after it.
	Stylesheet, Colours httpkit.Asset
	// Arms is the coat of arms, or a plain shield.
	Arms httpkit.Asset
	// Assistant says that the web chat is mounted: pages link to /chat and carry
	// its floating button.
	Assistant bool
}

// Publish puts what all pages share on the face.
func Publish(face *httpkit.Face, brand Brand) (Look, error) {
	published, err := face.Publish(sources, "base.css")
	if err != nil {
		return Look{}, fmt.Errorf("publish look: %w", err)
	}
	return Look{
		Brand:      brand,
		Stylesheet: published["base.css"],
		Colours:    face.PublishFile("colours.css", brand.css()),
		Arms:       face.PublishFile(brand.arms()),
	}, nil
}
