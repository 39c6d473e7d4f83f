package bot

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestAChatKnowsWhatItActedOn(t *testing.T) {
	t.Parallel()
	var full Chat
	for update := int64(100); update < 100+handledUpdates+1; update++ {
		full = full.After(update, noon)
	}
	tests := map[string]struct {
		chat   Chat
		update int64
		now    time.Time
		want   bool
	}{
		"a new chat repeats nothing":                {Chat{}, 5, noon, false},
		"the same update comes again":               {Chat{}.After(5, noon), 5, noon, true},
		"the next one is new":                       {Chat{}.After(5, noon), 6, noon, false},
		"one that was overtaken is new":             {Chat{}.After(5, noon).After(7, noon), 6, noon, false},
		"an overtaken one comes again":              {Chat{}.After(7, noon).After(6, noon), 6, noon, true},
		"older than all that are remembered":        {full, 100, noon, true},
		"the oldest that is remembered":             {full, 101, noon, true},
		"no update is sent again after a day":       {full, 110, noon.Add(updatesRepeat + time.Second), false},
		"the numbers may begin anew after a week":   {full, 1, noon.Add(7 * updatesRepeat), false},
		"what came after a pause is remembered too": {full.After(1, noon.Add(7*updatesRepeat)), 1, noon.Add(7 * updatesRepeat), true},
		"what came before the pause is not":         {full.After(1, noon.Add(7*updatesRepeat)), 110, noon.Add(7 * updatesRepeat), false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := tt.chat.Repeats(tt.update, tt.now); got != tt.want {
				t.Errorf("Repeats(%d) = %v, want %v", tt.update, got, tt.want)
			}
		})
	}
}

// However updates are mixed up within the window, each is acted on once.
func TestEachUpdateIsActedOnOnce(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		arrivals := rapid.SliceOfN(rapid.Int64Range(1, handledUpdates), 1, 200).Draw(t, "arrivals")
		var chat Chat
		acted := make(map[int64]int)
		for _, update := range arrivals {
			if chat.Repeats(update, noon) {
				continue
			}
			acted[update]++
			chat = chat.After(update, noon)
		}
		for _, update := range arrivals {
			if acted[update] != 1 {
				t.Fatalf("update %d of %v was acted on %d times", update, arrivals, acted[update])
			}
		}
	})
}

func TestAChatIsAValue(t *testing.T) {
	t.Parallel()
	chat := Chat{Key: "k"}.After(3, noon).After(5, noon)
	_ = chat.After(4, noon)
	if diff := cmp.Diff([]int64{3, 5}, chat.Handled); diff != "" {
		t.Errorf("a copy changed the original (-want +got):\n%s", diff)
	}
}
