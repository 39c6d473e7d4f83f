package site

import (
	"strings"

	"github.com/cittaclick/cittaclick/bot"
	"github.com/cittaclick/cittaclick/channels/internal/look"
	"github.com/cittaclick/cittaclick/internal/fault"
	"github.com/cittaclick/cittaclick/knowledge"
)

// showService answers GET /servizi/{slug}.
func (s *server) showService(v *visit) (shown, error) {
	service, ok := v.view.Service(knowledge.ServiceID(v.slug()))
	if !ok {
		return shown{}, s.noService(v)
	}
	sheet := bot.ServiceSheet(v.view, service, v.now)
	topic := topicLink(service.Topic.Value)
	frame := s.frame(v, service.Title.Value, oneLine(service.Summary.Value),
		look.Crumb{Name: "Servizi", Path: "/servizi"}, look.Crumb{Name: topic.Title, Path: topic.Path}, look.Crumb{Name: service.Title.Value})
	page := servicePage{
		Frame: frame, Day: v.dayNote(),
		Summary:     service.Summary.Value,
		Description: paragraphs(service.Description.Value),
		Inactive:    service.Status.Value == knowledge.StatusInactive,
		Topic:       v.at(topic),
		Subjects:    each(service.Subjects.Value, func(term string) link { return v.at(subjectLink(term)) }),
		Notices:     blocksOf(v, sheet.Notices()),
		Brief:       sheet.Brief(),
		Sections:    sectionsOf(v, sheet),
		Access:      accessOf(v, sheet, service),
		Norms:       each(service.Legal.Value, normOf),
		Answerable:  blocksOf(v, sheet.Answerable()),
		Related:     relatedTo(v, service.Related.Value),
		Events:      eventsWith(v, service.ID),
		UpdatedOn:   dated(service.UpdatedOn),
		Data:        v.to("/api/v1/services/" + string(service.ID)),
	}
	page.Index = indexOf(page.Sections)
	if next, ok := v.view.Service(service.Successor.Value); ok && service.Successor.Provided() {
		to := v.at(serviceLink(next))
		page.Successor = &to
	}
	if office, ok := v.view.Office(service.Office.Value); ok {
		page.Office = officeCardOf(v, office)
		if opening, ok := sheet.Hours(); ok {
			page.Office.Opening = &opening
		}
	}
	page.Linked = append(page.Linked, look.Linked{Element: "metatag", Data: linkedService(v, service)})
	return shown{"service", page}, nil
}

func (s *server) noService(v *visit) error {
	next, ok := v.view.SuccessorOf(knowledge.ServiceID(v.slug()))
	if !ok {
		return s.notThere(v, "Questo servizio non c'è")
	}
	return elsewhere{fault.New(fault.Gone, "Questo servizio non c'è più. Al suo posto:"), []link{v.at(serviceLink(next))}}
}

// paragraphs splits a text at its empty lines.
func paragraphs(text string) []string {
	var all []string
	for part := range strings.SplitSeq(text, "\n\n") {
		if part = strings.TrimSpace(part); part != "" {
			all = append(all, part)
		}
	}
	return all
}
