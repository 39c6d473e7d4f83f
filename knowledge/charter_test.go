package knowledge

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// rome is where the tests' municipality is; the zone is in the standard library's copy.
func rome(t testing.TB) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Rome")
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

func localFact[T any](subject string, valid Range, value T) Fact[T] {
	return Fact[T]{Subject: subject, Layer: LayerLocal, Valid: valid, Value: value}
}

func baseFact[T any](subject string, valid Range, value T) Fact[T] {
	return Fact[T]{Subject: subject, Layer: LayerBase, Valid: valid, Value: value}
}

var december = NewDate(2026, 12, 1)

// valdoria is a small town in which, from 1 December, an office has another
// name, place and hours, and a service another fee.
func valdoria(t testing.TB) Facts {
	t.Helper()
	schedule := func(id string, lines ...string) Fact[Schedule] {
		rules, err := ParseRules(lines)
		if err != nil {
			t.Fatal(err)
		}
		return localFact(id, Always, Schedule{Name: id, Rules: rules})
	}
	fee := func(amount Euro) ServiceFees {
		return ServiceFees{Fees: Some([]Fee{{Item: Item{Key: "diritto"}, Name: "Diritto", Amount: &amount}})}
	}
	before, after := Range{Earliest, december}, Since(december)
	return Facts{
		Schedules: []Fact[Schedule]{
			schedule("mattina", "lun-ven 08:30-12:30"), schedule("pomeriggio", "lun-ven 14:00-17:00"),
			schedule("sportello", "mar 10:00-11:00"), schedule("portone", "lun-ven 08:00-18:00"),
		},
		Buildings: []Fact[BuildingProfile]{
			localFact("palazzo", Always, BuildingProfile{Name: "Palazzo comunale", Schedule: "portone"}),
			localFact("villa", Always, BuildingProfile{Name: "Villa"}),
		},
		OfficeProfiles: []Fact[OfficeProfile]{
			localFact("tributi", before, OfficeProfile{Name: "Ufficio entrate"}),
			localFact("tributi", after, OfficeProfile{Name: "Ufficio tributi"}),
			localFact("sport", before, OfficeProfile{Name: "Ufficio sport"}),
		},
		OfficeStructures: []Fact[OfficeStructure]{localFact("sport", before, OfficeStructure{Successors: []OfficeID{"tributi"}})},
		OfficePlaces: []Fact[OfficePlace]{
			localFact("tributi", before, OfficePlace{Building: "palazzo"}),
			localFact("tributi", after, OfficePlace{Building: "villa"}),
		},
		OfficeHours: []Fact[OfficeHours]{
			localFact("tributi", before, OfficeHours{Schedule: "mattina"}),
			localFact("tributi", after, OfficeHours{Schedule: "pomeriggio"}),
		},
		Closures: []Fact[Closure]{
			localFact("lavori", Between(NewDate(2026, 11, 25), NewDate(2026, 11, 25)), Closure{
				Reason: "Lavori", Kind: ClosureClosed, Targets: []HoursOwner{{Kind: OwnerBuilding, ID: "palazzo"}},
			}),
		},
		People: []Fact[PersonProfile]{
			localFact("conti-marco", Always, PersonProfile{GivenName: "Marco", FamilyName: "Conti", Title: "rag."}),
			localFact("neri-ada", Always, PersonProfile{GivenName: "Ada", FamilyName: "Neri"}),
		},
		Tenures: []Fact[TenureProfile]{
			localFact("conti-marco/capo", before, TenureProfile{Person: "conti-marco", Office: "tributi", Role: RoleHead}),
			localFact("neri-ada/vice", Always, TenureProfile{Person: "neri-ada", Office: "tributi", Role: RoleDeputy}),
		},
		ServiceSheets: []Fact[ServiceSheet]{
			baseFact("tari", Always, ServiceSheet{Title: Some("TARI"), ConfirmedOn: Some(NewDate(2026, 11, 20))}),
			baseFact("imu", Always, ServiceSheet{Title: Some("IMU")}),
		},
		ServiceFees:   []Fact[ServiceFees]{localFact("tari", before, fee(1000)), localFact("tari", after, fee(1200))},
		ServiceAccess: []Fact[ServiceAccess]{localFact("tari", after, ServiceAccess{Schedule: Some(ScheduleID("sportello"))})},
		ServiceDuties: []Fact[ServiceDuty]{localFact("tari", Always, ServiceDuty{Office: Some(OfficeID("tributi"))})},
	}
}

