package main

import (
	"fmt"
	"strings"

	"github.com/cittaclick/cittaclick/nlu"
)

// Measures of the diagram, in SVG units.
const (
	diagramSide = 400 // of the square in which the shares are drawn
	diagramLeft = 70
	diagramTop  = 50
	histogram   = 80 // height of the bars that tell how many readings there are
)

// diagram draws the reliability diagram: for each tenth of confidence how many of
// its readings were right, beside the diagonal on which they should lie, and
// below how many readings there are. Description and table say the same in words.
func diagram(c nlu.Calibration) string {
	var b strings.Builder
	draw := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	draw(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" aria-labelledby="titolo descrizione" font-family="sans-serif" font-size="13">`,
		diagramLeft+diagramSide+30, diagramTop+diagramSide+histogram+90)
	draw(`<title id="titolo">Quanto ci si può fidare della confidenza</title>`)
	draw(`<desc id="descrizione">%s</desc>`, told(c))
	draw(`<rect width="100%%" height="100%%" fill="#ffffff"/>`)
	draw(`<text x="%d" y="26" font-size="16" font-weight="bold">Quanto ci si può fidare della confidenza</text>`, diagramLeft)
	axes(draw)
	most := 1
	for _, bin := range c.Bins {
		most = max(most, bin.Of)
	}
	var path []string
	for _, bin := range c.Bins {
		if bin.Of == 0 {
			continue
		}
		x, y := across(bin.Confidence), upwards(bin.Percent()/100)
		path = append(path, fmt.Sprintf("%.1f,%.1f", x, y))
		draw(`<circle cx="%.1f" cy="%.1f" r="5" fill="#0066cc"/>`, x, y)
		height := float64(histogram*bin.Of) / float64(most)
		draw(`<rect x="%.1f" y="%.1f" width="%.1f" height="%.1f" fill="#5a768a"/>`, across(bin.From)+2,
			diagramTop+diagramSide+40+histogram-height, across(bin.To)-across(bin.From)-4, height)
		draw(`<text x="%.1f" y="%.1f" font-size="11" text-anchor="middle">%d</text>`, (across(bin.From)+across(bin.To))/2,
			diagramTop+diagramSide+36+histogram-height, bin.Of)
	}
	draw(`<polyline points="%s" fill="none" stroke="#0066cc" stroke-width="2"/>`, strings.Join(path, " "))
	draw(`<text x="%d" y="%d">letture per decimo di confidenza (in tutto %d)</text>`, diagramLeft, diagramTop+diagramSide+histogram+60, c.Readings)
	draw(`</svg>`)
	return b.String()
}

// axes draws the frame, the grid and the diagonal of perfect confidence.
func axes(draw func(format string, args ...any)) {
	for tenth := 0; tenth <= 10; tenth += 2 {
		share := float64(tenth) / 10
		draw(`<line x1="%d" y1="%.1f" x2="%d" y2="%.1f" stroke="#d9dadb"/>`, diagramLeft, upwards(share), diagramLeft+diagramSide, upwards(share))
		draw(`<text x="%d" y="%.1f" text-anchor="end">%d %%</text>`, diagramLeft-8, upwards(share)+4, 10*tenth)
		draw(`<text x="%.1f" y="%d" text-anchor="middle">%d %%</text>`, across(share), diagramTop+diagramSide+18, 10*tenth)
	}
	draw(`<rect x="%d" y="%d" width="%d" height="%d" fill="none" stroke="#17324d"/>`, diagramLeft, diagramTop, diagramSide, diagramSide)
	draw(`<line x1="%.1f" y1="%.1f" x2="%.1f" y2="%.1f" stroke="#17324d" stroke-dasharray="6 4"/>`, across(0), upwards(0), across(1), upwards(1))
	draw(`<text x="16" y="%d" transform="rotate(-90 16 %d)" text-anchor="middle">letture davvero giuste</text>`, diagramTop+diagramSide/2, diagramTop+diagramSide/2)
	draw(`<text x="%d" y="%d" text-anchor="middle">confidenza</text>`, diagramLeft+diagramSide/2, diagramTop+diagramSide+34)
}

func across(share float64) float64 { return diagramLeft + diagramSide*share }

func upwards(share float64) float64 { return diagramTop + diagramSide*(1-share) }

// told is the diagram in words.
func told(c nlu.Calibration) string {
	said := []string{"La linea tratteggiata è la confidenza perfetta; i punti sono ciò che si è misurato."}
	for _, b := range c.Bins {
		if b.Of > 0 {
			said = append(said, fmt.Sprintf("Confidenza media %s: giuste %s di %d.", decimal("%.0f %%", 100*b.Confidence), decimal("%.0f %%", b.Percent()), b.Of))
		}
	}
	return strings.Join(said, " ")
}
