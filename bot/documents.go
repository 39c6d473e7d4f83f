package bot

import (
	"maps"
	"slices"
	"strings"

	"github.com/cittaclick/cittaclick/knowledge"
	"github.com/cittaclick/cittaclick/nlu"
)

// Documents lists what may be asked about on a day, for an Understander to be
// built from: the published services, the offices and the matters of other
// bodies, each with the phrases of the phrase bank that are meant for training.
func Documents(charter *knowledge.Charter, day knowledge.Date) []nlu.Document {
	view, phrases := charter.On(day), trainingPhrases(charter.Phrases())
	services, offices, matters := view.Services(), view.Offices(), view.Matters()
	docs := make([]nlu.Document, 0, len(services)+len(offices)+len(matters))
	for _, s := range services {
		docs = append(docs, serviceDocument(view, s))
	}
	for _, o := range offices {
		docs = append(docs, officeDocument(o, view.Predecessors(o.ID)))
	}
	for _, m := range matters {
		docs = append(docs, matterDocument(m))
	}
	for i := range docs {
		docs[i].Phrases = phrases[docs[i].Target]
	}
	return append(docs, talk(phrases)...)
}

// talk lists what people say to an assistant without asking for a thing of the
// charter: courtesies, the state of an application, what no town hall answers.
func talk(phrases map[nlu.Target][]nlu.Phrase) []nlu.Document {
	var docs []nlu.Document
	for _, target := range slices.Sorted(maps.Keys(phrases)) {
		if target.IsTalk() {
			docs = append(docs, nlu.Document{Target: target, Phrases: phrases[target]})
		}
	}
	return docs
}

func serviceDocument(view knowledge.View, s *knowledge.Service) nlu.Document {
	return nlu.Document{
		Target:     nlu.Service(string(s.ID)),
		Title:      s.Title.Value,
		Summary:    s.Summary.Value,
		Topic:      s.Topic.Value,
		Sheet:      sheetText(s),
		Aliases:    s.Aliases.Value,
		Neighbours: relatedServices(view, s.Related.Value),
		Office:     nlu.Office(string(s.Office.Value)),
	}
}

// officeDocument goes on answering to the names that the office had, and to
// those of the offices that it took over from.
func officeDocument(o *knowledge.Office, predecessors []*knowledge.Office) nlu.Document {
	former := slices.Clone(o.FormerNames)
	for _, p := range predecessors {
		former = append(former, p.Name)
		former = append(former, p.FormerNames...)
		former = append(former, p.Aliases...)
	}
	return nlu.Document{
		Target:      nlu.Office(string(o.ID)),
		Title:       o.Name,
		Summary:     o.Description,
		Aliases:     o.Aliases,
		FormerNames: former,
	}
}

func matterDocument(m *knowledge.Matter) nlu.Document {
	return nlu.Document{
		Target:  nlu.Body(string(m.ID)),
		Title:   m.Title.Value,
		Summary: m.Summary.Value,
		Aliases: m.Aliases.Value,
	}
}

// relatedServices are the targets of the slugs that citizens see.
func relatedServices(view knowledge.View, slugs []string) []nlu.Target {
	var targets []nlu.Target
	for _, slug := range slugs {
		if _, ok := view.Service(knowledge.ServiceID(slug)); ok {
			targets = append(targets, nlu.Service(slug))
		}
	}
	return targets
}

// trainingPhrases groups the Italian phrases by target, without those kept
// apart for validation.
func trainingPhrases(phrases []knowledge.Phrase) map[nlu.Target][]nlu.Phrase {
	byTarget := make(map[nlu.Target][]nlu.Phrase)
	for _, p := range phrases {
		if p.Split == knowledge.SplitTrain && (p.Language == "" || p.Language == italian) {
			target := nlu.Target(p.Target)
			byTarget[target] = append(byTarget[target], phraseOf(p))
		}
	}
	return byTarget
}

// misspelt is the style of phrases typed in haste, mistakes and all.
const misspelt = "typo"

func phraseOf(p knowledge.Phrase) nlu.Phrase {
	phrase := nlu.Phrase{Text: p.Text, Careless: p.Style == misspelt}
	for _, label := range p.Aspects {
		if a, ok := nlu.ParseAspect(label); ok {
			phrase.Aspects = append(phrase.Aspects, a)
		}
	}
	return phrase
}

// sheetText is what the sheet says in words, for a question that uses them.
func sheetText(s *knowledge.Service) string {
	texts := []string{
		s.Description.Value, s.Audience.Value, s.Eligibility.Value, s.Constraints.Value, s.SpecialCases.Value, s.Outcome.Value,
	}
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
