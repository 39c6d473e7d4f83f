package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"github.com/cittaclick/cittaclick/bot"
	"github.com/cittaclick/cittaclick/internal/fault"
	"github.com/cittaclick/cittaclick/knowledge"
	"github.com/cittaclick/cittaclick/knowledge/base"
	"github.com/cittaclick/cittaclick/knowledge/demo"
	"github.com/cittaclick/cittaclick/knowledge/exchange"
	"github.com/cittaclick/cittaclick/knowledge/knowledgepg"
)

// demoName is what stands for the demo municipality where a directory may be named.
const demoName = "demo"

// charterFlags say which charter a command answers from: the database's, or one
// read from files, which needs no PostgreSQL.
type charterFlags struct {
	databaseFlags
	languageFlags

	Charter string `xor:"source" placeholder:"demo|CARTELLA" help:"Rispondi dalla carta in questi file (demo: il Comune dimostrativo), senza banca dati."`
	KnownOn string `xor:"source" placeholder:"GIORNO" help:"Rispondi con quello che si sapeva alla fine di quel giorno, come 2026-11-05."`
}

// world loads the charter and prepares its understanding.
func (f charterFlags) world(ctx context.Context, con console, now func() time.Time, zone *time.Location) (*bot.World, error) {
	charter, err := f.charter(ctx, now, zone)
	if err != nil {
		return nil, err
	}
	lexicon, err := f.language(con)
	if err != nil {
		return nil, err
	}
	return newWorld(charter, knowledge.DateOf(now()), lexicon)
}

// charter loads the charter.
func (f charterFlags) charter(ctx context.Context, now func() time.Time, zone *time.Location) (*knowledge.Charter, error) {
	facts, err := f.facts(ctx, knowledge.CharterWindow(knowledge.DateOf(now())))
	if err != nil {
		return nil, err
	}
	charter, err := knowledge.NewCharter(facts, zone)
	if err != nil {
		return nil, fmt.Errorf("build charter: %w", err)
	}
	return charter, nil
}

func (f charterFlags) facts(ctx context.Context, window knowledge.Range) (facts knowledge.Facts, err error) {
	if f.Charter != "" {
		layers, err := charterLayers(f.Charter)
		if err != nil {
			return knowledge.Facts{}, err
		}
		return exchange.Load(layers...)
	}
	db, err := f.open(ctx, false)
	if err != nil {
		return knowledge.Facts{}, err
	}
	defer func() { err = errors.Join(err, db.close()) }()
	facts, err = f.read(ctx, knowledgepg.NewReader(db.pool), window)
	if err == nil && facts.Version == 0 {
		err = fault.New(fault.NotFound, "la carta è vuota: importane una con «cittaclick import», o prova con --charter demo")
	}
	return facts, err
}

// read reads what is known now or, with --known-on, what was known then.
func (f charterFlags) read(ctx context.Context, reader *knowledgepg.Reader, window knowledge.Range) (knowledge.Facts, error) {
	if f.KnownOn == "" {
		return reader.Facts(ctx, window)
	}
	day, err := knowledge.ParseDate(f.KnownOn)
	if err != nil {
		return knowledge.Facts{}, fault.Wrap(fault.Invalid, err, "--known-on %q non è un giorno: si scrive come 2026-11-05", f.KnownOn)
	}
	zone, err := time.LoadLocation(zoneName)
	if err != nil {
		return knowledge.Facts{}, fmt.Errorf("load time zone: %w", err)
	}
	return reader.FactsKnownOn(ctx, day.AddDays(1).In(zone).Add(-time.Nanosecond), window)
}

// charterLayers returns the files of a whole charter: the demo municipality's,
// or a directory's, on top of the base that the program ships unless the
// directory brings its own.
func charterLayers(name string) ([]fs.FS, error) {
	if name == demoName {
		return []fs.FS{base.FS, demo.FS}, nil
	}
	dir := os.DirFS(name)
	files, err := exchange.Read(dir)
	if err != nil && !errors.Is(err, fault.Invalid) {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	if files != nil && len(files.Layers()) == 1 && files.Layers()[0] == knowledge.LayerLocal {
		return []fs.FS{base.FS, dir}, nil
	}
	return []fs.FS{dir}, nil
}
