package knowledgepg

import "github.com/cittaclick/cittaclick/knowledge"

func officeProfile() facet[knowledge.OfficeProfile] {
	return facet[knowledge.OfficeProfile]{
		table: "office_profile", identity: "office",
		everKnown: true, // former names go on working as aliases
		facts:     func(f *knowledge.Facts) *[]knowledge.Fact[knowledge.OfficeProfile] { return &f.OfficeProfiles },
		value: `f.name, f.description, f.kind, f.confirmed_on,
			(SELECT json_agg(i.text) FROM (SELECT text FROM office_alias WHERE state_id = f.id ORDER BY position) i) AS aliases`,
		insert: `
			WITH state AS (
				INSERT INTO office_profile ({{columns}}, name, description, kind, confirmed_on)
				SELECT {{values}}, v.name, v.description, coalesce(v.kind, 'ufficio'), v.confirmed_on
				FROM jsonb_to_record(@value::jsonb) AS v(name text, description text, kind text, confirmed_on date)
				RETURNING id)
			INSERT INTO office_alias (state_id, position, key, text)
			SELECT state.id, w.position, lower(w.text), w.text
			FROM state, jsonb_array_elements_text(nullif(@value::jsonb -> 'aliases', 'null')) WITH ORDINALITY AS w(text, position)`,
	}
}

func officeStructure() facet[knowledge.OfficeStructure] {
	return facet[knowledge.OfficeStructure]{
		table: "office_structure", identity: "office",
		everKnown: true, // whoever asks for a merged office is told its successors
		facts:     func(f *knowledge.Facts) *[]knowledge.Fact[knowledge.OfficeStructure] { return &f.OfficeStructures },
		value: `(SELECT slug FROM office WHERE id = f.parent_id) AS parent, f.body,
			(SELECT json_agg(i.slug) FROM (
				SELECT o.slug FROM office_successor s JOIN office o ON o.id = s.successor_id
				WHERE s.state_id = f.id ORDER BY s.position) i) AS successors`,
		insert: `
			WITH state AS (
				INSERT INTO office_structure ({{columns}}, parent_id, body)
				SELECT {{values}}, identity_of('office', v.parent), v.body
				FROM jsonb_to_record(@value::jsonb) AS v(parent text, body text)
				RETURNING id)
			INSERT INTO office_successor (state_id, position, key, successor_id)
			SELECT state.id, w.position, w.slug, identity_of('office', w.slug)
			FROM state, jsonb_array_elements_text(nullif(@value::jsonb -> 'successors', 'null')) WITH ORDINALITY AS w(slug, position)`,
	}
}

func officePlace() facet[knowledge.OfficePlace] {
	return facet[knowledge.OfficePlace]{
		table: "office_place", identity: "office",
		facts: func(f *knowledge.Facts) *[]knowledge.Fact[knowledge.OfficePlace] { return &f.OfficePlaces },
		value: `(SELECT slug FROM building WHERE id = f.building_id) AS building, f.directions,
			(SELECT json_agg(i.slug) FROM (
				SELECT r.slug FROM office_room o JOIN room r ON r.id = o.room_id
				WHERE o.state_id = f.id ORDER BY o.position) i) AS rooms`,
		insert: `
			WITH state AS (
				INSERT INTO office_place ({{columns}}, building_id, directions)
				SELECT {{values}}, identity_of('building', v.building), v.directions
				FROM jsonb_to_record(@value::jsonb) AS v(building text, directions text)
				RETURNING id)
			INSERT INTO office_room (state_id, position, key, room_id)
			SELECT state.id, w.position, w.slug, identity_of('room', w.slug)
			FROM state, jsonb_array_elements_text(nullif(@value::jsonb -> 'rooms', 'null')) WITH ORDINALITY AS w(slug, position)`,
	}
}

