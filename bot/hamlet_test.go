package bot

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/cittaclick/cittaclick/knowledge"
	"github.com/cittaclick/cittaclick/nlu"
)

// The hamlet is a charter of one office and one service, on which a test changes
// what it is about.
func hamlet(t *testing.T, change func(*knowledge.Facts)) *knowledge.Charter {
	t.Helper()
	facts := knowledge.Facts{
		Buildings: []knowledge.Fact[knowledge.BuildingProfile]{always("municipio", knowledge.BuildingProfile{
			Name: "Municipio", Address: "Via Unica 1", Floors: []knowledge.Floor{{Level: 0, Label: "T", Name: "piano terra"}},
		})},
		Rooms: []knowledge.Fact[knowledge.RoomProfile]{
			always("municipio/1", knowledge.RoomProfile{Building: "municipio", Code: "1"}),
			always("municipio/2", knowledge.RoomProfile{Building: "municipio", Code: "2"}),
		},
		OfficeProfiles: []knowledge.Fact[knowledge.OfficeProfile]{always("segreteria", knowledge.OfficeProfile{Name: "Segreteria"})},
		OfficePlaces: []knowledge.Fact[knowledge.OfficePlace]{always("segreteria", knowledge.OfficePlace{
			Building: "municipio", Rooms: []knowledge.RoomID{"municipio/1"},
		})},
		OfficeContacts: []knowledge.Fact[knowledge.OfficeContacts]{always("segreteria", knowledge.OfficeContacts{
			Contacts: []knowledge.Contact{{Item: knowledge.Item{Key: "telefono"}, Kind: knowledge.ContactPhone, Value: "0999 1"}},
		})},
		ServiceSheets: []knowledge.Fact[knowledge.ServiceSheet]{always("legna", knowledge.ServiceSheet{
			Title: knowledge.Some("Raccolta della legna"), Summary: knowledge.Some("Permesso di raccogliere legna nei boschi comunali."),
		})},
		ServiceDuties: []knowledge.Fact[knowledge.ServiceDuty]{always("legna", knowledge.ServiceDuty{Office: knowledge.Some(knowledge.OfficeID("segreteria"))})},
	}
	if change != nil {
		change(&facts)
	}
	charter, err := knowledge.NewCharter(facts, time.UTC)
	if err != nil {
		t.Fatalf("build the hamlet: %v", err)
	}
	return charter
}

func always[T any](subject string, value T) knowledge.Fact[T] {
	return knowledge.Fact[T]{Subject: subject, Layer: knowledge.LayerLocal, Valid: knowledge.Always, Value: value}
}

// noon is a Friday.
var noon = time.Date(2026, time.November, 20, 12, 0, 0, 0, time.UTC)

// ask asks for aspects of the hamlet's service.
func ask(charter *knowledge.Charter, aspects ...nlu.Aspect) Reply {
	return askAbout(charter, "svc:legna", aspects...)
}

func askAbout(charter *knowledge.Charter, target nlu.Target, aspects ...nlu.Aspect) Reply {
	u := nlu.Understanding{Target: target, Aspects: aspects, Decision: nlu.DecideAnswer, Confidence: 1, Language: italian}
	return compose(charter, u, "", Topic{}, noon)
}

// words are the paragraphs and the facts of a reply, without its source and buttons.
func words(r Reply) []string {
	var said []string
	for _, block := range r.Blocks {
		switch x := block.(type) {
		case Paragraph:
			said = append(said, x.Text)
		case Facts:
			for _, f := range x.Facts {
				line := f.Label + ": " + f.Value
				if f.Unconfirmed {
					line += " [da confermare]"
				}
				said = append(said, line)
			}
		case List:
			said = append(said, x.Title+": "+strings.Join(x.Items, " | "))
		}
	}
	return said
}

