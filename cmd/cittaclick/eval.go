package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/cittaclick/cittaclick/bot"
	"github.com/cittaclick/cittaclick/internal/fault"
	"github.com/cittaclick/cittaclick/knowledge"
	"github.com/cittaclick/cittaclick/nlu"
)

type evalCommand struct {
	charterFlags
	clockFlag

	File   string `arg:"" optional:"" type:"existingfile" help:"Domande (.tsv) o dialoghi (.jsonl) con la risposta attesa; se manca, le frasi di convalida della carta."`
	Thin   int    `name:"frasi" placeholder:"N" help:"Impara da N frasi al massimo per obiettivo, per vedere quanto conta scriverne ancora."`
	JSON   bool   `name:"json" help:"Scrivi il risultato in JSON."`
	Within bool   `name:"solo-carta" help:"Misura solo le domande la cui risposta è nella carta (e quelle fuori tema)."`
}

// Run measures how well the questions of a file are understood.
func (c evalCommand) Run(ctx context.Context, con console) error {
	now, zone, err := c.start()
	if err != nil {
		return err
	}
	world, err := c.learned(ctx, now, zone)
	if err != nil {
		return err
	}
	report, err := c.measure(world, now())
	if err != nil {
		return fmt.Errorf("evaluate %s: %w", cmp.Or(c.File, "phrase bank"), err)
	}
	if c.JSON {
		encoder := json.NewEncoder(con.out)
		encoder.SetIndent("", "  ")
		return encoder.Encode(report)
	}
	return report.WriteTable(con.out)
}

// learned prepares the understanding that is measured.
func (c evalCommand) learned(ctx context.Context, now func() time.Time, zone *time.Location) (*bot.World, error) {
	if c.Thin <= 0 {
		return c.world(ctx, now, zone)
	}
	charter, err := c.charter(ctx, now, zone)
	if err != nil {
		return nil, err
	}
	lexicon, err := language()
	if err != nil {
		return nil, err
	}
	today := knowledge.DateOf(now())
	return worldOf(charter, today, lexicon, bot.Thin(bot.Documents(charter, today), c.Thin))
}

func (c evalCommand) measure(world *bot.World, at time.Time) (report nlu.Report, err error) {
	if c.File == "" {
		return nlu.Evaluate(world.Understander, bot.ValidationQuestions(world.Charter), at, time.Now), nil
	}
	file, err := os.Open(c.File)
	if err != nil {
		return nlu.Report{}, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	switch filepath.Ext(c.File) {
	case ".jsonl":
		dialogues, err := nlu.ReadDialogues(file)
		if err != nil {
			return nlu.Report{}, err
		}
		return nlu.EvaluateDialogues(world.Understander, dialogues, at, time.Now), nil
	case ".tsv":
		questions, err := nlu.ReadQuestions(file)
		if err != nil {
			return nlu.Report{}, err
		}
		if c.Within {
			questions = within(world.Charter.On(knowledge.DateOf(at)), questions)
		}
		return nlu.Evaluate(world.Understander, questions, at, time.Now), nil
	default:
		return nlu.Report{}, fault.New(fault.Invalid, "il file deve essere .tsv (domande) o .jsonl (dialoghi)")
	}
}

// within keeps the questions that the charter could answer: about its services
// and whatever is no service.
func within(view knowledge.View, questions []nlu.Question) []nlu.Question {
	var kept []nlu.Question
	for _, q := range questions {
		known := true
		for _, target := range q.Targets {
			if target.Kind() == nlu.KindService {
				_, known = view.Service(knowledge.ServiceID(target.Slug()))
			}
		}
		if known {
			kept = append(kept, q)
		}
	}
	return kept
}
