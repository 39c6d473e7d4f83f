package nlu

import (
	"embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

//go:embed lexicon/*.tsv lexicon/*.txt
var lexiconFiles embed.FS

// Base is what the Italian language and the citizens' lexicon say before any
// municipality is known. It is shared by all Understanders, and never changes but
// in remembering what was learned last.
type Base struct {
	normaliser normaliser
	stemmer    stemmer
	aspects    *frameSet
	dialogue   *frameSet
	forms      []form              // citizens' words for targets
	outside    []form              // what people ask and no town hall answers
	common     map[string]bool     // Italian words that are never corrected
	stems      map[string]bool     // the stems of those
	generic    map[string]bool     // stems that many services share
	articles   map[string]bool     // words that only hold a phrase together
	asking     map[string]bool     // the words of the frames
	languages  map[string][]string // foreign words, the languages that they are of
	asked      []Phrase            // what is asked, by example
	briefly    []Phrase            // the same, in the middle of a conversation
	weights    *Weights            // what it has learned; nil when nothing
	memory     *memory             // of what was learned on top
}

// form is one entry of the lexicon.
type form struct {
	text   string
	target Target
	weight float64
	source Source
}

// NewBase compiles the embedded lexicon. It fails only when the lexicon has an
// error, and then names its file and line.
func NewBase() (*Base, error) {
	l := &lexiconReader{}
	generic := l.words("generic.txt")
	b := &Base{
		memory: &memory{},
		normaliser: normaliser{
			abbreviations: l.lists("abbreviations.tsv"),
			joins:         l.joins(),
			numbers:       numberWords(l.pairs("numbers.tsv")),
			stopwords:     l.words("stopwords.txt"),
		},
		stemmer:   stemmer{exceptions: l.pairs("stems.tsv")},
		aspects:   l.frames("frames.tsv"),
		dialogue:  l.frames("dialogue-frames.tsv"),
		forms:     slices.Concat(l.forms("citizens.tsv"), l.forms("sayings.tsv"), l.forms("situations.tsv")),
		outside:   l.forms("outside.tsv"),
		common:    l.words("common.txt"),
		articles:  l.words("articles.txt"),
		languages: l.languages(),
		asked:     slices.Concat(l.phrases("asked.tsv"), l.phrases("asked-single.tsv"), l.phrases("asked-double.tsv")),
		briefly:   l.phrases("asked-brief.tsv"),
	}
	families := l.lists("lemmas.tsv")
	if l.err != nil {
		return nil, fmt.Errorf("read lexicon: %w", l.err)
	}
	b.stemmer.families = b.stemmer.familiesOf(families)
	b.stemmer.addAges()
	b.asking = make(map[string]bool)
	for _, w := range append(b.aspects.words(), b.dialogue.words()...) {
		b.common[w] = true // a word that a frame needs is right as it is
		b.asking[w] = true
	}
	b.stemmer.known = b.stemsOfLexicon()
	b.stems = b.stemsOf(b.common)
	b.generic = b.stemsOf(generic)
	b.normaliser.acronyms = acronymsAmong(b.stemmer.exceptions)
	return b, nil
}

// acronymsAmong takes the short words that are stemmed to themselves.
func acronymsAmong(exceptions map[string]string) map[string]bool {
	out := make(map[string]bool)
	for w, stem := range exceptions {
		if w == stem && len(w) >= 3 && len(w) <= 4 {
			out[w] = true
		}
	}
	return out
}

// stemsOfLexicon stems the words that most texts are made of.
func (b *Base) stemsOfLexicon() map[string]string {
	out := make(map[string]string, len(b.common))
	for w := range b.common {
		out[w] = b.stemmer.stem(w)
	}
	for _, f := range b.forms {
		for _, t := range b.normaliser.tokens(f.text) {
			out[t.norm] = b.stemmer.stem(t.norm)
		}
	}
	return out
}

func (b *Base) stemsOf(words map[string]bool) map[string]bool {
	out := make(map[string]bool, len(words))
	for w := range words {
		out[b.stemmer.stem(w)] = true
	}
	return out
}

// lexiconReader reads the embedded files and keeps the first error.
type lexiconReader struct{ err error }

// rows calls each with the fields of every line that is not a comment.
func (l *lexiconReader) rows(name string, fields int, each func([]string) error) {
	if l.err != nil {
		return
	}
	data, err := lexiconFiles.ReadFile("lexicon/" + name)
	if err != nil {
		l.err = err
		return
	}
	number := 0
	for line := range strings.SplitSeq(string(data), "\n") {
		number++
		if line == "" || line[0] == '#' {
			continue
		}
		row := strings.Split(line, "\t")
		if len(row) != fields {
			l.err = fmt.Errorf("%s:%d: %d fields, want %d", name, number, len(row), fields)
			return
		}
		if err := each(row); err != nil {
			l.err = fmt.Errorf("%s:%d: %w", name, number, err)
			return
		}
	}
}

func (l *lexiconReader) words(name string) map[string]bool {
	out := make(map[string]bool)
	l.rows(name, 1, func(row []string) error {
		for w := range strings.FieldsSeq(row[0]) {
			out[w] = true
		}
		return nil
	})
	return out
}

func (l *lexiconReader) pairs(name string) map[string]string {
	out := make(map[string]string)
	l.rows(name, 2, func(row []string) error {
		if _, twice := out[row[0]]; twice {
			return fmt.Errorf("%q stands twice", row[0])
		}
		out[row[0]] = row[1]
		return nil
	})
	return out
}

func (l *lexiconReader) lists(name string) map[string][]string {
	out := make(map[string][]string)
	for word, list := range l.pairs(name) {
		out[word] = strings.Fields(list)
	}
	return out
}

// languages reads lines of a language's code and its words.
func (l *lexiconReader) languages() map[string][]string {
	out := make(map[string][]string)
	l.rows("languages.tsv", 2, func(row []string) error {
		for w := range strings.FieldsSeq(row[1]) {
			if slices.Contains(out[w], row[0]) {
				return fmt.Errorf("%q stands twice", w)
			}
			out[w] = append(out[w], row[0])
		}
		return nil
	})
	return out
}

func (l *lexiconReader) joins() map[string]string {
	out := make(map[string]string)
	l.rows("joins.tsv", 3, func(row []string) error {
		out[row[0]+" "+row[1]] = row[2]
		return nil
	})
	return out
}

func (l *lexiconReader) frames(name string) *frameSet {
	var patterns []pattern
	l.rows(name, 2, func(row []string) error {
		p, err := parsePattern(row[0], row[1])
		if err == nil {
			patterns = append(patterns, p)
		}
		return err
	})
	return newFrameSet(patterns)
}

// forms reads lines of target, weight and forms parted by semicolons.
func (l *lexiconReader) forms(name string) []form {
	var out []form
	l.rows(name, 3, func(row []string) error {
		target, ok := ParseTarget(row[0])
		if !ok {
			return fmt.Errorf("%q is no target", row[0])
		}
		weight, err := strconv.ParseFloat(row[1], 64)
		if err != nil || weight <= 0 || weight > 1 {
			return fmt.Errorf("%q is no weight above 0 and up to 1", row[1])
		}
		for text := range strings.SplitSeq(row[2], ";") {
			if text = strings.TrimSpace(text); text != "" {
				out = append(out, form{text: text, target: target, weight: weight, source: SourceLexicon})
			}
		}
		return nil
	})
	return out
}

// phrases reads lines of aspects and questions parted by semicolons.
func (l *lexiconReader) phrases(name string) []Phrase {
	var out []Phrase
	l.rows(name, 2, func(row []string) error {
		aspects, err := parseAspects(row[0])
		for text := range strings.SplitSeq(row[1], ";") {
			out = append(out, Phrase{Text: strings.TrimSpace(text), Aspects: aspects})
		}
		return err
	})
	return out
}
