package site

import (
	"slices"

	"github.com/cittaclick/cittaclick/channels/internal/look"
	"github.com/cittaclick/cittaclick/knowledge"
)

// servicesPage lists the services by topic, all or those of one topic or
// subject.
type servicesPage struct {
	look.Frame
	Day    *dayNote
	Lead   string
	Topics []topicView // to choose from
	Groups []topicView // chosen, with their services
	Chosen bool        // of a topic or a subject
}

// topicView is a topic with its services.
type topicView struct {
	link
	Examples string
	Services []serviceRow
	Current  bool
}

// serviceRow is a service in a list.
type serviceRow struct {
	link
	Summary  string
	Inactive bool
}

// listServices answers GET /servizi, with ?tema= and ?argomento= to choose.
func (s *server) listServices(v *visit) (shown, error) {
	all := topicsOf(v)
	page := servicesPage{
		Frame: s.frame(v, "Servizi", "Tutti i servizi del Comune, per argomento: come fare, cosa serve, quanto costa, dove andare.", look.Crumb{Name: "Servizi"}),
		Day:   v.dayNote(), Topics: all, Groups: all,
	}
	switch {
	case v.asked.topic != "":
		s.chooseTopic(v, &page)
	case v.asked.subject != "":
		s.chooseSubject(v, &page)
	}
	if page.Chosen && len(page.Groups) == 0 {
		// Anybody can make such an address up: its words get onto no page of the
		// municipality, and it takes no place among the pages kept.
		return shown{}, notOn(v, "Nessun servizio per questo argomento")
	}
	return shown{"services", page}, nil
}

// chooseTopic leaves the services of one topic.
func (s *server) chooseTopic(v *visit, page *servicesPage) {
	topic := knowledge.TopicOf(v.asked.topic)
	page.Chosen = true
	page.Frame = s.frame(v, topic.Name, "I servizi del Comune: "+topic.Name+".", trail("Servizi", "/servizi", topic.Name)...)
	page.Lead = topic.Examples
	page.Groups = slices.DeleteFunc(slices.Clone(page.Topics), func(t topicView) bool { return t.Title != topic.Name })
	for i := range page.Topics {
		page.Topics[i].Current = page.Topics[i].Title == topic.Name
	}
}

// chooseSubject leaves the services of one subject.
func (s *server) chooseSubject(v *visit, page *servicesPage) {
	subject := v.asked.subject
	page.Chosen = true
	page.Frame = s.frame(v, "Argomento: "+subject, "", trail("Servizi", "/servizi", subject)...)
	page.Canonical = "" // every service stands under its topic as well
	group := topicView{link: link{Title: subject}}
	for _, service := range v.view.Services() {
		if slices.Contains(service.Subjects.Value, subject) {
			group.Services = append(group.Services, serviceRowOf(v, service))
		}
	}
	page.Groups = nil
	if len(group.Services) > 0 {
		page.Groups = []topicView{group}
	}
}

// topicsOf groups the services by topic, in the order of the topics; those of a
// municipality's own come last.
func topicsOf(v *visit) []topicView {
	byTopic := make(map[string][]serviceRow)
	for _, service := range v.view.Services() {
		byTopic[service.Topic.Value] = append(byTopic[service.Topic.Value], serviceRowOf(v, service))
	}
	topics := knowledge.Topics()
	for _, code := range sortedKeys(byTopic) {
		if !slices.ContainsFunc(topics, func(t knowledge.Topic) bool { return t.Code == code }) {
			topics = append(topics, knowledge.TopicOf(code))
		}
	}
	var views []topicView
	for _, topic := range topics {
		if rows := byTopic[topic.Code]; len(rows) > 0 {
			byName(rows, func(r serviceRow) string { return r.Title })
			views = append(views, topicView{link: v.at(topicLink(topic.Code)), Examples: topic.Examples, Services: rows})
		}
	}
	return views
}

func serviceRowOf(v *visit, s *knowledge.Service) serviceRow {
	return serviceRow{v.at(serviceLink(s)), s.Summary.Value, s.Status.Value == knowledge.StatusInactive}
}
