package bot_test

import (
	"fmt"
	"hash/fnv"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/cittaclick/cittaclick/bot"
	"github.com/cittaclick/cittaclick/knowledge"
	"github.com/cittaclick/cittaclick/nlu"
	"github.com/cittaclick/cittaclick/nlu/bleveindex"
)

// parts is into how many the phrase bank is cut: the first is kept from
// training and asked, the others are learned.
const parts = 5

// TestPhrasesNotLearnedAreUnderstood asks a fifth of the phrase bank of an
// Understander that learned the rest. The floors only rise.
func TestPhrasesNotLearnedAreUnderstood(t *testing.T) {
	t.Parallel()
	r := evaluatePart(t, 0)
	floors := []struct {
		name string
		rate nlu.Rate
		want float64
	}{
		{"first", r.First, 75}, {"main aspect first", r.MainAspect, 70}, {"main aspect", r.AnyAspect, 77}, {"out of scope", r.OutCaught, 60},
	}
	for _, f := range floors {
		if f.rate.Percent() < f.want {
			t.Errorf("%s: %.1f%%, want %.0f%% at least", f.name, f.rate.Percent(), f.want)
		}
	}
	if got := r.ConfidentBad.Percent(); got > 10.5 {
		t.Errorf("confident and wrong: %.1f%%, want 10.5%% at most", got)
	}
	var table strings.Builder
	if err := r.WriteTable(&table); err != nil {
		t.Fatal(err)
	}
	t.Log(table.String())
}

// evaluatePart asks one part of the phrase bank, having learned the others.
func evaluatePart(t testing.TB, part int) nlu.Report {
	t.Helper()
	understander := withoutPart(t, part)
	return nlu.Evaluate(understander, bankQuestions(t, part), at(t, "2026-11-20 10:00"), time.Now)
}

func withoutPart(t testing.TB, part int) *nlu.Understander {
	t.Helper()
	docs := bot.Documents(demoWorld(t).Charter, knowledge.NewDate(2026, time.November, 20))
	for i := range docs {
		docs[i].Phrases = slices.DeleteFunc(slices.Clone(docs[i].Phrases), func(p nlu.Phrase) bool { return partOf(p.Text) == part })
	}
	language, err := nlu.NewBase()
	if err != nil {
		t.Fatal(err)
	}
	index, err := bleveindex.New(language.Fields(docs))
	if err != nil {
		t.Fatal(err)
	}
	understander, err := nlu.New(docs, index, language)
	if err != nil {
		t.Fatal(err)
	}
	return understander
}

// bankQuestions are the phrases of a part as questions of a set.
func bankQuestions(t testing.TB, part int) []nlu.Question {
	t.Helper()
	var out []nlu.Question
	for i, p := range demoWorld(t).Charter.Phrases() {
		if partOf(p.Text) != part {
			continue
		}
		q := nlu.Question{Text: p.Text, Targets: []nlu.Target{nlu.Target(p.Target)}, Style: p.Style, Line: i}
		for _, a := range p.Aspects {
			q.Aspects = append(q.Aspects, nlu.Aspect(a))
		}
		out = append(out, q)
	}
	return out
}

// partOf cuts the bank the same way whatever is added to it.
func partOf(text string) int {
	h := fnv.New32a()
	_, _ = fmt.Fprint(h, text)
	return int(h.Sum32() % parts)
}
