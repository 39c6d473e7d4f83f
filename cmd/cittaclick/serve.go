package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/netip"
	"slices"
	"time"

	"github.com/cittaclick/cittaclick/channels"
	"github.com/cittaclick/cittaclick/channels/api"
	"github.com/cittaclick/cittaclick/internal/fault"
	"github.com/cittaclick/cittaclick/knowledge"
	"github.com/cittaclick/cittaclick/knowledge/base"
	"github.com/cittaclick/cittaclick/knowledge/demo"
	"github.com/cittaclick/cittaclick/knowledge/exchange"
	"github.com/cittaclick/cittaclick/knowledge/knowledgepg"
)

type serveCommand struct {
	databaseFlags
	languageFlags
	clockFlag
	telegramFlags
	pageFlags

	Listen         string         `default:"127.0.0.1:8080" help:"Indirizzo e porta su cui rispondere."`
	Demo           bool           `help:"Se la banca dati è vuota, caricaci il Comune dimostrativo."`
	RateLimit      int            `default:"30" placeholder:"N" help:"Messaggi al minuto per conversazione; 0 toglie ogni limite."`
	TrustedProxies []netip.Prefix `env:"CITTACLICK_TRUSTED_PROXIES" placeholder:"RETE" help:"Reti dei proxy di cui fidarsi per l'indirizzo del cittadino, come 10.0.0.0/8."`
}

// Run serves until the program is told to stop.
func (c serveCommand) Run(ctx context.Context, con console) (err error) {
	log := slog.New(slog.NewTextHandler(con.err, nil))
	now, zone, err := c.start()
	if err != nil {
		return err
	}
	// The address is taken first: a port in use is told at once, and a client
	// that comes early waits instead of being refused.
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", c.Listen)
	if err != nil {
		return fault.Wrap(fault.Unavailable, err, "Non si può rispondere su %s: la porta è già in uso o non è permessa; scegline un'altra con --listen", c.Listen)
	}
	defer func() {
		if closing := listener.Close(); closing != nil && !errors.Is(closing, net.ErrClosed) {
			err = errors.Join(err, closing)
		}
	}()
	db, err := c.open(ctx, true)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.close()) }()
	if c.Demo {
		if err := loadDemo(ctx, db, now); err != nil {
			return err
		}
	}
	lexicon, err := c.language(con)
	if err != nil {
		return err
	}
	town, err := newInstance(ctx, db, lexicon, now, zone, log)
	if err != nil {
		return err
	}
	face, err := c.face(town, now, log)
	if err != nil {
		return err
	}
	messenger, err := c.mount(face, town, log)
	if err != nil {
		return err
	}
	if err := welcome(con.out, listener.Addr(), town, telegramLine(ctx, messenger)); err != nil {
		return err
	}
	return town.run(ctx, func(ctx context.Context) error {
		return alongside(ctx, messenger, func(ctx context.Context) error { return face.Serve(ctx, listener) })
	})
}

func (c serveCommand) face(town *instance, now func() time.Time, log *slog.Logger) (*channels.Face, error) {
	face := channels.NewFace(channels.Config{
		Log: log, Now: now, Status: town.status, TrustedProxies: c.TrustedProxies,
		TurnsPerMinute: c.RateLimit, EmbedOrigins: c.origins(), Version: version,
	})
	err := api.Mount(face, api.Needs{
		Turner: town.bot, Listener: town.bot, Suggester: town.bot, Charters: town.charters, Now: now, Version: version,
	})
	if err != nil {
		return nil, err
	}
	return face, mountPages(face, town, c.pageFlags, c.PublicURL)
}

// loadDemo imports the demo municipality into an empty database, leaves a demo
// that is there alone, and refuses to mix with another municipality's data.
func loadDemo(ctx context.Context, db *database, now func() time.Time) error {
	files, err := exchange.Read(base.FS, demo.FS)
	if err != nil {
		return fmt.Errorf("read demo: %w", err)
	}
	change := knowledge.Change{RecordedBy: "cittaclick serve --demo", Cause: knowledge.CauseImport, Reason: "Comune dimostrativo"}
	reader := knowledgepg.NewReader(db.pool)
	facts, err := reader.Facts(ctx, knowledge.CharterWindow(knowledge.DateOf(now())))
	if err != nil {
		return err
	}
	if facts.Version == 0 {
		_, _, err = importFiles(ctx, knowledgepg.NewRecorder(db.pool, now), change, files,
			exchange.Options{From: knowledge.DateOf(now())}, false)
		if err != nil {
			return fmt.Errorf("load demo: %w", err)
		}
		return nil
	}
	if slices.ContainsFunc(facts.Municipality, isDemo) {
		return nil
	}
	return fault.New(fault.Conflict, "la banca dati contiene già la carta di un altro Comune: togli --demo, o indica un'altra cartella con --data-dir")
}

// demoIPA is the code, that no real body has, by which the demo is recognised.
const demoIPA = "c_x999"

func isDemo(fact knowledge.Fact[knowledge.MunicipalityProfile]) bool {
	return fact.Value.IPA == demoIPA
}

func welcome(w io.Writer, address net.Addr, town *instance, telegram string) error {
	name := "Nessuna carta caricata: importane una con «cittaclick import CARTELLA», o riavvia con --demo."
	if world := town.keeper.World(); world != nil && world.Charter.Version() > 0 {
		name = world.Charter.On(knowledge.DateOf(town.now())).Municipality().Name
	}
	_, err := fmt.Fprintf(w, "CittàClick %s · %s\n\n  Sito       http://%[3]s/\n  Assistente http://%[3]s/chat\n  API        http://%[3]s/api/v1/messages\n  OpenAPI    http://%[3]s/api/openapi.json\n  Stato      http://%[3]s/readyz\n  Telegram   %[4]s\n\nPer fermare: Ctrl-C\n",
		version, name, address, telegram)
	return err
}
