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

// send sends a reply, part by part. Without an outcome the error is that of a ctx
// that ended, and the update is not handled; with one, it is for the log.
func (c *Channel) send(ctx context.Context, in incoming, reply rendered) (outcome, error) {
	err := c.sendParts(ctx, in, reply)
	for _, place := range reply.places {
		if err == nil {
			err = c.sendPlace(ctx, in, place)
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
func (c *Channel) sendParts(ctx context.Context, in incoming, reply rendered) error {
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
		if err := c.sendText(ctx, in, part, keys); err != nil {
			return err
		}
	}
	return nil
}

// sendText sends one message, as plain text when Telegram refuses it formatted.
func (c *Channel) sendText(ctx context.Context, in incoming, part text, keys *keyboard) error {
	noPreview := true
	message := &tg.SendMessageParams{
		ChatID: in.chat, MessageThreadID: in.thread, Text: part.html(), ParseMode: models.ParseModeHTML,
		LinkPreviewOptions: &models.LinkPreviewOptions{IsDisabled: &noPreview},
		ReplyParameters:    in.quoted(),
	}
	if keys != nil {
		message.ReplyMarkup = keys
	}
	err := c.persist(ctx, methodSend, message, serverFailures)
	if refusedWith(err) == http.StatusBadRequest {
		message.ParseMode, message.Text = "", part.String()
		err = c.persist(ctx, methodSend, message, serverFailures)
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
func (c *Channel) sendPlace(ctx context.Context, in incoming, place bot.Map) error {
	err := c.persist(ctx, "sendVenue", &tg.SendVenueParams{
		ChatID: in.chat, MessageThreadID: in.thread,
		Latitude: place.Latitude, Longitude: place.Longitude, Title: place.Title, Address: place.Address,
	}, serverFailuresPlace)
	if err == nil || ctx.Err() != nil || refusedWith(err) == http.StatusForbidden {
		return err
	}
	return c.sendText(ctx, in, placeText(place), nil)
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
