package nlu

import (
	"slices"
	"strings"
)

// followUp notes that a turn goes on with what the conversation was about; where
// it asks nothing anew, what was asked before is.
func (u *Understander) followUp(r *reading, out Understanding) Understanding {
	if !r.tied || out.Decision == DecideUnknown {
		return out
	}
	r.inheritAspects()
	out.Aspects, out.Besides = r.out.Aspects, r.out.Besides
	if out.Decision == DecideAnswer {
		rule := u.goesOn(r, out.Target)
		out.FollowUp = rule == RuleStays || rule == RuleChosen
		r.trace.follows(rule)
	}
	return out
}

// goesOn tells how an answer about the target goes on with what was talked about.
func (u *Understander) goesOn(r *reading, target Target) FollowUpRule {
	context := r.query.Context
	of := func(c scored) bool { return u.index.targets[c.target] == target }
	switch at := slices.IndexFunc(r.ranked, of); {
	case target == r.subject, slices.Equal(u.services[r.subject], []Target{target}):
		return RuleStays
	case slices.Contains(context.Offered, target):
		return RuleChosen
	case slices.Contains(context.Former, target), target == context.Focus:
		return RuleReturns
	case at >= 0 && (r.ranked[at].ties[tieNear] > 0 || r.ranked[at].ties[tieTogether] >= worthJoining):
		return RuleNeighbour
	}
	return RuleNewTopic
}

// subject is what the conversation is about, of what the charter still has: the
// best of an offer that was left unanswered, or else the focus. It is empty when
// there is nothing of the kind.
func (u *Understander) subject(c Context) Target {
	for _, t := range slices.Concat(c.Offered, []Target{c.Focus}) {
		if _, has := u.docs[t]; has {
			return t
		}
	}
	return ""
}

const (
	longTopic       = 12.0 // mass of words from which a question speaks for itself
	followConfident = 0.9
	sharedTitle     = 0.07 // of the focus's title that a neighbour must share
)

// topicMass sums the words that neither ask nor tell time, and those among
// them that more than a few services do not share.
func (r *reading) topicMass(u *Understander) (topic, specific float64) {
	for _, t := range r.terms {
		if t.weight <= framedWeight || !t.known && isNumber(t.norm) {
			continue
		}
		topic += t.mass
		if t.known && !u.base.generic[t.stem] {
			specific += t.mass
		}
	}
	return topic, specific
}

// leansBack reports whether the sentence begins as an answer to the last one.
func leansBack(tokens []token) bool {
	if len(tokens) == 0 || len(tokens) > 12 {
		return false
	}
	switch tokens[0].norm {
	case "e", "ed", "ma", "invece", "anche", "no", "quindi", "intendevo", "pero", "o", "oppure", "se", "li":
		return true
	}
	return false
}

// hasClitic recognises an infinitive or gerund with a pronoun of the third person.
func hasClitic(t token) bool {
	const shortest = 6
	if len(t.norm) < shortest {
		return false
	}
	for _, ending := range []string{"rlo", "rla", "rli", "rle", "rne", "ndolo", "ndola", "ndoli", "ndole"} {
		if strings.HasSuffix(t.norm, ending) {
			return true
		}
	}
	return false
}

// cueWords is how far into a sentence the cues of a return or a correction stand.
const cueWords = 6

// returns reports whether the turn says that it takes up something from before.
func returns(tokens []token) bool {
	for _, t := range tokens[:min(len(tokens), cueWords)] {
		switch t.norm {
		case "tornando", "torniamo", "torno", "ritornando", "ritorno", "dicevo", "dicevamo", "chiedevo", "riguardo", "prima", "ancora":
			return true
		}
	}
	return false
}

// retracted leaves out what a correction takes back: "intendevo il nido, non la
// mensa", "mensa no: lo scuolabus".
func retracted(tokens []token) []token {
	if !corrects(tokens) {
		return tokens
	}
	var out []token
	for start := 0; start < len(tokens); {
		end := start + 1
		for end < len(tokens) && !tokens[end].boundary {
			end++
		}
		out = append(out, stillMeant(tokens[start:end])...)
		start = end
	}
	if len(out) == len(tokens) || !slices.ContainsFunc(out, func(t token) bool { return !t.stop && !corrects([]token{t}) }) {
		return tokens
	}
	out[len(out)-1].asks = tokens[len(tokens)-1].asks
	return out
}

