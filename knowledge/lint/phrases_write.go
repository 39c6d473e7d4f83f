package lint

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"
)

// PhraseTally counts the phrases of one target of the phrase bank.
type PhraseTally struct {
	Target     string         `json:"target"`
	Phrases    int            `json:"phrases"`
	Validation int            `json:"validation"` // kept from training
	Double     int            `json:"double"`     // that ask two things at once
	Untitled   int            `json:"untitled"`   // without a content word of the title
	Styles     map[string]int `json:"styles"`
	Aspects    map[string]int `json:"aspects"`
}

func (t PhraseTally) share(n int) float64 { return float64(n) / float64(max(t.Phrases, 1)) }

func (t *PhraseTally) add(o PhraseTally) {
	t.Phrases += o.Phrases
	t.Validation += o.Validation
	t.Double += o.Double
	t.Untitled += o.Untitled
	for style, n := range o.Styles {
		t.Styles[style] += n
	}
	for aspect, n := range o.Aspects {
		t.Aspects[aspect] += n
	}
}

// WritePhrases prints the tables of the phrase bank, target by target.
func (r Report) WritePhrases(w io.Writer) error { return writeTallies(w, r.Phrases) }

// phraseTotals sums the tallies by kind of target.
func (r Report) phraseTotals() []PhraseTally {
	kinds := make(map[string]*PhraseTally)
	total := PhraseTally{Target: "in tutto", Styles: make(map[string]int), Aspects: make(map[string]int)}
	for _, t := range r.Phrases {
		kind, _, _ := strings.Cut(t.Target, ":")
		if kinds[kind] == nil {
			kinds[kind] = &PhraseTally{Target: kind, Styles: make(map[string]int), Aspects: make(map[string]int)}
		}
		kinds[kind].add(t)
		total.add(t)
	}
	var totals []PhraseTally
	for _, kind := range slices.Sorted(maps.Keys(kinds)) {
		totals = append(totals, *kinds[kind])
	}
	return append(totals, total)
}

func (r Report) writePhraseTotals(b *strings.Builder) error {
	if len(r.Phrases) == 0 {
		return nil
	}
	b.WriteString("\nBanca delle frasi\n")
	return writeTallies(b, r.phraseTotals())
}

func writeTallies(w io.Writer, tallies []PhraseTally) error {
	aspects := make(map[string]bool)
	for _, t := range tallies {
		for aspect := range t.Aspects {
			aspects[aspect] = true
		}
	}
	columns := slices.Sorted(maps.Keys(aspects))
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintf(table, "frasi\tconvalida\tdoppie\tsenza titolo\t%s\t  obiettivo, per stile\n", strings.Join(styles, "\t"))
	for _, t := range tallies {
		fmt.Fprintf(table, "%d\t%.0f %%\t%.0f %%\t%.0f %%\t%s\t  %s\n",
			t.Phrases, percent(t.share(t.Validation)), percent(t.share(t.Double)), percent(t.share(t.Untitled)), counts(t.Styles, styles), t.Target)
	}
	if err := table.Flush(); err != nil || len(columns) == 0 {
		return err
	}
	fmt.Fprintln(w)
	fmt.Fprintf(table, "%s\t  obiettivo, per aspetto\n", strings.Join(columns, "\t"))
	for _, t := range tallies {
		fmt.Fprintf(table, "%s\t  %s\n", counts(t.Aspects, columns), t.Target)
	}
	return table.Flush()
}

func percent(share float64) float64 { return 100 * share }

func counts(of map[string]int, columns []string) string {
	cells := make([]string, len(columns))
	for i, column := range columns {
		cells[i] = fmt.Sprint(of[column])
	}
	return strings.Join(cells, "\t")
}
