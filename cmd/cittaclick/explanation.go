package main

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/cittaclick/cittaclick/bot"
	"github.com/cittaclick/cittaclick/nlu"
)

// explanationWidth is how wide an explanation is: its tables need the room.
const explanationWidth = 100

// renderExplanation writes for a clerk why a question was read as it was; nil
// when a button was pressed.
func renderExplanation(w io.Writer, e *bot.Explanation) error {
	t := terminal{width: explanationWidth}
	if e == nil {
		t.wrapped("\n", "", "Perché: è stato scelto un bottone, che dice da sé che cosa si chiede.")
	} else {
		t.explanation(e)
	}
	_, err := io.WriteString(w, t.out.String())
	return err
}

func (t *terminal) explanation(e *bot.Explanation) {
	t.out.WriteString("\nPERCHÉ HA CAPITO COSÌ\n")
	t.section("Parole")
	t.words(e.Tokens)
	t.section("Correzioni")
	t.corrections(e.Corrections)
	shown := worthShowing(e.Candidates)
	t.section("Lessico")
	t.forms(shown)
	t.section("Candidati")
	t.candidates(e.Step, shown)
	t.section("Che cosa si chiede")
	t.asked(e)
	t.section("Decisione")
	t.decision(e)
}

// worthShowing leaves out the candidates that nobody would think of, and puts
// "out of scope" at the end.
func worthShowing(candidates []nlu.ExplainedCandidate) []nlu.ExplainedCandidate {
	const likely, always = 0.005, 2
	var shown, outside []nlu.ExplainedCandidate
	for _, c := range candidates {
		switch {
		case c.Target == nlu.TargetOOS:
			outside = append(outside, c)
		case len(shown) < always || c.Probability >= likely:
			shown = append(shown, c)
		}
	}
	return append(shown, outside...)
}

func (t *terminal) section(title string) { t.out.WriteString("\n" + title + "\n") }

func (t *terminal) none(what string) { t.out.WriteString("  " + what + "\n") }

func (t *terminal) words(tokens []nlu.ExplainedToken) {
	if len(tokens) == 0 {
		t.none("nessuna")
		return
	}
	t.row("", []cell{{22, "parola"}, {22, "letta come"}, {18, "radice"}, {22, "che cosa fa"}, {-5, "peso"}})
	for _, k := range tokens {
		role := roleWords[k.Role]
		if k.Corrected {
			role += ", corretta"
		}
		weight := ""
		if k.Weight > 0 {
			weight = number(k.Weight)
		}
		t.row("", []cell{{22, k.Text}, {22, k.Normal}, {18, k.Stem}, {22, role}, {-5, weight}})
	}
}

func (t *terminal) corrections(corrections []nlu.ExplainedCorrection) {
	if len(corrections) == 0 {
		t.none("nessuna")
	}
	for _, c := range corrections {
		told := ""
		if c.Topic {
			told = " (dice l'argomento: al cittadino si mostra «Ho cercato: " + c.To + "»)"
		}
		t.wrapped("  ", "    ", c.From+" → "+c.To+told)
	}
}

// forms lists what the question's words were found in.
func (t *terminal) forms(candidates []nlu.ExplainedCandidate) {
	const felt = 0.05 // fewer points are written as none
	found := false
	for _, c := range candidates {
		if len(c.Forms) == 0 || c.Forms[0].Points < felt {
			continue
		}
		if !found {
			t.row("", []cell{{44, "modo di dire"}, {12, "da"}, {-6, "detto"}, {1, ""}, {23, "con le parole"}, {-5, "punti"}})
		}
		found = true
		t.out.WriteString("  " + cut(nameOf(c), explanationWidth-2) + "\n")
		for _, f := range c.Forms {
			if f.Points < felt {
				break
			}
			t.row("  ", []cell{
				{42, "«" + cut(f.Text, 40) + "»"}, {12, sourceWords[f.Source]}, {-6, percentOf(f.Said)},
				{1, ""}, {23, strings.Join(f.Words, " ")}, {-5, number(f.Points)},
			})
		}
	}
	if !found {
		t.none("nessuna parola che conti è nel lessico o nella carta")
	}
}

// candidates is a table of those of the charter, and what speaks for "out of
// scope" beneath it.
func (t *terminal) candidates(step nlu.Step, candidates []nlu.ExplainedCandidate) {
	switch {
	case len(candidates) == 0:
		t.none("nessuno")
		return
	case step == nlu.StepFollowUp:
		t.none("come se la domanda fosse stata fatta da sola: qui ha deciso la scelta tra quello che era stato proposto")
	case step != nlu.StepOdds:
		t.none("come se fosse una domanda sulla carta: qui non hanno deciso")
	}
	header := []cell{{-8, "prob."}, {-14, "imparato"}, {-14, "contato"}, {-14, "modi di dire"}, {-14, "spiegato"}, {-14, "nome"}}
	if slices.ContainsFunc(candidates, func(c nlu.ExplainedCandidate) bool { return c.Tied != 0 }) {
		header = append(header, cell{-12, "discorso"})
	}
	t.row("", header)
	for _, c := range candidates {
		t.candidate(c)
	}
}

