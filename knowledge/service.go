package knowledge

// ServiceID is the slug of a service; it never changes.
type ServiceID string

// ServiceSheet is the facet that an office's description of a service changes:
// what it is, for whom, what to bring and do. Its fields are those of the
// municipalities' model (Modello Comuni) and of CPSV-AP_IT.
type ServiceSheet struct {
	Title        Optional[string]        `json:"title" yaml:"titolo"`
	Summary      Optional[string]        `json:"summary" yaml:"sommario"` // at most 160 characters
	Description  Optional[string]        `json:"description" yaml:"descrizione"`
	Topic        Optional[string]        `json:"topic" yaml:"tema"`
	Status       Optional[ServiceStatus] `json:"status" yaml:"stato"`
	StatusReason Optional[string]        `json:"status_reason" yaml:"motivo_stato"`
	Audience     Optional[string]        `json:"audience" yaml:"destinatari"`
	Eligibility  Optional[string]        `json:"eligibility" yaml:"chi_puo"`
	Constraints  Optional[string]        `json:"constraints" yaml:"vincoli"`
	SpecialCases Optional[string]        `json:"special_cases" yaml:"casi_particolari"`
	Steps        Optional[[]Step]        `json:"steps" yaml:"passi"`
	Requirements Optional[[]Requirement] `json:"requirements" yaml:"documenti"`
	Outcome      Optional[string]        `json:"outcome" yaml:"ottieni"`
	Validity     Optional[string]        `json:"validity" yaml:"validita"`
	Afterwards   Optional[string]        `json:"afterwards" yaml:"dopo"`
	Legal        Optional[[]LegalBasis]  `json:"legal" yaml:"norme"`
	Subjects     Optional[[]string]      `json:"subjects" yaml:"argomenti"`             // terms of the municipalities' vocabulary
	LifeEvents   Optional[[]string]      `json:"life_events" yaml:"eventi_vita"`        // codes of the life-event vocabulary
	BizEvents    Optional[[]string]      `json:"business_events" yaml:"eventi_impresa"` // codes of the business-event vocabulary
	Related      Optional[[]string]      `json:"related" yaml:"correlati"`              // slugs of services
	Aliases      Optional[[]string]      `json:"aliases" yaml:"alias"`
	Successor    Optional[ServiceID]     `json:"successor" yaml:"successore"`
	ConfirmedOn  Optional[Date]          `json:"confirmed_on" yaml:"confermato_il"`
}

// ServiceStatus says whether the service can be asked for.
type ServiceStatus string

// The statuses of the municipalities' model.
const (
	StatusActive   ServiceStatus = "attivo"
	StatusInactive ServiceStatus = "non attivo"
)

// Step is one thing to do, in order.
type Step struct {
	Item `yaml:",inline"`
	Text string `json:"text" yaml:"testo"`
}

// Requirement (documento richiesto) is something to bring or to declare.
type Requirement struct {
	Item      `yaml:",inline"`
	Name      string `json:"name" yaml:"nome"`
	Condition string `json:"condition,omitempty" yaml:"condizione,omitempty"` // "solo se …"
	Specimen  string `json:"specimen,omitempty" yaml:"esemplare,omitempty"`   // originale, copia, dichiarazione, dato
	Form      string `json:"form,omitempty" yaml:"modulo,omitempty"`
	FormURL   string `json:"form_url,omitempty" yaml:"modulo_url,omitempty"`
	Note      string `json:"note,omitempty" yaml:"nota,omitempty"`
}

// LegalBasis is an article that the service rests on.
type LegalBasis struct {
	Item    `yaml:",inline"`
	Act     string `json:"act" yaml:"atto"`
	Article string `json:"article,omitempty" yaml:"articolo,omitempty"`
	URL     string `json:"url,omitempty" yaml:"url,omitempty"`
	Note    string `json:"note,omitempty" yaml:"nota,omitempty"`
	Source  `yaml:",inline"`
}

// ServiceAccess is the facet of the ways in: channels, booking, a desk's own hours.
type ServiceAccess struct {
	Channels    Optional[[]Channel]   `json:"channels" yaml:"canali"`
	Appointment Optional[Appointment] `json:"appointment" yaml:"appuntamento"`
	Booking     Optional[string]      `json:"booking" yaml:"prenotazione"`
	BookingURL  Optional[string]      `json:"booking_url" yaml:"prenotazione_url"`
	Schedule    Optional[ScheduleID]  `json:"schedule" yaml:"orario"` // the service's own desk, when it differs from the office
}

