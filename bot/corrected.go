package bot

import (
	"strings"

	"github.com/cittaclick/cittaclick/nlu"
)

// ReadAs lists the words that were read instead of misspelt ones and decide what
// a question is about: whoever asks must see it when they were meant otherwise.
func ReadAs(u nlu.Understanding) []string {
	var words []string
	for _, c := range u.Corrections {
		if c.Topic {
			words = append(words, c.To)
		}
	}
	return words
}

// searchedFor begins an answer that rests on a word read otherwise than it was
// written.
func (a *answer) searchedFor() {
	words := ReadAs(a.u)
	found := a.u.Decision != nlu.DecideUnknown && !a.u.Target.IsTalk()
	if len(words) == 0 || a.u.Emergency != nlu.EmergencyNone || !found && a.u.Reason != nlu.ReasonNoMatch {
		return
	}
	a.say("Ho cercato: " + strings.Join(words, ", ") + ".")
}
