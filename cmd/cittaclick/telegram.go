package main

import (
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"sync"
	"time"

	"github.com/cittaclick/cittaclick/bot/botpg"
	"github.com/cittaclick/cittaclick/channels"
	"github.com/cittaclick/cittaclick/channels/telegram"
	"github.com/cittaclick/cittaclick/internal/fault"
)

type telegramFlags struct {
	TelegramToken   string `placeholder:"TOKEN" help:"Token del bot di Telegram, da @BotFather. Scrivilo nella variabile, non nel comando: chi elenca i processi lo leggerebbe."`
	TelegramWebhook string `placeholder:"URL" help:"Indirizzo pubblico a cui Telegram invia i messaggi; senza, il programma li va a prendere."`
	TelegramAPI     string `name:"telegram-api" placeholder:"URL" hidden:"" help:"Un altro server della Bot API, per le prove."`
	PublicURL       string `name:"public-url" placeholder:"URL" help:"Indirizzo pubblico del sito, per i link nelle risposte."`
}

// mount puts Telegram on the face; nil without a token.
func (f telegramFlags) mount(face *channels.Face, town *instance, log *slog.Logger) (*telegram.Channel, error) {
	if f.TelegramToken == "" {
		return nil, nil
	}
	return telegram.Mount(face,
		telegram.Config{Token: f.TelegramToken, Webhook: f.TelegramWebhook, Site: f.PublicURL, API: f.TelegramAPI, Log: log},
		telegram.Needs{
			Turner: town.bot, Chats: botpg.NewTelegramChats(town.db.pool), Now: town.now, Random: rand.Float64, //nolint:gosec // spreads repetitions, hides nothing
			Wait: func(ctx context.Context, d time.Duration) error {
				pause(ctx, d)
				return ctx.Err()
			},
		})
}

// telegramLine tells, for the welcome, where the bot is to be found or what to do
// about it. Telegram has a moment to answer: the rest does not wait for it.
func telegramLine(ctx context.Context, channel *telegram.Channel) string {
	if channel == nil {
		return "spento: chiedi un token a @BotFather e riavvia con CITTACLICK_TELEGRAM_TOKEN=…"
	}
	const patience = 3 * time.Second
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	name, err := channel.Meet(ctx)
	if err != nil {
		words, _ := fault.Message(err)
		return words
	}
	return fmt.Sprintf("@%s (https://t.me/%[1]s) è in ascolto", name)
}

// alongside serves while Telegram is answered too; both end before it returns.
func alongside(ctx context.Context, channel *telegram.Channel, serve func(context.Context) error) error {
	if channel == nil {
		return serve(ctx)
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	var running sync.WaitGroup
	running.Go(func() { channel.Run(ctx) })
	err := serve(ctx)
	stop()
	running.Wait()
	return err
}
