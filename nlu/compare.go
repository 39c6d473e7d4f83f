package nlu

// Comparison is what changed between two runs over the same questions.
type Comparison struct {
	Compared   int          `json:"compared"`    // questions that both runs asked
	OnlyBefore int          `json:"only_before"` // no longer in the set, or worded differently
	OnlyAfter  int          `json:"only_after"`
	Measures   []Difference `json:"measures"`
	Better     []Change     `json:"better,omitempty"`
	Worse      []Change     `json:"worse,omitempty"`
}

// Difference is how one measure changed over the questions compared.
type Difference struct {
	Measure  Measure  `json:"measure"`
	Before   Rate     `json:"before"`
	After    Rate     `json:"after"`
	Interval Interval `json:"interval"` // of the difference in percentage points, from the bootstrap
	// P is how probable so uneven a change would be if nothing had changed:
	// McNemar's exact test on questions; on dialogues, a sign test on whole ones.
	P float64 `json:"p"`
}

// Points is the difference in percentage points.
func (d Difference) Points() float64 { return d.After.Percent() - d.Before.Percent() }

// Change is a question that is now understood better, or worse.
type Change struct {
	Before Outcome `json:"before"`
	After  Outcome `json:"after"`
}

// Compare sets two runs side by side. Questions are recognised by their digest,
// so that lines may have moved, and both runs are judged by the labels that the
// later one knows.
func Compare(before, after []Outcome) Comparison {
	earlier := make(map[string][]Outcome)
	for _, o := range before {
		earlier[o.Question] = append(earlier[o.Question], o)
	}
	var c Comparison
	var was, is []Outcome
	for _, o := range after {
		same := earlier[o.Question]
		if len(same) == 0 {
			c.OnlyAfter++
			continue
		}
		earlier[o.Question] = same[1:]
		old := same[0]
		old.Line, old.Turn, old.Want, old.WantAspects = o.Line, o.Turn, o.Want, o.WantAspects
		was, is = append(was, old), append(is, o)
		switch change := o.standing() - old.standing(); {
		case change > 0:
			c.Better = append(c.Better, Change{old, o})
		case change < 0:
			c.Worse = append(c.Worse, Change{old, o})
		}
	}
	c.Compared, c.OnlyBefore = len(is), len(before)-len(is)
	for _, m := range Measures() {
		if d, ok := difference(m, was, is); ok {
			c.Measures = append(c.Measures, d)
		}
	}
	return c
}

// standing orders outcomes by how well they serve the citizen: a wrong answer is
// worse than none.
func (o Outcome) standing() int {
	switch {
	case o.Resolved():
		return 4
	case o.Right():
		return 3
	case o.Wrong():
		return 0
	case o.Shown():
		return 2
	default:
		return 1
	}
}

// difference compares one measure over pairs; false when it counts none of them.
func difference(m Measure, was, is []Outcome) (Difference, bool) {
	d := Difference{Measure: m, Before: RateOf(was, m), After: RateOf(is, m)}
	if d.After.Of == 0 {
		return d, false
	}
	before, after := ratesOf(was, m), ratesOf(is, m)
	var more, less int
	for i := range after {
		switch {
		case after[i].Right > before[i].Right:
			more++
		case after[i].Right < before[i].Right:
			less++
		}
	}
	d.P = signTest(more, less)
	var points []float64
	resample(len(after), func(drawn []int) {
		if then, now := sum(before, drawn), sum(after, drawn); now.Of > 0 {
			points = append(points, now.Percent()-then.Percent())
		}
	})
	d.Interval = percentiles(points)
	return d, true
}
