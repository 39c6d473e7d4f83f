package exchange

import (
	"cmp"
	"reflect"
	"slices"
	"strings"

	"github.com/cittaclick/cittaclick/knowledge"
)

// check holds what the charter must be after the import: what is referred to
// exists for as long as the reference says so, entities have what they cannot
// be without, an office has one head at a time. The whole charter is checked,
// for an import may end what others, not in the files, refer to.
func (d *differ) check() {
	c := &checker{differ: d, kinds: make(map[*facet]*kind), exists: make(map[identity][]knowledge.Range)}
	for _, k := range d.files.schema.all() {
		for _, f := range k.facets {
			c.kinds[f] = k
		}
	}
	for key, rows := range d.after.lines {
		for _, r := range rows {
			c.row(key, key.facet.derive(r))
		}
	}
	c.absent()
	c.heads()
}

type checker struct {
	*differ

	kinds  map[*facet]*kind
	exists map[identity][]knowledge.Range // by kind and subject, layers together
}

// row checks one row of a facet.
func (c *checker) row(key lineKey, r row) {
	k := c.kinds[key.facet]
	if r.Act != "" && len(c.existence(c.files.schema.act, string(r.Act))) == 0 {
		c.reportAct(key, r.Act, "il provvedimento «%s» non c'è: aggiungilo in %s", r.Act, fileActs)
	}
	if key.facet == k.existence() && (!k.layered || key.layer == knowledge.LayerBase) {
		for _, required := range k.required {
			if f, _ := key.facet.field(required); unset(f.of(r.Value)) {
				c.report(key, required, "manca (%s): %s «%s» deve averlo", rangeText(r.Valid), k.prefix, key.subject)
			}
		}
	}
	c.references(key, r)
	c.sense(key, r.Value)
}

// sense checks what the values of one facet must say together.
func (c *checker) sense(key lineKey, value any) {
	switch value := value.(type) {
	case knowledge.Closure:
		if err := value.Validate(); err != nil {
			c.report(key, "", "%s", messageOf(err))
		}
	case knowledge.TenureProfile:
		if value.Office == "" && (value.Body == "" || value.Role == knowledge.RoleHead) {
			c.report(key, "ufficio", "manca: un incarico è in un ufficio o in un organo, quello di responsabile in un ufficio")
		}
	case knowledge.OfficeStructure:
		if string(value.Parent) == key.subject {
			c.report(key, "superiore", "un ufficio non dipende da sé stesso")
		}
	case knowledge.LifeEventSheet:
		for _, step := range value.Steps.Value {
			if step.Service != "" && step.Matter != "" {
				c.report(key, "passi", "il passo «%s» ha un servizio e un ente: è dell'uno o dell'altro", step.Key)
			}
		}
	case knowledge.Phrase:
		c.target(key, value.Target)
	}
}

// target checks that what a phrase asks for exists. The base knows no offices.
func (c *checker) target(key lineKey, target string) {
	kinds := map[string]*kind{"svc": c.files.schema.service, "body": c.files.schema.matter, "office": c.files.schema.office}
	prefix, slug, _ := strings.Cut(target, ":")
	k, ok := kinds[prefix]
	if !ok || key.layer == knowledge.LayerBase && k == c.files.schema.office || len(c.existence(k, slug)) > 0 {
		return
	}
	c.report(key, keyTarget, "%s «%s» non c'è", k.prefix, slug)
}

// references checks what a row refers to.
func (c *checker) references(key lineKey, r row) {
	v := reflect.ValueOf(r.Value)
	for i := range v.NumField() {
		path := keyFrom // what the place in the files says has no key
		for _, f := range key.facet.fields {
			if f.index == i {
				path = f.key
			}
		}
		loose := strings.HasPrefix(v.Type().Field(i).Name, "Successor") // who took over need not exist yet
		c.walk(v.Field(i), func(k *kind, slug string, anytime bool) {
			c.reference(key, path, r.Valid, k, slug, anytime || loose)
		})
	}
}

// walk calls found with each reference in a value; anytime ones need not exist
// all the while.
func (c *checker) walk(v reflect.Value, found func(k *kind, slug string, anytime bool)) {
	s := c.files.schema
	switch one := v.Interface().(type) {
	case knowledge.OfficeID:
		found(s.office, string(one), false)
	case knowledge.BuildingID:
		found(s.building, string(one), false)
	case knowledge.RoomID:
		found(s.room, string(one), false)
	case knowledge.ServiceID:
		found(s.service, string(one), false)
	case knowledge.PersonID:
		found(s.person, string(one), false)
	case knowledge.ScheduleID:
		found(s.schedule, string(one), false)
	case knowledge.EventStep: // one of a service that has ended is told without it
		found(s.service, string(one.Service), true)
		found(s.matter, string(one.Matter), true)
	case knowledge.HoursOwner:
		if k, ok := map[knowledge.OwnerKind]*kind{
			knowledge.OwnerOffice: s.office, knowledge.OwnerBuilding: s.building,
			knowledge.OwnerService: s.service, knowledge.OwnerSchedule: s.schedule,
		}[one.Kind]; ok {
			found(k, one.ID, true)
		}
	default:
		c.walkInto(v, found)
	}
}

