package lint

import "github.com/cittaclick/cittaclick/knowledge"

// text is a piece of a sheet that citizens read.
type text struct{ field, text string }

// runningTexts lists the sentences of a sheet, without the lists of names,
// which have no sentences to measure.
func runningTexts(s layerService) []text {
	all := []text{
		{"sommario", s.Summary.Value},
		{"descrizione", s.Description.Value},
		{"destinatari", s.Audience.Value},
		{"chi_puo", s.Eligibility.Value},
		{"vincoli", s.Constraints.Value},
		{"casi_particolari", s.SpecialCases.Value},
		{"ottieni", s.Outcome.Value},
		{"validita", s.Validity.Value},
		{"dopo", s.Afterwards.Value},
		{"prenotazione", s.Booking.Value},
		{"pagamento", s.Payment.Value},
	}
	for _, step := range s.Steps.Value {
		all = append(all, text{"passi." + step.Key, step.Text})
	}
	for _, channel := range s.Channels.Value {
		all = append(all, text{"canali." + channel.Key, channel.Description})
	}
	for _, term := range s.Durations.Value {
		all = append(all, text{"tempi." + term.Key, term.Text})
	}
	for _, term := range s.Deadlines.Value {
		all = append(all, text{"scadenze." + term.Key, term.Text})
	}
	return all
}

// allTexts adds the lists of names and their notes.
func allTexts(s layerService) []text {
	all := runningTexts(s)
	for _, r := range s.Requirements.Value {
		field := "documenti." + r.Key
		all = append(all, text{field, r.Name}, text{field, r.Condition}, text{field, r.Note})
	}
	for _, f := range s.Fees.Value {
		field := "costi." + f.Key
		all = append(all, text{field, f.Name}, text{field, f.Condition}, text{field, f.Note})
	}
	return all
}

// language looks at the words of each layer by itself, in what is in force today
// or will be: what one file says wrong is told of that file.
func (c *checker) language() {
	for _, subject := range subjects(c.layers.sheets) {
		for _, layer := range []knowledge.Layer{knowledge.LayerBase, knowledge.LayerLocal} {
			at := servicePlace(layer, knowledge.ServiceID(subject))
			for _, text := range c.textsOf(subject, layer) {
				c.longSentences(at, text)
				c.bureaucratic(at, text)
			}
		}
	}
}

func (c *checker) textsOf(subject string, layer knowledge.Layer) []text {
	var all []text
	for _, day := range c.days {
		s, _ := c.layers.of(layer, knowledge.ServiceID(subject), day)
		all = append(all, allTexts(s)...)
	}
	return all
}

func (c *checker) longSentences(at place, t text) {
	const shown = 8
	for _, sentence := range sentences(t.text) {
		if n := wordCount(sentence); n > longestSentence {
			c.add(SeverityWarning, RuleReadable, at, t.field, "frase di %d parole (al massimo %d): «%s…»", n, longestSentence, firstWords(sentence, shown))
		}
	}
}
