package lint

import (
	"regexp"

	"github.com/cittaclick/cittaclick/knowledge"
)

// office holds that an office can be found and reached. One that answers for no
// service may do without, and an area receives nobody by itself.
func (c *checker) office(o *knowledge.Office) {
	at := officePlace(o.ID)
	severity := SeverityWarning
	if len(c.view.ServicesOf(o.ID)) > 0 {
		severity = SeverityError
	}
	if o.Building == "" && o.Directions == "" {
		c.add(severity, RuleOffices, at, "sede", "manca: non si sa dove sia")
	}
	if o.Schedule == "" && !receivesNobody(o) {
		c.add(severity, RuleOffices, at, "orario", "manca: non si sa quando riceve")
	}
	if len(o.Contacts) == 0 {
		c.add(severity, RuleOffices, at, "contatti", "mancano: non si sa come raggiungerlo")
	}
	for _, contact := range o.Contacts {
		c.address(at, "contatti."+contact.Key, contact.Kind, contact.Value)
		if _, ok := c.view.Schedule(contact.Schedule); contact.Schedule != "" && !ok {
			c.add(SeverityError, RuleOffices, at, "contatti."+contact.Key+".orario", "l'orario «%s» non c'è", contact.Schedule)
		}
	}
}

// receivesNobody reports whether an office is one on paper, above others.
func receivesNobody(o *knowledge.Office) bool { return o.Kind == "area" || o.Kind == "settore" }

// matter holds that another body's matter tells where to go, and that what it
// names exists.
func (c *checker) matter(m *knowledge.Matter) {
	subject, local := string(m.ID), knowledge.LayerLocal
	own, _ := c.layers.matters.on(subject, local, c.day)
	for _, slug := range m.Related.Value {
		if !c.exists(slug) {
			c.add(SeverityError, RuleLinks, matterPlace(home(says(own.Related, slug)), m.ID), "correlati", "il servizio «%s» non c'è", slug)
		}
	}
	if !m.Where.Set() && !m.Website.Set() && !m.Phone.Set() {
		c.add(SeverityError, RuleFields, matterPlace(knowledge.LayerBase, m.ID), "dove", "manca: non si sa dove mandare")
	}
	c.address(matterPlace(home(own.Website.Set()), m.ID), "sito", knowledge.ContactWeb, m.Website.Value)
	c.address(matterPlace(home(own.Phone.Set()), m.ID), "telefono", knowledge.ContactPhone, m.Phone.Value)
}

// municipality holds that the town hall can be reached.
func (c *checker) municipality() {
	m := c.view.Municipality()
	if m.Name == "" {
		return // a base by itself
	}
	at := municipalityPlace()
	for _, contact := range []struct {
		field string
		kind  knowledge.ContactKind
		value string
	}{
		{"centralino", knowledge.ContactPhone, m.Switchboard},
		{"email", knowledge.ContactEmail, m.Email},
		{"pec", knowledge.ContactPEC, m.PEC},
		{"sito", knowledge.ContactWeb, m.Website},
	} {
		if contact.value == "" {
			c.add(SeverityError, RuleContacts, at, contact.field, "manca")
		}
		c.address(at, contact.field, contact.kind, contact.value)
	}
}

var (
	email = regexp.MustCompile(`^[\w.+-]+@[\w-]+(\.[\w-]+)+$`)
	phone = regexp.MustCompile(`^\+?[\d .()/-]+$`)
	web   = regexp.MustCompile(`^https?://[\w.-]+\.\w+(/\S*)?$`)
)

// The digits of a number that can be called: 112 has three, one with the
// country's prefix thirteen.
const (
	fewestDigits = 3
	mostDigits   = 13
)

// address holds that a number or address can be used as it is written.
func (c *checker) address(at place, field string, kind knowledge.ContactKind, value string) {
	if value == "" {
		return
	}
	switch kind {
	case knowledge.ContactEmail, knowledge.ContactPEC:
		if !email.MatchString(value) {
			c.add(SeverityError, RuleContacts, at, field, "«%s» non è un indirizzo e-mail", value)
		}
	case knowledge.ContactPhone, knowledge.ContactChat:
		if n := digits(value); !phone.MatchString(value) || n < fewestDigits || n > mostDigits {
			c.add(SeverityError, RuleContacts, at, field, "«%s» non è un numero di telefono", value)
		}
	case knowledge.ContactWeb:
		if !web.MatchString(value) {
			c.add(SeverityError, RuleContacts, at, field, "«%s» non è l'indirizzo di un sito", value)
		}
	}
}

func digits(value string) int {
	n := 0
	for _, r := range value {
		if r >= '0' && r <= '9' {
			n++
		}
	}
	return n
}
