package knowledgepg_test

import (
	"context"
	"encoding/json"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/cittaclick/cittaclick/knowledge"
	"github.com/cittaclick/cittaclick/knowledge/knowledgepg"
	"github.com/cittaclick/cittaclick/postgres/pgtest"
)

var moment = time.Date(2026, 11, 1, 9, 0, 0, 0, time.UTC)

func clockAt(t time.Time) func() time.Time { return func() time.Time { return t } }

// insert is the plan of a change that only adds.
func insert(facts knowledge.Facts) knowledgepg.Plan {
	return func(knowledge.Facts, func(knowledge.ChangeID) (knowledge.Facts, error)) (knowledge.Facts, knowledge.Facts, error) {
		return knowledge.Facts{}, facts, nil
	}
}

var byImport = knowledge.Change{RecordedBy: "prova", Cause: knowledge.CauseImport}

// TestEveryFieldSurvivesStorage fills every field of every facet, records it and
// reads it back: a column forgotten in a statement loses its field here.
func TestEveryFieldSurvivesStorage(t *testing.T) {
	t.Parallel()
	storeAndCompare(t, fullFacts(t))
}

func TestNotProvidedSurvivesStorage(t *testing.T) {
	t.Parallel()
	storeAndCompare(t, knowledge.Facts{ServiceSheets: []knowledge.Fact[knowledge.ServiceSheet]{{
		Subject: "carta-identita", Layer: knowledge.LayerBase, Valid: knowledge.Always,
		Value: knowledge.ServiceSheet{
			Title:    knowledge.Some("Carta d'identità"),
			Validity: knowledge.NotProvided[string](),
			Steps:    knowledge.NotProvided[[]knowledge.Step](),
		},
	}}})
}

// storeAndCompare records facts as the role that the program serves as, and
// expects to read the same.
func storeAndCompare(t *testing.T, want knowledge.Facts) {
	t.Helper()
	ctx := context.Background()
	pool := pgtest.AsApp(t, pgtest.New(t))
	version, err := knowledgepg.NewRecorder(pool, clockAt(moment)).Record(ctx, byImport, insert(want))
	if err != nil {
		t.Fatal(err)
	}
	got, err := knowledgepg.NewReader(pool).Facts(ctx, knowledge.Always)
	if err != nil {
		t.Fatal(err)
	}
	want.Version = version
	storagesOwn := cmp.FilterPath(func(p cmp.Path) bool {
		field, ok := p.Last().(cmp.StructField)
		return ok && slices.Contains([]string{"Row", "Change", "RecordedOn"}, field.Name())
	}, cmp.Ignore())
	unexported := cmp.Exporter(func(reflect.Type) bool { return true })
	if diff := cmp.Diff(want, got, storagesOwn, unexported, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("facts (-want +got):\n%s", diff)
	}
}

// fullFacts returns one row of every facet with every field filled, consistent
// enough for the schema's constraints.
func fullFacts(t *testing.T) knowledge.Facts {
	t.Helper()
	var facts knowledge.Facts
	v := reflect.ValueOf(&facts).Elem()
	for i := range v.NumField() {
		rows := v.Field(i)
		if rows.Kind() != reflect.Slice {
			continue
		}
		row := reflect.New(rows.Type().Elem()).Elem()
		row.FieldByName("Subject").SetString(subjects[v.Type().Field(i).Name])
		row.FieldByName("Layer").SetString("local")
		row.FieldByName("Valid").Set(reflect.ValueOf(knowledge.Always))
		row.FieldByName("Act").SetString("dd-2026-1")
		fill(t, row.FieldByName("Value"), "")
		rows.Set(reflect.Append(rows, row))
	}
	facts.ServiceTranslations[0].Language = "en"
	facts.OfficeTranslations[0].Language = "en"
	facts.OfficeStructures[0].Value.Parent = "settore"
	facts.OfficeProfiles = append(facts.OfficeProfiles, knowledge.Fact[knowledge.OfficeProfile]{
		Subject: "settore", Layer: knowledge.LayerLocal, Valid: knowledge.Always,
		Value: knowledge.OfficeProfile{Name: "Settore", Kind: "settore"},
	})
	schedule := &facts.Schedules[0].Value
	schedule.ID = "orario"
	rule := &schedule.Rules[0]
	rule.From, rule.LastEntry, rule.To = knowledge.ClockAt(9, 0), knowledge.ClockAt(12, 0), knowledge.ClockAt(12, 30)
	rule.Holidays = false
	closure := &facts.Closures[0].Value
	closure.ID, closure.Days = "chiusura", knowledge.Always
	opening := &closure.Intervals[0]
	opening.From, opening.LastEntry, opening.To = knowledge.ClockAt(9, 0), knowledge.ClockAt(10, 0), knowledge.ClockAt(11, 0)
	event := &facts.LifeEvents[0].Value // a step is of a service or of another body
	elsewhere := event.Steps.Value[0]
	elsewhere.Key, elsewhere.Service = "altrove", ""
	event.Steps.Value[0].Matter = ""
	event.Steps.Value = append(event.Steps.Value, elsewhere)
	return facts
}

