package nlu

import (
	"cmp"
	"slices"
	"time"
)

// Report is how well a set of questions was understood. The rates are those of
// the measures that their names in JSON name.
type Report struct {
	Questions int `json:"questions"`

	First        Rate `json:"first"`
	WithinThree  Rate `json:"within_three"`
	ConfidentBad Rate `json:"confident_wrong"`
	Refused      Rate `json:"in_scope_refused"`
	Clarified    Rate `json:"clarified"`
	OutCaught    Rate `json:"out_of_scope_caught"`

	ByKind map[Kind]Rate `json:"first_by_kind"`

	MainAspect Rate `json:"main_aspect"`
	AnyAspect  Rate `json:"main_aspect_among"`
	BothAsked  Rate `json:"double_questions"`

	Turns *Rate `json:"turns_resolved,omitempty"` // dialogues only

	Intervals   map[Measure]Interval `json:"intervals"` // of each rate that counts something
	Calibration Calibration          `json:"calibration"`

	P50 time.Duration `json:"p50_ns"`
	P95 time.Duration `json:"p95_ns"`
	P99 time.Duration `json:"p99_ns"`

	Confusions       []Confusion       `json:"confusions"`
	AspectConfusions []AspectConfusion `json:"aspect_confusions"`
	Misses           []Miss            `json:"misses,omitempty"`
	Outcomes         []Outcome         `json:"outcomes"`
}

// Confusion counts how often one target was taken for another.
type Confusion struct {
	Want  Target `json:"want"`
	Got   Target `json:"got"`
	Count int    `json:"count"`
}

// AspectConfusion counts how often one main aspect was taken for another.
type AspectConfusion struct {
	Want  Aspect `json:"want"`
	Got   Aspect `json:"got"`
	Count int    `json:"count"`
}

// Miss is a question that was not understood as expected.
type Miss struct {
	Line int     `json:"line"`
	Want Target  `json:"want"`
	Got  Target  `json:"got"`
	At   float64 `json:"confidence"`
}

// Reader is what Evaluate tests: an Understander.
type Reader interface {
	Understand(Query) Understanding
}

// Evaluate asks every question by itself. Questions are read as asked at the
// instant `at`; clock measures how long each takes.
func Evaluate(u Reader, questions []Question, at time.Time, clock func() time.Time) Report {
	exam := exam{reader: u, at: at, clock: clock}
	for _, q := range questions {
		exam.ask(q, 0, newDigester(), Context{})
	}
	return exam.report()
}

// EvaluateDialogues asks turn by turn, handing on the focus as the bot does. A
// turn is resolved when its target is right and its main aspect is answered.
func EvaluateDialogues(u Reader, dialogues []Dialogue, at time.Time, clock func() time.Time) Report {
	exam := exam{reader: u, at: at, clock: clock}
	for _, d := range dialogues {
		var context Context
		said := newDigester()
		for i, turn := range d.Turns {
			context = context.After(exam.ask(turn, i+1, said, context))
		}
	}
	report := exam.report()
	turns := RateOf(report.Outcomes, MeasureTurns)
	report.Turns = &turns
	return report
}

// After returns the context of the next turn: an answer about something of the
// charter moves the focus, an offer is remembered, courtesies change nothing.
func (c Context) After(u Understanding) Context {
	switch {
	case u.Decision == DecideClarify:
		c.Offered = targetsOf(u.Alternatives)
		if len(u.Aspects) > 0 && u.Aspects[0] != AspectInfo {
			c.Aspects = u.Surely()
		}
	case u.Decision == DecideUnknown && u.Reason != ReasonOutside && len(u.Alternatives) > 0 && c.Focus == "":
		c.Offered = targetsOf(u.Alternatives) // shown as a guess, when nothing else is talked about
	case u.Target == TargetStatus && u.About != "" && u.About != c.Focus:
		c.Former = c.former(u.About)
		c.Focus, c.Aspects, c.Offered = u.About, nil, nil
	case u.Decision == DecideAnswer && u.Target.Slug() != "" && u.Target.Kind() != KindSmalltalk:
		c.Former = c.former(u.Target)
		c.Focus, c.Aspects, c.Offered = u.Target, u.Surely(), nil
	}
	return c
}

