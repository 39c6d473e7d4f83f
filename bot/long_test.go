package bot_test

import (
	"strings"
	"testing"

	"github.com/cittaclick/cittaclick/bot"
	"github.com/cittaclick/cittaclick/nlu"
)

func TestAMessageTooLongIsCutAndSaysSo(t *testing.T) {
	t.Parallel()
	now := at(t, "2026-11-20 10:00")
	const asked = "quanto costa la carta d'identità? "
	tests := []struct {
		name, text string
		cut        bool
	}{
		{"a hundred thousand letters", asked + strings.Repeat("e poi ", 100_000/6), true},
		{"as much as is read", asked + strings.Repeat("a", nlu.MaxUtteranceRunes-len([]rune(asked))), false},
		{"a question", asked, false},
		{"spaces around", asked + strings.Repeat(" ", 5000), false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			reply := talk(t, now).Says(tt.text)
			said := false
			for _, b := range reply.Blocks {
				p, ok := b.(bot.Paragraph)
				said = said || ok && strings.Contains(p.Text, "ho letto solo l'inizio")
			}
			if said != tt.cut {
				t.Errorf("says that it was cut: %v, want %v", said, tt.cut)
			}
		})
	}
}

func TestAForeignGreetingIsAnsweredInItsLanguage(t *testing.T) {
	t.Parallel()
	now := at(t, "2026-11-20 10:00")
	for text, language := range map[string]string{"hola": "es", "guten Tag": "de", "مرحبا": "ar", "居留": "zh", "unde este primaria": "ro"} {
		if got := talk(t, now).Says(text); got.Language != language {
			t.Errorf("%q is answered in %s, want %s", text, got.Language, language)
		}
	}
}
