package lint

import "github.com/cittaclick/cittaclick/knowledge"

// Figure is an amount, a term or an article that nobody could verify. It is
// shown to citizens with "da confermare con l'ufficio".
type Figure struct {
	Layer   knowledge.Layer     `json:"layer"`
	Service knowledge.ServiceID `json:"service"`
	Title   string              `json:"title"`
	Field   string              `json:"field"` // "costi.diritti"
	What    string              `json:"what"`  // as the sheet says it
	Source  string              `json:"source,omitempty"`
}

// sourced is an entry of a sheet that cites where it was read.
type sourced struct {
	field, what string
	source      knowledge.Source
	binding     bool // an amount, a term in days or an article: somebody relies on it
}

// figuresOf lists what cites a source in what is said of a service.
func figuresOf(s layerService) []sourced {
	var all []sourced
	for _, fee := range s.Fees.Value {
		what := fee.Name
		if fee.Amount != nil {
			what += ": " + fee.Amount.Italian()
		}
		if fee.Note != "" {
			what += " (" + fee.Note + ")"
		}
		all = append(all, sourced{"costi." + fee.Key, what, fee.Source, fee.Amount != nil})
	}
	for _, term := range s.Durations.Value {
		all = append(all, sourced{"tempi." + term.Key, term.Text, term.Source, takesDays(term)})
	}
	for _, term := range s.Deadlines.Value {
		all = append(all, sourced{"scadenze." + term.Key, term.Text, term.Source, takesDays(term)})
	}
	for _, basis := range s.Legal.Value {
		what := basis.Act
		if basis.Article != "" {
			what += ", " + basis.Article
		}
		all = append(all, sourced{"norme." + basis.Key, what, basis.Source, true})
	}
	return all
}

// takesDays reports whether a term is a number of days; "at once" is a practice
// and cites no law.
func takesDays(t knowledge.Term) bool { return t.Days != nil && *t.Days > 0 }

// sources holds that a figure of the base, which every municipality relies on,
// says where and when it was read, or that it still has to be verified.
func (c *checker) sources(s *knowledge.Service) {
	base, _ := c.layers.base(s.ID, c.day)
	at := servicePlace(knowledge.LayerBase, s.ID)
	for _, f := range figuresOf(base) {
		read := f.source.Cite != "" && f.source.VerifiedOn != nil
		switch {
		case f.source.Unverified && f.source.VerifiedOn != nil:
			c.add(SeverityError, RuleSources, at, f.field, "dice sia «verificato_il» sia «verifica»: togli ciò che non è vero")
		case f.binding && !read && !f.source.Unverified && !f.source.ToFill:
			c.add(SeverityError, RuleSources, at, f.field, "manca: «fonte» e «verificato_il», oppure «verifica: true»")
		}
	}
}

// unverified lists the figures that nobody could verify, by layer and service:
// also those of the base that this municipality overrides, since the next one
// may not.
func (c *checker) unverified() {
	all := services(c.view)
	for _, layer := range []knowledge.Layer{knowledge.LayerBase, knowledge.LayerLocal} {
		for _, s := range all {
			said, _ := c.layers.of(layer, s.ID, c.day)
			for _, f := range figuresOf(said) {
				if f.source.Unverified {
					c.report.Figures = append(c.report.Figures, Figure{layer, s.ID, s.Title.Value, f.field, f.what, f.source.Cite})
					c.add(SeverityInfo, RuleUnverified, servicePlace(layer, s.ID), f.field, "%s", f.what)
				}
			}
		}
	}
}
