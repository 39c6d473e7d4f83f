package knowledge

// Layer tells what is true in every municipality from what is true in this one.
type Layer string

// The layers. Facets that only a municipality can know stand in LayerLocal.
const (
	LayerBase  Layer = "base"
	LayerLocal Layer = "local"
)

// Fact is one row of a facet: what is true of a subject over a range of days.
type Fact[T any] struct {
	Row      int64  // the row in storage, 0 while it has none
	Subject  string // slug of the identity
	Layer    Layer
	Language string   // of translations, else empty
	Valid    Range    // when it is true in the town
	Change   ChangeID // what recorded it
	// RecordedOn is the day on which it was recorded; meaningless without a Row.
	RecordedOn Date
	Act        ActID // the act that disposed it, where one did
	Value      T
}

// key tells the timelines of a facet apart.
type factKey struct {
	subject, language string
	layer             Layer
}

// since returns when what the fact says was last changed: the day from which it
// is true or, when that was written only later, the day on which it was written.
func (f Fact[T]) since() Date {
	if f.Row == 0 {
		return f.Valid.From
	}
	return max(f.Valid.From, f.RecordedOn)
}

func (f Fact[T]) key() factKey { return factKey{f.Subject, f.Language, f.Layer} }

// Facts is all that is known, as rows: what storage reads and writes, and what
// a Charter is built from. Each facet has one slice, in no particular order.
type Facts struct {
	Version ChangeID // the last change recorded

	Municipality        []Fact[MunicipalityProfile]
	Acts                []Fact[ActRecord]
	Schedules           []Fact[Schedule]
	Buildings           []Fact[BuildingProfile]
	Rooms               []Fact[RoomProfile]
	OfficeProfiles      []Fact[OfficeProfile]
	OfficeStructures    []Fact[OfficeStructure]
	OfficePlaces        []Fact[OfficePlace]
	OfficeHours         []Fact[OfficeHours]
	OfficeContacts      []Fact[OfficeContacts]
	OfficeTranslations  []Fact[OfficeTranslation]
	People              []Fact[PersonProfile]
	Tenures             []Fact[TenureProfile]
	Closures            []Fact[Closure]
	ServiceSheets       []Fact[ServiceSheet]
	ServiceAccess       []Fact[ServiceAccess]
	ServiceFees         []Fact[ServiceFees]
	ServiceTerms        []Fact[ServiceTerm]
	ServiceDuties       []Fact[ServiceDuty]
	ServiceTranslations []Fact[ServiceTranslation]
	Matters             []Fact[MatterSheet]
	LifeEvents          []Fact[LifeEventSheet]
	Phrases             []Fact[Phrase]
}
