package api

import (
	"time"

	"github.com/cittaclick/cittaclick/knowledge"
)

// ServiceSummary is a service in a list.
type ServiceSummary struct {
	Slug      string     `json:"slug"`
	Title     string     `json:"title"`
	Summary   string     `json:"summary,omitempty"`
	Topic     string     `json:"topic,omitempty"`
	Status    string     `json:"status,omitempty" doc:"attivo, non attivo"`
	Office    *officeRef `json:"office,omitempty" doc:"The office that answers for it."`
	UpdatedOn string     `json:"updated_on,omitempty" format:"date" doc:"When its sheet was last changed or confirmed."`
}

// service is all that the charter says of a service. A field that is missing is
// not recorded; one named in not_provided is known not to exist.
type service struct {
	ServiceSummary
	StatusReason   string            `json:"status_reason,omitempty"`
	Description    string            `json:"description,omitempty"`
	Audience       string            `json:"audience,omitempty"`
	Eligibility    string            `json:"eligibility,omitempty"`
	Constraints    string            `json:"constraints,omitempty"`
	SpecialCases   string            `json:"special_cases,omitempty"`
	Steps          []string          `json:"steps" nullable:"false"`
	Requirements   []requirement     `json:"requirements" nullable:"false"`
	Outcome        string            `json:"outcome,omitempty"`
	Validity       string            `json:"validity,omitempty"`
	Afterwards     string            `json:"afterwards,omitempty"`
	Channels       []channelView     `json:"channels" nullable:"false"`
	Appointment    string            `json:"appointment,omitempty" doc:"obbligatorio, facoltativo, non serve"`
	Booking        string            `json:"booking,omitempty"`
	BookingURL     string            `json:"booking_url,omitempty"`
	Hours          *hours            `json:"hours,omitempty" doc:"The service's own desk, or its office's."`
	Fees           []fee             `json:"fees" nullable:"false"`
	Payment        string            `json:"payment,omitempty"`
	Durations      []term            `json:"durations" nullable:"false" doc:"How long the office takes."`
	Deadlines      []term            `json:"deadlines" nullable:"false" doc:"Until when one may ask."`
	Silence        string            `json:"silence,omitempty" doc:"What silence means at the end of the term: assenso, rifiuto, nessuno"`
	Official       *PersonRef        `json:"official,omitempty" doc:"Responsabile del procedimento"`
	Substitute     *PersonRef        `json:"substitute,omitempty" doc:"Titolare del potere sostitutivo"`
	Legal          []legalBasis      `json:"legal" nullable:"false"`
	Subjects       []string          `json:"subjects" nullable:"false"`
	LifeEvents     []string          `json:"life_events" nullable:"false"`
	BusinessEvents []string          `json:"business_events" nullable:"false"`
	Related        []string          `json:"related" nullable:"false" doc:"Slugs of services"`
	Aliases        []string          `json:"aliases" nullable:"false"`
	Successor      string            `json:"successor,omitempty"`
	Origins        map[string]string `json:"origins" doc:"Which layer each field comes from: base (every municipality's) or local (this one's). A list to which both contribute is local."`
	NotProvided    []string          `json:"not_provided" nullable:"false" doc:"Fields of which it is known that there is nothing: no fee, no deadline."`
}

type requirement struct {
	Name      string `json:"name"`
	Condition string `json:"condition,omitempty"`
	Specimen  string `json:"specimen,omitempty"`
	Form      string `json:"form,omitempty"`
	FormURL   string `json:"form_url,omitempty"`
	Note      string `json:"note,omitempty"`
}

// channelView is a way of asking for a service.
type channelView struct {
	Kind        string `json:"kind" doc:"sportello, appuntamento, online, pec, email, posta, telefono, domicilio"`
	Code        string `json:"code,omitempty"`
	Description string `json:"description"`
	URL         string `json:"url,omitempty"`
}

type fee struct {
	Name        string `json:"name"`
	Amount      string `json:"amount,omitempty" doc:"In euro; without it, note says how it is computed." example:"16.79"`
	Condition   string `json:"condition,omitempty"`
	Note        string `json:"note,omitempty"`
	Unconfirmed bool   `json:"unconfirmed,omitempty"`
}

type term struct {
	Days        *int   `json:"days,omitempty"`
	Text        string `json:"text"`
	Basis       string `json:"basis,omitempty"`
	Unconfirmed bool   `json:"unconfirmed,omitempty"`
}

type legalBasis struct {
	Act         string `json:"act"`
	Article     string `json:"article,omitempty"`
	URL         string `json:"url,omitempty"`
	Note        string `json:"note,omitempty"`
	Unconfirmed bool   `json:"unconfirmed,omitempty"`
}

// PersonRef names a person in an office.
type PersonRef struct {
	Slug string `json:"slug"`
	Name string `json:"name"`
}

func originsOf(origins knowledge.Origins) map[string]string {
	names := make(map[string]string, len(origins))
	for field, origin := range origins {
		names[field] = string(origin)
	}
	return names
}

