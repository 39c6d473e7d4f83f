package nlu_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/cittaclick/cittaclick/nlu"
)

// TestTiesAreFitted holds that the weights of the ties are those that make the
// conversations of testdata likeliest, give or take, as TestFusionIsFitted does.
func TestTiesAreFitted(t *testing.T) {
	t.Parallel()
	samples := append(tiesOf(t, conversations(t, "testdata/conversations-*.jsonl")), newTopics(t)...)
	holdFitted(t, samples, nlu.Bound())
}

// tiesOf reads every turn after those before it, as they should have been read.
func tiesOf(t *testing.T, dialogues []nlu.Dialogue) []nlu.Opinions {
	t.Helper()
	u := newTown(t).understander
	var samples []nlu.Opinions
	for _, d := range dialogues {
		var context nlu.Context
		for _, turn := range d.Turns {
			query := nlu.Query{Text: nlu.NewUtterance(turn.Text), Now: monday, Context: context}
			k := turn.Targets[0].Kind()
			if talk := k == nlu.KindSmalltalk || k == nlu.KindStatus; !talk {
				if o, ok := u.TiesOn(query, turn.Targets); ok && o.Right >= 0 {
					samples = append(samples, o)
				}
			}
			context = context.After(nlu.Understanding{Target: turn.Targets[0], Aspects: turn.Aspects, Decision: nlu.DecideAnswer})
		}
	}
	return samples
}

// newTopics are whole questions asked while something else is talked about: some of
// the validation phrases, after another's target.
func newTopics(t *testing.T) []nlu.Opinions {
	t.Helper()
	const every, apart = 2, 37
	town := newTown(t)
	var samples []nlu.Opinions
	for i := apart; i < len(town.validation); i += every {
		q, before := town.validation[i], town.validation[i-apart].Targets[0]
		if q.Targets[0].IsTalk() || before.IsTalk() || before == q.Targets[0] {
			continue
		}
		query := nlu.Query{Text: nlu.NewUtterance(q.Text), Now: monday, Context: nlu.Context{Focus: before}}
		if o, ok := town.understander.TiesOn(query, q.Targets); ok && o.Right >= 0 {
			samples = append(samples, o)
		}
	}
	return samples
}

func conversations(t *testing.T, pattern string) []nlu.Dialogue {
	t.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		t.Fatalf("%s: %v", pattern, err)
	}
	var all []nlu.Dialogue
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		dialogues, err := nlu.ReadDialogues(f)
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		all = append(all, dialogues...)
	}
	return all
}
