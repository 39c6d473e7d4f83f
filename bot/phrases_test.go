package bot_test

import (
	"testing"
	"time"

	"github.com/cittaclick/cittaclick/bot"
	"github.com/cittaclick/cittaclick/nlu"
)

// TestPhrasesNotLearnedAreUnderstood asks the phrases that the bank keeps for
// validation. They are hard on purpose: three in four do without the words of
// the title. The floors only rise.
func TestPhrasesNotLearnedAreUnderstood(t *testing.T) {
	t.Parallel()
	world := demoWorld(t)
	r := nlu.Evaluate(world.Understander, bot.ValidationQuestions(world.Charter), at(t, "2026-11-20 10:00"), time.Now)
	floors := []struct {
		name string
		rate nlu.Rate
		want float64
	}{
		{"first", r.First, 59}, {"within three", r.WithinThree, 79}, {"main aspect first", r.MainAspect, 75},
		{"main aspect", r.AnyAspect, 93}, {"out of scope", r.OutCaught, 80},
	}
	for _, f := range floors {
		if f.rate.Percent() < f.want {
			t.Errorf("%s: %.1f%%, want %.0f%% at least", f.name, f.rate.Percent(), f.want)
		}
	}
	if got := r.ConfidentBad.Percent(); got > 14 {
		t.Errorf("confident and wrong: %.1f%%, want 14%% at most", got)
	}
}
