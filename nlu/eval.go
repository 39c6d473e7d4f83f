package nlu

import (
	"slices"
	"sort"
	"time"
)

// Report is how well a set of questions was understood.
type Report struct {
	Questions int `json:"questions"`

	// Over the questions in scope: services, offices, other bodies, status,
	// smalltalk.
	First        Rate `json:"first"`           // the answer's target is right
	WithinThree  Rate `json:"within_three"`    // right, or among the three best or those offered
	ConfidentBad Rate `json:"confident_wrong"` // answered, and wrong; of all questions
	Refused      Rate `json:"in_scope_refused"`
	Clarified    Rate `json:"clarified"`
	OutCaught    Rate `json:"out_of_scope_caught"`

	ByKind map[Kind]Rate `json:"first_by_kind"`

	MainAspect Rate `json:"main_aspect"` // the most important aspect comes first
	AnyAspect  Rate `json:"main_aspect_among"`
	BothAsked  Rate `json:"double_questions"` // all aspects of a double question found

	Turns *Rate `json:"turns_resolved,omitempty"` // dialogues only

	P50 time.Duration `json:"p50_ns"`
	P95 time.Duration `json:"p95_ns"`
	P99 time.Duration `json:"p99_ns"`

	Confusions        []Confusion       `json:"confusions"`
	AspectConfusions  []AspectConfusion `json:"aspect_confusions"`
	Misses            []Miss            `json:"misses,omitempty"`
	durations         []time.Duration
	confusions        map[[2]Target]int
	aspectsConfounded map[[2]Aspect]int
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
	r := newReport()
	for _, q := range questions {
		text := NewUtterance(q.Text)
		start := clock()
		got := u.Understand(Query{Text: text, Now: at})
		r.durations = append(r.durations, clock().Sub(start))
		r.judge(q, got)
	}
	r.finish()
	return *r
}

// EvaluateDialogues asks turn by turn, handing on the focus as the bot does. A
// turn is resolved when its target and its main aspect are right.
func EvaluateDialogues(u Reader, dialogues []Dialogue, at time.Time, clock func() time.Time) Report {
	r := newReport()
	r.Turns = &Rate{}
	for _, d := range dialogues {
		var context Context
		for _, turn := range d.Turns {
			text := NewUtterance(turn.Text)
			start := clock()
			got := u.Understand(Query{Text: text, Now: at, Context: context})
			r.durations = append(r.durations, clock().Sub(start))
			r.judge(turn, got)
			r.Turns.count(slices.Contains(turn.Targets, got.Target) && mainAspectAmong(turn, got))
			context = context.After(got)
		}
	}
	r.finish()
	return *r
}

// After returns the context of the next turn: an answer about something of the
// charter moves the focus, an offer is remembered, courtesies change nothing.
func (c Context) After(u Understanding) Context {
	switch {
	case u.Decision == DecideClarify:
		c.Offered = nil
		for _, a := range u.Alternatives {
			c.Offered = append(c.Offered, a.Target)
		}
		if len(u.Aspects) > 0 && u.Aspects[0] != AspectInfo {
			c.Aspects = u.Aspects
		}
	case u.Decision == DecideAnswer && u.Target.Slug() != "" && u.Target.Kind() != KindSmalltalk:
		c.Focus, c.Aspects, c.Offered = u.Target, u.Aspects, nil
	}
	return c
}

func newReport() *Report {
	return &Report{
		ByKind: make(map[Kind]Rate), confusions: make(map[[2]Target]int), aspectsConfounded: make(map[[2]Aspect]int),
	}
}

