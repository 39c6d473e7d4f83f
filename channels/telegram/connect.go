package telegram

import (
	"context"
	"log/slog"
	"net/http"
	"strings"
	"sync"

	tg "github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	"github.com/cittaclick/cittaclick/internal/fault"
)

// trouble is what keeps the channel from listening, told when it begins and when
// it ends.
type trouble struct {
	mu   sync.Mutex
	last string
	told bool
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
	c.trouble.mu.Lock()
	same := c.trouble.told && c.trouble.last == reason
	c.trouble.told, c.trouble.last = true, reason
	c.trouble.mu.Unlock()
	switch {
	case same:
	case err != nil:
		c.log.WarnContext(ctx, "telegram does not listen", slog.Any("error", err))
	default:
		c.log.InfoContext(ctx, "telegram listens", slog.String("bot", "@"+c.bot.Load().name))
	}
}

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
