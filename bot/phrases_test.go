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
		{"first", r.First, 50}, {"within three", r.WithinThree, 73}, {"main aspect first", r.MainAspect, 75},
		{"main aspect", r.AnyAspect, 84}, {"out of scope", r.OutCaught, 71},
	}
	for _, f := range floors {
		if f.rate.Percent() < f.want {
			t.Errorf("%s: %.1f%%, want %.0f%% at least", f.name, f.rate.Percent(), f.want)
		}
	}
	if got := r.ConfidentBad.Percent(); got > 16.5 {
		t.Errorf("confident and wrong: %.1f%%, want 16.5%% at most", got)
	}
}
