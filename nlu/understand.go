package nlu

import (
	"fmt"
	"slices"
	"sync"
)

// Understander reads questions about one charter. It is immutable and safe for
// use by many goroutines.
type Understander struct {
	base      *Base
	retriever Retriever
	index     *exemplarIndex
	events    *eventIndex
	speller   *speller
	docs      map[Target]Document
	focus     map[Target][]term   // the title of each document, for follow-ups
	services  map[Target][]Target // by office, what is asked for there
	vocab     map[string]bool     // words that need no correction
	trained
	bayes   *bayes
	scratch sync.Pool
}

// New prepares the reading of questions about docs. The retriever holds the
// same documents (base.Fields); base may be shared. The targets of events are
// among the documents.
func New(docs []Document, r Retriever, base *Base, events ...Event) (*Understander, error) {
	if base == nil || r == nil {
		return nil, fmt.Errorf("new understander: base and retriever are needed")
	}
	u := &Understander{
		base: base, retriever: r, index: base.newExemplarIndex(things(docs)),
		docs: make(map[Target]Document, len(docs)), focus: make(map[Target][]term, len(docs)), services: make(map[Target][]Target),
	}
	for _, d := range things(docs) {
		if _, ok := ParseTarget(string(d.Target)); !ok {
			return nil, fmt.Errorf("new understander: %q is no target", d.Target)
		}
		if _, twice := u.docs[d.Target]; twice {
			return nil, fmt.Errorf("new understander: %s stands twice", d.Target)
		}
		u.docs[d.Target] = d
		if d.Office != "" {
			u.services[d.Office] = append(u.services[d.Office], d.Target)
		}
		u.focus[d.Target] = u.titleTerms(d)
	}
	var err error
	if u.events, err = base.newEventIndex(events, u.index.words); err != nil {
		return nil, fmt.Errorf("new understander: %w", err)
	}
	u.vocab = make(map[string]bool, len(u.index.words)+len(base.common))
	for w := range base.normaliser.stopwords {
		u.vocab[w] = true
	}
	u.speller = newSpeller(u.index.words, base.spellingWords())
	u.trained = base.memory.recall(docs, events, func() trained { return u.learn(docs) })
	u.bayes = weighCounts(u.counts, u.sheetStems())
	u.scratch.New = func() any { return u.index.newScratch() }
	return u, nil
}

// spellingWords is plain Italian: common words and stopwords.
func (b *Base) spellingWords() map[string]bool {
	out := make(map[string]bool, len(b.common)+len(b.normaliser.stopwords))
	for w := range b.common {
		out[w] = true
	}
	for w := range b.normaliser.stopwords {
		out[w] = true
	}
	return out
}

// sheetStems lists by target the stems of its sheet, each once.
func (u *Understander) sheetStems() [][]string {
	out := make([][]string, len(u.index.targets))
	for target, d := range u.docs {
		out[u.index.ids[target]] = u.base.contentStems(d.Summary + " " + d.Sheet)
	}
	return out
}

// titleTerms is what a follow-up borrows of the focus.
func (u *Understander) titleTerms(d Document) []term {
	var out []term
	for _, s := range u.base.contentStems(d.Title) {
		out = append(out, term{stem: s, weight: borrowedWeight, mass: borrowedWeight * u.index.idf[s], known: true})
	}
	return out
}

// Understand reads one question.
func (u *Understander) Understand(q Query) Understanding {
	return u.understand(&reading{query: q})
}

// understand takes a reading through the pipeline; r.trace notes at which step
// it ended.
func (u *Understander) understand(r *reading) Understanding {
	out := u.conclude(r)
	r.introduce(&out)
	return out
}