// walkInto walks over what a struct or a list holds.
func (c *checker) walkInto(v reflect.Value, found func(k *kind, slug string, anytime bool)) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				c.walk(v.Field(i), found)
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			c.walk(v.Index(i), found)
		}
	}
}

// reference checks that a slug exists over the days of the row that names it.
func (c *checker) reference(key lineKey, path string, valid knowledge.Range, k *kind, slug string, anytime bool) {
	if slug == "" {
		return
	}
	days := c.existence(k, slug)
	if len(days) == 0 {
		c.report(key, path, "%s «%s» non c'è", k.prefix, slug)
		return
	}
	if anytime || slices.ContainsFunc(days, func(r knowledge.Range) bool { return r.Intersect(valid) == valid }) {
		return
	}
	first, last := days[0].From, days[len(days)-1].To
	switch {
	case valid.From < first:
		c.report(key, path, "%s «%s» esiste solo %s, ma qui serve %s", k.prefix, slug, since(first), since(valid.From))
	case valid.To > last:
		c.report(key, path, "%s «%s» esiste solo fino al %s, ma qui serve %s", k.prefix, slug, lastDay(last), until(valid))
	default:
		c.report(key, path, "%s «%s» non esiste per tutto il periodo (%s)", k.prefix, slug, rangeText(valid))
	}
}

func until(valid knowledge.Range) string {
	if valid.To == knowledge.Latest {
		return "anche dopo"
	}
	return "fino al " + lastDay(valid.To)
}

// existence returns the days on which something exists, in either layer.
func (c *checker) existence(k *kind, subject string) []knowledge.Range {
	id := identity{kind: k, subject: subject}
	if days, known := c.exists[id]; known {
		return days
	}
	var days []knowledge.Range
	for _, layer := range k.layers() {
		for _, r := range c.after.lines[lineKey{k.existence(), subject, layer, ""}] {
			days = append(days, r.Valid)
		}
	}
	slices.SortFunc(days, func(a, b knowledge.Range) int { return cmp.Compare(a.From, b.From) })
	var united []knowledge.Range
	for _, r := range days {
		if last := len(united) - 1; last >= 0 && r.From <= united[last].To {
			united[last].To = max(united[last].To, r.To)
			continue
		}
		united = append(united, r)
	}
	c.exists[id] = united
	return united
}

// report records a problem of a line, where the files speak of it; what stands
// in the charter only is named by its kind and slug.
func (c *checker) report(key lineKey, path, format string, args ...any) {
	k := c.kinds[key.facet]
	e := c.touched[identity{k, key.subject, key.layer}]
	if e == nil {
		c.fail(place{}, k.name+" "+key.subject+", "+path, format, args...)
		return
	}
	at := e.place
	if f, ok := key.facet.field(path); ok {
		at = e.placeOf(key.facet, f, key.language)
	}
	c.fail(at, join(key.language, path), format, args...)
}

// reportAct records a problem of an act, where the files name it.
func (c *checker) reportAct(key lineKey, act knowledge.ActID, format string, args ...any) {
	e := c.touched[identity{c.kinds[key.facet], key.subject, key.layer}]
	if e == nil {
		c.report(key, keyAct, format, args...)
		return
	}
	for _, said := range e.entries {
		for _, s := range said.segments {
			if s.act == act {
				c.fail(place{said.file, s.line}, join(said.path(), keyAct), format, args...)
				return
			}
		}
	}
	c.fail(e.place, keyAct, format, args...)
}

// absent reports entities of the files that lack all that makes them exist.
func (c *checker) absent() {
	for id, e := range c.touched {
		if e == nil || id.kind.layered && id.layer == knowledge.LayerLocal {
			continue
		}
		if len(c.after.lines[lineKey{id.kind.existence(), id.subject, id.layer, ""}]) == 0 {
			c.fail(e.place, id.kind.required[0], "manca: %s «%s» deve averlo", id.kind.prefix, id.subject)
		}
	}
}

// heads checks that an office has one head at a time.
func (c *checker) heads() {
	type head struct {
		key   lineKey
		valid knowledge.Range
	}
	heads := make(map[knowledge.OfficeID][]head)
	for key, rows := range c.after.lines {
		for _, r := range rows {
			if tenure, ok := r.Value.(knowledge.TenureProfile); ok && tenure.Role == knowledge.RoleHead && tenure.Office != "" {
				heads[tenure.Office] = append(heads[tenure.Office], head{key, r.Valid})
			}
		}
	}
	for office, all := range heads {
		slices.SortFunc(all, func(a, b head) int {
			return cmp.Or(cmp.Compare(a.valid.From, b.valid.From), cmp.Compare(a.key.subject, b.key.subject))
		})
		for i := 1; i < len(all); i++ {
			if all[i-1].valid.Overlaps(all[i].valid) {
				c.report(all[i].key, "ruolo", "l'ufficio «%s» ha già un responsabile %s: %s",
					office, rangeText(all[i-1].valid), parentOf(all[i-1].key.subject))
			}
		}
	}
}
