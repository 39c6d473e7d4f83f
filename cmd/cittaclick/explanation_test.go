package main

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/cittaclick/cittaclick/nlu"
)

// TestAClerkReadsWhy converses, so that the demo municipality is loaded once.
func TestAClerkReadsWhy(t *testing.T) {
	t.Parallel()
	turns := []struct {
		typed string
		want  []string
	}{
		{"quanto costa la carta d'identitta?", []string{ // a misspelt question about a service
			"identitta → identità (dice l'argomento", "Ho cercato: identità.", "«carta identità»", "✓ costo",
			"Carta d'identità elettronica (CIE)",
		}},
		{"e dove?", []string{"si parlava di: Carta d'identità elettronica (CIE)", "discorso", "–", "Si resta su «Carta d'identità elettronica (CIE)»"}},
		{"1", []string{"Perché: è stato scelto un bottone"}},
		{"sabato è aperta l'anagrafe?", []string{"tempo: 28/11/2026", "«è aperta» fa pensare a: orari"}},
		{"grazie mille", []string{"fa pensare a: ringraziamento", "qui non hanno deciso", "È una cortesia"}},
		{"where can I renew my passport please", []string{"nessuno", "altra lingua (en)"}},
		{"?!", []string{"Non è stata scritta nessuna parola."}},
	}
	var input strings.Builder
	for _, turn := range turns {
		input.WriteString(turn.typed + "\n")
	}
	status, out, said := typed(t, input.String(), "ask", "--charter", "demo", "--clock", "2026-11-23T10:00", "--explain")
	if status != 0 {
		t.Fatalf("status %d: %s", status, said)
	}
	answers := strings.Split(out, "\n> ")[1:]
	for i, turn := range turns {
		for _, want := range turn.want {
			if !strings.Contains(answers[i], want) {
				t.Errorf("%q is explained without %q:\n%s", turn.typed, want, answers[i])
			}
		}
	}
	for _, section := range []string{"Parole", "Correzioni", "Lessico", "Candidati", "Che cosa si chiede", "Decisione"} {
		if n := strings.Count(out, "\n"+section+"\n"); n != len(turns)-1 { // the button has none
			t.Errorf("%d sections «%s» in %d explanations", n, section, len(turns)-1)
		}
	}
	for line := range strings.Lines(out) {
		if n := utf8.RuneCountInString(strings.TrimSuffix(line, "\n")); n > explanationWidth {
			t.Errorf("a line of %d characters: %q", n, line)
		}
	}
}

func TestProgramsReadWhyAsJSON(t *testing.T) {
	t.Parallel()
	status, out, said := typed(t, "", "ask", "--charter", "demo", "--clock", "2026-11-23T10:00", "--explain", "--json", "dove pago la tari?")
	if status != 0 {
		t.Fatalf("status %d: %s", status, said)
	}
	var reply struct {
		Explanation struct {
			Tokens []any
			Reason string
		}
	}
	if err := json.Unmarshal([]byte(out), &reply); err != nil || len(reply.Explanation.Tokens) != 4 || reply.Explanation.Reason == "" {
		t.Errorf("%v: %s", err, out)
	}
}

// TestEveryLabelHasItsWord holds that a clerk never meets a label in English.
func TestEveryLabelHasItsWord(t *testing.T) {
	t.Parallel()
	for _, a := range nlu.Aspects() {
		if aspectWords[a] == "" {
			t.Errorf("aspect %s has no word", a)
		}
	}
	for _, role := range []nlu.Role{nlu.RoleTopic, nlu.RoleAsks, nlu.RoleTime, nlu.RoleTalk, nlu.RoleFiller, nlu.RoleUnknown} {
		if roleWords[role] == "" {
			t.Errorf("role %s has no word", role)
		}
	}
	for _, source := range []nlu.Source{nlu.SourceTitle, nlu.SourceAlias, nlu.SourceFormerName, nlu.SourceLexicon} {
		if sourceWords[source] == "" {
			t.Errorf("source %s has no word", source)
		}
	}
}
