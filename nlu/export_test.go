package nlu

import (
	"crypto/sha256"
	"slices"
)

// Opinions tells a test what is thought of every target that a question may be
// about, and which of them is right.
type Opinions struct {
	Of    [][]float64
	Right int // index, -1 when none of the candidates is
}

// Fitted are the weights in use.
func Fitted() []float64 { return slices.Clone(fitted[:]) }

// OpinionsOn reads a question up to where opinions are weighed; false when it
// never gets there.
func (u *Understander) OpinionsOn(q Query, right []Target) (Opinions, bool) {
	r := &reading{query: q}
	u.read(r)
	if len(r.tokens) == 0 {
		return Opinions{}, false
	}
	r.gather(u, u.index.newScratch())
	u.opine(r, 0)
	return u.opinionsOf(r, right, func(c *scored) []float64 { return c.opinions[:] }), true
}

func (u *Understander) opinionsOf(r *reading, right []Target, of func(*scored) []float64) Opinions {
	all := Opinions{Right: -1}
	for i := range r.ranked {
		all.Of = append(all.Of, slices.Clone(of(&r.ranked[i])))
		if slices.Contains(right, u.index.targets[r.ranked[i].target]) {
			all.Right = i
		}
	}
	return all
}

// What a report is made of.
var (
	CalibrationOf = calibrationOf
	Intervals     = intervals
	SignTest      = signTest
)

// WeightsBody is what stands between the name and the digest of encoded weights.
func WeightsBody(w *Weights) []byte {
	data := w.Encode()
	return data[len(weightsMagic) : len(data)-sha256.Size]
}

// DecodeWeightsBody reads such a body.
func DecodeWeightsBody(body []byte) (*Weights, error) { return decodeWeights(body) }

// Relearn learns from documents as New does for those that are not remembered.
func (u *Understander) Relearn(docs []Document) { u.learn(docs) }

// Bound are the weights of the ties in use.
func Bound() []float64 { return slices.Clone(bound[:]) }

// TiesOn reads a turn up to where ties are weighed; false when there are none.
func (u *Understander) TiesOn(q Query, right []Target) (Opinions, bool) {
	r := &reading{query: q}
	u.read(r)
	if len(r.tokens) == 0 {
		return Opinions{}, false
	}
	s := u.index.newScratch()
	r.rank(u, s)
	if !u.bind(r, s) {
		return Opinions{}, false
	}
	return u.opinionsOf(r, right, func(c *scored) []float64 { return c.ties[:] }), true
}
