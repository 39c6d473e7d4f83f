package exchange

import (
	"fmt"
	"reflect"
	"slices"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/cittaclick/cittaclick/knowledge"
)

// TestAnyCharterIsWrittenAsItIsRead draws charters with history, acts, both
// layers and awkward texts. What is written of one, read into an empty charter
// and written again, must be the same bytes, and must change nothing of the
// charter that it was written of.
func TestAnyCharterIsWrittenAsItIsRead(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		facts := drawCharter(t)
		first, err := Write(facts, WriteOptions{})
		if err != nil {
			t.Fatal(err)
		}
		fsys := fstest.MapFS{}
		for name, data := range first {
			fsys[name] = &fstest.MapFile{Data: data}
		}
		loaded, err := Load(fsys)
		if err != nil {
			t.Fatalf("load what was written:\n%v\n%s", err, first)
		}
		second, err := Write(loaded, WriteOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(asText(first), asText(second)); diff != "" {
			t.Fatalf("written again (-first +second):\n%s", diff)
		}
		files, err := Read(fsys)
		if err != nil {
			t.Fatal(err)
		}
		day := knowledge.Date(rapid.IntRange(0, 400).Draw(t, "from"))
		edits, err := Diff(facts, files, Options{From: day, Prune: true})
		if err != nil {
			t.Fatalf("diff with what was written:\n%v", err)
		}
		if !edits.Empty() {
			t.Fatalf("a charter differs from what was written of it: %v\n%s", edits.Entities, first)
		}
	})
}

func asText(files map[string][]byte) map[string]string {
	texts := make(map[string]string, len(files))
	for name, data := range files {
		texts[name] = string(data)
	}
	return texts
}

// drawer draws the rows of a charter. Its pillars (slug "pilastro") exist
// always, so that what is drawn may refer to them at any time.
type drawer struct {
	t      *rapid.T
	schema *schema
	facts  knowledge.Facts
}

const pillar = "pilastro"

func drawCharter(t *rapid.T) knowledge.Facts {
	d := &drawer{t: t, schema: newSchema()}
	s := d.schema
	for _, slug := range []string{"dd-2026-1", "dgc-2026-2"} {
		d.entity(s.act, slug, knowledge.LayerLocal, knowledge.Always)
	}
	d.entity(s.municipality, municipalitySlug, knowledge.LayerLocal, d.days())
	for _, k := range []*kind{s.schedule, s.building, s.office, s.person, s.service, s.matter, s.event} {
		layer := k.layers()[0]
		d.entity(k, pillar, layer, knowledge.Always)
		d.entity(k, "uno", layer, d.days())
		if k.layered {
			d.entity(k, "uno", knowledge.LayerLocal, d.days())
			d.entity(k, "due", knowledge.LayerLocal, d.days())
		}
	}
	d.entity(s.room, pillar+"/t01", knowledge.LayerLocal, knowledge.Always)
	d.nested(s.room, s.building, "/t-2")
	d.nested(s.tenure, s.person, "/capo")
	d.entity(s.closure, "chiusura", knowledge.LayerLocal, knowledge.Between(d.day(), 500))
	for _, target := range []string{"svc:" + pillar, "oos"} {
		id := string(PhraseID(target, "come si fa?"))
		d.entity(s.phrase, id, knowledge.LayerBase, d.days())
		d.entity(s.phrase, id, knowledge.LayerLocal, d.days())
	}
	return d.facts
}

func (d *drawer) day() knowledge.Date {
	return knowledge.Date(rapid.IntRange(0, 400).Draw(d.t, "day"))
}

func (d *drawer) days() knowledge.Range {
	r := knowledge.Between(d.day(), 500)
	if rapid.Bool().Draw(d.t, "since always") {
		r.From = knowledge.Earliest
	}
	if rapid.Bool().Draw(d.t, "without end") {
		r.To = knowledge.Latest
	}
	return r
}

