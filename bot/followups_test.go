package bot_test

import (
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/cittaclick/cittaclick/nlu"
)

// TestTurnsAreFollowed holds what was reached on the conversations of
// testdata/followups.txt, with all that the charter teaches.
func TestTurnsAreFollowed(t *testing.T) {
	t.Parallel()
	r := nlu.EvaluateDialogues(demoWorld(t).Understander, conversations(t), at(t, "2026-11-20 10:00"), time.Now)
	if got := r.Turns.Percent(); got < 94 {
		t.Errorf("turns resolved: %.1f%%, want 94%% at least; %+v", got, r.Misses)
	}
}

// conversations reads testdata/followups.txt; of several aspects any is right,
// so that the first that is among them counts.
func conversations(t testing.TB) []nlu.Dialogue {
	t.Helper()
	data, err := os.ReadFile("testdata/followups.txt")
	if err != nil {
		t.Fatal(err)
	}
	var out []nlu.Dialogue
	for block := range strings.SplitSeq(strings.TrimSpace(string(data)), "\n\n") {
		var d nlu.Dialogue
		for line := range strings.SplitSeq(block, "\n") {
			if strings.HasPrefix(line, "#") {
				continue
			}
			text, rest, _ := strings.Cut(line, " | ")
			targets, aspects, _ := strings.Cut(rest, " |")
			turn := nlu.Question{Text: text}
			for target := range strings.SplitSeq(targets, "|") {
				turn.Targets = append(turn.Targets, nlu.Target(strings.TrimSpace(target)))
			}
			if aspect := strings.TrimSpace(aspects); aspect != "" && !strings.Contains(aspect, "|") {
				turn.Aspects = []nlu.Aspect{nlu.Aspect(aspect)}
			}
			d.Turns = append(d.Turns, turn)
		}
		out = append(out, d)
	}
	return out
}

// TestTurnsThatWereMisread keeps what people reported.
func TestTurnsThatWereMisread(t *testing.T) {
	t.Parallel()
	tests := []struct {
		text    string
		targets []nlu.Target
		aspect  nlu.Aspect
	}{
		{"mi chiamo Rita e vorrei iscrivere mia figlia al nido", []nlu.Target{"svc:asilo-nido"}, nlu.AspectHow},
		{"lo sportello delle carte d'identità è aperto adesso?", []nlu.Target{"svc:carta-identita", "office:anagrafe"}, nlu.AspectHours},
		{"où est le bureau de l'état civil ?", []nlu.Target{nlu.TargetOOS}, ""},
		{"c'è un incendio in cantina", []nlu.Target{nlu.TargetOOS}, ""},
		{"a che punto è la mia pratica?", []nlu.Target{nlu.TargetStatus}, ""},
		{"sono ancora in attesa di sapere della mia domanda", []nlu.Target{nlu.TargetStatus}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			t.Parallel()
			got := demoWorld(t).Understander.Understand(nlu.Query{Text: nlu.NewUtterance(tt.text), Now: at(t, "2026-11-20 10:00")})
			if !slices.Contains(tt.targets, got.Target) || tt.aspect != "" && !slices.Contains(got.Aspects, tt.aspect) {
				t.Errorf("got %s %v in %s, want %v %s", got.Target, got.Aspects, got.Language, tt.targets, tt.aspect)
			}
		})
	}
}
