package bot_test

import (
	"slices"
	"testing"
	"time"

	"github.com/cittaclick/cittaclick/bot"
	"github.com/cittaclick/cittaclick/knowledge"
	"github.com/cittaclick/cittaclick/nlu"
)

func TestNothingIsTrainedOnWhatMeasures(t *testing.T) {
	t.Parallel()
	world := demoWorld(t)
	trained := make(map[string]bool)
	for _, doc := range bot.Documents(world.Charter, knowledge.NewDate(2026, time.November, 20)) {
		for _, p := range doc.Phrases {
			trained[p.Text] = true
		}
	}
	questions := bot.ValidationQuestions(world.Charter)
	if len(questions) < 1000 {
		t.Fatalf("%d phrases are kept to measure with, want a fifth of the bank", len(questions))
	}
	for _, q := range questions {
		if trained[q.Text] {
			t.Errorf("trained on %q", q.Text)
		}
	}
}

func TestThinningKeepsTheSamePhrasesAndTheFewerAreAmongTheMore(t *testing.T) {
	t.Parallel()
	phrases := []nlu.Phrase{{Text: "uno"}, {Text: "due"}, {Text: "tre"}, {Text: "quattro"}}
	docs := []nlu.Document{{Target: "svc:a", Phrases: phrases}}
	two, three := bot.Thin(docs, 2)[0].Phrases, bot.Thin(docs, 3)[0].Phrases
	if len(two) != 2 || len(three) != 3 || len(bot.Thin(docs, 9)[0].Phrases) != 4 {
		t.Fatalf("kept %v and %v", two, three)
	}
	for _, p := range two {
		if !slices.ContainsFunc(three, func(q nlu.Phrase) bool { return q.Text == p.Text }) {
			t.Errorf("%q of the two is not among the three", p.Text)
		}
	}
	if docs[0].Phrases[0].Text != "uno" {
		t.Error("the documents given were changed")
	}
}
