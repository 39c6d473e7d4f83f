package knowledge_test

import (
	"testing"
	"time"

	"github.com/cittaclick/cittaclick/knowledge"
)

// benchHours is a busy desk in a building with closures to look through.
func benchHours(b *testing.B) knowledge.Hours {
	b.Helper()
	weekly := rules(b, "lun-ven 08:30-12:30 ultimo ingresso 12:15", "mar,gio 15:00-17:30 su appuntamento",
		"sab[1] 09:00-12:00", "lun-ven 09:00-13:00 telefono", "lug-ago lun-ven 08:30-13:00")
	chain := owners(b, "orario:anagrafe", "ufficio:anagrafe", "sede:palazzo", "comune")
	var closures []knowledge.Closure
	for n := range 20 {
		first := day(b, "2026-01-10").AddDays(15 * n)
		closures = append(closures, knowledge.Closure{
			Kind: knowledge.ClosureClosed, Days: knowledge.Between(first, first),
			Targets: chain[n%len(chain) : n%len(chain)+1],
		})
	}
	facts := func(d knowledge.Date) knowledge.DayFacts {
		return knowledge.DayFacts{Rules: weekly, Closures: knowledge.ClosuresFor(closures, d, chain)}
	}
	patron := knowledge.PatronSaint("San Gennaro", knowledge.NewMonthDay(time.September, 19))
	return knowledge.NewHours(facts, knowledge.NewHolidayCalendar(patron), rome(b))
}

func BenchmarkOpen(b *testing.B) {
	hours, monday := benchHours(b), at(b, "2026-11-23 10:00")
	b.ReportAllocs()
	for b.Loop() {
		hours.Open(monday)
	}
}

func BenchmarkOpenWhenClosed(b *testing.B) {
	hours, night := benchHours(b), at(b, "2026-11-23 22:00")
	b.ReportAllocs()
	for b.Loop() {
		hours.Open(night)
	}
}

func BenchmarkNextOpening(b *testing.B) {
	hours, friday := benchHours(b), at(b, "2026-11-27 18:00")
	b.ReportAllocs()
	for b.Loop() {
		hours.NextOpening(friday)
	}
}

// BenchmarkNextOpeningThatNeverComes looks through a whole year.
func BenchmarkNextOpeningThatNeverComes(b *testing.B) {
	hours, friday := benchHours(b).Only(knowledge.ModeOnline), at(b, "2026-11-27 18:00")
	b.ReportAllocs()
	for b.Loop() {
		hours.NextOpening(friday)
	}
}
