package site

import (
	"slices"
	"strings"

	"github.com/cittaclick/cittaclick/bot"
	"github.com/cittaclick/cittaclick/channels/internal/look"
	"github.com/cittaclick/cittaclick/internal/fault"
	"github.com/cittaclick/cittaclick/knowledge"
)

// showOffice answers GET /uffici/{slug}. For an office that has ended it says
// which ones took over.
func (s *server) showOffice(v *visit) (shown, error) {
	id := knowledge.OfficeID(v.slug())
	office, ok := v.view.Office(id)
	if !ok {
		return shown{}, s.noOffice(v, id)
	}
	services := byName(v.view.ServicesOf(office.ID), func(s *knowledge.Service) string { return s.Title.Value })
	page := officePage{
		Frame:       s.frame(v, office.Name, oneLine(office.Description), trail("Uffici", "/uffici", office.Name)...),
		Day:         v.dayNote(),
		Description: office.Description,
		Card:        officeCardOf(v, office),
		Parts:       partsOf(v, office.ID),
		Former:      strings.Join(office.FormerNames, ", "),
		Services:    each(services, func(s *knowledge.Service) serviceRow { return serviceRowOf(v, s) }),
		UpdatedOn:   dated(office.UpdatedOn),
		Data:        v.to("/api/v1/offices/" + string(office.ID)),
	}
	page.Notices = blocksOf(v, bot.OfficeSheet(v.view, office, v.now).Notices())
	if parent, ok := v.view.Office(office.Parent); ok {
		to := v.at(officeLink(parent))
		page.Parent = &to
	}
	page.Linked = append(page.Linked, look.Linked{Data: linkedOffice(v, office)})
	return shown{"office", page}, nil
}

func (s *server) noOffice(v *visit, id knowledge.OfficeID) error {
	successors := v.view.Successors(id)
	if len(successors) == 0 {
		return s.notThere(v, "Questo ufficio non c'è")
	}
	return elsewhere{fault.New(fault.Gone, "Questo ufficio non c'è più. Adesso se ne occupa:"), linksTo(v, successors)}
}

// partsOf are the offices that belong to an office.
func partsOf(v *visit, id knowledge.OfficeID) []link {
	return linksTo(v, slices.DeleteFunc(v.view.Offices(), func(o *knowledge.Office) bool { return o.Parent != id }))
}

func linksTo(v *visit, offices []*knowledge.Office) []link {
	return each(offices, func(o *knowledge.Office) link { return v.at(officeLink(o)) })
}
