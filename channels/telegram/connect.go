package telegram

import (
	"context"
	"log/slog"
	"net/http"
	"strings"

	tg "github.com/go-telegram/bot"

	"github.com/cittaclick/cittaclick/internal/fault"
)

// trouble is what keeps the channel from listening, as it was last told in the
// log. Run alone touches it.
type trouble struct {
	told   bool
	reason string // empty while it listens
}

// Meet asks Telegram once who the bot is, and returns its name, without @. The
// error has words for whoever installs the program; Run goes on asking.
func (c *Channel) Meet(ctx context.Context) (name string, err error) {
	if known := c.bot.Load(); known != nil {
		return known.name, nil
	}
	user, err := c.api.me(ctx)
	if err != nil {
		return "", explained(err)
	}
	c.bot.Store(&reader{id: user.ID, name: user.Username})
	return user.Username, nil
}

// explained says what to do about Telegram's refusal, or its silence.
func explained(err error) error {
	switch code := refusedWith(err); {
	case code == http.StatusUnauthorized, code == http.StatusNotFound:
		return fault.Wrap(fault.Forbidden, err, "Telegram non riconosce il token: controlla CITTACLICK_TELEGRAM_TOKEN, che si ottiene da @BotFather")
	case code == http.StatusConflict:
		return fault.Wrap(fault.Conflict, err, "Un altro programma riceve già i messaggi di questo bot: fermalo, oppure usa un altro token")
	case code == 0, code >= http.StatusInternalServerError, code == http.StatusTooManyRequests:
		return fault.Wrap(fault.Unavailable, err, "Telegram non risponde: il programma riprova da sé")
	default:
		return fault.Wrap(fault.Invalid, err, "Telegram rifiuta le impostazioni del bot")
	}
}

// connect makes the bot known to the channel, and the channel to Telegram; false
// when ctx ends first.
func (c *Channel) connect(ctx context.Context) bool {
	for n := 0; ctx.Err() == nil; n++ {
		err := c.introduce(ctx)
		if ctx.Err() != nil {
			return false
		}
		c.listening(ctx, err)
		if err == nil {
			return true
		}
		_ = c.needs.Wait(ctx, c.backoff(n)) // the loop sees the end of ctx
	}
	return false
}

// introduce does once what comes before listening.
func (c *Channel) introduce(ctx context.Context) error {
	if _, err := c.Meet(ctx); err != nil {
		return err
	}
	_ = c.api.call(ctx, "setMyCommands", menu(), nil) // only a menu
	if c.config.Webhook != "" {
		return c.api.call(ctx, "setWebhook", c.webhook(), nil)
	}
	return c.api.call(ctx, "deleteWebhook", &tg.DeleteWebhookParams{}, nil)
}

// webhook says where updates are to be sent. Telegram shows the secret in a
// header; another server of the Bot API may not, so it gets it in the address,
// which Telegram never does: addresses end up in the logs of proxies.
func (c *Channel) webhook() *tg.SetWebhookParams {
	address := strings.TrimSuffix(c.config.Webhook, "/")
	if !strings.HasSuffix(address, WebhookPath) {
		address += WebhookPath
	}
	if c.config.API != officialAPI {
		address += "/" + c.keys.secret
	}
	return &tg.SetWebhookParams{URL: address, SecretToken: c.keys.secret, AllowedUpdates: wanted()}
}

// listening notes whether updates come, and tells it in the log when that
// changes: not at every attempt.
func (c *Channel) listening(ctx context.Context, err error) {
	if ctx.Err() != nil {
		return
	}
	reason := ""
	if err != nil {
		if _, told := fault.Message(err); !told {
			err = explained(err)
		}
		reason, _ = fault.Message(err)
	}
	before := c.trouble
	c.trouble = trouble{told: true, reason: reason}
	switch {
	case c.trouble == before:
	case err != nil:
		c.log.WarnContext(ctx, "telegram does not listen", slog.Any("error", err))
	default:
		c.log.InfoContext(ctx, "telegram listens", slog.String("bot", "@"+c.bot.Load().name))
	}
}
