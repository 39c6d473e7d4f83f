package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/cittaclick/cittaclick/bot"
	"github.com/cittaclick/cittaclick/internal/fault"
	"github.com/cittaclick/cittaclick/knowledge"
	"github.com/cittaclick/cittaclick/nlu"
)

type evalCommand struct {
	charterFlags
	clockFlag

	File    string `arg:"" optional:"" type:"existingfile" help:"Domande (.tsv) o dialoghi (.jsonl) con la risposta attesa; se manca, le frasi di convalida della carta."`
	Thin    int    `name:"frasi" placeholder:"N" help:"Impara da N frasi al massimo per obiettivo, per vedere quanto conta scriverne ancora."`
	Within  bool   `name:"solo-carta" help:"Misura solo le domande la cui risposta è nella carta (e quelle fuori tema)."`
	Tables  bool   `name:"tabelle" help:"Scrivi anche le tabelle per stile, tema, aspetto e fonte, e quanto vale la confidenza."`
	Before  string `name:"confronta" type:"existingfile" placeholder:"FILE" help:"Confronta con una misura di prima, salvata con --json: che cosa è migliorato e che cosa è peggiorato."`
	Diagram string `name:"calibrazione" type:"path" placeholder:"FILE" help:"Disegna in questo file .svg quanto ci si può fidare della confidenza."`
	JSON    bool   `name:"json" help:"Scrivi il risultato in JSON, con l'esito di ogni domanda e senza il suo testo."`
}

// Run measures how well the questions of a file are understood.
func (c evalCommand) Run(ctx context.Context, con console) error {
	now, zone, err := c.start()
	if err != nil {
		return err
	}
	before, err := outcomesBefore(c.Before) // what is typed wrong is told before the minutes of measuring
	if err != nil {
		return err
	}
	set, err := c.read()
	if err != nil {
		return fmt.Errorf("evaluate %s: %w", c.File, err)
	}
	world, err := c.learned(ctx, con, now, zone)
	if err != nil {
		return err
	}
	view := world.Charter.On(knowledge.DateOf(now()))
	switch {
	case c.File == "":
		set = questionSet{place: "frase", questions: bot.ValidationQuestions(world.Charter)}
	case c.Within:
		set = set.within(view)
	}
	measured := newEvaluation(set.measure(world, now()), view)
	if c.Before != "" {
		comparison := nlu.Compare(before, measured.Outcomes)
		measured.Comparison = &comparison
	}
	if c.Diagram != "" {
		if err := os.WriteFile(c.Diagram, []byte(diagram(measured.Calibration)), 0o644); err != nil { //nolint:gosec // a page of the guide shows it
			return fmt.Errorf("write diagram: %w", err)
		}
	}
	if c.JSON {
		encoder := json.NewEncoder(con.out)
		encoder.SetIndent("", "  ")
		return encoder.Encode(measured)
	}
	return c.write(con.out, measured, set)
}

func (c evalCommand) write(w io.Writer, measured evaluation, set questionSet) error {
	var page page
	if measured.Comparison == nil {
		page.headline(measured.Report)
	} else {
		page.comparison(*measured.Comparison, set)
	}
	if c.Tables {
		page.tables(measured)
		page.calibration(measured.Calibration)
	}
	if measured.Comparison == nil {
		page.confusions(measured.Report)
	}
	_, err := io.WriteString(w, page.String())
	return err
}

// learned prepares the understanding that is measured.
func (c evalCommand) learned(ctx context.Context, con console, now func() time.Time, zone *time.Location) (*bot.World, error) {
	if c.Thin <= 0 {
		return c.world(ctx, con, now, zone)
	}
	charter, err := c.charter(ctx, now, zone)
	if err != nil {
		return nil, err
	}
	lexicon, err := nlu.NewBase()
	if err != nil {
		return nil, err
	}
	weights, err := learnBase(lexicon, c.Thin)
	if err != nil {
		return nil, err
	}
	today := knowledge.DateOf(now())
	return worldOf(charter, today, lexicon.With(weights), bot.Thin(bot.Documents(charter, today), c.Thin))
}

// questionSet is what is asked: questions by themselves, or dialogues.
type questionSet struct {
	place     string // what the number of a question counts
	questions []nlu.Question
	dialogues []nlu.Dialogue
}

