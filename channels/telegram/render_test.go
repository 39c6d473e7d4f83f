package telegram

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cittaclick/cittaclick/bot"
)

// everyBlock is a reply with one block of each kind.
func everyBlock() []bot.Block {
	return []bot.Block{
		bot.Paragraph{Text: "Costa <22 euro> & basta."},
		bot.Paragraph{Text: "Chiama il 112.", Urgent: true},
		bot.Facts{Facts: []bot.Fact{{Label: "Costo", Value: "22 euro"}, {Label: "Tempi", Value: "6 giorni", Unconfirmed: true}}},
		bot.List{Title: "Cosa portare", Items: []string{"una fototessera", "la tessera sanitaria"}},
		bot.Steps{Title: "Come si fa", Items: []string{"prenota", "vieni allo sportello"}},
		bot.Map{Title: "Palazzo civico", Address: "Piazza del Popolo 1", Latitude: 45.1, Longitude: 8.25},
		bot.Link{Title: "Prenota", URL: "https://prenota.example.it/?a=1&b=2"},
		bot.Link{Title: "Fonte: scheda «CIE»", URL: "/servizi/cie"},
		bot.File{Title: "Modulo", URL: "/moduli/cie.pdf", MediaType: "application/pdf"},
		bot.Buttons{Buttons: []bot.Button{
			{Title: "Orari", Action: "a:cie:hours"}, {Title: "Dove", Action: "a:cie:where"}, {Title: "Costi", Action: "a:cie:cost"},
			{Title: "Carta d'identità smarrita o rubata", Action: "a:carta-identita-smarrita"}, {Title: "", Action: "x"},
		}},
		bot.List{}, bot.Facts{}, bot.Buttons{}, bot.Steps{},
	}
}

const everyBlockWords = `🆘 <b>Chiama il 112.</b>

Costa &lt;22 euro&gt; &amp; basta.

<b>Costo</b>: 22 euro
<b>Tempi</b>: 6 giorni (da confermare con l'ufficio)

<b>Cosa portare</b>:
• una fototessera
• la tessera sanitaria

<b>Come si fa</b>:
1. prenota
2. vieni allo sportello

<a href="https://prenota.example.it/?a=1&amp;b=2">Prenota</a>

`

func TestEveryBlockIsRendered(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ site, pressed, want string }{
		"with a site": {"https://c.example", "", everyBlockWords +
			"<a href=\"https://c.example/servizi/cie\">Fonte: scheda «CIE»</a>\n\n<a href=\"https://c.example/moduli/cie.pdf\">Modulo</a>"},
		"without a site":         {"", "", everyBlockWords + "Fonte: scheda «CIE»\n\nModulo"},
		"after a button pressed": {"", "Quanto <costa>", "▸ <b>Quanto &lt;costa&gt;</b>\n\n" + everyBlockWords + "Fonte: scheda «CIE»\n\nModulo"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := renderer{site: tt.site}.render(tt.pressed, everyBlock())
			if diff := cmp.Diff(tt.want, got.text.html()); diff != "" {
				t.Errorf("text (-want +got):\n%s", diff)
			}
			rows := [][]key{
				{{"Orari", "a:cie:hours"}, {"Dove", "a:cie:where"}},
				{{"Costi", "a:cie:cost"}},
				{{"Carta d'identità smarrita o rubata", "a:carta-identita-smarrita"}},
			}
			if diff := cmp.Diff(rows, got.keyboard.Rows); diff != "" {
				t.Errorf("keyboard (-want +got):\n%s", diff)
			}
			if len(got.places) != 1 || got.places[0].Title != "Palazzo civico" {
				t.Errorf("places %+v", got.places)
			}
		})
	}
}

func TestALinkThatNobodyCanFollowIsWords(t *testing.T) {
	t.Parallel()
	endless := "https://comune.example/" + strings.Repeat("a", 5000)
	if got := (text{renderer{}.link("Modulo", endless)}).html(); got != "Modulo" {
		t.Errorf("got %d letters, want the title alone", len(got))
	}
	if got := (text{renderer{}.link("", "https://c.example/")}).html(); got != `<a href="https://c.example/">https://c.example/</a>` {
		t.Errorf("a link without a title: %s", got)
	}
}
