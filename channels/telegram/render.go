package telegram

import (
	"cmp"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/cittaclick/cittaclick/bot"
)

// rendered is a reply as Telegram shows it.
type rendered struct {
	text     text
	keyboard *keyboard
	places   []bot.Map // each a message of its own, after the text
}

// keyboard is Telegram's inline keyboard.
type keyboard struct {
	Rows [][]key `json:"inline_keyboard"`
}

// key is a button of a keyboard; the action is told by the bot and says all that
// is needed, so that a key still works after an upgrade.
type key struct {
	Text   string `json:"text"`
	Action string `json:"callback_data"`
}

// renderer renders replies. It composes no sentence about the town.
type renderer struct {
	site string // where the charter's pages are, without a slash at its end; may be empty
}

const (
	paragraphEnd = "\n\n"
	urgentMark   = "🆘 "
	pressedMark  = "▸ "
	itemMark     = "• "
)

// render writes a reply's blocks, after the button that was pressed, if any. What
// is urgent comes first.
func (r renderer) render(pressed string, blocks []bot.Block) rendered {
	var out rendered
	if pressed != "" {
		out.add(plain(pressedMark), bold(pressed))
	}
	for _, block := range blocks {
		if isUrgent(block) {
			r.block(&out, block)
		}
	}
	for _, block := range blocks {
		if !isUrgent(block) {
			r.block(&out, block)
		}
	}
	return out
}

func isUrgent(block bot.Block) bool {
	p, ok := block.(bot.Paragraph)
	return ok && p.Urgent
}

// add adds a paragraph.
func (out *rendered) add(runs ...run) {
	if len(out.text) > 0 {
		out.text = append(out.text, plain(paragraphEnd))
	}
	out.text = append(out.text, runs...)
}

func (r renderer) block(out *rendered, block bot.Block) {
	switch b := block.(type) {
	case bot.Paragraph:
		if b.Urgent {
			out.add(plain(urgentMark), bold(b.Text))
			return
		}
		out.add(plain(b.Text))
	case bot.Facts:
		if len(b.Facts) > 0 {
			out.add(facts(b.Facts)...)
		}
	case bot.List:
		out.items(b.Title, b.Items, func(int) string { return itemMark })
	case bot.Steps:
		out.items(b.Title, b.Items, func(i int) string { return fmt.Sprintf("%d. ", i+1) })
	case bot.Map:
		out.places = append(out.places, b)
	case bot.Link:
		out.add(r.link(b.Title, b.URL))
	case bot.File:
		out.add(r.link(b.Title, b.URL))
	case bot.Buttons:
		out.buttons(b.Buttons)
	}
}

func facts(facts []bot.Fact) []run {
	var runs []run
	for i, fact := range facts {
		if i > 0 {
			runs = append(runs, plain("\n"))
		}
		value := ": " + fact.Value
		if fact.Unconfirmed {
			value += unconfirmed
		}
		runs = append(runs, bold(fact.Label), plain(value))
	}
	return runs
}

func (out *rendered) items(title string, items []string, mark func(int) string) {
	var runs []run
	if title != "" {
		runs = append(runs, bold(title), plain(":"))
	}
	for i, item := range items {
		line := mark(i) + item
		if len(runs) > 0 {
			line = "\n" + line
		}
		runs = append(runs, plain(line))
	}
	if len(runs) > 0 {
		out.add(runs...)
	}
}

// link leads to a page: a path of the site is made absolute, and without a site
// to lead to the title stands alone.
func (r renderer) link(title, url string) run {
	const longest = 1024
	if strings.HasPrefix(url, "/") {
		if r.site == "" {
			return plain(title)
		}
		url = r.site + url
	}
	if len(url) > longest {
		return plain(title)
	}
	return run{words: cmp.Or(title, url), link: url}
}

// buttons adds keys: two short ones share a row.
func (out *rendered) buttons(buttons []bot.Button) {
	for _, b := range buttons {
		if b.Title == "" || b.Action == "" {
			continue
		}
		if out.keyboard == nil {
			out.keyboard = new(keyboard)
		}
		out.keyboard.add(key{Text: b.Title, Action: b.Action})
	}
}

func (k *keyboard) add(this key) {
	const perRow = 2
	if last := len(k.Rows) - 1; last >= 0 && len(k.Rows[last]) < perRow && this.short() && k.Rows[last][0].short() {
		k.Rows[last] = append(k.Rows[last], this)
		return
	}
	k.Rows = append(k.Rows, []key{this})
}

// short reports whether half a row of a telephone is wide enough.
func (k key) short() bool {
	const half = 18
	return utf8.RuneCountInString(k.Text) <= half
}

// placeText tells a place in words, for whom cannot be shown a map.
func placeText(m bot.Map) text {
	return text{
		bold(m.Title), plain(", " + m.Address + "\n"),
		run{words: onTheMap, link: fmt.Sprintf("https://www.openstreetmap.org/?mlat=%.5f&mlon=%.5f#map=18/%.5f/%.5f", m.Latitude, m.Longitude, m.Latitude, m.Longitude)},
	}
}
