package knowledge

// BuildingID is the slug of a building; RoomID is "building/code".
type (
	BuildingID string
	RoomID     string
)

// BuildingProfile is the facet of a building (sede): address, access, floors.
type BuildingProfile struct {
	Name       string     `json:"name,omitempty" yaml:"nome"`
	Address    string     `json:"address,omitempty" yaml:"indirizzo"`
	PostalCode string     `json:"postal_code,omitempty" yaml:"cap"`
	Locality   string     `json:"locality,omitempty" yaml:"localita"`
	Latitude   float64    `json:"latitude,omitempty" yaml:"lat"`
	Longitude  float64    `json:"longitude,omitempty" yaml:"lon"`
	Access     string     `json:"access,omitempty" yaml:"accesso"` // how a wheelchair or a pushchair gets in
	Transport  string     `json:"transport,omitempty" yaml:"trasporti"`
	Schedule   ScheduleID `json:"schedule,omitempty" yaml:"orario"` // when the doors are open
	Floors     []Floor    `json:"floors,omitempty" yaml:"-"`
}

// Floor (piano) of a building. Level 0 is the ground floor; the label is the
// one on the lift's buttons.
type Floor struct {
	Level int    `json:"level" yaml:"livello"`
	Label string `json:"label" yaml:"etichetta"`
	Name  string `json:"name,omitempty" yaml:"nome"`
}

// RoomProfile is the facet of a room (stanza).
type RoomProfile struct {
	Building   BuildingID `json:"building,omitempty" yaml:"-"`
	Level      int        `json:"level" yaml:"-"`
	Code       string     `json:"code,omitempty" yaml:"codice"` // as written on the door
	Name       string     `json:"name,omitempty" yaml:"nome"`
	Kind       string     `json:"kind,omitempty" yaml:"tipo"`
	Accessible bool       `json:"accessible" yaml:"accessibile"`
	Directions string     `json:"directions,omitempty" yaml:"indicazioni"`
}

// Building is a building as it stands on one day.
type Building struct {
	ID BuildingID
	BuildingProfile
}

// Floor returns the floor at a level.
func (b *Building) Floor(level int) (Floor, bool) {
	for _, f := range b.Floors {
		if f.Level == level {
			return f, true
		}
	}
	return Floor{}, false
}

// Room is a room as it stands on one day.
type Room struct {
	ID RoomID
	RoomProfile
}
