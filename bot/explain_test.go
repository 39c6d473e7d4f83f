package bot_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cittaclick/cittaclick/bot"
)

func TestTheReasonIsToldInWords(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		said   []string // the last is explained
		reason string
	}{
		"sure of one":             {[]string{"quanto costa la carta d'identità?"}, "«Carta d'identità elettronica (CIE)» è la lettura più probabile ("},
		"nothing said":            {[]string{"?!"}, "nessuna parola"},
		"a courtesy":              {[]string{"grazie mille"}, "È una cortesia"},
		"an application":          {[]string{"a che punto è la mia pratica?"}, "pratica già presentata"},
		"another language":        {[]string{"where can I renew my passport please"}, "un'altra lingua (en)"},
		"a danger":                {[]string{"c'è un incendio"}, "numeri di emergenza"},
		"no topic of its own":     {[]string{"dove rinnovo la carta d'identità?", "e quanto costa?"}, "Si resta su «Carta d'identità elettronica (CIE)»"},
		"keys hit at random":      {[]string{"xqzkw"}, "lingua conosciuta"},
		"not for a town hall":     {[]string{"che tempo fa domani a Roma?"}, "che non"},
		"a person":                {[]string{"chi è il sindaco?"}, "dalle parole stesse"},
		"a life event":            {[]string{"mi sposo, cosa devo fare?"}, "evento della vita «"},
		"one word of many things": {[]string{"licenza"}, "i chiede quale."},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := talk(t, at(t, "2026-11-23 10:00"))
			for _, words := range tt.said[:len(tt.said)-1] {
				c.Says(words)
			}
			last := tt.said[len(tt.said)-1]
			got := c.sends(bot.Message{Text: last, Explain: true})
			if got.Explanation == nil || !strings.Contains(got.Explanation.Reason, tt.reason) {
				t.Errorf("%q is explained by %+v, want a reason with %q", last, got.Explanation, tt.reason)
			}
		})
	}
}

func TestWhatIsExplainedIsAnsweredAlike(t *testing.T) {
	t.Parallel()
	for _, words := range []string{"quanto costa la carta d'identità?", "anagrfae", "chi è il sindaco?", "che tempo fa?"} {
		plain := talk(t, at(t, "2026-11-23 10:00")).Says(words)
		explained := talk(t, at(t, "2026-11-23 10:00")).sends(bot.Message{Text: words, Explain: true})
		if plain.Explanation != nil {
			t.Errorf("%q is explained to who did not ask", words)
		}
		explained.Explanation, explained.Conversation = nil, plain.Conversation
		if diff := cmp.Diff(plain, explained); diff != "" {
			t.Errorf("%q (-plain +explained):\n%s", words, diff)
		}
	}
}

func TestARepeatedUpdateIsExplainedAgain(t *testing.T) {
	t.Parallel()
	c := talk(t, at(t, "2026-11-23 10:00"))
	first := c.sends(bot.Message{Text: "quanto costa la carta d'identità?", Update: "1", Explain: true})
	again := c.sends(bot.Message{Text: "quanto costa la carta d'identità?", Update: "1", Explain: true})
	if diff := cmp.Diff(first, again); diff != "" {
		t.Errorf("the repetition differs (-first +again):\n%s", diff)
	}
	if got := c.sends(bot.Message{Action: "a:carta-identita:cost", Explain: true}); got.Explanation != nil {
		t.Errorf("a button is explained: %+v", got.Explanation)
	}
}

func TestACorrectionThatDecidesIsShown(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		words string
		shown string // empty: nothing is
	}{
		"the topic":             {"anagrfae", "Ho cercato: anagrafe."},
		"with its accent":       {"quanto costa la carta d'identitta", "Ho cercato: identità."},
		"an acronym":            {"tair", "Ho cercato: TARI."},
		"two of them":           {"anagrfae o residnezza?", "Ho cercato: anagrafe, residenza."},
		"what is asked":         {"quannto costa la tari?", ""},
		"words that were right": {"quanto costa la carta d'identità?", ""},
		"a courtesy":            {"grazzie", ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var shown string
			for _, block := range talk(t, at(t, "2026-11-23 10:00")).Says(tt.words).Blocks {
				if p, ok := block.(bot.Paragraph); ok && strings.HasPrefix(p.Text, "Ho cercato") {
					shown = p.Text
				}
			}
			if shown != tt.shown {
				t.Errorf("%q begins with %q, want %q", tt.words, shown, tt.shown)
			}
		})
	}
}
