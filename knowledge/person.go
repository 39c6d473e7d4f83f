package knowledge

// PersonID is the slug of a person; TenureID is "person/key".
type (
	PersonID string
	TenureID string
)

// PersonProfile is the facet of a person who works or holds office here. The
// person holds no role by itself: roles are tenures.
type PersonProfile struct {
	GivenName  string `json:"given_name,omitempty" yaml:"nome"`
	FamilyName string `json:"family_name,omitempty" yaml:"cognome"`
	Title      string `json:"title,omitempty" yaml:"titolo"`
	Email      string `json:"email,omitempty" yaml:"email"`
	Phone      string `json:"phone,omitempty" yaml:"telefono"`
}

// TenureProfile (incarico) is what a person is for a while: its range is the
// tenure's.
type TenureProfile struct {
	Person  PersonID  `json:"person,omitempty" yaml:"-"`
	Office  OfficeID  `json:"office,omitempty" yaml:"ufficio"`
	Body    string    `json:"body,omitempty" yaml:"organo"` // for political tenures: Sindaco, Giunta, …
	Role    Role      `json:"role" yaml:"ruolo"`
	Title   string    `json:"title,omitempty" yaml:"titolo"`
	Service ServiceID `json:"service,omitempty" yaml:"servizio"`
}

// Role is the kind of a tenure.
type Role string

// The roles that rules depend on; others are only shown.
const (
	RoleHead   Role = "responsabile" // one per office at a time
	RoleDeputy Role = "vice"
	RoleMayor  Role = "sindaco"
)

// Person is a person as known on one day.
type Person struct {
	ID PersonID
	PersonProfile
	Tenures []Tenure // those that hold on the day
}

// Tenure is a tenure that holds on one day, with its whole range.
type Tenure struct {
	ID TenureID
	TenureProfile
	Valid Range
}

// FullName returns title, name and surname as written on a door.
func (p *Person) FullName() string {
	name := p.GivenName + " " + p.FamilyName
	if p.Title != "" {
		return p.Title + " " + name
	}
	return name
}