// candidate writes its name on a line of its own, since neighbours begin alike.
func (t *terminal) candidate(c nlu.ExplainedCandidate) {
	t.out.WriteString("  " + cut(nameOf(c), explanationWidth-2) + "\n")
	shared := c.Opinions[:min(len(c.Opinions), sharedOpinions)]
	cells := []cell{{-8, percentOf(c.Probability)}}
	for _, o := range shared {
		cells = append(cells, cell{-14, share(o)})
	}
	for range sharedOpinions - len(shared) {
		cells = append(cells, cell{-14, "–"}) // only the conversation suggests it
	}
	if c.Tied != 0 {
		cells = append(cells, cell{-12, points(c.Tied)})
	}
	t.row("", cells)
	rest := c.Opinions[len(shared):]
	if len(rest) == 0 {
		return
	}
	said := make([]string, len(rest))
	for i, o := range rest {
		said[i] = cmp.Or(opinionWords[o.Source], string(o.Source)) + " " + share(o)
		if o.Value == 1 && o.Source == "start" {
			said[i] = opinionWords[o.Source] + " " + points(o.Points)
		}
	}
	t.wrapped("    ", "    ", strings.Join(said, " · "))
}

// sharedOpinions is how many opinions there are of every candidate; the rest are of
// "out of scope" alone.
const sharedOpinions = 5

func share(o nlu.ExplainedOpinion) string { return percentOf(o.Value) + " " + points(o.Points) }

// points are written with their sign; those that round to nothing as such.
func points(x float64) string {
	if math.Abs(x) < 0.05 {
		return "(0,0)"
	}
	return "(" + decimal("%+.1f", x) + ")"
}

func (t *terminal) asked(e *bot.Explanation) {
	if said := aspectShares(e); len(said) > 0 {
		t.wrapped("  ", "    ", strings.Join(said, " · "))
	} else {
		t.none("niente della carta")
	}
	if e.Context != nil && e.Context.SameAspects {
		t.none("la domanda non lo dice: vale quello che si chiedeva prima")
	}
	for _, f := range e.Frames {
		t.wrapped("  ", "    ", "«"+f.Words+"» fa pensare a: "+labelWords(f.Label))
	}
	if e.When != nil {
		t.wrapped("  ", "    ", "tempo: "+whenWords(e.When))
	}
	if e.Turn.SoundsLike != "" {
		t.wrapped("  ", "    ", "suona come: "+labelWords(string(e.Turn.SoundsLike))+" "+percentOf(e.Turn.Share))
	}
}

// aspectShares lists what was chosen, and what was nearly; nothing of a message
// that is no question about the charter.
func aspectShares(e *bot.Explanation) []string {
	const nearly, heard = 0.05, 0.01
	if e.Step != nlu.StepOdds && e.Step != nlu.StepFollowUp {
		return nil
	}
	var said []string
	for _, a := range e.Aspects {
		text := aspectWords[a.Aspect]
		if a.Share >= heard {
			text += " " + percentOf(a.Share)
		}
		switch {
		case a.InBrief:
			said = append(said, "✓ "+text+" (in breve)")
		case a.Chosen:
			said = append(said, "✓ "+text)
		case a.Share >= nearly:
			said = append(said, text)
		}
	}
	return said
}

func (t *terminal) decision(e *bot.Explanation) {
	if e.Context != nil {
		t.wrapped("  ", "    ", "si parlava di: "+cmp.Or(e.Context.Title, string(e.Context.Focus)))
	}
	t.wrapped("  ", "    ", decisionWords[e.Decision]+", sicurezza "+percentOf(e.Confidence))
	if c := e.Costs; c != nil {
		t.wrapped("  ", "    ", "costo atteso: rispondere "+number(c.Answer)+" · chiedere "+number(c.Ask)+" · rinunciare "+number(c.Refuse))
	}
	t.wrapped("  ", "  ", e.Reason)
}

// cell is a text in a column: of so many characters, a negative number to its
// right.
type cell struct {
	width int
	text  string
}

func (t *terminal) row(indent string, cells []cell) {
	line := "  " + indent
	for i, c := range cells {
		if i > 0 {
			line += " "
		}
		text := cut(c.text, max(c.width, -c.width))
		padding := strings.Repeat(" ", max(c.width, -c.width)-utf8.RuneCountInString(text))
		if c.width < 0 {
			line += padding + text
		} else {
			line += text + padding
		}
	}
	t.out.WriteString(strings.TrimRight(line, " ") + "\n")
}

// cut shortens a text to a column.
func cut(text string, width int) string {
	if utf8.RuneCountInString(text) <= width {
		return text
	}
	return strings.TrimRight(string([]rune(text)[:max(width-1, 0)]), " ") + "…"
}

func percentOf(share float64) string { return fmt.Sprintf("%.0f%%", 100*share) }

func number(x float64) string { return decimal("%.1f", x) }
