package bot_test

import (
	"slices"
	"testing"
	"time"

	"github.com/cittaclick/cittaclick/bot"
	"github.com/cittaclick/cittaclick/nlu"
)

func targets(entries []bot.Entry) []nlu.Target {
	out := make([]nlu.Target, len(entries))
	for i, e := range entries {
		out[i] = e.Target
	}
	return out
}

func TestWhatIsBeingTypedIsCompleted(t *testing.T) {
	t.Parallel()
	world, err := district()
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		typed string
		want  nlu.Target // first of the list
	}{
		"the beginning of a title":             {"carta d'id", "svc:carta-identita"},
		"words in another order, with accents": {"identità carta", "svc:carta-identita"},
		"no apostrophe and no accent":          {"carta d identita", "svc:carta-identita"},
		"a word inside a title":                {"minoren", "svc:carta-identita-minori"},
		"an office":                            {"ufficio trib", "office:tributi"},
		"a matter of another body":             {"passaport", "body:passaporto"},
		"capitals":                             {"AIRE", "svc:aire"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := world.Directory.Complete(c.typed, 5)
			if len(got) == 0 || got[0].Target != c.want {
				t.Errorf("Complete(%q) = %v, want %s first", c.typed, targets(got), c.want)
			}
		})
	}
}

func TestNothingIsSuggestedForNothingOrForWordsThatNoNameHas(t *testing.T) {
	t.Parallel()
	world, err := district()
	if err != nil {
		t.Fatal(err)
	}
	for _, typed := range []string{"", "   ", "!?", "carta xyzzy", "😀"} {
		if got := world.Directory.Complete(typed, 5); len(got) != 0 {
			t.Errorf("Complete(%q) = %v, want none", typed, targets(got))
		}
	}
	if got := world.Directory.Complete("c", 3); len(got) != 3 {
		t.Errorf("Complete of a letter gave %d entries, want the limit of 3", len(got))
	}
}

func TestSearchFindsByMeaningAndByName(t *testing.T) {
	t.Parallel()
	b := newBot(t, bot.Deps{Now: func() time.Time { return time.Date(2026, time.November, 20, 10, 0, 0, 0, time.UTC) }})
	for name, c := range map[string]struct {
		asked  string
		want   nlu.Target
		readAs []string
	}{
		"a question in everyday words": {"ho preso una multa e voglio pagarla", "svc:multe-pagamento", nil},
		"a word of a name":             {"tari", "svc:tari-pagamento", nil},
		"another body's matter":        {"rinnovo passaporto", "body:passaporto", nil},
		"a misspelt word":              {"anagrfae", "office:anagrafe", []string{"anagrafe"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := b.Search(c.asked, 10)
			if err != nil || !slices.Contains(targets(got.Entries), c.want) || !slices.Equal(got.ReadAs, c.readAs) {
				t.Errorf("Search(%q) = %v, %q, %v; want %s among them, read as %q", c.asked, targets(got.Entries), got.ReadAs, err, c.want, c.readAs)
			}
			for _, e := range got.Entries {
				if e.Title == "" || e.Path == "" {
					t.Errorf("entry without title or page: %+v", e)
				}
			}
		})
	}
}
