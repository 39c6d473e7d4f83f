package site

import (
	"github.com/cittaclick/cittaclick/channels/internal/look"
	"github.com/cittaclick/cittaclick/knowledge"
)

// eventsPage lists the life events.
type eventsPage struct {
	look.Frame
	Day    *dayNote
	Events []row
}

// row is a thing in a list.
type row struct {
	link
	Summary string
}

// eventPage tells in order what a situation asks for.
type eventPage struct {
	look.Frame
	Day       *dayNote
	Summary   string
	Steps     []stepView
	UpdatedOn string
}

// stepView is one thing to do, at a service, at another body, or by oneself.
type stepView struct {
	Text, When string
	At         *link
	Body       string // the other body
}

func eventLink(e *knowledge.LifeEvent) link { return link{e.Title.Value, "/eventi/" + string(e.ID)} }

func eventRows(v *visit) []row {
	return each(v.view.LifeEvents(), func(e *knowledge.LifeEvent) row { return row{v.at(eventLink(e)), e.Summary.Value} })
}

// listEvents answers GET /eventi.
func (s *server) listEvents(v *visit) (shown, error) {
	return shown{"events", eventsPage{
		Frame: s.frame(v, "Eventi della vita", "Nasce un figlio, ci si sposa, si cambia casa: che cosa fare, un passo dopo l'altro.", look.Crumb{Name: "Eventi della vita"}),
		Day:   v.dayNote(), Events: eventRows(v),
	}}, nil
}

// showEvent answers GET /eventi/{slug}.
func (s *server) showEvent(v *visit) (shown, error) {
	event, ok := v.view.LifeEvent(knowledge.LifeEventID(v.slug()))
	if !ok {
		return shown{}, s.notThere(v, "Questo evento non c'è nella carta dei servizi")
	}
	return shown{"event", eventPage{
		Frame: s.frame(v, event.Title.Value, oneLine(event.Summary.Value), trail("Eventi della vita", "/eventi", event.Title.Value)...),
		Day:   v.dayNote(), Summary: event.Summary.Value,
		Steps:     each(event.Steps.Value, func(step knowledge.EventStep) stepView { return stepViewOf(v, step) }),
		UpdatedOn: dated(event.UpdatedOn),
	}}, nil
}

// stepViewOf leaves out what the municipality does not offer.
func stepViewOf(v *visit, step knowledge.EventStep) stepView {
	shown := stepView{Text: step.Text, When: step.When}
	if s, ok := v.view.Service(step.Service); ok {
		at := v.at(serviceLink(s))
		shown.At = &at
	}
	if m, ok := v.view.Matter(step.Matter); ok {
		at := v.at(matterLink(m))
		shown.At, shown.Body = &at, m.Body.Value
	}
	return shown
}
