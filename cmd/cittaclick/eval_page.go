package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/cittaclick/cittaclick/nlu"
)

// confusionsShown bounds the lists that are printed; JSON holds them all.
const confusionsShown = 25

// page is what eval prints, in the words of docs/comprensione.md.
type page struct{ strings.Builder }

func (p *page) line(format string, args ...any) { fmt.Fprintf(p, format+"\n", args...) }

// measureName is what a measure is called at the terminal and in the guide.
func measureName(m nlu.Measure) string {
	return map[nlu.Measure]string{
		nlu.MeasureFirst:       "al primo posto",
		nlu.MeasureWithinThree: "tra i primi tre",
		nlu.MeasureClarified:   "richieste di precisare",
		nlu.MeasureRefused:     "rifiuti a torto",
		nlu.MeasureWrong:       "risposte sbagliate",
		nlu.MeasureOutCaught:   "fuori tema riconosciuti",
		nlu.MeasureMainAspect:  "aspetto principale primo",
		nlu.MeasureAnyAspect:   "aspetto principale trovato",
		nlu.MeasureBothAsked:   "domande doppie per intero",
		nlu.MeasureTurns:       "turni risolti",
	}[m]
}

// kindName is what the targets of a kind are called.
func kindName(k nlu.Kind) string {
	return map[nlu.Kind]string{
		nlu.KindService: "servizi", nlu.KindOffice: "uffici", nlu.KindBody: "altri enti",
		nlu.KindStatus: "stato della pratica", nlu.KindSmalltalk: "cortesie",
	}[k]
}

// decimal writes a number as Italians do.
func decimal(format string, number float64) string {
	return strings.Replace(fmt.Sprintf(format, number), ".", ",", 1)
}

func percent(r nlu.Rate) string {
	if r.Of == 0 {
		return "–"
	}
	return decimal("%.1f %%", r.Percent())
}

func probability(p float64) string {
	if p < 0.001 {
		return "< 0,001"
	}
	return decimal("%.3f", p)
}

func (p *page) headline(r nlu.Report) {
	p.line("%-36s %8d %16s", "domande", r.Questions, "intervallo 95 %")
	for _, m := range nlu.Measures() {
		rate := nlu.RateOf(r.Outcomes, m)
		if rate.Of == 0 {
			continue
		}
		i := r.Intervals[m]
		p.line("%-36s %8s %16s   %d su %d", measureName(m), percent(rate),
			decimal("%.1f", i.Low)+"–"+decimal("%.1f", i.High), rate.Right, rate.Of)
	}
	for _, k := range []nlu.Kind{nlu.KindService, nlu.KindOffice, nlu.KindBody, nlu.KindStatus, nlu.KindSmalltalk} {
		if rate, asked := r.ByKind[k]; asked {
			p.line("%-36s %8s %16s   %d su %d", "al primo posto: "+kindName(k), percent(rate), "", rate.Right, rate.Of)
		}
	}
	p.line("%-36s %8s", "errore della confidenza (ECE)", decimal("%.3f", r.Calibration.ECE))
	p.line("%-36s %8s", "punteggio di Brier", decimal("%.3f", r.Calibration.Brier))
	p.line("%-36s %8s   p95 %s, p99 %s", "tempo per domanda (mediana)", milliseconds(r.P50), milliseconds(r.P95), milliseconds(r.P99))
}

func milliseconds(d time.Duration) string {
	return decimal("%.2f ms", float64(d)/float64(time.Millisecond))
}

func (p *page) tables(e evaluation) {
	for _, table := range []struct {
		name string
		rows []nlu.Row
	}{
		{"stile", e.ByStyle},
		{"tema del servizio", e.ByTopic},
		{"aspetto principale", e.ByAspect},
		{"fonte", e.BySource},
		{"turno", e.ByTurn},
	} {
		if len(table.rows) < 2 { // it would say what the headline says
			continue
		}
		p.line("\n%-34s %8s %12s %12s %16s %12s", table.name, "domande", "primo posto", "primi tre", "aspetto trovato", "risolte")
		for _, row := range table.rows {
			p.line("%-34s %8d %12s %12s %16s %12s", row.Name, row.Questions,
				percent(row.First), percent(row.WithinThree), percent(row.MainAspect), percent(row.Resolved))
		}
	}
}

