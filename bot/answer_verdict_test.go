package bot

import (
	"strings"
	"testing"
	"time"

	"github.com/cittaclick/cittaclick/knowledge"
	"github.com/cittaclick/cittaclick/nlu"
)

// received gives the hamlet's office hours: every working day in the morning,
// Thursday afternoons, the first Saturday of the month.
func received(t *testing.T) func(*knowledge.Facts) {
	t.Helper()
	rules, err := knowledge.ParseRules([]string{"lun-ven 08:30-12:30 ultimo ingresso 12:15", "gio 15:00-17:30", "sab[1] 09:00-12:00"})
	if err != nil {
		t.Fatal(err)
	}
	return func(facts *knowledge.Facts) {
		facts.Schedules = []knowledge.Fact[knowledge.Schedule]{always("orario", knowledge.Schedule{Rules: rules})}
		facts.OfficeHours = []knowledge.Fact[knowledge.OfficeHours]{always("segreteria", knowledge.OfficeHours{Schedule: "orario"})}
	}
}

func TestAYesOrANoComesFirst(t *testing.T) {
	t.Parallel()
	charter := hamlet(t, received(t))
	today := knowledge.DateOf(noon) // a Friday, at noon
	day := func(d knowledge.Date) nlu.When { return nlu.When{Kind: nlu.WhenDay, Days: knowledge.Between(d, d)} }
	at := func(w nlu.When, hour, minute int) nlu.When {
		w.Timed, w.Minute = true, hour*60+minute
		return w
	}
	in := func(w nlu.When, part nlu.DayPart) nlu.When {
		w.Part = part
		return w
	}
	rule := func(d knowledge.Date) nlu.When { return nlu.When{Kind: nlu.WhenWeekday, Days: knowledge.Between(d, d)} }
	week := nlu.When{Kind: nlu.WhenSpan, Days: knowledge.Between(today.AddDays(3), today.AddDays(9))}
	weekend := nlu.When{Kind: nlu.WhenSpan, Days: knowledge.Between(today.AddDays(1), today.AddDays(2))}
	tests := map[string]struct {
		text string
		when nlu.When
		want string
	}{
		"open now":                        {"è aperta?", nlu.When{}, "Sì. Segreteria: lo sportello adesso è aperto fino alle 12:30"},
		"closed tomorrow":                 {"è aperta domani?", day(today.AddDays(1)), "No. Segreteria: domani, sabato 21 novembre, chiuso."},
		"open on Monday":                  {"siete aperti lunedì?", day(today.AddDays(3)), "Sì. Segreteria: lunedì 23 novembre, aperto 8:30–12:30"},
		"closed on Saturday, asked so":    {"è chiusa domani?", day(today.AddDays(1)), "Sì. Segreteria: domani"},
		"open on Monday, asked so":        {"chiude lunedì?", day(today.AddDays(3)), "No. Segreteria: lunedì"},
		"not in the afternoon":            {"aperta oggi pomeriggio?", in(day(today), nlu.PartAfternoon), "No. Segreteria: oggi"},
		"on Thursday afternoon":           {"aperta giovedì pomeriggio?", in(day(today.AddDays(6)), nlu.PartAfternoon), "Sì. Segreteria: giovedì 26 novembre"},
		"not at four":                     {"aperta alle 16?", at(day(today), 16, 0), "No. Segreteria: oggi, venerdì 20 novembre, alle 16:00 lo sportello è chiuso."},
		"in time before the last entry":   {"faccio in tempo alle 12:10?", at(day(today), 12, 10), "Sì. Segreteria: oggi, venerdì 20 novembre, alle 12:10 lo sportello è aperto, con ultimo ingresso alle 12:15."},
		"too late after the last entry":   {"faccio in tempo se arrivo alle 12:20?", at(day(today), 12, 20), "No. Segreteria: oggi, venerdì 20 novembre, alle 12:20 lo sportello è aperto, ma l'ultimo ingresso è alle 12:15."},
		"every Monday":                    {"è aperta il lunedì?", rule(today.AddDays(3)), "Sì. Segreteria: lunedì 23 novembre"},
		"no Sunday":                       {"è aperta la domenica?", rule(today.AddDays(2)), "No. Segreteria: domenica 22 novembre, chiuso. Di domenica non apre."},
		"some Saturdays":                  {"è aperta il sabato?", rule(today.AddDays(1)), "Non sempre. Segreteria: sabato 21 novembre, chiuso. Prossima apertura di sabato: 5 dicembre"},
		"a holiday makes no rule":         {"è aperta il martedì?", rule(knowledge.NewDate(2026, 12, 8)), "Di regola sì. Segreteria: martedì 8 dicembre, chiuso"},
		"at night":                        {"siete aperti di notte?", nlu.When{}, "No. Segreteria: nei prossimi sette giorni di notte lo sportello è chiuso."},
		"in the afternoon":                {"siete aperti il pomeriggio?", in(nlu.When{}, nlu.PartAfternoon), "Sì. Segreteria: nei prossimi sette giorni il pomeriggio lo sportello apre così."},
		"next week":                       {"siete aperti la settimana prossima?", week, "Sì. Segreteria: in quei giorni lo sportello apre"},
		"this weekend":                    {"siete aperti nel fine settimana?", weekend, "No. Segreteria: in quei giorni lo sportello è chiuso."},
		"when is no yes-or-no question":   {"quando è aperta?", nlu.When{}, "Segreteria: lo sportello adesso è aperto"},
		"nor is one thing or the other":   {"è aperta o chiusa?", nlu.When{}, "Segreteria: lo sportello adesso è aperto"},
		"a day without a verb needs none": {"e lunedì?", day(today.AddDays(3)), "Segreteria: lunedì 23 novembre, aperto"},
		"when it opens again":             {"quando riapre?", nlu.When{}, "lo sportello adesso è aperto fino alle 12:30, con ultimo ingresso alle 12:15. Manca meno di mezz'ora all'ultimo ingresso. Poi riapre lunedì 23 novembre alle 8:30."},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			u := nlu.Understanding{Target: "office:segreteria", Aspects: []nlu.Aspect{nlu.AspectHours}, When: tt.when, Decision: nlu.DecideAnswer, Confidence: 1}
			said := words(compose(charter, u, newPhrase(tt.text), Topic{}, noon))
			if !strings.Contains(said[0], tt.want) || strings.HasPrefix(tt.want, "Segreteria") && !strings.HasPrefix(said[0], tt.want) {
				t.Errorf("got %q, want %q", said[0], tt.want)
			}
		})
	}
}

