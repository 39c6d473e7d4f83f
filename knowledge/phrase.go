package knowledge

// PhraseID identifies a phrasing: its target and a digest of its text.
type PhraseID string

// Phrase is one way in which citizens ask for a target; matching learns from it.
type Phrase struct {
	Target   string   `json:"target" yaml:"-"` // a label of the catalogue: svc:…, office:…, oos, …
	Text     string   `json:"text" yaml:"testo"`
	Aspects  []string `json:"aspects" yaml:"aspetti"`
	Style    string   `json:"style" yaml:"stile"`
	Language string   `json:"language" yaml:"lingua"`
	Split    string   `json:"split" yaml:"parte"` // addestra, valida
}

// The splits: a phrase for validation is never trained on.
const (
	SplitTrain    = "addestra"
	SplitValidate = "valida"
)
