package telegram

import (
	"context"
	"net/http"

	tg "github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	"github.com/cittaclick/cittaclick/bot"
)

// methodSend is what every answer needs; the others only make it nicer.
const methodSend = "sendMessage"

// serverFailures is how often Telegram's servers may fail on one message before
// it is given up: some four minutes. Showing a place has a substitute, so once is
// enough there.
const (
	serverFailures      = 8
	serverFailuresPlace = 0
)

// outcome is how sending ended, for the log.
type outcome string

// The outcomes. All of them mean that the update is handled.
const (
	outcomeDelivered outcome = "delivered"
	outcomeBlocked   outcome = "blocked" // the citizen wants no messages any more
	outcomeRefused   outcome = "refused" // Telegram does not take it, for good
)

// sender answers one update.
type sender struct {
	*Channel
	to   incoming
	desk *desk
}

// send sends a reply, part by part. Without an outcome the error is that of a ctx
// that ended, and the update is not handled; with one, it is for the log.
func (s sender) send(ctx context.Context, reply rendered) (outcome, error) {
	err := s.sendParts(ctx, reply)
	for _, place := range reply.places {
		if err == nil {
			err = s.sendPlace(ctx, place)
		}
	}
	switch {
	case err == nil:
		return outcomeDelivered, nil
	case ctx.Err() != nil:
		return "", err
	case refusedWith(err) == http.StatusForbidden:
		return outcomeBlocked, nil
	default:
		return outcomeRefused, err
	}
}

// sendParts sends the text in as many messages as it takes; the keyboard is
// beneath the last one.
func (s sender) sendParts(ctx context.Context, reply rendered) error {
	words := reply.text
	if len(words.trimmed()) == 0 && reply.keyboard != nil {
		words = text{plain(wordsChoose)}
	}
	parts := split(words, messageLimit)
	for i, part := range parts {
		var keys *keyboard
		if i == len(parts)-1 {
			keys = reply.keyboard
		}
		if err := s.sendText(ctx, part, keys); err != nil {
			return err
		}
	}
	return nil
}

// sendText sends one message, as plain text when Telegram refuses it formatted.
func (s sender) sendText(ctx context.Context, part text, keys *keyboard) error {
	noPreview := true
	message := &tg.SendMessageParams{
		ChatID: s.to.chat, MessageThreadID: s.to.thread, Text: part.html(), ParseMode: models.ParseModeHTML,
		LinkPreviewOptions: &models.LinkPreviewOptions{IsDisabled: &noPreview},
		ReplyParameters:    s.to.quoted(),
	}
	if keys != nil {
		message.ReplyMarkup = keys
	}
	err := s.persist(ctx, methodSend, message, serverFailures)
	if refusedWith(err) == http.StatusBadRequest {
		message.ParseMode, message.Text = "", part.String()
		err = s.persist(ctx, methodSend, message, serverFailures)
	}
	return err
}

// quoted is what the answer refers to: in a group, the message that asked.
func (in incoming) quoted() *models.ReplyParameters {
	if in.person == 0 || in.message == 0 {
		return nil
	}
	return &models.ReplyParameters{MessageID: int(in.message), AllowSendingWithoutReply: true}
}

// sendPlace shows a place on a map or, where that cannot be, tells it in words.
func (s sender) sendPlace(ctx context.Context, place bot.Map) error {
	err := s.persist(ctx, "sendVenue", &tg.SendVenueParams{
		ChatID: s.to.chat, MessageThreadID: s.to.thread,
		Latitude: place.Latitude, Longitude: place.Longitude, Title: place.Title, Address: place.Address,
	}, serverFailuresPlace)
	if err == nil || ctx.Err() != nil || refusedWith(err) == http.StatusForbidden {
		return err
	}
	return s.sendText(ctx, placeText(place), nil)
}

// showTyping tells that an answer is being written: best effort, and briefly.
func (c *Channel) showTyping(ctx context.Context, in incoming) {
	ctx, cancel := context.WithTimeout(ctx, nicetyPatience)
	defer cancel()
	_ = c.api.call(ctx, "sendChatAction", &tg.SendChatActionParams{
		ChatID: in.chat, MessageThreadID: in.thread, Action: models.ChatActionTyping,
	}, nil)
}

// acknowledge stops the clock on a pressed button: best effort, and briefly.
func (c *Channel) acknowledge(ctx context.Context, callback string) {
	ctx, cancel := context.WithTimeout(ctx, nicetyPatience)
	defer cancel()
	_ = c.api.call(ctx, "answerCallbackQuery", &tg.AnswerCallbackQueryParams{CallbackQueryID: callback}, nil)
}
