package nlu

import (
	"slices"
	"strings"
)

// emergencyIn returns the gravest emergency among the frames found.
func emergencyIn(spans []span) Emergency {
	found := EmergencyNone
	for _, s := range spans {
		switch s.label {
		case "emergency:1522":
			return EmergencyViolence
		case "emergency:112":
			found = EmergencyCall112
		}
	}
	return found
}

// courtesy answers messages that are smalltalk and nothing else; smalltalk that
// comes with a question is noted in Courtesy.
func (u *Understander) courtesy(r *reading) (Understanding, bool) {
	said, inside := smalltalkIn(r)
	if r.soundsCourteous(said, inside) {
		return r.answer(r.turn.best, r.turn.share), true
	}
	if said = r.midway(said); said == "" {
		return Understanding{}, false
	}
	r.out.Courtesy = said
	if r.out.Emergency == EmergencyNone && r.courteousOnly(said, inside) {
		return r.answer(said, courtesyConfidence), true
	}
	return Understanding{}, false
}

// soundsCourteous reports whether the turn sounds like a courtesy as a whole.
func (r *reading) soundsCourteous(said Target, inside []bool) bool {
	if r.turn.best.Kind() != KindSmalltalk || r.turn.share < soundsCourteous || r.out.Emergency != EmergencyNone {
		return false
	}
	if said == "" && r.asksInParting() {
		return false
	}
	mass := r.massOutside(inside)
	if r.subject != "" && isCivil(said) && (mass >= topicSlack || r.asksOutside(inside)) {
		return r.turn.share >= surelyCourteous && (mass < topicSlack || r.merelyThanks())
	}
	return r.turn.share >= surelyCourteous || mass < humanSlack && !(isCivil(said) && r.asksOutside(inside))
}

// asksInParting reports whether what sounds like thanks or a farewell is a
// question: "e domani?".
func (r *reading) asksInParting() bool {
	parts := r.turn.best == SmalltalkBye || r.turn.best == SmalltalkThanks
	return parts && r.tokens[len(r.tokens)-1].asks
}

// merelyThanks reports whether the turn tells what the thanks are for, and asks
// nothing, neither in words nor by its mark.
func (r *reading) merelyThanks() bool {
	return r.thanksFor() && !r.asked && !r.tokens[len(r.tokens)-1].asks
}

// afterThanks is what is said after what the thanks are for: of "grazie per la
// risposta, ho perso la patente" the second clause; empty when there is one only.
func (r *reading) afterThanks() []token {
	after := r.tokens[slices.IndexFunc(r.tokens, givesThanks)+1:]
	clause := slices.IndexFunc(after, func(t token) bool { return t.boundary })
	if !r.thanksFor() || clause < 0 {
		return nil
	}
	return after[clause:]
}

// thanksFor reports whether the thanks tell what they are for: "grazie per la
// pazienza", "ti ringrazio dell'aiuto".
func (r *reading) thanksFor() bool {
	thanks := slices.IndexFunc(r.tokens, givesThanks)
	if thanks < 0 {
		return false
	}
	for _, t := range r.tokens[thanks+1:] {
		switch t.norm {
		case "mille", "tante", "infinite", "ancora", "davvero":
		case "per", "di", "del", "dell", "dello", "della", "dei", "delle":
			return true
		default:
			return false
		}
	}
	return false
}

// courteousOnly reports whether little besides the courtesy is said, and nothing
// asked; thanks in the middle of a conversation may say what for: "bello, grazie!".
func (r *reading) courteousOnly(said Target, inside []bool) bool {
	const fewWords = 7
	switch mass := r.massOutside(inside); {
	case said == SmalltalkHuman:
		return mass < humanSlack
	case said == SmalltalkHelp:
		return mass < smalltalkSlack
	case r.asksOutside(inside):
		return false
	case r.subject != "" && said == SmalltalkThanks && r.turn.best == said && len(r.tokens) <= fewWords && !r.hears("e") && !r.hears("ma"):
		return mass < topicSlack
	default:
		return mass < smalltalkSlack
	}
}

// isCivil recognises thanks, greetings and farewells.
func isCivil(t Target) bool {
	return t == SmalltalkThanks || t == SmalltalkGreeting || t == SmalltalkBye
}

const (
	courtesyConfidence = 0.95
	smalltalkSlack     = 1.2  // mass of words that smalltalk may carry along
	chatter            = 0.25 // what a word counts that no service uses
	topicSlack         = 4.0  // from which a topic is named: "grazie, ho perso la carta d'identità"
	humanSlack         = 3.0  // "vorrei parlare con un operatore dell'ufficio"
)

// smalltalkIn picks the smalltalk that decides the reply: a request (human,
// help) before abuse, thanks and leave-taking before a greeting.
func smalltalkIn(r *reading) (Target, []bool) {
	order := map[Target]int{SmalltalkHuman: 6, SmalltalkAbuse: 5, SmalltalkHelp: 4, SmalltalkBye: 2, SmalltalkThanks: 3, SmalltalkGreeting: 1}
	best := Target("")
	inside := make([]bool, len(r.tokens))
	for _, s := range r.dialogue {
		if !strings.HasPrefix(s.label, "smalltalk:") {
			continue
		}
		t := Target(s.label)
		if t == SmalltalkThanks && r.takesLeave() {
			t = SmalltalkBye
		}
		if order[t] > order[best] {
			best = t
		}
		for i := s.start; i < s.end; i++ {
			inside[i] = true
		}
	}
	return best, inside
}

