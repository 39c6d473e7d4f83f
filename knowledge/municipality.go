package knowledge

// MunicipalityProfile is the facet of the municipality itself (ente).
type MunicipalityProfile struct {
	Name        string `json:"name" yaml:"nome"`
	ShortName   string `json:"short_name" yaml:"breve"`
	Province    string `json:"province" yaml:"provincia"`
	ProvinceTag string `json:"province_tag" yaml:"sigla"`
	Region      string `json:"region" yaml:"regione"`
	ISTAT       string `json:"istat" yaml:"istat"`
	IPA         string `json:"ipa" yaml:"ipa"` // code in the index of public administrations
	PostalCode  string `json:"postal_code" yaml:"cap"`
	Address     string `json:"address" yaml:"indirizzo"`
	Switchboard string `json:"switchboard" yaml:"centralino"`
	Email       string `json:"email" yaml:"email"`
	PEC         string `json:"pec" yaml:"pec"`
	Website     string `json:"website" yaml:"sito"`
	Population  int    `json:"population" yaml:"abitanti"`
	Patron      Patron `json:"patron" yaml:"patrono"`
}

// Patron is the patron saint's day, a holiday here only.
type Patron struct {
	Name string   `json:"name" yaml:"nome"`
	Day  MonthDay `json:"day" yaml:"giorno"`
}
