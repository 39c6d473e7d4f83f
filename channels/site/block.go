package site

import (
	"strings"

	"github.com/cittaclick/cittaclick/bot"
)

// block is a piece of what is said of a thing, as the templates take it: the
// fields of the kind that it is are filled.
type block struct {
	Title string
	Text  string
	Facts []bot.Fact
	Items []string
	Steps []string
	Link  string
	// Elsewhere says that the link leaves this site: on paper it shows its address.
	Elsewhere bool
	Urgent    bool
}

// blocksOf shows what a sheet says. Maps, files and buttons are the
// conversation's: a page has links of its own.
func blocksOf(v *visit, said []bot.Block) []block {
	blocks := make([]block, 0, len(said))
	for _, b := range said {
		switch b := b.(type) {
		case bot.Paragraph:
			blocks = append(blocks, block{Text: b.Text, Urgent: b.Urgent})
		case bot.Facts:
			blocks = append(blocks, block{Facts: b.Facts})
		case bot.List:
			blocks = append(blocks, block{Title: b.Title, Items: b.Items})
		case bot.Steps:
			blocks = append(blocks, block{Title: b.Title, Steps: b.Items})
		case bot.Link:
			blocks = append(blocks, block{Title: b.Title, Link: v.to(b.URL), Elsewhere: !strings.HasPrefix(b.URL, "/")})
		}
	}
	return blocks
}

// section is a part of a page, with what it says or whom to ask instead.
type section struct {
	ID, Title string
	// Element is the data-element of the municipalities' model.
	Element string
	Blocks  []block
	Missing string // in place of blocks
}

func sectionOf(v *visit, id, title, element string, said []bot.Block, missing string) section {
	s := section{ID: id, Title: title, Element: element, Blocks: blocksOf(v, said)}
	if len(s.Blocks) == 0 {
		s.Missing = missing
	}
	return s
}
