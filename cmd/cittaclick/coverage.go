package main

import (
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/cittaclick/cittaclick/knowledge"
)

type coverageCommand struct {
	databaseFlags
	clockFlag

	Charter string `default:"demo" placeholder:"demo|CARTELLA" help:"La carta di cui parlare: i file di una cartella, demo (il Comune dimostrativo, se manca) o db (quella nella banca dati)."`
	CSV     bool   `name:"csv" help:"Scrivi la matrice in CSV: service,aspect,state."`
}

// databaseName is what stands for the charter in the database where a directory
// may be named.
const databaseName = "db"

// Run prints which questions about each service the charter answers, and from
// which layer.
func (c coverageCommand) Run(ctx context.Context, con console) error {
	now, zone, err := c.start()
	if err != nil {
		return err
	}
	today := knowledge.DateOf(now())
	from := charterFlags{databaseFlags: c.databaseFlags, Charter: c.Charter}
	if c.Charter == databaseName {
		from.Charter = ""
	}
	facts, err := from.facts(ctx, knowledge.CharterWindow(today))
	if err != nil {
		return err
	}
	charter, err := knowledge.NewCharter(facts, zone)
	if err != nil {
		return fmt.Errorf("build charter: %w", err)
	}
	matrix := charter.On(today).Coverage()
	if c.CSV {
		return writeCoverageCSV(con.out, matrix)
	}
	return writeCoverageTable(con.out, matrix)
}

func writeCoverageCSV(w io.Writer, matrix []knowledge.Coverage) error {
	out := csv.NewWriter(w)
	if err := out.Write([]string{"service", "aspect", "state"}); err != nil {
		return err
	}
	for _, row := range matrix {
		for _, aspect := range knowledge.CoverageAspects() {
			if err := out.Write([]string{string(row.Service.ID), aspect.Italian(), string(row.States[aspect])}); err != nil {
				return err
			}
		}
	}
	out.Flush()
	return out.Error()
}

// coverageMark is how the table shows a state.
func coverageMark(o knowledge.Origin) string {
	switch o {
	case knowledge.OriginLocal:
		return "locale"
	case knowledge.OriginBase:
		return "base"
	default:
		return "MANCA"
	}
}

func writeCoverageTable(w io.Writer, matrix []knowledge.Coverage) error {
	totals := make(map[knowledge.Origin]map[knowledge.CoverageAspect]int)
	for _, origin := range origins() {
		totals[origin] = make(map[knowledge.CoverageAspect]int)
	}
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	writeCoverageRow(table, "servizio", knowledge.CoverageAspect.Italian)
	for _, row := range matrix {
		writeCoverageRow(table, string(row.Service.ID), func(a knowledge.CoverageAspect) string {
			totals[row.States[a]][a]++
			return coverageMark(row.States[a])
		})
	}
	fmt.Fprintln(table)
	for _, origin := range origins() {
		writeCoverageRow(table, "in tutto: "+coverageMark(origin), func(a knowledge.CoverageAspect) string {
			return fmt.Sprint(totals[origin][a])
		})
	}
	if err := table.Flush(); err != nil {
		return err
	}
	missing := 0
	for _, n := range totals[knowledge.OriginMissing] {
		missing += n
	}
	_, err := fmt.Fprintf(w, "\nServizi: %d. Caselle: %d, di cui vuote %d.\n", len(matrix), len(matrix)*len(knowledge.CoverageAspects()), missing)
	return err
}

func writeCoverageRow(w io.Writer, name string, value func(knowledge.CoverageAspect) string) {
	cells := []string{name}
	for _, aspect := range knowledge.CoverageAspects() {
		cells = append(cells, value(aspect))
	}
	fmt.Fprintln(w, strings.Join(cells, "\t"))
}

func origins() []knowledge.Origin {
	return []knowledge.Origin{knowledge.OriginLocal, knowledge.OriginBase, knowledge.OriginMissing}
}
