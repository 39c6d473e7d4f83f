package nlu

import (
	"os"
	"strings"
	"testing"
)

// TestSnowballFollowsThePublishedAlgorithm checks the library once: the words
// are the common examples of the algorithm and the charter's own, their stems
// were computed with the npm package snowball-stemmers, another port of the
// same Snowball source. It shows that the two ports agree; a fault of the source
// itself would be in both.
func TestSnowballFollowsThePublishedAlgorithm(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("testdata/snowball.tsv")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(data)), "\n")
	if len(lines) < 200 {
		t.Fatalf("the table has %d words, want 200 at least", len(lines))
	}
	for _, line := range lines {
		word, want, _ := strings.Cut(line, "\t")
		if got := snowball(word); got != want {
			t.Errorf("snowball(%q) = %q, want %q", word, got, want)
		}
	}
}

func TestStemExceptions(t *testing.T) {
	t.Parallel()
	b, err := NewBase()
	if err != nil {
		t.Fatal(err)
	}
	apart := [][2]string{{"casa", "caso"}, {"posta", "posto"}, {"comune", "comunicazione"}, {"gatti", "gattara"}, {"ratti", "rata"}, {"cartella", "cartello"}}
	for _, pair := range apart {
		if b.stemmer.stem(pair[0]) == b.stemmer.stem(pair[1]) {
			t.Errorf("%s and %s have one stem", pair[0], pair[1])
		}
	}
	together := [][2]string{{"macchina", "auto"}, {"bimbo", "bambino"}, {"monnezza", "immondizia"}, {"multa", "multe"}, {"cila", "cilas"}, {"autobus", "bus"}}
	for _, pair := range together {
		if a, z := b.stemmer.stem(pair[0]), b.stemmer.stem(pair[1]); a != z {
			t.Errorf("%s → %s, %s → %s: want one stem", pair[0], a, pair[1], z)
		}
	}
}