func (p *page) calibration(c nlu.Calibration) {
	p.line("\n%-34s %8s %16s %16s", "confidenza", "letture", "in media", "davvero giuste")
	for _, b := range c.Bins {
		if b.Of == 0 {
			continue
		}
		p.line("%-34s %8d %16s %16s", fmt.Sprintf("%.0f–%.0f %%", 100*b.From, 100*b.To), b.Of,
			decimal("%.1f %%", 100*b.Confidence), percent(b.Rate))
	}
}

// confusions leaves out what was asked back: it has its own rate, and would hide
// the neighbours that are taken for each other.
func (p *page) confusions(r nlu.Report) {
	pairs := slices.DeleteFunc(slices.Clone(r.Confusions), func(c nlu.Confusion) bool { return c.Got == nlu.TargetClarify })
	if len(pairs) > 0 {
		p.line("\ncercato → capito")
	}
	for _, c := range pairs[:min(confusionsShown, len(pairs))] {
		p.line("%4d  %s → %s", c.Count, c.Want, c.Got)
	}
	if len(r.AspectConfusions) > 0 {
		p.line("\naspetto principale cercato → capito per primo")
	}
	for _, c := range r.AspectConfusions[:min(confusionsShown, len(r.AspectConfusions))] {
		p.line("%4d  %s → %s", c.Count, c.Want, c.Got)
	}
}

// comparison shows what changed. Only here are texts of questions printed, from
// the file at hand.
func (p *page) comparison(c nlu.Comparison, set questionSet) {
	p.line("%-36s %8d", "domande confrontate", c.Compared)
	if c.OnlyBefore > 0 || c.OnlyAfter > 0 {
		p.line("%-36s %8d solo prima, %d solo adesso", "non confrontabili", c.OnlyBefore, c.OnlyAfter)
	}
	if c.Compared == 0 {
		p.line("Le due misure non hanno domande in comune: sono di file diversi?")
		return
	}
	p.line("\n%-36s %8s %8s %10s %16s %8s", "", "prima", "adesso", "differenza", "intervallo 95 %", "p")
	for _, d := range c.Measures {
		p.line("%-36s %8s %8s %10s %16s %8s", measureName(d.Measure), percent(d.Before), percent(d.After),
			decimal("%+.1f", d.Points()), decimal("%+.1f", d.Interval.Low)+" … "+decimal("%+.1f", d.Interval.High), probability(d.P))
	}
	p.changes("migliorate", c.Better, set)
	p.changes("peggiorate", c.Worse, set)
}

func (p *page) changes(name string, changes []nlu.Change, set questionSet) {
	p.line("\n%s: %d", name, len(changes))
	for _, c := range changes {
		where := fmt.Sprintf("%s %d", set.place, c.After.Line)
		if c.After.Turn > 0 {
			where += fmt.Sprintf(", turno %d", c.After.Turn)
		}
		p.line("  %s: «%s»", where, set.text(c.After))
		p.line("      cercato %s; prima %s, adesso %s", label(c.After.Want, c.After.WantAspects),
			label([]nlu.Target{c.Before.Got}, c.Before.Aspects), label([]nlu.Target{c.After.Got}, c.After.Aspects))
	}
}

// label writes targets and aspects as the question files do.
func label(targets []nlu.Target, aspects []nlu.Aspect) string {
	text := joined(targets, "|")
	if len(aspects) > 0 {
		text += " " + joined(aspects, "+")
	}
	return text
}

func joined[T ~string](labels []T, separator string) string {
	texts := make([]string, len(labels))
	for i, l := range labels {
		texts[i] = string(l)
	}
	return strings.Join(texts, separator)
}