// takesLeave reports whether the turn takes leave after a mere assent: "perfetto,
// arrivederci" gives no thanks.
func (r *reading) takesLeave() bool {
	leave := slices.ContainsFunc(r.dialogue, func(s span) bool { return Target(s.label) == SmalltalkBye })
	thanked := slices.ContainsFunc(r.tokens, func(t token) bool { return givesThanks(t) || strings.HasPrefix(t.norm, "gentil") })
	return leave && !thanked
}

func givesThanks(t token) bool {
	return strings.HasPrefix(t.norm, "grazi") || strings.HasPrefix(t.norm, "ringrazi")
}

// midway is what a courtesy is while something is asked or talked about: "ciao"
// takes leave, "c'è qualcuno il sabato?" is none, nor "quanto si paga l'operatrice?".
func (r *reading) midway(found Target) Target {
	switch {
	case found == SmalltalkHuman && r.asksOfSheet():
		return ""
	case r.subject == "" || found != SmalltalkGreeting:
		return found
	case !r.out.When.IsZero():
		return ""
	case r.hears("ciao"):
		return SmalltalkBye
	}
	return found
}

// asksOfSheet reports whether in the first place something is asked in words that
// only the sheet of a service answers.
func (r *reading) asksOfSheet() bool {
	switch r.out.Aspects[0] {
	case AspectCost, AspectDocuments, AspectDuration, AspectDeadline, AspectEligibility:
		return r.asksSomething()
	default:
		return false
	}
}

func (r *reading) hears(word string) bool {
	return slices.ContainsFunc(r.tokens, func(t token) bool { return t.norm == word })
}

// asksOutside reports whether something is asked besides the smalltalk; in the
// middle of a conversation a question mark tells it.
func (r *reading) asksOutside(inside []bool) bool {
	for i, covered := range r.covered {
		if covered && !inside[i] {
			return true
		}
	}
	return r.subject != "" && slices.ContainsFunc(r.tokens, func(t token) bool { return t.asks })
}

// massOutside is the mass of topic words that the marked words do not hold.
func (r *reading) massOutside(inside []bool) float64 {
	var mass float64
	for _, t := range r.terms {
		for i, tok := range r.tokens {
			if tok.stem != t.stem || inside[i] {
				continue
			}
			if t.known {
				mass += t.mass
			} else {
				mass += t.mass * chatter
			}
			break
		}
	}
	return mass
}

// status answers questions about an application already filed: asked for
// outright, or told as something done and a wait since.
func (u *Understander) status(r *reading) (Understanding, bool) {
	if r.subject != "" && !r.turn.is(TargetStatus, surelyStatus) {
		return Understanding{}, false // "quando è pronto?" asks how long that takes
	}
	if r.turn.is(TargetStatus, soundsLikeStatus) {
		return r.answer(TargetStatus, r.turn.share), true
	}
	if r.turn.is("", soundsLikeMatter) {
		return Understanding{}, false
	}
	var done, waiting bool
	for _, s := range r.dialogue {
		switch s.label {
		case string(TargetStatus):
			return r.answer(TargetStatus, statusConfidence), true
		case "status-act":
			done = true
		case "status-wait":
			waiting = true
		}
	}
	if done && waiting {
		return r.answer(TargetStatus, statusConfidence), true
	}
	return Understanding{}, false
}

// filed is what the application is about whose state is asked: a service that the
// question says, or else the one that is talked about; empty where there is none.
func (u *Understander) filed(r *reading) Target {
	if slices.ContainsFunc(r.terms, func(t term) bool { return t.known && !ofFiling(t.stem) }) {
		s, _ := u.scratch.Get().(*scratch)
		defer u.scratch.Put(s)
		r.rank(u, s)
		if said, sum := u.likeliestService(r); said.score >= likelyFiled && said.score >= surelyFiled*sum {
			return u.index.targets[said.target]
		}
	}
	if _, has := u.docs[r.query.Context.Focus]; has && r.query.Context.Focus.Kind() == KindService {
		return r.query.Context.Focus
	}
	return ""
}

// likeliestService is the first of the services, and how likely all of them are.
func (u *Understander) likeliestService(r *reading) (first scored, sum float64) {
	for _, c := range r.ranked {
		if u.index.targets[c.target].Kind() != KindService {
			continue
		}
		if sum == 0 {
			first = c
		}
		sum += c.score
	}
	return first, sum
}

// ofFiling recognises the stems of words that are said of any application.
func ofFiling(stem string) bool {
	switch stem {
	case "pratic", "domand", "richiest", "richied", "istanz", "protocoll", "esit", "rispost", "ricev", "mand", "notiz", "punt", "stat":
		return true
	}
	return false
}

const (
	surelyFiled      = 0.5 // of the likelihood of all services
	likelyFiled      = 0.3 // of all there is
	statusConfidence = 0.9
	surelyStatus     = 0.6 // while something else is talked about
	soundsLikeMatter = 0.94
	soundsCourteous  = 0.5
	surelyCourteous  = 0.9
)

// foreign ends a question in another language: greetings are understood, the
// rest is said to be out of reach.
func (u *Understander) foreign(r *reading) Understanding {
	if out, ok := u.courtesy(r); ok {
		return out
	}
	return r.unknown(ReasonLanguage)
}

func (r *reading) answer(t Target, confidence float64) Understanding {
	r.out.Target, r.out.Confidence, r.out.Decision = t, confidence, DecideAnswer
	if t.Kind() == KindSmalltalk {
		r.out.Aspects, r.out.Besides = []Aspect{AspectInfo}, nil // nothing of the charter is asked
	}
	return r.out
}

func (r *reading) unknown(why Reason) Understanding {
	r.out.Target, r.out.Decision, r.out.Reason = TargetOOS, DecideUnknown, why
	return r.out
}