// stillMeant is what is left of a clause that takes something back: of "non per la
// mensa ma per il nido" what follows "ma", of "non la mensa" and "mensa no" nothing.
func stillMeant(clause []token) []token {
	const nameWords = 4
	last := len(clause) - 1
	switch {
	case last > 0 && last < nameWords && clause[last].norm == "no" && clause[last-1].norm != "o" && clause[last-1].norm != "oppure":
		return nil
	case last > 0 && clause[0].norm == "non" && beginsName(clause[1].norm):
		but := slices.IndexFunc(clause, func(t token) bool { return t.norm == "ma" || t.norm == "bensi" })
		if but < 0 {
			return nil
		}
		return clause[but:]
	default:
		return clause
	}
}

// beginsName recognises the little words that stand before the name of a thing.
func beginsName(word string) bool {
	switch word {
	case "il", "lo", "la", "i", "gli", "le", "l", "un", "una", "quello", "quella", "quelli", "quelle", "di", "del", "della", "per":
		return true
	}
	return false
}

// corrects reports whether the turn says that it was misunderstood, or misspoke.
func corrects(tokens []token) bool {
	for i, t := range tokens[:min(len(tokens), cueWords)] {
		switch t.norm {
		case "intendevo", "intendo", "volevo", "sbagliato", "sbagliata", "scusa", "scusate", "anzi", "macche":
			return true
		case "no":
			if i == 0 {
				return true
			}
		case "non":
			if i+1 < len(tokens) && strings.HasPrefix(tokens[i+1].norm, "quell") {
				return true
			}
		}
	}
	return false
}

// asksAny reports whether one of the aspects is what is asked in the first place.
func (r *reading) asksAny(aspects ...Aspect) bool { return slices.Contains(aspects, r.out.Aspects[0]) }

// beginsWithFor reports whether the turn names first what it asks about: "per la
// mensa come faccio?", "e per chiudere la strada?".
func beginsWithFor(tokens []token) bool {
	for i, t := range tokens[:min(len(tokens), 4)] {
		if t.norm == "per" && (i == 0 || tokens[i-1].stop || t.boundary) {
			return true
		}
	}
	return false
}

// wants reports whether the turn says what one would like: "vorrei il cambio di
// residenza".
func wants(tokens []token) bool {
	return slices.ContainsFunc(tokens[:min(len(tokens), cueWords)], func(t token) bool {
		return t.norm == "vorrei" || t.norm == "vorremmo" || t.norm == "voglio" || t.norm == "vogliamo"
	})
}

// asksAnother reports whether the turn says that what follows is another matter:
// "un'altra cosa: …", "già che ci sono", "senti, e per …".
func asksAnother(tokens []token) bool {
	for i, t := range tokens[:min(len(tokens), cueWords)] {
		switch t.norm {
		case "cosa", "domanda", "informazione", "info":
			if i > 0 && (strings.HasPrefix(tokens[i-1].norm, "altr") || strings.HasPrefix(tokens[i-1].norm, "ultim")) {
				return true
			}
		case "proposito", "intanto", "senti", "senta", "gia", "invece", "poi", "piuttosto", "cambiando":
			return true
		}
	}
	return false
}

// renames reports whether a correction says no more than what was meant: "no,
// intendevo la mensa".
func renames(tokens []token) bool {
	const nameWords = 6
	return len(tokens) <= nameWords && corrects(tokens) && !slices.ContainsFunc(tokens, func(t token) bool { return t.asks })
}

// inheritAspects asks what was asked before, where nothing is asked anew: "e per
// la patente?". What the words may ask besides goes after it.
func (r *reading) inheritAspects() {
	before := r.query.Context.Aspects
	switch {
	case r.asksSomething() || len(before) == 0:
	case !r.out.When.IsZero() && r.onlySaysWhen():
		r.out.Aspects, r.out.Besides = []Aspect{AspectHours}, nil // "e il sabato?"
	case len(r.tokens) <= bareAnswer && r.sure < askedAnew:
		r.trace.inherits()
		r.out.Aspects, r.out.Besides = slices.Clone(before), nil
	case leavesOut(r.matter()):
		r.trace.inherits()
		heard := r.out.Aspects[0]
		r.out.Aspects, r.out.Besides = slices.Clone(before[:min(len(before), aspectsAtMost-1)]), nil
		if heard != AspectInfo && r.sure >= askedAnew {
			r.addAspect(heard)
		}
	case supposes(r.matter()):
		r.trace.inherits()
		r.alsoAsks(before[0])
	}
}

