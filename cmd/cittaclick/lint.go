package main

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/cittaclick/cittaclick/internal/fault"
	"github.com/cittaclick/cittaclick/knowledge"
	"github.com/cittaclick/cittaclick/knowledge/exchange"
	"github.com/cittaclick/cittaclick/knowledge/lint"
	"github.com/cittaclick/cittaclick/nlu"
)

type lintCommand struct {
	clockFlag
	languageFlags

	Dir        string `arg:"" optional:"" name:"cartella" default:"demo" help:"Cartella con i file della carta; demo (se manca) e base sono quelle che il programma porta con sé."`
	JSON       bool   `name:"json" xor:"form" help:"Scrivi il risultato in JSON."`
	Unverified bool   `name:"da-verificare" xor:"form" help:"Scrivi soltanto l'elenco di ciò che non si è potuto verificare, come pagina di docs/."`
	Phrases    bool   `name:"frasi" xor:"form" help:"Scrivi soltanto le tabelle della banca delle frasi, obiettivo per obiettivo."`

	Against []string `placeholder:"FILE" help:"Domande che misurano (.tsv, .jsonl o una per riga): nessuna frase può essere una di loro. Si può ripetere."`
}

// baseName is what stands for the base charter by itself where a directory may
// be named.
const baseName = "base"

// Run tells what is missing, wrong or hard to read in a charter. Only errors
// make it fail.
func (c lintCommand) Run(con console) error {
	now, zone, err := c.start()
	if err != nil {
		return err
	}
	against, err := measuringQuestions(c.Against)
	if err != nil {
		return err
	}
	lexicon, err := c.language(con)
	if err != nil {
		return err
	}
	report, err := lintCharter(c.Dir, against, lexicon, now(), zone)
	if err != nil {
		return err
	}
	switch {
	case c.Unverified:
		return report.WriteUnverified(con.out)
	case c.Phrases:
		return report.WritePhrases(con.out)
	case c.JSON:
		encoder := json.NewEncoder(con.out)
		encoder.SetIndent("", "  ")
		err = encoder.Encode(report)
	default:
		err = report.WriteText(con.out)
	}
	if n := report.Count(lint.SeverityError); err == nil && n > 0 {
		err = fault.New(fault.Invalid, "la carta non è in ordine: errori %d", n)
	}
	return err
}

// lintCharter looks at the charter of a directory as it stands at a time.
func lintCharter(dir string, against []string, lexicon *nlu.Base, at time.Time, zone *time.Location) (lint.Report, error) {
	facts, err := lintFacts(dir)
	if err != nil {
		return lint.Report{}, err
	}
	matcher, err := newMatcher(facts, lexicon, at, zone)
	if err != nil {
		return lint.Report{}, err
	}
	return lint.Check(lint.Input{Facts: facts, Today: knowledge.DateOf(at), Zone: zone, Matcher: matcher, Against: against})
}

func lintFacts(dir string) (knowledge.Facts, error) {
	if dir == baseName {
		return exchange.Load(importLayers([]string{dir})...)
	}
	layers, err := charterLayers(dir)
	if err != nil {
		return knowledge.Facts{}, err
	}
	return exchange.Load(layers...)
}

// matcher asks the assistant's understanding.
type matcher struct {
	understander *nlu.Understander
	at           time.Time
}

func newMatcher(facts knowledge.Facts, lexicon *nlu.Base, at time.Time, zone *time.Location) (*matcher, error) {
	charter, err := knowledge.NewCharter(facts, zone)
	if err != nil {
		return nil, fmt.Errorf("build charter: %w", err)
	}
	world, err := newWorld(charter, knowledge.DateOf(at), lexicon)
	if err != nil {
		return nil, err
	}
	return &matcher{world.Understander, at}, nil
}

// Answers returns what a question of just that text would be answered about.
func (m *matcher) Answers(text string) string {
	read := m.understander.Understand(nlu.Query{Text: nlu.NewUtterance(text), Now: m.at})
	if read.Decision != nlu.DecideAnswer {
		return ""
	}
	return string(read.Target)
}
