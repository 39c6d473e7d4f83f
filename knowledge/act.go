package knowledge

import "time"

// ActID is the slug of an act; ChangeID numbers the changes in the order in
// which they were recorded, and so is the version of the charter as well.
type (
	ActID    string
	ChangeID int64
)

// ActRecord (provvedimento) is a decision that moves rooms, people and functions.
type ActRecord struct {
	Kind      string `json:"kind,omitempty" yaml:"tipo"`
	Number    string `json:"number,omitempty" yaml:"numero"`
	AdoptedOn *Date  `json:"adopted_on,omitempty" yaml:"data"`
	Organ     string `json:"organ,omitempty" yaml:"organo"`
	Subject   string `json:"subject,omitempty" yaml:"oggetto"`
	URL       string `json:"url,omitempty" yaml:"url"`
}

// Cause is why a change was recorded.
type Cause string

// The causes of a change.
const (
	CauseAct         Cause = "act"
	CauseCorrection  Cause = "correction"
	CauseImport      Cause = "import"
	CauseBaseRelease Cause = "base-release"
)

// Change is one recording: who, when, and why. It is never altered.
type Change struct {
	ID         ChangeID
	RecordedAt time.Time
	RecordedBy string
	Cause      Cause
	Act        ActID  // with CauseAct
	Reason     string // with CauseCorrection
}
