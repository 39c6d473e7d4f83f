package nlu_test

import (
	"os"
	"strings"
	"testing"

	"github.com/cittaclick/cittaclick/nlu"
)

// lines reads a list without its comments.
func lines(t *testing.T, name string) []string {
	t.Helper()
	data, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for line := range strings.Lines(string(data)) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			out = append(out, line)
		}
	}
	return out
}

func TestEverydayWordsAreLeftAsTheyAre(t *testing.T) {
	t.Parallel()
	u := newTown(t).understander
	changed, words := 0, 0
	for _, line := range lines(t, "right-words.txt") {
		for word := range strings.FieldsSeq(line) {
			words++
			for _, c := range u.Understand(nlu.Query{Text: nlu.NewUtterance(word), Now: monday}).Corrections {
				changed++
				t.Errorf("%q was read as %q", word, c.To)
			}
		}
	}
	t.Logf("%d of %d changed", changed, words)
}

// TestMisspeltWordsAreRead holds a rate, not each word: which of two words as
// near was meant is sometimes anybody's guess.
func TestMisspeltWordsAreRead(t *testing.T) {
	t.Parallel()
	u := newTown(t).understander
	pairs := lines(t, "misspelt.tsv")
	right := 0
	for _, line := range pairs {
		wrong, meant, _ := strings.Cut(line, "\t")
		_, e := u.Explain(nlu.Query{Text: nlu.NewUtterance(wrong), Now: monday})
		if got := e.Tokens[0].Normal; got == meant {
			right++
		} else {
			t.Logf("%q was read as %q, meant %q", wrong, got, meant)
		}
	}
	const atLeast = 0.95
	if rate := float64(right) / float64(len(pairs)); rate < atLeast {
		t.Errorf("%d of %d are read as what was meant: %.3f, want %.2f at least", right, len(pairs), rate, atLeast)
	}
	t.Logf("%d of %d read as what was meant", right, len(pairs))
}
