package bot

import (
	"cmp"
	"hash/fnv"
	"slices"

	"github.com/cittaclick/cittaclick/knowledge"
	"github.com/cittaclick/cittaclick/nlu"
)

// ValidationQuestions lists the phrases of the phrase bank that nothing is
// trained on, as questions to measure with. Numbered as they come, from 1.
func ValidationQuestions(charter *knowledge.Charter) []nlu.Question {
	var questions []nlu.Question
	for _, p := range charter.Phrases() {
		if p.Split != knowledge.SplitValidate || p.Language != "" && p.Language != italian {
			continue
		}
		questions = append(questions, nlu.Question{
			Text: p.Text, Targets: []nlu.Target{nlu.Target(p.Target)}, Aspects: phraseOf(p).Aspects,
			Style: p.Style, Source: "frasi", Line: len(questions) + 1,
		})
	}
	return questions
}

// Thin leaves each thing of the charter at most so many of its phrases, the same
// ones every time, for a learning curve: how much better is the next phrase? Talk
// keeps all of its own.
func Thin(docs []nlu.Document, phrases int) []nlu.Document {
	thinned := slices.Clone(docs)
	for i, doc := range thinned {
		if doc.Target.IsTalk() {
			continue
		}
		kept := slices.SortedFunc(slices.Values(doc.Phrases), func(a, b nlu.Phrase) int {
			return cmp.Compare(digest(a.Text), digest(b.Text))
		})
		thinned[i].Phrases = kept[:min(phrases, len(kept))]
	}
	return thinned
}

func digest(text string) uint64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(text)) // never fails
	return h.Sum64()
}
