package knowledge

// MatterID is the slug of a matter of another body.
type MatterID string

// MatterSheet is the facet of something that citizens ask the municipality for
// and another body handles. The right answer sends them there.
type MatterSheet struct {
	Title   Optional[string]   `json:"title" yaml:"titolo"`
	Body    Optional[string]   `json:"body" yaml:"ente"`
	Summary Optional[string]   `json:"summary" yaml:"sommario"`
	Where   Optional[string]   `json:"where_to_go" yaml:"dove"`
	Website Optional[string]   `json:"website" yaml:"sito"`
	Phone   Optional[string]   `json:"phone" yaml:"telefono"`
	Here    Optional[string]   `json:"here" yaml:"comune"` // what the municipality does instead
	Related Optional[[]string] `json:"related" yaml:"correlati"`
	Aliases Optional[[]string] `json:"aliases" yaml:"alias"`
}

// Matter is a matter of another body as it stands on one day.
type Matter struct {
	ID MatterID
	MatterSheet
	UpdatedOn Date
}
