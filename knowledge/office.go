package knowledge

// OfficeID is the slug of an office; it never changes.
type OfficeID string

// OfficeProfile is the facet of an office's name and what it does. Former
// names are the past values of Name and go on working as aliases.
type OfficeProfile struct {
	Name        string   `json:"name,omitempty" yaml:"nome"`
	Description string   `json:"description,omitempty" yaml:"descrizione"`
	Kind        string   `json:"kind,omitempty" yaml:"tipo"` // area, settore, ufficio, altro
	Aliases     []string `json:"aliases,omitempty" yaml:"alias"`
	ConfirmedOn *Date    `json:"confirmed_on,omitempty" yaml:"confermato_il"` // when it was last read again
}

// OfficeStructure is the facet of where an office stands in the organisation.
type OfficeStructure struct {
	Parent     OfficeID   `json:"parent,omitempty" yaml:"superiore"`
	Body       string     `json:"body,omitempty" yaml:"ente"` // another body to which the office belongs
	Successors []OfficeID `json:"successors,omitempty" yaml:"successori"`
}

// OfficePlace is the facet of where an office is.
type OfficePlace struct {
	Building   BuildingID `json:"building,omitempty" yaml:"sede"`
	Rooms      []RoomID   `json:"rooms,omitempty" yaml:"stanze"`
	Directions string     `json:"directions,omitempty" yaml:"indicazioni"`
}

// OfficeHours is the facet of when an office receives the public.
type OfficeHours struct {
	Schedule ScheduleID `json:"schedule,omitempty" yaml:"orario"`
}

// OfficeContacts is the facet of how an office is reached from afar.
type OfficeContacts struct {
	Contacts []Contact `json:"contacts,omitempty" yaml:"contatti"`
}

// Contact (punto di contatto) is one number or address.
type Contact struct {
	Item     `yaml:",inline"`
	Kind     ContactKind `json:"kind" yaml:"tipo"`
	Value    string      `json:"value,omitempty" yaml:"valore"`
	Note     string      `json:"note,omitempty" yaml:"nota,omitempty"`
	Schedule ScheduleID  `json:"schedule,omitempty" yaml:"orario,omitempty"` // when the line answers
}

// ContactKind is the kind of a point of contact.
type ContactKind string

// The kinds of contact.
const (
	ContactPhone ContactKind = "telefono"
	ContactEmail ContactKind = "email"
	ContactPEC   ContactKind = "pec"
	ContactWeb   ContactKind = "sito"
	ContactChat  ContactKind = "whatsapp"
)

// OfficeTranslation is the facet of an office's name in another language.
type OfficeTranslation struct {
	Name string `json:"name,omitempty" yaml:"nome"`
}

// Office is an office as it stands on one day.
type Office struct {
	ID OfficeID
	OfficeProfile
	OfficeStructure
	OfficePlace
	OfficeHours
	OfficeContacts
	Translations map[string]OfficeTranslation // by language
	FormerNames  []string
	PlaceSince   Date  // since when it is where it is; Earliest when always
	PlaceAct     ActID // the act that moved it there, where one did
	UpdatedOn    Date
}
