package knowledgepg

import "github.com/cittaclick/cittaclick/knowledge"

// facets lists every facet in the order in which rows may be written: what is
// referred to before what refers to it.
func facets() []anyFacet {
	return []anyFacet{
		actRecord(), municipalityProfile(), scheduleRules(), buildingProfile(), roomProfile(),
		officeProfile(), officeStructure(), officePlace(), officeHours(), officeContacts(), officeTranslation(),
		personProfile(),
		serviceSheet(), serviceAccess(), serviceFees(), serviceTerm(), serviceDuty(), serviceTranslation(),
		tenureProfile(), closureDays(), matterSheet(), lifeEventSheet(), phraseText(),
	}
}

func actRecord() facet[knowledge.ActRecord] {
	return facet[knowledge.ActRecord]{
		table: "act_record", identity: "act",
		everKnown: true, // an act of years ago is still the reason of what is true today
		facts:     func(f *knowledge.Facts) *[]knowledge.Fact[knowledge.ActRecord] { return &f.Acts },
		value:     `f.kind, f.number, f.adopted_on, f.organ, f.subject, f.url`,
		insert: `
			INSERT INTO act_record ({{columns}}, kind, number, adopted_on, organ, subject, url)
			SELECT {{values}}, v.kind, v.number, v.adopted_on, v.organ, v.subject, v.url
			FROM jsonb_to_record(@value::jsonb)
				AS v(kind text, number text, adopted_on date, organ text, subject text, url text)`,
	}
}

func municipalityProfile() facet[knowledge.MunicipalityProfile] {
	return facet[knowledge.MunicipalityProfile]{
		table: "municipality_profile", identity: "municipality",
		facts: func(f *knowledge.Facts) *[]knowledge.Fact[knowledge.MunicipalityProfile] { return &f.Municipality },
		value: `f.name, f.short_name, f.province, f.province_tag, f.region, f.istat, f.ipa, f.postal_code, f.address,
			f.switchboard, f.email, f.pec, f.website, f.population,
			json_build_object('name', f.patron_name, 'day', f.patron_day) AS patron`,
		insert: `
			INSERT INTO municipality_profile ({{columns}}, name, short_name, province, province_tag, region, istat, ipa,
				postal_code, address, switchboard, email, pec, website, population, patron_name, patron_day)
			SELECT {{values}}, v.name, v.short_name, v.province, v.province_tag, v.region, v.istat, v.ipa,
				v.postal_code, v.address, v.switchboard, v.email, v.pec, v.website, v.population,
				nullif(v.patron ->> 'name', ''), nullif(v.patron ->> 'day', '')
			FROM jsonb_to_record(@value::jsonb)
				AS v(name text, short_name text, province text, province_tag text, region text, istat text, ipa text,
				     postal_code text, address text, switchboard text, email text, pec text, website text,
				     population integer, patron jsonb)`,
	}
}

func matterSheet() facet[knowledge.MatterSheet] {
	return facet[knowledge.MatterSheet]{
		table: "matter_sheet", identity: "matter", layered: true,
		facts: func(f *knowledge.Facts) *[]knowledge.Fact[knowledge.MatterSheet] { return &f.Matters },
		value: `f.title, f.body, f.summary, f.where_to_go, f.website, f.phone, f.here, f.related,
			(SELECT json_agg(i.text) FROM (SELECT text FROM matter_alias WHERE state_id = f.id ORDER BY position) i) AS aliases`,
		insert: `
			WITH state AS (
				INSERT INTO matter_sheet ({{columns}}, title, body, summary, where_to_go, website, phone, here, related)
				SELECT {{values}}, v.title, v.body, v.summary, v.where_to_go, v.website, v.phone, v.here, v.related
				FROM jsonb_to_record(@value::jsonb)
					AS v(title text, body text, summary text, where_to_go text, website text, phone text, here text, related text[])
				RETURNING id)
			INSERT INTO matter_alias (state_id, position, key, text)
			SELECT state.id, w.position, lower(w.text), w.text
			FROM state, jsonb_array_elements_text(nullif(@value::jsonb -> 'aliases', 'null')) WITH ORDINALITY AS w(text, position)`,
	}
}

func lifeEventSheet() facet[knowledge.LifeEventSheet] {
	return facet[knowledge.LifeEventSheet]{
		table: "life_event_sheet", identity: "life_event", layered: true,
		facts: func(f *knowledge.Facts) *[]knowledge.Fact[knowledge.LifeEventSheet] { return &f.LifeEvents },
		value: `f.title, f.summary, f.life_events, f.business_events,
			(SELECT json_agg(i) FROM (
				SELECT s.key, s.removed, s.text, s.due,
				       (SELECT slug FROM service WHERE id = s.service_id) AS service,
				       (SELECT slug FROM matter WHERE id = s.matter_id) AS matter
				FROM life_event_step s WHERE s.state_id = f.id ORDER BY s.position) i) AS steps,
			(SELECT json_agg(i.text) FROM (SELECT text FROM life_event_alias WHERE state_id = f.id ORDER BY position) i) AS aliases`,
		insert: `
			WITH state AS (
				INSERT INTO life_event_sheet ({{columns}}, title, summary, life_events, business_events)
				SELECT {{values}}, v.title, v.summary, v.life_events, v.business_events
				FROM jsonb_to_record(@value::jsonb)
					AS v(title text, summary text, life_events text[], business_events text[])
				RETURNING id),
			steps AS (
				INSERT INTO life_event_step (state_id, position, key, removed, text, due, service_id, matter_id)
				SELECT state.id, i.position, i.key, coalesce(i.removed, false), i.text, i.due,
				       identity_of('service', i.service), identity_of('matter', i.matter)
				FROM state, ROWS FROM (jsonb_to_recordset(nullif(@value::jsonb -> 'steps', 'null'))
					AS (key text, removed boolean, text text, due text, service text, matter text))
					WITH ORDINALITY AS i(key, removed, text, due, service, matter, position))
			INSERT INTO life_event_alias (state_id, position, key, text)
			SELECT state.id, w.position, lower(w.text), w.text
			FROM state, jsonb_array_elements_text(nullif(@value::jsonb -> 'aliases', 'null')) WITH ORDINALITY AS w(text, position)`,
	}
}

func phraseText() facet[knowledge.Phrase] {
	return facet[knowledge.Phrase]{
		table: "phrase_text", identity: "phrase", layered: true,
		facts: func(f *knowledge.Facts) *[]knowledge.Fact[knowledge.Phrase] { return &f.Phrases },
		value: `f.target, f.text, f.aspects, f.style, f.language, f.split`,
		insert: `
			INSERT INTO phrase_text ({{columns}}, target, text, aspects, style, language, split)
			SELECT {{values}}, v.target, v.text, coalesce(v.aspects, '{}'), v.style, v.language, v.split
			FROM jsonb_to_record(@value::jsonb)
				AS v(target text, text text, aspects text[], style text, language text, split text)`,
	}
}
