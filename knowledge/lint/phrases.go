package lint

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/cittaclick/cittaclick/knowledge"
)

// What the base asks of its phrase bank: matching learns from how many ways of
// asking there are, and each style of writing has its own.
const (
	fewestOfService  = 40
	fewestOfOffice   = 15 // and of another body's matter
	fewestOfTalk     = 60 // of each courtesy and of the state of an application
	fewestOutOfScope = 600

	// A fifth of the phrases is kept from training, give or take.
	leastValidation, mostValidation = 0.15, 0.25
	// Half of a service's phrases say it without the words of its title.
	leastUntitled = 0.5
)

// styles are the ways in which citizens write.
var styles = []string{"plain", "colloquial", "typo", "telegraphic", "voice", "story", "formal"}

// line is a phrase with what the rules compare.
type line struct {
	knowledge.Phrase

	layer knowledge.Layer
	words []string // plain
	plain string
}

func (l line) place() place {
	return place{folder(l.layer) + "frasi/" + strings.ReplaceAll(l.Target, ":", "-") + ".yaml", "frasi di " + l.Target}
}

// phrases applies the rules about the phrase bank.
func (c *checker) phrases() {
	bank := linesOf(c.Facts.Phrases)
	c.repeated(bank)
	c.near(bank)
	c.given(bank)
	byTarget := make(map[string][]line)
	for _, l := range bank {
		byTarget[l.Target] = append(byTarget[l.Target], l)
	}
	for target, lines := range byTarget {
		tally := c.tally(target, lines)
		c.report.Phrases = append(c.report.Phrases, tally)
		if !c.known(target) {
			c.add(SeverityError, RulePhraseLabels, lines[0].place(), "obiettivo", "«%s» non c'è nella carta", target)
		}
		if lines[0].layer == knowledge.LayerBase {
			c.measured(lines[0].place(), tally)
		}
	}
	slices.SortFunc(c.report.Phrases, func(a, b PhraseTally) int { return strings.Compare(a.Target, b.Target) })
	for _, s := range c.view.Services() {
		if _, ok := byTarget["svc:"+string(s.ID)]; !ok && len(bank) > 0 {
			c.add(SeverityWarning, RulePhraseCount, servicePlace(knowledge.LayerLocal, s.ID), "", "non ha frasi: il riconoscimento impara solo dal titolo e dagli alias")
		}
	}
}

func linesOf(facts []knowledge.Fact[knowledge.Phrase]) []line {
	lines := make([]line, 0, len(facts))
	for _, fact := range facts {
		words := plainWords(fact.Value.Text)
		lines = append(lines, line{fact.Value, fact.Layer, words, strings.Join(words, " ")})
	}
	slices.SortStableFunc(lines, func(a, b line) int {
		return cmp.Or(strings.Compare(a.Target, b.Target), strings.Compare(a.plain, b.plain))
	})
	return lines
}

// known reports whether there is what a phrase asks for. The base by itself
// knows no offices.
func (c *checker) known(target string) bool {
	kind, slug, _ := strings.Cut(target, ":")
	switch kind {
	case "office":
		_, ok := c.view.Office(knowledge.OfficeID(slug))
		return ok || len(c.view.Offices()) == 0
	case "smalltalk":
		return slices.Contains([]string{"greeting", "thanks", "bye", "help", "human", "abuse"}, slug)
	default:
		return true // package exchange has looked
	}
}

// repeated holds that the same words are taught once: twice, they would weigh
// double or contradict each other.
func (c *checker) repeated(bank []line) {
	first := make(map[string]line)
	for _, l := range bank {
		before, ok := first[l.plain]
		switch {
		case !ok:
			first[l.plain] = l
		case before.Target == l.Target:
			c.add(SeverityError, RulePhraseTwice, l.place(), "", "«%s» è scritta due volte", l.Text)
		default:
			c.add(SeverityError, RulePhraseTwice, l.place(), "", "«%s» è già una frase di %s", l.Text, before.Target)
		}
	}
}