func officeHours() facet[knowledge.OfficeHours] {
	return facet[knowledge.OfficeHours]{
		table: "office_hours", identity: "office",
		facts: func(f *knowledge.Facts) *[]knowledge.Fact[knowledge.OfficeHours] { return &f.OfficeHours },
		value: `(SELECT slug FROM schedule WHERE id = f.schedule_id) AS schedule`,
		insert: `
			INSERT INTO office_hours ({{columns}}, schedule_id)
			SELECT {{values}}, identity_of('schedule', @value::jsonb ->> 'schedule')`,
	}
}

func officeContacts() facet[knowledge.OfficeContacts] {
	return facet[knowledge.OfficeContacts]{
		table: "office_contacts", identity: "office",
		facts: func(f *knowledge.Facts) *[]knowledge.Fact[knowledge.OfficeContacts] { return &f.OfficeContacts },
		value: `(SELECT json_agg(i) FROM (
				SELECT c.key, c.removed, c.kind, c.value, c.note, s.slug AS schedule
				FROM office_contact c LEFT JOIN schedule s ON s.id = c.schedule_id
				WHERE c.state_id = f.id ORDER BY c.position) i) AS contacts`,
		insert: `
			WITH state AS (INSERT INTO office_contacts ({{columns}}) SELECT {{values}} RETURNING id)
			INSERT INTO office_contact (state_id, position, key, removed, kind, value, note, schedule_id)
			SELECT state.id, i.position, i.key, coalesce(i.removed, false), i.kind, i.value, i.note, identity_of('schedule', i.schedule)
			FROM state, ROWS FROM (jsonb_to_recordset(nullif(@value::jsonb -> 'contacts', 'null'))
				AS (key text, removed boolean, kind text, value text, note text, schedule text))
				WITH ORDINALITY AS i(key, removed, kind, value, note, schedule, position)`,
	}
}

func officeTranslation() facet[knowledge.OfficeTranslation] {
	return facet[knowledge.OfficeTranslation]{
		table: "office_translation", identity: "office", translated: true,
		facts:  func(f *knowledge.Facts) *[]knowledge.Fact[knowledge.OfficeTranslation] { return &f.OfficeTranslations },
		value:  `f.name`,
		insert: `INSERT INTO office_translation ({{columns}}, name) SELECT {{values}}, @value::jsonb ->> 'name'`,
	}
}

func personProfile() facet[knowledge.PersonProfile] {
	return facet[knowledge.PersonProfile]{
		table: "person_profile", identity: "person",
		facts: func(f *knowledge.Facts) *[]knowledge.Fact[knowledge.PersonProfile] { return &f.People },
		value: `f.given_name, f.family_name, f.title, f.email, f.phone`,
		insert: `
			INSERT INTO person_profile ({{columns}}, given_name, family_name, title, email, phone)
			SELECT {{values}}, v.given_name, v.family_name, v.title, v.email, v.phone
			FROM jsonb_to_record(@value::jsonb)
				AS v(given_name text, family_name text, title text, email text, phone text)`,
	}
}

func tenureProfile() facet[knowledge.TenureProfile] {
	return facet[knowledge.TenureProfile]{
		table: "tenure_profile", identity: "tenure",
		facts: func(f *knowledge.Facts) *[]knowledge.Fact[knowledge.TenureProfile] { return &f.Tenures },
		value: `(SELECT slug FROM person WHERE id = f.person_id) AS person,
			(SELECT slug FROM office WHERE id = f.office_id) AS office,
			(SELECT slug FROM service WHERE id = f.service_id) AS service,
			f.body, f.role, f.title`,
		insert: `
			INSERT INTO tenure_profile ({{columns}}, person_id, office_id, body, role, title, service_id)
			SELECT {{values}}, identity_of('person', v.person), identity_of('office', v.office), v.body, v.role, v.title,
				identity_of('service', v.service)
			FROM jsonb_to_record(@value::jsonb)
				AS v(person text, office text, body text, role text, title text, service text)`,
	}
}
