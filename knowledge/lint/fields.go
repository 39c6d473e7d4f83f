package lint

import (
	"github.com/cittaclick/cittaclick/knowledge"
)

// fields holds that each field of a service is said, if only to say that there
// is nothing: the base's by the base itself, so that the next municipality has
// them too, those of a municipality's own service by it.
func (c *checker) fields(s *knowledge.Service) {
	said, ok := c.layers.base(s.ID, c.day)
	at := servicePlace(knowledge.LayerBase, s.ID)
	if !ok {
		said, at = merged(s), servicePlace(knowledge.LayerLocal, s.ID)
	}
	for _, field := range said.required() {
		if !field.set {
			c.add(SeverityError, RuleFields, at, field.name, "manca: scrivilo, o scrivi «non previsto»")
		}
	}
	if s.Status.Value == knowledge.StatusInactive && !s.StatusReason.Provided() {
		c.add(SeverityError, RuleFields, servicePlace(knowledge.LayerLocal, s.ID), "motivo_stato",
			"manca: di un servizio non attivo va detto perché")
	}
	if s.Published() {
		c.localFields(s)
	}
}

func (c *checker) localFields(s *knowledge.Service) {
	at := servicePlace(knowledge.LayerLocal, s.ID)
	for _, field := range []saidField{
		{"responsabile", s.Official.Set()},
		{"sostituto", s.Substitute.Set()},
		{"prenotazione", s.Booking.Set() || s.Appointment.Value == knowledge.AppointmentNotNeeded},
	} {
		if !field.set {
			c.add(SeverityError, RuleFields, at, field.name, "manca: scrivilo, o scrivi «non previsto»")
		}
	}
}

// saidField is a field and whether anything is said of it.
type saidField struct {
	name string
	set  bool
}

// required lists the fields that every service must say. Description,
// constraints and special cases are for those that need them.
func (s layerService) required() []saidField {
	return []saidField{
		{"titolo", s.Title.Provided()},
		{"sommario", s.Summary.Provided()},
		{"tema", s.Topic.Provided()},
		{"stato", s.Status.Provided()},
		{"destinatari", s.Audience.Set()},
		{"chi_puo", s.Eligibility.Set()},
		{"passi", s.Steps.Set()},
		{"documenti", s.Requirements.Set()},
		{"ottieni", s.Outcome.Set()},
		{"validita", s.Validity.Set()},
		{"dopo", s.Afterwards.Set()},
		{"norme", s.Legal.Set()},
		{"argomenti", s.Subjects.Set()},
		{"eventi_vita", s.LifeEvents.Set()},
		{"eventi_impresa", s.BizEvents.Set()},
		{"correlati", s.Related.Set()},
		{"alias", s.Aliases.Provided()},
		{"canali", s.Channels.Set()},
		{"appuntamento", s.Appointment.Set()},
		{"costi", s.Fees.Set()},
		{"pagamento", s.Payment.Set() || s.Fees.None()},
		{"tempi", s.Durations.Set()},
		{"scadenze", s.Deadlines.Set()},
		{"silenzio", s.Silence.Set()},
		{"en.titolo", s.English.Title.Provided()},
		{"en.sommario", s.English.Summary.Provided()},
		{"en.alias", s.English.Aliases.Provided()},
	}
}

// toFill holds that what each municipality must set, it has set.
func (c *checker) toFill(s *knowledge.Service) {
	at := servicePlace(knowledge.LayerLocal, s.ID)
	for _, figure := range figuresOf(merged(s)) {
		if figure.source.ToFill {
			c.add(SeverityError, RuleToFill, at, figure.field, "la base lascia al Comune di dirlo: manca nel locale")
		}
	}
}

const (
	longestSummary = 160
	fewestAliases  = 8
	fewestEnglish  = 4
)

// lengths holds that a summary fits where it is shown and that there are enough
// names to find a service by.
func (c *checker) lengths(s *knowledge.Service) {
	local, _ := c.layers.sheets.on(string(s.ID), knowledge.LayerLocal, c.day)
	if n := len([]rune(s.Summary.Value)); n > longestSummary {
		c.add(SeverityError, RuleLengths, servicePlace(home(local.Summary.Set()), s.ID), "sommario",
			"ha %d caratteri: al massimo %d", n, longestSummary)
	}
	_, inBase := c.layers.base(s.ID, c.day)
	at := servicePlace(home(!inBase), s.ID)
	if n := len(s.Aliases.Value); n > 0 && n < fewestAliases {
		c.add(SeverityError, RuleLengths, at, "alias", "sono %d: almeno %d", n, fewestAliases)
	}
	if n := len(s.Translations[english].Aliases.Value); n > 0 && n < fewestEnglish {
		c.add(SeverityError, RuleLengths, at, "en.alias", "sono %d: almeno %d", n, fewestEnglish)
	}
}

// links holds that what is named exists.
func (c *checker) links(s *knowledge.Service) {
	local, _ := c.layers.sheets.on(string(s.ID), knowledge.LayerLocal, c.day)
	for _, slug := range s.Related.Value {
		if !c.exists(slug) {
			c.add(SeverityError, RuleLinks, servicePlace(home(says(local.Related, slug)), s.ID), "correlati", "il servizio «%s» non c'è", slug)
		}
	}
	if next := string(s.Successor.Value); s.Successor.Provided() && !c.exists(next) {
		c.add(SeverityError, RuleLinks, servicePlace(home(local.Successor.Set()), s.ID), "successore", "il servizio «%s» non c'è", next)
	}
}

// exists reports whether a slug names a service, whatever the day: a successor
// may come later.
func (c *checker) exists(slug string) bool { return len(c.layers.sheets[slug]) > 0 }

func says(words knowledge.Optional[[]string], word string) bool {
	for _, w := range words.Value {
		if w == word {
			return true
		}
	}
	return false
}
