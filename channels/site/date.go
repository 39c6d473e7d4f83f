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

// dayNote says which other day a page tells of.
type dayNote struct {
	Words string
	Today string // the path of the same page, as it tells of today
}

// dayNote says which other day the page tells of; nil for today.
func (v *visit) dayNote() *dayNote {
	day := bot.LongDateWords(v.view.Day())
	switch {
	case !v.otherDay():
		return nil
	case v.view.Day() > knowledge.DateOf(v.now):
		return &dayNote{"Questa pagina mostra come sarà " + day + ", per quel che si sa oggi.", v.today()}
	default:
		return &dayNote{"Questa pagina mostra com'era " + day + ".", v.today()}
	}
}