var subjects = map[string]string{
	"Municipality": "valdoria", "Acts": "dd-2026-1", "Schedules": "orario", "Buildings": "palazzo", "Rooms": "palazzo/t01",
	"OfficeProfiles": "anagrafe", "OfficeStructures": "anagrafe", "OfficePlaces": "anagrafe", "OfficeHours": "anagrafe",
	"OfficeContacts": "anagrafe", "OfficeTranslations": "anagrafe", "People": "rossi-maria", "Tenures": "rossi-maria/capo",
	"Closures": "chiusura", "ServiceSheets": "carta-identita", "ServiceAccess": "carta-identita", "ServiceFees": "carta-identita",
	"ServiceTerms": "carta-identita", "ServiceDuties": "carta-identita", "ServiceTranslations": "carta-identita",
	"Matters": "passaporto", "LifeEvents": "mi-sposo", "Phrases": "svc:carta-identita#0123456789abcdef",
}

// given are the values of fields that name something else or must keep to a
// list of the schema; other text gets its field's name.
var given = map[string]string{
	"Schedule": "orario", "Building": "palazzo", "Rooms": "palazzo/t01", "Parent": "anagrafe", "Successors": "anagrafe",
	"Person": "rossi-maria", "Office": "anagrafe", "Service": "carta-identita", "Official": "rossi-maria",
	"Substitute": "rossi-maria", "Successor": "carta-identita", "Matter": "passaporto", "Target": "svc:carta-identita", "Language": "it", "Split": "valida",
	"Role": "responsabile", "Status": "attivo", "Specimen": "originale", "Appointment": "facoltativo", "Silence": "assenso",
	"Mode": "libero", "ID": "anagrafe", "ISTAT": "123456", "PostalCode": "12345",
	"OfficeProfile.Kind": "ufficio", "Contact.Kind": "pec", "Channel.Kind": "online", "Closure.Kind": "speciale", "HoursOwner.Kind": "ufficio",
}

func fill(t *testing.T, v reflect.Value, name string) {
	t.Helper()
	switch x := v.Addr().Interface().(type) {
	case *knowledge.Date:
		*x = knowledge.NewDate(2026, 3, 14)
		return
	case *knowledge.MonthDay:
		*x = knowledge.NewMonthDay(9, 19)
		return
	case *knowledge.Range:
		return
	case interface{ MarkNotProvided() }: // an Optional, set through its JSON form as storage does
		value := v.FieldByName("Value")
		fill(t, value, name)
		data, err := json.Marshal(value.Interface())
		if err == nil {
			err = json.Unmarshal(data, x)
		}
		if err != nil {
			t.Fatal(err)
		}
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			field := v.Type().Field(i).Name
			if field == "Kind" {
				field = v.Type().Name() + ".Kind"
			}
			fill(t, v.Field(i), field)
		}
	case reflect.Slice:
		element := reflect.New(v.Type().Elem()).Elem()
		fill(t, element, name)
		v.Set(reflect.Append(v, element))
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(t, v.Elem(), name)
	case reflect.String:
		if text, ok := given[name]; ok {
			v.SetString(text)
		} else {
			v.SetString("valore di " + name)
		}
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Float64:
		v.SetFloat(44.5)
	default:
		v.SetInt(3)
	}
}
