package nlu

import (
	"cmp"
	"slices"
)

// Measure is one thing that is counted over a set of questions. Its text is the
// name of its rate in a report's JSON.
type Measure string

// The measures. Those of questions in scope are about services, offices, other
// bodies' matters, applications and courtesies.
const (
	MeasureFirst       Measure = "first"               // in scope: the answer's target is right
	MeasureWithinThree Measure = "within_three"        // in scope: right, or among those shown beside it
	MeasureClarified   Measure = "clarified"           // in scope: asked back
	MeasureRefused     Measure = "in_scope_refused"    // in scope, and no answer
	MeasureWrong       Measure = "confident_wrong"     // answered, and wrong; of all questions
	MeasureOutCaught   Measure = "out_of_scope_caught" // of the questions out of scope
	MeasureMainAspect  Measure = "main_aspect"         // the most important aspect comes first
	MeasureAnyAspect   Measure = "main_aspect_among"   // it is among those that are answered
	MeasureBothAsked   Measure = "double_questions"    // all aspects of a double question are found
	MeasureTurns       Measure = "turns_resolved"      // of dialogues: target and main aspect right
)

// Measures lists them in the order in which they are read.
func Measures() []Measure {
	return []Measure{
		MeasureFirst, MeasureWithinThree, MeasureClarified, MeasureRefused, MeasureWrong, MeasureOutCaught,
		MeasureMainAspect, MeasureAnyAspect, MeasureBothAsked, MeasureTurns,
	}
}

// FewerIsBetter reports whether the measure counts what should not happen.
func (m Measure) FewerIsBetter() bool {
	return m == MeasureClarified || m == MeasureRefused || m == MeasureWrong
}

// judge reports whether a question counts for the measure, and whether what it
// measures happened.
func (m Measure) judge(o Outcome) (happened, counts bool) {
	switch m {
	case MeasureFirst:
		return o.Right(), !o.OutOfScope()
	case MeasureWithinThree:
		return o.Shown(), !o.OutOfScope()
	case MeasureClarified:
		return o.Decision == DecideClarify, !o.OutOfScope()
	case MeasureRefused:
		return o.Decision == DecideUnknown, !o.OutOfScope()
	case MeasureWrong:
		return o.Wrong(), true
	case MeasureOutCaught:
		return o.Right(), o.OutOfScope()
	case MeasureMainAspect:
		return o.firstAspect() == o.MainAspect(), o.aspectsMatter()
	case MeasureAnyAspect:
		return slices.Contains(o.Aspects, o.MainAspect()), o.aspectsMatter()
	case MeasureBothAsked:
		return containsAll(o.Aspects, o.WantAspects), o.aspectsMatter() && len(o.WantAspects) > 1
	case MeasureTurns:
		return o.Resolved(), o.Turn > 0
	}
	return false, false
}

// Rate is a count out of a total.
type Rate struct {
	Right int `json:"right"`
	Of    int `json:"of"`
}

// Percent is the rate in percent; nothing out of nothing is 0.
func (r Rate) Percent() float64 {
	if r.Of == 0 {
		return 0
	}
	return 100 * float64(r.Right) / float64(r.Of)
}

func (r *Rate) count(right bool) {
	r.Of++
	if right {
		r.Right++
	}
}

// RateOf counts one measure.
func RateOf(outcomes []Outcome, m Measure) Rate {
	var rate Rate
	for _, o := range outcomes {
		if happened, counts := m.judge(o); counts {
			rate.count(happened)
		}
	}
	return rate
}

// Row is how well the questions that have something in common were understood.
type Row struct {
	Name        string `json:"name"`
	Questions   int    `json:"questions"`
	First       Rate   `json:"first"`
	WithinThree Rate   `json:"within_three"`
	MainAspect  Rate   `json:"main_aspect_among"`
	Resolved    Rate   `json:"resolved"` // target and main aspect right; of all questions
}

// Tabulate groups questions by what a function says of them, the largest group
// first; those of which it says nothing are left out.
func Tabulate(outcomes []Outcome, by func(Outcome) string) []Row {
	groups := make(map[string][]Outcome)
	for _, o := range outcomes {
		if name := by(o); name != "" {
			groups[name] = append(groups[name], o)
		}
	}
	var rows []Row
	for name, group := range groups {
		row := Row{
			Name: name, Questions: len(group), First: RateOf(group, MeasureFirst),
			WithinThree: RateOf(group, MeasureWithinThree), MainAspect: RateOf(group, MeasureAnyAspect),
		}
		for _, o := range group {
			row.Resolved.count(o.Resolved())
		}
		rows = append(rows, row)
	}
	slices.SortFunc(rows, func(a, b Row) int {
		return cmp.Or(cmp.Compare(b.Questions, a.Questions), cmp.Compare(a.Name, b.Name))
	})
	return rows
}

func containsAll(have, want []Aspect) bool {
	for _, w := range want {
		if !slices.Contains(have, w) {
			return false
		}
	}
	return true
}
