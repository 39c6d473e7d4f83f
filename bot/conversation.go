package bot

import (
	"encoding/hex"
	"fmt"
	"io"
	"time"

	"github.com/cittaclick/cittaclick/nlu"
)

// Conversation is all that is kept of one: what it was about and, without
// personal data, what was said last.
type Conversation struct {
	ID         ConversationID `json:"-"`
	StartedAt  time.Time      `json:"-"`
	LastTurnAt time.Time      `json:"-"`
	// Turns counts the turns; of two states of a conversation the one with more
	// turns is the newer.
	Turns   int    `json:"-"`
	Channel string `json:"channel,omitempty"`
	Topic   Topic  `json:"topic"`
	// LastText is what the citizen wrote last, masked.
	LastText string `json:"last_text,omitempty"`
	// Last is how it was answered.
	Last Answer `json:"last,omitzero"`
	// Seen are the channel's last updates, so that each is acted on once.
	Seen []Seen `json:"seen,omitempty"`
}

// Topic is what a conversation is about, as targets of the charter.
type Topic struct {
	Focus   nlu.Target   `json:"focus,omitempty"`
	Aspects []nlu.Aspect `json:"aspects,omitempty"`
	Offered []nlu.Target `json:"offered,omitempty"`
	Former  []nlu.Target `json:"former,omitempty"`
}

// Seen is an update that was acted on, with what is needed to say the same
// again when the channel repeats it.
type Seen struct {
	Update string `json:"update"`
	Turn   int    `json:"turn"`
	Before Topic  `json:"before"`
}

// Answer is how a turn was answered, for what may be said of it afterwards.
type Answer struct {
	Target     nlu.Target   `json:"target"`
	Aspects    []nlu.Aspect `json:"aspects,omitempty"`
	Language   string       `json:"language"`
	Confidence float64      `json:"confidence"`
	Ending     Ending       `json:"ending"`
}

func answerOf(reply Reply) Answer {
	u := reply.Understanding
	return Answer{Target: u.Target, Aspects: u.Surely(), Language: u.Language, Confidence: u.Confidence, Ending: reply.Ending}
}

// Retention is for how long anything of a conversation is kept; the notice of
// the first turn tells it.
const Retention = 30 * 24 * time.Hour

const (
	// focusPatience is after how long a silence a conversation begins afresh.
	focusPatience = 30 * time.Minute
	// seenUpdates is how many updates back a repetition is recognised.
	seenUpdates = 8
	// maxUpdate bounds the name of an update.
	maxUpdate = 128
	// maxKeptText bounds the text that is kept, in runes.
	maxKeptText = 500
)

// newConversation begins one under a name that nobody can guess.
func newConversation(random io.Reader, now time.Time) (Conversation, error) {
	var bits [16]byte
	if _, err := io.ReadFull(random, bits[:]); err != nil {
		return Conversation{}, fmt.Errorf("name conversation: %w", err)
	}
	return Conversation{ID: ConversationID(hex.EncodeToString(bits[:])), StartedAt: now, LastTurnAt: now}, nil
}

// Valid reports whether the id has the form that this package gives.
func (id ConversationID) Valid() bool {
	const length = 32
	if len(id) != length {
		return false
	}
	for _, c := range []byte(id) {
		if (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return true
}

// expired reports whether nothing of the conversation may be known any more.
func (c Conversation) expired(now time.Time) bool { return now.Sub(c.LastTurnAt) > Retention }

// topicAt is what the conversation is still about.
func (c Conversation) topicAt(now time.Time) Topic {
	if now.Sub(c.LastTurnAt) > focusPatience {
		return Topic{}
	}
	return c.Topic
}

// seen returns the update if it was acted on already.
func (c Conversation) seen(update string) (Seen, bool) {
	for _, s := range c.Seen {
		if update != "" && s.Update == update {
			return s, true
		}
	}
	return Seen{}, false
}

// after returns the conversation's next state.
func (c Conversation) after(m Message, text string, before Topic, reply Reply, now time.Time) Conversation {
	c.Turns++
	c.LastTurnAt = now
	c.Channel = m.Channel
	c.Topic = before.after(reply.Understanding)
	c.LastText = cut(text, maxKeptText)
	c.Last = answerOf(reply)
	if m.Update != "" {
		seen := append([]Seen{{Update: m.Update, Turn: c.Turns, Before: before}}, c.Seen...)
		c.Seen = seen[:min(len(seen), seenUpdates)]
	}
	return c
}

// after moves the topic as the understanding's own rule does.
func (t Topic) after(u nlu.Understanding) Topic {
	next := t.context().After(u)
	return Topic{Focus: next.Focus, Aspects: next.Aspects, Offered: next.Offered, Former: next.Former}
}

func (t Topic) context() nlu.Context {
	return nlu.Context{Focus: t.Focus, Aspects: t.Aspects, Offered: t.Offered, Former: t.Former}
}

// cut shortens a text to a number of runes.
func cut(text string, runes int) string {
	for i := range text {
		if runes == 0 {
			return text[:i]
		}
		runes--
	}
	return text
}
