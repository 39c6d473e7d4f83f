package bot_test

import (
	"crypto/rand"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/cittaclick/cittaclick/bot"
)

// BenchmarkTurn understands and answers in process, each question in its own
// conversation; the aim is a 99th percentile under a millisecond.
func BenchmarkTurn(b *testing.B) {
	questions := []string{
		"quanto costa la carta d'identità e dove devo andare?",
		"l'anagrafe è aperta adesso?",
		"che documenti servono per il cambio di residenza",
		"tari", "anagafe orari sabato", "come si fa il passaporto?",
		"buongiorno, volevo sapere a che ora apre domani l'ufficio tributi e il numero di telefono",
		"mi compri una pizza?", "documenti", "siete aperti l'8 dicembre?",
	}
	world, now := demoWorld(b), at(b, "2026-11-20 10:00")
	assistant := bot.New(bot.Deps{
		World: func() *bot.World { return world }, Now: func() time.Time { return now }, Random: rand.Reader,
	})
	var durations []time.Duration
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		start := time.Now()
		if _, err := assistant.Turn(b.Context(), bot.Message{Text: questions[i%len(questions)]}); err != nil {
			b.Fatal(err)
		}
		durations = append(durations, time.Since(start))
	}
	slices.Sort(durations)
	for _, percent := range []int{50, 99} {
		at := durations[(len(durations)-1)*percent/100]
		b.ReportMetric(float64(at.Microseconds()), fmt.Sprintf("p%d-µs", percent))
	}
}
