package bot_test

import (
	"slices"
	"sync"
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/cittaclick/cittaclick/bot"
	"github.com/cittaclick/cittaclick/bot/bottest"
	"github.com/cittaclick/cittaclick/knowledge"
	"github.com/cittaclick/cittaclick/knowledge/base"
	"github.com/cittaclick/cittaclick/knowledge/demo"
	"github.com/cittaclick/cittaclick/knowledge/exchange"
	"github.com/cittaclick/cittaclick/nlu"
	"github.com/cittaclick/cittaclick/nlu/bleveindex"
)

// valdoria builds the demo municipality's world once for all tests: it is
// immutable. Documents are those of 20 November 2026.
var valdoria = sync.OnceValues(func() (*bot.World, error) {
	facts, err := exchange.Load(base.FS, demo.FS)
	if err != nil {
		return nil, err
	}
	language, err := bottest.Language()
	if err != nil {
		return nil, err
	}
	return worldOf(facts, language)
})

// district is the demo municipality with a few of its services, so that the
// transcripts do not change with every new one.
var district = sync.OnceValues(func() (*bot.World, error) {
	facts, err := exchange.Load(base.FS, demo.FS)
	if err != nil {
		return nil, err
	}
	facts.ServiceSheets = ofDistrict(facts.ServiceSheets)
	facts.ServiceAccess = ofDistrict(facts.ServiceAccess)
	facts.ServiceFees = ofDistrict(facts.ServiceFees)
	facts.ServiceTerms = ofDistrict(facts.ServiceTerms)
	facts.ServiceDuties = ofDistrict(facts.ServiceDuties)
	facts.ServiceTranslations = ofDistrict(facts.ServiceTranslations)
	language, err := nlu.NewBase() // which learns of these services alone
	if err != nil {
		return nil, err
	}
	return worldOf(facts, language)
})

func ofDistrict[T any](facts []knowledge.Fact[T]) []knowledge.Fact[T] {
	services := []string{
		"accesso-atti", "aire", "asilo-nido", "biblioteca", "bonus-bollette", "cambio-abitazione", "cambio-residenza",
		"carta-identita", "carta-identita-minori", "centro-antiviolenza", "certificati-anagrafici", "cie-pin-puk", "cila",
		"contrassegno-disabili", "multe-pagamento", "tari-iscrizione", "tari-pagamento", "tari-riduzioni", "ztl-permesso",
	}
	return slices.DeleteFunc(facts, func(f knowledge.Fact[T]) bool { return !slices.Contains(services, f.Subject) })
}

func worldOf(facts knowledge.Facts, language *nlu.Base) (*bot.World, error) {
	rome, err := time.LoadLocation("Europe/Rome")
	if err != nil {
		return nil, err
	}
	charter, err := knowledge.NewCharter(facts, rome)
	if err != nil {
		return nil, err
	}
	day := knowledge.NewDate(2026, time.November, 20)
	understander, err := understanderOf(charter, day, language)
	return &bot.World{Charter: charter, Understander: understander, Directory: bot.NewDirectory(bot.Documents(charter, day))}, err
}

func understanderOf(charter *knowledge.Charter, day knowledge.Date, language *nlu.Base) (*nlu.Understander, error) {
	docs := bot.Documents(charter, day)
	index, err := bleveindex.New(language.Fields(docs))
	if err != nil {
		return nil, err
	}
	return nlu.New(docs, index, language, bot.Events(charter, day)...)
}

func demoWorld(t testing.TB) *bot.World {
	t.Helper()
	world, err := valdoria()
	if err != nil {
		t.Fatalf("build the demo municipality: %v", err)
	}
	return world
}

// at is an instant in Valdoria, written as 2026-11-20 10:00.
func at(t testing.TB, moment string) time.Time {
	t.Helper()
	instant, err := time.ParseInLocation("2006-01-02 15:04", moment, demoWorld(t).Charter.Location())
	if err != nil {
		t.Fatal(err)
	}
	return instant
}
