package telegram_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"log/slog"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/cittaclick/cittaclick/bot"
	"github.com/cittaclick/cittaclick/bot/bottest"
	"github.com/cittaclick/cittaclick/channels/internal/httpkit"
	"github.com/cittaclick/cittaclick/channels/telegram"
	"github.com/cittaclick/cittaclick/internal/fault"
)

// patience bounds every wait: it is far more than what is waited for takes.
const patience = 30 * time.Second

// monday is a morning on which the registry office is open.
var monday = time.Date(2026, time.November, 23, 9, 0, 0, 0, time.UTC)

// drawer keeps chats and conversations for as long as a test lasts, over
// restarts; the test opens and shuts it. What PostgreSQL does is tested in botpg
// and e2e.
type drawer struct {
	mu            sync.Mutex
	shut          bool
	chats         map[bot.ChatKey]bot.Chat
	conversations map[bot.ConversationID]bot.Conversation
}

func newDrawer() *drawer {
	return &drawer{chats: make(map[bot.ChatKey]bot.Chat), conversations: make(map[bot.ConversationID]bot.Conversation)}
}

func (d *drawer) use(do func()) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.shut {
		return fault.New(fault.Unavailable, "Il database non risponde.")
	}
	do()
	return nil
}

func (d *drawer) isShut(shut bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.shut = shut
}

// sizes are how many chats and conversations are kept.
func (d *drawer) sizes() (chats, conversations int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return len(d.chats), len(d.conversations)
}

type chatDrawer struct{ *drawer }

func (d chatDrawer) Load(_ context.Context, key bot.ChatKey) (chat bot.Chat, err error) {
	known := false
	if err := d.use(func() { chat, known = d.chats[key] }); err != nil || known {
		return chat, err
	}
	return chat, fault.New(fault.NotFound, "Non c'è.")
}

func (d chatDrawer) Save(_ context.Context, chat bot.Chat) error {
	return d.use(func() { d.chats[chat.Key] = chat })
}

func (d chatDrawer) Delete(_ context.Context, key bot.ChatKey) error {
	return d.use(func() { delete(d.chats, key) })
}

type conversationDrawer struct{ *drawer }

func (d conversationDrawer) Load(_ context.Context, id bot.ConversationID) (c bot.Conversation, err error) {
	known := false
	if err := d.use(func() { c, known = d.conversations[id] }); err != nil || known {
		return c, err
	}
	return c, fault.New(fault.NotFound, "Non c'è.")
}

func (d conversationDrawer) Save(_ context.Context, conversations []bot.Conversation) error {
	return d.use(func() {
		for _, c := range conversations {
			d.conversations[c.ID] = c
		}
	})
}

func (d conversationDrawer) Delete(_ context.Context, ids []bot.ConversationID) error {
	return d.use(func() {
		for _, id := range ids {
			delete(d.conversations, id)
		}
	})
}

func (d conversationDrawer) DeleteBefore(context.Context, time.Time) (int64, error) { return 0, nil }

// town is the demo municipality answering on Telegram.
type town struct {
	t       *testing.T
	channel *telegram.Channel
	face    *httptest.Server
	log     *logbook
	waits   *waits
	stop    func()
}

// setting changes what a town is made of.
type setting func(*telegram.Config, *telegram.Needs, *httpkit.Config)

func keptIn(d *drawer) setting {
	return func(_ *telegram.Config, needs *telegram.Needs, _ *httpkit.Config) { needs.Chats = chatDrawer{d} }
}

func turner(turner telegram.Turner) setting {
	return func(_ *telegram.Config, needs *telegram.Needs, _ *httpkit.Config) { needs.Turner = turner }
}

func turnsPerMinute(n int) setting {
	return func(_ *telegram.Config, _ *telegram.Needs, config *httpkit.Config) { config.TurnsPerMinute = n }
}

func grace(d time.Duration) setting {
	return func(config *telegram.Config, _ *telegram.Needs, _ *httpkit.Config) { config.Grace = d }
}

// open makes a town that answers through the Bot API server at an address, until
// the test ends or stop is called.
func open(t *testing.T, api string, settings ...setting) *town {
	t.Helper()
	return openWith(t, api, "", settings...)
}

// openWith is open with a webhook at an address; "own" stands for the town's.
func openWith(t *testing.T, api, webhook string, settings ...setting) *town {
	t.Helper()
	tw := &town{t: t, log: newLogbook(), waits: new(waits)}
	log := slog.New(slog.NewJSONHandler(tw.log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	config := telegram.Config{Token: token, API: api, Site: "https://assistente.example", Log: log}
	needs := telegram.Needs{
		Now: func() time.Time { return monday }, Random: func() float64 { return 0.5 }, Wait: tw.waits.wait,
	}
	kit := httpkit.Config{Log: log, Now: needs.Now, Status: func(context.Context) httpkit.Status { return httpkit.Status{} }}
	for _, set := range settings {
		set(&config, &needs, &kit)
	}
	if needs.Turner == nil {
		needs.Turner = assistant(t, needs.Chats)
	}
	face := httpkit.New(kit)
	tw.face = httptest.NewServer(face)
	t.Cleanup(tw.face.Close)
	config.Webhook = strings.Replace(webhook, "own", tw.face.URL, 1)
	channel, err := telegram.Mount(face, config, needs)
	if err != nil {
		t.Fatal(err)
	}
	tw.channel = channel
	ctx, cancel := context.WithCancel(context.WithoutCancel(t.Context()))
	done := make(chan struct{})
	go func() {
		defer close(done)
		channel.Run(ctx)
	}()
	tw.stop = func() {
		cancel()
		<-done
	}
	t.Cleanup(tw.stop)
	return tw
}

// assistant is a bot that keeps its conversations beside the chats.
func assistant(t *testing.T, chats telegram.Chats) *bot.Bot {
	t.Helper()
	world := bottest.Valdoria(t)
	deps := bot.Deps{World: func() *bot.World { return world }, Now: func() time.Time { return monday }, Random: rand.Reader}
	if kept, ok := chats.(chatDrawer); ok {
		deps.Conversations = conversationDrawer(kept)
	}
	b := bot.New(deps)
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(t.Context()), time.Second)
		defer cancel()
		_ = b.Close(ctx) // the drawer may be shut for good
	})
	return b
}

// waits records for how long the channel would have waited, and lets nobody wait.
type waits struct {
	mu   sync.Mutex
	told []time.Duration
}

func (w *waits) wait(ctx context.Context, d time.Duration) error {
	w.mu.Lock()
	w.told = append(w.told, d)
	w.mu.Unlock()
	return ctx.Err()
}

func (w *waits) all() []time.Duration {
	w.mu.Lock()
	defer w.mu.Unlock()
	return append([]time.Duration(nil), w.told...)
}

// logbook is a log that may be read while it is written.
type logbook struct {
	mu      sync.Mutex
	buf     bytes.Buffer
	written chan struct{} // closed and replaced at every line
}

func newLogbook() *logbook { return &logbook{written: make(chan struct{})} }

func (l *logbook) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	close(l.written)
	l.written = make(chan struct{})
	return l.buf.Write(p)
}

func (l *logbook) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.String()
}

// await waits until the log says something.
func (l *logbook) await(t *testing.T, words string) {
	t.Helper()
	timeout := time.NewTimer(patience)
	defer timeout.Stop()
	for {
		l.mu.Lock()
		said, written := strings.Contains(l.buf.String(), words), l.written
		l.mu.Unlock()
		if said {
			return
		}
		select {
		case <-written:
		case <-timeout.C:
			t.Fatalf("the log never says %q:\n%s", words, l)
		}
	}
}
