package knowledgepg

import "github.com/cittaclick/cittaclick/knowledge"

func scheduleRules() facet[knowledge.Schedule] {
	return facet[knowledge.Schedule]{
		table: "schedule_rules", identity: "schedule",
		facts: func(f *knowledge.Facts) *[]knowledge.Fact[knowledge.Schedule] { return &f.Schedules },
		value: `f.name, f.note,
			(SELECT json_agg(i) FROM (
				SELECT key, weekday, nth, holidays, json_build_object('from', season_from, 'to', season_to) AS season,
				       opens AS "from", closes AS "to", last_entry, mode, note
				FROM schedule_rule WHERE state_id = f.id ORDER BY position) i) AS rules`,
		insert: `
			WITH state AS (
				INSERT INTO schedule_rules ({{columns}}, name, note)
				SELECT {{values}}, v.name, v.note
				FROM jsonb_to_record(@value::jsonb) AS v(name text, note text)
				RETURNING id)
			INSERT INTO schedule_rule (state_id, position, key, weekday, nth, holidays, season_from, season_to,
				opens, closes, last_entry, mode, note)
			SELECT state.id, i.position, i.key, i.weekday, i.nth, coalesce(i.holidays, false),
				i.season ->> 'from', i.season ->> 'to', i."from", i."to", i.last_entry, i.mode, i.note
			FROM state, ROWS FROM (jsonb_to_recordset(nullif(@value::jsonb -> 'rules', 'null')) AS (
				key text, weekday smallint, nth smallint, holidays boolean, season jsonb,
				"from" text, "to" text, last_entry text, mode text, note text))
				WITH ORDINALITY AS i(key, weekday, nth, holidays, season, "from", "to", last_entry, mode, note, position)`,
		complete: func(f *knowledge.Fact[knowledge.Schedule]) { f.Value.ID = knowledge.ScheduleID(f.Subject) },
	}
}

func buildingProfile() facet[knowledge.BuildingProfile] {
	return facet[knowledge.BuildingProfile]{
		table: "building_profile", identity: "building",
		facts: func(f *knowledge.Facts) *[]knowledge.Fact[knowledge.BuildingProfile] { return &f.Buildings },
		value: `f.name, f.address, f.postal_code, f.locality, f.latitude, f.longitude, f.access, f.transport,
			(SELECT slug FROM schedule WHERE id = f.schedule_id) AS schedule,
			(SELECT json_agg(i) FROM (SELECT level, label, name FROM building_floor WHERE state_id = f.id ORDER BY position) i) AS floors`,
		insert: `
			WITH state AS (
				INSERT INTO building_profile ({{columns}}, name, address, postal_code, locality, latitude, longitude,
					access, transport, schedule_id)
				SELECT {{values}}, v.name, v.address, v.postal_code, v.locality, v.latitude, v.longitude,
					v.access, v.transport, identity_of('schedule', v.schedule)
				FROM jsonb_to_record(@value::jsonb)
					AS v(name text, address text, postal_code text, locality text, latitude double precision,
					     longitude double precision, access text, transport text, schedule text)
				RETURNING id)
			INSERT INTO building_floor (state_id, position, key, level, label, name)
			SELECT state.id, i.position, i.level::text, i.level, i.label, i.name
			FROM state, ROWS FROM (jsonb_to_recordset(nullif(@value::jsonb -> 'floors', 'null'))
				AS (level integer, label text, name text)) WITH ORDINALITY AS i(level, label, name, position)`,
	}
}

func roomProfile() facet[knowledge.RoomProfile] {
	return facet[knowledge.RoomProfile]{
		table: "room_profile", identity: "room",
		facts: func(f *knowledge.Facts) *[]knowledge.Fact[knowledge.RoomProfile] { return &f.Rooms },
		value: `(SELECT slug FROM building WHERE id = f.building_id) AS building,
			f.level, f.code, f.name, f.kind, f.accessible, f.directions`,
		insert: `
			INSERT INTO room_profile ({{columns}}, building_id, level, code, name, kind, accessible, directions)
			SELECT {{values}}, identity_of('building', v.building), v.level, v.code, v.name, v.kind,
				coalesce(v.accessible, false), v.directions
			FROM jsonb_to_record(@value::jsonb)
				AS v(building text, level integer, code text, name text, kind text, accessible boolean, directions text)`,
	}
}

