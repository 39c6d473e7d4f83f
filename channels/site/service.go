package site

import (
	"net/url"
	"slices"

	"github.com/cittaclick/cittaclick/bot"
	"github.com/cittaclick/cittaclick/channels/internal/look"
	"github.com/cittaclick/cittaclick/knowledge"
)

// servicePage is a service as the municipalities' model arranges it.
type servicePage struct {
	look.Frame
	Day         *dayNote
	Summary     string
	Description []string // paragraphs
	Inactive    bool
	Topic       link
	Subjects    []link
	Notices     []block
	Successor   *link
	Brief       []bot.Fact
	Index       []link
	Sections    []section // before the access
	Access      access
	Norms       []norm
	Answerable  []block
	Office      *officeCard
	Related     []link
	Events      []link
	UpdatedOn   string
	Data        string // the same as open data
}

// access is how the service is asked for.
type access struct {
	Blocks  []block
	Links   []accessLink
	Missing string
}

// accessLink leads to where the service is asked for or booked; Element is the
// data-element of the municipalities' model.
type accessLink struct{ Title, URL, Element string }

// norm is an article that the service rests on.
type norm struct {
	Words       string
	URL         string
	Note        string
	Unconfirmed bool
}

// topicLink leads to the services of a topic.
func topicLink(code string) link {
	return link{knowledge.TopicOf(code).Name, "/servizi?tema=" + url.QueryEscape(code)}
}

func subjectLink(term string) link { return link{term, "/servizi?argomento=" + url.QueryEscape(term)} }

func serviceLink(s *knowledge.Service) link {
	return link{s.Title.Value, "/servizi/" + string(s.ID)}
}

// sectionsOf are the parts that come before the access, in the model's order.
func sectionsOf(v *visit, sheet bot.Sheet) []section {
	missing := sheet.Missing()
	return []section{
		sectionOf(v, "a-chi-e-rivolto", "A chi è rivolto", "service-addressed", sheet.Audience(), missing),
		sectionOf(v, "come-fare", "Come fare", "service-how-to", sheet.Procedure(), missing),
		sectionOf(v, "cosa-serve", "Cosa serve", "service-needed", sheet.Requirements(), missing),
		sectionOf(v, "cosa-si-ottiene", "Cosa si ottiene", "service-achieved", sheet.Outcome(), missing),
		sectionOf(v, "tempi-e-scadenze", "Tempi e scadenze", "service-calendar-text", sheet.Times(), missing),
		sectionOf(v, "quanto-costa", "Quanto costa", "service-cost", sheet.Cost(), missing),
	}
}

// indexOf lists the parts of the page as the model names them.
func indexOf(sections []section) []link {
	index := each(sections, func(s section) link { return link{s.Title, "#" + s.ID} })
	return append(index,
		link{"Accedi al servizio", "#accedi-al-servizio"},
		link{"Condizioni di servizio", "#condizioni-di-servizio"},
		link{"Contatti", "#contatti"})
}

// accessOf sets the links apart, which the page shows as buttons.
func accessOf(v *visit, sheet bot.Sheet, s *knowledge.Service) access {
	var a access
	said := sheet.Access()
	for _, b := range said {
		found, ok := b.(bot.Link)
		if !ok {
			continue
		}
		// The agenda may be named as a way in and as where to book: the last name,
		// that of booking, says what it is for.
		a.Links = slices.DeleteFunc(a.Links, func(l accessLink) bool { return l.URL == found.URL })
		a.Links = append(a.Links, accessLink{found.Title, found.URL, accessElement(s, found.URL)})
	}
	a.Blocks = blocksOf(v, slices.DeleteFunc(said, func(b bot.Block) bool { _, ok := b.(bot.Link); return ok }))
	if len(said) == 0 {
		a.Missing = sheet.Missing()
	}
	return a
}

func accessElement(s *knowledge.Service, url string) string {
	if url == s.BookingURL.Value {
		return "service-booking-access"
	}
	return "service-online-access"
}

func normOf(l knowledge.LegalBasis) norm {
	words := l.Act
	if l.Article != "" {
		words += ", " + l.Article
	}
	return norm{Words: words, URL: l.URL, Note: l.Note, Unconfirmed: l.Unverified}
}

// relatedTo lists the services that a sheet names and citizens see.
func relatedTo(v *visit, slugs []string) []link {
	var related []link
	for _, slug := range slugs {
		if s, ok := v.view.Service(knowledge.ServiceID(slug)); ok {
			related = append(related, v.at(serviceLink(s)))
		}
	}
	return related
}

// eventsWith lists the life events that have a step at the service.
func eventsWith(v *visit, id knowledge.ServiceID) []link {
	var events []link
	for _, e := range v.view.LifeEvents() {
		if slices.ContainsFunc(e.Steps.Value, func(step knowledge.EventStep) bool { return step.Service == id }) {
			events = append(events, v.at(eventLink(e)))
		}
	}
	return events
}
