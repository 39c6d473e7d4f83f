package nlu_test

import (
	"slices"
	"testing"

	"github.com/cittaclick/cittaclick/nlu"
	"github.com/cittaclick/cittaclick/nlu/bleveindex"
)

// withEvents reads questions about the catalogue and three life events.
func withEvents(t *testing.T) *nlu.Understander {
	t.Helper()
	base, err := nlu.NewBase()
	if err != nil {
		t.Fatal(err)
	}
	docs := catalogue(t)
	index, err := bleveindex.New(base.Fields(docs))
	if err != nil {
		t.Fatal(err)
	}
	u, err := nlu.New(docs, index, base,
		nlu.Event{
			Slug: "mi-sposo", Title: "Mi sposo", Aliases: []string{"ci sposiamo", "ho deciso di sposarmi"},
			Targets: []nlu.Target{"svc:matrimonio-civile", "svc:pubblicazioni-matrimonio", "svc:cambio-residenza"},
		},
		nlu.Event{
			Slug: "vado-in-pensione", Title: "Vado in pensione", Aliases: []string{"andare in pensione"},
			Targets: []nlu.Target{"body:pensione", "svc:centri-anziani"},
		},
		nlu.Event{
			Slug: "perdo-il-portafoglio", Title: "Ho perso il portafoglio", Aliases: []string{"mi hanno rubato la borsa con i documenti"},
			Targets: []nlu.Target{"body:denuncia-furto", "svc:carta-identita-smarrita", "svc:oggetti-smarriti"},
		},
		nlu.Event{Slug: "apro-un-attivita", Title: "Mi metto in proprio", Targets: []nlu.Target{"svc:scia-commercio", "svc:insegne"}})
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func TestALifeEventIsAskedAboutAsAWhole(t *testing.T) {
	t.Parallel()
	u := withEvents(t)
	tests := map[string]struct{ text, want string }{
		"the title alone":                     {"mi sposo", "mi-sposo"},
		"with what to do":                     {"Mi sposo, cosa devo fare?", "mi-sposo"},
		"what to do first":                    {"che cosa devo fare se ci sposiamo?", "mi-sposo"},
		"with a day":                          {"mi sposo a giugno, come faccio?", "mi-sposo"},
		"an alias of several words":           {"ho deciso di sposarmi, da dove comincio?", "mi-sposo"},
		"most of a long alias":                {"mi hanno rubato la borsa, cosa faccio?", "perdo-il-portafoglio"},
		"a word of it is not it":              {"pensione", ""},
		"the words in another order are not":  {"la pensione in cui vado", ""},
		"its cost is a service's":             {"mi sposo, quanto costa la sala?", ""},
		"its papers are a service's":          {"quali documenti servono per sposarmi?", ""},
		"a service is a service":              {"pubblicazioni di matrimonio quanto costano", ""},
		"a service asked in general is too":   {"come si fanno le pubblicazioni di matrimonio?", ""},
		"another thing said beside the event": {"mi sposo e vorrei sapere come si paga la tari della casa in campagna", ""},
		"nothing of the kind":                 {"come si rinnova la carta d'identità?", ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := u.Understand(nlu.Query{Text: nlu.NewUtterance(tt.text), Now: monday})
			if got.Event != tt.want {
				t.Errorf("%q tells of %q (read as %s), want %q", tt.text, got.Event, got.Target, tt.want)
			}
		})
	}
}

func TestAnEventKeepsTheLabelOfOneOfItsSteps(t *testing.T) {
	t.Parallel()
	u := withEvents(t)
	tests := map[string]struct {
		text string
		want []nlu.Target
	}{
		"what is understood anyway stays":      {"vado in pensione, cosa devo fare?", []nlu.Target{"body:pensione"}},
		"what is not is the first step's":      {"mi metto in proprio", []nlu.Target{"svc:scia-commercio"}},
		"a topic of the talk does not take it": {"mi sposo", []nlu.Target{"svc:matrimonio-civile", "svc:pubblicazioni-matrimonio"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := u.Understand(nlu.Query{
				Text: nlu.NewUtterance(tt.text), Now: monday, Context: nlu.Context{Focus: "svc:tari-pagamento"},
			})
			if !slices.Contains(tt.want, got.Target) || got.Decision != nlu.DecideAnswer || got.Event == "" {
				t.Errorf("%q: %s, %s, event %q, want one of %v", tt.text, got.Decision, got.Target, got.Event, tt.want)
			}
		})
	}
}

func TestAnEventNeedsSomethingToAnswerIt(t *testing.T) {
	t.Parallel()
	base, err := nlu.NewBase()
	if err != nil {
		t.Fatal(err)
	}
	docs := catalogue(t)
	index, err := bleveindex.New(base.Fields(docs))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := nlu.New(docs, index, base, nlu.Event{Slug: "vuoto", Title: "Vuoto"}); err == nil {
		t.Error("an event that leads nowhere is taken")
	}
}
