package nlu

import "testing"

func TestWhatWasLearnedIsRecalledForTheSameDocumentsOnly(t *testing.T) {
	t.Parallel()
	m := &memory{}
	lessons := 0
	learn := func() trained {
		lessons++
		return trained{ranker: &ranker{}}
	}
	docs := func(title string) []Document { return []Document{{Target: "svc:a", Title: title}} }
	first := m.recall(docs("uno"), nil, learn)
	if again := m.recall(docs("uno"), nil, learn); again.ranker != first.ranker || lessons != 1 {
		t.Errorf("the same documents were learned %d times", lessons)
	}
	m.recall(docs("due"), nil, learn)
	if m.recall(docs("uno"), nil, learn); lessons != 2 {
		t.Errorf("%d lessons, want 2: today's and the one before are remembered", lessons)
	}
	m.recall(docs("tre"), nil, learn)
	if m.recall(docs("due"), nil, learn); lessons != 4 {
		t.Errorf("%d lessons, want 4: older ones are forgotten", lessons)
	}
	if m.recall(docs("due"), []Event{{Title: "mi sposo"}}, learn); lessons != 5 {
		t.Errorf("%d lessons, want 5: an event's words change how the rest is spelt", lessons)
	}
}