// given holds that the questions which measure are not those that teach.
func (c *checker) given(bank []line) {
	if len(c.Against) == 0 {
		return
	}
	measuring := make(map[string]bool, len(c.Against))
	for _, text := range c.Against {
		measuring[plain(text)] = true
	}
	for _, l := range bank {
		if measuring[l.plain] {
			c.add(SeverityError, RulePhraseGiven, l.place(), "", "«%s» è anche tra le domande che misurano", l.Text)
		}
	}
}

// measured compares what a target has with what the base asks for.
func (c *checker) measured(at place, t PhraseTally) {
	if fewest := fewestOf(t.Target); t.Phrases < fewest {
		c.add(SeverityWarning, RulePhraseCount, at, "", "ha %s, ne servono almeno %d", plural(t.Phrases, "frase", "frasi"), fewest)
	}
	if share := t.share(t.Validation); t.Phrases >= fewestOfOffice && (share < leastValidation || share > mostValidation) {
		c.add(SeverityWarning, RulePhraseSplit, at, "parte", "%d frasi su %d sono di convalida: dev'essere circa una su cinque", t.Validation, t.Phrases)
	}
	if !strings.HasPrefix(t.Target, "svc:") {
		return
	}
	if t.share(t.Untitled) < leastUntitled {
		c.add(SeverityWarning, RulePhraseTitle, at, "", "%d frasi su %d fanno a meno delle parole del titolo: dev'essere almeno la metà", t.Untitled, t.Phrases)
	}
	for _, style := range styles {
		if t.Styles[style] == 0 {
			c.add(SeverityWarning, RulePhraseStyles, at, "stile", "nessuna frase di stile %s", style)
		}
	}
}

func fewestOf(target string) int {
	kind, _, _ := strings.Cut(target, ":")
	switch kind {
	case "svc":
		return fewestOfService
	case "office", "body":
		return fewestOfOffice
	case "oos":
		return fewestOutOfScope
	default:
		return fewestOfTalk
	}
}

// tally counts a target's phrases.
func (c *checker) tally(target string, lines []line) PhraseTally {
	t := PhraseTally{Target: target, Phrases: len(lines), Styles: make(map[string]int), Aspects: make(map[string]int)}
	title := rooted(c.titleOf(target))
	for _, l := range lines {
		t.Styles[l.Style]++
		for _, aspect := range l.Aspects {
			t.Aspects[aspect]++
		}
		if len(l.Aspects) > 1 {
			t.Double++
		}
		if l.Split == knowledge.SplitValidate {
			t.Validation++
		}
		if !slices.ContainsFunc(l.words, func(w string) bool { return title[root(w)] }) {
			t.Untitled++
		}
	}
	return t
}

func (c *checker) titleOf(target string) string {
	kind, slug, _ := strings.Cut(target, ":")
	switch kind {
	case "svc":
		for _, s := range services(c.view) {
			if string(s.ID) == slug {
				return s.Title.Value
			}
		}
	case "office":
		if o, ok := c.view.Office(knowledge.OfficeID(slug)); ok {
			return o.Name
		}
	case "body":
		if m, ok := c.view.Matter(knowledge.MatterID(slug)); ok {
			return m.Title.Value
		}
	}
	return ""
}

// rooted returns the roots of a title's content words.
func rooted(title string) map[string]bool {
	roots := make(map[string]bool)
	for _, word := range plainWords(title) {
		const shortestContent = 3 // "di", "la", "e"
		if utf8.RuneCountInString(word) >= shortestContent && !slices.Contains(functionWords, word) {
			roots[root(word)] = true
		}
	}
	return roots
}

// functionWords of three letters and more that titles are joined with.
var functionWords = []string{"del", "della", "dei", "delle", "degli", "dal", "dalla", "per", "con", "sul", "sulla", "nel", "nella", "gli", "una", "all", "alla", "alle", "agli"}

// root cuts what inflection changes, roughly: lint only counts.
func root(word string) string {
	const kept, ending = 4, 2
	return word[:min(len(word), max(kept, len(word)-ending))]
}
