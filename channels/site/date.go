package site

import (
	"github.com/cittaclick/cittaclick/bot"
	"github.com/cittaclick/cittaclick/knowledge"
)

// dated writes a recorded day in words, "20 novembre 2026"; nothing for none.
func dated(d knowledge.Date) string {
	if d == 0 || d == knowledge.Earliest || d == knowledge.Latest {
		return ""
	}
	return bot.DateWords(d)
}

// dayWords says which other day the page tells of; nothing for today.
func (v *visit) dayWords() string {
	switch {
	case !v.otherDay():
		return ""
	case v.view.Day() > knowledge.DateOf(v.now):
		return "Questa pagina mostra come sarà " + bot.LongDateWords(v.view.Day()) + ", per quel che si sa oggi."
	default:
		return "Questa pagina mostra com'era " + bot.LongDateWords(v.view.Day()) + "."
	}
}