func charterOf(t testing.TB, facts Facts) *Charter {
	t.Helper()
	c, err := NewCharter(facts, rome(t))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestACharterAnswersForTheDay(t *testing.T) {
	t.Parallel()
	c := charterOf(t, valdoria(t))
	type answer struct {
		Name     string
		Former   []string
		Building BuildingID
		Fee      string
		Head     PersonID
		Deputy   bool
		Updated  Date
	}
	tests := map[string]struct {
		on   Date
		want answer
	}{
		"until November": {
			december.AddDays(-1),
			answer{"Ufficio entrate", nil, "palazzo", "10 euro", "conti-marco", false, NewDate(2026, 11, 20)},
		},
		"from December": {
			december,
			answer{"Ufficio tributi", []string{"Ufficio entrate"}, "villa", "12 euro", "neri-ada", true, december},
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			view := c.On(tt.on)
			office, _ := view.Office("tributi")
			service, _ := view.Service("tari")
			head, deputy, _ := view.Head("tributi")
			got := answer{
				office.Name, office.FormerNames, office.Building,
				service.Fees.Value[0].Amount.Italian(), head.ID, deputy, service.UpdatedOn,
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("on %s (-want +got):\n%s", tt.on, diff)
			}
		})
	}
}

func TestAServiceWithoutAnOfficeIsNotPublished(t *testing.T) {
	t.Parallel()
	view := charterOf(t, valdoria(t)).On(december)
	if s, ok := view.Service("imu"); ok {
		t.Errorf("citizens see %v, which no office answers for", s.ID)
	}
	if services := view.Services(); len(services) != 1 || services[0].ID != "tari" {
		t.Errorf("services %v, want tari alone", services)
	}
}

func TestAnEndedOfficeLeadsToItsSuccessors(t *testing.T) {
	t.Parallel()
	c := charterOf(t, valdoria(t))
	if got := c.On(december.AddDays(-1)).Successors("sport"); got != nil {
		t.Errorf("while it exists: %v, want none", got)
	}
	got := c.On(december).Successors("sport")
	if len(got) != 1 || got[0].ID != "tributi" {
		t.Errorf("successors %v, want tributi", got)
	}
}

func TestComingChanges(t *testing.T) {
	t.Parallel()
	c := charterOf(t, valdoria(t))
	for _, tt := range []struct {
		after, until Date
		want         bool
	}{
		{december.AddDays(-14), december, true},
		{december.AddDays(-15), december.AddDays(-1), false},
		{december, december.AddDays(14), false},
	} {
		if _, from, ok := c.NextOffice("tributi", tt.after, tt.until); ok != tt.want || ok && from != december {
			t.Errorf("after %s until %s: %v on %s, want %v", tt.after, tt.until, ok, from, tt.want)
		}
	}
}

func TestComingChangesOfAService(t *testing.T) {
	t.Parallel()
	c := charterOf(t, valdoria(t))
	next, from, ok := c.NextService("tari", december.AddDays(-14), december)
	if !ok || from != december || *next.Fees.Value[0].Amount != 1200 {
		t.Errorf("two weeks ahead: %v from %s, %v", next, from, ok)
	}
	for name, missing := range map[string][2]Date{
		"too early to tell": {december.AddDays(-15), december.AddDays(-1)},
		"it has happened":   {december, december.AddDays(14)},
	} {
		if _, from, ok := c.NextService("tari", missing[0], missing[1]); ok {
			t.Errorf("%s: a change on %s", name, from)
		}
	}
	if _, _, ok := c.NextService("imu", Earliest, Latest); ok {
		t.Error("a service without an office is told to change")
	}
}

