package knowledge

// MunicipalityProfile is the facet of the municipality itself (ente).
type MunicipalityProfile struct {
	Name        string `json:"name,omitempty" yaml:"nome"`
	ShortName   string `json:"short_name,omitempty" yaml:"breve"`
	Province    string `json:"province,omitempty" yaml:"provincia"`
	ProvinceTag string `json:"province_tag,omitempty" yaml:"sigla"`
	Region      string `json:"region,omitempty" yaml:"regione"`
	ISTAT       string `json:"istat,omitempty" yaml:"istat"`
	IPA         string `json:"ipa,omitempty" yaml:"ipa"` // code in the index of public administrations
	PostalCode  string `json:"postal_code,omitempty" yaml:"cap"`
	Address     string `json:"address,omitempty" yaml:"indirizzo"`
	Switchboard string `json:"switchboard,omitempty" yaml:"centralino"`
	Email       string `json:"email,omitempty" yaml:"email"`
	PEC         string `json:"pec,omitempty" yaml:"pec"`
	Website     string `json:"website,omitempty" yaml:"sito"`
	Population  int    `json:"population,omitempty" yaml:"abitanti"`
	Patron      Patron `json:"patron" yaml:"patrono"`
}

// Patron is the patron saint's day, a holiday here only.
type Patron struct {
	Name string   `json:"name,omitempty" yaml:"nome"`
	Day  MonthDay `json:"day" yaml:"giorno"`
}
