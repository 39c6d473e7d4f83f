package bot_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cittaclick/cittaclick/bot"
	"github.com/cittaclick/cittaclick/knowledge"
	"github.com/cittaclick/cittaclick/nlu"
)

func TestBaseDocumentsAreWhatTheBaseSaysOnAnyDay(t *testing.T) {
	t.Parallel()
	sheet := func(layer knowledge.Layer, title string, aliases ...string) knowledge.Fact[knowledge.ServiceSheet] {
		return knowledge.Fact[knowledge.ServiceSheet]{Subject: "tari", Layer: layer, Value: knowledge.ServiceSheet{
			Title: knowledge.Some(title), Aliases: knowledge.Some(aliases),
		}}
	}
	phrase := func(layer knowledge.Layer, p knowledge.Phrase) knowledge.Fact[knowledge.Phrase] {
		return knowledge.Fact[knowledge.Phrase]{Layer: layer, Value: p}
	}
	facts := knowledge.Facts{
		ServiceSheets: []knowledge.Fact[knowledge.ServiceSheet]{
			sheet(knowledge.LayerBase, "Tassa rifiuti", "tari"),
			sheet(knowledge.LayerBase, "Tariffa rifiuti"), // from a later day
			sheet(knowledge.LayerLocal, "Tassa rifiuti di Valdoria"),
		},
		Phrases: []knowledge.Fact[knowledge.Phrase]{
			phrase(knowledge.LayerBase, knowledge.Phrase{Target: "oos", Text: "che ore sono", Split: knowledge.SplitTrain}),
			phrase(knowledge.LayerBase, knowledge.Phrase{Target: "office:tributi", Text: "dove stanno i tributi", Split: knowledge.SplitTrain}),
			phrase(knowledge.LayerBase, knowledge.Phrase{Target: "office:tributi", Text: "a che ora aprono", Split: knowledge.SplitValidate}),
			phrase(knowledge.LayerLocal, knowledge.Phrase{Target: "svc:tari", Text: "la spazzatura", Split: knowledge.SplitTrain}),
		},
	}
	want := []nlu.Document{
		{Target: "svc:tari", Title: "Tassa rifiuti", Aliases: []string{"tari", "Tariffa rifiuti"}},
		{Target: "office:tributi", Phrases: []nlu.Phrase{{Text: "dove stanno i tributi"}}},
		{Target: "oos", Phrases: []nlu.Phrase{{Text: "che ore sono"}}},
	}
	if diff := cmp.Diff(want, bot.BaseDocuments(facts)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
