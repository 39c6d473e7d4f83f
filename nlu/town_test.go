package nlu_test

import (
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/cittaclick/cittaclick/bot/bottest"
	"github.com/cittaclick/cittaclick/knowledge"
	"github.com/cittaclick/cittaclick/knowledge/base"
	"github.com/cittaclick/cittaclick/knowledge/demo"
	"github.com/cittaclick/cittaclick/knowledge/exchange"
	"github.com/cittaclick/cittaclick/nlu"
)

// town is the demo municipality with the whole phrase bank, as far as
// understanding needs it.
type town struct {
	understander *nlu.Understander
	validation   []nlu.Question // the phrases that nothing is trained on
	taught       []string       // the others
}

var valdoria = sync.OnceValues(func() (*town, error) {
	facts, err := exchange.Load(base.FS, demo.FS)
	if err != nil {
		return nil, err
	}
	charter, err := knowledge.NewCharter(facts, time.UTC)
	if err != nil {
		return nil, err
	}
	t := &town{}
	phrases := make(map[nlu.Target][]nlu.Phrase)
	for _, p := range charter.Phrases() {
		target := nlu.Target(p.Target)
		phrase := nlu.Phrase{Text: p.Text, Careless: p.Style == "typo"}
		for _, a := range p.Aspects {
			phrase.Aspects = append(phrase.Aspects, nlu.Aspect(a))
		}
		if p.Split == knowledge.SplitTrain {
			phrases[target] = append(phrases[target], phrase)
			t.taught = append(t.taught, p.Text)
			continue
		}
		t.validation = append(t.validation, nlu.Question{
			Text: p.Text, Targets: []nlu.Target{target}, Aspects: phrase.Aspects, Style: p.Style,
		})
	}
	language, err := bottest.Language()
	if err != nil {
		return nil, err
	}
	t.understander, err = buildOn(language, documentsOf(charter.On(knowledge.DateOf(monday)), phrases))
	return t, err
})

func documentsOf(view knowledge.View, phrases map[nlu.Target][]nlu.Phrase) []nlu.Document {
	var docs []nlu.Document
	add := func(target nlu.Target, title, summary string, aliases []string) {
		docs = append(docs, nlu.Document{Target: target, Title: title, Summary: summary, Aliases: aliases, Phrases: phrases[target]})
		delete(phrases, target)
	}
	for _, s := range view.Services() {
		add(nlu.Service(string(s.ID)), s.Title.Value, s.Summary.Value, s.Aliases.Value)
		doc := &docs[len(docs)-1]
		doc.Sheet = sheetOf(s)
		doc.Office = nlu.Office(string(s.Office.Value))
		for _, slug := range s.Related.Value {
			doc.Neighbours = append(doc.Neighbours, nlu.Service(slug))
		}
	}
	for _, o := range view.Offices() {
		add(nlu.Office(string(o.ID)), o.Name, o.Description, o.Aliases)
	}
	for _, m := range view.Matters() {
		add(nlu.Body(string(m.ID)), m.Title.Value, m.Summary.Value, m.Aliases.Value)
	}
	for _, talk := range []nlu.Target{
		nlu.SmalltalkAbuse, nlu.SmalltalkBye, nlu.SmalltalkGreeting, nlu.SmalltalkHelp, nlu.SmalltalkHuman, nlu.SmalltalkThanks,
		nlu.TargetOOS, nlu.TargetStatus,
	} {
		add(talk, "", "", nil)
	}
	return docs
}

// sheetOf is what the sheet says in words, as bot gives it.
func sheetOf(s *knowledge.Service) string {
	texts := []string{s.Description.Value, s.Audience.Value, s.Eligibility.Value, s.Constraints.Value, s.SpecialCases.Value, s.Outcome.Value}
	for _, r := range s.Requirements.Value {
		texts = append(texts, r.Name, r.Condition)
	}
	for _, f := range s.Fees.Value {
		texts = append(texts, f.Name, f.Condition)
	}
	for _, step := range s.Steps.Value {
		texts = append(texts, step.Text)
	}
	return strings.Join(texts, " ")
}

// newTown returns the demo municipality, made once for all tests.
func newTown(t testing.TB) *town {
	t.Helper()
	made, err := valdoria()
	if err != nil {
		t.Fatal(err)
	}
	return made
}