func (u *Understander) conclude(r *reading) Understanding {
	u.read(r)
	switch {
	case len(r.tokens) == 0:
		r.trace.ends(StepEmpty)
		return r.unknown(ReasonEmpty)
	case r.out.Language != languageItalian:
		r.trace.ends(StepLanguage)
		return u.foreign(r)
	}
	told, isEvent := u.events.told(r)
	if !isEvent {
		if out, ok := u.courtesy(r); ok {
			r.trace.ends(StepCourtesy)
			return out
		}
	}
	if out, ok := u.status(r); ok {
		r.trace.ends(StepStatus)
		out.About = u.filed(r)
		return out // whatever the conversation was about
	}
	if r.out.Emergency == EmergencyCall112 && !r.asksSomething() {
		r.trace.ends(StepEmergency)
		return r.unknown(ReasonOutside)
	}
	if out, ok := u.goBack(r); ok {
		r.trace.ends(StepFollowUp)
		return out
	}
	if out, ok := u.chooseOffered(r); ok {
		r.trace.ends(StepFollowUp)
		return out
	}
	s, _ := u.scratch.Get().(*scratch)
	defer u.scratch.Put(s)
	r.rank(u, s)
	if !isEvent {
		r.tied = u.tie(r, s)
	}
	r.trace.ends(StepOdds)
	out := u.followUp(r, u.decide(r))
	if isEvent {
		out = u.aboutEvent(told, r, out)
	}
	if out.Decision == DecideUnknown && r.turn.mayBeTalk() {
		r.trace.ends(StepTalk)
		r.out.Reason = ReasonNone
		return r.answer(r.turn.best, r.turn.share)
	}
	return out
}

// reading is one question on its way through the pipeline.
type reading struct {
	query    Query
	subject  Target // what the conversation was about; empty for nothing
	tokens   []token
	used     []bool // words that speak of time
	covered  []bool // words inside an aspect frame
	opening  int    // words of a civil opening
	dialogue []span // smalltalk, status and emergency frames
	terms    []term
	mass     float64   // of all terms
	known    float64   // of those that the charter knows
	asked    bool      // an aspect is named in words
	shares   []float64 // by target, what the ranker makes of the words
	named    []float64 // by target, how much of the topic its title or an alias is, said whole
	turn     turn      // what sort of turn it sounds like
	ranked   []scored
	tied     bool    // to what the conversation was about
	sure     float64 // share of the likeliest aspect
	out      Understanding
	trace    *trace // nil unless the reading is to be explained
}

// read does all that does not depend on candidates.
func (u *Understander) read(r *reading) {
	r.subject = u.subject(r.query.Context)
	r.tokens = u.base.normaliser.tokens(string(r.query.Text))
	r.out.Language = u.base.guessLanguage(r.tokens, u.isItalian)
	if r.out.Language == languageItalian {
		u.spell(r)
	}
	if r.subject != "" {
		r.tokens = retracted(r.tokens)
	}
	r.used = make([]bool, len(r.tokens))
	r.covered = make([]bool, len(r.tokens))
	r.out.When = parseWhen(r.tokens, r.query.Now, r.used)
	r.dialogue = u.base.dialogue.find(r.tokens)
	r.out.Emergency = emergencyIn(r.dialogue)
	u.findAspects(r)
	r.setCivilityAside()
	r.listen(u)
	r.weigh(u)
	if len(r.terms) == 1 && r.terms[0].known && len(r.tokens) <= shortName {
		r.turn.oos = 0 // "carta" alone is asked back, whatever it is mostly said of
	}
	r.tellTopics(u)
}

// setCivilityAside takes the words of a thanks or a greeting for no topic's: "perfetto,
// vorrei il cambio di residenza".
func (r *reading) setCivilityAside() {
	for _, s := range r.dialogue {
		if !isCivil(Target(s.label)) {
			continue
		}
		r.skipAssent()
		if s.start <= r.opening && r.opening < s.end {
			r.opening = s.end
		}
		for i := s.start; i < s.end; i++ {
			r.tokens[i].stop = true
		}
	}
	r.skipAssent()
}

// skipAssent takes words of mere assent for a part of the opening.
func (r *reading) skipAssent() {
	for r.opening < len(r.tokens) {
		switch r.tokens[r.opening].norm {
		case "ok", "okay", "bene", "allora", "ah", "capito":
			r.opening++
		default:
			return
		}
	}
}

// matter is what is said after a civil opening: of "ok grazie, e la patente?" its
// end. It is all there is when nothing follows.
func (r *reading) matter() []token {
	if r.opening == len(r.tokens) {
		return r.tokens
	}
	return r.tokens[r.opening:]
}

