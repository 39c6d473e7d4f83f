package lint

import (
	"slices"

	"github.com/cittaclick/cittaclick/knowledge"
)

// duty holds that whoever answers for a service (L. 241/1990, artt. 5 and 2
// c. 9-bis) is in office.
func (c *checker) duty(s *knowledge.Service) {
	at := servicePlace(knowledge.LayerLocal, s.ID)
	if s.Official.Provided() {
		tenures := c.tenures(at, "responsabile", s.Official.Value)
		chain := c.chain(s.Office.Value)
		if len(tenures) > 0 && !slices.ContainsFunc(tenures, func(t knowledge.Tenure) bool { return slices.Contains(chain, t.Office) }) {
			c.add(SeverityWarning, RuleDuties, at, "responsabile", "%s non ha un incarico nell'ufficio %s né in quelli da cui dipende",
				s.Official.Value, s.Office.Value)
		}
	}
	if s.Substitute.Provided() {
		c.tenures(at, "sostituto", s.Substitute.Value)
	}
}

// tenures returns what a person is on the day, and tells when it is nothing.
func (c *checker) tenures(at place, field string, id knowledge.PersonID) []knowledge.Tenure {
	person, ok := c.view.Person(id)
	if !ok || len(person.Tenures) == 0 {
		c.add(SeverityError, RuleDuties, at, field, "%s non ha nessun incarico", id)
		return nil
	}
	return person.Tenures
}

// chain returns an office and those above it.
func (c *checker) chain(id knowledge.OfficeID) []knowledge.OfficeID {
	var chain []knowledge.OfficeID
	for id != "" && !slices.Contains(chain, id) {
		chain = append(chain, id)
		office, ok := c.view.Office(id)
		if !ok {
			break
		}
		id = office.Parent
	}
	return chain
}

// person holds that tenures are in offices that exist, and that people can be
// written to.
func (c *checker) person(p *knowledge.Person) {
	at := personPlace(p.ID)
	for _, tenure := range p.Tenures {
		if _, ok := c.view.Office(tenure.Office); tenure.Office != "" && !ok {
			c.add(SeverityError, RuleDuties, at, "incarichi", "incarico nell'ufficio %s, che non c'è più", tenure.Office)
		}
	}
	c.address(at, "email", knowledge.ContactEmail, p.Email)
	c.address(at, "telefono", knowledge.ContactPhone, p.Phone)
}
