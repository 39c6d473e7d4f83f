package lint

import (
	"fmt"
	"slices"
	"time"

	"github.com/cittaclick/cittaclick/knowledge"
)

// Matcher reads a text as the assistant would. It returns the label of what it
// would answer about ("svc:carta-identita"), empty when it would ask back or
// say that it does not know.
type Matcher interface {
	Answers(text string) (target string)
}

// Input is what is looked at.
type Input struct {
	Facts   knowledge.Facts
	Today   knowledge.Date
	Zone    *time.Location
	Matcher Matcher // nil: services that are taken for each other are not looked for
	// Against are questions that measure the assistant: no phrase may be one.
	Against []string
}

// Check looks at a charter. The error is that of NewCharter: facts that do not
// hold together are not looked at.
func Check(in Input) (Report, error) {
	charter, err := knowledge.NewCharter(in.Facts, in.Zone)
	if err != nil {
		return Report{}, fmt.Errorf("build charter: %w", err)
	}
	c := &checker{
		Input: in, charter: charter, layers: newLayers(in.Facts), words: parseWords(wordsFile),
		days: changeDays(in.Facts, in.Today), told: make(map[Finding]bool),
	}
	for _, day := range c.days {
		c.day, c.view = day, charter.On(day)
		c.onDay()
	}
	c.day, c.view = in.Today, charter.On(in.Today)
	c.once()
	c.report.sort()
	return c.report, nil
}

// checker is one look at a charter.
type checker struct {
	Input

	charter *knowledge.Charter
	layers  layers
	words   bureaucratese
	days    []knowledge.Date
	day     knowledge.Date
	view    knowledge.View
	told    map[Finding]bool
	report  Report
}

// onDay applies the rules about how things stand on a day.
func (c *checker) onDay() {
	for _, s := range services(c.view) {
		c.fields(s)
		c.lengths(s)
		c.links(s)
		c.amounts(s)
		c.terms(s)
		c.sources(s)
		if s.Published() {
			c.toFill(s)
			c.duty(s)
		}
	}
	for _, o := range c.view.Offices() {
		c.office(o)
	}
	for _, p := range c.view.People() {
		c.person(p)
	}
	for _, m := range c.view.Matters() {
		c.matter(m)
	}
	for _, e := range c.view.LifeEvents() {
		c.event(e)
	}
	c.municipality()
}

// once applies the rules about the charter as a whole.
func (c *checker) once() {
	all := services(c.view)
	c.report.Services = len(all)
	c.report.Published = len(c.view.Services())
	c.aliases(all)
	c.language()
	for _, s := range all {
		c.readable(s)
	}
	c.deskHours()
	c.unverified()
	c.confusable()
	c.phrases()
}

// services lists all services, those that nobody answers for yet included.
func services(view knowledge.View) []*knowledge.Service {
	var all []*knowledge.Service
	for _, row := range view.Coverage() {
		all = append(all, row.Service)
	}
	return all
}

// add notes a finding once, and from when it is so if that is not today.
func (c *checker) add(severity Severity, rule Rule, at place, field, format string, args ...any) {
	f := Finding{severity, rule, at.file, at.where, field, fmt.Sprintf(format, args...)}
	if c.told[f] {
		return
	}
	c.told[f] = true
	if c.day > c.Today {
		f.Message += fmt.Sprintf(" (dal %s)", c.day)
	}
	c.report.Findings = append(c.report.Findings, f)
}

// changeDays returns today and each later day, as far as a charter looks ahead,
// on which something begins or ends.
func changeDays(f knowledge.Facts, today knowledge.Date) []knowledge.Date {
	days := []knowledge.Date{today}
	ahead := knowledge.Range{From: today, To: today.AddDays(knowledge.CharterAhead)}
	note := func(r knowledge.Range) {
		for _, day := range []knowledge.Date{r.From, r.To} {
			if ahead.Contains(day) {
				days = append(days, day)
			}
		}
	}
	ranges(f.Municipality, note)
	ranges(f.Schedules, note)
	ranges(f.Buildings, note)
	ranges(f.OfficeProfiles, note)
	ranges(f.OfficeStructures, note)
	ranges(f.OfficePlaces, note)
	ranges(f.OfficeHours, note)
	ranges(f.OfficeContacts, note)
	ranges(f.People, note)
	ranges(f.Tenures, note)
	ranges(f.ServiceSheets, note)
	ranges(f.ServiceAccess, note)
	ranges(f.ServiceFees, note)
	ranges(f.ServiceTerms, note)
	ranges(f.ServiceDuties, note)
	ranges(f.ServiceTranslations, note)
	ranges(f.Matters, note)
	ranges(f.LifeEvents, note)
	slices.Sort(days)
	return slices.Compact(days)
}

func ranges[T any](rows []knowledge.Fact[T], note func(knowledge.Range)) {
	for _, row := range rows {
		note(row.Valid)
	}
}
