package telegram

import (
	"cmp"
	"context"
	"log/slog"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/go-chi/chi/v5"

	"github.com/cittaclick/cittaclick/channels/internal/httpkit"
	"github.com/cittaclick/cittaclick/internal/fault"
)

// channel is Telegram's name in logs, measures and messages.
const channel = "telegram"

// Config is what whoever installs the program says of its bot.
type Config struct {
	Token string // from @BotFather
	// Webhook is the public address of WebhookPath, where Telegram is to send
	// updates; empty to fetch them, which needs no public address.
	Webhook string
	// Site is the public address of the charter's pages, for links; may be empty.
	Site string
	// API is the address of a Bot API server; empty for Telegram's own.
	API string
	Log *slog.Logger
	// Grace is how long what is in hand may take when the program stops; 0 is
	// httpkit.DefaultGrace.
	Grace time.Duration
}

// Channel is the assistant on Telegram. Run makes it answer.
type Channel struct {
	needs    Needs
	config   Config
	log      *slog.Logger
	limits   *httpkit.Limits
	metrics  *httpkit.Metrics
	api      *client
	keys     keys
	chats    *register
	lines    *lines
	desks    chan struct{}
	renderer renderer
	bot      atomic.Pointer[reader] // nil until Telegram told who the bot is
	trouble  trouble
}

// Mount makes the channel and, with a webhook, puts its route on the face. The
// error is fault.Invalid for an address that is none; of the token nothing is
// known before Telegram was asked.
func Mount(face *httpkit.Face, config Config, needs Needs) (*Channel, error) {
	config.Token = strings.TrimSpace(config.Token)
	config.API = strings.TrimSuffix(cmp.Or(config.API, officialAPI), "/")
	config.Site = strings.TrimSuffix(config.Site, "/")
	for _, address := range []string{config.API, config.Webhook, config.Site} {
		if err := checkAddress(address); err != nil {
			return nil, err
		}
	}
	keys, err := newKeys(config.Token)
	if err != nil {
		return nil, err
	}
	c := &Channel{
		needs: needs, config: config, log: config.Log, limits: face.Limits(), metrics: face.Metrics(),
		api: newClient(config.API, config.Token), keys: keys, chats: newRegister(needs.Chats, maxChats),
		lines: newLines(), desks: make(chan struct{}, desks), renderer: renderer{site: config.Site},
	}
	if config.Webhook != "" {
		face.Channel(channel, c.routes)
	}
	return c, nil
}

// routes are all that the channel answers over HTTP.
func (c *Channel) routes(routes chi.Router) {
	routes.Post(WebhookPath, c.postUpdate)
	routes.Post(WebhookPath+"/{secret}", c.postUpdate)
}

// checkAddress accepts an absolute address of the web, and none at all.
func checkAddress(address string) error {
	if address == "" {
		return nil
	}
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return fault.New(fault.Invalid, "%q non è un indirizzo: scrivilo per intero, come https://assistente.comune.example", address)
	}
	return nil
}

// Run answers until ctx ends; then what is in hand is finished within the grace,
// and the rest is left to Telegram, which sends it again.
func (c *Channel) Run(ctx context.Context) {
	work, cut := context.WithCancel(context.WithoutCancel(ctx))
	defer cut()
	var tasks, line sync.WaitGroup
	tasks.Go(func() { c.chats.flushUntil(work) })
	line.Go(func() { c.lines.serve(work) })
	confirm := func(context.Context) {}
	if c.connect(ctx) {
		if c.config.Webhook == "" {
			confirm = c.poll(ctx)
		}
		<-ctx.Done()
	}
	c.lines.shut()
	grace := time.AfterFunc(cmp.Or(c.config.Grace, httpkit.DefaultGrace), cut)
	line.Wait()
	grace.Stop()
	c.end(ctx, confirm)
	cut()
	tasks.Wait()
}

// end tells Telegram what was handled and writes the last chats.
func (c *Channel) end(ctx context.Context, confirm func(context.Context)) {
	const patience = 3 * time.Second
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
	defer cancel()
	confirm(ctx)
	if err := c.chats.flush(ctx); err != nil {
		c.log.WarnContext(ctx, "telegram chats not written", slog.Any("error", err))
	}
}

// ready reports whether updates can be read.
func (c *Channel) ready() bool { return c.bot.Load() != nil }
