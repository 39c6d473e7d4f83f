package nlu

import (
	"fmt"
	"slices"
)

// Event is a life event ("mi sposo"): a situation that several targets answer
// together. It is no target of its own: questions about it keep the label of
// one of its targets.
type Event struct {
	Slug    string
	Title   string
	Aliases []string
	Targets []Target // of its steps, in order; the first leads
}

// leadsTo reports whether a step of the event is about the target.
func (e *Event) leadsTo(t Target) bool {
	return slices.Contains(e.Targets, t)
}

// eventIndex finds events by the words in which citizens tell them.
type eventIndex struct {
	events   []Event
	forms    []eventForm
	postings map[string][]int // by stem
}

// eventForm is one way of telling an event.
type eventForm struct {
	event int
	stems []string
	// words is the form as written when a single stem is left of it: "mi sposo"
	// must be said so, "sposo" alone tells nothing.
	words []string
}

// Thresholds of an event, set on the tests of this package.
const (
	eventSaid    = 0.6  // how much of a form of several words must be said
	eventAlone   = 0.55 // how much of the question the form must explain
	eventAgreed  = 0.4  // the same, when the question is read as one of its steps anyway
	eventWhole   = 0.85 // the same, when it is read as something else
	eventNear    = 0.5  // of the best reading's score, to lead
	looseForm    = 3    // stems from which one may be left out
	eventCertain = 0.95
)

// newEventIndex prepares the events and adds their words to those that need no
// correction.
func (b *Base) newEventIndex(events []Event, words map[string]bool) (*eventIndex, error) {
	x := &eventIndex{postings: make(map[string][]int)}
	for _, e := range events {
		if e.Slug == "" || len(e.Targets) == 0 {
			return nil, fmt.Errorf("event %q: a slug and a target are needed", e.Slug)
		}
		for _, text := range append([]string{e.Title}, e.Aliases...) {
			x.add(b, text, words)
		}
		x.events = append(x.events, e)
	}
	return x, nil
}

// add takes a way of telling the event that comes next.
func (x *eventIndex) add(b *Base, text string, words map[string]bool) {
	tokens := b.analyse(text)
	f := eventForm{event: len(x.events), stems: distinctStems(tokens)}
	if len(f.stems) == 0 {
		return // stopwords alone tell nothing
	}
	if len(f.stems) == 1 && b.meaningfulWords(tokens) > 1 {
		for _, t := range tokens {
			f.words = append(f.words, t.norm)
		}
	}
	for _, t := range tokens {
		words[t.norm] = true
	}
	for _, stem := range f.stems {
		x.postings[stem] = append(x.postings[stem], len(x.forms))
	}
	x.forms = append(x.forms, f)
}

// telling is an event found in a question.
type telling struct {
	event *Event
	score float64 // share of the question that it explains, 0 to 1
}

// told finds the event that a question tells of and asks about in general: one
// that asks for a cost or a place is about a service.
func (x *eventIndex) told(r *reading) (telling, bool) {
	if !r.asksInGeneral() {
		return telling{}, false
	}
	said := make(map[int]int) // stems said, by form
	for _, t := range r.terms {
		for _, f := range x.postings[t.stem] {
			said[f]++
		}
	}
	best := telling{}
	for i := range x.forms { // in order, so that equal forms give the same event
		f := &x.forms[i]
		if said[i] == 0 || !f.saidBy(r, said[i]) {
			continue
		}
		if score := f.share(r) * float64(said[i]) / float64(len(f.stems)); score > best.score {
			best = telling{&x.events[f.event], score}
		}
	}
	return best, best.score >= eventAgreed
}

// asksInGeneral reports whether it is mostly asked what to do, or nothing for sure.
func (r *reading) asksInGeneral() bool {
	return r.out.Aspects[0] == AspectHow || r.out.Aspects[0] == AspectInfo || !r.asksSomething() && r.sure < askedAnew
}

// saidBy reports whether enough of the form is said.
func (f *eventForm) saidBy(r *reading, said int) bool {
	if f.words != nil {
		return containsWords(r.tokens, f.words)
	}
	if len(f.stems) < looseForm {
		return said == len(f.stems)
	}
	return float64(said) >= eventSaid*float64(len(f.stems))
}

// share is how much of the question's mass the form explains. Of the rest, words
// that no service uses are chatter.
func (f *eventForm) share(r *reading) float64 {
	var explained, rest float64
	for _, t := range r.terms {
		switch {
		case slices.Contains(f.stems, t.stem):
			explained += t.mass
		case t.known:
			rest += t.mass
		default:
			rest += t.mass * chatter
		}
	}
	return explained / max(explained+rest, silent)
}

// aboutEvent notes the event in a reading. A reading that is one of the event's
// steps stays; one that is sure of something else gives way only to an event
// that is all that was said.
func (u *Understander) aboutEvent(told telling, r *reading, out Understanding) Understanding {
	inside := u.odds(r).inside
	agreed := len(inside) > 0 && told.event.leadsTo(u.index.targets[inside[0].target])
	answered := out.Decision == DecideAnswer
	switch {
	case r.soundsOutside(), !agreed && told.score < eventAlone, !agreed && answered && told.score < eventWhole:
		return out
	case !agreed || !answered:
		out = r.answer(u.leading(told.event, inside), min(told.score, eventCertain))
		out.Reason, out.Alternatives = ReasonNone, nil
	}
	out.Event = told.event.Slug
	return out
}

// leading picks the step that the question is nearest to, the first when it is
// near to none.
func (u *Understander) leading(e *Event, likely []scored) Target {
	for _, c := range likely {
		if c.score < eventNear*likely[0].score {
			break
		}
		if t := u.index.targets[c.target]; e.leadsTo(t) {
			return t
		}
	}
	return e.Targets[0]
}
