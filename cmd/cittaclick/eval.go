package main

import (
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

	File   string `arg:"" type:"existingfile" help:"Domande (.tsv) o dialoghi (.jsonl) con la risposta attesa."`
	JSON   bool   `name:"json" help:"Scrivi il risultato in JSON."`
	Within bool   `name:"solo-carta" help:"Misura solo le domande la cui risposta è nella carta (e quelle fuori tema)."`
}

// Run measures how well the questions of a file are understood.
func (c evalCommand) Run(ctx context.Context, con console) error {
	now, zone, err := c.start()
	if err != nil {
		return err
	}
	world, err := c.world(ctx, now, zone)
	if err != nil {
		return err
	}
	report, err := c.measure(world, now())
	if err != nil {
		return fmt.Errorf("evaluate %s: %w", c.File, err)
	}
	if c.JSON {
		encoder := json.NewEncoder(con.out)
		encoder.SetIndent("", "  ")
		return encoder.Encode(report)
	}
	return report.WriteTable(con.out)
}

func (c evalCommand) measure(world *bot.World, at time.Time) (report nlu.Report, err error) {
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
