package nlu_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/cittaclick/cittaclick/knowledge"
	"github.com/cittaclick/cittaclick/nlu"
)

func date(year int, month time.Month, day int) knowledge.Date {
	return knowledge.NewDate(year, month, day)
}

func dayOf(d knowledge.Date) nlu.When {
	return nlu.When{Kind: nlu.WhenDay, Days: knowledge.Between(d, d)}
}

// Asked on Monday 23 November 2026 at ten.
func TestWhen(t *testing.T) {
	t.Parallel()
	timed := func(w nlu.When, minute int) nlu.When { w.Timed, w.Minute = true, minute; return w }
	part := func(w nlu.When, p nlu.DayPart) nlu.When { w.Part = p; return w }
	ambiguous := func(w nlu.When) nlu.When { w.Ambiguous = true; return w }
	span := func(a, b knowledge.Date) nlu.When { return nlu.When{Kind: nlu.WhenSpan, Days: knowledge.Between(a, b)} }
	weekday := func(d knowledge.Date) nlu.When {
		return nlu.When{Kind: nlu.WhenWeekday, Days: knowledge.Between(d, d)}
	}
	today, saturday := date(2026, 11, 23), date(2026, 11, 28)
	tests := []struct {
		text string
		want nlu.When
	}{
		{"l'anagrafe è aperta oggi?", dayOf(today)},
		{"e domani?", dayOf(date(2026, 11, 24))},
		{"dopodomani siete aperti?", dayOf(date(2026, 11, 25))},
		{"siete aperti adesso?", nlu.When{Kind: nlu.WhenNow, Days: knowledge.Between(today, today)}},
		{"a che ora chiude la biblioteca?", nlu.When{}},
		{"è aperto sabato?", dayOf(saturday)},
		{"aprite il sabato?", weekday(saturday)},
		{"siete aperti lunedì?", dayOf(today)},
		{"sabato prossimo l'urp è aperto?", ambiguous(dayOf(saturday))},
		{"siete aperti il 24 dicembre?", dayOf(date(2026, 12, 24))},
		{"siete aperti il 24/12?", dayOf(date(2026, 12, 24))},
		{"aprite il 3.10.27?", dayOf(date(2027, 10, 3))},
		{"il 7 gennaio ricevete?", dayOf(date(2027, 1, 7))},
		{"il 31 aprile ricevete?", nlu.When{}},
		{"ad agosto la biblioteca è chiusa?", span(date(2027, 8, 1), date(2027, 8, 31))},
		{"a novembre siete aperti?", span(date(2026, 11, 1), date(2026, 11, 30))},
		{"la settimana prossima aprite?", span(date(2026, 11, 30), date(2026, 12, 6))},
		{"nel week end siete aperti?", span(saturday, date(2026, 11, 29))},
		{"tra tre giorni siete aperti?", dayOf(date(2026, 11, 26))},
		{"fra una settimana siete aperti?", dayOf(date(2026, 11, 30))},
		{"siete aperti a ferragosto?", dayOf(date(2027, 8, 15))},
		{"e la vigilia di Natale?", dayOf(date(2026, 12, 24))},
		{"la vigilia siete aperti?", dayOf(date(2026, 12, 24))},
		{"aprite la vigilia di Capodanno?", dayOf(date(2026, 12, 31))},
		{"a Santo Stefano siete aperti?", dayOf(date(2026, 12, 26))},
		{"sabato 28 siete aperti?", dayOf(saturday)},
		{"venerdì 25 siete aperti?", dayOf(date(2026, 12, 25))},
		{"aprite a pasqua?", dayOf(date(2027, 3, 28))},
		{"posso venire alle 15?", timed(dayOf(today), 15*60)},
		{"posso venire domani alle 9 e 30?", timed(dayOf(date(2026, 11, 24)), 9*60+30)},
		{"domani alle 15:30 c'è qualcuno?", timed(dayOf(date(2026, 11, 24)), 15*60+30)},
		{"domani alle 3 c'è qualcuno?", timed(dayOf(date(2026, 11, 24)), 15*60)},
		{"martedì pomeriggio siete aperti?", part(dayOf(date(2026, 11, 24)), nlu.PartAfternoon)},
		{"siete aperti di pomeriggio?", nlu.When{Part: nlu.PartAfternoon}},
		{"stamattina siete aperti?", part(dayOf(today), nlu.PartMorning)},
	}
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tt.want, ask(t, tt.text).When); diff != "" {
				t.Errorf("when (-want +got):\n%s", diff)
			}
		})
	}
}
