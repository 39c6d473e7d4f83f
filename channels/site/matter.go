package site

import (
	"github.com/cittaclick/cittaclick/channels/internal/look"
	"github.com/cittaclick/cittaclick/knowledge"
)

// mattersPage lists what other bodies handle.
type mattersPage struct {
	look.Frame
	Day     *dayNote
	Matters []matterRow
}

type matterRow struct {
	row
	Body string
}

// matterPage sends to the body that handles a matter.
type matterPage struct {
	look.Frame
	Day               *dayNote
	Summary           string
	Body              string
	Where, Phone, Web string
	Instead           string // what the municipality does instead
	Related           []link
	UpdatedOn         string
}

func matterLink(m *knowledge.Matter) link { return link{m.Title.Value, "/altri-enti/" + string(m.ID)} }

// listMatters answers GET /altri-enti.
func (s *server) listMatters(v *visit) (shown, error) {
	matters := byName(v.view.Matters(), func(m *knowledge.Matter) string { return m.Title.Value })
	return shown{"matters", mattersPage{
		Frame: s.frame(v, "Altri enti", "Quello che non fa il Comune: a chi rivolgersi per passaporto, patente, codice fiscale e altro.", look.Crumb{Name: "Altri enti"}),
		Day:   v.dayNote(),
		Matters: each(matters, func(m *knowledge.Matter) matterRow {
			return matterRow{row{v.at(matterLink(m)), m.Summary.Value}, m.Body.Value}
		}),
	}}, nil
}

// showMatter answers GET /altri-enti/{slug}.
func (s *server) showMatter(v *visit) (shown, error) {
	matter, ok := v.view.Matter(knowledge.MatterID(v.slug()))
	if !ok {
		return shown{}, s.notThere(v, "Questa voce non c'è nella carta dei servizi")
	}
	return shown{"matter", matterPage{
		Frame: s.frame(v, matter.Title.Value, oneLine(matter.Summary.Value), trail("Altri enti", "/altri-enti", matter.Title.Value)...),
		Day:   v.dayNote(), Summary: matter.Summary.Value, Body: matter.Body.Value,
		Where: matter.Where.Value, Phone: matter.Phone.Value, Web: matter.Website.Value, Instead: matter.Here.Value,
		Related: relatedTo(v, matter.Related.Value), UpdatedOn: dated(matter.UpdatedOn),
	}}, nil
}