// spell stems every word, after correcting those that nobody knows.
func (u *Understander) spell(r *reading) {
	for i := range r.tokens {
		t := &r.tokens[i]
		t.stem = u.base.stemmer.stem(t.norm)
		if u.knows(*t) {
			continue
		}
		meant, ok := u.speller.correct(t.norm)
		if !ok && u.base.asking[meant] && meant[0] == t.norm[0] {
			ok = true // "quannto", "doccumenti": what is asked, not the topic
		}
		if !ok || meant == t.norm {
			continue
		}
		r.out.Corrections = append(r.out.Corrections, Correction{From: t.original, To: u.index.asWritten(meant)})
		t.norm, t.stem, t.weight = meant, u.base.stemmer.stem(meant), correctedWeight
		t.stop = u.base.normaliser.stopwords[meant]
	}
	u.base.stemmer.markAges(r.tokens)
}

// knows reports whether a word is right as it is.
func (u *Understander) knows(t token) bool {
	return t.stop || u.index.words[t.norm] || u.base.common[t.norm] ||
		len(t.stem) >= minKnownStem && (u.index.stems[t.stem] || u.base.stems[t.stem])
}

func (u *Understander) isItalian(t token) bool {
	return t.stop && len(t.norm) > 1 || u.base.common[t.norm] || u.index.words[t.norm]
}

// Weights of a word by how it got into the question.
const (
	correctedWeight = 0.9
	framedWeight    = 0.3 // inside an aspect frame: "documenti", "pagare"
	borrowedWeight  = 1.0 // from the focus of the conversation
	minKnownStem    = 4   // shorter stems are shared by too many words
	shortName       = 2   // words of a bare name: "la carta"
)

// weigh lists the distinct stems that carry the topic, with their masses.
func (r *reading) weigh(u *Understander) {
	for i, t := range r.tokens {
		if t.stop || r.used[i] || len(t.stem) < 2 {
			continue
		}
		weight := t.weight
		if r.covered[i] {
			weight *= framedWeight
		}
		r.addTerm(u, t, weight)
	}
	for _, t := range r.terms {
		r.mass += t.mass
		if t.known {
			r.known += t.mass
		}
	}
}

func (r *reading) addTerm(u *Understander, t token, weight float64) {
	idf, known := u.index.idf[t.stem]
	if !known {
		idf = unknownIDF
		if isNumber(t.norm) {
			idf = numberIDF
		}
		if u.base.common[t.norm] || u.base.stems[t.stem] {
			idf = commonIDF
		}
	}
	at := slices.IndexFunc(r.terms, func(x term) bool { return x.stem == t.stem })
	if at < 0 {
		r.terms = append(r.terms, term{t.stem, t.norm, weight, weight * idf, known})
		return
	}
	if weight > r.terms[at].weight {
		r.terms[at].weight, r.terms[at].mass = weight, weight*idf
	}
}

// rank orders the targets by how likely the question is about them.
func (r *reading) rank(u *Understander, s *scratch) {
	r.gather(u, s)
	u.fuse(r)
}

// gather finds the candidates that forms speak for.
func (r *reading) gather(u *Understander, s *scratch) {
	r.ranked = u.index.evidence(r.terms, r.tokens, s)
	topic, _ := r.topicMass(u)
	r.named = u.index.named(r.terms, topic, s)
	for i := range r.ranked {
		r.ranked[i].evidence *= u.prior(r, u.index.targets[r.ranked[i].target])
	}
}

// compare puts the higher score first; ties go by the targets' names.
func (u *Understander) compare(a, b scored) int {
	switch {
	case a.score > b.score:
		return -1
	case a.score < b.score:
		return 1
	case u.index.targets[a.target] < u.index.targets[b.target]:
		return -1
	}
	return 1
}

// prior leans towards an office when its name and its hours are asked, and
// away from it when a service is.
func (u *Understander) prior(r *reading, t Target) float64 {
	p := 1.0
	if t.Kind() != KindOffice {
		return p
	}
	for _, a := range r.out.Aspects {
		switch a {
		case AspectHours, AspectContacts, AspectWhere:
			return p * officeAsked
		case AspectDocuments, AspectCost, AspectHow, AspectDuration, AspectDeadline, AspectEligibility:
			return p * serviceAsked
		}
	}
	if !r.says("uffic") && !r.says("sportell") {
		p *= officeUnnamed
	}
	return p
}

// Leanings of prior.
const (
	officeAsked   = 1.1
	serviceAsked  = 0.75
	officeUnnamed = 0.9
)
