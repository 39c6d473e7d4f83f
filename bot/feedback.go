package bot

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"github.com/cittaclick/cittaclick/internal/fault"
	"github.com/cittaclick/cittaclick/knowledge"
	"github.com/cittaclick/cittaclick/nlu"
)

// Opinion is what a citizen says of the last answer of a conversation.
type Opinion struct {
	Conversation ConversationID
	Helpful      bool
	// Comment is a word of theirs, if they have one; what is beyond MaxComment is
	// not read.
	Comment string
}

// MaxComment bounds a comment, in runes.
const MaxComment = 300

// Feedback is an opinion as it is kept. It does not tell who gave it; nothing
// looks a conversation up by it.
type Feedback struct {
	// Answer names the answer spoken of: whoever changes their mind or adds a
	// comment speaks of it again, and the last word counts.
	Answer  string
	Day     knowledge.Date
	Channel string
	Target  nlu.Target
	Aspects []nlu.Aspect
	Ending  Ending
	Helpful bool
	// Question, masked, is kept of answers that did not help; empty when a
	// button asked.
	Question string
	Comment  string // masked
}

// Feedback keeps what a citizen says of a conversation's last answer. One that
// did not help is also looked at, once (see Review).
//
// An error is fault.NotFound when nothing is known of the conversation, any more
// or at all, fault.Unavailable when no charter is loaded, or means that ctx ended
// while turns of the conversation were under way.
func (b *Bot) Feedback(ctx context.Context, o Opinion) error {
	world := b.world()
	if world == nil {
		return errNoCharter()
	}
	leave, err := b.order.enter(ctx, o.Conversation)
	if err != nil {
		return fmt.Errorf("wait for the conversation's turn: %w", err)
	}
	defer leave()
	now := b.now().In(world.Charter.Location())
	r, ok := b.keeper.find(ctx, o.Conversation, writePatience)
	if !ok || r.state.expired(now) || r.state.Last.Ending == "" {
		return fault.New(fault.NotFound, "Questa conversazione è finita: il giudizio non si può più registrare.")
	}
	b.hear(r, o, knowledge.DateOf(now))
	return nil
}

// hear keeps an opinion and, of an answer that did not help, the question.
func (b *Bot) hear(r remembered, o Opinion, day knowledge.Date) {
	said := feedbackOn(r.state, o, day)
	b.keeper.hear(said)
	if o.Helpful || r.doubted == r.state.Turns {
		return
	}
	last := r.state.Last
	b.keeper.review(Review{
		Day: day, Text: r.state.LastText, Language: last.Language, Target: last.Target, Aspects: last.Aspects,
		Confidence: last.Confidence, Ending: last.Ending, Unhelpful: true,
	})
	r.doubted = r.state.Turns
	b.keeper.recall(r)
}

func feedbackOn(c Conversation, o Opinion, day knowledge.Date) Feedback {
	said := Feedback{
		Answer: c.answerName(), Day: day, Channel: c.Channel, Helpful: o.Helpful,
		Target: c.Last.Target, Aspects: c.Last.Aspects, Ending: c.Last.Ending,
		Comment: mask(cut(string(nlu.NewUtterance(o.Comment)), MaxComment)),
	}
	if !o.Helpful {
		said.Question = c.LastText
	}
	return said
}

// answerName names the conversation's last answer without telling whose
// conversation it is to whoever does not know it already.
func (c Conversation) answerName() string {
	return pseudonym(fmt.Appendf(nil, "%s %d", c.ID, c.Turns))
}

// pseudonym names something without telling it: 128 bits of a digest, as 32
// hexadecimal digits.
func pseudonym(what []byte) string {
	const length = 16
	sum := sha256.Sum256(what)
	return hex.EncodeToString(sum[:length])
}
