package api

import "github.com/cittaclick/cittaclick/knowledge"

// LifeEventSummary is a life event in a list.
type LifeEventSummary struct {
	Slug           string   `json:"slug"`
	Title          string   `json:"title" example:"Mi sposo"`
	Summary        string   `json:"summary,omitempty"`
	LifeEvents     []string `json:"life_events" nullable:"false" doc:"Codes of the life-event vocabulary."`
	BusinessEvents []string `json:"business_events" nullable:"false" doc:"Codes of the business-event vocabulary."`
	UpdatedOn      string   `json:"updated_on,omitempty" format:"date"`
}

// lifeEvent is a situation with what to do in it, in order.
type lifeEvent struct {
	LifeEventSummary
	Steps   []eventStep `json:"steps" nullable:"false"`
	Aliases []string    `json:"aliases" nullable:"false" doc:"How citizens tell it."`
}

// eventStep is one thing to do, at a service of the municipality, at another
// body, or by oneself.
type eventStep struct {
	Text    string     `json:"text"`
	When    string     `json:"when,omitempty" doc:"In words." example:"entro 20 giorni dal trasferimento"`
	Service *thingRef  `json:"service,omitempty" doc:"The service that it is done at."`
	Body    *matterRef `json:"body,omitempty" doc:"The other body that it is done at."`
}

// thingRef names a thing of the charter.
type thingRef struct {
	Slug  string `json:"slug"`
	Title string `json:"title"`
}

// matterRef names a matter of another body.
type matterRef struct {
	Slug  string `json:"slug"`
	Title string `json:"title"`
	Body  string `json:"body,omitempty"`
}

func lifeEventSummaryOf(e *knowledge.LifeEvent) LifeEventSummary {
	return LifeEventSummary{
		Slug: string(e.ID), Title: e.Title.Value, Summary: e.Summary.Value,
		LifeEvents: noNil(e.LifeEvents.Value), BusinessEvents: noNil(e.BizEvents.Value), UpdatedOn: dateText(e.UpdatedOn),
	}
}

func lifeEventOf(view knowledge.View, e *knowledge.LifeEvent) lifeEvent {
	return lifeEvent{
		LifeEventSummary: lifeEventSummaryOf(e),
		Steps:            each(e.Steps.Value, func(step knowledge.EventStep) eventStep { return eventStepOf(view, step) }),
		Aliases:          noNil(e.Aliases.Value),
	}
}

// eventStepOf leaves out what the municipality does not offer.
func eventStepOf(view knowledge.View, step knowledge.EventStep) eventStep {
	shown := eventStep{Text: step.Text, When: step.When}
	if s, ok := view.Service(step.Service); ok {
		shown.Service = &thingRef{Slug: string(s.ID), Title: s.Title.Value}
	}
	if m, ok := view.Matter(step.Matter); ok {
		shown.Body = &matterRef{Slug: string(m.ID), Title: m.Title.Value, Body: m.Body.Value}
	}
	return shown
}
