package bot

import (
	"cmp"
	"maps"
	"slices"

	"github.com/cittaclick/cittaclick/knowledge"
	"github.com/cittaclick/cittaclick/nlu"
)

// BaseDocuments lists what the base layer says, for a Base to learn from: every
// service and matter under all the names that it has on any day, published or
// not, and the phrases of the phrase bank, those about offices among them.
func BaseDocuments(facts knowledge.Facts) []nlu.Document {
	named := make(map[nlu.Target]*nlu.Document)
	about := func(target nlu.Target) *nlu.Document {
		if named[target] == nil {
			named[target] = &nlu.Document{Target: target}
		}
		return named[target]
	}
	for _, f := range facts.ServiceSheets {
		if f.Layer == knowledge.LayerBase {
			addNames(about(nlu.Service(f.Subject)), f.Value.Title, f.Value.Aliases)
		}
	}
	for _, f := range facts.Matters {
		if f.Layer == knowledge.LayerBase {
			addNames(about(nlu.Body(f.Subject)), f.Value.Title, f.Value.Aliases)
		}
	}
	var phrases []knowledge.Phrase
	for _, f := range facts.Phrases {
		if f.Layer == knowledge.LayerBase {
			phrases = append(phrases, f.Value)
		}
	}
	for target, taught := range trainingPhrases(phrases) {
		about(target).Phrases = taught
	}
	var docs []nlu.Document
	for _, target := range slices.SortedFunc(maps.Keys(named), asListed) {
		docs = append(docs, *named[target])
	}
	return docs
}

// asListed orders targets as Documents does: what is learned depends on it a
// little.
func asListed(a, b nlu.Target) int {
	order := map[nlu.Kind]int{nlu.KindService: 1, nlu.KindOffice: 2, nlu.KindBody: 3} // talk comes last
	last := len(order) + 1
	return cmp.Or(cmp.Compare(cmp.Or(order[a.Kind()], last), cmp.Or(order[b.Kind()], last)), cmp.Compare(a, b))
}

func addNames(d *nlu.Document, title knowledge.Optional[string], aliases knowledge.Optional[[]string]) {
	if d.Title == "" {
		d.Title = title.Value
	} else {
		d.Aliases = append(d.Aliases, title.Value)
	}
	d.Aliases = append(d.Aliases, aliases.Value...)
}
