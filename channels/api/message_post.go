package api

import (
	"context"
	"log/slog"
	"net/http"
	"strings"
	"unicode/utf8"

	"github.com/cittaclick/cittaclick/bot"
	"github.com/cittaclick/cittaclick/channels/internal/httpkit"
	"github.com/cittaclick/cittaclick/internal/fault"
)

type messageInput struct {
	IdempotencyKey string `header:"Idempotency-Key" maxLength:"128" doc:"Of your choice: a message repeated with the same key in its conversation gets the same answer and counts once. A first message, without a conversation, does so for ten minutes if the key has 32 characters or more: a random one, as a UUID, since whoever knows it gets into the conversation."`
	Body           message
	RawBody        []byte
}

type messageOutput struct {
	CacheControl string `header:"Cache-Control"`
	Body         reply
}

// postMessage answers POST /api/v1/messages.
func (s *server) postMessage(ctx context.Context, in *messageInput) (*messageOutput, error) {
	message, err := in.message()
	if err != nil {
		return nil, httpkit.Fail(ctx, err)
	}
	if err := s.limits.Turn(ctx, string(message.Conversation)); err != nil {
		return nil, httpkit.Fail(ctx, err)
	}
	reply, err := s.Turner.Turn(ctx, message)
	if err != nil {
		return nil, httpkit.Fail(ctx, err)
	}
	s.limits.Opened(string(reply.Conversation))
	s.metrics.Turn(channel, string(reply.Ending))
	httpkit.Note(ctx,
		slog.String("conversation", httpkit.Pseudonym(string(reply.Conversation))),
		slog.String("ending", string(reply.Ending)))
	return &messageOutput{CacheControl: "no-store", Body: replyOf(reply)}, nil
}

// message checks what was sent.
func (in *messageInput) message() (bot.Message, error) {
	// JSON is UTF-8 (RFC 8259, section 8.1). Read as anything else, the accents
	// would be lost without a word.
	if !utf8.Valid(in.RawBody) {
		return bot.Message{}, httpkit.NewProblem(http.StatusBadRequest, "La richiesta non è scritta in UTF-8.")
	}
	message := bot.Message{
		Conversation: conversation(in.Body.Conversation),
		Channel:      channel,
		Update:       in.IdempotencyKey,
		Text:         in.Body.Text,
		Action:       in.Body.Action,
		Explain:      in.Body.Explain,
	}
	switch {
	case message.Action != "" && !validAction(message.Action):
		return bot.Message{}, fault.New(fault.Invalid, "Questa azione non è di un nostro bottone: al massimo 64 caratteri ASCII.")
	case message.Action != "" && strings.TrimSpace(message.Text) != "":
		// Two questions in one turn: whichever were dropped, somebody would wait
		// for its answer.
		return bot.Message{}, fault.New(fault.Invalid, "O text o action, non tutti e due: scrivi una domanda, o manda l'azione di un bottone.")
	case message.Action != "":
		message.Text = ""
	case strings.TrimSpace(message.Text) == "":
		return bot.Message{}, fault.New(fault.Invalid, "Manca la domanda: scrivila in text, o manda in action quella di un bottone.")
	}
	return message, nil
}

// conversation returns the id if it can be one of ours; else a new one begins.
func conversation(id string) bot.ConversationID {
	const digits = 32
	if len(id) != digits || strings.Trim(id, "0123456789abcdef") != "" {
		return ""
	}
	return bot.ConversationID(id)
}

// validAction holds Telegram's limit, which is that of all buttons.
func validAction(action string) bool {
	const longest = 64
	for _, c := range []byte(action) {
		if c <= ' ' || c >= utf8.RuneSelf-1 {
			return false
		}
	}
	return len(action) <= longest
}
