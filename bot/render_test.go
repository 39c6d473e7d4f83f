package bot_test

import (
	"fmt"
	"strings"

	"github.com/cittaclick/cittaclick/bot"
)

// render writes a reply as it would be read.
func render(r bot.Reply) string {
	var b strings.Builder
	for _, block := range r.Blocks {
		renderBlock(&b, block)
	}
	return b.String()
}

func renderBlock(b *strings.Builder, block bot.Block) {
	switch x := block.(type) {
	case bot.Paragraph:
		if x.Urgent {
			b.WriteString("!! ")
		}
		fmt.Fprintln(b, x.Text)
	case bot.Facts:
		for _, f := range x.Facts {
			unconfirmed := ""
			if f.Unconfirmed {
				unconfirmed = " (da confermare con l'ufficio)"
			}
			fmt.Fprintf(b, "  %s: %s%s\n", f.Label, f.Value, unconfirmed)
		}
	case bot.List:
		renderItems(b, x.Title, x.Items, func(int) string { return "-" })
	case bot.Steps:
		renderItems(b, x.Title, x.Items, func(i int) string { return fmt.Sprintf("%d.", i+1) })
	case bot.Map:
		fmt.Fprintf(b, "  (mappa: %s, %s, %.4f %.4f)\n", x.Title, x.Address, x.Latitude, x.Longitude)
	case bot.Link:
		fmt.Fprintf(b, "%s <%s>\n", x.Title, x.URL)
	case bot.File:
		fmt.Fprintf(b, "%s <%s>\n", x.Title, x.URL)
	case bot.Buttons:
		for _, button := range x.Buttons {
			fmt.Fprintf(b, "  [%s] %s\n", button.Title, button.Action)
		}
	default:
		fmt.Fprintf(b, "?? %T\n", block)
	}
}

func renderItems(b *strings.Builder, title string, items []string, mark func(int) string) {
	fmt.Fprintf(b, "%s:\n", title)
	for i, item := range items {
		fmt.Fprintf(b, "  %s %s\n", mark(i), item)
	}
}