// onlySaysWhen reports whether nothing is said but a day or an hour: "e il sabato?".
func (r *reading) onlySaysWhen() bool {
	for i, t := range r.tokens {
		if !r.used[i] && !t.stop {
			return false
		}
	}
	return true
}

// supposes reports whether the turn only changes the case: "e se lascio la casa?"
// may ask what was asked before.
func supposes(tokens []token) bool {
	return len(tokens) > 2 && leansBack(tokens) && (tokens[0].norm == "se" || tokens[1].norm == "se")
}

// askedAnew is how likely an aspect must be to be asked besides.
const askedAnew = 0.5

// bareAnswer is how many words ask nothing of their own: "e lì?".
const bareAnswer = 2

// elliptic reports whether the sentence begins as one that leaves out what was
// said before: "e per la patente?", "e quello di nascita?".
func elliptic(tokens []token) bool {
	if len(tokens) < 2 || !leansBack(tokens) {
		return len(tokens) > 0 && tokens[len(tokens)-1].norm == "invece"
	}
	switch tokens[1].norm {
	case "per", "con", "da", "di", "a", "al", "alla", "nel", "nella", "il", "lo", "la", "i", "gli", "le", "l", "un", "una", "uno",
		"quello", "quella", "quelli", "quelle", "mio", "mia", "invece":
		return true
	}
	return false
}

func (r *reading) says(stem string) bool {
	for _, t := range r.terms {
		if t.stem == stem {
			return true
		}
	}
	return false
}

// goBack takes up what was talked about before the focus, where the turn says that it
// goes back and names nothing: "torniamo a prima, quanto costava?".
func (u *Understander) goBack(r *reading) (Understanding, bool) {
	former := r.query.Context.Former
	if len(former) == 0 || !slices.ContainsFunc(r.matter(), goesBack) {
		return Understanding{}, false
	}
	if _, has := u.docs[former[0]]; !has {
		return Understanding{}, false
	}
	if !slices.ContainsFunc(r.tokens, func(t token) bool { return goesBackTogether(t) || saysBefore(t) }) {
		return Understanding{}, false // "quando posso tornare?"
	}
	for i, t := range r.tokens {
		if !t.stop && !r.covered[i] && !r.used[i] && !goesBack(t) && !saysBefore(t) {
			return Understanding{}, false
		}
	}
	r.trace.follows(RuleReturns)
	if !r.asksSomething() {
		r.out.Aspects, r.out.Besides = []Aspect{AspectInfo}, nil
	}
	return r.answer(former[0], followConfident), true
}

// goesBack recognises "torniamo", "ritornando", "vorrei tornare".
func goesBack(t token) bool {
	switch strings.TrimPrefix(t.norm, "ri") {
	case "torno", "tornare", "tornerei":
		return true
	}
	return goesBackTogether(t)
}

// goesBackTogether recognises what is said of a talk rather than of a way.
func goesBackTogether(t token) bool {
	norm := strings.TrimPrefix(t.norm, "ri")
	return norm == "torniamo" || norm == "tornando"
}

// saysBefore recognises the words for what was talked about, whatever it was.
func saysBefore(t token) bool {
	switch t.norm {
	case "prima", "indietro", "discorso", "argomento", "cosa", "domanda", "questione", "precedente":
		return true
	}
	return false
}

// chooseOffered reads "la prima", "2" after an offer.
func (u *Understander) chooseOffered(r *reading) (Understanding, bool) {
	offered := r.query.Context.Offered
	if len(offered) == 0 || len(r.tokens) > 4 {
		return Understanding{}, false
	}
	for _, t := range r.tokens {
		if i := ordinal(t.norm); i >= 0 && i < len(offered) {
			r.trace.follows(RuleChosen)
			r.out.FollowUp, r.out.Aspects, r.out.Besides = true, []Aspect{AspectInfo}, nil
			if before := r.query.Context.Aspects; len(before) > 0 {
				r.out.Aspects = slices.Clone(before)
			}
			return r.answer(offered[i], followConfident), true
		}
	}
	return Understanding{}, false
}

func ordinal(word string) int {
	switch word {
	case "1", "primo", "prima":
		return 0
	case "2", "secondo", "seconda":
		return 1
	case "3", "terzo", "terza", "ultimo", "ultima":
		return 2
	}
	return -1
}
