package nlu_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/cittaclick/cittaclick/nlu"
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
		u := ask(t, text)
		for _, a := range u.Aspects {
			got = append(got, string(a))
		}
		if tooMany(u) {
			t.Errorf("%s: got %v, three at the most are told", text, u.Aspects)
		}
		if g := strings.Join(got, "+"); g != want && !strings.HasPrefix(g, want+"+") {
			t.Errorf("%s: got %s, want %s first", text, g, want)
		}
	}
}

// tooMany reports whether more than three things are told beside what a service is and
// where to ask for it; of another body's matter the little that is known is told whole.
func tooMany(u nlu.Understanding) bool {
	told := slices.DeleteFunc(slices.Clone(u.Aspects), func(a nlu.Aspect) bool {
		return (a == nlu.AspectInfo || a == nlu.AspectHow) && slices.Contains(u.Besides, a)
	})
	return len(told) > 3 && u.Target.Kind() != nlu.KindBody
}

// TestWhatComesUpFirstIsIntroduced holds what is told in brief whatever is asked, and
// of a service that it is told once.
func TestWhatComesUpFirstIsIntroduced(t *testing.T) {
	t.Parallel()
	const card = "svc:carta-identita"
	introduction := []nlu.Aspect{nlu.AspectInfo, nlu.AspectHow}
	tests := map[string]struct {
		text    string
		context nlu.Context
		want    []nlu.Aspect // of what is told in brief
		not     []nlu.Aspect
	}{
		"a service":                 {"quanto costa la carta d'identità?", nlu.Context{}, introduction, nil},
		"the service talked about":  {"quanto costa la carta d'identità?", nlu.Context{Focus: card}, nil, introduction[:1]},
		"one talked about before":   {"quanto costa la carta d'identità?", nlu.Context{Focus: "svc:tari-pagamento", Former: []nlu.Target{card}}, nil, introduction[:1]},
		"the focus beside an offer": {"quanto costa la carta d'identità?", nlu.Context{Focus: card, Offered: []nlu.Target{"svc:tari-pagamento"}}, nil, introduction[:1]},
		"a name alone":              {"carta d'identità", nlu.Context{Focus: card}, []nlu.Aspect{nlu.AspectHow}, nil},
		"another body's matter": {"devo fare il passaporto", nlu.Context{},
			[]nlu.Aspect{nlu.AspectInfo, nlu.AspectWho, nlu.AspectWhere, nlu.AspectContacts}, nil},
		"an office":                {"quando apre l'ufficio tributi?", nlu.Context{}, nil, introduction},
		"nothing that is answered": {"come si fa il ragù?", nlu.Context{}, nil, introduction},
	}
	u := newTown(t).understander
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := u.Understand(nlu.Query{Text: nlu.NewUtterance(tt.text), Now: monday, Context: tt.context})
			for _, a := range tt.want {
				if !slices.Contains(got.Besides, a) || !slices.Contains(got.Aspects, a) {
					t.Errorf("%s is not told in brief of %s: %v of %v", a, got.Target, got.Besides, got.Aspects)
				}
			}
			for _, a := range tt.not {
				if slices.Contains(got.Besides, a) {
					t.Errorf("%s is told in brief of %s: %v of %v", a, got.Target, got.Besides, got.Aspects)
				}
			}
		})
	}
}

// TestWhatMayOnlyBeMeantIsTold holds, over every third of the phrases kept for
// validation, as they stand and after another turn, that what is told in brief is
// told, and never is what comes first.
func TestWhatMayOnlyBeMeantIsTold(t *testing.T) {
	t.Parallel()
	const every = 3
	town := newTown(t)
	asked := nlu.Context{Focus: "svc:carta-identita", Aspects: []nlu.Aspect{nlu.AspectCost, nlu.AspectWhere}}
	brief := 0
	for i := 0; i < len(town.validation); i += every {
		for prefix, context := range map[string]nlu.Context{"": {}, "e se ": asked, "e per ": asked} {
			text := prefix + town.validation[i].Text
			got := town.understander.Understand(nlu.Query{Text: nlu.NewUtterance(text), Now: monday, Context: context})
			brief += len(got.Besides)
			for _, a := range got.Besides {
				if !slices.Contains(got.Aspects[1:], a) {
					t.Errorf("%q: %s is told in brief, of %v", text, a, got.Aspects)
				}
			}
			if tooMany(got) {
				t.Errorf("%q: %v are told, three are enough", text, got.Aspects)
			}
		}
	}
	if brief == 0 {
		t.Error("nothing was told in brief")
	}
}
