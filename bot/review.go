package bot

import (
	"github.com/cittaclick/cittaclick/knowledge"
	"github.com/cittaclick/cittaclick/nlu"
)

// Review is a question that the assistant could not answer or was not sure of,
// or whose answer a citizen called unhelpful, for the URP to look at. It does not
// tell who asked, nor in which conversation.
type Review struct {
	Day        knowledge.Date
	Text       string // masked; empty when a button asked
	Language   string
	Target     nlu.Target
	Aspects    []nlu.Aspect
	Confidence float64
	Ending     Ending
	// Unhelpful is what a citizen said of the answer.
	Unhelpful bool
}

// sureEnough is the confidence from which an answer needs no second look.
const sureEnough = 0.6

// worthReview tells whether a turn is to be looked at, and as what.
func worthReview(reply Reply, text string, day knowledge.Date) (Review, bool) {
	switch reply.Ending {
	case EndSmalltalk, EndUnknownOtherBody:
		return Review{}, false
	case EndAnswered, EndClarification:
		if reply.Understanding.Confidence >= sureEnough {
			return Review{}, false
		}
	}
	u := reply.Understanding
	return Review{
		Day: day, Text: cut(text, maxKeptText), Language: u.Language, Target: u.Target,
		Aspects: u.Surely(), Confidence: u.Confidence, Ending: reply.Ending,
	}, true
}
