package main

import (
	"crypto/rand"
	"fmt"
	"runtime"
	"slices"
	"testing"
	"time"

	"github.com/cittaclick/cittaclick/bot"
	"github.com/cittaclick/cittaclick/knowledge"
	"github.com/cittaclick/cittaclick/knowledge/base"
	"github.com/cittaclick/cittaclick/knowledge/demo"
	"github.com/cittaclick/cittaclick/knowledge/exchange"
	"github.com/cittaclick/cittaclick/knowledge/knowledgepg"
	"github.com/cittaclick/cittaclick/nlu"
	"github.com/cittaclick/cittaclick/postgres/pgtest"
)

// noon is a Friday.
var noon = time.Date(2026, time.November, 20, 12, 0, 0, 0, time.UTC)

// BenchmarkInstall puts the charter that the program carries into an empty
// database, from the files to the commit; the aim is under 5 s.
func BenchmarkInstall(b *testing.B) {
	for b.Loop() {
		b.StopTimer()
		pool := pgtest.New(b)
		recorder := knowledgepg.NewRecorder(pool, func() time.Time { return noon })
		b.StartTimer()
		files, err := exchange.Read(base.FS, demo.FS)
		if err != nil {
			b.Fatal(err)
		}
		change := knowledge.Change{RecordedBy: "prova", Cause: knowledge.CauseImport}
		if _, _, err := importFiles(b.Context(), recorder, change, files, exchange.Options{From: knowledge.DateOf(noon)}, false); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkLoad builds the world of a charter: what every process does at start
// and after each change. The aim for the charter that is shipped, some 170
// services, is under 200 ms.
func BenchmarkLoad(b *testing.B) {
	language := lexicon(b)
	shipped, err := exchange.Load(base.FS, demo.FS)
	if err != nil {
		b.Fatal(err)
	}
	b.Run("shipped", func(b *testing.B) { benchmarkLoad(b, shipped, language) })
	for _, services := range []int{170, 2_000} {
		facts := synthetic(services)
		b.Run(fmt.Sprintf("services=%d", services), func(b *testing.B) { benchmarkLoad(b, facts, language) })
	}
}

func benchmarkLoad(b *testing.B, facts knowledge.Facts, language *nlu.Base) {
	b.Helper()
	b.ReportAllocs()
	for b.Loop() {
		loadWorld(b, facts, language)
	}
}

// BenchmarkLoadFromDatabase is BenchmarkLoad of the shipped charter with the
// reading of its rows.
func BenchmarkLoadFromDatabase(b *testing.B) {
	pool, language := pgtest.New(b), lexicon(b)
	files, err := exchange.Read(base.FS, demo.FS)
	if err != nil {
		b.Fatal(err)
	}
	recorder := knowledgepg.NewRecorder(pool, func() time.Time { return noon })
	change := knowledge.Change{RecordedBy: "prova", Cause: knowledge.CauseImport}
	if _, _, err := importFiles(b.Context(), recorder, change, files, exchange.Options{From: knowledge.DateOf(noon)}, false); err != nil {
		b.Fatal(err)
	}
	reader := knowledgepg.NewReader(pool)
	for b.Loop() {
		facts, err := reader.Facts(b.Context(), knowledge.CharterWindow(knowledge.DateOf(noon)))
		if err != nil {
			b.Fatal(err)
		}
		loadWorld(b, facts, language)
	}
}

// BenchmarkAnswer asks about a charter of 2,000 services, each question in its
// own conversation; the aim is a 99th percentile under 3 ms.
func BenchmarkAnswer(b *testing.B) {
	facts := synthetic(2_000)
	benchmarkAnswer(b, facts, loadWorld(b, facts, lexicon(b)))
}

// BenchmarkVast loads a charter of 20,000 services, says how long that takes
// and what it holds in memory, and asks it questions.
func BenchmarkVast(b *testing.B) {
	language, facts := lexicon(b), synthetic(20_000)
	before, start := heapInUse(), time.Now()
	world := loadWorld(b, facts, language)
	seconds := time.Since(start).Seconds()
	held := heapInUse() - before
	benchmarkAnswer(b, facts, world)
	b.ReportMetric(seconds, "load-s")
	b.ReportMetric(float64(held)/(1<<20), "world-MB")
}

func benchmarkAnswer(b *testing.B, facts knowledge.Facts, world *bot.World) {
	b.Helper()
	assistant := bot.New(bot.Deps{
		World: func() *bot.World { return world }, Now: func() time.Time { return noon }, Random: rand.Reader,
	})
	questions := questionsAbout(facts)
	var durations []time.Duration
	answered := 0
	for i := 0; b.Loop(); i++ {
		q := questions[i%len(questions)]
		start := time.Now()
		reply, err := assistant.Turn(b.Context(), bot.Message{Text: q.text})
		durations = append(durations, time.Since(start))
		if err != nil {
			b.Fatal(err)
		}
		if reply.Understanding.Target == q.target {
			answered++
		}
	}
	slices.Sort(durations)
	for _, percent := range []int{50, 99} {
		b.ReportMetric(float64(durations[(len(durations)-1)*percent/100].Microseconds()), fmt.Sprintf("p%d-µs", percent))
	}
	b.ReportMetric(100*float64(answered)/float64(len(durations)), "right-%")
}

type question struct {
	text   string
	target nlu.Target
}

// questionsAbout asks for services by title and by alias, whole and in passing,
// all over the charter.
func questionsAbout(facts knowledge.Facts) []question {
	const most = 500
	var questions []question
	for i := 0; i < len(facts.ServiceSheets); i += max(1, len(facts.ServiceSheets)/most) {
		sheet := facts.ServiceSheets[i]
		target := nlu.Service(sheet.Subject)
		questions = append(
			questions,
			question{"quanto costa " + sheet.Value.Title.Value + "?", target},
			question{"buongiorno, dove devo andare e che documenti servono per " + sheet.Value.Aliases.Value[0], target},
			question{sheet.Value.Aliases.Value[1] + " orari sabato", target},
		)
	}
	return questions
}

func loadWorld(b *testing.B, facts knowledge.Facts, language *nlu.Base) *bot.World {
	b.Helper()
	charter, err := knowledge.NewCharter(facts, time.UTC)
	if err != nil {
		b.Fatal(err)
	}
	world, err := newWorld(charter, knowledge.DateOf(noon), language)
	if err != nil {
		b.Fatal(err)
	}
	return world
}

func heapInUse() uint64 {
	runtime.GC()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return stats.HeapAlloc
}
