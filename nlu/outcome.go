package nlu

import (
	"encoding/hex"
	"hash"
	"hash/fnv"
	"slices"
)

// Outcome is how one question of a set was understood. It does without the
// text, which may hold personal data, so that it can be kept and compared with
// that of another day.
type Outcome struct {
	Line     int    `json:"line"`
	Turn     int    `json:"turn,omitempty"` // of a dialogue, from 1
	Question string `json:"question"`       // digest of what was said up to here
	Style    string `json:"style,omitempty"`
	Source   string `json:"source,omitempty"`

	Want        []Target `json:"want"` // any of these is right
	WantAspects []Aspect `json:"want_aspects,omitempty"`

	Got        Target   `json:"got"`
	Aspects    []Aspect `json:"aspects,omitempty"`
	Decision   Decision `json:"decision"`
	Best       Target   `json:"best,omitempty"` // the likeliest reading, whatever was decided
	Confidence float64  `json:"confidence"`     // that Best is right
	Offered    []Target `json:"offered,omitempty"`
}

func outcomeOf(q Question, u Understanding) Outcome {
	return Outcome{
		Line: q.Line, Style: q.Style, Source: q.Source, Want: q.Targets, WantAspects: q.Aspects,
		Got: u.Target, Aspects: u.Aspects, Decision: u.Decision,
		Best: bestOf(u), Confidence: u.Confidence, Offered: offeredBy(u),
	}
}

// bestOf is the reading that the confidence is about; none where nothing was found.
func bestOf(u Understanding) Target {
	switch {
	case u.Decision == DecideAnswer:
		return u.Target
	case len(u.Alternatives) > 0:
		return u.Alternatives[0].Target
	}
	return ""
}

// offeredBy lists what the reply shows beside its answer: three to choose from,
// two others than the answer, or three guesses.
func offeredBy(u Understanding) []Target {
	shown := 2
	switch {
	case u.Decision == DecideClarify, u.Decision == DecideUnknown && u.Reason == ReasonNoMatch:
		shown = 3
	case u.Decision == DecideUnknown:
		shown = 0
	}
	var offered []Target
	for _, a := range u.Alternatives[:min(shown, len(u.Alternatives))] {
		offered = append(offered, a.Target)
	}
	return offered
}

// digester names questions without telling them. A turn is named by all that was
// said up to it: the same words after others are another question.
type digester struct{ hash.Hash64 }

func newDigester() digester { return digester{fnv.New64a()} }

func (d digester) next(text string) string {
	_, _ = d.Write([]byte(text)) // a hash takes whatever it is given
	_, _ = d.Write([]byte{0})
	return hex.EncodeToString(d.Sum(nil))
}

// Right reports whether the target is right.
func (o Outcome) Right() bool { return slices.Contains(o.Want, o.Got) }

func (o Outcome) bestRight() bool { return slices.Contains(o.Want, o.Best) }

// Wrong reports whether something else was answered, as if it were right.
func (o Outcome) Wrong() bool { return o.Decision == DecideAnswer && !o.Right() }

// OutOfScope reports whether nothing of the charter should be answered.
func (o Outcome) OutOfScope() bool { return len(o.Want) == 1 && o.Want[0] == TargetOOS }

// Shown reports whether a right target is the answer or beside it.
func (o Outcome) Shown() bool {
	return o.Right() || slices.ContainsFunc(o.Offered, func(t Target) bool { return slices.Contains(o.Want, t) })
}

// Resolved reports whether the target is right and the main aspect among those
// that are answered.
func (o Outcome) Resolved() bool {
	return o.Right() && (!o.aspectsMatter() || slices.Contains(o.Aspects, o.WantAspects[0]))
}

// MainAspect is the aspect that is wanted most; empty where aspects mean nothing,
// because what is asked is not answered from the charter.
func (o Outcome) MainAspect() Aspect {
	if !o.aspectsMatter() {
		return ""
	}
	return o.WantAspects[0]
}

func (o Outcome) aspectsMatter() bool { return len(o.WantAspects) > 0 && aspectsMatter(o.Want[0]) }

// aspectsMatter reports whether t is answered from the charter.
func aspectsMatter(t Target) bool {
	k := t.Kind()
	return k == KindService || k == KindOffice || k == KindBody
}

// firstAspect is what is answered first.
func (o Outcome) firstAspect() Aspect {
	if len(o.Aspects) == 0 {
		return AspectInfo
	}
	return o.Aspects[0]
}

// together groups the outcomes that depend on each other: the turns of a
// dialogue. A question of a set stands by itself.
func together(outcomes []Outcome) [][]Outcome {
	var groups [][]Outcome
	for i, o := range outcomes {
		if o.Turn > 1 && i > 0 {
			last := &groups[len(groups)-1]
			*last = append(*last, o)
			continue
		}
		groups = append(groups, []Outcome{o})
	}
	return groups
}