func TestWhatTheSheetSaysAndDoesNot(t *testing.T) {
	t.Parallel()
	const (
		askThem = ". Puoi chiedere direttamente all'ufficio: Segreteria, telefono 0999 1."
		amount  = knowledge.Euro(1600)
	)
	days := 30
	tests := map[string]struct {
		change func(*knowledge.Facts)
		asked  []nlu.Aspect
		want   []string
		ending Ending
	}{
		"a fee that nobody wrote down is missing": {
			asked: []nlu.Aspect{nlu.AspectCost}, ending: EndUnknownMissing,
			want: []string{"Raccolta della legna: ecco quanto costa.", "Nella scheda non trovo quanto costa" + askThem},
		},
		"what is known is told beside what is missing": {
			asked: []nlu.Aspect{nlu.AspectWhere, nlu.AspectDeadline, nlu.AspectDuration}, ending: EndUnknownMissing,
			want: []string{
				"Raccolta della legna: ecco dove andare, le scadenze e i tempi.",
				"Ufficio: Segreteria", "Sede: Municipio, Via Unica 1", "Piano e stanza: piano terra, stanza 1",
				"Nella scheda non trovo le scadenze né i tempi" + askThem,
			},
		},
		"no fee is an answer": {
			change: fees(knowledge.ServiceFees{Fees: knowledge.NotProvided[[]knowledge.Fee]()}),
			asked:  []nlu.Aspect{nlu.AspectCost}, ending: EndAnswered,
			want: []string{"Raccolta della legna: ecco quanto costa.", "Costo: gratuito"},
		},
		"a fee to be set is missing": {
			change: fees(knowledge.ServiceFees{Fees: knowledge.Some([]knowledge.Fee{
				{Item: knowledge.Item{Key: "a"}, Name: "Diritti", Source: knowledge.Source{ToFill: true}},
			})}),
			asked: []nlu.Aspect{nlu.AspectCost}, ending: EndUnknownMissing,
			want: []string{
				"Raccolta della legna: ecco quanto costa.", "Diritti: importo non ancora indicato dal Comune",
				"Nella scheda non trovo quanto costa" + askThem,
			},
		},
		"a fee not verified is told as such": {
			change: fees(knowledge.ServiceFees{Fees: knowledge.Some([]knowledge.Fee{
				{Item: knowledge.Item{Key: "a"}, Name: "Bollo", Amount: ptr(amount), Condition: "solo se cartacea", Source: knowledge.Source{Unverified: true}},
				{Item: knowledge.Item{Key: "b"}, Name: "Copie", Amount: ptr(knowledge.Euro(20)), Note: "Per foglio."},
			})}),
			asked: []nlu.Aspect{nlu.AspectCost}, ending: EndAnswered,
			want: []string{
				"Raccolta della legna: ecco quanto costa.",
				"Bollo: 16 euro (solo se cartacea) [da confermare]", "Copie: 0,20 euro — Per foglio",
			},
		},
		"no deadline is an answer": {
			change: terms(knowledge.ServiceTerm{Deadlines: knowledge.NotProvided[[]knowledge.Term]()}),
			asked:  []nlu.Aspect{nlu.AspectDeadline}, ending: EndAnswered,
			want: []string{"Raccolta della legna: ecco le scadenze.", "Non c'è una scadenza."},
		},
		"days are told with their law and what silence means": {
			change: terms(knowledge.ServiceTerm{
				Durations: knowledge.Some([]knowledge.Term{{
					Item: knowledge.Item{Key: "a"}, Days: &days, Text: "Dalla domanda.", Basis: "L. 241/1990, art. 2",
					Source: knowledge.Source{Unverified: true},
				}}),
				Silence: knowledge.Some(knowledge.SilenceAssent),
			}),
			asked: []nlu.Aspect{nlu.AspectDuration}, ending: EndAnswered,
			want: []string{
				"Raccolta della legna: ecco i tempi.",
				"Tempi: Dalla domanda: 30 giorni (L. 241/1990, art. 2) [da confermare]",
				"Se l'ufficio non risponde entro il termine, la domanda si intende accolta (silenzio assenso).",
			},
		},
		"no documents is an answer": {
			change: sheet(func(s *knowledge.ServiceSheet) { s.Requirements = knowledge.NotProvided[[]knowledge.Requirement]() }),
			asked:  []nlu.Aspect{nlu.AspectDocuments}, ending: EndAnswered,
			want: []string{"Raccolta della legna: ecco che cosa serve.", "Non servono documenti."},
		},
		"a service that is not active says why, first": {
			change: sheet(func(s *knowledge.ServiceSheet) {
				s.Status, s.StatusReason = knowledge.Some(knowledge.StatusInactive), knowledge.Some("Riapre a marzo")
			}),
			asked: []nlu.Aspect{nlu.AspectInfo}, ending: EndAnswered,
			want: []string{
				"Raccolta della legna.", "Attenzione: adesso questo servizio non è attivo. Riapre a marzo.",
				"Permesso di raccogliere legna nei boschi comunali.", "Dove: Segreteria — Municipio, piano terra, stanza 1",
			},
		},
		"hours that nobody set are missing": {
			asked: []nlu.Aspect{nlu.AspectHours}, ending: EndUnknownMissing,
			want: []string{"Raccolta della legna: ecco gli orari.", "Nella scheda non trovo gli orari" + askThem},
		},
		"the same asked twice is told once, before what it is": {
			change: fees(knowledge.ServiceFees{Fees: knowledge.NotProvided[[]knowledge.Fee]()}),
			asked:  []nlu.Aspect{nlu.AspectCost, nlu.AspectInfo, nlu.AspectCost}, ending: EndAnswered,
			want: []string{"Raccolta della legna: ecco quanto costa.", "Costo: gratuito", "Il servizio: Permesso di raccogliere legna nei boschi comunali."},
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := ask(hamlet(t, tt.change), tt.asked...)
			if diff := cmp.Diff(tt.want, words(got)); diff != "" || got.Ending != tt.ending {
				t.Errorf("ending %s, want %s (-want +got):\n%s", got.Ending, tt.ending, diff)
			}
		})
	}
}