func targetsOf(candidates []Candidate) []Target {
	var out []Target
	for _, c := range candidates {
		out = append(out, c.Target)
	}
	return out
}

// formerTopics is how many topics back a conversation remembers.
const formerTopics = 4

// former lists what was talked about before the focus moves to next.
func (c Context) former(next Target) []Target {
	var out []Target
	if c.Focus != "" && c.Focus != next {
		out = append(out, c.Focus)
	}
	for _, t := range c.Former {
		if t != c.Focus && t != next {
			out = append(out, t)
		}
	}
	return out[:min(len(out), formerTopics)]
}

// exam asks questions and notes what came of each.
type exam struct {
	reader    Reader
	at        time.Time
	clock     func() time.Time
	outcomes  []Outcome
	durations []time.Duration
}

func (e *exam) ask(q Question, turn int, said digester, context Context) Understanding {
	text := NewUtterance(q.Text)
	start := e.clock()
	u := e.reader.Understand(Query{Text: text, Now: e.at, Context: context})
	e.durations = append(e.durations, e.clock().Sub(start))
	o := outcomeOf(q, u)
	o.Turn, o.Question = turn, said.next(q.Text)
	e.outcomes = append(e.outcomes, o)
	return u
}

func (e *exam) report() Report {
	slices.Sort(e.durations)
	r := Report{
		Questions: len(e.outcomes), Outcomes: e.outcomes,
		P50: e.percentile(50), P95: e.percentile(95), P99: e.percentile(99),
		ByKind: make(map[Kind]Rate), Intervals: intervals(e.outcomes), Calibration: calibrationOf(e.outcomes),
	}
	for m, rate := range map[Measure]*Rate{
		MeasureFirst: &r.First, MeasureWithinThree: &r.WithinThree, MeasureWrong: &r.ConfidentBad,
		MeasureRefused: &r.Refused, MeasureClarified: &r.Clarified, MeasureOutCaught: &r.OutCaught,
		MeasureMainAspect: &r.MainAspect, MeasureAnyAspect: &r.AnyAspect, MeasureBothAsked: &r.BothAsked,
	} {
		*rate = RateOf(e.outcomes, m)
	}
	r.confuse()
	return r
}

func (e *exam) percentile(p int) time.Duration {
	if len(e.durations) == 0 {
		return 0
	}
	return e.durations[min(len(e.durations)*p/100, len(e.durations)-1)]
}

// confuse lists what was taken for what, the most frequent first.
func (r *Report) confuse() {
	targets, aspects := make(map[Confusion]int), make(map[AspectConfusion]int)
	for _, o := range r.Outcomes {
		if !o.OutOfScope() {
			kind := r.ByKind[o.Want[0].Kind()]
			kind.count(o.Right())
			r.ByKind[o.Want[0].Kind()] = kind
		}
		if !o.Right() {
			targets[Confusion{Want: o.Want[0], Got: o.Got}]++
			r.Misses = append(r.Misses, Miss{Line: o.Line, Want: o.Want[0], Got: o.Got, At: o.Confidence})
		}
		if first := o.firstAspect(); o.aspectsMatter() && first != o.MainAspect() {
			aspects[AspectConfusion{Want: o.MainAspect(), Got: first}]++
		}
	}
	for c, n := range targets {
		c.Count = n
		r.Confusions = append(r.Confusions, c)
	}
	for c, n := range aspects {
		c.Count = n
		r.AspectConfusions = append(r.AspectConfusions, c)
	}
	slices.SortFunc(r.Confusions, func(a, b Confusion) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Want, b.Want), cmp.Compare(a.Got, b.Got))
	})
	slices.SortFunc(r.AspectConfusions, func(a, b AspectConfusion) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Want, b.Want), cmp.Compare(a.Got, b.Got))
	})
}