// Appointment says whether one must book.
type Appointment string

// The three answers to "serve l'appuntamento?".
const (
	AppointmentRequired  Appointment = "obbligatorio"
	AppointmentOptional  Appointment = "facoltativo"
	AppointmentNotNeeded Appointment = "non serve"
)

// Channel is one way of asking for the service.
type Channel struct {
	Item        `yaml:",inline"`
	Kind        ChannelKind `json:"kind" yaml:"tipo"`
	Code        string      `json:"code,omitempty" yaml:"codice,omitempty"` // code of the channel vocabulary
	Description string      `json:"description" yaml:"descrizione"`
	URL         string      `json:"url,omitempty" yaml:"url,omitempty"`
}

// ChannelKind groups channels by what a citizen does.
type ChannelKind string

// The kinds of channel.
const (
	ChannelDesk        ChannelKind = "sportello"
	ChannelAppointment ChannelKind = "appuntamento"
	ChannelOnline      ChannelKind = "online"
	ChannelPEC         ChannelKind = "pec"
	ChannelEmail       ChannelKind = "email"
	ChannelPost        ChannelKind = "posta"
	ChannelPhone       ChannelKind = "telefono"
	ChannelHome        ChannelKind = "domicilio"
)

// ServiceFees is the facet of what one pays. "Not provided" fees mean free of charge.
type ServiceFees struct {
	Fees    Optional[[]Fee]  `json:"fees" yaml:"costi"`
	Payment Optional[string] `json:"payment" yaml:"pagamento"`
}

// Fee is one amount. Without an amount its note says how it is computed.
type Fee struct {
	Item      `yaml:",inline"`
	Name      string `json:"name" yaml:"voce"`
	Amount    *Euro  `json:"amount,omitempty" yaml:"importo,omitempty"`
	Condition string `json:"condition,omitempty" yaml:"condizione,omitempty"`
	Note      string `json:"note,omitempty" yaml:"nota,omitempty"`
	Source    `yaml:",inline"`
}

// ServiceTerm is the facet of times: how long the office takes (L. 241/1990,
// art. 2), until when the citizen may ask, and what silence means (art. 20).
type ServiceTerm struct {
	Durations Optional[[]Term]  `json:"durations" yaml:"tempi"`
	Deadlines Optional[[]Term]  `json:"deadlines" yaml:"scadenze"`
	Silence   Optional[Silence] `json:"silence" yaml:"silenzio"`
}

// Term is a time in words and, where there is one, in days.
type Term struct {
	Item   `yaml:",inline"`
	Days   *int   `json:"days,omitempty" yaml:"giorni,omitempty"`
	Text   string `json:"text" yaml:"testo"`
	Basis  string `json:"basis,omitempty" yaml:"norma,omitempty"`
	Source `yaml:",inline"`
}

// Silence is what the end of the term without a decision means.
type Silence string

// The meanings of silence (L. 241/1990, art. 20 and art. 25 c. 4).
const (
	SilenceAssent  Silence = "assenso"
	SilenceRefusal Silence = "rifiuto"
	SilenceNothing Silence = "nessuno"
)

// ServiceDuty is the facet of who answers for the service: the office, the
// responsible official (L. 241/1990, art. 5) and the holder of the substitute
// power (art. 2 c. 9-bis). A service without an office is not published.
type ServiceDuty struct {
	Office     Optional[OfficeID] `json:"office" yaml:"ufficio"`
	Official   Optional[PersonID] `json:"official" yaml:"responsabile"`
	Substitute Optional[PersonID] `json:"substitute" yaml:"sostituto"`
}

// ServiceTranslation is the facet of a service's texts in another language.
type ServiceTranslation struct {
	Title   Optional[string]   `json:"title" yaml:"titolo"`
	Summary Optional[string]   `json:"summary" yaml:"sommario"`
	Aliases Optional[[]string] `json:"aliases" yaml:"alias"`
}

// Service is a service as it stands on one day, base and local merged.
type Service struct {
	ID ServiceID
	ServiceSheet
	ServiceAccess
	ServiceFees
	ServiceTerm
	ServiceDuty
	Translations map[string]ServiceTranslation // by language
	// UpdatedOn is the day on which the sheet was last changed or confirmed.
	UpdatedOn Date
	// Origins says which layer each field comes from.
	Origins Origins
}

// Published reports whether citizens see the service: it has an office.
func (s *Service) Published() bool { return s.Office.Provided() }
