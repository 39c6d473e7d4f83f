package knowledge

// LifeEventID is the slug of a life event.
type LifeEventID string

// LifeEventSheet is the facet of a life event (evento della vita): a situation
// told in the citizen's words, with what to do across services and other bodies.
type LifeEventSheet struct {
	Title      Optional[string]      `json:"title" yaml:"titolo"`
	Summary    Optional[string]      `json:"summary" yaml:"sommario"`
	LifeEvents Optional[[]string]    `json:"life_events" yaml:"eventi_vita"`        // codes of the life-event vocabulary
	BizEvents  Optional[[]string]    `json:"business_events" yaml:"eventi_impresa"` // codes of the business-event vocabulary
	Steps      Optional[[]EventStep] `json:"steps" yaml:"passi"`
	Aliases    Optional[[]string]    `json:"aliases" yaml:"alias"`
}

// EventStep is one thing to do, in order. It belongs to one service, to one
// matter of another body, or to neither.
type EventStep struct {
	Item    `yaml:",inline"`
	Text    string    `json:"text" yaml:"testo"`
	Service ServiceID `json:"service,omitempty" yaml:"servizio,omitempty"`
	Matter  MatterID  `json:"matter,omitempty" yaml:"ente,omitempty"`
	When    string    `json:"due,omitempty" yaml:"entro,omitempty"` // in words: "entro 20 giorni"
}

// LifeEvent is a life event as it stands on one day.
type LifeEvent struct {
	ID LifeEventID
	LifeEventSheet
	UpdatedOn Date
}