// read reads the file, if one is named.
func (c evalCommand) read() (set questionSet, err error) {
	if c.File == "" {
		return questionSet{}, nil
	}
	file, err := os.Open(c.File)
	if err != nil {
		return questionSet{}, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	set.place = "riga"
	switch filepath.Ext(c.File) {
	case ".jsonl":
		set.dialogues, err = nlu.ReadDialogues(file)
	case ".tsv":
		set.questions, err = nlu.ReadQuestions(file)
	default:
		err = fault.New(fault.Invalid, "il file deve essere .tsv (domande) o .jsonl (dialoghi)")
	}
	return set, err
}

// within keeps what the charter could answer: about its services, and whatever
// is no service. Of a dialogue all turns are kept, or none.
func (s questionSet) within(view knowledge.View) questionSet {
	unknown := func(q nlu.Question) bool {
		return slices.ContainsFunc(q.Targets, func(t nlu.Target) bool {
			_, known := view.Service(knowledge.ServiceID(t.Slug()))
			return t.Kind() == nlu.KindService && !known
		})
	}
	s.questions = slices.DeleteFunc(s.questions, unknown)
	s.dialogues = slices.DeleteFunc(s.dialogues, func(d nlu.Dialogue) bool { return slices.ContainsFunc(d.Turns, unknown) })
	return s
}

func (s questionSet) measure(world *bot.World, at time.Time) nlu.Report {
	if s.dialogues != nil {
		return nlu.EvaluateDialogues(world.Understander, s.dialogues, at, time.Now)
	}
	return nlu.Evaluate(world.Understander, s.questions, at, time.Now)
}

// text is what was asked in a line, or in a turn of a dialogue's line.
func (s questionSet) text(o nlu.Outcome) string {
	for _, d := range s.dialogues {
		if o.Turn > 0 && o.Turn <= len(d.Turns) && d.Turns[0].Line == o.Line {
			return d.Turns[o.Turn-1].Text
		}
	}
	for _, q := range s.questions {
		if q.Line == o.Line {
			return q.Text
		}
	}
	return ""
}

// evaluation is a report with its tables and, where asked for, a comparison.
type evaluation struct {
	nlu.Report

	ByStyle    []nlu.Row       `json:"by_style"`
	ByTopic    []nlu.Row       `json:"by_topic"` // of the services wanted
	ByAspect   []nlu.Row       `json:"by_aspect"`
	BySource   []nlu.Row       `json:"by_source"`
	ByTurn     []nlu.Row       `json:"by_turn,omitempty"`
	Comparison *nlu.Comparison `json:"comparison,omitempty"`
}

func newEvaluation(report nlu.Report, view knowledge.View) evaluation {
	topic := func(o nlu.Outcome) string {
		if o.Want[0].Kind() != nlu.KindService {
			return ""
		}
		service, ok := view.Service(knowledge.ServiceID(o.Want[0].Slug()))
		if !ok {
			return "(servizi che la carta non ha)"
		}
		return knowledge.TopicOf(service.Topic.Value).Name
	}
	return evaluation{
		Report:   report,
		ByStyle:  nlu.Tabulate(report.Outcomes, func(o nlu.Outcome) string { return o.Style }),
		ByTopic:  nlu.Tabulate(report.Outcomes, topic),
		ByAspect: nlu.Tabulate(report.Outcomes, func(o nlu.Outcome) string { return string(o.MainAspect()) }),
		BySource: nlu.Tabulate(report.Outcomes, func(o nlu.Outcome) string { return o.Source }),
		ByTurn:   nlu.Tabulate(report.Outcomes, turnName),
	}
}

// turnName tells where a dialogue begins from where it goes on: only what follows
// needs what was said before.
func turnName(o nlu.Outcome) string {
	switch o.Turn {
	case 0:
		return ""
	case 1:
		return "prima domanda"
	default:
		return "seguito"
	}
}

// outcomesBefore reads a measure that was written with --json; none without a file.
func outcomesBefore(name string) ([]nlu.Outcome, error) {
	if name == "" {
		return nil, nil
	}
	content, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	var before nlu.Report
	if err := json.Unmarshal(content, &before); err != nil {
		return nil, fault.Wrap(fault.Invalid, err, "%s non è una misura scritta con «cittaclick eval --json»", name)
	}
	if len(before.Outcomes) == 0 {
		return nil, fault.New(fault.Invalid, "%s non ha l'esito di ogni domanda: rifai la misura con «cittaclick eval --json»", name)
	}
	return before.Outcomes, nil
}