func TestTodayMayBeOver(t *testing.T) {
	t.Parallel()
	today := knowledge.DateOf(noon)
	u := nlu.Understanding{
		Target: "office:segreteria", Aspects: []nlu.Aspect{nlu.AspectHours}, Decision: nlu.DecideAnswer, Confidence: 1,
		When: nlu.When{Kind: nlu.WhenDay, Days: knowledge.Between(today, today)},
	}
	evening := noon.Add(6 * time.Hour)
	said := words(compose(hamlet(t, received(t)), u, newPhrase("è aperta oggi?"), Topic{}, evening))
	if want := "Oggi non più. Segreteria: oggi, venerdì 20 novembre, aperto 8:30–12:30"; !strings.HasPrefix(said[0], want) {
		t.Errorf("got %q, want %q", said[0], want)
	}
}

func TestAnOfficesHoursAreNotTheServices(t *testing.T) {
	t.Parallel()
	said := strings.Join(words(ask(hamlet(t, received(t)), nlu.AspectHours)), "\n")
	if want := "Orari dell'ufficio che se ne occupa (Segreteria): "; !strings.Contains(said, want) {
		t.Errorf("want %q in:\n%s", want, said)
	}
}

func TestWhatOpensIsAnOffice(t *testing.T) {
	t.Parallel()
	near := []nlu.Candidate{{Target: "office:segreteria", Confidence: 0.5}, {Target: "svc:legna", Confidence: 0.4}}
	tests := map[string]struct {
		text string
		near []nlu.Candidate
		want Ending
	}{
		"an office comes nearest":    {"quando riapre la segreteria?", near, EndAnswered},
		"a service comes nearest":    {"quando riapre la legna?", []nlu.Candidate{near[1], near[0]}, EndClarification},
		"it is no matter of opening": {"la segreteria per la legna", near, EndClarification},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			u := nlu.Understanding{Target: nlu.TargetClarify, Decision: nlu.DecideClarify, Alternatives: tt.near, Confidence: 0.5}
			if got := compose(hamlet(t, received(t)), u, newPhrase(tt.text), Topic{}, noon).Ending; got != tt.want {
				t.Errorf("ending %s, want %s", got, tt.want)
			}
		})
	}
}