// nested draws an entity on some of the days of the one in which it stands.
func (d *drawer) nested(k, parent *kind, suffix string) {
	st := newStore(d.schema, &d.facts)
	within, _ := st.existence(parent, "uno", knowledge.LayerLocal)
	d.entity(k, "uno"+suffix, knowledge.LayerLocal, within)
	d.entity(k, pillar+suffix, knowledge.LayerLocal, d.days())
}

// entity draws the rows of an entity: the first facet has them on all its days,
// the others on some.
func (d *drawer) entity(k *kind, subject string, layer knowledge.Layer, exists knowledge.Range) {
	for _, f := range k.facets {
		languages := []string{""}
		if f.translated {
			languages = []string{"en", "fr"}
		}
		for _, language := range languages {
			rest := exists
			for !rest.Empty() {
				valid := rest
				if cut := d.day(); rest.Contains(cut) && cut != rest.From && !k.timeless && k != d.schema.closure && rapid.Bool().Draw(d.t, "cut") {
					valid.To = cut
				}
				rest.From = valid.To
				if f != k.existence() && rapid.IntRange(0, 3).Draw(d.t, "row") == 0 {
					continue
				}
				r := row{Subject: subject, Layer: layer, Language: language, Valid: valid}
				if !k.timeless {
					r.Act = rapid.SampledFrom([]knowledge.ActID{"", "", "dd-2026-1", "dgc-2026-2"}).Draw(d.t, "act")
				}
				r.Value = d.value(k, f, subject, layer)
				if f != k.existence() && blank(r.Value) && r.Act != "" {
					continue // an act that says nothing of nothing leaves no trace in files
				}
				f.add(&d.facts, f.derive(r))
			}
		}
	}
}

// value draws the value of a facet that keeps to the rules.
func (d *drawer) value(k *kind, f *facet, subject string, layer knowledge.Layer) any {
	v := reflect.New(f.typ).Elem()
	required := k.required
	if k.layered && layer == knowledge.LayerLocal {
		required = nil
	}
	for i := range f.fields {
		field := &f.fields[i]
		must := f == k.existence() && slices.Contains(required, field.key)
		if must || rapid.IntRange(0, 2).Draw(d.t, field.key) > 0 {
			v.Field(field.index).Set(d.field(field.typ, f.typ, field.key))
		}
		if _, layered := heldType(field.typ); layered && !must && rapid.IntRange(0, 9).Draw(d.t, "none") == 0 {
			v.Field(field.index).Set(nothing(field.typ))
		}
	}
	switch value := v.Addr().Interface().(type) {
	case *knowledge.RoomProfile:
		value.Code, value.Level = map[string]string{"01": "T01", "-2": "t-2"}[subject[len(subject)-2:]], 0
	case *knowledge.TenureProfile:
		value.Office, value.Role = pillar, knowledge.RoleDeputy
	case *knowledge.OfficeStructure:
		if subject == pillar {
			value.Parent = ""
		}
	case *knowledge.LifeEventSheet:
		for i := range value.Steps.Value {
			if rapid.Bool().Draw(d.t, "of the municipality") {
				value.Steps.Value[i].Matter = ""
			} else {
				value.Steps.Value[i].Service = ""
			}
		}
	case *knowledge.Phrase:
		value.Text = "come si fa?"
		value.Language, value.Split = "it", knowledge.SplitValidate
	case *knowledge.Closure:
		if value.Kind == knowledge.ClosureSpecial {
			value.Intervals, _ = knowledge.ParseIntervals("09:00-11:00 su appuntamento")
		} else {
			value.Intervals = nil
		}
	}
	return v.Interface()
}

