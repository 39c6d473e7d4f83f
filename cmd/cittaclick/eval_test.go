package main

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cittaclick/cittaclick/nlu"
)

func writeFile(t *testing.T, dir, name, content string) string {
	t.Helper()
	file := filepath.Join(dir, name)
	if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// eval measures with the demo municipality.
func eval(t *testing.T, args ...string) string {
	t.Helper()
	status, out, said := typed(t, "", append([]string{"eval", "--charter", "demo", "--clock", checkedOn}, args...)...)
	if status != 0 {
		t.Fatalf("status %d: %s", status, said)
	}
	return out
}

func TestTwoRunsAreMeasuredDrawnAndCompared(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	const header = "question\ttarget\taspects\tstyle\tsource\n"
	questions := writeFile(t, dir, "domande.tsv", header+
		"quanto costa la carta d'identità\tsvc:carta-identita\tcost\tplain\town\n"+
		"buongiorno\tsmalltalk:greeting\t\tcolloquial\town\n")
	picture := filepath.Join(dir, "calibrazione.svg")
	printed := eval(t, questions, "--tabelle", "--calibrazione", picture)
	for _, want := range []string{"domande                                     2", "intervallo 95 %", "al primo posto", "stile ", "colloquial", "100,0 %"} {
		if !strings.Contains(printed, want) {
			t.Errorf("%q is not printed:\n%s", want, printed)
		}
	}
	if strings.Contains(printed, "\nfonte") {
		t.Errorf("a table of one row is printed:\n%s", printed)
	}
	wellFormed(t, picture)

	saved := eval(t, questions, "--json")
	if strings.Contains(saved, "buongiorno") {
		t.Errorf("what was asked is in what is kept:\n%s", saved)
	}
	before := savedWrong(t, saved)
	compared := eval(t, questions, "--confronta", writeFile(t, dir, "prima.json", before))
	for _, want := range []string{
		"domande confrontate                         2", "+50,0", "migliorate: 1", "peggiorate: 0",
		"riga 2: «quanto costa la carta d'identità»", "cercato svc:carta-identita cost; prima svc:imu cost+info+how, adesso svc:carta-identita cost+info+how",
	} {
		if !strings.Contains(compared, want) {
			t.Errorf("%q is not printed:\n%s", want, compared)
		}
	}
}

// savedWrong makes another answer of the first in a saved measure.
func savedWrong(t *testing.T, saved string) string {
	t.Helper()
	var report nlu.Report
	if err := json.Unmarshal([]byte(saved), &report); err != nil {
		t.Fatal(err)
	}
	if len(report.Outcomes) != 2 || !report.Outcomes[0].Right() {
		t.Fatalf("outcomes: %+v", report.Outcomes)
	}
	report.Outcomes[0].Got = "svc:imu"
	changed, err := json.Marshal(report)
	if err != nil {
		t.Fatal(err)
	}
	return string(changed)
}

func wellFormed(t *testing.T, name string) {
	t.Helper()
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	elements := make(map[string]int)
	for tokens := xml.NewDecoder(file); ; {
		token, err := tokens.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if start, ok := token.(xml.StartElement); ok {
			elements[start.Name.Local]++
		}
	}
	if elements["title"] != 1 || elements["desc"] != 1 || elements["circle"] == 0 {
		t.Errorf("elements of the diagram: %v", elements)
	}
}

func TestWhatIsNoMeasureIsNotComparedWith(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ content, said string }{
		"not JSON":         {"domande 2052", "non è una misura"},
		"of older version": {`{"questions": 3}`, "rifai la misura"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			file := writeFile(t, t.TempDir(), "prima.json", tt.content)
			status, _, said := typed(t, "", "eval", "--charter", "demo", "--confronta", file)
			if status != exitFailed || !strings.Contains(said, tt.said) {
				t.Errorf("status %d, said %q, want it to name %q", status, said, tt.said)
			}
		})
	}
}
