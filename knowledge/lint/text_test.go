package lint

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cittaclick/cittaclick/knowledge"
)

func TestSentencesEndAtFullStopsThatEndThem(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		text string
		want []string
	}{
		"two sentences":                   {"Si paga subito. Poi si aspetta.", []string{"Si paga subito.", "Poi si aspetta."}},
		"an article of a law":             {"Lo dice l'art. 5 del D.Lgs. 42. Basta.", []string{"Lo dice l'art. 5 del D.Lgs. 42.", "Basta."}},
		"an amount with its points":       {"Costa 1.000 euro. Poco.", []string{"Costa 1.000 euro.", "Poco."}},
		"a number with its points":        {"Fino a 6.000. Poi di più.", []string{"Fino a 6.000.", "Poi di più."}},
		"a quotation":                     {"Scrivi «ricorso.» Poi firma.", []string{"Scrivi «ricorso.»", "Poi firma."}},
		"a small letter goes on":          {"Entro le ore 12. e non oltre", []string{"Entro le ore 12. e non oltre"}},
		"a question":                      {"Serve? Sì.", []string{"Serve?", "Sì."}},
		"nothing":                         {"  ", nil},
		"words without a full stop count": {"senza punto", []string{"senza punto"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tt.want, sentences(tt.text)); diff != "" {
				t.Errorf("sentences (-want +got):\n%s", diff)
			}
		})
	}
}

func TestGulpease(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		text string
		want int
	}{
		"eight words and thirty-six letters": {"Chi abita qui può chiedere la nuova tessera.", 82},
		"nothing":                            {"", 0},
		"the easiest is 100":                 {"Sì. No.", 100},
		"the hardest is 0":                   {strings.Repeat("precipitevolissimevolmente ", 30), 0},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var m measure
			m.add(tt.text)
			if got := m.gulpease(); got != tt.want {
				t.Errorf("index %d, want %d (%+v)", got, tt.want, m)
			}
		})
	}
}

func TestAmountsAreReadAsWritten(t *testing.T) {
	t.Parallel()
	got := amountsIn("Da 1.032 a 10.328 euro, più 16,79 euro e 5€; non 2026 né 36 per cento.")
	want := []knowledge.Euro{1032800, 1679, 500}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("amounts (-want +got):\n%s", diff)
	}
}

func TestTheListOfWordsIsSound(t *testing.T) {
	t.Parallel()
	seen, entries := make(map[string]bool), 0
	for line := range strings.Lines(wordsFile) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		forms, plainer, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok || plainer == "" {
			t.Errorf("%q says nothing to write instead", line)
		}
		entries++
		for form := range strings.SplitSeq(forms, ";") {
			if name := plain(form); name == "" || seen[name] {
				t.Errorf("%q is empty or stands twice", form)
			} else {
				seen[name] = true
			}
		}
	}
	if entries < 80 {
		t.Errorf("%d entries, want 80 and more", entries)
	}
}

// The checks read whatever a clerk wrote: none may break on it.
func FuzzTexts(f *testing.F) {
	for _, seed := range []string{"Entro 20 giorni. Paga 16,79 euro.", "«", ". . .", "999999999999999999999 giorni", "1.000.000,9 €", "art.", "all'uopo"} {
		f.Add(seed)
	}
	list := parseWords(wordsFile)
	f.Fuzz(func(t *testing.T, text string) {
		if got, want := strings.Join(sentences(text), " "), strings.Join(strings.Fields(text), " "); got != want {
			t.Errorf("sentences lose words: %q, want %q", got, want)
		}
		var m measure
		m.add(text)
		if index := m.gulpease(); index < 0 || index > 100 {
			t.Errorf("index %d of %q", index, text)
		}
		amountsIn(text)
		spansIn(text)
		list.found(text, func(string, string) {})
	})
}