func fees(f knowledge.ServiceFees) func(*knowledge.Facts) {
	return func(facts *knowledge.Facts) {
		facts.ServiceFees = []knowledge.Fact[knowledge.ServiceFees]{always("legna", f)}
	}
}

func terms(term knowledge.ServiceTerm) func(*knowledge.Facts) {
	return func(facts *knowledge.Facts) {
		facts.ServiceTerms = []knowledge.Fact[knowledge.ServiceTerm]{always("legna", term)}
	}
}

func sheet(edit func(*knowledge.ServiceSheet)) func(*knowledge.Facts) {
	return func(facts *knowledge.Facts) { edit(&facts.ServiceSheets[0].Value) }
}

func ptr[T any](v T) *T { return &v }

func TestAMoveIsToldTwoWeeksAhead(t *testing.T) {
	t.Parallel()
	today := knowledge.DateOf(noon)
	moving := func(on knowledge.Date) func(*knowledge.Facts) {
		return func(facts *knowledge.Facts) {
			before, after := facts.OfficePlaces[0], facts.OfficePlaces[0]
			before.Valid, after.Valid = knowledge.Range{From: knowledge.Earliest, To: on}, knowledge.Since(on)
			after.Value.Rooms = []knowledge.RoomID{"municipio/2"}
			facts.OfficePlaces = []knowledge.Fact[knowledge.OfficePlace]{before, after}
		}
	}
	tests := map[string]struct {
		on   knowledge.Date
		want string
	}{
		"tomorrow":                 {today.AddDays(1), "Attenzione: dal 21 novembre 2026 si va qui:"},
		"in two weeks":             {today.AddDays(14), "Attenzione: dal 4 dicembre 2026 si va qui:"},
		"later is not told yet":    {today.AddDays(15), ""},
		"today it is simply so":    {today, ""},
		"the 1st is written so":    {knowledge.NewDate(2026, time.December, 1), "Attenzione: dal 1° dicembre 2026 si va qui:"},
		"an eighth has an article": {today.AddDays(-12), ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			said := strings.Join(words(ask(hamlet(t, moving(tt.on)), nlu.AspectWhere)), "\n")
			if told := strings.Contains(said, "Attenzione"); told != (tt.want != "") || !strings.Contains(said, tt.want) {
				t.Errorf("want %q in:\n%s", tt.want, said)
			}
		})
	}
}

