package nlu_test

import (
	"testing"

	"github.com/cittaclick/cittaclick/nlu"
)

func TestAnApplicationIsAboutAService(t *testing.T) {
	t.Parallel()
	tests := []struct {
		text  string
		focus nlu.Target
		want  nlu.Target
	}{
		{"a che punto è la mia domanda per la casa popolare?", "", "svc:case-popolari"},
		{"ho chiesto il contrassegno disabili in aprile e non so più niente, a che punto siete?", "svc:carta-identita", "svc:contrassegno-disabili"},
		{"a che punto è la mia pratica?", "", ""},
		{"avete notizie dell'unicorno zqx?", "", ""},
		{"a che punto è la mia pratica?", "svc:cila", "svc:cila"},
		{"la pratica protocollo 815, a che punto è?", "", ""},
	}
	u := newTown(t).understander
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			t.Parallel()
			before := nlu.Context{Focus: tt.focus}
			got := u.Understand(nlu.Query{Text: nlu.NewUtterance(tt.text), Now: monday, Context: before})
			if got.Target != nlu.TargetStatus || got.About != tt.want {
				t.Errorf("got %s about %q, want status about %q", got.Target, got.About, tt.want)
			}
			if next := before.After(got); tt.want != "" && next.Focus != tt.want {
				t.Errorf("the conversation goes on about %q, want %q", next.Focus, tt.want)
			}
		})
	}
}

func TestCourtesies(t *testing.T) {
	t.Parallel()
	tests := []struct {
		text string
		want nlu.Target
	}{
		{"ciao", nlu.SmalltalkGreeting},
		{"buonasera a tutti", nlu.SmalltalkGreeting},
		{"grazie, sei stato chiarissimo", nlu.SmalltalkThanks},
		{"ok grazie ho risolto", nlu.SmalltalkThanks},
		{"arrivederci", nlu.SmalltalkBye},
		{"buona giornata", nlu.SmalltalkBye},
		{"aiuto", nlu.SmalltalkHelp},
		{"che cosa posso chiederti?", nlu.SmalltalkHelp},
		{"sei un robot?", nlu.SmalltalkHelp},
		{"vorrei parlare con un operatore", nlu.SmalltalkHuman},
		{"mi passi qualcuno in carne e ossa", nlu.SmalltalkHuman},
		{"non capisci niente", nlu.SmalltalkAbuse},
		{"sei proprio stupido", nlu.SmalltalkAbuse},
		{"a che punto è la mia pratica?", nlu.TargetStatus},
		{"ho presentato la domanda due mesi fa e non ho ancora risposta", nlu.TargetStatus},
	}
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			t.Parallel()
			if got := ask(t, tt.text); got.Target != tt.want {
				t.Errorf("got %s, want %s", got.Target, tt.want)
			}
		})
	}
}

// Whoever asks after an application names its matter, and so does whoever asks
// about the matter itself.
func TestAnApplicationIsAskedAfterByItsMatter(t *testing.T) {
	t.Parallel()
	town := newTown(t)
	tests := []struct {
		text string
		want nlu.Target
	}{
		{"ho chiesto il rimborso della tari, quando arriva?", nlu.TargetStatus},
		{"ho prenotato il ritiro del divano, confermato?", nlu.TargetStatus},
		{"ho mandato la pec, mi rispondete?", nlu.TargetStatus},
		{"come si chiede il rimborso della tari?", "svc:rimborso-tributi"},
		{"ho prenotato il ritiro del divano, dove lo lascio?", "svc:rifiuti-ingombranti"},
	}
	for _, tt := range tests {
		if got := town.understander.Understand(nlu.Query{Text: nlu.Utterance(tt.text), Now: monday}); got.Target != tt.want {
			t.Errorf("%q: got %s, want %s", tt.text, got.Target, tt.want)
		}
	}
}

func TestACourtesyBesideAQuestionIsNoted(t *testing.T) {
	t.Parallel()
	got := ask(t, "buongiorno, quanto costa la carta d'identità? grazie")
	if got.Target != "svc:carta-identita" || got.Courtesy != nlu.SmalltalkThanks {
		t.Errorf("got %s with %q, want the card with thanks", got.Target, got.Courtesy)
	}
}

func TestThanksWithAQuestionAreAQuestion(t *testing.T) {
	t.Parallel()
	got := newTown(t).understander.Understand(nlu.Query{
		Text: "ok grazie, e il telefono dell'ufficio?", Now: monday,
		Context: nlu.Context{Focus: "office:tributi"},
	})
	if got.Target != "office:tributi" {
		t.Errorf("got %s, want the office that was spoken of", got.Target)
	}
}

func TestNobodyTakesLeaveWithAQuestion(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"e domani?", "lunedì siete aperti?"} {
		if got := ask(t, text); got.Target.Kind() == nlu.KindSmalltalk {
			t.Errorf("%q: got %s", text, got.Target)
		}
	}
}

func TestEmergencies(t *testing.T) {
	t.Parallel()
	tests := []struct {
		text string
		want nlu.Emergency
	}{
		{"c'è un incendio in via Roma", nlu.EmergencyCall112},
		{"sento odore di gas sulle scale", nlu.EmergencyCall112},
		{"mio padre non respira", nlu.EmergencyCall112},
		{"chiamate un'ambulanza", nlu.EmergencyCall112},
		{"mio marito mi sta picchiando", nlu.EmergencyViolence},
		{"il mio ex mi minaccia", nlu.EmergencyViolence},
		{"quanto costa la carta d'identità", nlu.EmergencyNone},
		{"copia del verbale di un incidente", nlu.EmergencyNone},
		{"bonus gas", nlu.EmergencyNone},
		{"centro antiviolenza orari", nlu.EmergencyNone},
	}
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			t.Parallel()
			if got := ask(t, tt.text).Emergency; got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestOtherLanguagesAreRecognised(t *testing.T) {
	t.Parallel()
	tests := []struct{ text, want string }{
		{"how much does the id card cost", "en"},
		{"où est le bureau, je veux une carte", "fr"},
		{"donde puedo hacer el documento", "es"},
		{"wo kann ich das bekommen", "de"},
		{"dove posso fare la carta d'identità", "it"},
		{"tari", "it"},
	}
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			t.Parallel()
			if got := ask(t, tt.text).Language; got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

func TestWhatIsNotUnderstoodHasAReason(t *testing.T) {
	t.Parallel()
	tests := []struct {
		text string
		want nlu.Reason
	}{
		{"", nlu.ReasonEmpty},
		{"?!", nlu.ReasonEmpty},
		{"raccontami una barzelletta", nlu.ReasonOutside},
		{"how do i get the document", nlu.ReasonLanguage},
		{"xqzw frlk", nlu.ReasonGarbled},
	}
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			t.Parallel()
			got := ask(t, tt.text)
			if got.Decision != nlu.DecideUnknown || got.Target != nlu.TargetOOS || got.Reason != tt.want {
				t.Errorf("got %s %s %q, want unknown oos %q", got.Decision, got.Target, got.Reason, tt.want)
			}
		})
	}
}
