package knowledge

// PhraseID identifies a phrasing: its target and a digest of its text.
type PhraseID string

// Phrase is one way in which citizens ask for a target; matching learns from it.
type Phrase struct {
	Target   string   `json:"target,omitempty" yaml:"-"` // a label of the catalogue: svc:…, office:…, oos, …
	Text     string   `json:"text,omitempty" yaml:"testo"`
	Aspects  []string `json:"aspects,omitempty" yaml:"aspetti"`
	Style    string   `json:"style,omitempty" yaml:"stile"`
	Language string   `json:"language,omitempty" yaml:"lingua"`
	Split    string   `json:"split,omitempty" yaml:"parte"` // addestra, valida
}

// The splits: a phrase for validation is never trained on.
const (
	SplitTrain    = "addestra"
	SplitValidate = "valida"
)