// judge counts one question.
func (r *Report) judge(q Question, got Understanding) {
	r.Questions++
	right := slices.Contains(q.Targets, got.Target)
	if slices.Contains(q.Targets, TargetOOS) && len(q.Targets) == 1 {
		r.OutCaught.count(right)
	} else {
		r.judgeInScope(q, got, right)
	}
	r.ConfidentBad.count(got.Decision == DecideAnswer && !right)
	if !right {
		r.confusions[[2]Target{q.Targets[0], got.Target}]++
		r.Misses = append(r.Misses, Miss{Line: q.Line, Want: q.Targets[0], Got: got.Target, At: got.Confidence})
	}
	r.judgeAspects(q, got)
}

func (r *Report) judgeInScope(q Question, got Understanding, right bool) {
	r.First.count(right)
	r.WithinThree.count(right || offered(q, got))
	r.Refused.count(got.Decision == DecideUnknown)
	r.Clarified.count(got.Decision == DecideClarify)
	kind := q.Targets[0].Kind()
	rate := r.ByKind[kind]
	rate.count(right)
	r.ByKind[kind] = rate
}

// offered reports whether a right target is among those that the reply shows:
// three to choose from, the answer and two beside it, or three guesses.
func offered(q Question, got Understanding) bool {
	shown := 2
	switch {
	case got.Decision == DecideClarify, got.Decision == DecideUnknown && got.Reason == ReasonNoMatch:
		shown = 3
	case got.Decision == DecideUnknown:
		shown = 0
	}
	for _, a := range got.Alternatives[:min(shown, len(got.Alternatives))] {
		if slices.Contains(q.Targets, a.Target) {
			return true
		}
	}
	return false
}

// judgeAspects counts only where aspects mean something: on what is answered
// from the charter.
func (r *Report) judgeAspects(q Question, got Understanding) {
	if len(q.Aspects) == 0 || !aspectsMatter(q.Targets[0]) {
		return
	}
	first := AspectInfo
	if len(got.Aspects) > 0 {
		first = got.Aspects[0]
	}
	r.MainAspect.count(first == q.Aspects[0])
	r.AnyAspect.count(mainAspectAmong(q, got))
	if first != q.Aspects[0] {
		r.aspectsConfounded[[2]Aspect{q.Aspects[0], first}]++
	}
	if len(q.Aspects) > 1 {
		r.BothAsked.count(containsAll(got.Aspects, q.Aspects))
	}
}

func aspectsMatter(t Target) bool {
	k := t.Kind()
	return k == KindService || k == KindOffice || k == KindBody
}

func mainAspectAmong(q Question, got Understanding) bool {
	return len(q.Aspects) == 0 || !aspectsMatter(q.Targets[0]) || slices.Contains(got.Aspects, q.Aspects[0])
}

func containsAll(have, want []Aspect) bool {
	for _, w := range want {
		if !slices.Contains(have, w) {
			return false
		}
	}
	return true
}

// finish turns the counts into sorted lists and percentiles.
func (r *Report) finish() {
	for pair, n := range r.confusions {
		r.Confusions = append(r.Confusions, Confusion{pair[0], pair[1], n})
	}
	sort.Slice(r.Confusions, func(i, j int) bool {
		a, b := r.Confusions[i], r.Confusions[j]
		if a.Count != b.Count {
			return a.Count > b.Count
		}
		return a.Want < b.Want || a.Want == b.Want && a.Got < b.Got
	})
	for pair, n := range r.aspectsConfounded {
		r.AspectConfusions = append(r.AspectConfusions, AspectConfusion{pair[0], pair[1], n})
	}
	sort.Slice(r.AspectConfusions, func(i, j int) bool {
		a, b := r.AspectConfusions[i], r.AspectConfusions[j]
		if a.Count != b.Count {
			return a.Count > b.Count
		}
		return a.Want < b.Want || a.Want == b.Want && a.Got < b.Got
	})
	slices.Sort(r.durations)
	r.P50, r.P95, r.P99 = r.percentile(50), r.percentile(95), r.percentile(99)
}

func (r *Report) percentile(p int) time.Duration {
	if len(r.durations) == 0 {
		return 0
	}
	return r.durations[min(len(r.durations)*p/100, len(r.durations)-1)]
}