func TestWhatClosesTheWholeTown(t *testing.T) {
	t.Parallel()
	facts := valdoria(t)
	eve := NewDate(2026, 12, 24)
	facts.Closures = append(facts.Closures, localFact("vigilia", Between(eve, eve), Closure{
		Reason: "Vigilia", Kind: ClosureClosed, Targets: []HoursOwner{Municipality()},
	}))
	c := charterOf(t, facts)
	if closure, ok := c.On(eve).TownClosure(); !ok || closure.ID != "vigilia" {
		t.Errorf("on the eve: %v, %v", closure, ok)
	}
	if closure, ok := c.On(NewDate(2026, 11, 25)).TownClosure(); ok {
		t.Errorf("a building is closed, not the town: %v", closure)
	}
}

func TestSinceWhenAnOfficeIsWhereItIs(t *testing.T) {
	t.Parallel()
	facts := valdoria(t)
	facts.OfficePlaces[1].Act = "dd-1"
	c := charterOf(t, facts)
	office, _ := c.On(december).Office("tributi")
	if office.PlaceSince != december || office.PlaceAct != "dd-1" {
		t.Errorf("since %s by %q", office.PlaceSince, office.PlaceAct)
	}
	if before, _ := c.On(december.AddDays(-1)).Office("tributi"); before.PlaceSince == december || before.PlaceAct != "" {
		t.Errorf("before: since %s by %q", before.PlaceSince, before.PlaceAct)
	}
}

func TestHoursUseTheFactsOfTheDayTheySpeakOf(t *testing.T) {
	t.Parallel()
	c := charterOf(t, valdoria(t))
	at := func(hours Hours, day Date) string {
		var all []string
		for _, i := range hours.Intervals(day).Intervals {
			all = append(all, i.From.String()+"-"+i.To.String())
		}
		return strings.Join(all, " ")
	}
	tuesday := december // 1 December 2026
	tests := map[string]struct {
		hours Hours
		day   Date
		want  string
	}{
		"an office before its hours change":             {c.OfficeHours("tributi"), tuesday.AddDays(-1), "08:30-12:30"},
		"an office after its hours changed":             {c.OfficeHours("tributi"), tuesday, "14:00-17:00"},
		"a service without a desk has its office's":     {c.ServiceHours("tari"), tuesday.AddDays(-1), "08:30-12:30"},
		"a service's own desk":                          {c.ServiceHours("tari"), tuesday, "10:00-11:00"},
		"a closed building closes the office in it":     {c.OfficeHours("tributi"), NewDate(2026, 11, 25), ""},
		"a building's doors":                            {c.BuildingHours("palazzo"), tuesday, "08:00-18:00"},
		"a national holiday, without any patron":        {c.OfficeHours("tributi"), NewDate(2026, 12, 8), ""},
		"an office that does not exist is never open":   {c.OfficeHours("castello"), tuesday, ""},
		"a line answers by its own schedule":            {c.LineHours("tributi", "mattina"), tuesday, "08:30-12:30"},
		"a building without doors' hours is never open": {c.BuildingHours("villa"), tuesday, ""},
	}
	for name, tt := range tests {
		if got := at(tt.hours, tt.day); got != tt.want {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
	// Asked on Monday evening, the next opening is in the new hours of Tuesday.
	monday := time.Date(2026, 11, 30, 20, 0, 0, 0, rome(t))
	if next, ok := c.OfficeHours("tributi").NextOpening(monday); !ok || next.Start.Hour() != 14 {
		t.Errorf("next opening %v, %v; want Tuesday at 14", next.Start, ok)
	}
}

func TestACharterRefusesWhatDoesNotHoldTogether(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		breakIt func(*Facts)
		want    string
	}{
		"two rows on one day": {func(f *Facts) {
			f.OfficePlaces = append(f.OfficePlaces, f.OfficePlaces[0])
		}, "office place of tributi"},
		"an office that nobody knows": {func(f *Facts) {
			f.ServiceDuties[0].Value.Office = Some(OfficeID("castello"))
		}, `"castello"`},
	}
	for name, tt := range tests {
		facts := valdoria(t)
		tt.breakIt(&facts)
		if _, err := NewCharter(facts, time.UTC); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v, want an error about %s", name, err, tt.want)
		}
	}
}
