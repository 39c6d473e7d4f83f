package look

import (
	"bytes"
	_ "embed"
	"fmt"
	"image/color"
	"math"
	"net/http"
	"strconv"
	"strings"

	"github.com/cittaclick/cittaclick/internal/fault"
)

// Brand is what makes the pages a municipality's own. Its name is in the charter.
type Brand struct {
	// Arms is the coat of arms, SVG or PNG; nil for a plain shield.
	Arms []byte
	// Colour of headers, links and buttons; white text on it must be readable.
	Colour color.RGBA
}

// ItaliaBlue is the colour of Bootstrap Italia, #0066CC.
var ItaliaBlue = color.RGBA{R: 0x00, G: 0x66, B: 0xcc, A: 0xff}

//go:embed shield.svg
var shield []byte

// maxArms bounds the coat of arms, in bytes: it is part of every first visit.
const maxArms = 200 << 10

// NewBrand checks the settings. An empty colour is Bootstrap Italia's blue. The
// error is fault.Invalid, in words for the installer.
func NewBrand(arms []byte, colour string) (Brand, error) {
	brand := Brand{Arms: arms, Colour: ItaliaBlue}
	if len(arms) > maxArms {
		return Brand{}, fault.New(fault.Invalid, "lo stemma pesa %d kB: al massimo %d, riducilo o salvalo come SVG", len(arms)>>10, maxArms>>10)
	}
	if len(arms) > 0 && brand.armsName() == "" {
		return Brand{}, fault.New(fault.Invalid, "lo stemma deve essere un file SVG o PNG")
	}
	if colour == "" {
		return brand, nil
	}
	parsed, err := parseColour(colour)
	if err != nil {
		return Brand{}, err
	}
	if ratio := contrastWithWhite(parsed); ratio < readable {
		return Brand{}, fault.New(fault.Invalid,
			"il colore %s è troppo chiaro: il testo bianco vi si legge con un contrasto di %.1f a 1 e ne servono %.1f; scegline uno più scuro", colour, ratio, readable)
	}
	brand.Colour = parsed
	return brand, nil
}

// arms returns the coat of arms and a file name with its extension.
func (b Brand) arms() (name string, content []byte) {
	if len(b.Arms) == 0 {
		return "stemma.svg", shield
	}
	return b.armsName(), b.Arms
}

func (b Brand) armsName() string {
	switch {
	case http.DetectContentType(b.Arms) == "image/png":
		return "stemma.png"
	case bytes.Contains(b.Arms, []byte("<svg")):
		return "stemma.svg"
	default:
		return ""
	}
}

// Hex returns the colour as CSS writes it.
func (b Brand) Hex() string { return hex(b.Colour) }

// css sets the custom properties that the shared style sheet and the chat use.
func (b Brand) css() []byte {
	c := b.Colour
	return fmt.Appendf(nil, ":root{--cc-brand:%[1]s;--cc-brand-dark:%[2]s;--bs-primary:%[1]s;--bs-primary-rgb:%[3]d,%[4]d,%[5]d;--bs-link-color:%[1]s}\n",
		hex(c), hex(darker(c)), c.R, c.G, c.B)
}

func hex(c color.RGBA) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

// darker is for what is pressed or pointed at, and for the bar at the top.
func darker(c color.RGBA) color.RGBA {
	less := func(v uint8) uint8 { return uint8(int(v) * 7 / 10) }
	return color.RGBA{R: less(c.R), G: less(c.G), B: less(c.B), A: c.A}
}

func parseColour(s string) (color.RGBA, error) {
	const digits = 6
	value, err := strconv.ParseUint(strings.TrimPrefix(s, "#"), 16, 32)
	if err != nil || len(strings.TrimPrefix(s, "#")) != digits {
		return color.RGBA{}, fault.New(fault.Invalid, "il colore %q non si legge: scrivilo come #0066cc", s)
	}
	return color.RGBA{R: uint8(value >> 16), G: uint8(value >> 8), B: uint8(value), A: 0xff}, nil
}

// readable is the contrast that WCAG 2.1 asks of ordinary text (1.4.3, level AA),
// which the law asks of public bodies (L. 4/2004, EN 301 549).
const readable = 4.5

// contrastWithWhite is WCAG's contrast ratio of white text on a colour.
func contrastWithWhite(c color.RGBA) float64 {
	return 1.05 / (luminance(c) + 0.05)
}

// luminance is WCAG's relative luminance in sRGB.
func luminance(c color.RGBA) float64 {
	linear := func(v uint8) float64 {
		share := float64(v) / math.MaxUint8
		if share <= 0.04045 {
			return share / 12.92
		}
		return math.Pow((share+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}
