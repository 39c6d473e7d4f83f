package lint

import (
	"slices"

	"github.com/cittaclick/cittaclick/knowledge"
)

// event holds that the steps of a life event lead somewhere, and that what they
// say of time is what the service says.
func (c *checker) event(e *knowledge.LifeEvent) {
	local, _ := c.layers.events.on(string(e.ID), knowledge.LayerLocal, c.day)
	at := eventPlace(home(local.Title.Set()), e.ID)
	for _, field := range []saidField{
		{"sommario", e.Summary.Provided()},
		{"passi", e.Steps.Provided()},
		{"alias", e.Aliases.Provided()},
	} {
		if !field.set {
			c.add(SeverityError, RuleFields, at, field.name, "manca")
		}
	}
	if n := len([]rune(e.Summary.Value)); n > longestSummary {
		c.add(SeverityError, RuleLengths, at, "sommario", "ha %d caratteri: al massimo %d", n, longestSummary)
	}
	for _, step := range e.Steps.Value {
		said := slices.ContainsFunc(local.Steps.Value, func(s knowledge.EventStep) bool { return s.Key == step.Key })
		c.eventStep(eventPlace(home(said), e.ID), "passi."+step.Key, step)
	}
}

func (c *checker) eventStep(at place, field string, step knowledge.EventStep) {
	if step.Service != "" && !c.exists(string(step.Service)) {
		c.add(SeverityError, RuleLinks, at, field, "il servizio «%s» non c'è", step.Service)
	}
	if step.Matter != "" && len(c.layers.matters[string(step.Matter)]) == 0 {
		c.add(SeverityError, RuleLinks, at, field, "l'altro ente «%s» non c'è", step.Matter)
	}
	c.longSentences(at, text{field, step.Text})
	c.bureaucratic(at, text{field, step.Text})
	if service, ok := c.view.Service(step.Service); ok {
		c.eventTime(at, field, step.When, service)
	}
}

// eventTime compares until when a step says to do something with the service's
// deadlines in days. One that has none in days leaves nothing to compare.
func (c *checker) eventTime(at place, field, when string, s *knowledge.Service) {
	var known []int
	for _, t := range s.Deadlines.Value {
		if t.Days != nil {
			known = append(known, *t.Days)
		}
	}
	for _, said := range spansIn(when) {
		if len(known) > 0 && !slices.ContainsFunc(known, said.holds) {
			c.add(SeverityWarning, RuleTerms, at, field, "dice «%s», ma fra le scadenze di %s non c'è", said.words, s.ID)
		}
	}
}

func eventPlace(layer knowledge.Layer, id knowledge.LifeEventID) place {
	return place{folder(layer) + "eventi.yaml", "evento " + string(id)}
}