func TestAnOfficeThatEndedLeadsToItsSuccessors(t *testing.T) {
	t.Parallel()
	ended := knowledge.NewDate(2026, time.January, 1)
	charter := hamlet(t, func(facts *knowledge.Facts) {
		profile := always("boschi", knowledge.OfficeProfile{Name: "Ufficio boschi", Aliases: []string{"guardaboschi"}})
		structure := always("boschi", knowledge.OfficeStructure{Successors: []knowledge.OfficeID{"segreteria"}})
		profile.Valid, structure.Valid = knowledge.Range{From: knowledge.Earliest, To: ended}, knowledge.Range{From: knowledge.Earliest, To: ended}
		facts.OfficeProfiles = append(facts.OfficeProfiles, profile)
		facts.OfficeStructures = append(facts.OfficeStructures, structure)
	})
	reply := askAbout(charter, "office:boschi", nlu.AspectHours)
	want := []string{"Quell'ufficio non c'è più. Adesso se ne occupa:", "Segreteria: Municipio, piano terra, stanza 1"}
	if diff := cmp.Diff(want, words(reply)); diff != "" || reply.Source != "/uffici/segreteria" {
		t.Errorf("source %q (-want +got):\n%s", reply.Source, diff)
	}
	for _, d := range Documents(charter, knowledge.DateOf(noon)) {
		if d.Target == "office:segreteria" {
			if diff := cmp.Diff([]string{"Ufficio boschi", "guardaboschi"}, d.FormerNames); diff != "" {
				t.Errorf("the names it goes by (-want +got):\n%s", diff)
			}
		}
	}
}

func TestAnotherLanguageIsAnsweredInIt(t *testing.T) {
	t.Parallel()
	charter := hamlet(t, func(facts *knowledge.Facts) {
		facts.Municipality = []knowledge.Fact[knowledge.MunicipalityProfile]{
			always("comune", knowledge.MunicipalityProfile{Name: "Comune di Borgo", Switchboard: "0999 0"}),
		}
	})
	for language := range otherLanguages {
		u := nlu.Understanding{Target: nlu.TargetOOS, Decision: nlu.DecideUnknown, Reason: nlu.ReasonLanguage, Language: language}
		reply := compose(charter, u, "", Topic{}, noon)
		if reply.Language != language || reply.Ending != EndUnknownLanguage || !strings.Contains(words(reply)[0], "Comune di Borgo, 0999 0") {
			t.Errorf("%s: %s, %s: %v", language, reply.Language, reply.Ending, words(reply))
		}
	}
	u := nlu.Understanding{Target: nlu.TargetOOS, Decision: nlu.DecideUnknown, Reason: nlu.ReasonLanguage, Language: "xx"}
	if reply := compose(charter, u, "", Topic{}, noon); reply.Language != italian || len(words(reply)) != 2 {
		t.Errorf("a language without a sentence: %v", words(reply))
	}
}

func TestTheNoticeIsInTheLanguageOfTheReply(t *testing.T) {
	t.Parallel()
	for language := range otherLanguages {
		for _, kept := range []bool{true, false} {
			got := noticeIn(language, "Comune di Borgo", kept)
			if !strings.Contains(got, " (Comune di Borgo)") || !strings.ContainsAny(got, ".。।۔") || strings.Contains(got, "%") || got == notice("Comune di Borgo", kept) {
				t.Errorf("%s: %q", language, got)
			}
			if strings.Contains(got, "30") != kept {
				t.Errorf("%s says the wrong thing of what is kept: %q", language, got)
			}
		}
	}
	if got := noticeIn("xx", "", false); got != notice("", false) {
		t.Errorf("a language without a notice: %q", got)
	}
}

func TestDatesInWords(t *testing.T) {
	t.Parallel()
	today := knowledge.NewDate(2026, time.November, 20)
	tests := map[string]struct{ got, want string }{
		"a day":                {longDate(knowledge.NewDate(2026, time.November, 24)), "martedì 24 novembre 2026"},
		"the first":            {date(knowledge.NewDate(2026, time.December, 1)), "1° dicembre 2026"},
		"since the first":      {since(knowledge.NewDate(2026, time.December, 1)), "dal 1° dicembre 2026"},
		"since the eighth":     {since(knowledge.NewDate(2026, time.December, 8)), "dall'8 dicembre 2026"},
		"to the eleventh":      {to(knowledge.NewDate(2027, time.January, 11)), "all'11 gennaio 2027"},
		"to the twentieth":     {to(today), "al 20 novembre 2026"},
		"today":                {dayName(today, today), "oggi, venerdì 20 novembre,"},
		"tomorrow":             {dayName(today.AddDays(1), today), "domani, sabato 21 novembre,"},
		"soon, next year":      {nearDate(knowledge.NewDate(2027, time.January, 4), today), "lunedì 4 gennaio"},
		"far off":              {nearDate(knowledge.NewDate(2027, time.August, 2), today), "lunedì 2 agosto 2027"},
		"last year":            {nearDate(knowledge.NewDate(2025, time.November, 20), today), "giovedì 20 novembre 2025"},
		"three words":          {enumerate([]string{"a", "b", "c"}), "a, b e c"},
		"a sentence":           {sentence(" Riapre a marzo "), "Riapre a marzo."},
		"a question":           {sentence("Serve?"), "Serve?"},
		"remarks in brackets":  {bracketed("Bollo.", "", "se serve.", "sempre"), "Bollo (se serve; sempre)"},
		"brackets in brackets": {bracketed("chiuso", "Lunedì dell'Angelo (Pasquetta)"), "chiuso (Lunedì dell'Angelo, Pasquetta)"},
		"a title with a colon": {heading("TARI: avviso"), "«TARI: avviso»"},
		"a capital accent":     {capitalised("è così"), "È così"},
		"cut at a letter":      {cut("città", 5) + cut("città", 4), "cittàcitt"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if tt.got != tt.want {
				t.Errorf("got %q, want %q", tt.got, tt.want)
			}
		})
	}
}