func serviceSummaryOf(view knowledge.View, s *knowledge.Service) ServiceSummary {
	return ServiceSummary{
		Slug: string(s.ID), Title: s.Title.Value, Summary: s.Summary.Value, Topic: s.Topic.Value,
		Status: string(s.Status.Value), Office: officeRefOf(view, s.Office.Value), UpdatedOn: dateText(s.UpdatedOn),
	}
}

func serviceOf(view knowledge.View, s *knowledge.Service, now time.Time) service {
	return service{
		ServiceSummary: serviceSummaryOf(view, s),
		StatusReason:   s.StatusReason.Value,
		Description:    s.Description.Value,
		Audience:       s.Audience.Value,
		Eligibility:    s.Eligibility.Value,
		Constraints:    s.Constraints.Value,
		SpecialCases:   s.SpecialCases.Value,
		Steps:          each(s.Steps.Value, func(step knowledge.Step) string { return step.Text }),
		Requirements:   each(s.Requirements.Value, requirementOf),
		Outcome:        s.Outcome.Value,
		Validity:       s.Validity.Value,
		Afterwards:     s.Afterwards.Value,
		Channels:       each(s.Channels.Value, channelOf),
		Appointment:    string(s.Appointment.Value),
		Booking:        s.Booking.Value,
		BookingURL:     s.BookingURL.Value,
		Hours:          hoursOf(view, view.Charter().ServiceHours(s.ID), view.DeskSchedule(s), now),
		Fees:           each(s.Fees.Value, feeOf),
		Payment:        s.Payment.Value,
		Durations:      each(s.Durations.Value, termOf),
		Deadlines:      each(s.Deadlines.Value, termOf),
		Silence:        string(s.Silence.Value),
		Official:       personRefOf(view, s.Official.Value),
		Substitute:     personRefOf(view, s.Substitute.Value),
		Legal:          each(s.Legal.Value, legalBasisOf),
		Origins:        originsOf(s.Origins),
		Subjects:       noNil(s.Subjects.Value),
		LifeEvents:     noNil(s.LifeEvents.Value),
		BusinessEvents: noNil(s.BizEvents.Value),
		Related:        noNil(s.Related.Value),
		Aliases:        noNil(s.Aliases.Value),
		Successor:      string(s.Successor.Value),
		NotProvided:    notProvided(s),
	}
}

// each shows every entry of a list.
func each[T, V any](entries []T, show func(T) V) []V {
	shown := make([]V, len(entries))
	for i, entry := range entries {
		shown[i] = show(entry)
	}
	return shown
}

func requirementOf(r knowledge.Requirement) requirement {
	return requirement{
		Name: r.Name, Condition: r.Condition, Specimen: r.Specimen, Form: r.Form, FormURL: r.FormURL, Note: r.Note,
	}
}

func channelOf(c knowledge.Channel) channelView {
	return channelView{Kind: string(c.Kind), Code: c.Code, Description: c.Description, URL: c.URL}
}

func feeOf(f knowledge.Fee) fee {
	view := fee{Name: f.Name, Condition: f.Condition, Note: f.Note, Unconfirmed: unconfirmed(f.Source)}
	if f.Amount != nil {
		view.Amount = f.Amount.String()
	}
	return view
}

func termOf(t knowledge.Term) term {
	return term{Days: t.Days, Text: t.Text, Basis: t.Basis, Unconfirmed: unconfirmed(t.Source)}
}

func legalBasisOf(l knowledge.LegalBasis) legalBasis {
	return legalBasis{Act: l.Act, Article: l.Article, URL: l.URL, Note: l.Note, Unconfirmed: unconfirmed(l.Source)}
}

// unconfirmed reports whether a figure is to be confirmed with the office.
func unconfirmed(s knowledge.Source) bool { return s.Unverified || s.ToFill }

func personRefOf(view knowledge.View, id knowledge.PersonID) *PersonRef {
	person, ok := view.Person(id)
	if !ok {
		return nil
	}
	return &PersonRef{Slug: string(person.ID), Name: person.FullName()}
}

// notProvided names the fields of which it is said that there is nothing.
func notProvided(s *knowledge.Service) []string {
	names := []string{}
	for _, field := range []struct {
		name string
		none bool
	}{
		{"eligibility", s.Eligibility.None()}, {"constraints", s.Constraints.None()}, {"special_cases", s.SpecialCases.None()},
		{"steps", s.Steps.None()}, {"requirements", s.Requirements.None()}, {"outcome", s.Outcome.None()},
		{"validity", s.Validity.None()}, {"afterwards", s.Afterwards.None()}, {"channels", s.Channels.None()},
		{"booking", s.Booking.None()}, {"booking_url", s.BookingURL.None()}, {"fees", s.Fees.None()},
		{"payment", s.Payment.None()}, {"durations", s.Durations.None()}, {"deadlines", s.Deadlines.None()},
		{"silence", s.Silence.None()}, {"official", s.Official.None()}, {"substitute", s.Substitute.None()},
		{"legal", s.Legal.None()}, {"related", s.Related.None()},
	} {
		if field.none {
			names = append(names, field.name)
		}
	}
	return names
}
