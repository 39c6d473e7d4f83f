package telegram

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"strconv"
	"sync"
	"time"

	"github.com/go-telegram/bot/models"

	"github.com/cittaclick/cittaclick/bot"
	"github.com/cittaclick/cittaclick/internal/fault"
)

// nicetyPatience bounds what only makes an answer nicer.
const nicetyPatience = time.Second

// accept puts an update into the line of its chat. handled is called once: at
// once for what asks nothing, else when it was answered, or could not be.
func (c *Channel) accept(ctx context.Context, u *models.Update, handled func(bool)) {
	in, ok := c.bot.Load().read(u)
	if !ok {
		handled(true)
		return
	}
	queued := c.lines.add(ctx, job{in.chat, func(ctx context.Context) { handled(c.handle(ctx, in)) }})
	if !queued {
		handled(false)
	}
}

// turn is one update being answered; its log line is filled along the way.
type turn struct {
	incoming
	entry  entry
	blocks []bot.Block
	ending string // of the bot's last turn; empty when it had none
	err    error  // what went wrong inside, for the log alone
}

// handle answers an update and remembers that. It returns false when the program
// stops before: Telegram will send the update again.
func (c *Channel) handle(ctx context.Context, in incoming) (handled bool) {
	s := sender{Channel: c, to: in, desk: &desk{places: c.desks}}
	s.desk.take(ctx)
	defer s.desk.leave()
	defer func() {
		if value := recover(); value != nil {
			handled = s.apologise(ctx, value)
		}
	}()
	begun := time.Now()
	t := &turn{incoming: in, entry: c.chats.find(ctx, c.keys.chat(in.chat, in.person))}
	if in.callback != "" {
		c.acknowledge(ctx, in.callback)
	}
	now := c.needs.Now()
	if t.entry.chat.Repeats(in.update, now) || in.edited && in.message != t.entry.chat.LastMessage {
		return true
	}
	c.compose(ctx, t)
	if ctx.Err() != nil {
		return false
	}
	sent, err := s.send(ctx, c.renderer.render(in.pressed, t.blocks))
	if sent == "" {
		return false
	}
	t.err = errors.Join(t.err, err)
	t.note(now)
	c.chats.keep(ctx, t.entry)
	c.logTurn(ctx, t, sent, time.Since(begun))
	return true
}

// note puts what was answered into what is known of the chat.
func (t *turn) note(now time.Time) {
	t.entry.chat = t.entry.chat.After(t.update, now)
	if t.message != 0 {
		t.entry.chat.LastMessage = t.message
	}
}

// apologise answers what could not be answered because of a fault in the program.
// Sent again, the update would meet the same.
func (s sender) apologise(ctx context.Context, value any) (handled bool) {
	err := fmt.Errorf("panic of kind %T at\n%s", value, debug.Stack()) // its value may quote a person
	s.log.ErrorContext(ctx, "turn", slog.String("channel", channel), slog.String("kind", s.to.kind), slog.Any("error", err))
	sent, _ := s.send(ctx, rendered{text: text{plain(wordsTrouble)}})
	return sent != ""
}

// compose fills in what is answered, and shows meanwhile that it is being
// written.
func (c *Channel) compose(ctx context.Context, t *turn) {
	if !c.allowed(t) {
		return
	}
	var typing sync.WaitGroup
	typing.Go(func() { c.showTyping(ctx, t.incoming) })
	defer typing.Wait() // shown later, it would say that more is to come
	t.entry.forgotten = false
	if t.forget && !c.forget(ctx, t) {
		return
	}
	t.say(t.says)
	for n := range t.turns {
		if !c.ask(ctx, t, n) {
			return
		}
	}
	t.say(t.hint)
}

// forget deletes the conversation of a chat; false when it cannot be known which
// one that is.
func (c *Channel) forget(ctx context.Context, t *turn) bool {
	if t.entry.unsure {
		t.say(wordsNotNow)
		return false
	}
	t.err = c.needs.Turner.Forget(ctx, t.entry.chat.Conversation)
	t.entry.chat.Conversation, t.entry.forgotten = "", true
	return true
}

// say adds a paragraph, unless there is nothing in it.
func (t *turn) say(words string) {
	if words != "" {
		t.blocks = append(t.blocks, bot.Paragraph{Text: words})
	}
}

// allowed holds the limit on what one chat may ask. Who goes on beyond it is told
// once: Telegram would put off more messages than that, and all others with them.
func (c *Channel) allowed(t *turn) bool {
	err := c.limits.Chat(string(t.entry.chat.Key))
	if err == nil {
		t.entry.warned = false
		return true
	}
	if !t.entry.warned {
		t.say(err.Error())
	}
	t.entry.warned, t.ending = true, "limited"
	return false
}

// ask has the bot answer the n-th turn of an update; false when it cannot.
func (c *Channel) ask(ctx context.Context, t *turn, n int) bool {
	message := t.turns[n]
	message.Conversation, message.Channel, message.Update = t.entry.chat.Conversation, channel, updateName(t.update, n)
	message.Patience = storagePatience
	reply, err := c.needs.Turner.Turn(ctx, message)
	if err != nil {
		words, told := fault.Message(err)
		if !told {
			words = wordsTrouble
		}
		t.err = err
		t.say(words)
		return false
	}
	t.entry.chat.Conversation = reply.Conversation
	t.blocks = append(t.blocks, reply.Blocks...)
	t.ending = string(reply.Ending)
	c.metrics.Turn(channel, t.ending)
	return true
}

// updateName tells the turns of one update apart.
func updateName(update int64, n int) string {
	name := strconv.FormatInt(update, 10)
	if n > 0 {
		name += "." + strconv.Itoa(n)
	}
	return name
}

// pseudonym tells in the log which lines belong to one chat, and no more.
func pseudonym(key bot.ChatKey) slog.Attr {
	const length = 12
	return slog.String("chat", string(key[:length]))
}

// logTurn writes the one line of a turn.
func (c *Channel) logTurn(ctx context.Context, t *turn, sent outcome, took time.Duration) {
	level := slog.LevelInfo
	attrs := []slog.Attr{
		slog.String("channel", channel), pseudonym(t.entry.chat.Key), slog.String("kind", t.kind),
		slog.String("outcome", string(sent)), slog.Duration("took", took),
	}
	if t.ending != "" {
		attrs = append(attrs, slog.String("ending", t.ending))
	}
	if t.err != nil {
		level = slog.LevelError
		attrs = append(attrs, slog.Any("error", t.err))
	}
	c.log.LogAttrs(ctx, level, "turn", attrs...)
}