func TestNewFeesAreToldTwoWeeksAhead(t *testing.T) {
	t.Parallel()
	from := knowledge.NewDate(2026, time.December, 1)
	charter := hamlet(t, func(facts *knowledge.Facts) {
		fee := func(amount knowledge.Euro) knowledge.ServiceFees {
			return knowledge.ServiceFees{Fees: knowledge.Some([]knowledge.Fee{{Item: knowledge.Item{Key: "a"}, Name: "Permesso", Amount: &amount}})}
		}
		before, after := always("legna", fee(500)), always("legna", fee(650))
		before.Valid, after.Valid = knowledge.Range{From: knowledge.Earliest, To: from}, knowledge.Since(from)
		facts.ServiceFees = []knowledge.Fact[knowledge.ServiceFees]{before, after}
	})
	want := []string{
		"Raccolta della legna: ecco quanto costa.", "Permesso: 5 euro",
		"Attenzione: dal 1° dicembre 2026 cambiano i costi: Permesso: 6,50 euro",
	}
	if diff := cmp.Diff(want, words(ask(charter, nlu.AspectCost))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestAServiceThatWasReplacedLeadsToTheOther(t *testing.T) {
	t.Parallel()
	charter := hamlet(t, func(facts *knowledge.Facts) {
		facts.ServiceSheets[0].Value.Successor = knowledge.Some(knowledge.ServiceID("boschi"))
		facts.ServiceSheets = append(facts.ServiceSheets, always("boschi", knowledge.ServiceSheet{Title: knowledge.Some("Permessi per i boschi")}))
		facts.ServiceDuties = append(facts.ServiceDuties, always("boschi", facts.ServiceDuties[0].Value))
	})
	reply := ask(charter, nlu.AspectWho)
	if said := strings.Join(words(reply), "\n"); !strings.Contains(said, "Al suo posto c'è: Permessi per i boschi.") {
		t.Errorf("the other service is not named:\n%s", said)
	}
	buttons, ok := reply.Blocks[len(reply.Blocks)-1].(Buttons)
	if !ok || buttons.Buttons[0] != (Button{Title: "Permessi per i boschi", Action: "a:boschi"}) {
		t.Errorf("the reply ends with %v, want a button to the other service", reply.Blocks[len(reply.Blocks)-1])
	}
}

func TestWhatDependsOnTheServiceIsAskedBack(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		asked  []nlu.Aspect
		want   string
		ending Ending
	}{
		"when nothing else is asked": {
			[]nlu.Aspect{nlu.AspectCost}, "Segreteria: dipende dal servizio. Di quale hai bisogno?", EndClarification,
		},
		"beside what the office answers": {
			[]nlu.Aspect{nlu.AspectContacts, nlu.AspectCost}, "Quanto costa: dipende dal servizio, dimmi quale.", EndAnswered,
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			reply := askAbout(hamlet(t, nil), "office:segreteria", tt.asked...)
			if said := strings.Join(words(reply), "\n"); !strings.Contains(said, tt.want) || reply.Ending != tt.ending {
				t.Errorf("ending %s, want %s and %q in:\n%s", reply.Ending, tt.ending, tt.want, said)
			}
		})
	}
}
