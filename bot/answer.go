package bot

import (
	"slices"
	"time"

	"github.com/cittaclick/cittaclick/knowledge"
	"github.com/cittaclick/cittaclick/nlu"
)

// answer is a reply being composed, step by step, from the charter as it stands
// on the day of the question. What the reply says of the charter is copied from
// its fields; the words around them are this package's.
type answer struct {
	view    knowledge.View
	now     time.Time // in the municipality's time zone
	today   knowledge.Date
	u       nlu.Understanding
	said    phrase // what the citizen wrote
	topic   Topic  // what the conversation was about
	reply   Reply
	missing []nlu.Aspect // asked, and not in the charter
	horizon int          // for how many days ahead coming changes are told
	// byOwnWords says that the answer came from the words themselves, whatever they
	// were understood to be about.
	byOwnWords bool
}

// compose answers a reading of what was said. It always says something and
// always has an ending.
func compose(charter *knowledge.Charter, u nlu.Understanding, said phrase, topic Topic, now time.Time) Reply {
	return composed(charter, u, said, topic, now).reply
}

func composed(charter *knowledge.Charter, u nlu.Understanding, said phrase, topic Topic, now time.Time) *answer {
	a := newAnswer(charter, u, topic, now)
	a.said = said
	a.emergency()
	a.searchedFor()
	a.byDecision()
	return a
}

// composeOldButton answers a button that no release wrote, or not any more.
func composeOldButton(charter *knowledge.Charter, now time.Time) Reply {
	u := nlu.Understanding{Target: nlu.TargetOOS, Decision: nlu.DecideUnknown, Reason: nlu.ReasonNoMatch, Language: italian}
	a := newAnswer(charter, u, Topic{}, now)
	a.noLongerThere()
	return a.reply
}

func newAnswer(charter *knowledge.Charter, u nlu.Understanding, topic Topic, now time.Time) *answer {
	now = now.In(charter.Location())
	today := knowledge.DateOf(now)
	a := &answer{view: charter.On(today), now: now, today: today, u: u, topic: topic, horizon: soonDays}
	a.reply.Language = italian
	a.reply.Understanding = u
	return a
}

func (a *answer) byDecision() {
	switch {
	case a.u.Emergency != nlu.EmergencyNone && !a.asksBesides():
		a.afterEmergency()
	case a.byWords():
		a.byOwnWords = true
	case a.u.Decision == nlu.DecideAnswer:
		a.byTarget()
	case a.u.Decision == nlu.DecideClarify:
		a.clarify()
	default:
		a.unknown()
	}
}

// byWords answers the questions about no service and no office that are known
// by their very words; false when it is none of them.
func (a *answer) byWords() bool {
	switch {
	case a.u.Reason == nlu.ReasonLanguage || a.u.Target.Kind() == nlu.KindSmalltalk:
		return false
	case a.said.asksWho() && a.aboutPeople(), a.said.says("comune", "municipio") && a.aboutTown():
		return true
	case a.u.Decision == nlu.DecideAnswer:
		return false
	default:
		return a.aboutPeople() || a.aboutTown() || a.asksWhenOffice() || a.asksOfNothing()
	}
}

func (a *answer) byTarget() {
	if a.u.Event != "" && a.aboutLifeEvent(knowledge.LifeEventID(a.u.Event)) {
		return
	}
	switch a.u.Target.Kind() {
	case nlu.KindService:
		a.aboutService(knowledge.ServiceID(a.u.Target.Slug()))
	case nlu.KindOffice:
		a.aboutOffice(knowledge.OfficeID(a.u.Target.Slug()))
	case nlu.KindBody:
		a.aboutMatter(knowledge.MatterID(a.u.Target.Slug()))
	case nlu.KindStatus:
		a.aboutStatus()
	case nlu.KindSmalltalk:
		a.smalltalk()
	default:
		a.unknown()
	}
}

// asked returns the aspects of the question, each once, in the order asked;
// info when nothing specific is.
func (a *answer) asked() []nlu.Aspect {
	var aspects []nlu.Aspect
	for _, aspect := range a.u.Aspects {
		if !slices.Contains(aspects, aspect) {
			aspects = append(aspects, aspect)
		}
	}
	if len(aspects) > 1 && !a.mostlyInfo(aspects) {
		aspects = slices.DeleteFunc(aspects, func(x nlu.Aspect) bool { return x == nlu.AspectInfo })
	}
	if a.said.reopening() {
		return []nlu.Aspect{nlu.AspectHours} // "quando riapre?" asks for no deadline
	}
	switch general := len(aspects) == 0 || slices.Equal(aspects, []nlu.Aspect{nlu.AspectInfo}); {
	case general && !a.u.When.IsZero():
		return []nlu.Aspect{nlu.AspectHours} // "posso venire sabato?"
	case general:
		return []nlu.Aspect{nlu.AspectInfo}
	}
	return aspects
}

// mostlyInfo reports whether nothing but what it is is asked for sure.
func (a *answer) mostlyInfo(aspects []nlu.Aspect) bool {
	return aspects[0] == nlu.AspectInfo && !slices.ContainsFunc(aspects[1:], func(x nlu.Aspect) bool { return !slices.Contains(a.u.Besides, x) })
}

// specific returns the aspects asked for sure without info, which goes without
// saying.
func (a *answer) specific() []nlu.Aspect {
	sure, _ := a.surely()
	return slices.DeleteFunc(sure, func(x nlu.Aspect) bool { return x == nlu.AspectInfo })
}

func (a *answer) add(blocks ...Block) { a.reply.Blocks = append(a.reply.Blocks, blocks...) }

// say adds a paragraph, unless there is nothing in it.
func (a *answer) say(text string) {
	if text != "" {
		a.add(Paragraph{Text: text})
	}
}

// facts adds those that have a value, and tells whether there were any.
func (a *answer) facts(facts ...Fact) bool {
	facts = slices.DeleteFunc(facts, func(f Fact) bool { return f.Value == "" })
	if len(facts) > 0 {
		a.add(Facts{Facts: facts})
	}
	return len(facts) > 0
}

func (a *answer) list(title string, items []string) bool {
	if len(items) > 0 {
		a.add(List{Title: title, Items: items})
	}
	return len(items) > 0
}

// maxButtons is how many choices a reply offers at the most.
const maxButtons = 4

func (a *answer) buttons(buttons []Button) {
	if len(buttons) > maxButtons {
		buttons = buttons[:maxButtons]
	}
	if len(buttons) > 0 {
		a.add(Buttons{Buttons: buttons})
	}
}

// source names the page that the answer is taken from and how fresh it is.
func (a *answer) source(page, title string, updated knowledge.Date) {
	a.reply.Source = page
	text := "Fonte: scheda «" + title + "»"
	if updated != knowledge.Earliest && updated != knowledge.Latest {
		a.reply.UpdatedOn = updated
		text += ", aggiornata " + to(updated)
	}
	a.add(Link{Title: text, URL: page})
}
