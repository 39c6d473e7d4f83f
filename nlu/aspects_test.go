package nlu_test

import (
	"os"
	"strings"
	"testing"
)

// TestAspectsAreHeardInOrder asks every sentence of testdata/aspects.tsv. What is
// asked comes first; what may be asked too, or is needed next, follows.
func TestAspectsAreHeardInOrder(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("testdata/aspects.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.SplitSeq(strings.TrimSpace(string(data)), "\n") {
		text, want, _ := strings.Cut(line, "\t")
		var got []string
		for _, a := range ask(t, text).Aspects {
			got = append(got, string(a))
		}
		if len(got) > 3 {
			t.Errorf("%s: got %v, three at the most are told", text, got)
		}
		if g := strings.Join(got, "+"); g != want && !strings.HasPrefix(g, want+"+") {
			t.Errorf("%s: got %s, want %s first", text, g, want)
		}
	}
}
