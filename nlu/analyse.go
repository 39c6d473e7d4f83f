package nlu

import "strings"

// analyse turns text of the charter or of the lexicon into stems, the same way
// as questions are: what is indexed and what is asked must meet.
func (b *Base) analyse(text string) []token {
	tokens := b.normaliser.tokens(text)
	for i := range tokens {
		tokens[i].stem = b.stemmer.stem(tokens[i].norm)
	}
	b.stemmer.markAges(tokens)
	return tokens
}

// contentStems returns the distinct stems of text that carry a topic.
func (b *Base) contentStems(text string) []string {
	return distinctStems(b.analyse(text))
}

func distinctStems(tokens []token) []string {
	var out []string
	seen := make(map[string]bool)
	for _, t := range tokens {
		if !t.stop && len(t.stem) > 1 && !seen[t.stem] {
			seen[t.stem] = true
			out = append(out, t.stem)
		}
	}
	return out
}

// Fields is a document analysed for a full-text index: stems parted by spaces.
type Fields struct {
	Target Target
	Title  string // title and acronyms
	Names  string // aliases, former names, the citizens' words for it
	Text   string // what the charter says of it
}

// Fields analyses documents, with the lexicon's forms for each, for a Retriever
// to index.
func (b *Base) Fields(docs []Document) []Fields {
	forms := make(map[Target][]string)
	for _, f := range b.forms {
		forms[f.target] = append(forms[f.target], f.text)
	}
	out := make([]Fields, 0, len(docs))
	for _, d := range things(docs) {
		names := append(append(append([]string(nil), d.Aliases...), d.FormerNames...), forms[d.Target]...)
		out = append(out, Fields{
			Target: d.Target,
			Title:  b.stemText(d.Title),
			Names:  b.stemText(names...),
			Text:   b.stemText(d.Summary, d.Sheet),
		})
	}
	return out
}

func (b *Base) stemText(texts ...string) string {
	var out strings.Builder
	for _, text := range texts {
		for _, t := range b.analyse(text) {
			if t.stop || len(t.stem) < 2 {
				continue
			}
			if out.Len() > 0 {
				out.WriteByte(' ')
			}
			out.WriteString(t.stem)
		}
	}
	return out.String()
}

// things leaves out the documents that only teach what talk sounds like.
func things(docs []Document) []Document {
	out := make([]Document, 0, len(docs))
	for _, d := range docs {
		if !d.Target.IsTalk() {
			out = append(out, d)
		}
	}
	return out
}
