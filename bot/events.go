package bot

import (
	"slices"

	"github.com/cittaclick/cittaclick/knowledge"
	"github.com/cittaclick/cittaclick/nlu"
)

// Events lists the life events that may be asked about on a day, for an
// Understander to be built from beside Documents: each with what its steps lead
// to. One of whose steps nothing is there is left out.
func Events(charter *knowledge.Charter, day knowledge.Date) []nlu.Event {
	view := charter.On(day)
	var events []nlu.Event
	for _, e := range view.LifeEvents() {
		if targets := stepTargets(view, e); len(targets) > 0 {
			events = append(events, nlu.Event{
				Slug: string(e.ID), Title: e.Title.Value, Aliases: e.Aliases.Value, Targets: targets,
			})
		}
	}
	return events
}

// stepTargets are the services and matters of an event's steps, in order.
func stepTargets(view knowledge.View, e *knowledge.LifeEvent) []nlu.Target {
	var targets []nlu.Target
	add := func(t nlu.Target) {
		if !slices.Contains(targets, t) {
			targets = append(targets, t)
		}
	}
	for _, step := range e.Steps.Value {
		if _, ok := view.Service(step.Service); ok {
			add(nlu.Service(string(step.Service)))
		}
		if _, ok := view.Matter(step.Matter); ok {
			add(nlu.Body(string(step.Matter)))
		}
	}
	return targets
}