// closureOwners selects what a closure hits, in the words of knowledge.HoursOwner.
const closureOwners = `
	SELECT coalesce('orario:' || s.slug, 'ufficio:' || o.slug, 'sede:' || b.slug, 'servizio:' || v.slug, 'comune') AS owner
	FROM closure_target t
	LEFT JOIN schedule s ON s.id = t.schedule_id
	LEFT JOIN office o ON o.id = t.office_id
	LEFT JOIN building b ON b.id = t.building_id
	LEFT JOIN service v ON v.id = t.service_id
	WHERE t.state_id = f.id`

func closureDays() facet[knowledge.Closure] {
	return facet[knowledge.Closure]{
		table: "closure_days", identity: "closure",
		facts: func(f *knowledge.Facts) *[]knowledge.Fact[knowledge.Closure] { return &f.Closures },
		value: `f.reason, f.kind,
			(SELECT json_agg(i) FROM (
				SELECT opens AS "from", closes AS "to", last_entry, mode, note
				FROM closure_interval WHERE state_id = f.id ORDER BY position) i) AS intervals,
			(SELECT json_agg(i.owner) FROM (` + closureOwners + ` AND NOT t.exempt ORDER BY t.position) i) AS targets,
			(SELECT json_agg(i.owner) FROM (` + closureOwners + ` AND t.exempt ORDER BY t.position) i) AS exempt`,
		insert: `
			WITH state AS (
				INSERT INTO closure_days ({{columns}}, reason, kind)
				SELECT {{values}}, v.reason, v.kind
				FROM jsonb_to_record(@value::jsonb) AS v(reason text, kind text)
				RETURNING id),
			intervals AS (
				INSERT INTO closure_interval (state_id, position, key, opens, closes, last_entry, mode, note)
				SELECT state.id, i.position, i."from", i."from", i."to", i.last_entry, i.mode, i.note
				FROM state, ROWS FROM (jsonb_to_recordset(nullif(@value::jsonb -> 'intervals', 'null'))
					AS ("from" text, "to" text, last_entry text, mode text, note text))
					WITH ORDINALITY AS i("from", "to", last_entry, mode, note, position))
			INSERT INTO closure_target (state_id, position, key, exempt, schedule_id, office_id, building_id, service_id)
			SELECT state.id, row_number() OVER (ORDER BY i.exempt, i.position),
				CASE WHEN i.exempt THEN 'tranne ' ELSE '' END || i.owner, i.exempt,
				CASE split_part(i.owner, ':', 1) WHEN 'orario' THEN identity_of('schedule', split_part(i.owner, ':', 2)) END,
				CASE split_part(i.owner, ':', 1) WHEN 'ufficio' THEN identity_of('office', split_part(i.owner, ':', 2)) END,
				CASE split_part(i.owner, ':', 1) WHEN 'sede' THEN identity_of('building', split_part(i.owner, ':', 2)) END,
				CASE split_part(i.owner, ':', 1) WHEN 'servizio' THEN identity_of('service', split_part(i.owner, ':', 2)) END
			FROM state, (
				SELECT false AS exempt, w.*
				FROM jsonb_array_elements_text(nullif(@value::jsonb -> 'targets', 'null')) WITH ORDINALITY AS w(owner, position)
				UNION ALL
				SELECT true, w.*
				FROM jsonb_array_elements_text(nullif(@value::jsonb -> 'exempt', 'null')) WITH ORDINALITY AS w(owner, position)) i`,
		complete: func(f *knowledge.Fact[knowledge.Closure]) {
			f.Value.ID, f.Value.Days = knowledge.ClosureID(f.Subject), f.Valid
		},
	}
}
