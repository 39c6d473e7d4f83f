package lint

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/cittaclick/cittaclick/knowledge"
)

// WriteText prints the report for whoever keeps the charter: the findings by
// place, how hard each sheet is to read, what the phrase bank holds, and how many
// there are of each rule.
func (r Report) WriteText(w io.Writer) error {
	var b strings.Builder
	r.writeFindings(&b)
	if err := r.writeReadability(&b); err != nil {
		return err
	}
	if err := r.writePhraseTotals(&b); err != nil {
		return err
	}
	if err := r.writeSummary(&b); err != nil {
		return err
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (r Report) writeFindings(b *strings.Builder) {
	heading := ""
	for _, f := range r.Findings {
		if f.Where != heading {
			heading = f.Where
			fmt.Fprintf(b, "\n%s\n", heading)
		}
		fmt.Fprintf(b, "  %-6s  %s", f.Severity.Italian(), f.File)
		if f.Field != "" {
			fmt.Fprintf(b, " · %s", f.Field)
		}
		fmt.Fprintf(b, ": %s\n", f.Message)
	}
}

func (r Report) writeReadability(b *strings.Builder) error {
	if len(r.Readability) == 0 {
		return nil
	}
	b.WriteString("\nLeggibilità (indice Gulpease: più è alto, più è facile)\n")
	table := tabwriter.NewWriter(b, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "Gulpease\tparole\tfrase più lunga\t  servizio")
	sum := 0
	for _, s := range r.Readability {
		sum += s.Gulpease
		fmt.Fprintf(table, "%d\t%d\t%d\t  %s\n", s.Gulpease, s.Words, s.Longest, s.Service)
	}
	fmt.Fprintf(table, "%d\t\t\t  in media\n", sum/len(r.Readability))
	return table.Flush()
}

func (r Report) writeSummary(b *strings.Builder) error {
	b.WriteString("\n")
	table := tabwriter.NewWriter(b, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "errori\tavvisi\tnote\t  regola")
	for _, rule := range rules() {
		of := Report{Findings: slices.DeleteFunc(slices.Clone(r.Findings), func(f Finding) bool { return f.Rule != rule })}
		fmt.Fprintf(table, "%d\t%d\t%d\t  %s\n", of.Count(SeverityError), of.Count(SeverityWarning), of.Count(SeverityInfo), rule)
	}
	fmt.Fprintf(table, "%d\t%d\t%d\t  in tutto, su %s, di cui %s\n", r.Count(SeverityError), r.Count(SeverityWarning), r.Count(SeverityInfo),
		plural(r.Services, "servizio", "servizi"), plural(r.Published, "pubblicato", "pubblicati"))
	return table.Flush()
}

func rules() []Rule {
	return []Rule{
		RuleFields, RuleToFill, RuleLengths, RuleAliases, RuleLinks, RuleAmounts, RuleTerms, RuleSources, RuleHours, RuleDuties,
		RuleOffices, RuleContacts, RuleConfusable, RuleReadable, RuleWords, RuleUnverified,
		RulePhraseLabels, RulePhraseTwice, RulePhraseNear, RulePhraseGiven, RulePhraseCount, RulePhraseSplit, RulePhraseTitle, RulePhraseStyles,
	}
}

// WriteUnverified prints the figures that nobody could verify as the page of
// the guide that lists them.
func (r Report) WriteUnverified(w io.Writer) error {
	var b strings.Builder
	b.WriteString("# Cifre e norme da verificare\n\n" +
		"Ciò che nella carta non si è potuto verificare (`verifica: true`): al cittadino si mostra con «da confermare con l'ufficio» " +
		"e non serve mai a calcolare una scadenza. Chi verifica scrive `fonte` e `verificato_il` al posto di `verifica`.\n\n" +
		"Questa pagina la scrive `cittaclick lint --da-verificare`.\n")
	for _, layer := range []knowledge.Layer{knowledge.LayerBase, knowledge.LayerLocal} {
		r.writeFigures(&b, layer)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (r Report) writeFigures(b *strings.Builder, layer knowledge.Layer) {
	title := map[knowledge.Layer]string{knowledge.LayerBase: "Nella base", knowledge.LayerLocal: "Nello strato locale"}[layer]
	figures := slices.DeleteFunc(slices.Clone(r.Figures), func(f Figure) bool { return f.Layer != layer })
	fmt.Fprintf(b, "\n## %s\n\n", title)
	if len(figures) == 0 {
		b.WriteString("Niente.\n")
		return
	}
	fmt.Fprintf(b, "%s.\n\n| servizio | campo | che cosa | fonte |\n| --- | --- | --- | --- |\n", plural(len(figures), "voce", "voci"))
	for _, f := range figures {
		fmt.Fprintf(b, "| `%s` | `%s` | %s | %s |\n", f.Service, f.Field, cell(f.What), cell(f.Source))
	}
}

// cell writes a text in a table's cell.
func cell(text string) string {
	return strings.ReplaceAll(strings.Join(strings.Fields(text), " "), "|", `\|`)
}
