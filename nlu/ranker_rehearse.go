package nlu

import "slices"

// Whoever learns only what is new forgets what it is easily taken for. So what a
// charter adds is learned together with a few forms of its rivals, and of what is
// out of scope, which all are rivals to. More of them would cost more than they
// keep: measured on the phrases kept for validation.
const (
	rehearsedEach    = 5
	rehearsedOutside = 100
)

// rivals are the targets for which what was learned before takes the samples, or
// nearly.
func (p *rankPupil) rivals(samples []ranked) map[int32]bool {
	out := make(map[int32]bool)
	for _, s := range samples {
		p.score(s)
		rival := p.scores.bestBut(s.target)
		if p.scores.scores[s.target]-p.scores.scores[rival] <= rankerMargin {
			out[rival] = true
		}
	}
	return out
}

// rehearsal samples the forms of the rivals, spread over all that they have.
func (u *Understander) rehearsal(docs []Document, pupil *rankPupil, rivals map[int32]bool) []ranked {
	var samples []ranked
	for _, d := range docs {
		id, ok := u.index.ids[d.Target]
		n := rehearsedEach
		if d.Target == outsideTarget {
			n = rehearsedOutside
		} else if !ok || !rivals[id] {
			continue
		}
		texts := slices.DeleteFunc(teaches(d), func(text string) bool { return text == "" })
		for k := range min(n, len(texts)) {
			words := u.heardIn(texts[scattered(k, len(texts))])
			samples = append(samples, pupil.sample(rankFeatures(words), id))
		}
	}
	return samples
}
