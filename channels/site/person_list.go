package site

import (
	"cmp"
	"slices"
	"strings"

	"github.com/cittaclick/cittaclick/bot"
	"github.com/cittaclick/cittaclick/channels/internal/look"
	"github.com/cittaclick/cittaclick/knowledge"
)

// peoplePage lists who holds a post, those elected or appointed first.
type peoplePage struct {
	look.Frame
	Day    *dayNote
	Bodies []peopleGroup
	Staff  []personView
}

// peopleGroup is an organ of the municipality with its members.
type peopleGroup struct {
	Name   string
	People []personView
}

type personView struct {
	ID, Name     string
	Posts        []string
	Phone, Email string
	Offices      []link
}

// listPeople answers GET /persone.
func (s *server) listPeople(v *visit) (shown, error) {
	page := peoplePage{
		Frame: s.frame(v, "Persone", "Chi amministra il Comune e chi risponde degli uffici, con i recapiti.", look.Crumb{Name: "Persone"}),
		Day:   v.dayNote(),
	}
	for _, person := range byName(v.view.People(), func(p *knowledge.Person) string { return p.FamilyName + " " + p.GivenName }) {
		if len(person.Tenures) == 0 {
			continue
		}
		shown := personViewOf(v, person)
		if body := bodyOf(person); body != "" {
			page.Bodies = joinBody(page.Bodies, body, shown)
			continue
		}
		page.Staff = append(page.Staff, shown)
	}
	slices.SortStableFunc(page.Bodies, func(a, b peopleGroup) int {
		return cmp.Or(rankOf(a.Name)-rankOf(b.Name), strings.Compare(a.Name, b.Name))
	})
	return shown{"people", page}, nil
}

// bodyOf is the organ that somebody belongs to; empty for staff.
func bodyOf(person *knowledge.Person) string {
	for _, tenure := range person.Tenures {
		if tenure.Body != "" {
			return tenure.Body
		}
	}
	return ""
}

// rankOf puts the mayor and the board, whom people look for, before the other
// organs.
func rankOf(body string) int {
	first := []string{"Sindac", "Giunta"}
	if i := slices.IndexFunc(first, func(name string) bool { return strings.HasPrefix(body, name) }); i >= 0 {
		return i
	}
	return len(first)
}

func joinBody(groups []peopleGroup, name string, person personView) []peopleGroup {
	i := slices.IndexFunc(groups, func(g peopleGroup) bool { return g.Name == name })
	if i < 0 {
		return append(groups, peopleGroup{name, []personView{person}})
	}
	groups[i].People = append(groups[i].People, person)
	return groups
}

func personViewOf(v *visit, person *knowledge.Person) personView {
	shown := personView{
		ID: string(person.ID), Name: person.FullName(), Posts: bot.PostsOf(v.view, person),
		Phone: person.Phone, Email: person.Email,
	}
	for _, tenure := range person.Tenures {
		office, ok := v.view.Office(tenure.Office)
		if ok && !slices.ContainsFunc(shown.Offices, func(l link) bool { return l.Title == office.Name }) {
			shown.Offices = append(shown.Offices, v.at(officeLink(office)))
		}
	}
	return shown
}