// field draws the value of one field.
func (d *drawer) field(typ, owner reflect.Type, key string) reflect.Value {
	if holds, ok := heldType(typ); ok {
		return some(typ, d.field(holds, owner, key))
	}
	switch typ {
	case rulesType:
		lines := rapid.SampledFrom([][]string{
			{"lun-ven 08:30-12:30"}, {"mar,gio 15:00-17:30 su appuntamento", "sab[1] 09:00-12:00 ultimo ingresso 11:30"},
			{"01/07-31/08 lun-ven 08:30-13:00", `festivi 10:00-13:00 "solo la corte"`},
		}).Draw(d.t, "rules")
		rules, _ := knowledge.ParseRules(lines)
		return reflect.ValueOf(rules)
	case intervalsType:
		return reflect.Zero(typ)
	case reflect.TypeFor[knowledge.HoursOwner]():
		owners := []string{"comune", "ufficio:pilastro", "sede:pilastro", "orario:pilastro", "servizio:pilastro"}
		o, _ := knowledge.ParseHoursOwner(rapid.SampledFrom(owners).Draw(d.t, "owner"))
		return reflect.ValueOf(o)
	case reflect.TypeFor[knowledge.RoomID]():
		return reflect.ValueOf(knowledge.RoomID(pillar + "/t01"))
	case reflect.TypeFor[knowledge.Date]():
		return reflect.ValueOf(d.day())
	case reflect.TypeFor[knowledge.MonthDay]():
		return reflect.ValueOf(knowledge.MonthDay(rapid.SampledFrom([]int{919, 101, 229}).Draw(d.t, "patron")))
	}
	return d.plain(typ, owner, key)
}

func (d *drawer) plain(typ, owner reflect.Type, key string) reflect.Value {
	v := reflect.New(typ).Elem()
	switch typ.Kind() {
	case reflect.Pointer:
		if rapid.Bool().Draw(d.t, "pointer") {
			v.Set(reflect.New(typ.Elem()))
			v.Elem().Set(d.field(typ.Elem(), owner, key))
		}
	case reflect.Slice:
		var seen []string
		for range rapid.IntRange(1, 3).Draw(d.t, "length") {
			one := d.field(typ.Elem(), owner, key)
			if id := identifier(one); !slices.Contains(seen, id) {
				seen = append(seen, id)
				v.Set(reflect.Append(v, one))
			}
		}
	case reflect.Struct:
		for i := range typ.NumField() {
			f := typ.Field(i)
			v.Field(i).Set(d.field(f.Type, typ, keyOf(f)))
		}
	case reflect.Bool:
		v.SetBool(key != keyRemoved && rapid.Bool().Draw(d.t, "bool"))
	case reflect.Int, reflect.Int64:
		v.SetInt(int64(rapid.IntRange(0, 9999).Draw(d.t, "int")))
	case reflect.Float64:
		v.SetFloat(rapid.Float64Range(-90, 90).Draw(d.t, "float"))
	default:
		v.SetString(d.text(typ, owner, key))
	}
	return v
}

func (d *drawer) text(typ, owner reflect.Type, key string) string {
	words := wordsOfType(typ)
	if words == nil {
		words = wordsOfField(owner, key)
	}
	form, formed := formOfField(key)
	switch {
	case words != nil:
		return rapid.SampledFrom(words).Draw(d.t, "word")
	case formed && form.pattern == webForm.pattern:
		return "https://www.comune.example/?a=b&c=%20#d"
	case formed && form.pattern == istatForm.pattern:
		return "010025"
	case formed:
		return "00123"
	case key == keyItem:
		return fmt.Sprintf("voce-%d", rapid.IntRange(0, 5).Draw(d.t, "key"))
	case typ != reflect.TypeFor[string]():
		return pillar
	}
	if rapid.Bool().Draw(d.t, "any text") {
		if s := rapid.StringN(1, 12, -1).Draw(d.t, "text"); simple(s) && s != "" && s != wordNothing {
			return s
		}
	}
	return rapid.SampledFrom([]string{
		"C'è l'ufficio: terza porta, a destra", "true", "1.10", "2026-12-01", "~", "- trattino", "a #b", "[x]", "{y}", "\"virgolette\"",
		"prima riga\nseconda: riga\n\nquarta", "due  spazi", " spazio davanti", "tab\tin mezzo", "è così 😀", "no", "0x1f", "a: b", "%", "@", "fine:",
		"righe\r\nDOS", "riga \ncon spazio in fondo", "a\n\tb",
	}).Draw(d.t, "awkward")
}
