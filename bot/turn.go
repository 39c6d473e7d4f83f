package bot

import (
	"cmp"
	"context"
	"fmt"
	"time"

	"github.com/cittaclick/cittaclick/knowledge"
	"github.com/cittaclick/cittaclick/nlu"
)

// Turn answers one message. Whatever is written gets a reply; an error means
// that no charter is loaded (fault.Unavailable), that ctx ended while earlier
// turns of the conversation were under way, or that no conversation could be
// named. A message whose Update was answered already in its conversation gets
// the same reply again and changes nothing.
func (b *Bot) Turn(ctx context.Context, m Message) (Reply, error) {
	world := b.world()
	if world == nil {
		return Reply{}, errNoCharter()
	}
	m.Update = cut(string(nlu.NewUtterance(m.Update)), maxUpdate) // a channel's, but it ends up in storage
	leave, err := b.order.enter(ctx, cmp.Or(m.Conversation, m.opening()))
	if err != nil {
		return Reply{}, fmt.Errorf("wait for the conversation's turn: %w", err)
	}
	defer leave()
	now := b.now().In(world.Charter.Location())
	r, err := b.open(ctx, m, now)
	if err != nil {
		return Reply{}, err
	}
	if seen, ok := r.state.seen(m.Update); ok {
		return b.replyAgain(world, r, m, seen, now), nil
	}
	before := r.state.topicAt(now)
	reply := b.reply(world, r.state.ID, m, before, r.state.Turns == 0, now)
	b.remember(ctx, r, m, before, reply, now)
	return reply, nil
}

// open finds the message's conversation, the one that it began when it was sent
// before, or begins a new one: one that is unknown, expired or out of reach is
// not revived.
func (b *Bot) open(ctx context.Context, m Message, now time.Time) (remembered, error) {
	if r, ok := b.keeper.find(ctx, m.Conversation, m.Patience); ok && !r.state.expired(now) {
		return r, nil
	}
	if r, ok := b.keeper.begunBy(m.opening(), now); ok {
		return r, nil
	}
	state, err := newConversation(b.random, now)
	return remembered{state: state}, err
}

// remember keeps what the turn leaves behind.
func (b *Bot) remember(ctx context.Context, r remembered, m Message, before Topic, reply Reply, now time.Time) {
	text := mask(string(nlu.NewUtterance(m.Text)))
	if r.state.Turns == 0 {
		b.keeper.began(m.opening(), r.state.ID)
	}
	r.state = r.state.after(m, text, before, reply, now)
	if m.Update != "" {
		reply.Explanation = nil // too much to hold
		replies := append([]repliedTo{{m.Update, reply}}, r.replies...)
		r.replies = replies[:min(len(replies), rememberedReplies)]
	}
	b.keeper.keep(ctx, r, m.Patience)
	if review, ok := worthReview(reply, text, knowledge.DateOf(now)); ok {
		b.keeper.review(review)
	}
}

// replyAgain says what was said to an update: from memory or, later and after a
// restart, by answering once more from where the conversation then stood.
func (b *Bot) replyAgain(world *World, r remembered, m Message, seen Seen, now time.Time) Reply {
	for _, said := range r.replies {
		if said.update == m.Update && !m.Explain {
			return said.reply
		}
	}
	return b.reply(world, r.state.ID, m, seen.Before, seen.Turn == 1, now)
}

// reply is what is said to a message, with the notice when it is the first.
func (b *Bot) reply(world *World, id ConversationID, m Message, topic Topic, first bool, now time.Time) Reply {
	reply := respond(world, m, topic, now)
	reply.Conversation = id
	if first {
		town := world.Charter.On(knowledge.DateOf(now)).Municipality().Name
		reply.Blocks = withNotice(reply.Blocks, noticeIn(reply.Language, town, b.keeper.keeps()))
	}
	return reply
}

// respond understands a message and composes the reply; it depends on nothing
// but its arguments.
func respond(world *World, m Message, topic Topic, now time.Time) Reply {
	switch {
	case m.Place != nil:
		return composeNearest(world.Charter, *m.Place, now)
	case m.Action == ActionToday:
		return composeToday(world.Charter, now)
	case m.Action != "":
		return respondToButton(world, m, topic, now)
	}
	text := nlu.NewUtterance(m.Text)
	question := nlu.Query{Text: text, Now: now, Context: topic.context()}
	if !m.Explain {
		reply := compose(world.Charter, world.Understander.Understand(question), newPhrase(string(text)), topic, now)
		return withCut(reply, m.Text)
	}
	u, why := world.Understander.Explain(question)
	a := composed(world.Charter, u, newPhrase(string(text)), topic, now)
	a.reply.Explanation = a.explained(why)
	return withCut(a.reply, m.Text)
}

func respondToButton(world *World, m Message, topic Topic, now time.Time) Reply {
	pressed, ok := parseAction(m.Action)
	if !ok {
		return composeOldButton(world.Charter, now)
	}
	u := nlu.Understanding{
		Target: pressed.Target, Aspects: pressed.Aspects, Confidence: 1,
		Decision: nlu.DecideAnswer, Language: italian,
	}
	return compose(world.Charter, u, "", topic, now)
}

// withNotice tells at the first turn that this is a machine and what it keeps
// (Regulation (EU) 2024/1689, art. 50; GDPR, art. 13), after what is urgent.
func withNotice(blocks []Block, notice string) []Block {
	at := 0
	for at < len(blocks) {
		if p, ok := blocks[at].(Paragraph); !ok || !p.Urgent {
			break
		}
		at++
	}
	noticed := make([]Block, 0, len(blocks)+1)
	noticed = append(noticed, blocks[:at]...)
	noticed = append(noticed, Paragraph{Text: notice})
	return append(noticed, blocks[at:]...)
}

// notice is worded after what Conversation and Review keep, and for how long.
func notice(town string, kept bool) string {
	machine := bracketed("Sono un assistente automatico", town) + "."
	if !kept {
		return machine + " Non conservo quello che scrivi."
	}
	return machine + " Conservo per 30 giorni di che cosa parliamo, " +
		"l'ultima domanda e quelle a cui non so rispondere, senza i dati personali che riconosco; poi cancello tutto."
}
