package main

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/cittaclick/cittaclick/bot"
)

// terminalWidth is where lines are wrapped: wide enough for a sentence, narrow
// enough for half a screen.
const terminalWidth = 78

// terminal renders replies as plain text. It composes no sentence of its own
// about the town.
type terminal struct {
	out   strings.Builder
	width int
}

// render writes a reply's blocks; buttons are numbered from 1.
func render(w io.Writer, reply bot.Reply) error {
	t := terminal{width: terminalWidth}
	for _, block := range reply.Blocks {
		if t.out.Len() > 0 {
			t.out.WriteByte('\n')
		}
		t.block(block)
	}
	_, err := io.WriteString(w, t.out.String())
	return err
}

func (t *terminal) block(block bot.Block) {
	switch b := block.(type) {
	case bot.Paragraph:
		prefix := ""
		if b.Urgent {
			prefix = "!! "
		}
		t.wrapped(prefix, prefix, b.Text)
	case bot.Facts:
		t.facts(b.Facts)
	case bot.List:
		t.items(b.Title, b.Items, func(int) string { return "  • " })
	case bot.Steps:
		t.items(b.Title, b.Items, func(i int) string { return fmt.Sprintf(" %2d. ", i+1) })
	case bot.Map:
		t.wrapped("", "", b.Title+", "+b.Address)
		fmt.Fprintf(&t.out, "https://www.openstreetmap.org/?mlat=%.5f&mlon=%.5f#map=18/%.5f/%.5f\n", b.Latitude, b.Longitude, b.Latitude, b.Longitude)
	case bot.Link:
		t.wrapped("", "", b.Title+": "+b.URL)
	case bot.File:
		t.wrapped("", "", b.Title+": "+b.URL)
	case bot.Buttons:
		for i, button := range b.Buttons {
			t.wrapped(fmt.Sprintf(" [%d] ", i+1), "     ", button.Title)
		}
	}
}

func (t *terminal) facts(facts []bot.Fact) {
	for _, fact := range facts {
		value := fact.Value
		if fact.Unconfirmed {
			value += " (da confermare con l'ufficio)"
		}
		t.wrapped(fact.Label+": ", "    ", value)
	}
}

func (t *terminal) items(title string, items []string, bullet func(int) string) {
	if title != "" {
		t.wrapped("", "", title+":")
	}
	for i, item := range items {
		mark := bullet(i)
		t.wrapped(mark, strings.Repeat(" ", utf8.RuneCountInString(mark)), item)
	}
}

// wrapped writes text in lines of the terminal's width, the first after first,
// the others after rest. A word longer than a line, such as a URL, stays whole.
func (t *terminal) wrapped(first, rest, text string) {
	for _, paragraph := range strings.Split(text, "\n") {
		line, width := first, utf8.RuneCountInString(first)
		blank := true
		for word := range strings.FieldsSeq(paragraph) {
			length := utf8.RuneCountInString(word)
			if !blank && width+1+length > t.width {
				t.out.WriteString(line + "\n")
				line, width, blank = rest, utf8.RuneCountInString(rest), true
			}
			if !blank {
				line += " "
				width++
			}
			line += word
			width += length
			blank = false
		}
		t.out.WriteString(line + "\n")
		first = rest
	}
}

// buttonsOf returns the buttons of a reply, in the order in which render
// numbers them.
func buttonsOf(reply bot.Reply) []bot.Button {
	var buttons []bot.Button
	for _, block := range reply.Blocks {
		if b, ok := block.(bot.Buttons); ok {
			buttons = append(buttons, b.Buttons...)
		}
	}
	return buttons
}
